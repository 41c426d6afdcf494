/* A file of many large variables takes the memory of one of them: HDF5 keeps chunks until a file is closed unless it is
 * told not to, and of a restart file that would be a second state. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/machine.h"
#include "base/ncio.h"
#include "tests/support/files.h"
#include "tests/support/sanitizer.h"

#include <netcdf.h>

enum { N_VARIABLES = 60, NZ = 20, NY = 100, NX = 125 }; /* 1 MB each in float */

static void test_write_and_read(void **state) {
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(UNDER_THREAD_SANITIZER)
    print_message("skipped: a sanitizer keeps memory of its own, so memory is not judged\n");
    skip();
#endif
    char folder[256], name[16];
    lt_outdir *dir;
    lt_ncw *file;
    lt_ncr *again;
    static float values[NZ * NY * NX];
    for (int c = 0; c < NZ * NY * NX; c++) values[c] = (float)(c * 2654435761u); /* does not become small */
    assert_true(files_make_folder(folder));
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_ncw_create(dir, "large.nc", "memory", &file), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "z", NZ), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "y", NY), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", NX), LT_OK);
    for (int v = 0; v < N_VARIABLES; v++) {
        snprintf(name, sizeof name, "v%d", v);
        const lt_field field = {name, NULL, "1", "z y x", "of a test"};
        assert_int_equal(lt_ncw_var(file, &field, NC_FLOAT), LT_OK);
    }
    lt_memory_forget_peak();
    const double before = lt_memory_resident_bytes();
    for (int v = 0; v < N_VARIABLES; v++) {
        snprintf(name, sizeof name, "v%d", v);
        assert_int_equal(lt_ncw_put_float(file, name, values), LT_OK);
    }
    assert_int_equal(lt_ncw_commit(file), LT_OK);
    assert_int_equal(lt_ncr_open_own(dir, "large.nc", &again), LT_OK);
    for (int v = 0; v < N_VARIABLES; v++) {
        snprintf(name, sizeof name, "v%d", v);
        assert_int_equal(lt_ncr_get_float(again, name, "1", NZ * NY * NX, values), LT_OK);
    }
    const double taken = lt_memory_peak_bytes() - before;
    lt_ncr_close(again);
    print_message("%.1f MB for a file of %d MB\n", taken / 1e6, N_VARIABLES);
    /* A few buffers of a variable and the library's own tables; with the caches as they come it is 60 MB and more. */
    assert_true(taken < 20e6);
    lt_outdir_close(dir);
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_write_and_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
