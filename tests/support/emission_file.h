/* emission_file.h - an hour of a field of emissions.nc, summed here from its amounts and courses (inventory/README.md),
 * beside the model's own reader. For tests that have inventory_fixture.h. */
#ifndef LT_TESTS_EMISSION_FILE_H
#define LT_TESTS_EMISSION_FILE_H

#include "base/ncio.h"

/* Rates of all courses in an hour; free. */
LT_FIXTURE double *emission_courses(lt_ncr *file, size_t hour, size_t *n) {
    fixture_fail(lt_ncr_dim(file, "course", n));
    double *rate = calloc(*n, sizeof *rate);
    fixture_fail(lt_ncr_get_double_record(file, "courses/rate", "s-1", hour, *n, rate));
    return rate;
}

/* area/SPECIES: out[profile][cell]; unit: of the amounts. */
LT_FIXTURE void emission_area_hour(lt_ncr *file, const char *species, const char *unit, size_t hour, size_t cells,
                                   double *out) {
    const char *name = lt_fmt("area/%s", species);
    lt_ncr_shape shape;
    size_t n, n_courses, profiles;
    fixture_fail(lt_ncr_get_shape(file, name, &shape));
    fixture_fail(lt_ncr_dim(file, "profile", &profiles));
    assert_int_equal(shape.n, 3);
    assert_int_equal(shape.length[1] * shape.length[2], cells);
    double *amount = calloc(shape.length[0] * cells, sizeof *amount), course[256], profile[256],
           *rate = emission_courses(file, hour, &n_courses);
    fixture_fail(lt_ncr_get_double(file, name, unit, shape.length[0] * cells, amount));
    fixture_fail(lt_ncr_attr_doubles(file, name, "course", 256, course, &n));
    assert_int_equal(n, shape.length[0]);
    fixture_fail(lt_ncr_attr_doubles(file, name, "profile", 256, profile, &n));
    assert_int_equal(n, shape.length[0]);
    memset(out, 0, profiles * cells * sizeof *out);
    for (size_t k = 0; k < n; k++) {
        assert_true(course[k] >= 0 && course[k] < (double)n_courses && profile[k] >= 0 &&
                    profile[k] < (double)profiles);
        for (size_t c = 0; c < cells; c++)
            out[(size_t)profile[k] * cells + c] += amount[k * cells + c] * rate[(size_t)course[k]];
    }
    free(amount);
    free(rate);
}

/* points/SPECIES: out[point]; 0 where no stack has the species. */
LT_FIXTURE void emission_points_hour(lt_ncr *file, const char *species, const char *unit, size_t hour, size_t points,
                                     double *out) {
    size_t n_courses, rows;
    fixture_fail(lt_ncr_dim(file, "rows", &rows));
    double *course = calloc(rows * points, sizeof *course), *amount = calloc(rows * points, sizeof *amount),
           *rate = emission_courses(file, hour, &n_courses);
    memset(out, 0, points * sizeof *out);
    if (lt_ncr_has(file, lt_fmt("points/%s", species))) {
        fixture_fail(lt_ncr_get_double(file, lt_fmt("points/%s", species), unit, rows * points, amount));
        fixture_fail(lt_ncr_get_double(file, "points/course", "1", rows * points, course));
        for (size_t k = 0; k < rows * points; k++) out[k % points] += amount[k] * rate[(size_t)course[k]];
    }
    free(course);
    free(amount);
    free(rate);
}

#endif
