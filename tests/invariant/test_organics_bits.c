/* The organic particles of a cell have the same bits by every kernel, in any company, at any place of a row. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/state/isa.h"
#include "tests/support/organics_cells.h"

#include <math.h>
#include <string.h>

enum { CELLS = 2003 };

static void expect_same(const lt_organics_scheme *scheme, const lt_bench_cells *a, size_t i, const lt_bench_cells *b,
                        size_t j, const char *what) {
    bool same = memcmp(&a->moles[i], &b->moles[j], sizeof(double)) == 0;
    for (int p = 0; p < scheme->n_pairs; p++)
        same = same && memcmp(&a->particle[p][i], &b->particle[p][j], sizeof(double)) == 0;
    if (!same) fail_msg("%s: cell %zu", what, i);
}

static lt_bench_cells random_rows(const lt_organics_scheme *scheme, size_t n) {
    lt_bench_cells r = cells_of(scheme, n);
    uint64_t seed = 11;
    for (size_t c = 0; c < n; c++) lt_bench_cells_draw(&r, c, (lt_bench_air)(c % LT_N_BENCH_AIRS), &seed);
    return r;
}

static void test_same_bits(void **state) {
    (void)state;
    const lt_organics_scheme *scheme = scheme_of(NULL);
    const lt_kernels *isa;
    assert_int_equal(lt_isa_kernels(&isa), LT_OK);
    const char *const others[] = {"v3", strcmp(isa->isa, "v4") ? "v3" : "v4"};
    lt_bench_cells plain = random_rows(scheme, CELLS);
    assert_int_equal(solve(lt_organics_kernel_of("plain"), &plain).n_unsolved, 0);
    for (int k = 0; k < 2; k++) {
        const lt_organics_kernel *kernel = lt_organics_kernel_of(others[k]);
        lt_bench_cells r = random_rows(scheme, CELLS);
        solve(kernel, &r);
        for (size_t c = 0; c < CELLS; c++) expect_same(scheme, &plain, c, &r, c, others[k]);
        /* in pieces of 1, 2, ... cells */
        for (int p = 0; p < scheme->n_pairs; p++) memset(r.particle[p], 0, CELLS * sizeof(double));
        for (size_t c = 0, n = 1; c < CELLS; c += n, n = n % 13 + 1)
            lt_bench_cells_solve(kernel, &r, c, c + n <= CELLS ? n : CELLS - c);
        for (size_t c = 0; c < CELLS; c++) expect_same(scheme, &plain, c, &r, c, "pieces");
        /* the other way round */
        lt_bench_cells back = random_rows(scheme, CELLS);
        for (size_t c = 0; c < CELLS; c++) {
            const size_t from = CELLS - 1 - c;
            back.temperature[c] = r.temperature[from];
            for (int p = 0; p < scheme->n_pairs; p++) back.total[p][c] = r.total[p][from];
            for (int p = 0; p < scheme->n_only; p++) back.only[p][c] = r.only[p][from];
        }
        solve(kernel, &back);
        for (size_t c = 0; c < CELLS; c++) expect_same(scheme, &plain, c, &back, CELLS - 1 - c, "back");
        /* particles stored over their totals */
        for (int p = 0; p < scheme->n_pairs; p++) r.particle[p] = r.total[p];
        solve(kernel, &r);
        for (size_t c = 0; c < CELLS; c++) expect_same(scheme, &plain, c, &r, c, "in place");
        lt_bench_cells_free(&r);
        lt_bench_cells_free(&back);
    }
    lt_bench_cells_free(&plain);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
