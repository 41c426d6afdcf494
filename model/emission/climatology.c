#include "model/emission/climatology.h"

#include <math.h>

static lt_status bad(lt_ncr *file, const char *name, const char *at, const char *expected, double found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the climatology of the emissions cannot be",
                    .where = lt_fmt("%s, %s, %s", lt_ncr_path(file), name, at), .expected = expected,
                    .found = isnan(found) ? "no number (missing, or NaN)" : lt_fmt("%g", found),
                    .todo = "make the emissions again with `lantian run`");
}

static lt_status check_range(lt_ncr *file, const char *name, size_t n, const double *v, double least, double most) {
    for (size_t k = 0; k < n; ++k)
        if (!(v[k] >= least && v[k] <= most))
            return bad(file, name, lt_fmt("value %zu", k), lt_fmt("%g to %g", least, most), v[k]);
    return LT_OK;
}

static lt_status read_light(lt_ncr *file, lt_climatology *c) {
    LT_TRY(lt_ncr_get_double(file, "laws/shortwave", "W m-2", 12 * 24, c->shortwave));
    LT_TRY(check_range(file, "laws/shortwave", 12 * 24, c->shortwave, 0, 1400));
    for (int m = 0; m < 12; ++m) {
        double sum = 0;
        for (int h = 0; h < 24; ++h) sum += c->shortwave[m * 24 + h];
        if (!(sum > 0.0)) return bad(file, "laws/shortwave", lt_fmt("month %d", m + 1), "some light in the day", sum);
    }
    return LT_OK;
}

static lt_status read_all(lt_ncr *file, lt_climatology *c) {
    LT_TRY(lt_ncr_get_double(file, "laws/temperature", "K", 12 * c->plane, c->temperature));
    LT_TRY(lt_ncr_get_double(file, "laws/day_departure", "K", 12 * 31, c->day_departure));
    LT_TRY(lt_ncr_get_double(file, "laws/hour_departure", "K", 12 * 24, c->hour_departure));
    LT_TRY(lt_ncr_get_double(file, "laws/heating_first", "1", c->plane, c->first));
    LT_TRY(lt_ncr_get_double(file, "laws/heating_last", "1", c->plane, c->last));
    LT_TRY(check_range(file, "laws/temperature", 12 * c->plane, c->temperature, 200, 330));
    LT_TRY(check_range(file, "laws/day_departure", 12 * 31, c->day_departure, -40, 40));
    LT_TRY(check_range(file, "laws/hour_departure", 12 * 24, c->hour_departure, -40, 40));
    LT_TRY(check_range(file, "laws/heating_first", c->plane, c->first, 101, 1231));
    LT_TRY(check_range(file, "laws/heating_last", c->plane, c->last, 101, 1231));
    for (int m = 0; m < 12; ++m) {
        double sum = 0;
        for (int h = 0; h < 24; ++h) sum += c->hour_departure[m * 24 + h];
        if (!(fabs(sum) <= 1e-6))
            return bad(file, "laws/hour_departure", lt_fmt("month %d", m + 1), "a sum of 0 over the day", sum);
    }
    return LT_OK;
}

lt_status lt_climatology_read(lt_ncr *file, size_t plane, bool light, lt_climatology *out) {
    *out = (lt_climatology){.plane = plane};
    LT_TRY(lt_calloc(12 * plane, sizeof(double), &out->temperature));
    LT_TRY(lt_calloc(plane, sizeof(double), &out->first));
    LT_TRY(lt_calloc(plane, sizeof(double), &out->last));
    if (light) LT_TRY(read_light(file, out));
    return read_all(file, out);
}

void lt_climatology_free(lt_climatology *c) {
    lt_free(c->temperature);
    lt_free(c->first);
    lt_free(c->last);
    *c = (lt_climatology){0};
}

void lt_climatology_day(const lt_climatology *c, int month, int day, double *out) {
    const double *mean = c->temperature + (size_t)(month - 1) * c->plane;
    const double departure = c->day_departure[(month - 1) * 31 + day - 1];
    for (size_t k = 0; k < c->plane; ++k) out[k] = mean[k] + departure;
}

/* A season that begins in autumn goes over the turn of the year. */
void lt_climatology_heating(const lt_climatology *c, int month, int day, bool *out) {
    const double today = month * 100 + day;
    for (size_t k = 0; k < c->plane; ++k) {
        bool after = today >= c->first[k], before = today <= c->last[k];
        out[k] = c->first[k] <= c->last[k] ? after && before : after || before;
    }
}
