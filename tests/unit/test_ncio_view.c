/* A file seen through a window of the grid: what a file of these cells alone would give, by every way of reading, in
 * every shape (cells, faces, none of the grid's dimensions), with reading ahead; parts that are not there are refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/root.h"

#include <netcdf.h>
#include <string.h>

enum { NT = 5, NY = 7, NX = 9 };
static const lt_ncr_window part = {.j0 = 2, .i0 = 3, .ny = 4, .nx = 5};
static lt_outdir *dir;

/* Shapes of a model's files: records of cells and of faces, layers, a field without time, a list. */
static const struct {
    const char *name, *dims;
    int nt, nk, more_y, more_x;
} shapes[] = {{"cells", "time y x", NT, 1, 0, 0},
              {"layers", "time z y x", NT, 3, 0, 0},
              {"west", "time z y x_edge", NT, 3, 0, 1},
              {"south", "time z y_edge x", NT, 3, 1, 0},
              {"ground", "y x", 1, 1, 0, 0}};
enum { N_SHAPES = sizeof shapes / sizeof shapes[0], MOST = NT * 3 * (NY + 1) * (NX + 1) };

static double value_of(int n, int t, int k, int j, int i) {
    return 1e4 * n + 1e3 * t + 1e2 * k + 10.0 * j + i;
}

static void fill(int n, double *values) {
    const int ny = NY + shapes[n].more_y, nx = NX + shapes[n].more_x;
    for (int t = 0, c = 0; t < shapes[n].nt; t++)
        for (int k = 0; k < shapes[n].nk; k++)
            for (int j = 0; j < ny; j++)
                for (int i = 0; i < nx; i++) values[c++] = value_of(n, t, k, j, i);
}

static void write_file(void) {
    static double values[MOST];
    static const struct {
        const char *name;
        size_t length;
    } dims[] = {{"time", NT}, {"z", 3}, {"y", NY}, {"x", NX}, {"y_edge", NY + 1}, {"x_edge", NX + 1}};
    lt_ncw *file;
    assert_int_equal(lt_ncw_create(dir, "one.nc", "test", &file), LT_OK);
    for (size_t d = 0; d < sizeof dims / sizeof dims[0]; d++)
        assert_int_equal(lt_ncw_dim(file, dims[d].name, dims[d].length), LT_OK);
    for (int n = 0; n < N_SHAPES; n++) {
        const lt_field field = {shapes[n].name, NULL, "K", shapes[n].dims, ""};
        assert_int_equal(lt_ncw_var(file, &field, NC_DOUBLE), LT_OK);
    }
    const lt_field list = {"list", NULL, "K", "z", ""};
    assert_int_equal(lt_ncw_var(file, &list, NC_DOUBLE), LT_OK);
    for (int n = 0; n < N_SHAPES; n++) {
        fill(n, values);
        assert_int_equal(lt_ncw_put_double(file, shapes[n].name, values), LT_OK);
    }
    assert_int_equal(lt_ncw_put_double(file, "list", (const double[]){1.0, 2.0, 3.0}), LT_OK);
    assert_int_equal(lt_ncw_commit(file), LT_OK);
}

static int make(void **state) {
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    write_file();
    return 0;
}

static int clean(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

static lt_ncr *open_part(void) {
    lt_ncr *file;
    assert_int_equal(lt_ncr_open_own(dir, "one.nc", &file), LT_OK);
    assert_int_equal(lt_ncr_view(file, &part), LT_OK);
    return file;
}

static void expect(int n, int t0, int nt, const double *values) {
    const int ny = (int)part.ny + shapes[n].more_y, nx = (int)part.nx + shapes[n].more_x;
    for (int t = 0, c = 0; t < nt; t++)
        for (int k = 0; k < shapes[n].nk; k++)
            for (int j = 0; j < ny; j++)
                for (int i = 0; i < nx; i++)
                    assert_true(values[c++] == value_of(n, t0 + t, k, j + (int)part.j0, i + (int)part.i0));
}

static size_t count(int n) {
    return (size_t)shapes[n].nk * (part.ny + (size_t)shapes[n].more_y) * (part.nx + (size_t)shapes[n].more_x);
}

static void test_dimensions(void **state) {
    (void)state;
    lt_ncr *file = open_part();
    lt_ncr_shape shape;
    assert_int_equal(lt_ncr_expect_dim(file, "x", part.nx), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "y", part.ny), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "x_edge", part.nx + 1), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "y_edge", part.ny + 1), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "z", 3), LT_OK);
    assert_int_equal(lt_ncr_get_shape(file, "west", &shape), LT_OK);
    assert_true(shape.n == 4 && shape.length[0] == NT && shape.length[2] == part.ny && shape.length[3] == part.nx + 1);
    lt_ncr_close(file);
}

static void test_values(void **state) {
    (void)state;
    static double values[MOST];
    lt_ncr *file = open_part();
    for (int n = 0; n < N_SHAPES; n++) {
        assert_int_equal(lt_ncr_get_double(file, shapes[n].name, "K", (size_t)shapes[n].nt * count(n), values), LT_OK);
        expect(n, 0, shapes[n].nt, values);
    }
    assert_int_equal(lt_ncr_get_double(file, "list", "K", 3, values), LT_OK);
    assert_true(values[0] == 1.0 && values[2] == 3.0);
    /* the size of the whole is not that of the part */
    assert_int_equal(lt_ncr_get_double(file, "ground", "K", NY * NX, values), LT_ERR_INPUT);
    lt_ncr_close(file);
}

static void test_records_read_ahead(void **state) {
    (void)state;
    static double values[MOST];
    lt_ncr *file = open_part();
    assert_int_equal(lt_ncr_read_ahead(file), LT_OK);
    for (int t = 0; t < NT; t++)
        for (int n = 0; n < N_SHAPES - 1; n++) {
            assert_int_equal(lt_ncr_get_double_record(file, shapes[n].name, "K", (size_t)t, count(n), values), LT_OK);
            expect(n, t, 1, values);
        }
    lt_ncr_close(file);
}

/* Both count from the corner of what is seen. */
static void test_windows_and_blocks(void **state) {
    (void)state;
    float values[4];
    const lt_ncr_window inner = {.j0 = 1, .i0 = 3, .ny = 2, .nx = 2}, beyond = {.j0 = 1, .i0 = 4, .ny = 2, .nx = 2};
    const lt_ncr_block block = {{4, 2, 3, 4}, {1, 1, 1, 1}}, past = {{4, 2, 3, 5}, {1, 1, 1, 1}};
    lt_ncr *file = open_part();
    assert_int_equal(lt_ncr_get_float_window(file, "cells", "K", 3, &inner, values), LT_OK);
    assert_true((double)values[0] == value_of(0, 3, 0, 3, 6) && (double)values[3] == value_of(0, 3, 0, 4, 7));
    assert_int_equal(lt_ncr_get_float_window(file, "cells", "K", 3, &beyond, values), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_float_block(file, "layers", "K", &block, values), LT_OK);
    assert_true((double)values[0] == value_of(1, 4, 2, 5, 7));
    assert_int_equal(lt_ncr_get_float_block(file, "layers", "K", &past, values), LT_ERR_INPUT);
    lt_ncr_close(file);
}

static void test_parts_that_are_not_there(void **state) {
    (void)state;
    const lt_ncr_window bad[] = {{.j0 = 0, .i0 = 0, .ny = NY + 1, .nx = NX},
                                 {.j0 = 0, .i0 = 5, .ny = 1, .nx = 5},
                                 {.j0 = NY, .i0 = 0, .ny = 1, .nx = 1},
                                 {.j0 = 0, .i0 = 0, .ny = 0, .nx = 1}};
    lt_ncr *file;
    assert_int_equal(lt_ncr_open_own(dir, "one.nc", &file), LT_OK);
    for (size_t n = 0; n < sizeof bad / sizeof bad[0]; n++) {
        assert_int_equal(lt_ncr_view(file, &bad[n]), LT_ERR_INPUT);
        assert_non_null(strstr(lt_error_where(), "one.nc, dimension"));
    }
    assert_int_equal(lt_ncr_expect_dim(file, "x", NX), LT_OK); /* it stays whole */
    lt_ncr_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_dimensions, make, clean),
        cmocka_unit_test_setup_teardown(test_values, make, clean),
        cmocka_unit_test_setup_teardown(test_records_read_ahead, make, clean),
        cmocka_unit_test_setup_teardown(test_windows_and_blocks, make, clean),
        cmocka_unit_test_setup_teardown(test_parts_that_are_not_there, make, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
