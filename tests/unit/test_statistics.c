/* Scores against values worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/statistics.h"
#include "tests/support/near.h"

#include <math.h>

/* M 1 4 3 10, O 2 2 3 5: differences -1 2 0 5; sum O 12, sum M 18. */
static void by_hand(void **state) {
    (void)state;
    const double m[] = {1, 4, 3, 10}, o[] = {2, 2, 3, 5};
    const lt_statistics s = lt_statistics_of(m, o, 4);
    assert_int_equal(s.n, 4);
    assert_true(s.mean_model == 4.5 && s.mean_obs == 3);
    assert_true(s.mb == 1.5);
    assert_true(s.nmb == 0.5);
    assert_near(s.nme, 8.0 / 12, 1e-15);
    /* deviations M -3.5 -0.5 -1.5 5.5, O -1 -1 0 2: products 3.5 0.5 0 11 = 15; squares 45, 6 */
    assert_near(s.r, 15 / sqrt(45.0 * 6), 1e-15);
    assert_true(s.fac2 == 1); /* 0.5 and 2 are inside */
    assert_near(s.mfb, 0.5 * (-1.0 / 3 + 2.0 / 6 + 0 + 5.0 / 15), 1e-15);
    assert_near(s.mfe, 0.5 * (1.0 / 3 + 2.0 / 6 + 0 + 5.0 / 15), 1e-15);
}

static void perfect_and_opposite(void **state) {
    (void)state;
    const double o[] = {1, 2, 3}, reversed[] = {3, 2, 1};
    const lt_statistics same = lt_statistics_of(o, o, 3), other = lt_statistics_of(reversed, o, 3);
    assert_true(same.mb == 0 && same.nmb == 0 && same.nme == 0 && same.fac2 == 1 && same.mfe == 0);
    assert_near(same.r, 1, 1e-15);
    assert_near(other.r, -1, 1e-15);
    assert_near(other.fac2, 1.0 / 3, 1e-15); /* 3/1 and 1/3 are outside */
}

static void missing_pairs_do_not_count(void **state) {
    (void)state;
    const double m[] = {1, NAN, 5, INFINITY}, o[] = {1, 2, NAN, 4};
    const lt_statistics s = lt_statistics_of(m, o, 4);
    assert_int_equal(s.n, 1);
    assert_true(s.mb == 0);
    assert_true(isnan(s.r)); /* one pair has no correlation */
}

static void undefined_is_not_zero(void **state) {
    (void)state;
    const double constant[] = {0.1, 0.1, 0.1}, o[] = {1, 2, 3}, zero[] = {0, 0, 0};
    assert_true(isnan(lt_statistics_of(constant, o, 3).r));
    const lt_statistics none = lt_statistics_of(o, o, 0);
    assert_int_equal(none.n, 0);
    assert_true(isnan(lt_statistics_of(o, constant, 2).r) && isnan(lt_statistics_of(o, o, 2).r)); /* always 1 or -1 */
    assert_true(isnan(none.mb) && isnan(none.nmb) && isnan(none.nme) && isnan(none.r) && isnan(none.fac2) &&
                isnan(none.mfb) && isnan(none.mfe));
    const lt_statistics nothing_seen = lt_statistics_of(o, zero, 3);
    assert_true(nothing_seen.mb == 2);
    assert_true(isnan(nothing_seen.nmb) && isnan(nothing_seen.nme));
    assert_true(nothing_seen.fac2 == 0);
    assert_true(nothing_seen.mfb == 2 && nothing_seen.mfe == 2);
    assert_true(isnan(lt_statistics_of(zero, zero, 3).mfb));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(perfect_and_opposite),
        cmocka_unit_test(missing_pairs_do_not_count),
        cmocka_unit_test(undefined_is_not_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
