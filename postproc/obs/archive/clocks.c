#include "postproc/obs/archive/clocks.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_AROUND = 3 };
static const double radius_km = 100;

typedef struct lt_clock_hours {
    lt_obs_catalogue catalogue;
    lt_time start;
    double *value;  /* of each series, LT_CLOCK_HOURS hours */
    double *others; /* room for one hour */
    long *near;     /* room for the neighbours of one series */
} lt_clock_hours;

static int by_value(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static bool is_hourly(const lt_archived *series, lt_observed species) {
    return series->species == species && series->interval_s == LT_HOUR;
}

/* The series of the same species within the radius, into near; how many. */
static long find_near(const lt_clock_hours *c, long q) {
    const lt_archived *own = &c->catalogue.series[q];
    long n = 0;
    for (long p = 0; p < c->catalogue.n_series; p++) {
        const lt_archived *other = &c->catalogue.series[p];
        if (other->station == own->station || !is_hourly(other, own->species)) continue;
        const lt_place *here = &c->catalogue.stations[own->station], *there = &c->catalogue.stations[other->station];
        if (lt_place_distance_km(here, there) <= radius_km) c->near[n++] = p;
    }
    return n;
}

/* Median of the stations around series q, hour by hour; NaN with fewer than three. */
static void around(const lt_clock_hours *c, long q, double *out) {
    const long n_near = find_near(c, q);
    for (long h = 0; h < LT_CLOCK_HOURS; h++) {
        int n = 0;
        for (long k = 0; k < n_near; k++) {
            const double value = c->value[c->near[k] * LT_CLOCK_HOURS + h];
            if (isfinite(value)) c->others[n++] = value;
        }
        qsort(c->others, (size_t)n, sizeof *c->others, by_value);
        out[h] = n < LEAST_AROUND ? NAN : n % 2 ? c->others[n / 2] : (c->others[n / 2 - 1] + c->others[n / 2]) / 2;
    }
}

static lt_status judge(const lt_clock_hours *c, long q, lt_clock_faults *out) {
    const lt_archived *series = &c->catalogue.series[q];
    const double *own = c->value + q * LT_CLOCK_HOURS;
    double beside[LT_CLOCK_HOURS], peak = NAN;
    lt_clock clock;
    around(c, q, beside);
    lt_clock_beside(own, beside, LT_CLOCK_HOURS, &clock);
    if (series->species == LT_OBSERVED_O3) {
        const lt_civil local = lt_time_civil(c->start + LT_CST_OFFSET);
        peak = lt_clock_ozone_peak(own, LT_CLOCK_HOURS, local.hour + 0.5);
    }
    if (!clock.is_off && !lt_clock_ozone_is_off(peak)) return LT_OK;
    LT_TRY(lt_grow(&out->items, sizeof *out->items, out->n + 1, &out->room));
    out->items[out->n++] = (lt_clock_fault){.station = c->catalogue.stations[series->station],
                                            .species = series->species,
                                            .clock = clock,
                                            .ozone_peak_h = peak};
    return LT_OK;
}

static bool has_ozone(const lt_obs_catalogue *c, long station) {
    for (long q = 0; q < c->n_series; q++)
        if (c->series[q].station == station && is_hourly(&c->series[q], LT_OBSERVED_O3)) return true;
    return false;
}

static bool is_judged(const lt_obs_catalogue *c, long q) {
    if (is_hourly(&c->series[q], LT_OBSERVED_O3)) return true;
    return is_hourly(&c->series[q], LT_OBSERVED_PM25) && !has_ozone(c, c->series[q].station);
}

/* Flagged hours say nothing of a clock. */
static lt_status read_hours(lt_archive *archive, lt_clock_hours *c) {
    int flags[LT_CLOCK_HOURS];
    LT_TRY(lt_archive_list(archive, &c->catalogue));
    LT_TRY(lt_calloc((size_t)c->catalogue.n_series * LT_CLOCK_HOURS, sizeof *c->value, &c->value));
    LT_TRY(lt_calloc((size_t)c->catalogue.n_series, sizeof *c->others, &c->others));
    LT_TRY(lt_calloc((size_t)c->catalogue.n_series, sizeof *c->near, &c->near));
    for (long q = 0; q < c->catalogue.n_series; q++) {
        const lt_archived *series = &c->catalogue.series[q];
        double *value = c->value + q * LT_CLOCK_HOURS;
        const bool used = is_hourly(series, LT_OBSERVED_O3) || is_hourly(series, LT_OBSERVED_PM25);
        for (long h = 0; h < LT_CLOCK_HOURS; h++) value[h] = NAN;
        if (!used) continue;
        LT_TRY(lt_archive_hours(archive, series->id, c->start, LT_CLOCK_HOURS, value, flags, NULL));
        for (long h = 0; h < LT_CLOCK_HOURS; h++)
            if (flags[h] & ~LT_FLAG_NEIGHBOUR) value[h] = NAN; /* which a shifted clock makes */
    }
    return LT_OK;
}

lt_status lt_clocks_find(lt_archive *archive, lt_time last, lt_clock_faults *out) {
    lt_clock_hours c = {.start = last - (LT_CLOCK_HOURS - 1) * (lt_time)LT_HOUR};
    *out = (lt_clock_faults){0};
    lt_status status = read_hours(archive, &c);
    for (long q = 0; q < c.catalogue.n_series && status == LT_OK; q++)
        if (is_judged(&c.catalogue, q)) status = judge(&c, q, out);
    lt_obs_catalogue_free(&c.catalogue);
    lt_free(c.value);
    lt_free(c.others);
    lt_free(c.near);
    return status;
}
