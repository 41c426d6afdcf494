/* The aerosol of a mechanism's set, first form: all sulfuric acid goes to sulfate, SO2 in water goes as its equation
 * says, nitrate and ammonium are in equilibrium, and moles of S, N and NH stay; what was won is what the state changed
 * by; a mechanism without sulfur and nitrate passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/neutral.h"
#include "model/aerosol/particles.h"
#include "tests/support/gas_columns.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

static const double step_s = 300.0;
/* A few roundings of the state, half a unit in the last place each. */
static const double rounding = sizeof(lt_real) == 4 ? 4 * 0x1p-24 : 4 * 0x1p-53;

static double at(const lt_gas_case *c, const char *species, int k, int column) {
    return (double)*gas_at(c, species, k, column / GAS_NX, column % GAS_NX);
}

typedef struct moles {
    double s, n, nh; /* mol a kg of air times 1000 */
} moles;

static moles moles_of(const lt_gas_case *c, int k, int column) {
    return (moles){at(c, "SO2", k, column) / 64.066 + at(c, "SULF", k, column) / 98.072 +
                       at(c, "ASO4", k, column) / LT_M_SO4,
                   at(c, "HNO3", k, column) / 63.012 + at(c, "ANO3", k, column) / LT_M_NO3,
                   at(c, "NH3", k, column) / 17.031 + at(c, "ANH4", k, column) / LT_M_NH4};
}

static void step(lt_gas_case *c) {
    lt_aerosol_hour(c->aerosol, c->state, c->weather.temperature, c->weather.humidity, step_s);
    lt_aerosol_step(c->aerosol, c->state, c->air, c->won);
}

static void test_equations(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("cb6r5", &c);
    lt_gas_case_set(&c, "SULF", 0.2);
    for (int i = 0; i < GAS_COLUMNS * GAS_NZ; ++i) {
        c.weather.temperature[i] = 255.0 + 45.0 * (i % 10) / 9.0;
        c.weather.humidity[i] = 0.1 + 0.95 * (i % 7) / 6.0; /* up to 1.05 */
    }
    moles before[GAS_NZ][GAS_COLUMNS];
    double so2[GAS_NZ][GAS_COLUMNS], most = 0.0, burden[3] = {0}, won[3] = {0};
    int n_nitrate = 0, n_none = 0;
    for (int k = 0; k < GAS_NZ; ++k)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            before[k][i] = moles_of(&c, k, i);
            so2[k][i] = at(&c, "SO2", k, i);
        }
    step(&c);
    for (int k = 0; k < GAS_NZ; ++k)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            const moles after = moles_of(&c, k, i);
            const double rh = fmin(c.weather.humidity[k * GAS_COLUMNS + i], 1.0) * 100.0;
            const double left = pow(1.0 - 0.01 * 3e-8 * rh * rh * rh * rh, step_s / 3600.0);
            const double product =
                lt_nitrate_product(c.weather.temperature[k * GAS_COLUMNS + i], c.weather.humidity[k * GAS_COLUMNS + i]);
            const double x = at(&c, "NH3", k, i) * LT_M_AIR / 17.031 * (at(&c, "HNO3", k, i) * LT_M_AIR / 63.012);
            assert_true(at(&c, "SULF", k, i) == 0.0);
            assert_near(at(&c, "SO2", k, i), so2[k][i] * left, rounding * so2[k][i]);
            assert_near(after.s, before[k][i].s, rounding * before[k][i].s);
            assert_near(after.n, before[k][i].n, rounding * before[k][i].n);
            assert_near(after.nh, before[k][i].nh, rounding * before[k][i].nh);
            assert_true(at(&c, "ANO3", k, i) >= 0 && at(&c, "NH3", k, i) >= 0 && at(&c, "HNO3", k, i) >= 0);
            /* both gases small: their rounding is that of the totals */
            const double total = before[k][i].n * before[k][i].nh * LT_M_AIR * LT_M_AIR;
            if (at(&c, "ANO3", k, i) > 0.0) {
                assert_near(x, product, 1e-3 * product + 1e2 * rounding * total);
                n_nitrate++;
            } else {
                assert_true(x <= product * (1.0 + 1e-5));
                n_none++;
            }
            most = fmax(most, fabs(after.n / before[k][i].n - 1.0));
        }
    print_message("%d cells with nitrate, %d without; nitrogen within %.2g\n", n_nitrate, n_none, most);
    assert_true(n_nitrate > 20 && n_none > 20);
    /* what was won: kg of sulfur over all columns is none */
    const char *const names[] = {"SO2", "SULF", "ASO4"};
    const double mass[] = {64.066, 98.072, LT_M_SO4};
    for (int s = 0; s < 3; ++s)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            won[0] += c.won[lt_chemical_set_find(c.set, names[s]) * GAS_COLUMNS + i] / mass[s];
            burden[0] += fabs(c.won[lt_chemical_set_find(c.set, names[s]) * GAS_COLUMNS + i]) / mass[s];
        }
    assert_true(burden[0] > 0.0 && fabs(won[0]) < 1e-3 * burden[0]);
    lt_gas_case_free(&c);
}

static void test_poor_mechanism(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("chapman", &c);
    const double nitrate = at(&c, "ANO3", 0, 5), sulfate = at(&c, "ASO4", 0, 5);
    const double nh = at(&c, "NH3", 0, 5) / 17.031 + at(&c, "ANH4", 0, 5) / LT_M_NH4;
    step(&c);
    assert_true(at(&c, "ANO3", 0, 5) == nitrate && at(&c, "ASO4", 0, 5) == sulfate);
    assert_near(at(&c, "NH3", 0, 5) / 17.031 + at(&c, "ANH4", 0, 5) / LT_M_NH4, nh, rounding * nh);
    lt_gas_case_free(&c);
}

/* kappa-Koehler: ammonium sulfate of kappa 0.53 at 85 %: volume 4.003, surface and light 2.521. */
static void test_growth(void **state) {
    (void)state;
    assert_near(lt_particle_growth(2.0, 0.53 * 2.0, 0.85), pow(1.0 + 0.53 * 0.85 / 0.15, 2.0 / 3.0), 1e-13);
    assert_near(lt_particle_growth(2.0, 1.06, 0.85), 2.521, 1e-3);
    assert_true(lt_particle_growth(2.0, 1.06, 1.0) == lt_particle_growth(2.0, 1.06, 0.95));
    assert_true(lt_particle_growth(0.0, 0.0, 0.5) == 1.0);
    /* 1 g of fine particles of density 1.5 in 1 kg of air: 6 x 0.6667 cm3 / 0.3 um = 13.3 m2 */
    assert_near(lt_particle_surface(1.0 / 1.5, 0.0, 1.0), 13.333, 1e-3);
}

/* One layer of air with 20 ug of ammonium sulfate, 2 of soot and 10 of coarse dust a kg, by hand: optical depth of the
 * layer, what of it scatters, uptake of N2O5 (0.25 gamma v S). */
static void test_what_gases_see(void **state) {
    (void)state;
    lt_gas_case c;
    gas_lit l;
    gas_case("cb6r5", &c);
    for (int s = c.set->n_gases; s < c.set->n; ++s) lt_gas_case_set(&c, c.set->info[s].name, 0.0);
    lt_gas_case_set(&c, "ASO4", 14.5);
    lt_gas_case_set(&c, "ANH4", 5.5);
    lt_gas_case_set(&c, "AEC", 2.0);
    lt_gas_case_set(&c, "ACORS", 10.0);
    gas_lit_create(&c, &l);
    gas_lit_at(&c, &l, LT_GAS_CASE_START + 12 * 3600.0, step_s);
    for (int k = 0; k < GAS_NZ; ++k) {
        const int at = k * LT_LANES + 3;
        const double volume = 20e-6 / 1.77 + 2e-6 / 1.8, RH = 0.6; /* cm3 a kg */
        const double growth = pow(1.0 + 0.53 * (20e-6 / 1.77) / volume * RH / (1.0 - RH), 2.0 / 3.0);
        const double fine = (20e-6 * 3.5 + 2e-6 * 10.0) * growth, coarse = 10e-6 * 0.6;
        const double absorbed = 2e-6 * 10.0 * 0.8 + 10e-6 * 0.6 * 0.05;
        const double surface = 6.0 * (volume * growth / 0.3 + 10e-6 / 2.6 / 4.0) * l.air.density[at]; /* m2 a m3 */
        const double speed = sqrt(8.0 * 8.31446261815324 * l.air.temperature[at] / (M_PI * 0.108009));
        assert_near(l.particles.depth[at], (fine + coarse) * l.air.per_area[at], 1e-6 * l.particles.depth[at]);
        assert_near(l.particles.single_albedo[at], 1.0 - absorbed / (fine + coarse), 1e-6);
        assert_near(l.particles.angstrom[at], (1.4 * fine + 0.3 * coarse) / (fine + coarse), 1e-6);
        assert_near(l.particles.asymmetry[at], (0.65 * fine + 0.75 * coarse) / (fine + coarse), 1e-6);
        assert_near(l.particles.uptake[at], 0.25 * 0.02 * speed * surface, 1e-6 * l.particles.uptake[at]);
        if (k == 0) print_message("N2O5 lives %.2g h on these particles\n", 1.0 / l.particles.uptake[at] / 3600.0);
    }
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_equations), cmocka_unit_test(test_poor_mechanism),
                                       cmocka_unit_test(test_growth), cmocka_unit_test(test_what_gases_see)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
