#include "postproc/result.h"

#include "base/ncio.h"
#include "postproc/conc.h"
#include "postproc/ozone_day.h"
#include "postproc/reference_state.h"

#include <math.h>
#include <string.h>

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
    double *temperature;
    double *afternoon[N_READ]; /* [cells] sum over the hours of the regime */
    long n_afternoon, n_ox;
    /* ozone of the local day that is under way */
    double *day; /* [24][cells] */
    double city_day[LT_N_CITY_VALUES][LT_N_CITY_KINDS][24];
    double *city_mda8[LT_N_CITY_VALUES][LT_N_CITY_KINDS]; /* [valid days] */
    double *spare;                                        /* [days] for a percentile */
    bool day_has_hours;
    long n_hour[24]; /* how often a local hour came */
} lt_reading;

/* --- rooms --- */

static lt_status reserve_ozone(lt_reading *r) {
    const size_t most_days = (size_t)(r->hours / 24 + 2);
    LT_TRY(lt_calloc(24 * r->n_cells, sizeof(double), &r->day));
    LT_TRY(lt_calloc(most_days, sizeof(double), &r->spare));
    LT_TRY(lt_calloc(most_days * r->n_cells, sizeof(float), &r->out->mda8));
    LT_TRY(lt_calloc(most_days * r->n_cells, sizeof(float), &r->out->mda1));
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) LT_TRY(lt_calloc(most_days, sizeof(double), &r->city_mda8[c][k]));
    return LT_OK;
}

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
    LT_TRY(reserve_field(r, LT_QUANTITY_PM25));
    if (r->has[READ_NO2]) LT_TRY(reserve_field(r, LT_QUANTITY_NO2));
    if (!r->has[READ_O3]) return LT_OK;
    for (int q = LT_QUANTITY_O3_MDA8; q <= LT_QUANTITY_O3_MEAN; q++) LT_TRY(reserve_field(r, (lt_quantity)q));
    if (r->has[READ_NO2]) LT_TRY(reserve_field(r, LT_QUANTITY_OX_DAY));
    return reserve_ozone(r);
}

static void release(lt_reading *r) {
    for (int v = 0; v < N_READ; v++) {
        lt_free(r->now[v]);
        lt_free(r->afternoon[v]);
    }
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) lt_free(r->city_mda8[c][k]);
    lt_free(r->temperature);
    lt_free(r->day);
    lt_free(r->spare);
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
    return lt_conc_temperature(r->met, r->job, hour, r->n_cells, r->temperature);
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
    for (size_t q = 0; q < r->n_cells; q++) gas[q] *= lt_state_factor(r->state, r->temperature[q], r->grid->terrain[q]);
}

static void begin_day(lt_reading *r) {
    r->day_has_hours = false;
    for (size_t q = 0; q < 24 * r->n_cells; q++) r->day[q] = NAN;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++)
            for (int h = 0; h < 24; h++) r->city_day[c][k][h] = NAN;
}

/* The hours that are there are the same for all cells, so a day is valid for all or for none. */
static void end_day(lt_reading *r, lt_time start) {
    lt_result *out = r->out;
    const long n = out->n_days;
    double hour[24];
    if (!r->day_has_hours) return;
    if (isnan(lt_ozone_day_of(r->city_day[0][0], INFINITY).mda8)) return;
    for (size_t q = 0; q < r->n_cells; q++) {
        for (int h = 0; h < 24; h++) hour[h] = r->day[(size_t)h * r->n_cells + q];
        const lt_ozone_day day = lt_ozone_day_of(hour, INFINITY);
        out->mda8[(size_t)n * r->n_cells + q] = (float)day.mda8;
        out->mda1[(size_t)n * r->n_cells + q] = (float)day.mda1;
        out->field[LT_QUANTITY_O3_MDA8][q] += day.mda8;
        out->field[LT_QUANTITY_O3_MDA1][q] += day.mda1;
    }
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            const lt_ozone_day day = lt_ozone_day_of(r->city_day[c][k], INFINITY);
            r->city_mda8[c][k][n] = day.mda8;
            out->city[LT_QUANTITY_O3_MDA8][c][k] += day.mda8;
            out->city[LT_QUANTITY_O3_MDA1][c][k] += day.mda1;
        }
    if (n == 0) out->first_day = start;
    out->n_days++;
}

static void add_ozone(lt_reading *r, int local_hour) {
    memcpy(r->day + (size_t)local_hour * r->n_cells, r->now[READ_O3], r->n_cells * sizeof(double));
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++)
            r->city_day[c][k][local_hour] = lt_weights_apply(&r->cities->of[c][k], r->now[READ_O3]);
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        r->out->o3_hour[c][local_hour] += r->city_day[c][LT_CITY_SITES][local_hour];
    r->n_hour[local_hour]++;
    r->day_has_hours = true;
}

static lt_status all_hours(lt_reading *r) {
    const bool ozone = r->has[READ_O3];
    if (ozone) begin_day(r);
    for (long n = 0; n < r->hours; n++) {
        const lt_time end = r->job->period->start + (n + 1) * LT_HOUR, local_end = end + LT_CST_OFFSET;
        const int local_hour = (int)((local_end - LT_HOUR) % LT_DAY / LT_HOUR);
        LT_TRY(read_hour(r, n));
        if (local_hour >= LT_REGIME_HOUR_FROM && local_hour < LT_REGIME_HOUR_TO) add_afternoon(r);
        add_hour(r, LT_QUANTITY_PM25, r->now[READ_PM25]);
        if (r->has[READ_NO2]) to_state(r, r->now[READ_NO2]);
        if (r->has[READ_NO2]) add_hour(r, LT_QUANTITY_NO2, r->now[READ_NO2]);
        if (!ozone) continue;
        to_state(r, r->now[READ_O3]);
        add_hour(r, LT_QUANTITY_O3_MEAN, r->now[READ_O3]);
        add_ozone(r, local_hour);
        if (r->has[READ_NO2] && local_hour >= LT_OX_HOUR_FROM && local_hour < LT_OX_HOUR_TO) add_ox(r);
        if (local_end % LT_DAY != 0 && n + 1 < r->hours) continue;
        end_day(r, end - (lt_time)(local_hour + 1) * LT_HOUR);
        begin_day(r);
    }
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

static double percentile_of_cell(const lt_reading *r, size_t q) {
    for (long d = 0; d < r->out->n_days; d++) r->spare[d] = (double)r->out->mda8[(size_t)d * r->n_cells + q];
    return lt_percentile(r->spare, r->out->n_days, 0.9);
}

static void finish_ozone(lt_reading *r) {
    lt_result *out = r->out;
    const double n = (double)out->n_days;
    static const lt_quantity daily[] = {LT_QUANTITY_O3_MDA8, LT_QUANTITY_O3_P90, LT_QUANTITY_O3_MDA1};
    for (int d = 0; d < 3 && out->n_days == 0; d++) drop(out, daily[d]);
    if (out->n_days == 0) return;
    for (size_t q = 0; q < r->n_cells; q++) {
        out->field[LT_QUANTITY_O3_MDA8][q] /= n;
        out->field[LT_QUANTITY_O3_MDA1][q] /= n;
        out->field[LT_QUANTITY_O3_P90][q] = percentile_of_cell(r, q);
    }
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            out->city[LT_QUANTITY_O3_MDA8][c][k] /= n;
            out->city[LT_QUANTITY_O3_MDA1][c][k] /= n;
            out->city[LT_QUANTITY_O3_P90][c][k] = lt_percentile(r->city_mda8[c][k], out->n_days, 0.9);
        }
}

/* Hours that never came are NaN: so are all where there is no ozone. */
static void finish_hours(lt_reading *r) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int h = 0; h < 24; h++)
            r->out->o3_hour[c][h] = r->n_hour[h] > 0 ? r->out->o3_hour[c][h] / (double)r->n_hour[h] : NAN;
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
    finish_hours(r);
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
    lt_free(result->mda8);
    lt_free(result->mda1);
    *result = (lt_result){0};
}
