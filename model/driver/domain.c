#include "model/driver/domain.h"

#include "base/log.h"
#include "model/driver/outputs.h"
#include "model/state/isa.h"

#include <omp.h>
#include <string.h>

static double lap(double *since) {
    double now = lt_wall_seconds(), taken = now - *since;
    *since = now;
    return taken;
}

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

static lt_status make_chemistry(lt_domain *d) {
    lt_gas_setup setup = {
        .set = d->chemical, .grid = d->grid, .state = d->state, .weather = &d->weather, .kernels = d->kernels};
    LT_TRY(lt_model_ozone_column(&d->config, NULL, &setup.ozone_DU));
    if (!d->chemical->reacts) return LT_OK;
    if (!d->chemical->mechanism) return lt_oxidation_create(d->state, d->kernels, &d->oxidation);
    LT_TRY(lt_gas_chemistry_create(&setup, &d->gas));
    return lt_aerosol_create(d->chemical, d->state, d->kernels, &d->aerosol);
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
    const lt_emission_setup setup = {.x0 = g->x0,
                                     .y0 = g->y0,
                                     .dx = g->dx,
                                     .z_edge = g->z_edge,
                                     .start = d->span.start,
                                     .n_hours = n_hours,
                                     .mean_laws = config->emission_laws && strcmp(config->emission_laws, "mean") == 0,
                                     .chemical = d->chemical,
                                     .drop_missing =
                                         config->emission_missing && strcmp(config->emission_missing, "drop") == 0};
    LT_TRY(open_ahead(d, d->files.emissions, &file));
    return lt_emission_open(file, &d->tracers->set, &d->weather, d->air, &setup, &d->emission);
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
    LT_TRY(lt_air_create(g->nx, g->ny, g->nz, &d->air));
    if (config->horizontal_diffusion && strcmp(config->horizontal_diffusion, "smagorinsky") == 0)
        LT_TRY(lt_air_mix_horizontally(d->air));
    LT_TRY(lt_chemical_set_create(config->chemistry, &d->chemical));
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

static size_t met_hour(const lt_domain *d, long hour) {
    return (size_t)((d->span.start - d->weather.start) / LT_HOUR + hour);
}

static lt_status load_air(lt_domain *d, long hour) {
    LT_TRY_CONTEXT(lt_weather_hour(&d->weather, met_hour(d, hour)), "hour %ld of the run", hour);
    LT_TRY_CONTEXT(lt_air_begin_hour(d->air, d->weather.mass_begin, d->weather.mass_end, d->weather.flux_x,
                                     d->weather.flux_y, d->dt),
                   "hour %ld of the run", hour);
    return LT_OK;
}

static lt_status create_regions(lt_domain *d, const char *weather) {
    if (!d->files.budget_regions) return LT_OK;
    LT_TRY(lt_region_budget_create(&d->config.budget_regions, d->grid, d->state, d->dir, d->files.budget_regions,
                                   weather, d->journal, &d->regions));
    if (d->regions) d->budget->crossings.outline = d->regions->outline;
    return LT_OK;
}

static lt_status create_process(lt_domain *d, const char *weather) {
    if (!d->files.process || !lt_model_budgets_processes(&d->config)) return LT_OK;
    return lt_process_budget_create(&d->config.process_budget, d->grid, d->state, d->dir, d->files.process, weather,
                                    d->journal, &d->process);
}

static void after(lt_domain *d, lt_process_stage stage) {
    if (d->process) lt_process_budget_step(d->process, stage, d->state, d->air, &d->budget->crossings, d->dt);
}

/* Hours of output that lie behind an hour of the run. */
static long output_hours(const lt_domain *d, long hour) {
    return hour > d->span.spinup_hours ? hour - d->span.spinup_hours : 0;
}

lt_status lt_domain_begin(lt_domain *d, lt_journal *journal, long first_hour) {
    char weather[256];
    d->journal = journal;
    LT_TRY(lt_outputs_create(d, output_hours(d, first_hour)));
    LT_TRY(lt_outdir_stream(d->dir, d->files.budget, &d->budget_stream));
    LT_TRY(lt_ncr_attr_text(d->weather.file, NULL, "weather_label_en", weather, sizeof weather));
    lt_budget_header(d->budget_stream, weather, d->emission ? lt_emission_dropped(d->emission) : NULL);
    LT_TRY(lt_journal_add(journal, d->files.budget, NULL, d->budget_stream, &d->budget_number));
    LT_TRY(lt_budget_create(d->state, d->chemical->n, &d->budget));
    LT_TRY(create_regions(d, weather));
    return create_process(d, weather);
}

lt_status lt_domain_begin_budget(lt_domain *d, long hour) {
    LT_TRY(load_air(d, hour));
    lt_budget_begin(d->budget, d->state, d->air);
    if (d->regions) lt_region_budget_begin(d->regions, d->state, d->air);
    if (d->process) lt_process_budget_begin(d->process, d->state, d->air);
    return LT_OK;
}

lt_status lt_domain_exchange(lt_domain *d, lt_restart *restart, const char *group, long hour, bool same_run) {
    LT_TRY(lt_restart_state(restart, group, d->state));
    LT_TRY(lt_restart_long(restart, group, "step", &d->step));
    if (d->gas) LT_TRY(lt_gas_chemistry_exchange(d->gas, restart, group));
    for (int o = 0; o < d->n_outputs; ++o)
        LT_TRY(lt_output_exchange(d->outputs[o], restart, group, output_hours(d, hour), same_run));
    if (!same_run) return LT_OK;
    if (d->watch)
        LT_TRY(lt_restart_doubles(restart, group, "watched_net", "kg", (size_t)d->watch->n_species, d->watch->net));
    LT_TRY(lt_budget_exchange(d->budget, restart, group));
    if (d->regions) LT_TRY(lt_region_budget_exchange(d->regions, restart, group));
    return d->process ? lt_process_budget_exchange(d->process, restart, group) : LT_OK;
}

lt_status lt_domain_load_hour(lt_domain *d, long hour) {
    double clock = lt_wall_seconds();
    LT_TRY(load_air(d, hour));
    LT_TRY(lt_step_fields_set(&d->fields, d->span.start + hour * LT_HOUR, d->dt));
    if (d->oxidation) {
        const lt_oxidation_weather weather = {d->weather.shortwave, d->weather.inverse_obukhov_length,
                                              d->weather.humidity, d->background.ozone_ppm,
                                              d->background.value + LT_S_NOX * d->grid->nz};
        lt_oxidation_hour(d->oxidation, d->state, &weather, d->dt);
    }
    if (d->aerosol) lt_aerosol_hour(d->aerosol, d->state, d->weather.temperature, d->weather.humidity, d->dt);
    d->source = d->no_source;
    if (d->emission) {
        size_t emission_hour = (size_t)((d->span.start - lt_emission_start(d->emission)) / LT_HOUR + hour);
        LT_TRY(lt_emission_hour(d->emission, emission_hour, &d->weather, &d->source, d->budget->emitted));
    }
    for (int s = 0; s < d->state->n_species; ++s) d->budget->emitted[s] *= 3600.0;
    if (d->boundary) LT_TRY(lt_boundary_hour(d->boundary, d->span.start + hour * LT_HOUR));
    if (d->regions) lt_region_budget_emit(d->regions, d->source, d->air);
    if (d->process) lt_process_budget_begin_hour(d->process, d->state, d->air, d->source);
    d->seconds.input += lap(&clock);
    return LT_OK;
}

void lt_domain_border_at(lt_domain *d, double time) {
    if (d->boundary) lt_boundary_at(d->boundary, time, d->border);
}

/* What the chemistry and then the aerosol do to the air of the moment. */
static lt_status react(lt_domain *d, long hour, int n) {
    const double middle = (double)(d->span.start + hour * LT_HOUR) + (n + 0.5) * d->dt;
    if (d->oxidation) lt_oxidation_step(d->oxidation, d->state, d->air, d->budget->won);
    if (!d->gas) return LT_OK;
    LT_TRY_CONTEXT(lt_gas_chemistry_step(d->gas, d->state, d->air, middle, d->dt, d->budget->won),
                   "hour %ld of the run on %s", hour, d->grid->name);
    lt_aerosol_step(d->aerosol, d->state, d->air, d->budget->won);
    return LT_OK;
}

lt_status lt_domain_step(lt_domain *d, long hour, int n) {
    double clock = lt_wall_seconds();
    lt_air_begin_step(d->air, (double)(n + 1) / d->n_steps, d->dt);
    lt_transport_advect(d->transport, d->state, d->air, d->dt, (int)(d->step % 2), d->border, &d->budget->crossings);
    after(d, LT_AFTER_TRANSPORT);
    d->seconds.transport += lap(&clock);
    lt_transport_solve(d->transport, d->state, d->air, d->dt, &d->fields.mixing, d->source,
                       lt_swept_of(d->fields.swept), &d->budget->crossings);
    after(d, LT_AFTER_SOLVE);
    d->seconds.column += lap(&clock);
    LT_TRY(react(d, hour, n));
    after(d, LT_AFTER_CHEMISTRY);
    d->seconds.chemistry += lap(&clock);
    lt_washout_step(d->fields.washout, d->state, d->budget->crossings.washed);
    after(d, LT_AFTER_RAIN);
    d->seconds.wet += lap(&clock);
    for (int o = 0; o < d->n_outputs && hour >= d->span.spinup_hours; ++o)
        lt_output_step(d->outputs[o], n, d->state, d->air, &d->weather);
    d->seconds.output += lap(&clock);
    d->step += 1;
    return LT_OK;
}

/* The lines of the hour go through the journal. */
static lt_status end_budget_hour(lt_domain *d, const char *hour) {
    lt_journal_lines lines;
    LT_TRY(lt_journal_lines_begin(&lines));
    lt_status status = lt_budget_end_hour(d->budget, d->state, d->air, d->n_steps, hour, lines.stream);
    return lt_journal_lines_end(d->journal, d->budget_number, &lines, status);
}

lt_status lt_domain_end_hour(lt_domain *d, long hour) {
    double clock = lt_wall_seconds();
    char text[24];
    lt_time_iso(d->span.start + (hour + 1) * LT_HOUR, text);
    if (d->regions) LT_TRY(lt_region_budget_end_hour(d->regions, d->budget, d->state, d->air, d->n_steps, text));
    if (d->process) LT_TRY(lt_process_budget_end_hour(d->process, d->air, d->n_steps, text));
    LT_TRY(end_budget_hour(d, text));
    for (int o = 0; o < d->n_outputs && hour >= d->span.spinup_hours; ++o)
        LT_TRY(lt_output_hour(d->outputs[o], output_hours(d, hour)));
    d->seconds.output += lap(&clock);
    return LT_OK;
}

lt_status lt_domain_commit(lt_domain *d, const lt_digest state_digest) {
    FILE *stream = d->budget_stream;
    d->budget_stream = NULL;
    LT_TRY(lt_outdir_commit_stream(d->dir, d->files.budget, stream));
    if (d->regions) LT_TRY(lt_region_budget_commit(d->regions));
    if (d->process) LT_TRY(lt_process_budget_commit(d->process));
    /* One of an earlier run must not stand beside these results. */
    if (!d->process && d->files.process) LT_TRY(lt_outdir_drop(d->dir, d->files.process));
    LT_TRY(lt_outputs_drop_old(d));
    while (d->n_outputs > 0) LT_TRY(lt_output_commit(d->outputs[--d->n_outputs], state_digest));
    return LT_OK;
}

void lt_domain_close(lt_domain *d) {
    if (!d) return;
    if (d->budget_stream) lt_outdir_abandon_stream(d->dir, d->files.budget, d->budget_stream);
    while (d->n_outputs > 0) lt_output_abandon(d->outputs[--d->n_outputs]);
    lt_free(d->outputs);
    lt_output_fields_free(&d->table);
    lt_emission_close(d->emission);
    lt_free(d->no_source);
    lt_step_fields_free(&d->fields);
    lt_oxidation_free(d->oxidation);
    lt_gas_chemistry_free(d->gas);
    lt_aerosol_free(d->aerosol);
    lt_transport_free(d->transport);
    lt_border_free(d->border);
    lt_boundary_close(d->boundary);
    lt_state_free(d->state);
    lt_tracers_free(d->tracers);
    lt_chemical_set_free(d->chemical);
    lt_air_free(d->air);
    lt_weather_close(&d->weather);
    lt_background_free(&d->background);
    lt_grid_free(d->grid);
    lt_budget_free(d->budget);
    lt_region_budget_free(d->regions);
    lt_process_budget_free(d->process);
    lt_free(d);
}
