/* run.c - the order of a step (design.md section 5): transport x-y-z on even steps, z-y-x on odd; vertical solve with
 * emission and dry deposition; chemistry; wet removal. The parity and the time stand in the restart. */
#include "model/driver/run.h"

#include "base/log.h"
#include "grids/grid.h"
#include "model/chemistry/first_order.h"
#include "model/deposition/wet.h"
#include "model/driver/budget.h"
#include "model/driver/step_fields.h"
#include "model/driver/output.h"
#include "model/emission/emission.h"
#include "model/state/background.h"
#include "model/state/isa.h"
#include "model/state/restart.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* All that lives as long as the run. */
typedef struct lt_engine {
    const lt_model_run *run;
    lt_model_result *result;
    const lt_kernels *kernels;
    lt_grid *grid;
    lt_weather weather;
    lt_air *air;
    lt_state *state;
    lt_transport *transport;
    lt_oxidation *oxidation;
    lt_emission *emission;
    lt_background background;
    lt_step_fields fields;
    lt_output *output;
    FILE *budget_stream;
    lt_budget *budget;
    long first_hour, step;
    double dt; /* s */
} lt_engine;

static double lap(double *since) {
    double now = lt_wall_seconds(), taken = now - *since;
    *since = now;
    return taken;
}

static void initial_state(lt_engine *e) {
    for (int b = 0; b < e->state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &e->state->blocks[b];
        for (int s = 0; s < LT_N_SPECIES; ++s)
            for (int k = 0; k < e->state->nz; ++k)
                for (int j = 0; j < block->place.nj; ++j)
                    for (int i = 0; i < block->place.ni; ++i)
                        lt_state_slab(block, s, k)[j * block->row + i] =
                            (lt_real)e->background.value[s * e->state->nz + k];
    }
}

/* The lowest bit of every value: a single one is soon lost in the rounding of its neighbours. */
static lt_status flip_lowest_bits(lt_engine *e) {
    lt_state *state = e->state;
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat;
    LT_TRY(lt_calloc(n, sizeof *flat, &flat));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        lt_state_get(state, s, flat);
        /* Little endian: byte 0 holds the lowest bits. Zero stays zero: its lowest bit is a denormal number. */
        for (size_t c = 0; c < n; ++c)
            if (flat[c] != 0) ((unsigned char *)&flat[c])[0] ^= 1;
        lt_state_set(state, s, flat);
    }
    lt_free(flat);
    return LT_OK;
}

static lt_status begin_state(lt_engine *e) {
    const lt_model_run *run = e->run;
    lt_civil when = lt_time_civil(run->start + run->spinup_hours * LT_HOUR);
    LT_TRY(lt_background_read(when.month, e->grid->nz, e->grid->z_edge, &e->background));
    if (strcmp(run->config->boundary, "zero") == 0)
        memset(e->background.value, 0, (size_t)(LT_N_SPECIES * e->grid->nz) * sizeof(double));
    initial_state(e);
    if (run->flip_lowest_bits) LT_TRY(flip_lowest_bits(e));
    if (!run->restart_from) return LT_OK;
    lt_restart_info info;
    LT_TRY_CONTEXT(lt_restart_read(run->restart_from, e->state, &info), "going on from %s", run->restart_from);
    long hour = (long)((info.time - run->start) / LT_HOUR);
    char when_text[24];
    lt_time_iso(info.time, when_text);
    if (strcmp(info.grid_name, e->grid->name) != 0 || info.time < run->start ||
        (info.time - run->start) % LT_HOUR != 0 || hour >= run->spinup_hours + run->output_hours)
        return LT_RAISE(LT_ERR_INPUT, .what = "the restart does not belong to this run", .where = run->restart_from,
                        .expected = lt_fmt("grid %s and a full hour before the run's last", e->grid->name),
                        .found = lt_fmt("grid %s, %s", info.grid_name, when_text),
                        .todo = "give a restart file of this case");
    e->first_hour = hour;
    e->step = info.step;
    return LT_OK;
}

static lt_status open_input(lt_engine *e) {
    const lt_model_run *run = e->run;
    size_t n_hours = (size_t)(run->spinup_hours + run->output_hours);
    lt_ncr *file;
    LT_TRY(lt_isa_kernels(&e->kernels));
    LT_TRY(lt_grid_read(run->dir, run->grid_file, &e->grid));
    const lt_grid *g = e->grid;
    e->dt = lt_model_step(run->config, g->dx);
    LT_TRY(lt_ncr_open_own(run->dir, run->met_file, &file));
    LT_TRY(lt_weather_open(file, (size_t)g->nx, (size_t)g->ny, (size_t)g->nz, run->start, n_hours, &e->weather));
    LT_TRY(lt_air_create(g->nx, g->ny, g->nz, &e->air));
    LT_TRY(lt_state_create(g->nx, g->ny, g->nz, (int)run->config->blocks_x, (int)run->config->blocks_y, &e->state));
    LT_TRY(lt_transport_create(e->state, e->kernels, &e->transport));
    LT_TRY(lt_oxidation_create(e->state, e->kernels, &e->oxidation));
    LT_TRY(lt_step_fields_create(e->air, &e->fields));
    if (strcmp(run->config->emissions, "on") == 0) {
        LT_TRY(lt_ncr_open_own(run->dir, run->emission_file, &file));
        LT_TRY(lt_emission_open(file, &e->weather, e->air, g->x0, g->y0, g->dx, g->z_edge, run->start, n_hours,
                                &e->emission));
    }
    return begin_state(e);
}

static lt_status open_output(lt_engine *e) {
    const lt_model_run *run = e->run;
    long skipped = e->first_hour > run->spinup_hours ? e->first_hour - run->spinup_hours : 0;
    LT_TRY(lt_output_create(run->dir, run->conc_file, e->grid, run->start + (run->spinup_hours + skipped) * LT_HOUR,
                            (size_t)(run->output_hours - skipped), e->weather.file, &e->output));
    LT_TRY(lt_outdir_stream(run->dir, run->budget_file, &e->budget_stream));
    char weather[256];
    LT_TRY(lt_ncr_attr_text(e->weather.file, NULL, "weather_label_en", weather, sizeof weather));
    lt_budget_header(e->budget_stream, weather);
    return lt_calloc(1, sizeof *e->budget, &e->budget);
}

static lt_status load_hour(lt_engine *e, long hour, double *const **source, double dt) {
    static double *const no_source[LT_N_SPECIES];
    size_t met_hour = (size_t)((e->run->start - e->weather.start) / LT_HOUR + hour);
    double emitted[LT_N_SPECIES] = {0};
    LT_TRY_CONTEXT(lt_weather_hour(&e->weather, met_hour), "hour %ld of the run", hour);
    LT_TRY_CONTEXT(
        lt_air_begin_hour(e->air, e->weather.mass_begin, e->weather.mass_end, e->weather.flux_x, e->weather.flux_y, dt),
        "hour %ld of the run", hour);
    lt_step_fields_set(&e->fields, e->grid, &e->weather, e->air, e->state);
    lt_oxidation_weather oxidation = {e->weather.shortwave, e->weather.inverse_obukhov_length, e->weather.humidity,
                                      e->background.ozone_ppm, e->background.value + LT_S_NOX * e->grid->nz};
    lt_oxidation_hour(e->oxidation, e->state, &oxidation, dt);
    *source = no_source;
    if (!e->emission) return LT_OK;
    size_t emission_hour = (size_t)((e->run->start - lt_emission_start(e->emission)) / LT_HOUR + hour);
    LT_TRY(lt_emission_hour(e->emission, emission_hour, &e->weather, source, emitted));
    for (int s = 0; s < LT_N_SPECIES; ++s) e->budget->emitted[s] = emitted[s] * 3600.0;
    return LT_OK;
}

static lt_status run_hour(lt_engine *e, long hour) {
    const lt_model_run *run = e->run;
    double dt = e->dt, clock = lt_wall_seconds();
    int n_steps = (int)(3600.0 / dt + 0.5);
    double *const *source;
    LT_TRY(load_hour(e, hour, &source, dt));
    e->result->seconds_input += lap(&clock);
    for (int n = 0; n < n_steps; ++n) {
        lt_air_begin_step(e->air, (double)(n + 1) / n_steps, dt);
        lt_transport_advect(e->transport, e->state, e->air, dt, (int)(e->step % 2), e->background.value,
                            &e->budget->crossings);
        e->result->seconds_transport += lap(&clock);
        lt_transport_solve(e->transport, e->state, e->air, dt, e->fields.exchange, source, e->fields.swept,
                           &e->budget->crossings);
        e->result->seconds_column += lap(&clock);
        lt_oxidation_step(e->oxidation, e->state, e->air, e->budget->chemistry);
        lt_wet_remove(e->state, e->air->mass, e->air->row, e->air->layer, e->weather.precipitation, e->grid->z_edge, dt,
                      e->budget->wet);
        e->result->seconds_chemistry += lap(&clock);
        if (hour >= run->spinup_hours) lt_output_add(e->output, e->state, e->air, &e->weather);
        e->step += 1;
    }
    return LT_OK;
}

static lt_status end_hour(lt_engine *e, long hour) {
    const lt_model_run *run = e->run;
    double clock = lt_wall_seconds();
    char text[24];
    lt_time end = run->start + (hour + 1) * LT_HOUR;
    lt_time_iso(end, text);
    LT_TRY(lt_budget_end_hour(e->budget, e->state, e->air, text, e->budget_stream));
    long skipped = e->first_hour > run->spinup_hours ? e->first_hour - run->spinup_hours : 0;
    if (hour >= run->spinup_hours) LT_TRY(lt_output_hour(e->output, (size_t)(hour - run->spinup_hours - skipped)));
    bool last = hour + 1 == run->spinup_hours + run->output_hours;
    if (last || (hour + 1) % run->config->restart_every_h == 0) {
        lt_restart_info info = {.time = end, .step = e->step};
        snprintf(info.grid_name, sizeof info.grid_name, "%s", e->grid->name);
        LT_TRY(lt_ncr_attr_text(e->weather.file, NULL, "weather_label_en", info.weather, sizeof info.weather));
        LT_TRY(lt_restart_write(run->dir, run->restart_file, e->state, &info));
    }
    lt_time_local(end, text);
    lt_progress_step(hour + 1, text);
    e->result->seconds_output += lap(&clock);
    return LT_OK;
}

static lt_status integrate(lt_engine *e) {
    const lt_model_run *run = e->run;
    long n_hours = run->spinup_hours + run->output_hours;
    size_t first = (size_t)((run->start - e->weather.start) / LT_HOUR + e->first_hour);
    /* The budget starts from the burden in the air of the first hour. */
    LT_TRY(lt_weather_hour(&e->weather, first));
    LT_TRY(lt_air_begin_hour(e->air, e->weather.mass_begin, e->weather.mass_end, e->weather.flux_x, e->weather.flux_y,
                             e->dt));
    lt_budget_begin(e->budget, e->state, e->air);
    lt_progress_begin(run->title, n_hours);
    lt_status status = LT_OK;
    for (long hour = e->first_hour; hour < n_hours && status == LT_OK; ++hour) {
        status = run_hour(e, hour);
        if (status == LT_OK) status = end_hour(e, hour);
    }
    lt_progress_end();
    return status;
}

static lt_status commit(lt_engine *e) {
    const lt_model_run *run = e->run;
    FILE *stream = e->budget_stream;
    lt_output *output = e->output;
    LT_TRY(lt_state_digest(e->state, e->result->state_digest));
    e->budget_stream = NULL;
    LT_TRY(lt_outdir_commit_stream(run->dir, run->budget_file, stream));
    e->output = NULL;
    return lt_output_commit(output, e->result->state_digest);
}

static void engine_free(lt_engine *e) {
    if (e->budget_stream) lt_outdir_abandon_stream(e->run->dir, e->run->budget_file, e->budget_stream);
    lt_output_abandon(e->output);
    lt_emission_close(e->emission);
    lt_step_fields_free(&e->fields);
    lt_oxidation_free(e->oxidation);
    lt_transport_free(e->transport);
    lt_state_free(e->state);
    lt_air_free(e->air);
    lt_weather_close(&e->weather);
    lt_background_free(&e->background);
    lt_grid_free(e->grid);
    lt_free(e->budget);
}

lt_status lt_model_run_files(const lt_model_run *run, lt_model_result *result) {
    lt_engine e = {.run = run, .result = result};
    memset(result, 0, sizeof *result);
    omp_set_num_threads(run->threads > 0 ? run->threads : 1);
    lt_status status = open_input(&e);
    if (status == LT_OK) status = open_output(&e);
    if (status == LT_OK) status = integrate(&e);
    if (status == LT_OK) status = commit(&e);
    if (status == LT_OK) {
        result->worst_rounding = e.budget->worst;
        result->steps = e.step;
        result->isa = e.kernels->isa;
        if (!run->quiet) lt_budget_say(e.budget, run->title);
    }
    engine_free(&e);
    return status;
}
