#include "model/driver/domain.h"

#include "base/log.h"
#include "model/driver/outputs.h"

#include <string.h>

static double lap(double *since) {
    double now = lt_wall_seconds(), taken = now - *since;
    *since = now;
    return taken;
}

static size_t met_hour(const lt_domain *d, long hour) {
    return (size_t)((d->span.start - d->weather.start) / LT_HOUR + hour);
}

static lt_status load_air(lt_domain *d, long hour) {
    const double since = lt_wall_seconds();
    const lt_status read = lt_weather_hour(&d->weather, met_hour(d, hour));
    d->seconds.reading += lt_wall_seconds() - since;
    LT_TRY_CONTEXT(lt_comm_agree(&d->part.comm, read), "hour %ld of the run", hour);
    LT_TRY_CONTEXT(lt_air_begin_hour(d->air, d->weather.mass_begin, d->weather.mass_end, d->weather.flux_x,
                                     d->weather.flux_y, d->dt),
                   "hour %ld of the run", hour);
    return LT_OK;
}

static lt_status create_regions(lt_domain *d, const char *weather) {
    if (!d->files.budget_regions) return LT_OK;
    LT_TRY(lt_region_budget_create(&d->config.budget_regions, lt_domain_whole(d), d->state, d->dir,
                                   d->files.budget_regions, weather, d->journal, &d->regions));
    if (d->regions) d->budget->crossings.outline = d->regions->outline;
    return LT_OK;
}

static lt_status create_process(lt_domain *d, const char *weather) {
    if (!d->files.process || !lt_model_budgets_processes(&d->config)) return LT_OK;
    return lt_process_budget_create(&d->part.comm, &d->config.process_budget, d->grid, d->state, d->n_steps, d->dir,
                                    d->files.process, weather, d->journal, &d->process);
}

static void after(lt_domain *d, lt_process_stage stage) {
    if (d->process) lt_process_budget_step(d->process, stage, d->state, d->air, &d->budget->crossings, d->dt);
}

/* Hours of output that lie behind an hour of the run. */
static long output_hours(const lt_domain *d, long hour) {
    return hour > d->span.spinup_hours ? hour - d->span.spinup_hours : 0;
}

/* Of the ranks that have a domain the lowest writes its files. */
static bool writes(const lt_domain *d) {
    return d->part.comm.rank == 0;
}

static lt_status begin_budget_file(lt_domain *d, const char *weather) {
    if (writes(d)) LT_TRY(lt_outdir_stream(d->dir, d->files.budget, &d->budget_stream));
    if (writes(d)) lt_budget_header(d->budget_stream, weather, d->emission ? lt_emission_dropped(d->emission) : NULL);
    LT_TRY(lt_journal_add(d->journal, d->files.budget, NULL, d->budget_stream, &d->budget_number));
    return lt_budget_create(&d->part.comm, d->state, d->chemical->n, &d->budget);
}

lt_status lt_domain_begin(lt_domain *d, lt_journal *journal, long first_hour) {
    char weather[256];
    if (!d->here) return LT_OK;
    d->journal = journal;
    LT_TRY(lt_outputs_create(d, output_hours(d, first_hour)));
    LT_TRY(lt_ncr_attr_text(d->weather.file, NULL, "weather_label_en", weather, sizeof weather));
    LT_TRY(lt_comm_agree(&d->part.comm, begin_budget_file(d, weather)));
    LT_TRY(create_regions(d, weather));
    return create_process(d, weather);
}

lt_status lt_domain_begin_budget(lt_domain *d, long hour) {
    if (!d->here) return LT_OK;
    LT_TRY(load_air(d, hour));
    LT_TRY(lt_budget_begin(d->budget, d->state, d->air));
    if (d->regions) LT_TRY(lt_region_budget_begin(d->regions, d->state, d->air));
    return d->process ? lt_process_budget_begin(d->process, d->state, d->air) : LT_OK;
}

lt_status lt_domain_exchange(lt_domain *d, lt_restart *restart, const char *group, long hour, bool same_run) {
    if (!d->here) return LT_OK;
    LT_TRY(lt_restart_state(restart, group, d->state));
    LT_TRY(lt_restart_long(restart, group, "step", &d->step));
    if (d->gas) LT_TRY(lt_gas_chemistry_exchange(d->gas, restart, group, &d->part));
    for (int o = 0; o < d->n_outputs; ++o)
        LT_TRY(lt_output_exchange(d->outputs[o], restart, group, output_hours(d, hour), same_run));
    if (!same_run) return LT_OK;
    if (d->watch)
        LT_TRY(lt_restart_doubles(restart, group, "watched_net", "kg", (size_t)d->watch->n_species, d->watch->net));
    LT_TRY(lt_budget_exchange(d->budget, restart, group));
    if (d->regions) LT_TRY(lt_region_budget_exchange(d->regions, restart, group));
    return d->process ? lt_process_budget_exchange(d->process, restart, group) : LT_OK;
}

/* Emissions and border of the hour. */
static lt_status read_sources(lt_domain *d, long hour) {
    d->source = d->no_source;
    if (d->emission) {
        size_t emission_hour = (size_t)((d->span.start - lt_emission_start(d->emission)) / LT_HOUR + hour);
        LT_TRY(lt_emission_hour(d->emission, emission_hour, &d->weather, &d->source));
    }
    return d->boundary ? lt_boundary_hour(d->boundary, d->span.start + hour * LT_HOUR) : LT_OK;
}

/* What this rank reads of the hour; the air's is there. */
static lt_status read_hour(lt_domain *d, long hour) {
    LT_TRY(lt_step_fields_set(&d->fields, d->span.start + hour * LT_HOUR, d->dt));
    const double since = lt_wall_seconds();
    const lt_status status = read_sources(d, hour);
    d->seconds.reading += lt_wall_seconds() - since;
    return status;
}

lt_status lt_domain_load_hour(lt_domain *d, long hour) {
    double clock = lt_wall_seconds();
    if (!d->here) return LT_OK;
    const double spoken = lt_comm_spoken_s(&d->part.comm);
    LT_TRY(load_air(d, hour));
    LT_TRY(lt_comm_agree(&d->part.comm, read_hour(d, hour)));
    lt_budget_emit(d->budget, d->source, d->air);
    if (d->regions) lt_region_budget_emit(d->regions, d->source, d->air);
    if (d->process) LT_TRY(lt_process_budget_begin_hour(d->process, d->state, d->air, d->source));
    d->seconds.input += lap(&clock);
    d->seconds.hourly += lt_comm_spoken_s(&d->part.comm) - spoken;
    return LT_OK;
}

void lt_domain_border_at(lt_domain *d, double time) {
    if (d->boundary) lt_boundary_at(d->boundary, time, d->border);
}

/* What the chemistry and then the aerosol do to the air of the moment. */
static lt_status react(lt_domain *d, long hour, int n, double *clock) {
    const double middle = (double)(d->span.start + hour * LT_HOUR) + (n + 0.5) * d->dt;
    if (!d->gas) return LT_OK;
    const double spoken = lt_comm_spoken_s(&d->part.comm);
    LT_TRY_CONTEXT(lt_gas_chemistry_step(d->gas, d->state, d->air, middle, d->dt, d->budget->won, d->budget->clipped),
                   "hour %ld of the run on %s", hour, d->grid->name);
    const double waited = lt_comm_spoken_s(&d->part.comm) - spoken; /* where cells move between ranks */
    d->seconds.chemistry += lap(clock) - waited;
    d->seconds.idle += waited;
    LT_TRY_CONTEXT(lt_aerosol_step(d->aerosol, d->state, d->air, middle, d->dt, d->budget->won),
                   "hour %ld of the run on %s", hour, d->grid->name);
    d->seconds.aerosol += lap(clock);
    return LT_OK;
}

/* The sweeps, and what they said. */
static lt_status advect(lt_domain *d, long hour) {
    const lt_comm_meter none = {0}, *meter = d->part.comm.meter ? d->part.comm.meter : &none, before = *meter;
    LT_TRY_CONTEXT(lt_transport_advect(d->transport, d->state, d->air, d->dt, (int)(d->step % 2), d->border,
                                       &d->budget->crossings),
                   "hour %ld of the run on %s", hour, d->grid->name);
    d->seconds.messages += (double)(meter->messages - before.messages);
    d->seconds.bytes += (double)(meter->bytes - before.bytes);
    d->seconds.packing = lt_transport_packing_s(d->transport);
    return LT_OK;
}

lt_status lt_domain_step(lt_domain *d, long hour, int n) {
    double clock = lt_wall_seconds();
    if (!d->here) return LT_OK;
    lt_air_begin_step(d->air, (double)(n + 1) / d->n_steps, d->dt);
    LT_TRY(advect(d, hour));
    after(d, LT_AFTER_TRANSPORT);
    d->seconds.transport += lap(&clock);
    d->seconds.halo = lt_transport_halo_seconds(d->transport);
    lt_transport_solve(d->transport, d->state, d->air, d->dt, &d->fields.mixing, d->source,
                       lt_swept_of(d->fields.swept), &d->budget->crossings);
    lt_settle_step(d->fields.settle, d->state);
    after(d, LT_AFTER_SOLVE);
    d->seconds.column += lap(&clock);
    const lt_status reacted = react(d, hour, n, &clock);
    LT_TRY(lt_comm_agree(&d->part.comm, reacted));
    d->seconds.idle += lap(&clock);
    after(d, LT_AFTER_CHEMISTRY);
    lt_washout_step(d->fields.washout, d->state, d->budget->crossings.washed);
    after(d, LT_AFTER_RAIN);
    d->seconds.wet += lap(&clock);
    for (int o = 0; o < d->n_outputs && hour >= d->span.spinup_hours; ++o)
        lt_output_step(d->outputs[o], n, d->state, d->air, d->gas ? lt_gas_chemistry_seen(d->gas) : NULL);
    d->seconds.output += lap(&clock);
    d->step += 1;
    return LT_OK;
}

/* The lines of the hour go through the journal. */
static lt_status end_budget_hour(lt_domain *d, const char *hour) {
    lt_journal_lines lines;
    LT_TRY(lt_journal_lines_begin(&lines));
    lt_status status = lt_budget_end_hour(d->budget, d->state, d->air, d->n_steps, hour, lines.stream);
    return lt_comm_agree(&d->part.comm, lt_journal_lines_end(d->journal, d->budget_number, &lines, status));
}

lt_status lt_domain_end_hour(lt_domain *d, long hour) {
    double clock = lt_wall_seconds();
    if (!d->here) return LT_OK;
    const double spoken = lt_comm_spoken_s(&d->part.comm);
    char text[24];
    lt_time_iso(d->span.start + (hour + 1) * LT_HOUR, text);
    if (d->watch) LT_TRY(lt_watch_end_hour(d->watch, &d->state->part.comm));
    if (d->regions) LT_TRY(lt_region_budget_end_hour(d->regions, d->budget, d->state, d->air, d->n_steps, text));
    if (d->process) LT_TRY(lt_process_budget_end_hour(d->process, d->air, text));
    LT_TRY(end_budget_hour(d, text));
    const double since = lt_wall_seconds();
    for (int o = 0; o < d->n_outputs && hour >= d->span.spinup_hours; ++o)
        LT_TRY(lt_output_hour(d->outputs[o], output_hours(d, hour)));
    d->seconds.writing += lt_wall_seconds() - since;
    d->seconds.output += lap(&clock);
    d->seconds.hourly += lt_comm_spoken_s(&d->part.comm) - spoken;
    return LT_OK;
}

/* Of the rank that writes: tables, and no files of before beside those of this run. */
static lt_status commit_tables(lt_domain *d) {
    FILE *stream = d->budget_stream;
    if (!writes(d)) return LT_OK;
    d->budget_stream = NULL;
    LT_TRY(lt_outdir_commit_stream(d->dir, d->files.budget, stream));
    if (d->regions) LT_TRY(lt_region_budget_commit(d->regions));
    if (d->process) LT_TRY(lt_process_budget_commit(d->process));
    /* One of an earlier run must not stand beside these results. */
    if (!d->process && d->files.process) LT_TRY(lt_outdir_drop(d->dir, d->files.process));
    return lt_outputs_drop_old(d);
}

lt_status lt_domain_commit(lt_domain *d, const lt_digest state_digest) {
    if (!d->here) return LT_OK;
    LT_TRY(lt_comm_agree(&d->part.comm, commit_tables(d)));
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
    lt_grid_free(d->whole);
    lt_budget_free(d->budget);
    lt_region_budget_free(d->regions);
    lt_process_budget_free(d->process);
    lt_comm_close(&d->part.comm);
    lt_free(d);
}
