/* test_chem_rates.c - rate constants by generated code: bits of the graph in all kernels, any number of cells; and
 * lt_chemistry_rates, its interpreter and its errors. */
#include "model/chemistry/generate/rate_graph.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/kernel/real.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/all_kernels.h"
#include "tests/support/rate_airs.h"
#include "tests/support/rate_graph_values.h"
#include "tests/support/words.h"

#include <math.h>
#include <string.h>

enum { N = 75, STRIDE = 80 }; /* four whole blocks and a part of one */

static lt_mechanism *mechanism;
static lt_rate_graph *graph;
static double *rows;
static lt_chem_air air;
static lt_real *k;

static int read_all(const char *path) {
    if (lt_mechanism_read(path, &mechanism) != LT_OK) return -1;
    if (lt_rate_graph_create(mechanism, &graph) != LT_OK) return -1;
    if (lt_calloc((size_t)(air_rows(mechanism) * STRIDE), sizeof *rows, &rows) != LT_OK) return -1;
    if (lt_calloc((size_t)(mechanism->n_reactions * STRIDE), sizeof *k, &k) != LT_OK) return -1;
    return 0;
}

static int make_cb6(void **state) {
    (void)state;
    return read_all("cb6r5_ae7_aq");
}

static int make_laws(void **state) {
    (void)state;
    return read_all(LT_SOURCE_DIR "/tests/data/laws.def");
}

static int release(void **state) {
    (void)state;
    lt_rate_graph_free(graph);
    lt_mechanism_free(mechanism);
    lt_free(rows);
    lt_free(k);
    return 0;
}

static void fresh_air(void) {
    const int n_fixed = mechanism->n_species - mechanism->n_variable;
    fill_airs(mechanism, N, STRIDE, 20261126, rows);
    air = (lt_chem_air){N, STRIDE, rows, rows + LT_RATE_N_VARIABLES * STRIDE,
                        rows + (LT_RATE_N_VARIABLES + n_fixed) * STRIDE};
}

static void column(const double *x, int n, int cell, double *out) {
    for (int i = 0; i < n; ++i) out[i] = x[i * STRIDE + cell];
}

/* What the graph says of a cell. */
static void expected_of(int cell, double *out) {
    double variable[LT_RATE_N_VARIABLES], fixed[16], external[256];
    column(air.variable, LT_RATE_N_VARIABLES, cell, variable);
    column(air.fixed, mechanism->n_species - mechanism->n_variable, cell, fixed);
    column(air.external, mechanism->n_externals, cell, external);
    graph_values(graph, variable, fixed, external, out);
}

static bool is_ours(const lt_chem_kernel *kernel) {
    return strcmp(kernel->mechanism, mechanism->name) == 0 && lt_chem_kernel_runs(kernel);
}

static void judge_kernel(const lt_chem_kernel *kernel, int n, const void *found) {
    static double expected[1024];
    const float *as_float = found;
    const double *as_double = found;
    for (int cell = 0; cell < n; ++cell) {
        expected_of(cell, expected);
        for (int r = 0; r < mechanism->n_reactions; ++r) {
            const ptrdiff_t at = (ptrdiff_t)r * STRIDE + cell;
            const bool same =
                kernel->real_bytes == 4 ? as_float[at] == (float)expected[r] : as_double[at] == expected[r];
            if (!same) fail_msg("%s, cell %d, %s", kernel->isa, cell, mechanism->reactions[r].label);
        }
    }
}

static void same_bits_in_all_kernels(void **state) {
    (void)state;
    const lt_chem_kernel *kernel;
    uint8_t bad[STRIDE];
    int seen = 0;
    double *found;
    fresh_air();
    assert_int_equal(lt_calloc((size_t)(mechanism->n_reactions * STRIDE), sizeof *found, &found), LT_OK);
    for (int number = 0; (kernel = any_kernel(number)) != NULL; ++number) {
        if (!is_ours(kernel)) continue;
        static const int sizes[] = {N, 1, 7, 15, 16, 17, 33};
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; ++s) {
            lt_chem_air few = air;
            few.n = sizes[s];
            memset(found, 0xff, (size_t)(mechanism->n_reactions * STRIDE) * sizeof *found);
            memset(bad, 7, sizeof bad);
            kernel->rates(&few, found, STRIDE, bad);
            judge_kernel(kernel, few.n, found);
            for (int cell = 0; cell < STRIDE; ++cell) assert_int_equal(bad[cell], cell < few.n ? 0 : 7);
            const unsigned char *beyond = (unsigned char *)found + (size_t)few.n * (size_t)kernel->real_bytes;
            for (int i = 0; i < kernel->real_bytes; ++i) assert_int_equal(beyond[i], 0xff); /* nothing behind */
        }
        ++seen;
    }
    assert_true(seen >= 1);
    print_message("%d kernels\n", seen);
    lt_free(found);
}

/* Whatever is no number, infinite or negative is seen, in each lane. */
static void faults_are_marked(void **state) {
    (void)state;
    const lt_chem_kernel *kernel;
    static const double wrong[] = {NAN, INFINITY, -INFINITY};
    double *found;
    assert_int_equal(lt_calloc((size_t)(mechanism->n_reactions * STRIDE), sizeof *found, &found), LT_OK);
    for (int number = 0; (kernel = any_kernel(number)) != NULL; ++number) {
        if (!is_ours(kernel)) continue;
        for (int cell = 0; cell < N; ++cell) {
            uint8_t bad[STRIDE];
            fresh_air();
            const int row = cell % air_rows(mechanism);
            rows[row * STRIDE + cell] = wrong[cell % 3];
            kernel->rates(&air, found, STRIDE, bad);
            for (int other = 0; other < N; ++other) assert_int_equal(bad[other], other == cell);
            fresh_air();
            rows[(air_rows(mechanism) - 1) * STRIDE + cell] = -1e-3; /* an uptake */
            kernel->rates(&air, found, STRIDE, bad);
            for (int other = 0; other < N; ++other) assert_int_equal(bad[other], other == cell);
        }
    }
    lt_free(found);
}

static lt_chemistry *chemistry_of(lt_chem_engine engine, int threads) {
    lt_chemistry *chemistry;
    const lt_chem_setup setup = {.engine = engine, .threads = threads};
    assert_int_equal(lt_chemistry_create(mechanism, &setup, &chemistry), LT_OK);
    return chemistry;
}

/* Bits do not depend on threads; lt_rates is as near as the rounding of lt_real, 2^-24, lets it be (double: 1e-12). */
static void engines_agree(void **state) {
    (void)state;
    lt_chemistry *one = chemistry_of(LT_ENGINE_GENERATED, 1), *two = chemistry_of(LT_ENGINE_GENERATED, 2);
    lt_chemistry *tree = chemistry_of(LT_ENGINE_INTERPRETER, 1);
    const size_t size = (size_t)(mechanism->n_reactions * STRIDE);
    lt_real *k_two, *k_tree;
    assert_int_equal(lt_calloc(size, sizeof *k, &k_two), LT_OK);
    assert_int_equal(lt_calloc(size, sizeof *k, &k_tree), LT_OK);
    memset(k, 0, size * sizeof *k);
    fresh_air();
    assert_int_equal(lt_chemistry_rates(one, &air, k), LT_OK);
    assert_int_equal(lt_chemistry_rates(two, &air, k_two), LT_OK);
    assert_int_equal(lt_chemistry_rates(tree, &air, k_tree), LT_OK);
    assert_memory_equal(k, k_two, size * sizeof *k);
    const double bound = sizeof *k == 4 ? 1.2e-7 : 1e-12;
    for (size_t i = 0; i < size; ++i)
        if (!(fabs((double)k[i] - (double)k_tree[i]) <= bound * (double)k_tree[i]))
            fail_msg("%s, cell %d: %.9g, tree %.9g", mechanism->reactions[i / STRIDE].label, (int)(i % STRIDE),
                     (double)k[i], (double)k_tree[i]);
    lt_chemistry_free(one);
    lt_chemistry_free(two);
    lt_chemistry_free(tree);
    lt_free(k_two);
    lt_free(k_tree);
}

/* What is wrong is said by both engines: label, what, cell. */
static void errors_name_label_and_cell(void **state) {
    (void)state;
    for (int engine = LT_ENGINE_GENERATED; engine <= LT_ENGINE_INTERPRETER; ++engine) {
        lt_chemistry *chemistry = chemistry_of((lt_chem_engine)engine, 2);
        const int j = lt_mechanism_external(mechanism, LT_EXTERNAL_J, "NO2_IUPAC10");
        assert_true(j >= 0);
        const int external = LT_RATE_N_VARIABLES + mechanism->n_species - mechanism->n_variable;

        fresh_air();
        rows[(external + j) * STRIDE + 70] = NAN;
        rows[(external + j) * STRIDE + 71] = NAN;
        assert_int_equal(lt_chemistry_rates(chemistry, &air, k), LT_ERR_INPUT);
        EXPECT("J", "NO2_IUPAC10", "label R1", "cell 70");

        fresh_air();
        rows[LT_RATE_TEMP * STRIDE + 3] = 120.0;
        assert_int_equal(lt_chemistry_rates(chemistry, &air, k), LT_ERR_INPUT);
        EXPECT("temperature", "120 K", "label", "cell 3");

        fresh_air();
        rows[(external + j) * STRIDE + 20] = -1e-3;
        assert_int_equal(lt_chemistry_rates(chemistry, &air, k), LT_ERR_INPUT);
        EXPECT("negative", "label R1", "cell 20");

        fresh_air();
        rows[LT_RATE_AIR * STRIDE + 1] = 0.0;
        assert_int_equal(lt_chemistry_rates(chemistry, &air, k), LT_ERR_INPUT);
        EXPECT("no air", "cell 1");

        fresh_air();
        const int water = lt_mechanism_species(mechanism, "H2O") - mechanism->n_variable;
        rows[(LT_RATE_N_VARIABLES + water) * STRIDE + 9] = NAN;
        assert_int_equal(lt_chemistry_rates(chemistry, &air, k), LT_ERR_INPUT);
        EXPECT("R11", "fixed species", "cell 9");
        lt_chemistry_free(chemistry);
    }
}

int main(void) {
    const struct CMUnitTest laws[] = {cmocka_unit_test(same_bits_in_all_kernels)};
    const struct CMUnitTest cb6[] = {cmocka_unit_test(same_bits_in_all_kernels), cmocka_unit_test(faults_are_marked),
                                     cmocka_unit_test(engines_agree), cmocka_unit_test(errors_name_label_and_cell)};
    return cmocka_run_group_tests(laws, make_laws, release) + cmocka_run_group_tests(cb6, make_cb6, release);
}
