/* The spread of values over draws against numbers worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/inventory_draws.h"
#include "tests/support/near.h"

/* Values of n = 3 and of 21 by hand: sd of 1, 2, 6 is sqrt((4 + 1 + 9) / 2); 5 % of 0 to 20 is 1. */
static void test_spread(void **state) {
    (void)state;
    double few[] = {6, 1, 2}, many[21];
    lt_draw_spread s = lt_draw_spread_of(few, 3);
    assert_near(s.mean, 3, 1e-15);
    assert_near(s.sd, sqrt(7), 1e-15);
    assert_true(s.n == 3 && s.least == 1 && s.greatest == 6 && isnan(s.p5) && isnan(s.p95));
    for (int k = 0; k < 21; k++) many[k] = 20 - k;
    s = lt_draw_spread_of(many, 21);
    assert_near(s.p5, 1, 1e-14);
    assert_near(s.p95, 19, 1e-14);
    s = lt_draw_spread_of(many, LT_DRAWS_FOR_PERCENTILES - 1);
    assert_true(isnan(s.p5));
}

static double doubled(const void *what, int city) {
    return 2 * ((const double *)what)[city];
}

/* Of one city its value, of all the mean: of 2, 4 ... 28 it is 15. */
static void test_city_or_mean(void **state) {
    (void)state;
    double value[LT_N_CITY_VALUES];
    for (int c = 0; c < LT_N_CITY_VALUES; c++) value[c] = c + 1;
    assert_true(lt_city_or_mean(doubled, value, 3) == 8);
    assert_true(lt_city_or_mean(doubled, value, LT_ALL_CITIES) == 15);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spread), cmocka_unit_test(test_city_or_mean)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
