/* What a file holds of laws beside all its potentials: those that an attribute names, hours of an alert. */
#include "laws_fixture.h"

/* Potentials of two hours of an alert, half of the others, in a file by hand; from the second of them on. */
static lt_ncr *write_episode(const laws_file *l, double from, double until) {
    double area[3 * PLANE], points[2] = {0.5 * l->kg_point, 0};
    for (int k = 0; k < 3 * PLANE; ++k) area[k] = k < 2 * PLANE ? 0.5 * l->kg * (1 + k % PLANE) : 0;
    static const char seconds[] = "seconds since 1970-01-01 00:00:00";
    lt_ncw *out = emissions_begin(l);
    MINI_OK(lt_ncw_dim(out, "episode", 1));
    MINI_OK(lt_ncw_var(out, &(lt_field){"episodes/from", NULL, seconds, "episode", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_var(out, &(lt_field){"episodes/until", NULL, seconds, "episode", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_var(out, &(lt_field){"episodes/area/CO", NULL, "kg", "episode potential y x", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_var(out, &(lt_field){"episodes/points/CO", NULL, "kg", "episode point", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_put_double(out, "episodes/from", &from));
    MINI_OK(lt_ncw_put_double(out, "episodes/until", &until));
    MINI_OK(lt_ncw_put_double(out, "episodes/area/CO", area));
    MINI_OK(lt_ncw_put_double(out, "episodes/points/CO", points));
    return emissions_end(out, l);
}

/* Halves are exact: inside an episode the half to the bit, outside the same bits. */
static void test_episode(void **state) {
    (void)state;
    const laws_file l = laws_good(NX, NY);
    const lt_time begin = year_begin(2019);
    lt_ncr *file;
    lt_laws *laws;
    double usual[4][PROFILES * PLANE + 2], area[PROFILES * PLANE], points[2];
    MINI_OK(open_laws(&l, &file, true, &laws));
    for (int h = 0; h < 4; ++h) hour_rates(laws, &no_file, begin + h * LT_HOUR, usual[h], usual[h] + PROFILES * PLANE);
    lt_laws_close(laws);
    lt_ncr_close(file);
    file = write_episode(&l, (double)(begin + LT_HOUR), (double)(begin + 3 * LT_HOUR));
    MINI_OK(lt_laws_open(file, &no_file, true, &laws));
    MINI_OK(lt_laws_want(laws, "CO", "kg", begin));
    for (int h = 0; h < 4; ++h) {
        const double left = h == 1 || h == 2 ? 0.5 : 1;
        hour_rates(laws, &no_file, begin + h * LT_HOUR, area, points);
        assert_true(usual[h][0] > 0 && usual[h][PROFILES * PLANE] > 0);
        for (int c = 0; c < PROFILES * PLANE; ++c) assert_true(area[c] == left * usual[h][c]);
        for (int p = 0; p < 2; ++p) assert_true(points[p] == left * usual[h][PROFILES * PLANE + p]);
    }
    lt_laws_close(laws);
    lt_ncr_close(file);
    file = write_episode(&l, (double)begin, (double)begin);
    assert_int_equal(lt_laws_open(file, &no_file, true, &laws), LT_ERR_INPUT);
    EXPECT("hours of an episode", "episode 0");
    lt_ncr_close(file);
}

/* A file that holds only the potentials that an attribute names: the rates of those, to the bit, and no others. */
static void test_named_potentials(void **state) {
    (void)state;
    laws_file l = laws_good(NX, NY);
    lt_ncr *file;
    lt_laws *laws;
    double all[PROFILES * PLANE], some[PROFILES * PLANE], points[2];
    const lt_time hour = year_begin(2019) + 12 * LT_HOUR;
    MINI_OK(open_laws(&l, &file, true, &laws));
    hour_rates(laws, &no_file, hour, all, points);
    lt_laws_close(laws);
    lt_ncr_close(file);
    l.n_named = 1;
    l.named[0] = 1;
    MINI_OK(open_laws(&l, &file, true, &laws));
    hour_rates(laws, &no_file, hour, some, points);
    assert_memory_equal(some + PLANE, all + PLANE, PLANE * sizeof *some);
    for (int c = 0; c < PLANE; ++c) assert_true(some[c] == 0 && all[c] > 0 && all[PLANE + c] > 0);
    lt_laws_close(laws);
    lt_ncr_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_named_potentials), cmocka_unit_test(test_episode)};
    return cmocka_run_group_tests(tests, make, drop);
}
