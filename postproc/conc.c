#include "postproc/conc.h"

#include "base/ncio.h"
#include "base/variant.h"
#include "postproc/no2_ratio.h"
#include "postproc/reference_state.h"

#include <math.h>
#include <string.h>

long lt_period_hours(const lt_period *period) {
    return (long)llround(period->length_s / LT_HOUR);
}

lt_weather_kind_of_run lt_weather_kind_of(const lt_weather_label *weather) {
    static const struct {
        const char *prefix;
        lt_weather_kind_of_run kind;
    } kinds[] = {{"synthetic:", LT_WEATHER_SYNTHETIC}, {"gridded:", LT_WEATHER_GRIDDED}, {"held:", LT_WEATHER_HELD}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strncmp(weather->id, kinds[k].prefix, strlen(kinds[k].prefix)) == 0) return kinds[k].kind;
    return LT_WEATHER_OBSERVED;
}

const char *lt_weather_kind_word(lt_weather_kind_of_run kind) {
    static const char *const words[] = {
#define LT_WEATHER_KIND_WORD(id, word, doc) word,
        LT_WEATHER_KIND_LIST(LT_WEATHER_KIND_WORD)
#undef LT_WEATHER_KIND_WORD
    };
    return words[kind];
}

lt_status lt_weather_label_read(const lt_job *job, lt_weather_label *out) {
    lt_ncr *file = NULL;
    lt_job once = *job;
    once.variant = NULL;
    *out = (lt_weather_label){0};
    LT_TRY(lt_ncr_open_own(job->out, lt_job_file(&once, "met", ".nc"), &file));
    lt_status status = lt_ncr_attr_text(file, NULL, "weather_id", out->id, sizeof out->id);
    if (status == LT_OK) status = lt_ncr_attr_text(file, NULL, "weather_label_en", out->en, sizeof out->en);
    if (status == LT_OK) status = lt_ncr_attr_text(file, NULL, "weather_label_zh", out->zh, sizeof out->zh);
    if (status == LT_OK)
        status = lt_ncr_attr_text(file, NULL, "evidence_city", out->evidence_city, sizeof out->evidence_city);
    lt_ncr_close(file);
    return status;
}

/* The file must hold the hours of the period, no more and no less, on this grid. */
static lt_status check_axes(lt_ncr *file, const lt_job *job, const lt_grid *grid) {
    const long hours = lt_period_hours(job->period);
    LT_TRY(lt_ncr_expect_dim(file, "time", (size_t)hours));
    LT_TRY(lt_ncr_expect_dim(file, "y", (size_t)grid->ny));
    LT_TRY(lt_ncr_expect_dim(file, "x", (size_t)grid->nx));
    double *bounds = NULL;
    LT_TRY(lt_calloc(2 * (size_t)hours, sizeof *bounds, &bounds));
    lt_status status = lt_ncr_get_double(file, "time_bnds", NULL, 2 * (size_t)hours, bounds);
    if (status == LT_OK && llround(bounds[0]) != job->period->start) {
        char expected[24], found[24];
        lt_time_iso(job->period->start, expected);
        lt_time_iso((lt_time)llround(bounds[0]), found);
        status = LT_RAISE(LT_ERR_INPUT, .what = "a file of concentrations is of another time",
                          .where = lt_ncr_path(file), .expected = lt_fmt("first hour starts %s", expected),
                          .found = found, .todo = "run the model again");
    }
    lt_free(bounds);
    return status;
}

lt_status lt_conc_open(const lt_job *job, const lt_grid *grid, lt_ncr **out) {
    LT_TRY(lt_ncr_open_own(job->out, lt_job_file(job, "conc", ".nc"), out));
    const lt_status status = check_axes(*out, job, grid);
    if (status != LT_OK) {
        lt_ncr_close(*out);
        *out = NULL;
    }
    return status;
}

lt_status lt_conc_read(lt_ncr *file, const char *variable, const char *unit, size_t hour, size_t n_cells,
                       double *field) {
    LT_TRY(lt_ncr_get_double_record(file, variable, unit, hour, n_cells, field));
    for (size_t q = 0; q < n_cells; q++)
        if (!isfinite(field[q]))
            return LT_RAISE(LT_ERR_VERIFY, .what = "a concentration is not finite",
                            .where = lt_fmt("%s, %s, hour %zu", lt_ncr_path(file), variable, hour),
                            .expected = "a number", .found = lt_fmt("%g in cell %zu", field[q], q),
                            .todo = "look at the budget of the model run, then run it again with --force");
    return LT_OK;
}

lt_status lt_conc_open_met(const lt_job *job, lt_ncr **out) {
    lt_job met = *job;
    if (lt_job_draw(job) <= 1) met.variant = NULL; /* a draw has a weather of its own */
    return lt_ncr_open_own(job->out, lt_job_file(&met, "met", ".nc"), out);
}

static lt_status check_air(lt_ncr *met, const char *what, const char *unit, const double range[2], size_t n_cells,
                           const double *values) {
    for (size_t q = 0; q < n_cells; q++)
        if (!(values[q] > range[0] && values[q] < range[1]))
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("a %s is out of range", what), .where = lt_ncr_path(met),
                            .expected = lt_fmt("%g to %g %s", range[0], range[1], unit),
                            .found = lt_fmt("%g %s", values[q], unit),
                            .todo = "make the meteorology again with `lantian run`");
    return LT_OK;
}

lt_status lt_conc_air(lt_ncr *met, const lt_job *job, const lt_grid *grid, long hour, double *temperature,
                      double *pressure) {
    static const double temperatures[2] = {150, 350}, pressures[2] = {3e4, 1.1e5}; /* K; Pa, Everest's top to a high */
    const size_t n_cells = (size_t)grid->nx * (size_t)grid->ny;
    const long spinup = (long)llround(job->period->spinup_s / LT_HOUR) - lt_job_late_hours(job);
    const size_t record = (size_t)(spinup + hour);
    LT_TRY(lt_ncr_get_double_record(met, "air_temperature_2m", "K", record, n_cells, temperature));
    LT_TRY(check_air(met, "temperature", "K", temperatures, n_cells, temperature));
    for (size_t q = 0; q < n_cells; q++) pressure[q] = lt_state_pressure(temperature[q], grid->terrain[q]);
    if (!lt_ncr_has(met, "surface_pressure")) return LT_OK;
    LT_TRY(lt_ncr_get_double_record(met, "surface_pressure", "Pa", record, n_cells, pressure));
    return check_air(met, "pressure at the ground", "Pa", pressures, n_cells, pressure);
}

/* NO2 of a chemistry without it comes out of NOx. */
static bool derives_no2(lt_ncr *conc) {
    return !lt_ncr_has(conc, lt_measured_table[LT_MEASURED_NO2].variable);
}

lt_status lt_conc_carried(const lt_job *job, const lt_grid *grid, lt_conc_carries *out) {
    lt_ncr *file = NULL;
    LT_TRY(lt_conc_open(job, grid, &file));
    for (int s = 0; s < LT_N_MEASURED; s++) out->species[s] = lt_ncr_has(file, lt_measured_table[s].variable);
    out->derives_no2 = derives_no2(file);
    out->species[LT_MEASURED_NO2] = !out->derives_no2 || out->species[LT_MEASURED_NOX];
    lt_ncr_close(file);
    return LT_OK;
}

typedef struct lt_hours_work {
    lt_ncr *conc, *met;
    bool derives_no2;
    double *temperature, *pressure; /* [cells], K, Pa */
    double *field[LT_N_MEASURED];   /* [cells], ambient, ug/m3; NULL where nobody wants it */
} lt_hours_work;

static double cell_value(const lt_hours_work *work, const lt_conc_want *want, lt_obs_state state, long cell) {
    const double T = work->temperature[cell], p = work->pressure[cell];
    double c = work->field[want->species][cell];
    if (want->species == LT_MEASURED_NO2 && work->derives_no2)
        c *= lt_no2_ratio(c * lt_state_factor(LT_STATE_REFERENCE, T, p));
    return c * lt_state_factor(state, T, p) / lt_measured_table[want->species].ugm3;
}

static lt_status read_hour(lt_hours_work *work, const lt_job *job, const lt_grid *grid, long hour) {
    const size_t n_cells = (size_t)grid->nx * (size_t)grid->ny;
    for (int s = 0; s < LT_N_MEASURED; s++) {
        const int stored = s == LT_MEASURED_NO2 && work->derives_no2 ? LT_MEASURED_NOX : s;
        if (work->field[s])
            LT_TRY(lt_conc_read(work->conc, lt_measured_table[stored].variable, "ug m-3", (size_t)hour, n_cells,
                                work->field[s]));
    }
    return lt_conc_air(work->met, job, grid, hour, work->temperature, work->pressure);
}

static void one_hour(const lt_hours_work *work, const lt_job *job, long hour, lt_conc_want *wants, long n_wants) {
    for (long w = 0; w < n_wants; w++) {
        const lt_weights *weights = wants[w].weights;
        const lt_obs_state state =
            lt_obs_state_at(wants[w].rule, wants[w].species, job->period->start + (lt_time)hour * LT_HOUR);
        double sum = 0;
        for (long q = 0; q < weights->n; q++)
            sum += weights->weight[q] * cell_value(work, &wants[w], state, weights->cell[q]);
        wants[w].value[hour] = sum;
    }
}

static lt_status all_hours(lt_hours_work *work, const lt_job *job, const lt_grid *grid, lt_conc_want *wants,
                           long n_wants) {
    const size_t n_cells = (size_t)grid->nx * (size_t)grid->ny;
    LT_TRY(lt_conc_open(job, grid, &work->conc));
    LT_TRY(lt_conc_open_met(job, &work->met));
    work->derives_no2 = derives_no2(work->conc);
    LT_TRY(lt_calloc(n_cells, sizeof(double), &work->temperature));
    LT_TRY(lt_calloc(n_cells, sizeof(double), &work->pressure));
    for (long w = 0; w < n_wants; w++)
        if (!work->field[wants[w].species]) LT_TRY(lt_calloc(n_cells, sizeof(double), &work->field[wants[w].species]));
    for (long hour = 0; hour < lt_period_hours(job->period); hour++) {
        LT_TRY(read_hour(work, job, grid, hour));
        one_hour(work, job, hour, wants, n_wants);
    }
    return LT_OK;
}

lt_status lt_conc_hours(const lt_job *job, const lt_grid *grid, lt_conc_want *wants, long n_wants) {
    lt_hours_work work = {0};
    const lt_status status = all_hours(&work, job, grid, wants, n_wants);
    lt_free(work.temperature);
    lt_free(work.pressure);
    for (int s = 0; s < LT_N_MEASURED; s++) lt_free(work.field[s]);
    lt_ncr_close(work.conc);
    lt_ncr_close(work.met);
    return status;
}

lt_status lt_conc_cities(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                         lt_conc_city_hours *out) {
    const long hours = lt_period_hours(job->period);
    lt_conc_want wants[LT_N_MEASURED * LT_N_CITY_VALUES];
    lt_conc_carries carries;
    long n = 0;
    *out = (lt_conc_city_hours){0};
    LT_TRY(lt_conc_carried(job, grid, &carries));
    LT_TRY(lt_calloc((size_t)(hours * LT_N_MEASURED * LT_N_CITY_VALUES), sizeof(double), &out->block));
    for (int s = 0; s < LT_MEASURED_NOX; s++)
        for (int c = 0; carries.species[s] && c < LT_N_CITY_VALUES; c++, n++) {
            double *value = out->block + n * hours;
            wants[n] = (lt_conc_want){&cities->of[c][LT_CITY_SITES], (lt_measured)s, LT_OBS_GB3095, value};
            out->value[s][c] = value;
        }
    return lt_conc_hours(job, grid, wants, n);
}
