#include "postproc/result.h"

#include "base/ncio.h"
#include "postproc/conc.h"
#include "postproc/reference_state.h"

#include <math.h>

/* What is read: variable, unit, g/mol where a ratio of moles is made of it (chemistry_species.csv; FORM 30.026, D). */
#define READ_LIST(X)                                                                                                   \
    X(PM25, "pm25", "ug m-3", 0)                                                                                       \
    X(O3, "o3", "ug m-3", 0)                                                                                           \
    X(NO2, "no2", "ug m-3", 46.0055)                                                                                   \
    X(HCHO, "hcho", "ug m-3", 30.026)                                                                                  \
    X(H2O2, "h2o2", "ug m-3", 34.014)                                                                                  \
    X(HNO3, "hno3", "ug m-3", 63.012)                                                                                  \
    X(NO2_COLUMN, "no2_column", "mol m-2", 1)                                                                          \
    X(HCHO_COLUMN, "hcho_column", "mol m-2", 1)
enum {
#define READ_ID(id, variable, unit, molar_mass) READ_##id,
    READ_LIST(READ_ID)
#undef READ_ID
        N_READ
};
static const struct {
    const char *variable, *unit;
    double molar_mass;
} reads[N_READ] = {
#define READ_ROW(id, variable, unit, molar_mass) {variable, unit, molar_mass},
    READ_LIST(READ_ROW)
#undef READ_ROW
};

/* Numerator and denominator of the signs. */
static const int parts[LT_N_INDICATORS][2] = {[LT_INDICATOR_HCHO_NO2_COLUMN] = {READ_HCHO_COLUMN, READ_NO2_COLUMN},
                                              [LT_INDICATOR_HCHO_NO2_GROUND] = {READ_HCHO, READ_NO2},
                                              [LT_INDICATOR_H2O2_HNO3] = {READ_H2O2, READ_HNO3}};

typedef struct lt_reading {
    const lt_job *job;
    const lt_grid *grid;
    const lt_city_weights *cities;
    lt_result *out;
    lt_ncr *conc, *met;
    lt_obs_state state; /* of the gases */
    size_t n_cells;
    long hours;
    bool has[N_READ];
    double *now[N_READ]; /* [cells] of the hour */
    double *temperature, *pressure;
    double *afternoon[N_READ]; /* [cells] sum over the hours of the regime */
    long n_afternoon, n_ox;
} lt_reading;

/* --- rooms --- */

static lt_status reserve_field(const lt_reading *r, lt_quantity quantity) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) r->out->city[quantity][c][k] = 0;
    return lt_calloc(r->n_cells, sizeof(double), &r->out->field[quantity]);
}

static lt_status reserve(lt_reading *r) {
    for (int v = 0; v < N_READ; v++) {
        r->has[v] = v == READ_PM25 || lt_ncr_has(r->conc, reads[v].variable);
        if (r->has[v]) LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->now[v]));
        if (r->has[v]) LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->afternoon[v]));
    }
    LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->temperature));
    LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->pressure));
    LT_TRY(reserve_field(r, LT_QUANTITY_PM25));
    if (r->has[READ_NO2]) LT_TRY(reserve_field(r, LT_QUANTITY_NO2));
    if (!r->has[READ_O3]) return LT_OK;
    for (int q = LT_QUANTITY_O3_MDA8; q <= LT_QUANTITY_O3_MEAN; q++) LT_TRY(reserve_field(r, (lt_quantity)q));
    if (r->has[READ_NO2]) LT_TRY(reserve_field(r, LT_QUANTITY_OX_DAY));
    return lt_ozone_days_create(r->n_cells, r->hours, r->cities, &r->out->days);
}

static void release(lt_reading *r) {
    for (int v = 0; v < N_READ; v++) {
        lt_free(r->now[v]);
        lt_free(r->afternoon[v]);
    }
    lt_free(r->temperature);
    lt_free(r->pressure);
    lt_ncr_close(r->conc);
    lt_ncr_close(r->met);
}

/* --- hours --- */

static lt_status read_hour(lt_reading *r, long hour) {
    for (int v = 0; v < N_READ; v++)
        if (r->has[v])
            LT_TRY(lt_conc_read(r->conc, reads[v].variable, reads[v].unit, (size_t)hour, r->n_cells, r->now[v]));
    if (!r->has[READ_O3] && !r->has[READ_NO2]) return LT_OK; /* particles stay at ambient state */
    if (!r->met) LT_TRY(lt_conc_open_met(r->job, &r->met));
    return lt_conc_air(r->met, r->job, r->grid, hour, r->temperature, r->pressure);
}

static void add_hour(lt_reading *r, lt_quantity quantity, const double *values) {
    double *field = r->out->field[quantity];
    for (size_t q = 0; q < r->n_cells; q++) field[q] += values[q];
}

static void add_afternoon(lt_reading *r) {
    r->n_afternoon++;
    for (int v = 0; v < N_READ; v++)
        for (size_t q = 0; r->has[v] && q < r->n_cells; q++) r->afternoon[v][q] += r->now[v][q];
}

/* After both gases were brought to their state. */
static void add_ox(lt_reading *r) {
    static const double as_ozone = 47.9982 / 46.0055;
    double *ox = r->out->field[LT_QUANTITY_OX_DAY];
    r->n_ox++;
    for (size_t q = 0; q < r->n_cells; q++) ox[q] += r->now[READ_O3][q] + as_ozone * r->now[READ_NO2][q];
}

static void to_state(lt_reading *r, double *gas) {
    for (size_t q = 0; q < r->n_cells; q++) gas[q] *= lt_state_factor(r->state, r->temperature[q], r->pressure[q]);
}

static lt_status all_hours(lt_reading *r) {
    for (long n = 0; n < r->hours; n++) {
        const lt_time t = r->job->period->start + n * LT_HOUR;
        const int local_hour = (int)((t + LT_CST_OFFSET) % LT_DAY / LT_HOUR);
        LT_TRY(read_hour(r, n));
        if (local_hour >= LT_REGIME_HOUR_FROM && local_hour < LT_REGIME_HOUR_TO) add_afternoon(r);
        add_hour(r, LT_QUANTITY_PM25, r->now[READ_PM25]);
        if (r->has[READ_NO2]) to_state(r, r->now[READ_NO2]);
        if (r->has[READ_NO2]) add_hour(r, LT_QUANTITY_NO2, r->now[READ_NO2]);
        if (!r->has[READ_O3]) continue;
        to_state(r, r->now[READ_O3]);
        add_hour(r, LT_QUANTITY_O3_MEAN, r->now[READ_O3]);
        lt_ozone_days_add(r->out->days, t, r->now[READ_O3]);
        if (r->has[READ_NO2] && local_hour >= LT_OX_HOUR_FROM && local_hour < LT_OX_HOUR_TO) add_ox(r);
    }
    if (r->has[READ_O3]) lt_ozone_days_end(r->out->days);
    return LT_OK;
}

/* --- of the period --- */

/* Quantities that are linear in the hours: the city's value is that of the field. */
static void finish_mean(lt_reading *r, lt_quantity quantity, long n_hours) {
    double *field = r->out->field[quantity];
    if (!field) return;
    for (size_t q = 0; q < r->n_cells; q++) field[q] /= (double)n_hours;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++)
            r->out->city[quantity][c][k] = lt_weights_apply(&r->cities->of[c][k], field);
}

static void drop(lt_result *out, lt_quantity quantity) {
    lt_free(out->field[quantity]);
    out->field[quantity] = NULL;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) out->city[quantity][c][k] = NAN;
}

static void finish_ozone(lt_reading *r) {
    static const lt_quantity daily[] = {LT_QUANTITY_O3_MDA8, LT_QUANTITY_O3_P90, LT_QUANTITY_O3_MDA1};
    lt_result *out = r->out;
    const bool none = lt_ozone_days_n(out->days) == 0;
    for (int d = 0; d < 3 && none; d++) drop(out, daily[d]);
    if (none) return;
    for (size_t q = 0; q < r->n_cells; q++) {
        const lt_ozone_of_days of = lt_ozone_days_cell(out->days, q);
        out->field[LT_QUANTITY_O3_MDA8][q] = of.mda8;
        out->field[LT_QUANTITY_O3_MDA1][q] = of.mda1;
        out->field[LT_QUANTITY_O3_P90][q] = of.p90;
    }
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            const lt_ozone_of_days of = lt_ozone_days_city(out->days, c, (lt_city_kind)k);
            out->city[LT_QUANTITY_O3_MDA8][c][k] = of.mda8;
            out->city[LT_QUANTITY_O3_MDA1][c][k] = of.mda1;
            out->city[LT_QUANTITY_O3_P90][c][k] = of.p90;
        }
}

static void finish_hours(lt_result *out) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int h = 0; h < 24; h++) out->o3_hour[c][h] = out->days ? lt_ozone_days_by_hour(out->days, c, h) : NAN;
}

static lt_status find_ratios(lt_reading *r) {
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const int over = parts[i][0], under = parts[i][1];
        if (!r->has[over] || !r->has[under] || r->n_afternoon == 0) continue;
        const double moles = reads[under].molar_mass / reads[over].molar_mass;
        LT_TRY(lt_calloc(r->n_cells, sizeof(double), &r->out->ratio_field[i]));
        for (size_t q = 0; q < r->n_cells; q++)
            r->out->ratio_field[i][q] = moles * r->afternoon[over][q] / r->afternoon[under][q];
        for (int c = 0; c < LT_N_CITY_VALUES; c++) {
            const lt_weights *sites = &r->cities->of[c][LT_CITY_SITES];
            r->out->ratio[i][c] =
                moles * lt_weights_apply(sites, r->afternoon[over]) / lt_weights_apply(sites, r->afternoon[under]);
        }
    }
    return LT_OK;
}

static lt_status read_all(lt_reading *r) {
    LT_TRY(lt_conc_open(r->job, r->grid, &r->conc));
    LT_TRY(reserve(r));
    LT_TRY(all_hours(r));
    finish_mean(r, LT_QUANTITY_PM25, r->hours);
    finish_mean(r, LT_QUANTITY_NO2, r->hours);
    finish_mean(r, LT_QUANTITY_O3_MEAN, r->hours);
    if (r->n_ox == 0) drop(r->out, LT_QUANTITY_OX_DAY);
    finish_mean(r, LT_QUANTITY_OX_DAY, r->n_ox);
    if (r->has[READ_O3]) finish_ozone(r);
    finish_hours(r->out);
    return find_ratios(r);
}

static void begin_result(lt_result *out) {
    *out = (lt_result){0};
    for (int q = 0; q < LT_N_QUANTITIES; q++) drop(out, (lt_quantity)q);
    for (int i = 0; i < LT_N_INDICATORS; i++)
        for (int c = 0; c < LT_N_CITY_VALUES; c++) out->ratio[i][c] = NAN;
}

lt_status lt_result_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities, lt_result *out) {
    lt_reading r = {.job = job,
                    .grid = grid,
                    .cities = cities,
                    .out = out,
                    .state = lt_obs_state_at(LT_OBS_GB3095, LT_MEASURED_O3, job->period->start),
                    .n_cells = (size_t)grid->nx * (size_t)grid->ny,
                    .hours = lt_period_hours(job->period)};
    begin_result(out);
    out->state_K = lt_state_temperature(r.state);
    const lt_status status = read_all(&r);
    release(&r);
    if (status != LT_OK) lt_result_release(out);
    return status;
}

void lt_result_release(lt_result *result) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) lt_free(result->field[q]);
    for (int i = 0; i < LT_N_INDICATORS; i++) lt_free(result->ratio_field[i]);
    lt_ozone_days_free(result->days);
    *result = (lt_result){0};
}
