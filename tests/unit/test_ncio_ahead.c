/* Reading ahead: the values of plain reading in any order, with writes between; errors come when the record is asked
 * for; closing in the middle; a foreign file opened (forked) while the thread reads. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/root.h"

#include <netcdf.h>
#include <unistd.h>

enum { NT = 24, N = 40 * 50 };

static lt_outdir *dir;
static const char *const names[] = {"a", "b", "c"};
enum { N_NAMES = 3 };

static double value_of(int v, int t, int i) {
    return 1000.0 * v + 10.0 * t + 1e-3 * i;
}

static void write_file(const char *name) {
    static double values[N];
    lt_ncw *file;
    assert_int_equal(lt_ncw_create(dir, name, "test", &file), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "time", NT), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "y", 40), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", 50), LT_OK);
    for (int v = 0; v < N_NAMES; v++) {
        const lt_field field = {names[v], NULL, "K", "time y x", ""};
        assert_int_equal(lt_ncw_var(file, &field, NC_DOUBLE), LT_OK);
    }
    for (int v = 0; v < N_NAMES; v++)
        for (int t = 0; t < NT; t++) {
            for (int i = 0; i < N; i++) values[i] = value_of(v, t, i);
            assert_int_equal(lt_ncw_put_double_record(file, names[v], (size_t)t, values), LT_OK);
        }
    assert_int_equal(lt_ncw_commit(file), LT_OK);
}

static int make(void **state) {
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    write_file("one.nc");
    return 0;
}

static int clean(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

static lt_ncr *open_one(bool ahead) {
    lt_ncr *file;
    assert_int_equal(lt_ncr_open_own(dir, "one.nc", &file), LT_OK);
    if (ahead) assert_int_equal(lt_ncr_read_ahead(file), LT_OK);
    return file;
}

static void expect_record(lt_ncr *file, int v, int t) {
    static double values[N];
    assert_int_equal(lt_ncr_get_double_record(file, names[v], "K", (size_t)t, N, values), LT_OK);
    for (int i = 0; i < N; i++) assert_true(values[i] == value_of(v, t, i));
}

static void test_forward_back_and_jumps(void **state) {
    (void)state;
    lt_ncr *file = open_one(true), *other = open_one(true);
    for (int t = 0; t < NT; t++)
        for (int v = 0; v < N_NAMES; v++) {
            if (t % 5 == 0) usleep(200); /* sometimes it is ready, sometimes being read, sometimes still queued */
            expect_record(file, v, t);
            expect_record(other, v, NT - 1 - t);
        }
    for (int t = NT - 1; t >= 0; t -= 3) expect_record(file, t % N_NAMES, t);
    lt_ncr_close(other);
    expect_record(file, 1, 3);
    expect_record(file, 1, 4);
    lt_ncr_close(file);
}

static void test_errors_come_when_asked_for(void **state) {
    (void)state;
    double values[N];
    lt_ncr *file = open_one(true);
    expect_record(file, 0, NT - 1); /* the next is not there: nothing is said */
    usleep(2000);
    assert_int_equal(lt_ncr_get_double_record(file, "a", "K", NT, N, values), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the file has no such record");
    assert_int_equal(lt_ncr_get_double_record(file, "a", "m", 2, N, values), LT_ERR_INPUT);
    assert_int_equal(lt_ncr_get_double_record(file, "a", "K", 2, N - 1, values), LT_ERR_INPUT);
    expect_record(file, 0, 3);
    lt_ncr_close(file);
}

static void test_closing_in_the_middle(void **state) {
    (void)state;
    for (int n = 0; n < 50; n++) {
        lt_ncr *file = open_one(true);
        for (int v = 0; v < N_NAMES; v++) expect_record(file, v, n % NT);
        lt_ncr_close(file);
    }
}

static void test_writing_and_opening_meanwhile(void **state) {
    (void)state;
    lt_ncr *file = open_one(true), *foreign;
    for (int n = 0; n < 4; n++) {
        for (int v = 0; v < N_NAMES; v++) expect_record(file, v, 2 * n);
        write_file("two.nc");
        assert_int_equal(lt_ncr_open(in_root("one.nc"), &foreign), LT_OK); /* forks a checker */
        expect_record(foreign, 2, 7);
        lt_ncr_close(foreign);
        for (int v = 0; v < N_NAMES; v++) expect_record(file, v, 2 * n + 1);
    }
    lt_ncr_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forward_back_and_jumps),
        cmocka_unit_test(test_errors_come_when_asked_for),
        cmocka_unit_test(test_closing_in_the_middle),
        cmocka_unit_test(test_writing_and_opening_meanwhile),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
