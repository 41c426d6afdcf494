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

/* The hour that comes is read while this one is computed, where there is a second thread for it. */
static lt_status open_ahead(lt_domain *d, const char *name, lt_ncr **out) {
    LT_TRY(lt_ncr_open_own(d->dir, name, out));
    lt_status status = omp_get_max_threads() > 1 ? lt_ncr_read_ahead(*out) : LT_OK;
    if (status != LT_OK) lt_ncr_close(*out);
    return status;
}

static lt_status open_emission(lt_domain *d, const lt_model_config *config, size_t n_hours) {
    const lt_grid *g = d->grid;
    lt_ncr *file;
    lt_emission_setup setup = {.place = lt_points_grid_of(g),
                               .z_edge = g->z_edge,
                               .start = d->span.start,
                               .n_hours = n_hours,
                               .mean_laws = config->emission_laws && strcmp(config->emission_laws, "mean") == 0,
                               .chemical = d->chemical,
                               .grid = g,
                               .vapours = lt_combustion_vapours_of(config->combustion_vapours),
                               .drop_missing =
                                   config->emission_missing && strcmp(config->emission_missing, "drop") == 0};
    for (int n = 0; n < LT_N_FLUXES; ++n)
        LT_TRY(lt_flux_scale(lt_flux_laws[n]->name, config->flux[n], NULL, &setup.flux_scale[n]));
    LT_TRY(open_ahead(d, d->files.emissions, &file));
    return lt_emission_open(file, &d->tracers->set, &d->weather, d->air, &setup, &d->emission);
}

/* Only a run that was told so does without clouds. */
static void judge_clouds(lt_domain *d) {
    if (has_aqueous(&d->config) || !lt_weather_do_without_clouds(&d->weather)) return;
    lt_remark(LT_LOG_WARNING,
              "%s has no clouds in layers: none for chemistry; rain forms in none and sweeps the lowest 3 km; light is "
              "that of a clear sky",
              d->files.met);
}

static lt_status open_all(lt_domain *d, const lt_model_config *config) {
    size_t n_hours = (size_t)(d->span.spinup_hours + d->span.output_hours);
    lt_ncr *file;
    LT_TRY(lt_isa_kernels(&d->kernels));
    LT_TRY(lt_grid_read(d->dir, d->files.grid, &d->grid));
    const lt_grid *g = d->grid;
    d->dt = lt_model_step(config, g->dx);
    d->n_steps = (int)(3600.0 / d->dt + 0.5);
    LT_TRY(open_ahead(d, d->files.met, &file));
    LT_TRY(lt_weather_open(file, (size_t)g->nx, (size_t)g->ny, (size_t)g->nz, d->span.start, n_hours, &d->weather));
    judge_clouds(d);
    LT_TRY(lt_air_create(g->nx, g->ny, g->nz, &d->air));
    if (config->horizontal_diffusion && strcmp(config->horizontal_diffusion, "smagorinsky") == 0)
        LT_TRY(lt_air_mix_horizontally(d->air));
    LT_TRY(lt_chemical_set_create_with(config->chemistry, config->organics, &d->chemical));
    LT_TRY(make_tracers(d, config));
    const lt_species_set *species = &d->tracers->set;
    LT_TRY(lt_state_create(species, g->nx, g->ny, g->nz, (int)config->blocks_x, (int)config->blocks_y, &d->state));
    LT_TRY(lt_border_create(species->n, g->nx, g->ny, g->nz, &d->border));
    LT_TRY(lt_transport_create(d->state, d->kernels, config->advection, &d->transport));
    LT_TRY(make_chemistry(d));
    const lt_removal_setup removal = {d->chemical, d->tracers->removed_as, g, &d->weather, d->air, d->state};
    LT_TRY(lt_step_fields_create(&removal, config->vertical_mixing, config->dry_deposition, &d->fields));
    LT_TRY(lt_calloc((size_t)species->n, sizeof *d->no_source, &d->no_source));
    if (strcmp(config->emissions, "on") == 0) LT_TRY(open_emission(d, config, n_hours));
    return begin_state(d, config);
}

lt_status lt_domain_open(lt_outdir *dir, const lt_domain_files *files, const lt_domain_span *span,
                         const lt_model_config *config, lt_domain **out) {
    lt_domain *d;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *d, &d));
    d->dir = dir;
    d->files = *files;
    d->span = *span;
    d->config = *config;
    lt_status status = open_all(d, config);
    if (status == LT_OK)
        *out = d;
    else
        lt_domain_close(d);
    return status;
}
