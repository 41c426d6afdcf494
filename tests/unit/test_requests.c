/* The requests for weather that `lantian example` prints: whatever they ask for is known to the reader, round Liaoning,
 * and they are programs that their interpreters take. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/gridded/grib/grib.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <stdlib.h>

static char *shown(const char *kind) {
    program_result result = program_run_list(NULL, (const char *const[]){"example", kind, NULL});
    assert_int_equal(result.code, 0);
    assert_string_equal(result.err, "");
    free(result.err);
    return result.said;
}

/* A domain with its margin: the grid's cells span 114.6 to 129.9 E, 36.0 to 46.0 N (shared design, grids). */
static void covers(double north, double west, double south, double east) {
    assert_true(north >= 46.0 + 2.0 && south <= 36.0 - 2.0 && west <= 114.6 - 2.0 && east >= 129.9 + 2.0);
}

/* An interpreter that is here finds no fault in the syntax. */
static void parses(const char *text, const char *name, const char *command) {
    assert_true(files_write_text(in_root(name), text));
    char line[1024];
    snprintf(line, sizeof line, command, in_root(name));
    assert_int_equal(system(line), 0);
}

/* "name": number, as often as there are names; returns how many. */
static int known_numbers(const char *text) {
    int n = 0;
    for (const char *p = text; (p = strstr(p, "\": ")) != NULL; p++) {
        char *end;
        const long number = strtol(p + 3, &end, 10);
        if (end == p + 3 || number == 0) continue;
        if (!lt_grib_knows("paramId", number)) fail_msg("the reader does not know paramId %ld", number);
        n++;
    }
    return n;
}

static void test_era5(void **state) {
    (void)state;
    char *text = shown("era5-request");
    double north, west, south, east;
    assert_int_equal(sscanf(strstr(text, "AREA = ["), "AREA = [%lf, %lf, %lf, %lf]", &north, &west, &south, &east), 4);
    covers(north, west, south, east);
    assert_int_equal(known_numbers(strstr(text, "LEVELS = {")), 34);
    assert_non_null(strstr(text, "reanalysis-era5-pressure-levels"));
    assert_non_null(strstr(text, "reanalysis-era5-single-levels"));
    assert_non_null(strstr(text, "\"data_format\": \"grib\"")); /* of the store as it is since 2024 */
    parses(text, "era5.py",
           "! command -v python3 >/dev/null || python3 -c 'import ast; ast.parse(open(\"%s\").read())'");
    free(text);
}

static void test_gfs(void **state) {
    (void)state;
    char *text = shown("gfs-request");
    double north, west, south, east;
    assert_int_equal(sscanf(strstr(text, "toplat="), "toplat=%lf&leftlon=%lf&rightlon=%lf&bottomlat=%lf", &north, &west,
                            &east, &south),
                     4);
    covers(north, west, south, east);
    const char *line = strstr(text, "VARIABLES='\n");
    int n = 0;
    for (line = strchr(line, '\n') + 1; *line != '\''; line = strchr(line, '\n') + 1, n++) {
        char name[16];
        long a, b, c;
        assert_int_equal(sscanf(line, "%15s %ld/%ld/%ld", name, &a, &b, &c), 4);
        if (!lt_grib_knows("grib2", a * 1000000 + b * 1000 + c)) fail_msg("the reader does not know %s", name);
    }
    assert_int_equal(n, 26);
    parses(text, "gfs.sh", "sh -n %s");
    free(text);
}

/* What the script asks the service for: names and levels in one address, run with a curl that only tells. */
static void test_gfs_address(void **state) {
    (void)state;
    char *text = shown("gfs-request");
    assert_true(files_write_text(in_root("gfs.sh"), text));
    assert_true(
        files_write_text(in_root("curl"), "#!/bin/sh\nfor last; do :; done\necho \"$last\" >> asked\nexit 22\n"));
    char line[2048];
    snprintf(line, sizeof line, "cd %s && chmod +x curl && PATH=%s:$PATH sh gfs.sh 2>/dev/null", root, root);
    assert_int_not_equal(system(line), 0); /* nothing came: it ends there */
    char *asked = files_read(in_root("asked"), NULL);
    assert_non_null(asked);
    assert_non_null(
        strstr(asked, "/filter_gfs_0p25.pl?dir=%2Fgfs.20260106%2F00%2Fatmos&file=gfs.t00z.pgrb2.0p25.f000&"));
    assert_non_null(strstr(asked, "&var_TMP=on&var_HGT=on&"));
    assert_non_null(strstr(asked, "&lev_2_m_above_ground=on&"));
    assert_non_null(strstr(asked, "&lev_50_mb=on&subregion=&toplat=49"));
    free(asked);
    free(text);
}

static void test_ifs(void **state) {
    (void)state;
    char *text = shown("ifs-request");
    double north, west, south, east;
    assert_int_equal(sscanf(strstr(text, "AREA = \""), "AREA = \"%lf,%lf,%lf,%lf\"", &west, &east, &south, &north), 4);
    covers(north, west, south, east);
    assert_int_equal(known_numbers(strstr(text, "LEVELS = {")), 16);
    parses(text, "ifs.py",
           "! command -v python3 >/dev/null || python3 -c 'import ast; ast.parse(open(\"%s\").read())'");
    free(text);
}

/* They are named with the other kinds. */
static void test_named(void **state) {
    (void)state;
    program_result result = program_run_list(NULL, (const char *const[]){"example", "gfs-requst", NULL});
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "era5-request|gfs-request|ifs-request"));
    assert_non_null(strstr(result.err, "did you mean gfs-request?"));
    free(result.said);
    free(result.err);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_era5), cmocka_unit_test(test_gfs),
                                       cmocka_unit_test(test_gfs_address), cmocka_unit_test(test_ifs),
                                       cmocka_unit_test(test_named)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
