/* Rules of quality: each on values worked out by hand, and the table of their limits. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/obs_files.h"
#include "tests/support/root.h"

static const lt_limits limits = {.least = 0,
                                 .most = 1000,
                                 .jump = 100,
                                 .jump_ratio = 2,
                                 .jump_end = 200,
                                 .stuck_hours = 4,
                                 .stuck_above = 10,
                                 .radius_km = 50,
                                 .least_n = 4,
                                 .spreads = 6,
                                 .floor = 50};
static const lt_limits none = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};

static void range(void **state) {
    (void)state;
    assert_false(lt_quality_range(&limits, 0));
    assert_false(lt_quality_range(&limits, 1000));
    assert_true(lt_quality_range(&limits, -0.5));
    assert_true(lt_quality_range(&limits, 1000.5));
    assert_false(lt_quality_range(&limits, NAN));
    assert_false(lt_quality_range(&none, 1e30));
}

static void jump(void **state) {
    (void)state;
    assert_true(lt_quality_jump(&limits, 50, 201, 60));    /* 141 above the higher one, more than twice */
    assert_false(lt_quality_jump(&limits, 50, 160, 60));   /* 100 above: not more than the limit */
    assert_false(lt_quality_jump(&limits, 500, 620, 510)); /* 110 above, not twice */
    assert_true(lt_quality_jump(&limits, 300, 5, 310));    /* a hole */
    assert_false(lt_quality_jump(&limits, 50, 400, 390));  /* a front stays */
    assert_false(lt_quality_jump(&limits, 50, 240, NAN));  /* the newest hour: 190 */
    assert_true(lt_quality_jump(&limits, 50, 260, NAN));   /* 210 */
    assert_true(lt_quality_jump(&limits, NAN, 20, 260));
    assert_false(lt_quality_jump(&limits, NAN, 900, NAN));
    assert_false(lt_quality_jump(&none, 0, 1e9, 0));
}

static void stuck(void **state) {
    (void)state;
    const double x[] = {20, 30, 30, 30, 30, 31, 5, 5, 5, 5, 5, 40, 40, NAN, 40, 40};
    static const bool is[] = {false, true, true, true, true};
    for (long h = 0; h < 16; h++) assert_true(lt_quality_stuck(&limits, x, 16, h) == (h < 5 && is[h]));
    assert_true(lt_quality_stuck(&limits, x + 1, 4, 0));
    assert_false(lt_quality_stuck(&limits, x + 1, 3, 0)); /* the fourth is not seen */
    assert_false(lt_quality_stuck(&none, x, 16, 2));
}

static void pair(void **state) {
    (void)state;
    const lt_quality q = {.pair_ratio = 1.1, .pair_add = 5};
    assert_false(lt_quality_pair(&q, 115, 100)); /* 1.1 * 100 + 5 */
    assert_true(lt_quality_pair(&q, 116, 100));
    assert_false(lt_quality_pair(&q, 116, NAN));
    assert_false(lt_quality_pair(&q, NAN, 100));
}

static void neighbour(void **state) {
    (void)state;
    /* median 100, distances 0 2 4 6 8, their median 4: spread 5.93, six of them 35.6; the floor is 50 */
    static const double around[] = {108, 98, 104, 94, 100};
    double others[5];
    memcpy(others, around, sizeof others);
    assert_false(lt_quality_neighbour(&limits, 150, others, 5));
    memcpy(others, around, sizeof others);
    assert_true(lt_quality_neighbour(&limits, 151, others, 5));
    memcpy(others, around, sizeof others);
    assert_true(lt_quality_neighbour(&limits, 49, others, 5));
    /* distances 0 20 20 40 40, median 20: six spreads are 178 */
    double wide[] = {100, 120, 80, 140, 60};
    assert_false(lt_quality_neighbour(&limits, 270, wide, 5));
    double wide_again[] = {100, 120, 80, 140, 60};
    assert_true(lt_quality_neighbour(&limits, 279, wide_again, 5));
    assert_false(lt_quality_neighbour(&limits, 900, wide, 3)); /* too few */
    assert_false(lt_quality_neighbour(&none, 900, wide, 5));
}

static void shipped_limits(void **state) {
    (void)state;
    const lt_quality *q = obs_limits();
    for (int s = 0; s < LT_N_OBSERVED; s++) assert_true(q->of[s].least == 0 && q->of[s].most > 0);
    for (int s = LT_OBSERVED_PM25; s <= LT_OBSERVED_O3; s++) {
        const lt_limits *l = &q->of[s];
        assert_true(l->jump > 0 && l->jump_end > l->jump && l->jump_ratio > 1 && l->stuck_hours >= 2);
        assert_true(l->radius_km > 0 && l->least_n >= 3 && l->spreads > 0 && l->floor > 0);
        assert_true(q->reach_h >= (int)l->stuck_hours - 1);
    }
    assert_true(q->pair_ratio >= 1 && q->pair_add >= 0);
    assert_true(isnan(q->of[LT_OBSERVED_SULFATE].jump)); /* compositions: range alone */
}

static void bad_tables(void **state) {
    (void)state;
    static const char head[] = "rule,limit,species,value,unit,mark,source\n";
    static const struct {
        const char *rows, *word;
    } bad[] = {{"range,upper,PM2.5,5,ug/m3,A,\n", "unknown rule or limit"},
               {"range,most,PM3,5,ug/m3,A,\n", "unknown species"},
               {"range,most,PM2.5,-5,ug/m3,A,\n", "below zero"},
               {"range,most,PM2.5,5,ug/m3,A,\nrange,most,PM2.5,6,ug/m3,A,\n", "twice"},
               {"pair,ratio,O3,5,1,A,\n", "unknown rule or limit"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        lt_quality q;
        char text[512];
        snprintf(text, sizeof text, "%s%s", head, bad[k].rows);
        assert_true(files_write_text(in_root("limits.csv"), text));
        assert_int_equal(lt_quality_read_file(in_root("limits.csv"), &q), LT_ERR_INPUT);
        if (!strstr(lt_error_what(), bad[k].word)) fail_msg("\"%s\" in \"%s\"", bad[k].word, lt_error_what());
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(range),      cmocka_unit_test(jump),      cmocka_unit_test(stuck),
        cmocka_unit_test(pair),       cmocka_unit_test(neighbour), cmocka_unit_test(shipped_limits),
        cmocka_unit_test(bad_tables),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
