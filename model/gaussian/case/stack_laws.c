/* stack_laws.c - see stack_laws.h. */
#include "model/gaussian/case/stack_laws.h"

#include "base/log.h"
#include "model/emission/laws.h"
#include "model/gaussian/weather/met_axis.h"
#include "model/state/weather.h"

#include <string.h>

struct lt_stack_laws {
    lt_ncr *file;
    const lt_plume_weather *hours;
    lt_laws *laws;
    lt_weather weather; /* of a mean year its size alone */
    bool mean, opened;
    size_t n;
    long *cell;
};

typedef struct axis {
    size_t n;
    double *at;
} axis;

static lt_status read_axis(lt_ncr *file, const char *name, axis *out) {
    LT_TRY(lt_met_axis_read(file, name, &out->n, &out->at));
    if (out->n > 1 && out->at[1] > out->at[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an axis of the emissions cannot be",
                    .where = lt_fmt("%s, %s", lt_ncr_path(file), name), .expected = "two middles of cells or more",
                    .found = lt_fmt("%zu", out->n), .todo = "make the emissions again");
}

static bool same(const axis *a, const axis *b) {
    return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0;
}

/* Takes the file over in any case. */
static bool fits(lt_stack_laws *l, lt_ncr *met, const axis *x, const axis *y) {
    axis mx = {0}, my = {0};
    size_t nz = 0;
    const lt_time start = l->hours->hours[0].end_s - LT_HOUR;
    const bool there = read_axis(met, "x", &mx) == LT_OK && read_axis(met, "y", &my) == LT_OK &&
                       lt_ncr_dim(met, "z", &nz) == LT_OK && same(x, &mx) && same(y, &my);
    lt_free(mx.at);
    lt_free(my.at);
    if (!there) {
        lt_ncr_close(met);
        return false;
    }
    l->opened = true;
    return lt_weather_open(met, x->n, y->n, nz, start, (size_t)l->hours->n, &l->weather) == LT_OK;
}

/* The run's weather, where the case has it; what does not fit is no error but another way. */
static void find_weather(lt_stack_laws *l, const axis *x, const axis *y) {
    lt_ncr *met;
    l->mean = !(l->hours->n > 0 && lt_nc_is(l->hours->path) && lt_ncr_open(l->hours->path, &met) == LT_OK &&
                fits(l, met, x, y));
    lt_error_clear();
    if (!l->mean) return;
    if (l->opened) lt_weather_close(&l->weather);
    l->opened = false;
    l->weather = (lt_weather){.nx = x->n, .ny = y->n};
}

static lt_status open_all(lt_stack_laws *l, const double *x_m, const double *y_m, axis *x, axis *y) {
    LT_TRY(read_axis(l->file, "x", x));
    LT_TRY(read_axis(l->file, "y", y));
    LT_TRY(lt_calloc(l->n, sizeof *l->cell, &l->cell));
    for (size_t p = 0; p < l->n; p++) {
        size_t i, j;
        const bool inside = lt_met_axis_find(x->at, x->n, x_m[p], &i) && lt_met_axis_find(y->at, y->n, y_m[p], &j);
        l->cell[p] = inside ? (long)(j * x->n + i) : -1;
    }
    find_weather(l, x, y);
    return lt_laws_open(l->file, &l->weather, l->mean, &l->laws);
}

static lt_status count_wanted(lt_ncr *file, size_t n, const bool *wanted, size_t *out) {
    double *of;
    *out = 0;
    if (!lt_ncr_has(file, "laws/point_potential")) return LT_OK;
    LT_TRY(lt_calloc(n, sizeof *of, &of));
    const lt_status status = lt_ncr_get_double(file, "laws/point_potential", "1", n, of);
    for (size_t p = 0; status == LT_OK && p < n; p++) *out += wanted[p] && of[p] >= 0.0;
    lt_free(of);
    return status;
}

lt_status lt_stack_laws_open(lt_ncr *file, const lt_plume_weather *weather, size_t n, const double *x_m,
                             const double *y_m, const bool *wanted, lt_stack_laws **out) {
    lt_stack_laws *l;
    axis x = {0}, y = {0};
    size_t by_weather;
    *out = NULL;
    LT_TRY(count_wanted(file, n, wanted, &by_weather));
    if (by_weather == 0) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *l, &l));
    l->file = file;
    l->hours = weather;
    l->n = n;
    const lt_status status = open_all(l, x_m, y_m, &x, &y);
    lt_free(x.at);
    lt_free(y.at);
    if (status == LT_OK && l->mean)
        lt_remark(LT_LOG_WARNING,
                  "%s: %zu stacks that go by the weather (heating) emit as in a mean year: the weather of the case is "
                  "no met.nc of their grid",
                  lt_ncr_path(file), by_weather);
    if (status == LT_OK)
        *out = l;
    else
        lt_stack_laws_close(l);
    return status;
}

void lt_stack_laws_close(lt_stack_laws *l) {
    if (!l) return;
    lt_laws_close(l->laws);
    if (l->opened) lt_weather_close(&l->weather);
    lt_free(l->cell);
    lt_free(l);
}

lt_status lt_stack_laws_want(lt_stack_laws *l, const lt_emitted_field *field) {
    if (!l || !l->laws) return LT_OK;
    return lt_laws_want(l->laws, field->name, lt_emitted_amount(field), l->hours->hours[0].end_s - LT_HOUR);
}

lt_status lt_stack_laws_hour(lt_stack_laws *l, lt_time begin) {
    if (!l || !l->laws) return LT_OK;
    if (!l->mean) LT_TRY(lt_weather_hour_at_ground(&l->weather, (size_t)((begin - l->weather.start) / LT_HOUR)));
    return lt_laws_hour(l->laws, &l->weather, begin);
}

void lt_stack_laws_add(const lt_stack_laws *l, const lt_emitted_field *field, double *values) {
    if (l && l->laws) lt_laws_add(l->laws, field->name, l->cell, NULL, values);
}
