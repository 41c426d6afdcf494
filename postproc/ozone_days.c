#include "postproc/ozone_days.h"

#include "postproc/ozone_day.h"

#include <math.h>
#include <string.h>

/* One city under one kind of weights. */
typedef struct lt_city_days {
    double hour[24];
    double *mda8, *mda1; /* [valid days] */
} lt_city_days;

struct lt_ozone_days {
    size_t n_cells;
    const lt_city_weights *cities;
    double *hour; /* [24][cells] of the day that is under way */
    lt_time day;  /* its start */
    bool under_way;
    lt_city_days city[LT_N_CITY_VALUES][LT_N_CITY_KINDS];
    double by_hour[LT_N_CITY_VALUES][24]; /* sums */
    long n_hour[24];                      /* how often a local hour came */
    long n;
    lt_time first;
    float *mda8, *mda1;
    double *spare; /* [days] */
};

static lt_status reserve(lt_ozone_days *d, size_t most) {
    LT_TRY(lt_calloc(24 * d->n_cells, sizeof(double), &d->hour));
    LT_TRY(lt_calloc(most, sizeof(double), &d->spare));
    LT_TRY(lt_calloc(most * d->n_cells, sizeof(float), &d->mda8));
    LT_TRY(lt_calloc(most * d->n_cells, sizeof(float), &d->mda1));
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            LT_TRY(lt_calloc(most, sizeof(double), &d->city[c][k].mda8));
            LT_TRY(lt_calloc(most, sizeof(double), &d->city[c][k].mda1));
        }
    return LT_OK;
}

lt_status lt_ozone_days_create(size_t n_cells, long hours, const lt_city_weights *cities, lt_ozone_days **out) {
    lt_ozone_days *d;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *d, &d));
    d->n_cells = n_cells;
    d->cities = cities;
    const lt_status status = reserve(d, (size_t)(hours / 24 + 2)); /* whole days, and one cut at either end */
    if (status == LT_OK)
        *out = d;
    else
        lt_ozone_days_free(d);
    return status;
}

void lt_ozone_days_free(lt_ozone_days *d) {
    if (!d) return;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            lt_free(d->city[c][k].mda8);
            lt_free(d->city[c][k].mda1);
        }
    lt_free(d->hour);
    lt_free(d->mda8);
    lt_free(d->mda1);
    lt_free(d->spare);
    lt_free(d);
}

static void begin_day(lt_ozone_days *d, lt_time start) {
    d->day = start;
    d->under_way = true;
    for (size_t q = 0; q < 24 * d->n_cells; q++) d->hour[q] = NAN;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++)
            for (int h = 0; h < 24; h++) d->city[c][k].hour[h] = NAN;
}

static void end_cells(lt_ozone_days *d) {
    double hour[24];
    for (size_t q = 0; q < d->n_cells; q++) {
        for (int h = 0; h < 24; h++) hour[h] = d->hour[(size_t)h * d->n_cells + q];
        const lt_ozone_day day = lt_ozone_day_of(hour, INFINITY);
        d->mda8[(size_t)d->n * d->n_cells + q] = (float)day.mda8;
        d->mda1[(size_t)d->n * d->n_cells + q] = (float)day.mda1;
    }
}

static void end_day(lt_ozone_days *d) {
    if (!d->under_way) return;
    d->under_way = false;
    const lt_ozone_day any = lt_ozone_day_of(d->city[0][0].hour, INFINITY);
    if (isnan(any.mda8) || isnan(any.mda1)) return;
    if (d->n == 0) d->first = d->day;
    end_cells(d);
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++) {
            lt_city_days *city = &d->city[c][k];
            const lt_ozone_day day = lt_ozone_day_of(city->hour, INFINITY);
            city->mda8[d->n] = day.mda8;
            city->mda1[d->n] = day.mda1;
        }
    d->n++;
}

void lt_ozone_days_add(lt_ozone_days *d, lt_time t, const double *ozone) {
    const lt_time since = (t + LT_CST_OFFSET) % LT_DAY;
    const int hour = (int)(since / LT_HOUR);
    if (d->under_way && d->day != t - since) end_day(d);
    if (!d->under_way) begin_day(d, t - since);
    memcpy(d->hour + (size_t)hour * d->n_cells, ozone, d->n_cells * sizeof *ozone);
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        for (int k = 0; k < LT_N_CITY_KINDS; k++)
            d->city[c][k].hour[hour] = lt_weights_apply(&d->cities->of[c][k], ozone);
    for (int c = 0; c < LT_N_CITY_VALUES; c++) d->by_hour[c][hour] += d->city[c][LT_CITY_SITES].hour[hour];
    d->n_hour[hour]++;
}

double lt_ozone_days_by_hour(const lt_ozone_days *d, int city, int hour) {
    return d->n_hour[hour] > 0 ? d->by_hour[city][hour] / (double)d->n_hour[hour] : NAN;
}

void lt_ozone_days_end(lt_ozone_days *d) {
    end_day(d);
    lt_free(d->hour); /* results of many runs are held side by side */
    d->hour = NULL;
}

long lt_ozone_days_n(const lt_ozone_days *d) {
    return d->n;
}

lt_time lt_ozone_days_first(const lt_ozone_days *d) {
    return d->first;
}

const float *lt_ozone_days_mda8(const lt_ozone_days *d) {
    return d->mda8;
}

const float *lt_ozone_days_mda1(const lt_ozone_days *d) {
    return d->mda1;
}

lt_ozone_of_days lt_ozone_days_cell(lt_ozone_days *d, size_t cell) {
    lt_ozone_of_days of = {0, 0, NAN};
    for (long n = 0; n < d->n; n++) {
        d->spare[n] = (double)d->mda8[(size_t)n * d->n_cells + cell];
        of.mda8 += d->spare[n] / (double)d->n;
        of.mda1 += (double)d->mda1[(size_t)n * d->n_cells + cell] / (double)d->n;
    }
    of.p90 = lt_percentile(d->spare, d->n, 0.9);
    return d->n > 0 ? of : (lt_ozone_of_days){NAN, NAN, NAN};
}

lt_ozone_of_days lt_ozone_days_city(lt_ozone_days *d, int city, lt_city_kind kind) {
    const lt_city_days *days = &d->city[city][kind];
    lt_ozone_of_days of = {0, 0, NAN};
    for (long n = 0; n < d->n; n++) {
        d->spare[n] = days->mda8[n];
        of.mda8 += days->mda8[n] / (double)d->n;
        of.mda1 += days->mda1[n] / (double)d->n;
    }
    of.p90 = lt_percentile(d->spare, d->n, 0.9);
    return d->n > 0 ? of : (lt_ozone_of_days){NAN, NAN, NAN};
}
