/* The gas chemistry of the grid: a cell is what the solver makes of it alone, titration at night as in closed form,
 * what was won is what the state changed by, what does not react keeps its bits, light ends at 94 degrees, the step of
 * each cell goes through a restart file, short steps take the light of the quarter of their middle, and every fault is
 * named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/verify.h"
#include "model/kernel/sun.h"
#include "model/met/humidity.h"
#include "model/met/solar.h"
#include "tests/support/gas_columns.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <stdlib.h>
#include <string.h>

static const double step_s = 300.0;
static const double noon = LT_GAS_CASE_START + 12 * 3600.0, midnight = LT_GAS_CASE_START;

/* --- a cell alone ------------------------------------------------------------------------------------------------- */

/* Surroundings of layer k of the column in a lane of the first tile, worked out here: density from mass over volume,
 * ideal gas, vapour from humidity, the sun of model/met/solar.h. */
static void surroundings(const lt_gas_case *c, int k, int lane, double time, double *variable, double *water_ppb) {
    const lt_mechanism *m = c->set->mechanism;
    const int i = c->state->tiles[0].i[lane], j = c->state->tiles[0].j[lane], column = j * GAS_NX + i;
    const double T = c->weather.temperature[k * GAS_COLUMNS + column],
                 RH = c->weather.humidity[k * GAS_COLUMNS + column];
    const double volume = c->grid->area[column] * (gas_edges[k + 1] - gas_edges[k]);
    const double moles = c->air->mass[lt_air_at(c->air, k, j, i)] / 28.9647e-3,
                 p = moles * 8.31446261815324 * T / volume;
    const double mu = lt_solar_sin_elevation((lt_time)time, c->grid->lat[column], c->grid->lon[column]);
    *water_ppb = 1e9 * RH * lt_saturation_pressure(T) / p;
    variable[LT_RATE_TEMP] = T;
    variable[LT_RATE_PRESS] = p;
    variable[LT_RATE_SUN] = mu > 0 ? mu : 0;
    variable[LT_RATE_AIR] = lt_air_number(T, p);
    variable[LT_RATE_O2] = 0.2095 * variable[LT_RATE_AIR];
    variable[LT_RATE_N2] = 0.7808 * variable[LT_RATE_AIR];
    variable[LT_RATE_H2O] = 1e-9 * *water_ppb * variable[LT_RATE_AIR];
    variable[LT_RATE_CFACTOR] = m->cfactor;
    variable[LT_RATE_COS_SZA] = mu;
    variable[LT_RATE_SEA] = column % 8 == 7 ? 1.0 : 0.0;
}

/* ppb after a step, by the interpreter's rates and the solver for one cell. */
static void alone(lt_gas_case *c, const gas_lit *l, const lt_real *j_of, int k, int lane, double time, lt_real *ppb) {
    const lt_mechanism *m = c->set->mechanism;
    const int i = c->state->tiles[0].i[lane], j = c->state->tiles[0].j[lane], n_fixed = m->n_species - m->n_variable;
    lt_rate_air air = {0};
    double water, *external = calloc((size_t)m->n_externals, sizeof(double)), fixed[16], step = 0.0;
    double *k_of = calloc((size_t)m->n_reactions, sizeof(double)),
           *factor = calloc((size_t)m->n_reactions, sizeof(double));
    lt_real *rates = calloc((size_t)m->n_reactions, sizeof *rates);
    uint8_t failed;
    lt_chemistry *chemistry;
    const lt_chem_setup setup = {.threads = 1};
    surroundings(c, k, lane, time, air.variable, &water);
    for (int e = 0; e < m->n_externals; ++e) {
        const int cell = k * LT_LANES + lane;
        if (l->row[e] >= 0) external[e] = (double)j_of[l->row[e] * GAS_NZ * LT_LANES + cell];
        if (l->plan.rate[e] >= 0) external[e] = l->uptake.rate[l->plan.rate[e]][cell];
    }
    assert_true(n_fixed <= 16);
    for (int f = 0; f < n_fixed; ++f) {
        const lt_mech_species *species = &m->species[m->n_variable + f];
        fixed[f] = strcmp(species->name, "H2O") == 0 ? water : species->initial;
    }
    air.external = external;
    GAS_OK(lt_rates(m, &air, k_of));
    lt_rate_scale(m, air.variable[LT_RATE_AIR], fixed, factor);
    for (int r = 0; r < m->n_reactions; ++r) rates[r] = (lt_real)(k_of[r] * factor[r]);
    memset(ppb, 0, (size_t)m->n_variable * sizeof *ppb);
    for (int n = 0; n < c->set->n_reacting; ++n) {
        const lt_reacting *of = &c->set->reacting[n];
        const double q = (double)*gas_at(c, c->set->info[of->species].name, k, j, i);
        ppb[of->row] = (lt_real)(q * 1e9 * LT_M_AIR / of->molar_mass);
    }
    const lt_chem_cells cells = {
        .n = 1, .stride = 1, .seconds = step_s, .c = ppb, .k = rates, .step = &step, .failed = &failed};
    GAS_OK(lt_chemistry_create(m, &setup, &chemistry));
    GAS_OK(lt_chemistry_integrate(chemistry, &cells, NULL));
    lt_chemistry_free(chemistry);
    free(external);
    free(k_of);
    free(factor);
    free(rates);
}

/* Rates differ in the last bits of a double, so that some floats of them and of the state are next to each other. */
static void test_cell_alone(void **state) {
    (void)state;
    const double times[] = {noon, midnight};
    const double bound = sizeof(lt_real) == 4 ? 1e-5 : 1e-10; /* measured: 1.5e-6, 1e-12 */
    double worst = 0.0;
    for (int t = 0; t < 2; ++t) {
        lt_gas_case c;
        gas_lit l;
        gas_case("cb6r5", &c);
        gas_lit_create(&c, &l);
        const lt_real *of_light = gas_lit_at(&c, &l, times[t], step_s);
        const lt_mechanism *m = c.set->mechanism;
        lt_real *ppb[4];
        const int layer[4] = {0, 0, 2, 4}, lane[4] = {0, 7, 19, 31};
        for (int n = 0; n < 4; ++n) {
            ppb[n] = calloc((size_t)m->n_variable, sizeof **ppb);
            alone(&c, &l, of_light, layer[n], lane[n], times[t], ppb[n]);
        }
        GAS_OK(lt_gas_chemistry_step(c.gas, c.state, c.air, times[t], step_s, c.won, NULL));
        for (int n = 0; n < 4; ++n) {
            const int i = c.state->tiles[0].i[lane[n]], j = c.state->tiles[0].j[lane[n]];
            const int left = lt_mechanism_species(m, "H2NO3PIJ"), acid = lt_mechanism_species(m, "HNO3");
            ppb[n][acid] += ppb[n][left];
            for (int s = 0; s < c.set->n_gases; ++s) {
                const double want = (double)ppb[n][c.set->reacting[s].row];
                const double got = gas_ppb(&c, c.set->info[s].name, layer[n], j, i);
                const double off = fabs(got - want) / fmax(want, 1e-6);
                worst = lt_verify_worse(worst, off);
                if (!(off <= bound))
                    print_error("%s, layer %d: %.9g, alone %.9g\n", c.set->info[s].name, layer[n], got, want);
            }
            free(ppb[n]);
        }
        gas_lit_free(&l);
        lt_gas_case_free(&c);
    }
    print_message("a cell of the grid and alone: %.2g of the larger of it and 1e-6 ppb\n", worst);
    assert_true(worst <= bound);
}

/* --- closed form -------------------------------------------------------------------------------------------------- */

/* NO + O3 = NO2 in the dark, a and b at the start: x = a b (1 - e) / (a - b e), e = exp((b - a) k t) has reacted. Other
 * reactions of the mechanism (NO2 + O3, NO + NO + O2) take part with 1e-3 of it. */
static void test_titration(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("cb6r5", &c);
    for (int s = 0; s < c.set->n; ++s) lt_gas_case_set(&c, c.set->info[s].name, 0.0);
    const double a = 40.0, b = 25.0;
    lt_gas_case_set(&c, "O3", a);
    lt_gas_case_set(&c, "NO", b);
    double variable[LT_RATE_N_VARIABLES], water;
    surroundings(&c, 0, 0, midnight, variable, &water);
    const double k = 2.07e-12 * exp(-1400.0 / variable[LT_RATE_TEMP]) * 1e-9 * variable[LT_RATE_AIR];
    for (int n = 0; n < 3; ++n)
        GAS_OK(lt_gas_chemistry_step(c.gas, c.state, c.air, midnight + (n + 0.5) * 60, 60, c.won, NULL));
    const double e = exp((b - a) * k * 180.0), x = a * b * (1.0 - e) / (a - b * e);
    print_message("O3 %.5f ppb, %.5f in closed form; NO %.5f, %.5f\n", gas_ppb(&c, "O3", 0, 0, 0), a - x,
                  gas_ppb(&c, "NO", 0, 0, 0), b - x);
    assert_near(gas_ppb(&c, "O3", 0, 0, 0), a - x, 2e-3 * x);
    assert_near(gas_ppb(&c, "NO", 0, 0, 0), b - x, 2e-3 * x);
    assert_true(x > 5.0 && b - x > 1.0);
    lt_gas_case_free(&c);
}

/* --- the state ---------------------------------------------------------------------------------------------------- */

static lt_real *copy_of(const lt_gas_case *c) {
    const size_t n = (size_t)GAS_COLUMNS * GAS_NZ;
    lt_real *q = malloc(n * (size_t)c->set->n * sizeof *q);
    for (int s = 0; s < c->set->n; ++s) lt_state_get(c->state, s, q + n * (size_t)s);
    return q;
}

static void test_won(void **state) {
    (void)state;
    lt_gas_case c;
    gas_case("cb6r5", &c);
    lt_real *before = copy_of(&c);
    GAS_OK(lt_gas_chemistry_step(c.gas, c.state, c.air, noon, step_s, c.won, NULL));
    lt_real *after = copy_of(&c);
    int n_changed = 0;
    for (int s = 0; s < c.set->n; ++s)
        for (int column = 0; column < GAS_COLUMNS; ++column) {
            double sum = 0.0, size = 0.0;
            for (int k = 0; k < GAS_NZ; ++k) {
                const long at = ((long)s * GAS_NZ + k) * GAS_COLUMNS + column;
                const double mass = c.air->mass[lt_air_at(c.air, k, column / GAS_NX, column % GAS_NX)];
                assert_true(after[at] >= 0);
                sum += mass * ((double)after[at] - (double)before[at]);
                size += mass * ((double)after[at] + (double)before[at]);
            }
            assert_near(c.won[s * GAS_COLUMNS + column], sum, 1e-15 * size);
            n_changed += sum != 0.0;
        }
    print_message("%d species and columns changed\n", n_changed);
    assert_true(n_changed > 80 * GAS_COLUMNS);
    free(before);
    free(after);
    lt_gas_case_free(&c);
}

static const char *write_mechanism(const char *rates) {
    static char text[4096];
    snprintf(
        text, sizeof text,
        "#DEFVAR\n O3 = 3O; NO = N + O; NO2 = N + 2O; CO = C + O;\n#DEFFIX\n M = IGNORE; H2O = 2H + O; CH4 = C + 4H;\n"
        "#EQUATIONS\n%s\n",
        rates);
    assert_true(files_write_text(in_root("own.def"), text));
    return in_root("own.def");
}

static const char amounts[] = "#INITVALUES\n CFACTOR = 1; CH4 = 1900;\n";

/* CO of this mechanism does not react: it keeps its bits, and what rounding put below zero stays. */
static void test_untouched(void **state) {
    (void)state;
    lt_gas_case c;
    char text[1024];
    snprintf(text, sizeof text, "<R3> O3 + NO = NO2 : 1.9E-14;\n%s", amounts);
    gas_case(write_mechanism(text), &c);
    *gas_at(&c, "CO", 1, 2, 3) = (lt_real)-1e-22;
    lt_real *before = copy_of(&c);
    for (int n = 0; n < 5; ++n) GAS_OK(lt_gas_chemistry_step(c.gas, c.state, c.air, noon, step_s, c.won, NULL));
    lt_real *after = copy_of(&c);
    const size_t n = (size_t)GAS_COLUMNS * GAS_NZ;
    const size_t co = (size_t)lt_chemical_set_find(c.set, "CO"), no = (size_t)lt_chemical_set_find(c.set, "NO");
    assert_memory_equal(before + co * n, after + co * n, n * sizeof *before);
    assert_memory_not_equal(before + no * n, after + no * n, n * sizeof *before);
    free(before);
    free(after);
    lt_gas_case_free(&c);
}

/* --- light -------------------------------------------------------------------------------------------------------- */

static void test_dark(void **state) {
    (void)state;
    lt_gas_case c;
    gas_lit l;
    gas_case("cb6r5", &c);
    int n_dark = 0, n_lit = 0;
    gas_lit_create(&c, &l);
    for (int minute = 0; minute < 24 * 60; minute += 20) {
        const lt_real *all = gas_lit_at(&c, &l, midnight + 60.0 * minute, 900.0);
        for (int lane = 0; lane < LT_LANES; ++lane) {
            const double mu =
                lt_solar_sin_elevation((lt_time)midnight + 60 * minute,
                                       c.grid->lat[c.state->tiles[0].j[lane] * GAS_NX + c.state->tiles[0].i[lane]],
                                       c.grid->lon[c.state->tiles[0].j[lane] * GAS_NX + c.state->tiles[0].i[lane]]);
            assert_near(l.cosine[lane], mu, 1e-13);
            for (int e = 0; e < c.set->mechanism->n_externals; ++e)
                for (int k = 0; l.row[e] >= 0 && k < GAS_NZ; ++k) {
                    const double j = (double)all[(l.row[e] * GAS_NZ + k) * LT_LANES + lane];
                    if (l.cosine[lane] <= LT_PHOTO_COS_NIGHT) assert_true(j == 0.0);
                    if (l.cosine[lane] > 0.1) assert_true(j > 0.0 && j < 1.0);
                    n_dark += j == 0.0;
                    n_lit += j > 0.0;
                }
        }
    }
    assert_true(n_dark > 0 && n_lit > n_dark);
    /* surface J(NO2) near noon of June: inside the 10-20 % spread of TUV and MCM around 30 degrees (see photolysis) */
    const lt_real *all = gas_lit_at(&c, &l, noon - 900, 900.0);
    const int no2 = lt_mechanism_external(c.set->mechanism, LT_EXTERNAL_J, "NO2_IUPAC10");
    const double j = (double)all[l.row[no2] * GAS_NZ * LT_LANES];
    print_message("J(NO2) at the ground, cosine %.3f: %.3g\n", l.cosine[0], j);
    assert_true(j > 7e-3 && j < 1.2e-2);
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

/* Steps of 10 minutes do not divide a quarter: the second has its middle at the beginning of the next quarter, whose
 * light it takes, and begins in the one before. */
static void test_quarters(void **state) {
    (void)state;
    lt_gas_case c;
    gas_lit l;
    gas_case("cb6r5", &c);
    gas_lit_create(&c, &l);
    const double morning = midnight + 8 * 3600.0;
    const int no2 = l.row[lt_mechanism_external(c.set->mechanism, LT_EXTERNAL_J, "NO2_IUPAC10")];
    double j[6], quarter[4];
    for (int n = 0; n < 6; ++n)
        j[n] = (double)gas_lit_at(&c, &l, morning + (n + 0.5) * 600.0, 600.0)[no2 * GAS_NZ * LT_LANES];
    for (int q = 0; q < 4; ++q)
        quarter[q] = (double)gas_lit_at(&c, &l, morning + (q + 0.5) * 900.0, 900.0)[no2 * GAS_NZ * LT_LANES];
    static const int of[6] = {0, 1, 1, 2, 3, 3};
    for (int n = 0; n < 6; ++n) assert_true(j[n] == quarter[of[n]]);
    assert_true(quarter[0] < quarter[1] && quarter[1] < quarter[2] && quarter[2] < quarter[3]);
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

/* --- restart ------------------------------------------------------------------------------------------------------ */

static void test_step_in_restart(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_restart *file;
    lt_gas_case first, second, cold;
    const lt_restart_head head = {.time = LT_GAS_CASE_START, .run = "a run"};
    GAS_OK(lt_outdir_open(root, &dir));
    gas_case("cb6r5", &first);
    gas_case("cb6r5", &second);
    gas_case("cb6r5", &cold);
    const lt_comm self = lt_comm_self();
    const lt_part whole = lt_part_whole(first.state->nx, first.state->ny);
    for (int n = 0; n < 3; ++n) GAS_OK(lt_gas_case_step(&first, noon + (n + 0.5) * step_s, step_s));
    GAS_OK(lt_restart_create(&self, dir, "restart.nc", &head, "nothing\n", &file));
    GAS_OK(lt_restart_state(file, "domain1", first.state));
    GAS_OK(lt_gas_chemistry_exchange(first.gas, file, "domain1", &whole));
    GAS_OK(lt_restart_commit(file));
    GAS_OK(lt_restart_open(in_root("restart.nc"), &file));
    GAS_OK(lt_restart_state(file, "domain1", second.state));
    GAS_OK(lt_restart_state(file, "domain1", cold.state));
    GAS_OK(lt_gas_chemistry_exchange(second.gas, file, "domain1", &whole));
    GAS_OK(lt_restart_commit(file));
    lt_digest a, b, without;
    GAS_OK(lt_gas_case_step(&first, noon + 3.5 * step_s, step_s));
    GAS_OK(lt_gas_case_step(&second, noon + 3.5 * step_s, step_s));
    GAS_OK(lt_gas_case_step(&cold, noon + 3.5 * step_s, step_s));
    GAS_OK(lt_state_digest(first.state, a));
    GAS_OK(lt_state_digest(second.state, b));
    GAS_OK(lt_state_digest(cold.state, without));
    assert_string_equal(a, b);
    assert_string_not_equal(a, without); /* the kept step matters */
    lt_gas_case_free(&first);
    lt_gas_case_free(&second);
    lt_gas_case_free(&cold);
    lt_outdir_close(dir);
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

static void expect_refused(const char *mechanism) {
    lt_gas_case c;
    const lt_gas_case_setup setup = gas_setup(mechanism);
    assert_int_equal(lt_gas_case_create(&setup, &c), LT_ERR_INPUT);
    lt_gas_case_free(&c);
}

static void test_refused(void **state) {
    (void)state;
    char text[1024];
    snprintf(text, sizeof text, "<R1> NO2 + hv = NO + O3 : J(NO2_IUPAC11);\n%s", amounts);
    expect_refused(write_mechanism(text));
    EXPECT("cross sections", "reaction R1", "J(NO2_IUPAC11)", "NO2_IUPAC10");
    snprintf(text, sizeof text, "<R7> NO2 = NO : MYRATE(TEMP);\n%s", amounts);
    expect_refused(write_mechanism(text));
    EXPECT("cannot give the rate", "reaction R7", "MYRATE");
    expect_refused(write_mechanism("<R3> O3 + NO = NO2 : 1.9E-14;\n<R4> CO + CH4 = CO : 1E-20;\n"));
    EXPECT("fixed species has no amount", "CH4", "INITVALUES");
    expect_refused(write_mechanism("<R3> O3 + NO = NO2 : 1.9E-14;\n#INITVALUES\n CFACTOR = 1; CH4 = 4.6E13;\n"));
    EXPECT("CH4", "not in ppb", "4.6e+13");
    assert_true(files_write_text(in_root("own.def"),
                                 "#DEFVAR\n NO = N + O; NO2 = N + 2O;\n#EQUATIONS\n<R1> NO2 + NO = NO2 : 1E-20;\n"));
    expect_refused(in_root("own.def"));
    EXPECT("without ozone", "O3", "cb6r5");
}

static char log_text[512 * 1024];
static void keep_log(lt_log_level level, const char *text) {
    (void)level;
    const size_t used = strlen(log_text);
    snprintf(log_text + used, sizeof log_text - used, "%s\n", text);
}

static void test_no_number(void **state) {
    (void)state;
    char text[8192];
    lt_gas_case c;
    gas_case("cb6r5", &c);
    *gas_at(&c, "NO2", 2, 3, 4) = (lt_real)NAN;
    lt_log_set_sinks(NULL, keep_log);
    assert_int_equal(lt_gas_case_step(&c, noon, step_s), LT_ERR_NUMERIC);
    lt_log_set_sinks(NULL, NULL);
    lt_error_text(LT_ERR_NUMERIC, text, sizeof text);
    const char *const words[] = {"layer 2, row 3, column 4", "2020-06-21T04:00:00Z", "no numbers"};
    for (int w = 0; w < 3; ++w)
        if (!strstr(text, words[w])) fail_msg("\"%s\" is not in: %s", words[w], text);
    assert_non_null(strstr(log_text, "constants:"));
    lt_gas_case_free(&c);
    gas_case("cb6r5", &c);
    c.weather.temperature[GAS_COLUMNS + 2 * GAS_NX + 1] = 900.0;
    assert_int_equal(lt_gas_case_step(&c, noon, step_s), LT_ERR_INPUT);
    EXPECT("layer 1, row 2, column 1", "2020-06-21T04:00:00Z");
    lt_gas_case_free(&c);
    gas_case("cb6r5", &c);
    *gas_at(&c, "ACORS", 3, 1, 5) = (lt_real)NAN;
    assert_int_equal(lt_gas_case_step(&c, noon, step_s), LT_ERR_NUMERIC);
    lt_error_text(LT_ERR_NUMERIC, text, sizeof text);
    const char *const of_particle[] = {"layer 3, row 1, column 5", "ACORS", "no number"};
    for (int w = 0; w < 3; ++w)
        if (!strstr(text, of_particle[w])) fail_msg("\"%s\" is not in: %s", of_particle[w], text);
    lt_gas_case_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell_alone),      cmocka_unit_test(test_titration), cmocka_unit_test(test_won),
        cmocka_unit_test(test_untouched),       cmocka_unit_test(test_dark),      cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_step_in_restart), cmocka_unit_test(test_refused),   cmocka_unit_test(test_no_number)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
