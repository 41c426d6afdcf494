/* run.c - the hours of a run: inputs, steps, restart files. */
#include "model/driver/run.h"

#include "base/log.h"
#include "model/state/restart.h"

#include <omp.h>
#include <string.h>

/* The lowest bit of every value: a single one is soon lost in the rounding of its neighbours. */
static lt_status flip_lowest_bits(lt_state *state) {
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat;
    LT_TRY(lt_calloc(n, sizeof *flat, &flat));
    for (int s = 0; s < state->n_species; ++s) {
        lt_state_get(state, s, flat);
        /* Little endian: byte 0 holds the lowest bits. Zero stays zero: its lowest bit is a denormal number. */
        for (size_t c = 0; c < n; ++c)
            if (flat[c] != 0) ((unsigned char *)&flat[c])[0] ^= 1;
        lt_state_set(state, s, flat);
    }
    lt_free(flat);
    return LT_OK;
}

static lt_status go_on(const lt_model_run *run, lt_domain *d) {
    lt_restart_info info;
    LT_TRY_CONTEXT(lt_restart_read(run->restart_from, d->state, &info), "going on from %s", run->restart_from);
    lt_time start = run->span.start;
    long hour = (long)((info.time - start) / LT_HOUR);
    char when_text[24];
    lt_time_iso(info.time, when_text);
    if (strcmp(info.grid_name, d->grid->name) != 0 || info.time < start || (info.time - start) % LT_HOUR != 0 ||
        hour >= run->span.spinup_hours + run->span.output_hours)
        return LT_RAISE(LT_ERR_INPUT, .what = "the restart does not belong to this run", .where = run->restart_from,
                        .expected = lt_fmt("grid %s and a full hour before the run's last", d->grid->name),
                        .found = lt_fmt("grid %s, %s", info.grid_name, when_text),
                        .todo = "give a restart file of this case");
    d->first_hour = hour;
    d->step = info.step;
    return LT_OK;
}

static lt_status write_restart(const lt_model_run *run, const lt_domain *d, lt_time end) {
    lt_restart_info info = {.time = end, .step = d->step};
    snprintf(info.grid_name, sizeof info.grid_name, "%s", d->grid->name);
    LT_TRY(lt_ncr_attr_text(d->weather.file, NULL, "weather_label_en", info.weather, sizeof info.weather));
    return lt_restart_write(run->dir, run->restart_file, d->state, &info);
}

static lt_status run_hour(const lt_model_run *run, lt_domain *d, long hour) {
    LT_TRY(lt_domain_load_hour(d, hour));
    for (int n = 0; n < d->n_steps; ++n) lt_domain_step(d, hour, n);
    LT_TRY(lt_domain_end_hour(d, hour));
    double clock = lt_wall_seconds();
    lt_time end = run->span.start + (hour + 1) * LT_HOUR;
    bool last = hour + 1 == run->span.spinup_hours + run->span.output_hours;
    if (last || (hour + 1) % run->config->restart_every_h == 0) LT_TRY(write_restart(run, d, end));
    d->seconds.output += lt_wall_seconds() - clock;
    char text[24];
    lt_time_local(end, text);
    lt_progress_step(hour + 1, text);
    return LT_OK;
}

static lt_status integrate(const lt_model_run *run, lt_domain *d) {
    if (run->flip_lowest_bits) LT_TRY(flip_lowest_bits(d->state));
    if (run->restart_from) LT_TRY(go_on(run, d));
    LT_TRY(lt_domain_begin(d));
    long n_hours = run->span.spinup_hours + run->span.output_hours;
    lt_progress_begin(run->title, n_hours);
    lt_status status = LT_OK;
    for (long hour = d->first_hour; hour < n_hours && status == LT_OK; ++hour) status = run_hour(run, d, hour);
    lt_progress_end();
    return status;
}

lt_status lt_model_run_files(const lt_model_run *run, lt_model_result *result) {
    lt_domain *d;
    memset(result, 0, sizeof *result);
    omp_set_num_threads(run->threads > 0 ? run->threads : 1);
    LT_TRY(lt_domain_open(run->dir, &run->files, &run->span, run->config, &d));
    lt_status status = integrate(run, d);
    if (status == LT_OK) status = lt_state_digest(d->state, result->state_digest);
    if (status == LT_OK) status = lt_domain_commit(d, result->state_digest);
    if (status == LT_OK) {
        result->worst_rounding = d->budget->worst;
        result->steps = d->step;
        result->isa = d->kernels->isa;
        result->seconds = d->seconds;
        if (!run->quiet) lt_budget_say(d->budget, run->title);
    }
    lt_domain_close(d);
    return status;
}
