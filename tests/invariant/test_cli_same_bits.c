/* The same job with 1, 2 and 4 threads gives the same bits, seen from outside: the digest of the model's state that
 * stands in every conc file, and every variable of every netCDF file of the run, byte by byte. (Attributes may differ:
 * they hold the command line and the time that was needed.) */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/tiny_case.h"

#include <netcdf.h>

enum { N_RUNS = 3 };
static const char *const threads[N_RUNS] = {"1", "2", "4"};
static char folder[256];
static char outs[N_RUNS][300];

static int run_all(void **state) {
    (void)state;
    char path[512];
    if (!files_make_folder(folder)) return 1;
    tiny_case_write(folder, NULL, NULL, path);
    for (int n = 0; n < N_RUNS; n++) {
        snprintf(outs[n], sizeof outs[n], "%s/threads-%s", folder, threads[n]);
        tiny_case_run(path, outs[n], threads[n]);
    }
    return 0;
}

static int remove_all(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static void hash_variable(int file, int variable, lt_hash *hash) {
    char name[NC_MAX_NAME + 1];
    int n_dims, dims[NC_MAX_VAR_DIMS];
    nc_type type;
    size_t n = 1, size = 0;
    assert_int_equal(nc_inq_var(file, variable, name, &type, &n_dims, dims, NULL), NC_NOERR);
    for (int d = 0; d < n_dims; d++) {
        size_t length;
        assert_int_equal(nc_inq_dimlen(file, dims[d], &length), NC_NOERR);
        n *= length;
    }
    lt_hash_text(hash, name);
    if (type == NC_STRING) {
        char **texts = calloc(n ? n : 1, sizeof *texts);
        assert_int_equal(nc_get_var_string(file, variable, texts), NC_NOERR);
        for (size_t k = 0; k < n; k++) lt_hash_text(hash, texts[k]);
        nc_free_string(n, texts);
        free(texts);
        return;
    }
    assert_int_equal(nc_inq_type(file, type, NULL, &size), NC_NOERR);
    void *data = malloc(n * size + 1);
    assert_int_equal(nc_get_var(file, variable, data), NC_NOERR);
    lt_hash_bytes(hash, data, n * size);
    free(data);
}

static int hash_group(int file, lt_hash *hash) {
    int n_variables, n_groups, groups[64], total;
    assert_int_equal(nc_inq_nvars(file, &n_variables), NC_NOERR);
    for (int v = 0; v < n_variables; v++) hash_variable(file, v, hash);
    total = n_variables;
    assert_int_equal(nc_inq_grps(file, &n_groups, NULL), NC_NOERR);
    assert_true(n_groups < 64);
    assert_int_equal(nc_inq_grps(file, NULL, groups), NC_NOERR);
    for (int g = 0; g < n_groups; g++) total += hash_group(groups[g], hash);
    return total;
}

static void hash_netcdf(const char *path, lt_digest out) {
    int file;
    lt_hash hash;
    lt_hash_init(&hash);
    assert_int_equal(nc_open(path, NC_NOWRITE, &file), NC_NOERR);
    assert_true(hash_group(file, &hash) > 1);
    nc_close(file);
    lt_hash_end(&hash, out);
}

typedef struct comparison {
    const char *other;
    int compared;
} comparison;

static void compare_one(const char *relative, const char *path, void *context) {
    comparison *all = context;
    if (!files_ends_with(relative, ".nc")) return;
    char other[700];
    lt_digest a, b;
    snprintf(other, sizeof other, "%s/%s", all->other, relative);
    assert_true(files_exists(other));
    hash_netcdf(path, a);
    hash_netcdf(other, b);
    if (strcmp(a, b) != 0) print_error("%s and %s differ\n", path, other);
    assert_string_equal(a, b);
    all->compared++;
}

static void test_every_variable_is_the_same(void **state) {
    (void)state;
    for (int n = 1; n < N_RUNS; n++) {
        comparison all = {.other = outs[n]};
        files_walk(outs[0], compare_one, &all);
        print_message("%s and %s threads: %d files\n", threads[0], threads[n], all.compared);
        assert_true(all.compared >= 7); /* grid, met, 2 emissions, 3 conc at least */
    }
}

static void state_digest(const char *out, const char *name, char digest[128]) {
    char path[700];
    int file;
    size_t length = 0;
    snprintf(path, sizeof path, "%s/%s", out, name);
    assert_int_equal(nc_open(path, NC_NOWRITE, &file), NC_NOERR);
    assert_int_equal(nc_inq_attlen(file, NC_GLOBAL, "state_sha256", &length), NC_NOERR);
    assert_int_equal(length, 64);
    memset(digest, 0, 128);
    assert_int_equal(nc_get_att_text(file, NC_GLOBAL, "state_sha256", digest), NC_NOERR);
    nc_close(file);
}

static void test_state_digest_is_the_same(void **state) {
    (void)state;
    static const char *const names[] = {"conc_base_hours.nc", "conc_noise_hours.nc", "conc_boilers_hours.nc"};
    char first[3][128], other[128];
    for (int v = 0; v < 3; v++) {
        state_digest(outs[0], names[v], first[v]);
        for (int n = 1; n < N_RUNS; n++) {
            state_digest(outs[n], names[v], other);
            assert_string_equal(first[v], other);
        }
    }
    /* A digest that never changes would prove nothing. */
    assert_string_not_equal(first[0], first[1]);
    assert_string_not_equal(first[0], first[2]);
}

static void test_results_are_the_same(void **state) {
    (void)state;
    for (int n = 1; n < N_RUNS; n++) {
        char path[700];
        snprintf(path, sizeof path, "%s/cities.csv", outs[0]);
        char *a = files_read(path, NULL);
        snprintf(path, sizeof path, "%s/cities.csv", outs[n]);
        char *b = files_read(path, NULL);
        assert_non_null(a);
        assert_non_null(b);
        assert_string_equal(a, b);
        free(a);
        free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_variable_is_the_same),
        cmocka_unit_test(test_state_digest_is_the_same),
        cmocka_unit_test(test_results_are_the_same),
    };
    return cmocka_run_group_tests(tests, run_all, remove_all);
}
