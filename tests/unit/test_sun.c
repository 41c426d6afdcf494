/* sin and cos of ltmath.h against libm; the sun of kernel/sun.h as a product of vectors against the formula with
 * angles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/kernel/sun.h"
#include "tests/support/near.h"
#include "tests/support/uniform.h"

#include <math.h>

/* libm's own error is below 1e-16; |x| up to 1e5 as ltmath.h says. */
static void test_sine(void **state) {
    (void)state;
    static const double special[] = {0.0,  M_PI / 4, M_PI / 2,          M_PI, 1.5 * M_PI, 2 * M_PI,
                                     1e-9, 1e5,      0.7853981633974484};
    uint64_t seed = 20200621;
    double worst = 0.0;
    for (int n = 0; n < 400000; ++n) {
        const double wide = n % 3 == 0 ? 1e5 : n % 3 == 1 ? 10.0 : 1.0;
        double x = (2.0 * uniform(&seed) - 1.0) * wide;
        if (n < 18) x = n % 2 ? -special[n / 2] : special[n / 2];
        worst = lt_verify_worse(worst, fabs(lt_sin(x) - sin(x)));
        worst = lt_verify_worse(worst, fabs(lt_cos(x) - cos(x)));
    }
    print_message("sin and cos against libm: %.2g\n", worst);
    assert_true(worst < 5e-16);
    assert_true(lt_sin(0.0) == 0.0 && lt_cos(0.0) == 1.0 && lt_sin(-0.3) == -lt_sin(0.3));
}

static void test_cosine(void **state) {
    (void)state;
    const double degree = M_PI / 180.0;
    uint64_t seed = 7;
    for (int n = 0; n < 20000; ++n) {
        const double lat = 180.0 * uniform(&seed) - 90.0, lon = 360.0 * uniform(&seed) - 180.0;
        const double days = 366.0 * uniform(&seed), seconds = 86400.0 * uniform(&seed);
        const double g = 2.0 * M_PI * days / 365.0;
        const double declination = 0.006918 - 0.399912 * cos(g) + 0.070257 * sin(g) - 0.006758 * cos(2 * g) +
                                   0.000907 * sin(2 * g) - 0.002697 * cos(3 * g) + 0.00148 * sin(3 * g);
        const double equation =
            60.0 * 229.18 *
            (0.000075 + 0.001868 * cos(g) - 0.032077 * sin(g) - 0.014615 * cos(2 * g) - 0.040849 * sin(2 * g));
        const double hour = 2.0 * M_PI * ((seconds + equation + 240.0 * lon) / 86400.0 - 0.5);
        const double want = sin(lat * degree) * sin(declination) + cos(lat * degree) * cos(declination) * cos(hour);
        assert_near(lt_sun_cosine(lt_sun_place(lat, lon), lt_sun_direction(days, seconds)), want, 1e-14);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sine), cmocka_unit_test(test_cosine)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
