/* The cut of the domain: every cell in exactly one block, sizes differ by at most one. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/comm.h"

#include <string.h>

static void check_cover(int nx, int ny, int nbx, int nby) {
    lt_decomp cut;
    assert_int_equal(lt_decomp_create(nx, ny, nbx, nby, 2, &cut), LT_OK);
    assert_int_equal(cut.n_blocks, nbx * nby);
    unsigned char *seen = NULL;
    assert_int_equal(lt_calloc((size_t)nx * (size_t)ny, 1, &seen), LT_OK);
    int smallest = nx + ny, largest_i = 0, smallest_i = nx, largest_j = 0, smallest_j = ny;
    for (int b = 0; b < cut.n_blocks; b++) {
        const lt_block *block = &cut.blocks[b];
        assert_int_equal(block->by * nbx + block->bx, b);
        if (block->ni > largest_i) largest_i = block->ni;
        if (block->ni < smallest_i) smallest_i = block->ni;
        if (block->nj > largest_j) largest_j = block->nj;
        if (block->nj < smallest_j) smallest_j = block->nj;
        for (int j = block->j0; j < block->j0 + block->nj; j++)
            for (int i = block->i0; i < block->i0 + block->ni; i++) {
                assert_in_range(i, 0, nx - 1);
                assert_in_range(j, 0, ny - 1);
                seen[j * nx + i]++;
            }
    }
    for (int c = 0; c < nx * ny; c++) assert_int_equal(seen[c], 1);
    assert_true(largest_i - smallest_i <= 1 && largest_j - smallest_j <= 1 && smallest > 0);
    lt_free(seen);
    lt_decomp_free(&cut);
    assert_null(cut.blocks);
}

static void test_cover(void **state) {
    (void)state;
    check_cover(58, 47, 1, 1);
    check_cover(58, 47, 7, 3);
    check_cover(7, 4, 3, 2);
    check_cover(100, 100, 50, 50);
}

static void test_refused(void **state) {
    (void)state;
    lt_decomp cut;
    assert_int_equal(lt_decomp_create(10, 10, 4, 1, 3, &cut), LT_ERR_USAGE); /* blocks of 2 */
    assert_null(cut.blocks);
    assert_int_equal(lt_decomp_create(10, 10, 1, 11, 1, &cut), LT_ERR_USAGE);
    assert_int_equal(lt_decomp_create(10, 10, 0, 1, 1, &cut), LT_ERR_USAGE);
    assert_int_equal(lt_decomp_create(0, 10, 1, 1, 1, &cut), LT_ERR_USAGE);
    assert_int_equal(lt_decomp_create(9, 9, 3, 3, 3, &cut), LT_OK);
    lt_decomp_free(&cut);
    lt_decomp_free(NULL);
}

static void test_self(void **state) {
    (void)state;
    assert_int_equal(lt_comm_self().rank, 0);
    assert_int_equal(lt_comm_self().size, 1);
}

static void test_memory(void **state) {
    (void)state;
    double *a = NULL;
    assert_int_equal(lt_calloc(1000, sizeof *a, &a), LT_OK);
    assert_int_equal((uintptr_t)a % 64, 0);
    for (int k = 0; k < 1000; k++) assert_true(a[k] == 0);
    lt_free(a);
    assert_int_equal(lt_calloc(0, sizeof *a, &a), LT_OK);
    assert_non_null(a);
    lt_free(a);
    assert_int_equal(lt_calloc(SIZE_MAX / 4, 8, &a), LT_ERR_MEMORY); /* the product overflows */
    assert_null(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_self),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
