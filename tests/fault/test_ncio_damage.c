/* What breaks, 1: damaged netCDF files, files that hang or explode. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/ncio.h"
#include "base/ncio_private.h"
#include "tests/support/root.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NX = 500, N_RECORDS = 6, MUTANTS = 200 };
static const double PROBE_LIMIT_S = 3; /* instead of 20 s, so that a hanging mutant costs little */

typedef struct bytes {
    unsigned char *data;
    size_t size;
} bytes;

static bytes read_bytes(const char *path) {
    bytes b = {NULL, 0};
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    b.size = (size_t)info.st_size;
    b.data = malloc(b.size);
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_int_equal(fread(b.data, 1, b.size, stream), b.size);
    fclose(stream);
    return b;
}

static void write_bytes(const char *path, const unsigned char *data, size_t size) {
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(data, 1, size, stream), size);
    assert_int_equal(fclose(stream), 0);
}

static const lt_field flow = {"points/flow", NULL, "kg s-1", "time x", "some numbers"};
static const lt_field id = {"points/id", NULL, NULL, "region", "some text"};

static bytes sample_netcdf4(void) {
    static const char *const names[] = {"Shenyang", "Dalian"};
    static double row[NX];
    lt_outdir *dir = NULL;
    lt_ncw *file = NULL;
    assert_int_equal(lt_outdir_open(in_root("sample"), &dir), LT_OK);
    assert_int_equal(lt_ncw_create(dir, "four.nc", "sample", &file), LT_OK);
    assert_int_equal(lt_ncw_time_hours(file, 0, N_RECORDS), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", NX), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "region", 2), LT_OK);
    assert_int_equal(lt_ncw_var(file, &flow, NC_DOUBLE), LT_OK);
    assert_int_equal(lt_ncw_var(file, &id, NC_STRING), LT_OK);
    for (size_t n = 0; n < N_RECORDS; n++) {
        for (int k = 0; k < NX; k++) row[k] = noise();
        assert_int_equal(lt_ncw_put_double_record(file, "points/flow", n, row), LT_OK);
    }
    assert_int_equal(lt_ncw_put_strings(file, "points/id", names), LT_OK);
    assert_int_equal(lt_ncw_commit(file), LT_OK);
    lt_outdir_close(dir);
    return read_bytes(in_root("sample/four.nc"));
}

/* Classic format; the fields are the ones a model file has. */
static bytes sample_classic(void) {
    static float values[N_RECORDS * NX];
    int file, dims[2], variable, last;
    for (int k = 0; k < N_RECORDS * NX; k++) values[k] = (float)noise() + 1;
    assert_int_equal(nc_create(in_root("three.nc"), NC_CLOBBER, &file), NC_NOERR);
    assert_int_equal(nc_def_dim(file, "time", NC_UNLIMITED, &dims[0]), NC_NOERR);
    assert_int_equal(nc_def_dim(file, "x", NX, &dims[1]), NC_NOERR);
    assert_int_equal(nc_def_var(file, "flow", NC_FLOAT, 2, dims, &variable), NC_NOERR);
    assert_int_equal(nc_def_var(file, "last", NC_FLOAT, 2, dims, &last), NC_NOERR);
    assert_int_equal(nc_put_att_text(file, variable, "units", 6, "kg s-1"), NC_NOERR);
    assert_int_equal(nc_enddef(file), NC_NOERR);
    const size_t start[2] = {0, 0}, count[2] = {N_RECORDS, NX};
    assert_int_equal(nc_put_vara_float(file, variable, start, count, values), NC_NOERR);
    assert_int_equal(nc_put_vara_float(file, last, start, count, values), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    return read_bytes(in_root("three.nc"));
}

/* Opens as a user's file is opened, and reads. The test fails if this process dies. */
static lt_status use_file(const char *path) {
    lt_ncr *file = NULL;
    const lt_status status = lt_nc_probe_limited(path, PROBE_LIMIT_S);
    if (status != LT_OK) return status;
    LT_TRY(lt_ncr_open(path, &file));
    size_t n_time = 0, n_x = 0;
    static double values[4 * N_RECORDS * NX];
    for (int v = 0; v < 4; v++) {
        static const char *const names[] = {"points/flow", "flow", "last", "time"};
        if (lt_ncr_dim(file, "time", &n_time) != LT_OK || lt_ncr_dim(file, "x", &n_x) != LT_OK) continue;
        const size_t n = v == 3 ? n_time : n_time * n_x;
        if (n <= sizeof values / sizeof *values && lt_ncr_has(file, names[v])) {
            const lt_status read = lt_ncr_get_double(file, names[v], NULL, n, values);
            assert_true(read == LT_OK || read == LT_ERR_INPUT);
        }
    }
    char *strings[2] = {NULL, NULL}, text[4096];
    if (lt_ncr_get_strings(file, "points/id", 2, strings) == LT_OK) free(strings[0]), free(strings[1]);
    (void)lt_ncr_attr_text(file, NULL, "title", text, sizeof text);
    lt_ncr_close(file);
    return LT_OK;
}

static void check_truncated(bytes whole, const char *kind) {
    const char *path = in_root("cut.nc");
    const size_t cuts[] = {0, 1, 3, 8, 100, whole.size / 4, whole.size / 2, whole.size - 1000, whole.size - 1};
    for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
        write_bytes(path, whole.data, cuts[c]);
        const lt_status status = use_file(path);
        if (status != LT_ERR_INPUT) print_error("%s cut at %zu of %zu passes\n", kind, cuts[c], whole.size);
        assert_int_equal(status, LT_ERR_INPUT);
        assert_string_equal(lt_error_what(), "damaged or not netCDF");
    }
    write_bytes(path, whole.data, whole.size);
    assert_int_equal(use_file(path), LT_OK);
}

static void test_truncated(void **state) {
    (void)state;
    bytes four = sample_netcdf4(), three = sample_classic();
    check_truncated(four, "netCDF-4");
    check_truncated(three, "classic");
    free(four.data);
    free(three.data);
}

static void test_not_netcdf(void **state) {
    (void)state;
    const char *path = in_root("text.nc"), *text = "id,lon,lat\n1,123.4,41.8\n";
    write_bytes(path, (const unsigned char *)text, strlen(text));
    lt_ncr *file = NULL;
    char error[4096];
    assert_int_equal(lt_ncr_open(path, &file), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, error, sizeof error);
    assert_non_null(strstr(error, "damaged or not netCDF"));
    assert_non_null(strstr(error, path));
    assert_null(file);
}

/* Flip one bit (or set a byte) within the first `within` bytes. Returns how many mutants were refused. */
static int run_mutants(bytes whole, size_t within, int n_mutants, const char *kind) {
    const char *path = in_root("mutant.nc");
    unsigned char *copy = malloc(whole.size);
    int refused = 0, slow = 0, crashed = 0;
    for (int m = 0; m < n_mutants; m++) {
        memcpy(copy, whole.data, whole.size);
        const size_t place = (size_t)(random_bits() % within);
        if (m % 4 == 3)
            copy[place] = (unsigned char)(m % 8 == 3 ? 0xff : random_bits());
        else
            copy[place] ^= (unsigned char)(1u << (random_bits() % 8));
        write_bytes(path, copy, whole.size);
        const double start = lt_wall_seconds();
        const lt_status status = use_file(path);
        assert_true(status == LT_OK || status == LT_ERR_INPUT);
        /* The probe's limit, the second open's, and slack for a busy machine: no hang. */
        assert_true(lt_wall_seconds() - start < PROBE_LIMIT_S + 20 + 10);
        if (status == LT_OK) continue;
        char text[4096];
        lt_error_text(status, text, sizeof text);
        refused++;
        if (strstr(text, "did not end")) slow++;
        if (strstr(text, "crashed")) crashed++;
    }
    print_message("%s: %d of %d mutants refused (%d crashed the checker, %d hung it)\n", kind, refused, n_mutants,
                  crashed, slow);
    free(copy);
    return refused;
}

static void test_mutants(void **state) {
    (void)state;
    bytes four = sample_netcdf4(), three = sample_classic();
    /* Compressed noise fills most of the file, and each chunk has a checksum: flips there must be found. */
    assert_true(run_mutants(four, four.size, MUTANTS, "netCDF-4, anywhere") > MUTANTS / 3);
    assert_true(run_mutants(four, 2048, MUTANTS, "netCDF-4, first 2 KB") > 0);
    assert_true(run_mutants(three, 200, MUTANTS, "classic, header") > 0);
    free(four.data);
    free(three.data);
}

/* A pipe without a writer blocks every open: the clearest hang there is. It takes no processor time, so the clock ends
 * it, which waits six times as long: under a load of 14 a good file of 183 MB had been called damaged. */
static void test_hang_ends(void **state) {
    (void)state;
    const char *path = in_root("fifo.nc");
    char text[4096];
    assert_int_equal(mkfifo(path, 0600), 0);
    const double start = lt_wall_seconds();
    assert_int_equal(lt_nc_probe_limited(path, 1), LT_ERR_INPUT);
    assert_true(lt_wall_seconds() - start < 8);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "did not end within 6 s of the clock"));
    lt_ncr *file = NULL;
    assert_int_equal(lt_ncr_open(path, &file), LT_ERR_INPUT); /* refused at once: not a regular file */
}

/* A file of a few KB that says it holds 8 TB. */
static void test_huge_sizes(void **state) {
    (void)state;
    const char *path = in_root("huge.nc");
    int file, dim, variable;
    assert_int_equal(nc_create(path, NC_NETCDF4 | NC_CLOBBER, &file), NC_NOERR);
    assert_int_equal(nc_def_dim(file, "n", (size_t)1 << 40, &dim), NC_NOERR);
    assert_int_equal(nc_def_var(file, "v", NC_DOUBLE, 1, &dim, &variable), NC_NOERR);
    const size_t chunk = 1 << 20;
    assert_int_equal(nc_def_var_chunking(file, variable, NC_CHUNKED, &chunk), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    const double start = lt_wall_seconds();
    assert_int_equal(lt_nc_probe_limited(path, 2), LT_ERR_INPUT);
    assert_true(lt_wall_seconds() - start < 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truncated), cmocka_unit_test(test_not_netcdf), cmocka_unit_test(test_mutants),
        cmocka_unit_test(test_hang_ends), cmocka_unit_test(test_huge_sizes),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
