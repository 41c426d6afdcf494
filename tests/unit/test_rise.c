/* Plume rise: which law a stack follows, the bounds of stable rise, downwash, cold and still gas, and that the kernel
 * shared with the grid keeps the bits of the law of the grid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/plume_rise.h"
#include "model/gaussian/rise.h"
#include "model/kernel/ltmath.h"
#include "tests/support/near.h"

static void test_law(void **state) {
    (void)state;
    lt_rise rise = lt_rise_of(15.0, 5.0, 425.0, 5.0, 293.0, 0.0);
    assert_true(rise.buoyant && !rise.stable);
    /* T_s - T_a of 8.69 K is where buoyancy takes over at 425 K; nearly as cold as the air it is a jet. */
    rise = lt_rise_of(15.0, 5.0, 295.0, 5.0, 293.0, 0.0);
    assert_false(rise.buoyant);
    assert_true(rise.final_m == lt_rise_jet(15.0, 5.0, 5.0));
    rise = lt_rise_of(15.0, 5.0, 290.0, 5.0, 293.0, 0.02); /* colder than the air */
    assert_true(!rise.buoyant && rise.stable && rise.buoyancy == 0.0);
    rise = lt_rise_of(15.0, 5.0, 0.0, 5.0, 293.0, 0.0); /* as warm as the air */
    assert_true(!rise.buoyant && rise.final_m == 45.0);
    rise = lt_rise_of(0.0, 5.0, 425.0, 5.0, 293.0, 0.0); /* nothing leaves */
    assert_true(rise.final_m == 0.0 && lt_rise_at(&rise, 100.0) == 0.0);
}

/* Little stability and little wind: the neutral and the calm rise bound the bent-over one. */
static void test_bounds(void **state) {
    (void)state;
    const lt_rise neutral = lt_rise_of(15.0, 5.0, 425.0, 5.0, 293.0, 0.0);
    const lt_rise hardly = lt_rise_of(15.0, 5.0, 425.0, 5.0, 293.0, 1e-6);
    assert_true(hardly.stable && hardly.final_m == neutral.final_m && hardly.reach_m == neutral.reach_m);
    const lt_rise still = lt_rise_of(15.0, 5.0, 425.0, 0.01, 293.0, 0.02);
    assert_true(still.final_m == lt_rise_calm(still.buoyancy, still.stability));
    const lt_rise jet = lt_rise_of(15.0, 5.0, 0.0, 5.0, 293.0, 1e-6);
    assert_true(!jet.buoyant && jet.final_m == lt_rise_jet(15.0, 5.0, 5.0));
    const lt_rise held = lt_rise_of(15.0, 5.0, 294.0, 5.0, 293.0, 0.035);
    assert_true(!held.buoyant && held.final_m < jet.final_m);
    assert_true(held.final_m == lt_rise_jet_stable(held.momentum, 5.0, held.stability));
}

static void test_downwash(void **state) {
    (void)state;
    assert_true(lt_rise_downwash(50.0, 2.0, 15.0, 10.0) == 50.0);
    assert_true(lt_rise_downwash(50.0, 2.0, 10.0, 10.0) == 48.0); /* 2 2 (1 - 1.5) */
    assert_true(lt_rise_downwash(50.0, 2.0, 0.0, 10.0) == 44.0);  /* 3 d at most */
    assert_true(lt_rise_downwash(5.0, 2.0, 0.0, 10.0) == 0.0);
}

/* The equations as the law wrote them out before the kernel was shared. */
static void test_bits_of_the_grid(void **state) {
    (void)state;
    const double g = 9.80665;
    for (int n = 0; n < 3000; n++) {
        const lt_stack stack = {10.0 + 0.05 * n, 0.5 + 0.003 * n, 300.0 + 0.1 * n, 5.0 + 0.01 * n};
        const lt_stack_air air = {250.0 + 0.01 * n, 0.3 + 0.003 * n, n % 3 == 0 ? 0.01 : n % 3 == 1 ? 0.03 : -0.01};
        const int stable = air.inverse_obukhov_length > 0.005;
        double u = air.wind_10m * lt_pow(stack.height / 10.0, stable ? 0.35 : 0.15);
        u = u > 1.0 ? u : 1.0;
        const double flux = 0.25 * g * stack.exit_velocity * stack.diameter * stack.diameter *
                            (stack.exit_temperature - air.temperature_2m) / stack.exit_temperature;
        double want = (flux < 55.0 ? 21.425 * lt_pow(flux, 0.75) : 38.71 * lt_pow(flux, 0.6)) / u;
        const double gradient = air.inverse_obukhov_length > 0.02 ? 0.035 : 0.020;
        if (stable) want = 2.6 * lt_pow(flux / (u * g / air.temperature_2m * gradient), 1.0 / 3.0);
        assert_true(lt_plume_rise(&stack, &air) == want);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_law), cmocka_unit_test(test_bounds),
                                       cmocka_unit_test(test_downwash), cmocka_unit_test(test_bits_of_the_grid)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
