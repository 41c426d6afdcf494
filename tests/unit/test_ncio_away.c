/* A netCDF file that another process writes: the same bytes as one that is written here, entered by who holds the
 * folder; calls that were cut short or changed are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio_away.h"
#include "tests/support/root.h"

#include <netcdf.h>
#include <stdlib.h>
#include <string.h>

enum { NX = 5, NY = 4, NT = 3 };

static double lon[NY * NX];
static float height[NX], values[NT][NY * NX];

static lt_status define(lt_ncw *file) {
    static const lt_field fields[] = {{"lon", "longitude", "degrees_east", "y x", "longitude"},
                                      {"height", NULL, "m", "x", NULL},
                                      {"area/SO2", NULL, "kg s-1", "time y x", "emission"},
                                      {"names", NULL, NULL, "y", "names of the rows"}};
    static const char *const names[NY] = {"a", "", "沈阳", "the last"};
    const double pair[2] = {36.0, 46.0};
    LT_TRY(lt_ncw_time_axis(file, 1577836800, NT, 3600, false));
    LT_TRY(lt_ncw_dim(file, "y", NY));
    LT_TRY(lt_ncw_dim(file, "x", NX));
    LT_TRY(lt_ncw_var(file, &fields[0], NC_DOUBLE));
    LT_TRY(lt_ncw_var_plain(file, &fields[1], NC_FLOAT));
    LT_TRY(lt_ncw_var(file, &fields[2], NC_FLOAT));
    LT_TRY(lt_ncw_bitround(file, "area/SO2", 7));
    LT_TRY(lt_ncw_var(file, &fields[3], NC_STRING));
    LT_TRY(lt_ncw_attr_text(file, NULL, "comment", "of the file"));
    LT_TRY(lt_ncw_attr_text(file, "lon", "comment", NULL));
    LT_TRY(lt_ncw_attr_doubles(file, NULL, "parallels", 2, pair));
    LT_TRY(lt_ncw_attr_double(file, "height", "origin", 0.1));
    LT_TRY(lt_ncw_put_strings(file, "names", names));
    LT_TRY(lt_ncw_put_float(file, "height", height));
    return lt_ncw_put_double(file, "lon", lon);
}

static lt_status put_records(lt_ncw *file) {
    for (size_t t = 0; t < NT; t++) LT_TRY(lt_ncw_put_float_record(file, "area/SO2", t, values[t]));
    return LT_OK;
}

/* Of the folder, where another process would be. */
typedef struct there {
    lt_outdir *dir;
    lt_ncw *file;
} there;

static lt_status end(void *context, lt_ncw *file, lt_digest digest) {
    there *t = context;
    size_t bytes;
    const void *calls = lt_ncw_calls(file, &bytes);
    LT_TRY(lt_ncw_play(t->dir, calls, bytes, &t->file));
    LT_TRY(lt_ncw_commit(t->file));
    assert_true(lt_outdir_digest(t->dir, "away.nc", digest));
    assert_false(lt_path_exists(in_root("out/away.nc")));
    return LT_OK;
}

static void test_same_bytes(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_ncw *here, *away;
    lt_digest one, other;
    there t = {0};
    size_t bytes;
    for (int c = 0; c < NY * NX; c++) lon[c] = 120.0 + 0.1 * c;
    for (int c = 0; c < NX; c++) height[c] = (float)(c * c);
    for (int t1 = 0; t1 < NT; t1++)
        for (int c = 0; c < NY * NX; c++) values[t1][c] = (float)(t1 + 0.37 * c);
    assert_int_equal(lt_outdir_open(in_root("out"), &dir), LT_OK);
    assert_int_equal(lt_ncw_create(dir, "here.nc", "a file", &here), LT_OK);
    assert_int_equal(define(here), LT_OK);
    assert_int_equal(put_records(here), LT_OK);
    assert_int_equal(lt_ncw_attr_text(here, NULL, "state", "at the end"), LT_OK);
    assert_false(lt_ncw_is_away(here));
    assert_int_equal(lt_ncw_commit(here), LT_OK);

    assert_int_equal(lt_outdir_help(in_root("out"), &t.dir), LT_OK);
    assert_int_equal(lt_ncw_create_away(dir, "away.nc", "a file", end, &t, &away), LT_OK);
    assert_true(lt_ncw_is_away(away));
    assert_int_equal(define(away), LT_OK);
    assert_int_equal(lt_ncw_put_float_record(away, "area/SO2", 0, values[0]), LT_ERR_INTERNAL);
    assert_int_equal(lt_ncw_put_double(away, "nothing", lon), LT_ERR_INTERNAL);
    const void *calls = lt_ncw_calls(away, &bytes);
    assert_int_equal(lt_ncw_play(t.dir, calls, bytes, &t.file), LT_OK);
    assert_int_equal(put_records(t.file), LT_OK);
    assert_int_equal(lt_ncw_attr_text(away, NULL, "state", "at the end"), LT_OK);
    assert_int_equal(lt_ncw_commit(away), LT_OK);
    assert_true(lt_outdir_has(dir, "here.nc", true, one));
    assert_true(lt_outdir_has(dir, "away.nc", true, other));
    assert_string_equal(one, other);
    /* Who helps enters nothing. */
    assert_int_equal(lt_outdir_write_text(t.dir, "text", "abc"), LT_OK);
    assert_true(lt_path_exists(in_root("out/text.lantian.tmp")) && !lt_path_exists(in_root("out/text")));
    assert_true(lt_outdir_digest(t.dir, "text", one));
    assert_false(lt_outdir_digest(dir, "text", other));
    assert_int_equal(lt_outdir_enter(dir, "text", one), LT_OK);
    assert_true(lt_outdir_has(dir, "text", true, other));
    assert_int_equal(lt_outdir_enter(t.dir, "text", one), LT_ERR_INTERNAL);
    lt_outdir_close(t.dir);
    lt_outdir_close(dir);
    assert_int_equal(lt_outdir_verify(in_root("out"), NULL, NULL), LT_OK);
}

/* Every beginning of the calls, and calls with a byte changed: an error or a file, never a read beyond them. */
static void test_damaged_calls(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_ncw *away;
    size_t bytes;
    assert_int_equal(lt_outdir_open(in_root("damaged"), &dir), LT_OK);
    assert_int_equal(lt_ncw_create_away(dir, "x.nc", "a file", end, NULL, &away), LT_OK);
    assert_int_equal(define(away), LT_OK);
    const char *calls = lt_ncw_calls(away, &bytes);
    for (size_t n = 8; n < bytes; n += 8 * 5) {
        lt_ncw *file = NULL;
        char *copy = malloc(n);
        assert_non_null(copy);
        memcpy(copy, calls, n);
        (void)lt_ncw_play(dir, copy, n, &file);
        lt_ncw_abandon(file);
        file = NULL;
        memset(copy + n - 8, 0x7f, 8);
        assert_true(lt_ncw_play(dir, copy, n, &file) != LT_OK || n > 8);
        lt_ncw_abandon(file);
        free(copy);
    }
    lt_ncw *none = NULL;
    assert_int_equal(lt_ncw_play(dir, calls + 8, 8, &none), LT_ERR_INTERNAL);
    assert_null(none);
    lt_ncw_abandon(away); /* forgets it here */
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_damaged_calls)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
