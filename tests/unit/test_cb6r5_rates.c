/* The rate constants of CB6r5 against those that CMAQ's own code gave for 300 cells (shared data, 7 to 8 digits).
 *
 * They are in ppm and minutes with air, oxygen, water, hydrogen and methane folded in. CMAQ's air is 7.33981e15 * 1e6
 * P[atm] / T molecules cm-3, 1.000119 of the ideal gas: given here as the air, so that nothing else differs. Water is
 * not in the files: it follows from R11, whose constant is one number. J and uptakes are taken from the file. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/data.h"

#include <math.h>

enum { MOST_REACTIONS = 400, MOST_EXTERNALS = 64 };

typedef struct fixture {
    lt_mechanism *mechanism;
    lt_csv *start, *rates;
} fixture;

static int open_fixture(void **state) {
    static fixture f;
    *state = &f;
    return lt_mechanism_read("cb6r5_ae7_aq", &f.mechanism) == LT_OK ? 0 : -1;
}

static int close_fixture(void **state) {
    fixture *f = *state;
    lt_mechanism_free(f->mechanism);
    lt_csv_free(f->start);
    lt_csv_free(f->rates);
    return 0;
}

static double number(const lt_csv *table, long row, int column) {
    double value = NAN;
    assert_int_equal(lt_csv_double(table, row, column, &value), LT_OK);
    return value;
}

/* Each J and uptake in the units of the mechanism's file, from the first reaction that is this or a multiple of it.
 * to_file [n_reactions]: what turns our constants into the file's. */
static void externals_of(const lt_mechanism *m, const double *k_file, const double *to_file, double *external) {
    for (int x = 0; x < m->n_externals; x++) external[x] = NAN;
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_rate *rate = &m->reactions[r].rate;
        double factor = 1.0;
        int x = -1;
        for (int n = 0; n < rate->n_nodes; n++) {
            if (rate->nodes[n].op == LT_RATE_EXTERNAL) x = rate->nodes[n].index;
            if (rate->nodes[n].op == LT_RATE_NUMBER) factor = rate->nodes[n].number;
        }
        if (x >= 0 && isnan(external[x])) external[x] = k_file[r] / to_file[r] / factor;
    }
}

/* Factors from cm3, molecules, s to ppm and minutes with the fixed species in. */
static void to_ppm_min(const lt_mechanism *m, double air, double h2o_ppm, double *out) {
    double fixed_ppb[16];
    for (int s = m->n_variable; s < m->n_species; s++) fixed_ppb[s - m->n_variable] = m->species[s].initial;
    fixed_ppb[lt_mechanism_species(m, "H2O") - m->n_variable] = 1000.0 * h2o_ppm;
    lt_rate_scale(m, air, fixed_ppb, out);
    for (int r = 0; r < m->n_reactions; r++) {
        double order = 0.0;
        for (int a = 0; a < m->reactions[r].n_reactants; a++)
            if (m->reactions[r].reactants[a].species < m->n_variable) order += m->reactions[r].reactants[a].coefficient;
        out[r] *= pow(1000.0, order - 1.0) * 60.0;
    }
}

/* Constants of a cell in the file's units, at T. */
static void constants(const lt_mechanism *m, const fixture *f, long cell, double T, const double *k_file,
                      double *ours) {
    const int r11 = lt_mechanism_reaction(m, "R11"), halogen = lt_mechanism_reaction(m, "HAL_Ozone");
    const double P = number(f->start, cell, 2), T_file = number(f->start, cell, 1);
    const double air = 7.33981e21 * P / T, h2o_ppm = k_file[r11] / (2.14e-10 * 60e-6 * 7.33981e21 * P / T_file);
    double to_file[MOST_REACTIONS], external[MOST_EXTERNALS];
    to_ppm_min(m, air, h2o_ppm, to_file);
    externals_of(m, k_file, to_file, external);
    const lt_rate_air surroundings = {.variable = {[LT_RATE_TEMP] = T,
                                                   [LT_RATE_PRESS] = P * 101325.0,
                                                   [LT_RATE_AIR] = air,
                                                   [LT_RATE_O2] = 0.2095 * air,
                                                   [LT_RATE_N2] = 0.7808 * air,
                                                   [LT_RATE_H2O] = 1e-6 * h2o_ppm * air,
                                                   [LT_RATE_CFACTOR] = m->cfactor,
                                                   [LT_RATE_COS_SZA] = number(f->start, cell, 3),
                                                   [LT_RATE_SEA] = k_file[halogen] > 0.0},
                                      .external = external};
    assert_int_equal(lt_rates(m, &surroundings, ours), LT_OK);
    for (int r = 0; r < m->n_reactions; r++) ours[r] *= to_file[r];
}

/* Bound: a unit of the eighth digit (1e-7), and what half a unit of the eighth digit of the temperature changes (5e-6
 * K: up to 1.3e-6 of R55). Whether a cell is over sea is known from HAL_Ozone alone: it is where that is not 0.
 * Oligomers: CMAQ's generator writes the 9.48816E-6 of its own file as 9.4882D-06, 4.2e-6 more. */
static void test_every_constant(void **state) {
    fixture *f = *state;
    const lt_mechanism *m = f->mechanism;
    assert_int_equal(lt_csv_read(data_path("chemistry/cb6r5_states_dev_start.csv"), &f->start), LT_OK);
    assert_int_equal(lt_csv_read(data_path("chemistry/cb6r5_states_dev_rates.csv"), &f->rates), LT_OK);
    assert_int_equal(m->n_reactions, 349);
    assert_int_equal(lt_csv_columns(f->rates), 350);
    int bad = 0;
    double k_file[MOST_REACTIONS], ours[MOST_REACTIONS], warmer[MOST_REACTIONS];
    for (long cell = 0; cell < lt_csv_rows(f->rates); cell++) {
        for (int r = 0; r < m->n_reactions; r++) k_file[r] = number(f->rates, cell, r + 1);
        const double T = number(f->start, cell, 1);
        constants(m, f, cell, T, k_file, ours);
        constants(m, f, cell, T + 5e-6, k_file, warmer);
        for (int r = 0; r < m->n_reactions; r++) {
            const bool oligomer = strncmp(m->reactions[r].label, "OLIG_", 5) == 0;
            const double bound = fabs(warmer[r] - ours[r]) + (oligomer ? 4.3e-6 : 1e-7) * fabs(ours[r]);
            if (fabs(ours[r] - k_file[r]) <= bound) continue;
            print_error("cell %ld, %s: %.9g, file %.9g\n", cell, m->reactions[r].label, ours[r], k_file[r]);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_constant)};
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
