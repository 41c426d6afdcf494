/* laws_fixture.h - a file of laws on three by two cells and two points, weather for it, rates of an hour. Header only.
 */
#ifndef LT_TESTS_LAWS_FIXTURE_H
#define LT_TESTS_LAWS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/law.h"
#include "model/emission/laws.h"
#include "tests/support/laws_file.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

enum { NX = 3, NY = 2, PLANE = NX * NY, PROFILES = 2 };

static lt_outdir *dir;
static double air_2m[PLANE], light[PLANE];
static const long cells[] = {4, 1}; /* of the two points */

static inline int make(void **state) {
    return make_root(state) == 0 && lt_outdir_open(root, &dir) == LT_OK ? 0 : -1;
}

static inline int drop(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

/* emissions.nc: between its two calls a test may add what else it holds. */
static inline lt_ncw *emissions_begin(const laws_file *l) {
    lt_ncw *out;
    MINI_OK(lt_ncw_create(dir, "emissions.nc", "test", &out));
    MINI_OK(lt_ncw_dim(out, "y", NY));
    MINI_OK(lt_ncw_dim(out, "x", NX));
    MINI_OK(lt_ncw_dim(out, "profile", PROFILES));
    MINI_OK(lt_ncw_dim(out, "point", 2));
    MINI_OK(lt_ncw_var(out, &(lt_field){"points/x", NULL, "m", "point", "test"}, NC_DOUBLE));
    MINI_OK(laws_define(out, l));
    return out;
}

static inline lt_ncr *emissions_end(lt_ncw *out, const laws_file *l) {
    lt_ncr *in;
    const double none[2] = {0};
    MINI_OK(laws_put(out, l));
    MINI_OK(lt_ncw_put_double(out, "points/x", none));
    MINI_OK(lt_ncw_commit(out));
    MINI_OK(lt_ncr_open_own(dir, "emissions.nc", &in));
    return in;
}

/* Temperatures of n hours: the mean year of the file and `more`. */
static inline lt_weather write_weather(const laws_file *l, lt_time start, size_t n, double more) {
    lt_ncw *out;
    lt_ncr *in;
    MINI_OK(lt_ncw_create(dir, "met.nc", "test", &out));
    MINI_OK(lt_ncw_time_hours(out, start, n));
    MINI_OK(lt_ncw_dim(out, "y", NY));
    MINI_OK(lt_ncw_dim(out, "x", NX));
    MINI_OK(lt_ncw_var(out, &(lt_field){"air_temperature_2m", NULL, "K", "time y x", "test"}, NC_DOUBLE));
    double *v = calloc(n * PLANE, sizeof *v);
    for (size_t k = 0; k < n * PLANE; ++k) {
        lt_civil local = lt_time_civil(start + (lt_time)(k / PLANE) * LT_HOUR + LT_CST_OFFSET);
        v[k] = laws_temperature(l, local.month, local.day, local.hour, k % NX) + more;
    }
    MINI_OK(lt_ncw_put_double(out, "air_temperature_2m", v));
    free(v);
    MINI_OK(lt_ncw_commit(out));
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &in));
    return (lt_weather){.file = in,
                        .nx = NX,
                        .ny = NY,
                        .nz = 1,
                        .n_hours = n,
                        .start = start,
                        .temperature_2m = air_2m,
                        .shortwave = light};
}

/* Rates of an hour, of the potentials alone. */
static inline void hour_rates(lt_laws *laws, const lt_weather *w, lt_time begin, double area[PROFILES * PLANE],
                              double points[2]) {
    if (w->file) MINI_OK(lt_weather_temperature_2m(w, (size_t)((begin - w->start) / LT_HOUR), air_2m));
    const lt_civil local = lt_time_civil(begin + LT_CST_OFFSET);
    const laws_file mean = laws_good(NX, NY);
    for (int c = 0; c < PLANE; ++c) light[c] = mean.light[(local.month - 1) * 24 + local.hour];
    MINI_OK(lt_laws_hour(laws, w, begin));
    memset(area, 0, PROFILES * PLANE * sizeof *area);
    memset(points, 0, 2 * sizeof *points);
    lt_laws_add(laws, "CO", cells, area, points);
}

static const lt_weather no_file = {.nx = NX, .ny = NY, .nz = 1, .temperature_2m = air_2m};

static inline lt_time year_begin(int year) {
    return lt_time_from_civil(year, 1, 1, 0, 0, 0) - LT_CST_OFFSET;
}

static inline lt_status open_laws(const laws_file *l, lt_ncr **file, bool mean, lt_laws **laws) {
    *file = emissions_end(emissions_begin(l), l);
    LT_TRY(lt_laws_open(*file, &no_file, mean, laws));
    return lt_laws_want(*laws, "CO", "kg", year_begin(2019));
}

#endif
