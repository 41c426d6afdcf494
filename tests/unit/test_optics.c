/* Light on particles: spheres against published efficiencies and Rayleigh's and the large sphere's limits; the table
 * against the mode integrated anew between its nodes; sums, albedo, Angstrom exponent, visibility. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/aerosol/sizes/mie.h"
#include "model/aerosol/sizes/optics.h"
#include "tests/support/near.h"

static lt_optics optics;

static void test_spheres(void **state) {
    (void)state;
    double q, g, small;
    lt_mie(2.0 * acos(-1.0) * 0.525 / 0.6328, 1.55, &q,
           &g); /* Bohren and Huffman (1983), appendix A: the program's own example */
    assert_near(q, 3.10543, 5e-6);
    assert_near(g, 0.63314, 5e-6);
    lt_mie(0.0499999999, 1.5, &small, &g); /* the limit is left where it holds: x^2 of the next term */
    lt_mie(0.0500000001, 1.5, &q, &g);
    assert_near(small / q, 1.0, 2.0 * 0.05 * 0.05);
    lt_mie(LT_MIE_LARGEST, 1.33, &q, &g);
    assert_near(q, 2.0, 2.0 * pow(LT_MIE_LARGEST, -2.0 / 3.0) + 4.0 / LT_MIE_LARGEST); /* edge term, ripple */
    assert_true(g > 0.8 && g < 0.9);
}

static double direct(int mode, double wavelength, double growth, double index, double *forward) {
    const double pi = acos(-1.0), s = log(lt_size_modes[mode].sigma), step = 0.004;
    double sum = 0.0, ahead = 0.0, weights = 0.0;
    for (double t = -4.5; t <= 4.5; t += step) {
        const double d = lt_size_modes[mode].median * growth * exp(s * t);
        double q, g;
        lt_mie(pi * d / wavelength, index, &q, &g);
        weights += exp(-0.5 * t * t);
        sum += exp(-0.5 * t * t) * 1.5 * q / d;
        ahead += exp(-0.5 * t * t) * 1.5 * q / d * g;
    }
    *forward = ahead / sum;
    return sum / weights;
}

static void test_table(void **state) {
    (void)state;
    static const double growths[] = {1.0, 1.13, 1.9, 3.3}, indices[] = {1.345, 1.47, 1.53, 1.66};
    lt_optics_make(&optics);
    double worst = 0.0, apart = 0.0;
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode)
        for (int i = 0; i < 4; ++i)
            for (int n = 0; n < 4; ++n) {
                const double dry = 1e-11, wet = dry * pow(growths[i], 3.0);
                const double refraction = indices[n] * wet - LT_WATER_INDEX * (wet - dry);
                double b = 0.0, b400 = 0.0, ahead = 0.0, none = 0.0, forward, unused;
                const lt_optics_sums sums = {&b, &b400, &ahead, &none};
                lt_optics_add(&optics, mode, 1, &dry, &wet, &refraction, &sums);
                worst = lt_verify_worse(worst,
                                        fabs(b / wet / direct(mode, 550e-9, growths[i], indices[n], &forward) - 1.0));
                worst = lt_verify_worse(worst,
                                        fabs(b400 / wet / direct(mode, 400e-9, growths[i], indices[n], &unused) - 1.0));
                apart = lt_verify_worse(apart, fabs(ahead / b - forward));
            }
    print_message("table: %.2g, asymmetry %.2g\n", worst, apart);
    assert_true(worst < 3e-3); /* said in optics.h */
    assert_true(apart < 2e-3);
}

static void test_rows(void **state) {
    (void)state;
    const double q[3] = {1e-8, 0.0, -1e-9}, air[3] = {1.2, 1.2, 1.2};
    double b[3] = {4e-5, 0.0, 0.0}, b400[3] = {4e-5 * pow(550.0 / 400.0, 1.7), 0.0, 0.0};
    double ahead[3] = {2.8e-5, 0.0, 0.0}, a[3] = {0.0}, all[3], angstrom[3], albedo[3], asymmetry[3];
    const lt_optics_sums sums = {b, b400, ahead, a};
    const lt_optics_rows out = {all, angstrom, albedo, asymmetry};
    lt_optics_of(3, &sums, &out);
    assert_near(angstrom[0], 1.7, 1e-12);
    lt_optics_absorb(3, 7500.0, q, air, a);
    lt_optics_of(3, &sums, &out);
    assert_near(all[0], 4e-5 + 9e-5, 1e-18);
    assert_near(albedo[0], 4.0 / 13.0, 1e-14);
    assert_near(asymmetry[0], 0.7, 1e-14);
    assert_true(all[1] == 0.0 && albedo[1] == 1.0 && angstrom[1] == 1.0 && asymmetry[1] == 0.0 && all[2] == 0.0);
    assert_near(lt_visibility_km(0.0, 1.225), 3.912 / 1.16e-2, 0.05); /* air alone: 337 km */
    assert_near(lt_visibility_km(3.912e-4 - LT_RAYLEIGH_550 * 1.2, 1.2), 10.0, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spheres), cmocka_unit_test(test_table),
                                       cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
