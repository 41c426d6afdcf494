/* domain_open.c - a domain before its first step: inputs opened, state and border filled. */
#include "base/log.h"
#include "model/aerosol/path_names.h"
#include "model/driver/domain.h"
#include "model/state/isa.h"

#include <omp.h>
#include <string.h>

static void fill_state(lt_state *state, int n_species, const double *value) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &state->blocks[b];
        for (int s = 0; s < n_species; ++s)
            for (int k = 0; k < state->nz; ++k)
                for (int j = 0; j < block->place.nj; ++j)
                    for (int i = 0; i < block->place.ni; ++i)
                        lt_state_slab(block, s, k)[j * block->row + i] = (lt_real)value[s * state->nz + k];
    }
}

static lt_civil first_day(const lt_domain *d) {
    return lt_background_day(d->span.start + d->span.spinup_hours * LT_HOUR);
}

/* The border and the state hold what species get that the file lacks. */
static lt_status open_boundary(lt_domain *d, const lt_model_config *config) {
    const lt_boundary_need need = {.grid = d->grid,
                                   .n_species = d->state->n_species,
                                   .n_required = d->chemical->n,
                                   .species = d->state->species,
                                   .may_lack = strcmp(config->boundary_missing, "background") == 0,
                                   .chemistry = d->chemical->chemistry,
                                   .background = d->border,
                                   .border_as = d->tracers->border_as,
                                   .initial_as = d->tracers->start_as,
                                   .start = d->span.start,
                                   .n_hours = d->span.spinup_hours + d->span.output_hours,
                                   .initial = strcmp(config->initial, "boundary") == 0};
    LT_TRY(lt_boundary_open(config->boundary, &need, &d->boundary));
    if (lt_boundary_filled(d->boundary, false)) lt_remark(LT_LOG_INFO, "%s", lt_boundary_filled(d->boundary, false));
    return need.initial ? lt_boundary_initial(d->boundary, d->state) : LT_OK;
}

static lt_status begin_state(lt_domain *d, const lt_model_config *config) {
    LT_TRY(lt_background_read(d->chemical, first_day(d).month, d->grid->nz, d->grid->z_edge, &d->background));
    if (strcmp(config->boundary, "zero") == 0) {
        memset(d->background.value, 0, (size_t)(d->chemical->n * d->grid->nz) * sizeof(double));
        memset(d->background.top, 0, (size_t)d->chemical->n * sizeof(double));
    }
    fill_state(d->state, d->chemical->n, d->background.value);
    lt_tracers_start(d->tracers, d->state);
    lt_border_fill(d->border, d->chemical->n, d->background.value);
    lt_border_fill_top(d->border, d->chemical->n, d->background.top);
    lt_tracers_border(d->tracers, d->border);
    return lt_model_boundary_is_file(config) ? open_boundary(d, config) : LT_OK;
}

static lt_status make_tracers(lt_domain *d, const lt_model_config *config) {
    lt_civil when = first_day(d);
    const lt_species_set species = lt_chemical_set_species(d->chemical);
    return lt_tracers_create(&species, &config->tracers, d->grid, d->air, when.year, when.month,
                             strcmp(config->boundary, "zero") == 0, &d->tracers);
}

static bool has_aqueous(const lt_model_config *config) {
    return !config->aqueous || strcmp(config->aqueous, "on") == 0;
}

/* A result that was fitted to air must say so. */
static void say_tunings(const lt_domain *d) {
    char text[LT_TUNINGS_TEXT];
    lt_tunings_text(d->tunings, text, sizeof text);
    if (d->tunings) lt_remark(LT_LOG_WARNING, "%s: numbers fitted to air are in use: %s", d->grid->name, text);
}

static lt_status make_chemistry(lt_domain *d) {
    lt_gas_setup setup = {.set = d->chemical,
                          .grid = d->grid,
                          .state = d->state,
                          .weather = &d->weather,
                          .kernels = d->kernels,
                          .aqueous = has_aqueous(&d->config)};
    LT_TRY(lt_model_ozone_column(&d->config, NULL, &setup.ozone_DU));
    if (!d->chemical->mechanism) return LT_OK;
    LT_TRY(lt_tunings_with(&d->config.tunings, "model: tunings", &setup.tunings));
    LT_TRY(lt_paths_without(&d->config.paths_off, setup.tunings, "model: paths_off", &setup.paths));
    setup.n2o5 = lt_n2o5_law_of(d->config.n2o5_uptake);
    d->tunings = setup.tunings;
    say_tunings(d);
    LT_TRY(lt_gas_chemistry_create(&setup, &d->gas));
    const lt_aerosol_setup aerosol = {.set = d->chemical,
                                      .grid = d->grid,
                                      .state = d->state,
                                      .weather = &d->weather,
                                      .kernels = d->kernels,
                                      .paths = setup.paths,
                                      .aqueous = setup.aqueous,
                                      .coarse_nitrate =
                                          d->config.coarse_nitrate && strcmp(d->config.coarse_nitrate, "dynamic") == 0};
    return lt_aerosol_create(&aerosol, &d->aerosol);
}

/* The hour that comes is read while this one is computed, where there is a second thread for it. window: the cells of
 * the file that are read, NULL: all. */
static lt_status open_ahead(lt_domain *d, const char *name, const lt_ncr_window *window, lt_ncr **out) {
    LT_TRY(lt_ncr_open_own(d->dir, name, out));
    lt_status status = window ? lt_ncr_view(*out, window) : LT_OK;
    if (status == LT_OK && omp_get_max_threads() > 1) status = lt_ncr_read_ahead(*out);
    if (status != LT_OK) lt_ncr_close(*out);
    return status;
}

static lt_status set_up_emission(const lt_domain *d, lt_emission_setup *out) {
    const lt_grid *g = d->grid;
    const lt_model_config *config = &d->config;
    *out =
        (lt_emission_setup){.place = lt_points_grid_of(g),
                            .z_edge = g->z_edge,
                            .start = d->span.start,
                            .n_hours = (size_t)(d->span.spinup_hours + d->span.output_hours),
                            .mean_laws = config->emission_laws && strcmp(config->emission_laws, "mean") == 0,
                            .chemical = d->chemical,
                            .grid = g,
                            .vapours = lt_combustion_vapours_of(config->combustion_vapours),
                            .drop_missing = config->emission_missing && strcmp(config->emission_missing, "drop") == 0};
    for (int n = 0; n < LT_N_FLUXES; ++n)
        LT_TRY(lt_flux_scale(lt_flux_laws[n]->name, config->flux[n], NULL, &out->flux_scale[n]));
    return LT_OK;
}

static lt_status open_emission(lt_domain *d) {
    lt_emission_setup setup;
    lt_ncr *file;
    LT_TRY(set_up_emission(d, &setup));
    const lt_ncr_window window = lt_grid_window(d->grid);
    LT_TRY(open_ahead(d, d->files.emissions, d->whole ? &window : NULL, &file));
    return lt_emission_open(file, &d->tracers->set, &d->weather, d->air, &setup, &d->emission);
}

/* Where all ranks have opened it. */
static lt_status judge_emission(lt_domain *d) {
    lt_emission_setup setup;
    if (!d->here || !d->emission) return LT_OK;
    lt_status status = lt_comm_agree(&d->part.comm, set_up_emission(d, &setup));
    if (status == LT_OK) status = lt_emission_judge_missing(d->emission, &d->part.comm, &setup);
    return lt_comm_agree(&d->part.comm, status);
}

/* Only a run that was told so does without clouds. */
static void judge_clouds(lt_domain *d) {
    if (has_aqueous(&d->config) || !lt_weather_do_without_clouds(&d->weather)) return;
    lt_remark(LT_LOG_WARNING,
              "%s has no clouds in layers: none for chemistry; rain forms in none and sweeps the lowest 3 km; light is "
              "that of a clear sky",
              d->files.met);
}

/* The blocks of the whole grid. Columns are worked on in tiles. */
static lt_status choose_layout(const lt_layout *layout, const lt_grid *whole, int *px, int *py) {
    *px = layout->px;
    *py = layout->py;
    if (*px > 0 && *py > 0) return LT_OK;
    if (!layout->spares) return lt_part_layout(layout->comm.size, whole->nx, whole->ny, LT_HALO, px, py);
    return lt_part_ranks(layout->comm.size, whole->nx, whole->ny, LT_HALO, LT_LANES, px, py);
}

static lt_status take_part(const lt_layout *layout, const lt_grid *whole, int px, int py, lt_part *out) {
    const int all = layout->comm.size, blocks = px * py;
    lt_comm comm;
    LT_TRY(lt_comm_first(&layout->comm, layout->spares && blocks < all ? blocks : all, &comm));
    const lt_status status = lt_part_create(&comm, whole->nx, whole->ny, px, py, LT_HALO, out);
    if (status != LT_OK) lt_comm_close(&comm);
    return status;
}

/* What may fail on one rank alone before the ranks know who has what: a node may lack an instruction set. */
static lt_status read_whole(lt_domain *d, const lt_layout *layout, int *px, int *py) {
    LT_TRY(lt_isa_kernels(&d->kernels));
    LT_TRY(lt_grid_read(d->dir, d->files.grid, &d->whole));
    LT_TRY_CONTEXT(choose_layout(layout, d->whole, px, py), "grid %s", d->whole->name);
    return LT_OK;
}

/* The part that this rank has, and the grid of its cells. */
static lt_status open_grid(lt_domain *d, const lt_layout *layout) {
    int px, py;
    LT_TRY(lt_comm_agree(&layout->comm, read_whole(d, layout, &px, &py)));
    LT_TRY_CONTEXT(take_part(layout, d->whole, px, py, &d->part), "grid %s", d->whole->name);
    d->here = d->part.comm.rank >= 0;
    if (!d->here) return LT_OK;
    if (d->part.comm.size > 1) {
        const lt_ncr_window window = {
            .j0 = (size_t)d->part.j0, .i0 = (size_t)d->part.i0, .ny = (size_t)d->part.nj, .nx = (size_t)d->part.ni};
        return lt_grid_read_part(d->dir, d->files.grid, &window, &d->grid);
    }
    d->grid = d->whole;
    d->whole = NULL;
    return LT_OK;
}

/* The air is of some cells more than the rest. */
static lt_status open_weather(lt_domain *d, size_t n_hours) {
    const lt_grid *g = d->grid;
    const lt_air_window w = lt_air_window_of(&d->part);
    const lt_ncr_window window = {.j0 = (size_t)w.j0, .i0 = (size_t)w.i0, .ny = (size_t)w.ny, .nx = (size_t)w.nx};
    lt_ncr *file;
    LT_TRY(open_ahead(d, d->files.met, d->whole ? &window : NULL, &file));
    LT_TRY(lt_weather_open(file, window.nx, window.ny, (size_t)g->nz, d->span.start, n_hours, &d->weather));
    if (!d->whole) return LT_OK;
    return lt_weather_inside(&d->weather, (size_t)(d->part.i0 - w.i0), (size_t)(d->part.j0 - w.j0), (size_t)g->nx,
                             (size_t)g->ny);
}

/* As many blocks as the configuration wishes and the part has room for. */
static int blocks(long wanted, int cells) {
    return wanted > cells / LT_HALO ? cells / LT_HALO : (int)wanted;
}

static lt_status open_state(lt_domain *d, const lt_model_config *config) {
    const lt_grid *g = d->grid;
    const lt_species_set *species = &d->tracers->set;
    const int nbx = d->whole ? blocks(config->blocks_x, g->nx) : (int)config->blocks_x;
    const int nby = d->whole ? blocks(config->blocks_y, g->ny) : (int)config->blocks_y;
    LT_TRY(lt_state_create_part(species, &d->part, g->nz, nbx, nby, &d->state));
    LT_TRY(lt_border_create(species->n, g->nx, g->ny, g->nz, &d->border));
    return lt_transport_create(d->state, d->kernels, config->advection, &d->transport);
}

static lt_status open_all(lt_domain *d, const lt_layout *layout, const lt_model_config *config) {
    const size_t n_hours = (size_t)(d->span.spinup_hours + d->span.output_hours);
    LT_TRY(open_grid(d, layout));
    const lt_grid *g = d->grid;
    d->dt = lt_model_step(config, lt_domain_whole(d)->dx);
    d->n_steps = (int)(3600.0 / d->dt + 0.5);
    if (!d->here) return LT_OK;
    LT_TRY(open_weather(d, n_hours));
    judge_clouds(d);
    LT_TRY(lt_air_create_part(&d->part, g->nz, &d->air));
    if (config->horizontal_diffusion && strcmp(config->horizontal_diffusion, "smagorinsky") == 0)
        LT_TRY(lt_air_mix_horizontally(d->air));
    LT_TRY(lt_chemical_set_create_with(config->chemistry, config->organics, &d->chemical));
    LT_TRY(make_tracers(d, config));
    LT_TRY(open_state(d, config));
    LT_TRY(make_chemistry(d));
    const lt_removal_setup removal = {d->chemical, d->tracers->removed_as, g, &d->weather, d->air, d->state};
    LT_TRY(lt_step_fields_create(&removal, config->vertical_mixing, config->dry_deposition, &d->fields));
    LT_TRY(lt_calloc((size_t)d->tracers->set.n, sizeof *d->no_source, &d->no_source));
    if (strcmp(config->emissions, "on") == 0) LT_TRY(open_emission(d));
    return begin_state(d, config);
}

lt_status lt_domain_open(const lt_layout *layout, lt_outdir *dir, const lt_domain_files *files,
                         const lt_domain_span *span, const lt_model_config *config, lt_domain **out) {
    lt_domain *d = NULL;
    *out = NULL;
    lt_status status = lt_comm_agree(&layout->comm, lt_calloc(1, sizeof *d, &d));
    if (status != LT_OK) {
        lt_free(d);
        return status;
    }
    d->dir = dir;
    d->files = *files;
    d->span = *span;
    d->config = *config;
    d->output = layout->output;
    status = lt_comm_agree(&layout->comm, open_all(d, layout, config));
    if (status == LT_OK) status = lt_comm_agree_beyond(&layout->comm, judge_emission(d));
    if (status == LT_OK)
        *out = d;
    else
        lt_domain_close(d);
    return status;
}
