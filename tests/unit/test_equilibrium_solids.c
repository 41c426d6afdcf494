/* The stable state: salts alone are dry below their deliquescence and take the water of the table above it; gases over
 * dry ammonium nitrate have the published product; mixtures are dry below their mutual point, weighted up to the lowest
 * deliquescence, and saturated above; nothing crystallises above all deliquescences, to the last bit; what is reported
 * satisfies saturation, equilibria and balances again; a state depends on itself alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/deliquescence.h"
#include "model/aerosol/equilibrium/equilibrium.h"
#include "model/aerosol/equilibrium/water.h"
#include "model/aerosol/equilibrium/wet_system.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A state and its answer. */
typedef struct particle {
    double temperature, humidity, total[LT_N_TOTALS];
    double gas[LT_N_GASES], ion[LT_N_IONS], hydroxide, water, solid[LT_N_SOLIDS], ph, residual;
    unsigned flags;
} particle;

static void solve_as(particle *p, lt_equilibrium_setup setup) {
    lt_equilibrium_states s = {.temperature = &p->temperature,
                               .humidity = &p->humidity,
                               .hydroxide = &p->hydroxide,
                               .water = &p->water,
                               .ph = &p->ph,
                               .residual = &p->residual,
                               .flags = &p->flags};
    for (int t = 0; t < LT_N_TOTALS; t++) s.total[t] = &p->total[t];
    for (int g = 0; g < LT_N_GASES; g++) s.gas[g] = &p->gas[g];
    for (int i = 0; i < LT_N_IONS; i++) s.ion[i] = &p->ion[i];
    for (int k = 0; k < LT_N_SOLIDS; k++) s.solid[k] = &p->solid[k];
    lt_equilibrium_solve(&setup, &s, 0, 1);
}

static void solve(particle *p, lt_equilibrium_state state) {
    solve_as(p, (lt_equilibrium_setup){.state = state});
}

static void assert_near(double found, double expected, double relative) {
    if (!(fabs(found - expected) <= relative * fabs(expected)))
        fail_msg("%.10g where %.10g is expected, within %g", found, expected, relative);
}

/* mol/m3 of a salt alone: enough that NH3, HNO3 and HCl stay in it. */
static particle alone(int salt, double amount, double temperature, double humidity) {
    particle p = {.temperature = temperature, .humidity = humidity};
    for (int i = LT_ION_NA; i < LT_N_IONS; i++) p.total[lt_ion_total[i]] += amount * lt_solid_ions[salt][i];
    return p;
}

static void test_salts_alone(void **state) {
    (void)state;
    static const int salts[] = {LT_SALT_NH42SO4,    LT_SALT_NACL,    LT_SALT_NA2SO4, LT_SALT_NANO3, LT_SALT_KCL,
                                LT_SALT_LETOVICITE, LT_SALT_NH4HSO4, LT_SALT_NH4NO3, LT_SALT_CACL2};
    for (unsigned k = 0; k < sizeof salts / sizeof *salts; k++)
        for (int cold = 0; cold < 2; cold++) {
            double drh[LT_N_SOLIDS_WITH_WATER];
            const double temperature = cold ? 268 : 298.15, amount = 1e-5;
            lt_deliquescence_of_salts(temperature, drh);
            particle p = alone(salts[k], amount, temperature, drh[salts[k]] - 1e-3);
            solve(&p, LT_EQ_STABLE);
            assert_int_equal(p.flags & ~LT_EQ_PARCHED, LT_EQ_DRY);
            assert_true(p.water == 0 && isnan(p.ph) && p.residual <= LT_EQ_TOLERANCE);
            assert_near(p.solid[salts[k]], amount, 0.1); /* 6 % of NH4NO3 evaporate at 298 K */
            p.humidity += 2e-3;
            solve(&p, LT_EQ_STABLE);
            assert_false(p.flags & (LT_EQ_DRY | LT_EQ_UNSOLVED));
            double wet[LT_N_SALTS];
            lt_water_of_salts(p.humidity, 0, wet);
            /* letovicite rises out of NH4HSO4, and (NH4)2SO4 out of letovicite, as far as K-M and the table go apart */
            if (salts[k] == LT_SALT_NH4HSO4 || salts[k] == LT_SALT_LETOVICITE) {
                assert_true(p.water > 0);
                p.humidity = 0.9;
                solve(&p, LT_EQ_STABLE);
                lt_water_of_salts(p.humidity, 0, wet);
            }
            /* 2 %: mixture_water.h is rounded off where a composition changes */
            assert_near(p.water * LT_EQ_M_WATER, wet[salts[k]] * amount, salts[k] == LT_SALT_NH4NO3 ? 0.1 : 0.03);
        }
}

/* ln K [nanobar2] = 118.87 - 24084 / T - 6.025 ln T over NH4NO3 (Mozurkewich 1993); the constant that is used is 1.37
 * times that at 298 K, and 1.33 to 1.46 times within 253 to 313 K. */
static void test_ammonium_nitrate(void **state) {
    (void)state;
    for (double t = 253; t <= 313; t += 10) {
        particle p = {.temperature = t, .humidity = 0.3};
        p.total[LT_TOTAL_NH4] = 3e-6;
        p.total[LT_TOTAL_NO3] = 5e-6;
        p.total[LT_TOTAL_SO4] = 1e-7;
        solve(&p, LT_EQ_STABLE);
        assert_true(p.flags & LT_EQ_DRY && p.solid[LT_SALT_NH4NO3] > 0);
        const double nanobar = 1.01325e9 * LT_EQ_GAS_CONSTANT * t;
        const double product = p.gas[LT_GAS_NH3] * p.gas[LT_GAS_HNO3] * nanobar * nanobar;
        const double ratio = product / exp(118.87 - 24084 / t - 6.025 * log(t));
        assert_true(ratio > 1.3 && ratio < 1.5);
        assert_near(p.gas[LT_GAS_NH3] + p.solid[LT_SALT_NH4NO3] + 2 * p.solid[LT_SALT_NH42SO4], 3e-6, 1e-14);
    }
}

static void test_mutual(void **state) {
    (void)state;
    particle p = {.temperature = 298.15, .total = {[LT_TOTAL_NA] = 2e-7, [LT_TOTAL_NO3] = 1e-7, [LT_TOTAL_CL] = 1e-7}};
    p.humidity = 0.672;
    solve(&p, LT_EQ_STABLE);
    assert_int_equal(p.flags, LT_EQ_DRY);
    double last = 0;
    for (p.humidity = 0.674; p.humidity < 0.95; p.humidity += 0.004) {
        solve(&p, LT_EQ_STABLE);
        assert_int_equal(p.flags, p.humidity < 0.7379 ? LT_EQ_MUTUAL : 0);
        assert_true(p.water > last && p.water < last + 1.5e-5); /* rises, without a jump but of the curve itself */
        assert_true((p.solid[LT_SALT_NANO3] > 0) == (p.humidity < 0.7379));
        last = p.water;
    }
    /* halfway between, half the particle is dry: NaCl and NaNO3 alike, as the wet half is not saturated */
    p.humidity = 0.5 * (0.673 + 0.7379);
    solve(&p, LT_EQ_STABLE);
    particle wet = p;
    solve(&wet, LT_EQ_METASTABLE);
    assert_near(p.solid[LT_SALT_NANO3], 0.5e-7, 0.01);
    assert_true(p.water > 0.4 * wet.water && p.water < 0.5001 * wet.water);
    assert_near(p.ph, wet.ph, 0.05);
}

/* NaCl out of NaCl and NaNO3 where all coefficients are 1, in closed form:
 *   c (c + n) = K,   c / c0 + n / n0 = 1,   c, n mol/kg of Cl and NO3, c0, n0 of the salts alone at the humidity */
static void test_ideal(void **state) {
    (void)state;
    particle p = {.temperature = 298.15, .humidity = 0.745};
    p.total[LT_TOTAL_NA] = 1e-6;
    p.total[LT_TOTAL_CL] = 9.5e-7;
    p.total[LT_TOTAL_NO3] = 0.5e-7;
    solve_as(&p, (lt_equilibrium_setup){.state = LT_EQ_STABLE, .activity = lt_activity_ideal});
    assert_int_equal(p.flags, 0);
    double kg[LT_N_SALTS];
    lt_water_of_salts(p.humidity, 0, kg);
    const double c0 = 1 / kg[LT_SALT_NACL], n0 = 1 / kg[LT_SALT_NANO3], k = 37.661;
    const double a = 1 - n0 / c0, c = (n0 - sqrt(n0 * n0 + 4 * a * k)) / (-2 * a), n = n0 * (1 - c / c0);
    assert_near(c * (c + n), k, 1e-12);
    const double water = 0.5e-7 / n;
    assert_near(p.water * LT_EQ_M_WATER, water, 1e-2); /* mixture_water.h is rounded off by some thousandths here */
    assert_near(p.solid[LT_SALT_NACL], 9.5e-7 - c * water, 1e-2);
}

/* Both salts of ammonium without solution: each has its product, and NH4 its balance. */
static void test_dry_ammonium(void **state) {
    (void)state;
    particle p = {.temperature = 290, .humidity = 0.2};
    p.total[LT_TOTAL_NH4] = 8e-7;
    p.total[LT_TOTAL_NO3] = 5e-7;
    p.total[LT_TOTAL_CL] = 9e-7;
    solve(&p, LT_EQ_STABLE);
    const double ratio = 298.15 / 290, bend = 1 + log(ratio) - ratio, rt = LT_EQ_GAS_CONSTANT * 290;
    const double nitrate = 5.746e-17 * exp(-74.38 * (ratio - 1) + 6.12 * bend) / rt / rt;
    const double chloride = 1.086e-16 * exp(-71.0 * (ratio - 1) + 2.4 * bend) / rt / rt;
    assert_int_equal(p.flags, LT_EQ_DRY);
    assert_true(p.solid[LT_SALT_NH4NO3] > 0 && p.solid[LT_SALT_NH4CL] > 0);
    assert_near(p.gas[LT_GAS_NH3] * p.gas[LT_GAS_HNO3], nitrate, 1e-10);
    assert_near(p.gas[LT_GAS_NH3] * p.gas[LT_GAS_HCL], chloride, 1e-10);
    assert_near(p.gas[LT_GAS_NH3] + p.solid[LT_SALT_NH4NO3] + p.solid[LT_SALT_NH4CL], 8e-7, 1e-13);
}

/* Dust and nitric acid: all sulfate is gypsum, all nitrate in solution. Potash between the deliquescence of KNO3 and
 * of K2SO4: sulfate alone crystallises, down to where the solution is saturated; at 0.70 nitrate does out of Mg(NO3)2,
 * in which sulfate stays. */
static void test_what_crystallises(void **state) {
    (void)state;
    particle dust = {.temperature = 298.15, .humidity = 0.6};
    dust.total[LT_TOTAL_CA] = 3e-7;
    dust.total[LT_TOTAL_SO4] = 1e-7;
    dust.total[LT_TOTAL_NO3] = 4e-7;
    solve(&dust, LT_EQ_STABLE);
    assert_int_equal(dust.flags, 0);
    assert_near(dust.solid[LT_SOLID_CASO4], 1e-7, 1e-5); /* some millionths stay, problem.h */
    assert_near(dust.ion[LT_ION_NO3], 4e-7, 1e-6);
    particle potash = {.temperature = 298.15, .humidity = 0.93};
    potash.total[LT_TOTAL_K] = 5e-7;
    potash.total[LT_TOTAL_SO4] = 1e-7;
    potash.total[LT_TOTAL_NO3] = 3e-7;
    solve(&potash, LT_EQ_STABLE);
    assert_int_equal(potash.flags, 0);
    assert_true(potash.solid[LT_SALT_K2SO4] > 1e-8 && potash.solid[LT_SALT_K2SO4] < 0.99e-7);
    assert_near(potash.ion[LT_ION_NO3], 3e-7, 1e-6);
    particle magnesia = {.temperature = 298.15, .humidity = 0.7};
    magnesia.total[LT_TOTAL_MG] = 1e-6;
    magnesia.total[LT_TOTAL_K] = 2e-7;
    magnesia.total[LT_TOTAL_SO4] = 1e-7;
    magnesia.total[LT_TOTAL_NO3] = 2e-6;
    solve(&magnesia, LT_EQ_STABLE);
    assert_int_equal(magnesia.flags, 0);
    assert_true(magnesia.solid[LT_SALT_KNO3] > 1e-8 && magnesia.solid[LT_SALT_K2SO4] == 0);
}

/* Numbers between 0 and 1 (xorshift). */
static double random_unit(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) * 0x1p-53;
}

/* kind 0: without Na and Cl, 1: with them, 2: with Ca, K, Mg. 0.01 to 100 ug/m3 of 50 g/mol. */
static particle random_particle(int kind, uint64_t *seed) {
    particle p = {.temperature = 233 + 80 * random_unit(seed), .humidity = 0.05 + 0.94 * random_unit(seed)};
    for (int t = 0; t < LT_N_TOTALS; t++) {
        const double some = 2e-10 * exp(log(1e4) * random_unit(seed)), share = random_unit(seed);
        const bool marine = t == LT_TOTAL_NA || t == LT_TOTAL_CL;
        p.total[t] = share < 0.15 || (kind == 0 && marine) || (kind < 2 && t > LT_TOTAL_CL) ? 0 : some;
    }
    return p;
}

static void assert_balanced(const particle *p) {
    double sum[LT_N_TOTALS] = {
        [LT_TOTAL_NH4] = p->gas[LT_GAS_NH3], [LT_TOTAL_NO3] = p->gas[LT_GAS_HNO3], [LT_TOTAL_CL] = p->gas[LT_GAS_HCL]};
    for (int i = LT_ION_NA; i < LT_N_IONS; i++) {
        sum[lt_ion_total[i]] += p->ion[i];
        for (int s = 0; s < LT_N_SOLIDS; s++) sum[lt_ion_total[i]] += lt_solid_ions[s][i] * p->solid[s];
    }
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (!(fabs(sum[t] - p->total[t]) <= LT_EQ_TOLERANCE * p->total[t] + 2 * LT_EQ_SEED))
            fail_msg("%s: %.12g of %.12g, T %.17g RH %.17g", lt_total_names[t], sum[t], p->total[t], p->temperature,
                     p->humidity);
}

/* Equations of a solution again, from what was reported; returns how many of its salts are there. */
static int assert_saturated(const particle *p) {
    static const double at_298[LT_N_CONSTANTS] = {
#define AT_298(name, value, a, b) value,
        LT_EQ_CONSTANTS(AT_298)};
    double log_k[LT_N_CONSTANTS], drh[LT_N_SOLIDS_WITH_WATER], log_n[LT_N_IONS];
    for (int k = 0; k < LT_N_CONSTANTS; k++) log_k[k] = lt_log(at_298[k]);
    lt_wet_problem of = {.evaporates = true};
    lt_water_of_salts(p->humidity, 0, of.water_of_salts);
    lt_problem problem = {.crustal = p->total[LT_TOTAL_CA] + p->total[LT_TOTAL_K] + p->total[LT_TOTAL_MG] > 0};
    memcpy(problem.total, p->total, sizeof problem.total);
    problem.air = lt_activity_air_of(0, p->temperature);
    lt_problem_prepare(&problem, p->temperature, p->humidity, log_k, of.water_of_salts, LT_EQ_SEED);
    lt_saturation_at(p->temperature, problem.constant, &of.saturation);
    lt_deliquescence_of_salts(p->temperature, drh);
    of.problem = &problem;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        if (p->humidity < drh[s]) of.may_crystallise |= 1u << s;
    lt_wet_system system;
    lt_wet_point point;
    lt_wet_system_of(&of, &system);
    for (int i = 0; i < LT_N_IONS; i++) log_n[i] = p->ion[i] > 0 ? lt_log(p->ion[i]) : 0;
    lt_wet_point_at(&system, log_n, &point);
    assert_near(point.water, p->water * LT_EQ_M_WATER, 1e-12);
    assert_true(fabs(point.charge) <= LT_EQ_TOLERANCE * point.charge_scale);
    for (int g = 0; g < LT_N_GASES; g++) assert_true(fabs(point.gas[g] - p->gas[g]) <= LT_EQ_TOLERANCE * p->gas[g]);
    int there = 0;
    for (int k = 0; k < system.n_solids; k++) {
        const double z = lt_wet_undersaturation(&system, &point, system.solid[k], NULL);
        const bool is = p->solid[system.solid[k]] > 0;
        assert_true(z >= -LT_EQ_TOLERANCE && (!is || z <= LT_EQ_TOLERANCE));
        there += is;
    }
    return there;
}

static void test_random(void **state) {
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        uint64_t seed = 20250607 + (uint64_t)kind;
        int saturated = 0, dry = 0, mutual = 0;
        for (int n = 0; n < 4000; n++) {
            particle p = random_particle(kind, &seed), again = p;
            solve(&p, LT_EQ_STABLE);
            if (p.flags & LT_EQ_EMPTY) continue;
            if (p.flags & LT_EQ_UNSOLVED) fail_msg("unsolved, residual %g: kind %d, state %d", p.residual, kind, n);
            assert_balanced(&p);
            for (int s = 0; s < LT_N_SOLIDS; s++) assert_true(p.solid[s] >= 0);
            dry += (p.flags & LT_EQ_DRY) != 0;
            mutual += (p.flags & LT_EQ_MUTUAL) != 0;
            if (!(p.flags & (LT_EQ_DRY | LT_EQ_MUTUAL))) saturated += assert_saturated(&p) > 0;
            if (n % 16 == 0) {
                solve(&again, LT_EQ_STABLE);
                assert_memory_equal(&again.solid, &p.solid, sizeof p.solid);
                assert_memory_equal(&again.ion, &p.ion, sizeof p.ion);
            }
        }
        assert_true(saturated > 100 && dry > 100 && mutual > 100); /* else it has not seen what it is to see */
    }
}

/* The particle of a forward state gives the state again: its gases, water and solids. Differences of charges lose
 * digits in reverse, so acidity is asked for to 1e-4 only where H+ is more than 1e-6 of the ions. */
static void test_there_and_back(void **state) {
    (void)state;
    uint64_t seed = 99;
    int wet = 0, dry = 0, other = 0;
    for (int n = 0; n < 6000; n++) {
        particle p = random_particle(n % 3, &seed);
        solve(&p, LT_EQ_STABLE);
        if (p.flags & (LT_EQ_EMPTY | LT_EQ_MUTUAL | LT_EQ_SURPLUS | LT_EQ_UNSOLVED)) continue;
        particle back = p;
        back.total[LT_TOTAL_NH4] -= p.gas[LT_GAS_NH3];
        back.total[LT_TOTAL_NO3] -= p.gas[LT_GAS_HNO3];
        back.total[LT_TOTAL_CL] -= p.gas[LT_GAS_HCL];
        double least = 1, crystals = 0;
        for (int t = 0; t < LT_N_TOTALS; t++)
            if (p.total[t] > 0 && back.total[t] < 1e-3 * p.total[t]) least = 0; /* digits are lost */
        for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++) crystals += p.solid[s];
        if (!(crystals > 0) || least == 0) continue;
        solve_as(&back, (lt_equilibrium_setup){.mode = LT_EQ_REVERSE, .state = LT_EQ_STABLE});
        if (p.flags & LT_EQ_DRY) {
            dry++;
            assert_true(back.flags & LT_EQ_DRY && back.residual <= LT_EQ_TOLERANCE);
            for (int s = 0; s < LT_N_SOLIDS; s++) assert_true(fabs(back.solid[s] - p.solid[s]) <= 1e-9 * crystals);
        } else if (p.ion[LT_ION_H] > 1e-6 * (p.ion[LT_ION_NH4] + p.ion[LT_ION_NA])) {
            wet++;
            other += !(fabs(back.water - p.water) <= 1e-4 * p.water && fabs(back.ph - p.ph) < 1e-4);
        }
    }
    print_message("%d of %d wet ones come back as another root\n", other, wet);
    assert_true(wet > 50 && dry > 200 && other <= 0.1 * wet);
}

/* Solids that take nearly all there is of an ion: growth went past it (letovicite to twice the sulfate there is) and
 * did not come back. T, RH, totals in the order of LT_EQ_TOTALS. */
static void test_nearly_all_of_it(void **state) {
    (void)state;
    static const struct {
        lt_equilibrium_mode mode;
        double temperature, humidity, total[LT_N_TOTALS];
    } hard[] = {
        {LT_EQ_FORWARD, 260.92011801473637, 0.47666741808347052, {0, 0, 3.7018e-07, 1.5891e-07, 2.8269e-10}},
        {LT_EQ_REVERSE,
         309.77869426049455,
         0.54803322499322304,
         {0, 1.0476408661714103e-09, 2.6055033202933531e-08, 2.5187225404304908e-08}},
        {LT_EQ_REVERSE,
         307.6494305694286,
         0.25499969406783279,
         {1.0158514692625089e-08, 5.1818921824444076e-10, 1.3545613707432392e-09, 4.8478089793090366e-09,
          6.6709580800775118e-09}},
    };
    for (unsigned k = 0; k < sizeof hard / sizeof *hard; k++) {
        particle p = {.temperature = hard[k].temperature, .humidity = hard[k].humidity};
        memcpy(p.total, hard[k].total, sizeof p.total);
        solve_as(&p, (lt_equilibrium_setup){.mode = hard[k].mode, .state = LT_EQ_STABLE});
        if (p.flags & LT_EQ_UNSOLVED) fail_msg("state %u: residual %g", k, p.residual);
        if (hard[k].mode == LT_EQ_FORWARD) assert_balanced(&p);
    }
}

/* Reverse: where acid that no sulfate takes is left by itself and no solids are found beside it, the flag says so; the
 * solution stays. Without that acid they crystallise. */
static void test_held(void **state) {
    (void)state;
    particle p = {.temperature = 274.81588761294734, .humidity = 0.087323285264548564};
    const double cations = 2.2982041600783045e-07 + 4.6556925941781834e-07;
    p.total[LT_TOTAL_NA] = 2.2982041600783045e-07;
    p.total[LT_TOTAL_NH4] = 4.6556925941781834e-07;
    p.total[LT_TOTAL_NO3] = 1.8089666200153072e-09;
    p.total[LT_TOTAL_CL] = 1.7519150802089751e-06;
    const lt_equilibrium_setup setup = {.mode = LT_EQ_REVERSE, .state = LT_EQ_STABLE};
    solve_as(&p, setup);
    assert_true(p.flags & LT_EQ_HELD && p.water > 0 && p.solid[LT_SALT_NACL] == 0);
    p.total[LT_TOTAL_CL] = cations - p.total[LT_TOTAL_NO3];
    solve_as(&p, setup);
    assert_true(p.flags & LT_EQ_DRY && !(p.flags & LT_EQ_HELD));
}

/* States side by side through the vectors, in the other order: the bits of one state at a time. */
static void test_side_by_side(void **state) {
    (void)state;
    enum { N = 301 };
    static double temperature[N], humidity[N], total[LT_N_TOTALS][N], ion[LT_N_IONS][N], solid[LT_N_SOLIDS][N],
        water[N];
    static particle single[N];
    uint64_t seed = 4711;
    lt_equilibrium_states s = {.temperature = temperature, .humidity = humidity, .water = water};
    for (int t = 0; t < LT_N_TOTALS; t++) s.total[t] = total[t];
    for (int i = 0; i < LT_N_IONS; i++) s.ion[i] = ion[i];
    for (int k = 0; k < LT_N_SOLIDS; k++) s.solid[k] = solid[k];
    for (int n = 0; n < N; n++) {
        single[n] = random_particle(n % 3, &seed);
        temperature[N - 1 - n] = single[n].temperature;
        humidity[N - 1 - n] = single[n].humidity;
        for (int t = 0; t < LT_N_TOTALS; t++) total[t][N - 1 - n] = single[n].total[t];
        solve(&single[n], LT_EQ_STABLE);
    }
    lt_equilibrium_setup setup = {.state = LT_EQ_STABLE, .kernel = lt_equilibrium_kernel_of("v3")};
    lt_equilibrium_solve(&setup, &s, 0, N);
    for (int n = 0; n < N; n++) {
        const particle *p = &single[N - 1 - n];
        assert_true(water[n] == p->water);
        for (int i = 0; i < LT_N_IONS; i++) assert_true(ion[i][n] == p->ion[i]);
        for (int k = 0; k < LT_N_SOLIDS; k++) assert_true(solid[k][n] == p->solid[k]);
    }
}

/* K2SO4 is the last to dissolve, at 0.975 at 298 K. */
static void test_above_all(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int n = 0; n < 300; n++) {
        particle p = random_particle(n % 3, &seed);
        p.humidity = 0.976 + 0.02 * random_unit(&seed);
        p.temperature = 298.15 + 10 * random_unit(&seed);
        particle wet = p;
        solve(&p, LT_EQ_STABLE);
        solve(&wet, LT_EQ_METASTABLE);
        assert_memory_equal(&p.ion, &wet.ion, sizeof p.ion);
        assert_memory_equal(&p.gas, &wet.gas, sizeof p.gas);
        assert_memory_equal(&p.solid, &wet.solid, sizeof p.solid);
        assert_true(p.water == wet.water && p.flags == wet.flags);
    }
}

static void test_mutual_of_sets(void **state) {
    (void)state;
    double drh[LT_N_SOLIDS_WITH_WATER], lowest;
    lt_deliquescence_of_salts(298.15, drh);
    const unsigned sulfate = 1u << LT_SALT_NH42SO4, nitrate = 1u << LT_SALT_NH4NO3, chloride = 1u << LT_SALT_NH4CL;
    assert_true(lt_mutual_deliquescence(sulfate, drh, &lowest) == 0.7997 && lowest == 0.7997);
    assert_true(lt_mutual_deliquescence(sulfate | nitrate, drh, &lowest) == 0.6 && lowest == 0.6183);
    assert_true(lt_mutual_deliquescence(sulfate | nitrate | chloride, drh, &lowest) == 0.46);
    assert_true(lt_mutual_deliquescence(nitrate | chloride, drh, &lowest) == 0.46);
    /* a mixture of the table is dry up to no higher humidity than what is left where a salt is taken out */
    for (unsigned set = 1; set < 1u << LT_N_SOLIDS_WITH_WATER; set = set * 3 + 1) {
        const double whole = lt_mutual_deliquescence(set, drh, &lowest);
        assert_true(whole <= lowest);
        if (whole == lowest) continue; /* may not be in the table */
        for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
            if (set >> s & 1 && set != 1u << s) {
                double part_lowest;
                assert_true(lt_mutual_deliquescence(set & ~(1u << s), drh, &part_lowest) >= whole);
            }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_salts_alone),    cmocka_unit_test(test_ammonium_nitrate),
        cmocka_unit_test(test_mutual),         cmocka_unit_test(test_ideal),
        cmocka_unit_test(test_dry_ammonium),   cmocka_unit_test(test_what_crystallises),
        cmocka_unit_test(test_random),         cmocka_unit_test(test_above_all),
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_side_by_side),
        cmocka_unit_test(test_mutual_of_sets), cmocka_unit_test(test_nearly_all_of_it),
        cmocka_unit_test(test_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
