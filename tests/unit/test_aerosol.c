/* The aerosol of a mechanism's set: all sulfuric acid is sulfate; gas and particle are where the equilibrium, solved
 * here by its plain method, has them; moles of S, N, Cl and NH stay; what was won is what the state changed by; weather
 * and states that cannot be are named; a mechanism without sulfur and nitrate passes. */
#include "aerosol_fixture.h"

#include "base/log.h"
#include "base/verify.h"
#include "model/aerosol/equilibrium/equilibrium.h"

/* A cell by the plain method; gas [mol a kg of air]. */
typedef struct solved {
    double gas[LT_N_GASES], water;
} solved;

static solved solve(const lt_gas_case *c, int k, int i) {
    const double depth = gas_edges[k + 1] - gas_edges[k];
    const double density = c->air->mass[lt_air_at(c->air, k, i / GAS_NX, i % GAS_NX)] / (c->grid->area[i] * depth);
    const double temperature = c->weather.temperature[k * GAS_COLUMNS + i];
    const double humidity = fmin(c->weather.humidity[k * GAS_COLUMNS + i], 0.99);
    double total[LT_N_TOTALS] = {0};
    total[LT_TOTAL_SO4] = density * moles(c, S, k, i);
    total[LT_TOTAL_NO3] = density * moles(c, N, k, i);
    total[LT_TOTAL_CL] = density * moles(c, CL, k, i);
    total[LT_TOTAL_NH4] = density * moles(c, NH, k, i);
    total[LT_TOTAL_NA] = density * mol_of(c, "ANAJ", 22.990, k, i);
    total[LT_TOTAL_CA] = density * mol_of(c, "ACAJ", 40.078, k, i);
    total[LT_TOTAL_K] = density * mol_of(c, "AKJ", 39.098, k, i);
    total[LT_TOTAL_MG] = density * mol_of(c, "AMGJ", 24.305, k, i);
    const lt_equilibrium_setup setup = {LT_EQ_FORWARD, LT_EQ_METASTABLE, .sweeps = true};
    lt_equilibrium_states states = {.temperature = &temperature, .humidity = &humidity};
    solved out;
    for (int n = 0; n < LT_N_TOTALS; ++n) states.total[n] = &total[n];
    for (int n = 0; n < LT_N_GASES; ++n) states.gas[n] = &out.gas[n];
    states.water = &out.water;
    lt_equilibrium_solve(&setup, &states, 0, 1);
    for (int n = 0; n < LT_N_GASES; ++n) out.gas[n] /= density;
    out.water /= density;
    return out;
}

static void test_equations(void **state) {
    (void)state;
    static const char *const gases[LT_N_GASES] = {"NH3", "HNO3", "HCL"};
    static const int element[LT_N_GASES] = {NH, N, CL};
    lt_gas_case c;
    gas_case_at_rest("cb6r5", &c);
    fill(&c);
    static double before[GAS_NZ][GAS_COLUMNS][N_ELEMENTS];
    static solved expected[GAS_NZ][GAS_COLUMNS];
    double worst = 0.0, worst_moles = 0.0, worst_water = 0.0;
    for (int k = 0; k < GAS_NZ; ++k)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            expected[k][i] = solve(&c, k, i);
            for (int e = 0; e < N_ELEMENTS; ++e) before[k][i][e] = moles(&c, e, k, i);
        }
    step(&c);
    for (int k = 0; k < GAS_NZ; ++k)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            assert_true(at(&c, "SULF", k, i) == 0.0);
            for (int e = 0; e < N_ELEMENTS; ++e)
                worst_moles = lt_verify_worse(worst_moles, fabs(moles(&c, e, k, i) / before[k][i][e] - 1.0));
            for (int g = 0; g < LT_N_GASES; ++g) {
                const double gas =
                    mol_of(&c, gases[g], c.set->info[lt_chemical_set_find(c.set, gases[g])].molar_mass, k, i);
                worst = lt_verify_worse(worst, fabs(gas - expected[k][i].gas[g]) / before[k][i][element[g]]);
            }
            const double water = mol_of(&c, "AH2OJ", 18.015, k, i);
            worst_water = lt_verify_worse(worst_water, fabs(water / expected[k][i].water - 1.0));
            assert_true(at(&c, "AH3OPJ", k, i) > 0.0);
        }
    print_message("gases within %.2g of their totals, water within %.2g, moles within %.2g\n", worst, worst_water,
                  worst_moles);
    /* Fast and plain method differ by 2e-7 (equilibrium/README.md); the rest is rounding. */
    assert_true(worst < 1e-6 + rounding && worst_water < 1e-5 && worst_moles < 2 * rounding);
    const lt_aerosol_work work = lt_aerosol_work_of(c.aerosol);
    assert_true(work.cells == GAS_COLUMNS * GAS_NZ && work.humid > 0 && work.unsolved.n == 0);
    lt_gas_case_free(&c);
}

/* Moles that all columns won of each element are none, and something was won. */
static void test_won(void **state) {
    (void)state;
    lt_gas_case c;
    double won[N_ELEMENTS] = {0}, gross[N_ELEMENTS] = {0};
    gas_case_at_rest("cb6r5", &c);
    fill(&c);
    step(&c);
    for (int m = 0; m < N_MEMBERS; ++m)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            const double kg = c.won[lt_chemical_set_find(c.set, members[m].name) * GAS_COLUMNS + i];
            won[members[m].element] += kg / members[m].molar_mass;
            gross[members[m].element] += fabs(kg) / members[m].molar_mass;
        }
    for (int e = 0; e < N_ELEMENTS; ++e) assert_true(gross[e] > 0.0 && fabs(won[e]) < 1e-4 * gross[e]);
    lt_gas_case_free(&c);
}

/* A step on air in equilibrium changes nothing but roundings. */
static void test_at_rest(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case_at_rest("cb6r5", &c);
    fill(&c);
    step(&c);
    const double nitrate = at(&c, "ANO3J", 0, 5), ammonia = at(&c, "NH3", 0, 5);
    step(&c);
    assert_near(at(&c, "ANO3J", 0, 5), nitrate, 1e-5 * nitrate);
    assert_near(at(&c, "NH3", 0, 5), ammonia, 1e-5 * ammonia);
    lt_gas_case_free(&c);
}

static void expect_fault(lt_gas_case *c, const char *const *parts) {
    char text[4096];
    const lt_status status = lt_aerosol_step(c->aerosol, c->state, c->air, LT_GAS_CASE_START, step_s, c->won);
    assert_true(status != LT_OK);
    lt_error_text(status, text, sizeof text);
    for (int p = 0; parts[p]; ++p)
        if (!strstr(text, parts[p])) fail_msg("no \"%s\" in: %s", parts[p], text);
}

static void test_faults(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("cb6r5", &c);
    const double good = c.weather.temperature[2 * GAS_COLUMNS + 3 * GAS_NX + 4];
    c.weather.temperature[2 * GAS_COLUMNS + 3 * GAS_NX + 4] = 170.0;
    const double sulfate = at(&c, "ASO4J", 0, 0);
    expect_fault(&c, (const char *const[]){"layer 2, row 3, column 4", "170 K", "180 to 320", NULL});
    c.weather.temperature[2 * GAS_COLUMNS + 3 * GAS_NX + 4] = good;
    *gas_at(&c, "ANO3J", 1, 2, 3) = (lt_real)NAN;
    expect_fault(&c, (const char *const[]){"layer 1, row 2, column 3", "ANO3J", "no number", NULL});
    assert_true(at(&c, "ASO4J", 0, 0) == sulfate);
    lt_gas_case_free(&c);
}

/* Air under a cold tropopause is solved as air of 200 K and counted; nothing of it is lost. */
static void test_cold(void **state) {
    (void)state;
    const int i = 3 * GAS_NX + 4;
    double nitrate[2];
    for (int k = 0; k < 2; ++k) {
        lt_gas_case c;
        gas_case("cb6r5", &c);
        c.weather.temperature[2 * GAS_COLUMNS + i] = k == 0 ? 200.0 : 190.0;
        const double nh = moles(&c, NH, 2, i);
        step(&c);
        assert_true(lt_aerosol_work_of(c.aerosol).cold == k);
        assert_near(moles(&c, NH, 2, i), nh, 2 * rounding * nh);
        nitrate[k] = at(&c, "ANO3J", 2, i);
        lt_gas_case_free(&c);
    }
    assert_true(nitrate[0] == nitrate[1]);
}

/* Nitric acid by the kg in air that has next to nothing else: of such states one now and then finds no equilibrium. */
static const char *const harsh[] = {"ANO3J", "HNO3", "ASO4J", "NH3", "ANH4J", "HCL", "ACLJ", "AMGJ", "AH2OJ", "AH3OPJ"};
enum { N_HARSH = sizeof harsh / sizeof *harsh, MOST_TRIES = 400 };

static double draw(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) * 0x1p-53;
}

static void fill_harshly(lt_gas_case *c, uint64_t *seed) {
    for (int i = 0; i < GAS_COLUMNS * GAS_NZ; ++i) {
        c->weather.temperature[i] = 240.0 + 40.0 * draw(seed);
        c->weather.humidity[i] = 0.2 + 0.75 * draw(seed);
        for (int n = 0; n < N_HARSH; ++n)
            *gas_at(c, harsh[n], i / GAS_COLUMNS, i % GAS_COLUMNS / GAS_NX, i % GAS_NX) =
                (lt_real)(n == 0 ? pow(10.0, 4.0 * draw(seed)) : pow(10.0, -34.0 + 6.0 * draw(seed)));
    }
}

/* Such a cell stays as it was and is counted with its place. */
static void test_unsolved(void **state) {
    (void)state;
    lt_gas_case c;
    lt_real before[GAS_NZ][GAS_NY][GAS_NX][N_HARSH];
    uint64_t seed = 7;
    int tries = 0;
    lt_aerosol_work work = {0};
    gas_case_at_rest("cb6r5", &c);
    while (work.unsolved.n == 0 && tries++ < MOST_TRIES) {
        fill_harshly(&c, &seed);
        for (int i = 0; i < GAS_COLUMNS * GAS_NZ * N_HARSH; ++i)
            (&before[0][0][0][0])[i] = *gas_at(&c, harsh[i % N_HARSH], i / N_HARSH / GAS_COLUMNS,
                                               i / N_HARSH % GAS_COLUMNS / GAS_NX, i / N_HARSH % GAS_NX);
        step(&c);
        work = lt_aerosol_work_of(c.aerosol);
    }
    print_message("%d of %d states without equilibrium\n", (int)work.unsolved.n, (int)work.cells);
    if (work.unsolved.n == 0) fail_msg("the equilibrium solves all of these: look for harsher ones");
    const lt_aerosol_cases *first = &work.unsolved;
    assert_true(first->middle == LT_GAS_CASE_START);
    for (int n = 0; n < N_HARSH; ++n)
        assert_true(*gas_at(&c, harsh[n], first->layer, first->row, first->column) ==
                    before[first->layer][first->row][first->column][n]);
    lt_gas_case_free(&c);
}

static char remarks[2048];

static void keep_remark(lt_log_level level, const char *text) {
    const size_t used = strlen(remarks);
    snprintf(remarks + used, sizeof remarks - used, "%s%s\n", level == LT_LOG_WARNING ? "warning: " : "", text);
}

static void expect_remarks(const lt_aerosol_work *work, bool all, const char *text) {
    remarks[0] = '\0';
    lt_log_set_sinks(NULL, keep_remark);
    lt_aerosol_remark(work, "t", all);
    lt_log_set_sinks(NULL, NULL);
    assert_string_equal(remarks, text);
}

/* Only what is above 0; of several the first in time, then by layer, row, column, in whatever order they come. */
static void test_remarks(void **state) {
    (void)state;
    static const lt_aerosol_cases cases[] = {{2, LT_GAS_CASE_START + 300, 0, 0, 0},
                                             {1, LT_GAS_CASE_START, 3, 1, 9},
                                             {0, 0, 0, 0, 0},
                                             {4, LT_GAS_CASE_START, 3, 1, 4},
                                             {1, LT_GAS_CASE_START, 3, 2, 0}};
    static const char named[] =
        "warning: t: no equilibrium of gas and particle found, left as it was: 8 cells x steps, "
        "the first in layer 3, row 1, column 4 around 2020-06-20T16:00:00Z\n";
    lt_aerosol_work work = {.cells = 1000};
    char all[512];
    expect_remarks(&work, true, "");
    for (int n = 0; n < 5; ++n) lt_aerosol_cases_add(&cases[n], &work.unsolved);
    work.humid = 7;
    work.cold = 3;
    work.held = 2;
    snprintf(all, sizeof all,
             "t: aerosol of 1000 cells x steps: humidity held at 0.99 in 7; temperature held at 200 K in 3; drops of "
             "cloud beyond the range of a rate, held at its end, in 2\n%s",
             named);
    expect_remarks(&work, true, all);
    expect_remarks(&work, false, named);
}

static void test_poor_mechanism(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("chapman", &c);
    const double nitrate = at(&c, "ANO3J", 0, 5), sulfate = at(&c, "ASO4J", 0, 5);
    const double nh = moles(&c, NH, 0, 5);
    step(&c);
    assert_true(at(&c, "ANO3J", 0, 5) == nitrate && at(&c, "ASO4J", 0, 5) == sulfate);
    assert_near(moles(&c, NH, 0, 5), nh, rounding * nh);
    lt_gas_case_free(&c);
}

/* Nitric acid to coarse particles: what binds is charge of salt and soil, then chloride, which leaves; moles of N and
 * Cl stay; without coarse matter nothing happens. */
static void test_coarse_nitrate(void **state) {
    (void)state;
    lt_gas_case_setup setup = gas_setup("cb6r5");
    lt_gas_case c;
    setup.paths = 0;
    setup.coarse_nitrate = true;
    GAS_OK(lt_gas_case_create(&setup, &c));
    static const char *const none[] = {"ANO3J", "ACLJ", "ASO4J", "SULF", "NH3", "ANH4J", "ANO3K", "ASO4K"};
    for (size_t n = 0; n < sizeof none / sizeof *none; ++n) lt_gas_case_set(&c, none[n], 0.0);
    lt_gas_case_set(&c, "HNO3", 20.0);
    lt_gas_case_set(&c, "HCL", 0.0);
    lt_gas_case_set(&c, "ASEACAT", 2.0);
    lt_gas_case_set(&c, "ACLK", 3.0);
    lt_gas_case_set(&c, "ASOIL", 10.0);
    for (int i = 0; i < GAS_COLUMNS; ++i) *gas_at(&c, "ASOIL", 1, i / GAS_NX, i % GAS_NX) = 0;
    for (int i = 0; i < GAS_COLUMNS; ++i) *gas_at(&c, "ASEACAT", 1, i / GAS_NX, i % GAS_NX) = 0;
    for (int i = 0; i < GAS_COLUMNS; ++i) *gas_at(&c, "ACLK", 1, i / GAS_NX, i % GAS_NX) = 0;
    const double acid = mol_of(&c, "HNO3", 63.012, 0, 0), chloride = 3e-6 / 35.450;
    /* by hand: 47.0 mol a kg of salt, 2.19 of soil, less the chloride */
    const double free = 2e-9 * 47.0 + 10e-9 * 2.19 - chloride;
    for (int n = 0; n < 60; ++n) {
        step(&c);
        const double bound = mol_of(&c, "ANO3K", 62.004, 0, 0), left = mol_of(&c, "ACLK", 35.450, 0, 0);
        assert_near(bound + mol_of(&c, "HNO3", 63.012, 0, 0), acid, (n + 1) * rounding * acid);
        assert_near(left + mol_of(&c, "HCL", 36.458, 0, 0), chloride, (n + 1) * rounding * chloride);
        assert_near(chloride - left, fmax(bound - free, 0.0), 2e-3 * chloride);
        if (n == 0) assert_true(bound > 0.0 && bound < free);
    }
    assert_near(mol_of(&c, "ANO3K", 62.004, 0, 0), free + chloride, 1e-3 * chloride);
    assert_true(at(&c, "ANO3K", 1, 0) == 0.0);
    lt_gas_case_free(&c);
}

/* One layer of air with 20 ug of ammonium sulfate in 30 of water, 2 of soot and 10 of other coarse particles a kg, by
 * hand: surface of the wet modes (modes.h: 0.4 um, 2.2; 4.5 um, 1.6), what is absorbed, depth of the layers. */
static void test_what_gases_see(void **state) {
    (void)state;
    lt_gas_case c;
    gas_lit l;
    gas_case("cb6r5", &c);
    for (int s = c.set->n_gases; s < c.set->n; ++s) lt_gas_case_set(&c, c.set->info[s].name, 0.0);
    lt_gas_case_set(&c, "ASO4J", 14.5);
    lt_gas_case_set(&c, "ANH4J", 5.5);
    lt_gas_case_set(&c, "AH2OJ", 30.0);
    lt_gas_case_set(&c, "AECJ", 2.0);
    lt_gas_case_set(&c, "ACORS", 10.0);
    gas_lit_create(&c, &l);
    gas_lit_at(&c, &l, LT_GAS_CASE_START + 12 * 3600.0, step_s);
    const lt_gas_particles *p = &l.particles;
    for (int k = 0; k < GAS_NZ; ++k) {
        const int at = k * LT_LANES + 3;
        const double kg = 1e-9 * l.air.density[at], RH = 0.6;
        const double dry = kg * (20.0 / 1770.0 + 2.0 / 1800.0), wet = dry + kg * 30.0 / 1000.0;
        const double diameter = 0.4e-6 * pow(wet / dry, 1.0 / 3.0), sauter = exp(-0.5 * log(2.2) * log(2.2));
        const double coarse = kg * 10.0 / 2200.0 * (1.0 + 0.03 * RH / (1.0 - RH));
        const double wide = 4.5e-6 * pow(1.0 + 0.03 * RH / (1.0 - RH), 1.0 / 3.0) * exp(-0.5 * log(1.6) * log(1.6));
        const double absorbed = kg * (2.0 * 7500.0 + 10.0 * 30.0);
        assert_near(p->surface[LT_FINE][at], 6.0 * wet / (diameter * sauter), 1e-6 * p->surface[LT_FINE][at]);
        assert_near(p->surface[LT_COARSE][at], 6.0 * coarse / wide, 1e-6 * p->surface[LT_COARSE][at]);
        assert_near((1.0 - p->single_albedo[at]) * p->extinction[at], absorbed, 1e-6 * absorbed);
        assert_near(p->depth[at], p->extinction[at] * (gas_edges[k + 1] - gas_edges[k]), 1e-9);
        assert_true(p->extinction[at] > absorbed && p->asymmetry[at] > 0.5 && p->asymmetry[at] < 0.8);
        if (k == 0)
            print_message("N2O5 lives %.2g h on these particles\n", 1.0 / l.uptake.rate[LT_UPTAKE_N2O5IJ][at] / 3600.0);
    }
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_equations),      cmocka_unit_test(test_won),
                                       cmocka_unit_test(test_at_rest),        cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_cold),           cmocka_unit_test(test_unsolved),
                                       cmocka_unit_test(test_remarks),        cmocka_unit_test(test_poor_mechanism),
                                       cmocka_unit_test(test_what_gases_see), cmocka_unit_test(test_coarse_nitrate)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
