/* A field of emissions.nc by terms and courses is, hour by hour and to the bit, the field that hours would hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/emitted_hours.h"
#include "model/emission/mapping.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

enum { NX = 5, NY = 3, PLANE = NX * NY, PROFILES = 2, TERMS = 4, COURSES = 4, ROWS = 2, POINTS = 2, HOURS = 3 };

static lt_outdir *dir;

static int make(void **state) {
    return make_root(state) == 0 && lt_outdir_open(root, &dir) == LT_OK ? 0 : -1;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

/* The same amounts as terms of CO and as hours of SO2. */
typedef struct made {
    double amount[TERMS * PLANE], rate[HOURS * COURSES], course[TERMS], profile[TERMS], of_point[ROWS * POINTS],
        stack[ROWS * POINTS];
    int n_numbers; /* of the attributes */
    bool courses;  /* has the file any? */
} made;

static made fill(void) {
    made m = {.course = {2, 0, 1, 3},
              .profile = {1, 0, 1, 0},
              .of_point = {1, 2, 3, 3},
              .stack = {3e7, 1.7e5, 2e7, 0},
              .n_numbers = TERMS,
              .courses = true};
    for (int k = 0; k < TERMS * PLANE; ++k) m.amount[k] = k % 7 == 3 ? 0 : 1e6 / (3.0 + k);
    for (int k = 0; k < HOURS * COURSES; ++k) m.rate[k] = (1.0 + 0.1 * k) / 31556952.0;
    /* The last course is of other rows, that have the last hour. */
    for (int h = 0; h < HOURS; ++h)
        for (int c = 0; c < COURSES; ++c)
            if ((h == HOURS - 1) != (c == COURSES - 1)) m.rate[h * COURSES + c] = 0;
    return m;
}

static void define(lt_ncw *file, const char *name, const char *unit, const char *dims, int type) {
    MINI_OK(lt_ncw_var(file, &(lt_field){name, NULL, unit, dims, "test"}, type));
}

/* What a file of hours holds: sums in double in the order of the terms, float. */
static void put_hours(lt_ncw *file, const made *m) {
    for (int h = 0; h < HOURS; ++h) {
        double area[PROFILES * PLANE] = {0}, points[POINTS];
        const double *rate = m->rate + h * COURSES;
        for (int k = 0; k < TERMS; ++k)
            for (int c = 0; c < PLANE; ++c)
                area[(int)m->profile[k] * PLANE + c] += m->amount[k * PLANE + c] * rate[(int)m->course[k]];
        const int rows = h == HOURS - 1;
        for (int p = 0; p < POINTS; ++p)
            points[p] = m->stack[rows * POINTS + p] * rate[(int)m->of_point[rows * POINTS + p]];
        MINI_OK(lt_ncw_put_double_record(file, "area/SO2", (size_t)h, area));
        MINI_OK(lt_ncw_put_double_record(file, "points/SO2", (size_t)h, points));
    }
}

static lt_ncr *write_file(const made *m) {
    lt_ncw *out;
    lt_ncr *in;
    const double share[PROFILES] = {1, 1}, x[POINTS] = {0};
    MINI_OK(lt_ncw_create(dir, "emissions.nc", "test", &out));
    MINI_OK(lt_ncw_time_hours(out, mini_start, HOURS));
    MINI_OK(lt_ncw_dim(out, "y", NY));
    MINI_OK(lt_ncw_dim(out, "x", NX));
    MINI_OK(lt_ncw_dim(out, "z", 1));
    MINI_OK(lt_ncw_dim(out, "profile", PROFILES));
    MINI_OK(lt_ncw_dim(out, "point", POINTS));
    MINI_OK(lt_ncw_dim(out, "rows", ROWS));
    MINI_OK(lt_ncw_dim(out, "course", COURSES));
    MINI_OK(lt_ncw_dim(out, "terms_4", TERMS));
    define(out, "area/profile_fraction", "1", "profile z", NC_DOUBLE);
    define(out, "points/x", "m", "point", NC_DOUBLE);
    define(out, "area/CO", "kg", "terms_4 y x", NC_DOUBLE);
    define(out, "area/SO2", "kg s-1", "time profile y x", NC_FLOAT);
    define(out, "points/CO", "kg", "rows point", NC_DOUBLE);
    define(out, "points/SO2", "kg s-1", "time point", NC_FLOAT);
    define(out, "points/course", "1", "rows point", NC_INT);
    if (m->courses) define(out, "courses/rate", "s-1", "time course", NC_DOUBLE);
    MINI_OK(lt_ncw_attr_doubles(out, "area/CO", "course", (size_t)m->n_numbers, m->course));
    MINI_OK(lt_ncw_attr_doubles(out, "area/CO", "profile", TERMS, m->profile));
    MINI_OK(lt_ncw_put_double(out, "area/profile_fraction", share));
    MINI_OK(lt_ncw_put_double(out, "points/x", x));
    MINI_OK(lt_ncw_put_double(out, "area/CO", m->amount));
    MINI_OK(lt_ncw_put_double(out, "points/CO", m->stack));
    MINI_OK(lt_ncw_put_double(out, "points/course", m->of_point));
    if (m->courses) MINI_OK(lt_ncw_put_double(out, "courses/rate", m->rate));
    const made good = fill(); /* faults are of the terms alone */
    put_hours(out, &good);
    MINI_OK(lt_ncw_commit(out));
    MINI_OK(lt_ncr_open_own(dir, "emissions.nc", &in));
    return in;
}

static const lt_emitted_field by_terms = {.name = "CO"}, by_hours = {.name = "SO2"}, nobody = {.name = "NH3"};

static void test_same_bits(void **state) {
    (void)state;
    static const enum lt_emitted_group groups[] = {LT_EMITTED_AREA, LT_EMITTED_POINTS};
    const made m = fill();
    lt_ncr *file = write_file(&m);
    lt_emitted_hours *hours;
    MINI_OK(lt_emitted_hours_open(file, &hours));
    assert_true(lt_emitted_by_hours(file, "area/SO2") && !lt_emitted_by_hours(file, "area/CO"));
    assert_true(!lt_emitted_by_hours(file, "area/NH3"));
    for (int g = 0; g < 2; ++g) {
        double terms[PROFILES * PLANE] = {0}, whole[PROFILES * PLANE] = {0}, none[PROFILES * PLANE], sum = 0;
        const size_t n = lt_emitted_hours_size(hours, groups[g]);
        assert_int_equal(n, g == 0 ? PROFILES * PLANE : POINTS);
        for (size_t h = HOURS; h-- > 0;) {
            MINI_OK(lt_emitted_hours_get(hours, groups[g], &by_terms, h, terms));
            MINI_OK(lt_emitted_hours_get(hours, groups[g], &by_hours, h, whole));
            assert_memory_equal(terms, whole, n * sizeof *terms);
            memset(none, 1, sizeof none);
            MINI_OK(lt_emitted_hours_get(hours, groups[g], &nobody, h, none));
            for (size_t c = 0; c < n; ++c) assert_true(none[c] == 0);
            for (size_t c = 0; c < n; ++c) sum += terms[c];
        }
        assert_true(sum > 0);
    }
    lt_emitted_hours_close(hours);
    lt_ncr_close(file);
}

static lt_status take(const made *m, enum lt_emitted_group group, size_t hour) {
    double v[PROFILES * PLANE];
    lt_ncr *file = write_file(m);
    lt_emitted_hours *hours;
    lt_status status = lt_emitted_hours_open(file, &hours);
    if (status == LT_OK) status = lt_emitted_hours_get(hours, group, &by_terms, hour, v);
    lt_emitted_hours_close(hours);
    lt_ncr_close(file);
    return status;
}

static void test_faults(void **state) {
    (void)state;
    made m = fill();
    assert_int_equal(take(&m, LT_EMITTED_AREA, HOURS), LT_ERR_INPUT);
    EXPECT("the hour is not in the file", "0 to 2", "3");
    m.course[3] = COURSES;
    assert_int_equal(take(&m, LT_EMITTED_AREA, 0), LT_ERR_INPUT);
    EXPECT("area/CO, attribute course", "0 to 3", "4");
    m = fill();
    m.profile[0] = -1;
    assert_int_equal(take(&m, LT_EMITTED_AREA, 0), LT_ERR_INPUT);
    EXPECT("area/CO, attribute profile", "0 to 1", "-1");
    m = fill();
    m.n_numbers = TERMS - 1;
    assert_int_equal(take(&m, LT_EMITTED_AREA, 0), LT_ERR_INPUT);
    EXPECT("area/CO, attribute course", "4 numbers", "3");
    m = fill();
    m.of_point[1] = 7;
    assert_int_equal(take(&m, LT_EMITTED_POINTS, 0), LT_ERR_INPUT);
    EXPECT("points/course", "0 to 3", "7");
    m = fill();
    m.courses = false;
    assert_int_equal(take(&m, LT_EMITTED_AREA, 0), LT_ERR_INPUT);
    EXPECT("area/CO", "no courses/rate");
    assert_int_equal(take(&m, LT_EMITTED_POINTS, 0), LT_ERR_INPUT);
    EXPECT("points/CO", "no courses/rate");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bits), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make, drop);
}
