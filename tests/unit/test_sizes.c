/* Sizes of particles: moments of the modes by quadrature of their definition, growth by kappa and by water that is
 * given, rows that do not know each other, empty and negative cells; the points of the quadrature against polynomials.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/sizes/sizes.h"
#include "tests/support/near.h"

enum { N = 7 };

typedef struct rows {
    double volume[N], thirst[N], mass[N], diameter[N], density[N], wet[N], surface[N], radius[N], number[N];
} rows;

static lt_size_sums sums_of(rows *r) {
    return (lt_size_sums){r->volume, r->thirst, r->mass};
}

static lt_size_rows all_of(rows *r) {
    return (lt_size_rows){r->diameter, r->density, r->wet, r->surface, r->radius, r->number};
}

static double density_of_mode(double d, const lt_size_mode *mode, double growth) { /* of the volume, by ln D */
    const double s = log(mode->sigma), t = log(d / (mode->median * growth)) / s;
    return exp(-0.5 * t * t) / (s * sqrt(2.0 * acos(-1.0)));
}

static void test_moments(void **state) {
    (void)state;
    static const double humidity[N] = {0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.2};
    const double pi = acos(-1.0);
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode) {
        double q[N], air[N];
        rows r;
        const lt_size_sums sums = sums_of(&r);
        const lt_size_rows out = all_of(&r);
        for (int c = 0; c < N; ++c) {
            q[c] = 1e-8 * (c + 1);
            air[c] = 1.2 - 0.05 * c;
        }
        lt_size_clear(N, &sums);
        lt_size_add(N, 1770.0, 0.53, q, air, &sums);
        lt_size_add(N, 1300.0, 0.1, q, air, &sums);
        lt_size_of(N, mode, &sums, NULL, humidity, air, &out);
        for (int c = 0; c < N; ++c) {
            const double m = q[c] * air[c], dry = m / 1770.0 + m / 1300.0;
            const double a = humidity[c] < 0.98 ? humidity[c] : 0.98;
            const double wet = dry + (0.53 * m / 1770.0 + 0.1 * m / 1300.0) * a / (1.0 - a);
            const double growth = cbrt(wet / dry);
            double number = 0.0, surface = 0.0;
            for (double x = -12.0; x < 12.0; x += 1e-3) { /* of spread */
                const double s = log(lt_size_modes[mode].sigma), d = lt_size_modes[mode].median * growth * exp(s * x);
                const double volume = wet * density_of_mode(d, &lt_size_modes[mode], growth) * s * 1e-3;
                number += 6.0 * volume / (pi * d * d * d);
                surface += 6.0 * volume / d;
            }
            assert_near(r.wet[c] / wet, 1.0, 1e-14);
            assert_near(r.number[c] / number, 1.0, 1e-9);
            assert_near(r.surface[c] / surface, 1.0, 1e-9);
            assert_near(r.radius[c] / (3.0 * wet / surface), 1.0, 1e-9);
            assert_near(r.diameter[c] / (lt_size_modes[mode].median * growth), 1.0, 1e-14);
            assert_near(r.density[c] * wet, 2.0 * m + 1000.0 * (wet - dry), 1e-13 * m);
        }
    }
}

static void test_given_water(void **state) {
    (void)state;
    double q[N], air[N], water[N], humidity[N];
    rows r;
    const lt_size_sums sums = sums_of(&r);
    const lt_size_rows out = {.volume = r.wet, .diameter = r.diameter, .surface = r.surface};
    for (int c = 0; c < N; ++c) {
        q[c] = c == 2 ? -1e-12 : c == 3 ? 0.0 : 1e-8;
        water[c] = c == 4 ? -1e-9 : c == 5 ? 1e-3 : 2e-8;
        air[c] = 1.0;
        humidity[c] = 0.8;
    }
    lt_size_clear(N, &sums);
    lt_size_add(N, 1000.0, 0.0, q, air, &sums);
    lt_size_of(N, LT_SIZE_FINE, &sums, water, humidity, air, &out);
    assert_near(r.wet[0], 3e-11, 1e-25);
    assert_true(r.wet[2] == 0.0 && r.surface[2] == 0.0 && r.wet[3] == 0.0); /* nothing there: no wet size either */
    assert_near(r.wet[4], 1e-11, 1e-25);                                    /* water below 0 is none */
    assert_near(r.diameter[5] / lt_size_modes[LT_SIZE_FINE].median, LT_SIZE_MOST_GROWTH, 1e-14);
    assert_true(r.wet[0] == r.wet[6] && r.surface[0] == r.surface[6]);
}

/* 9 points are exact for polynomials to the 17th degree; moments of the normal distribution. */
static void test_points(void **state) {
    (void)state;
    double odd = 1.0;
    for (int power = 0; power <= 16; power += 2) {
        double sum = 0.0, rough = 0.0;
        for (int p = 0; p < LT_SIZE_POINTS; ++p) {
            sum += lt_size_weight[p] * pow(lt_size_abscissa[p], power);
            rough += lt_size_weight[p] * pow(lt_size_abscissa[p], power + 1);
        }
        assert_near(sum / odd, 1.0, 1e-13);
        assert_near(rough / odd, 0.0, 1e-13);
        odd *= 0.5 * (power + 1);
    }
    assert_near(lt_size_point(2.2, 4), 1.0, 0.0);
    assert_near(lt_size_point(2.2, 6) / exp(sqrt(2.0) * log(2.2) * lt_size_abscissa[6]), 1.0, 1e-14);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_moments), cmocka_unit_test(test_given_water),
                                       cmocka_unit_test(test_points)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
