/* label: long
 * liaoning-27w, driven by the boundary file of a base run on liaoning-27, against that run: PM2.5 of Liaoning's cities
 * in typical winter and summer days. The window has 14 of the 20 layers' edges, a day of spin-up from the base run's
 * fields, and its border by the hour. The figures stand in model/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "tests/support/files.h"
#include "tests/support/program.h"

#include <math.h>

static char root[64];

static const char text[] = "case: %s\ntitle_en: typical days\ntitle_zh: 典型日\ngrid: %s\n"
                           "periods:\n  - id: days\n    start: 2020-%s-10\n    length: 3 day\n    spinup: %d day\n"
                           "met:\n  source: typical-%s\nmodel:\n  chemistry: off\n  %s\n";

static int set_up(void **state) {
    (void)state;
    snprintf(root, sizeof root, "/tmp/lantian-window-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", root);
    return system(command);
}

static void run(const char *grid, const char *month, int spinup, const char *season, const char *model) {
    char path[512], folder[512], whole[1024];
    snprintf(path, sizeof path, "%s/%s.yaml", root, grid);
    snprintf(folder, sizeof folder, "%s/%s-%s", root, grid, season);
    snprintf(whole, sizeof whole, text, grid, grid, month, spinup, season, model);
    assert_true(files_write_text(path, whole));
    program_result result = program_run(NULL, "run", path, "--out", folder, "--quiet");
    if (result.code != 0) fail_msg("exit code %d: %s", result.code, result.err);
    program_free(&result);
}

/* pm25_base_sites_ugm3 of the 14 cities and their mean. */
static int cities(const char *grid, const char *season, double *value) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s-%s/cities.csv", root, grid, season);
    char *table = files_read(path, NULL), *place = NULL;
    int n = 0;
    assert_non_null(table);
    for (char *line = strtok_r(table, "\n", &place); line; line = strtok_r(NULL, "\n", &place)) {
        if (line[0] == '#' || strncmp(line, "city_en", 7) == 0) continue;
        const char *comma = strchr(strchr(line, ',') + 1, ',');
        value[n++] = strtod(comma + 1, NULL);
        assert_true(value[n - 1] > 0);
    }
    free(table);
    return n;
}

static void compare(const char *month, const char *season, double mean_bound, double largest_bound) {
    double whole[16], window[16], mean = 0, size = 0, largest = 0;
    char model[256];
    run("liaoning-27", month, 4, season, "boundary_for: liaoning-27w");
    snprintf(model, sizeof model, "boundary: %s/liaoning-27-%s/boundary_liaoning-27w_base_days.nc\n  initial: boundary",
             root, season);
    run("liaoning-27w", month, 1, season, model);
    int n = cities("liaoning-27", season, whole);
    assert_int_equal(cities("liaoning-27w", season, window), n);
    assert_true(n >= 14);
    for (int c = 0; c < n; ++c) {
        double share = (window[c] - whole[c]) / whole[c];
        mean += share / n;
        size += fabs(share) / n;
        largest = lt_verify_worse(largest, fabs(share));
    }
    print_message("%s: window - whole domain, PM2.5 of %d cities: mean %+.2f %%, mean size %.2f %%, largest %.2f %%\n",
                  season, n, 100 * mean, 100 * size, 100 * largest);
    assert_true(size > 0 && size <= mean_bound && largest <= largest_bound);
}

/* Bounds: twice what was measured. */
static void test_winter(void **state) {
    (void)state;
    compare("01", "winter", 1.1e-2, 5.5e-2);
}

static void test_summer(void **state) {
    (void)state;
    compare("07", "summer", 6.4e-2, 12e-2);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_winter), cmocka_unit_test(test_summer)};
    return cmocka_run_group_tests_name("window", tests, set_up, tear_down);
}
