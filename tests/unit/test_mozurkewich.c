/* The published product over NH4NO3 beside which the equilibrium is shown: numbers worked by hand, its own branches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/verify/mozurkewich.h"

/* By hand: ln K0 = 118.87 - 80.7781 - 34.3280 at 298.15 K. */
static void test_numbers(void **state) {
    (void)state;
    assert_true(fabs(lt_mozurkewich_ppb2(298.15, 0.3) - 43.114) < 0.001);
    assert_true(fabs(lt_mozurkewich_ppb2(273.0, 0.5) - 0.0430) < 1e-4);
    assert_true(fabs(lt_mozurkewich_deliquescence(298.15) - 0.6204) < 1e-3);
    assert_true(lt_mozurkewich_ppb2(298.15, 1.0) == 0.0);
}

/* Where the salt dissolves both branches say the same within what the header tells; water takes nitrate up. */
static void test_branches(void **state) {
    (void)state;
    for (double t = 263; t <= 303; t += 10) {
        const double rh = lt_mozurkewich_deliquescence(t), dry = lt_mozurkewich_ppb2(t, 0.0);
        const double off = fabs(lt_mozurkewich_ppb2(t, rh) / dry - 1);
        assert_true(off < (t < 293 ? 0.22 : 0.045));
        for (double more = rh + 0.05; more < 1; more += 0.05)
            assert_true(lt_mozurkewich_ppb2(t, more) < lt_mozurkewich_ppb2(t, more - 0.05));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_branches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
