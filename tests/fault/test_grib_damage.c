/* Damaged GRIB: whatever is wrong with a file, opening it ends with LT_OK or an error that names it, and what was
 * opened can be read. ecCodes 2.28 itself crashes on some of these files (counted below), which the child of the probe
 * takes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/gridded/grib/grib.h"
#include "tests/support/data.h"
#include "tests/support/root.h"

#include <stdlib.h>

enum { TRIES = 80 };

static int n_good, n_refused, n_crashed;

/* Opens and reads all of it. */
static void try_file(const char *path) {
    lt_gridded *g = NULL;
    const lt_status status = lt_gridded_open(path, &g);
    char text[4000];
    if (status != LT_OK) {
        assert_int_equal(status, LT_ERR_INPUT);
        lt_error_text(status, text, sizeof text);
        assert_non_null(strstr(text, "damaged"));
        n_refused++;
        n_crashed += strstr(text, "crashed") != NULL;
        return;
    }
    n_good++;
    const size_t n = (size_t)(g->plane->n * (g->n_levels > 1 ? g->n_levels : 1));
    float *values = malloc(n * sizeof *values);
    for (int f = 0; f < LT_N_GRIDDED; f++)
        for (long r = 0; r < g->records[f].n; r++) {
            const lt_status read = lt_gridded_read(g, (lt_gridded_field)f, r, values);
            assert_true(read == LT_OK || read == LT_ERR_INPUT);
        }
    free(values);
    lt_gridded_close(g);
}

static void damage(const char *name) {
    size_t size = 0;
    char *bytes = files_read(data_path(name), &size);
    assert_non_null(bytes);
    for (int t = 0; t < TRIES; t++) {
        char *copy = malloc(size);
        memcpy(copy, bytes, size);
        const int flips = 1 + (int)(random_bits() % 8);
        for (int f = 0; f < flips; f++) { /* half of them within the first kilobyte, where the headers are */
            const size_t within = random_bits() % 2 && size > 1024 ? 1024 : size;
            copy[random_bits() % within] = (char)random_bits();
        }
        const char *path = in_root("damaged.grib");
        assert_true(files_write(path, copy, t % 6 ? size : random_bits() % size));
        free(copy);
        try_file(path);
    }
    free(bytes);
}

static void test_second_order(void **state) {
    (void)state;
    damage("met/grib_netcdf_reader_samples/reduced_gg.grib");
}

static void test_complex(void **state) {
    (void)state;
    damage("met/gfs_full_state_2p5deg/gfs_2023060112_f000_1deg_10mwind_only.grb2");
}

static void test_simple(void **state) {
    (void)state;
    damage("met/grib_netcdf_reader_samples/uv_on_different_levels.grib");
    print_message("%d files read, %d refused, %d of them because ecCodes crashed\n", n_good, n_refused, n_crashed);
    assert_true(n_refused > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_second_order), cmocka_unit_test(test_complex),
                                       cmocka_unit_test(test_simple)};
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
