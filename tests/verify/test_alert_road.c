/* An alert goes the whole road: the air is the same to the last bit until its first hour, and cleaner from then on; the
 * tables say when it held and what it took; without hours a package of alerts is refused. Every file that the road made
 * is an output of one of its tasks: what is lost is made again. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/ncio.h"
#include "postproc/text.h"
#include "tests/support/tiny_case.h"

#include <math.h>

enum { HOURS = 4, FIRST = 2 };

static const char text[] = "case: alert\n"
                           "title_en: four hours for a test\n"
                           "title_zh: 测试用四小时\n"
                           "grid: liaoning-27w\n"
                           "base_year: 2020\n"
                           "periods:\n"
                           "  - {id: hours, start: 2020-01-06, length: 4 h, spinup: 0 h}\n"
                           "packages: [emergency-red]\n"
                           "alerts:\n"
                           "  - {start: 2020-01-06 02:00, end: 2020-01-06 03:00, lead: 12 h}\n"
                           "met:\n"
                           "  source: typical-winter\n";

static char folder[256], out[400];

static int make_run(void **state) {
    (void)state;
    char path[512];
    if (!files_make_folder(folder)) return 1;
    snprintf(out, sizeof out, "%s/run", folder);
    snprintf(path, sizeof path, "%s/case.yaml", folder);
    if (!files_write_text(path, text)) return 1;
    tiny_case_run(path, out, "1"); /* two threads wait for each other on a busy machine */
    return 0;
}

static int remove_run(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static lt_ncr *open_in(const char *name) {
    char path[512];
    lt_ncr *file;
    snprintf(path, sizeof path, "%s/%s", out, name);
    assert_int_equal(lt_ncr_open(path, &file), LT_OK);
    return file;
}

static lt_csv *table_of(const char *name) {
    char path[512];
    lt_csv *table;
    snprintf(path, sizeof path, "%s/%s", out, name);
    assert_int_equal(lt_csv_read(path, &table), LT_OK);
    return table;
}

static void test_air_by_the_hour(void **state) {
    (void)state;
    lt_ncr *base = open_in("conc_base_hours.nc"), *alert = open_in("conc_emergency-red_hours.nc");
    size_t nx, ny;
    assert_int_equal(lt_ncr_dim(base, "x", &nx), LT_OK);
    assert_int_equal(lt_ncr_dim(base, "y", &ny), LT_OK);
    const size_t n = nx * ny;
    double *a = calloc(n, sizeof *a), *b = calloc(n, sizeof *b);
    assert_true(a && b);
    for (size_t h = 0; h < HOURS; h++) {
        double less = 0;
        assert_int_equal(lt_ncr_get_double_record(base, "so2", "ug m-3", h, n, a), LT_OK);
        assert_int_equal(lt_ncr_get_double_record(alert, "so2", "ug m-3", h, n, b), LT_OK);
        if (h < FIRST) assert_memory_equal(a, b, n * sizeof *a);
        for (size_t c = 0; c < n; c++) less += a[c] - b[c];
        if (h >= FIRST) assert_true(less > 0);
    }
    free(a);
    free(b);
    lt_ncr_close(base);
    lt_ncr_close(alert);
}

static void test_tables(void **state) {
    (void)state;
    lt_csv *took = table_of("alerts_emergency-red.csv"), *air = table_of("alerts.csv");
    assert_string_equal(lt_text_cell(took, 0, "announced"), "2020-01-05 14:00");
    assert_string_equal(lt_text_cell(took, 0, "start"), "2020-01-06 02:00");
    assert_string_equal(lt_text_cell(took, 0, "end"), "2020-01-06 03:00");
    assert_string_equal(lt_text_cell(took, 0, "tier"), "red");
    long n_asked = 0; /* nine figures are printed: 5e-8 of 30 */
    for (long r = 0; r < lt_csv_rows(took); r++) {
        const bool asked = lt_text_cell(took, r, "asked_percent")[0] != '\0';
        if (!asked || !(lt_text_cell_number(took, r, "without_t") > 0)) continue;
        assert_true(fabs(lt_text_cell_number(took, r, "taken_percent") - 30) < 1e-6);
        n_asked++;
    }
    assert_true(n_asked > 0);
    bool seen = false;
    for (long r = 0; r < lt_csv_rows(air); r++) {
        if (strcmp(lt_text_cell(air, r, "city_en"), "Shenyang") || strcmp(lt_text_cell(air, r, "species"), "SO2"))
            continue;
        seen = true;
        assert_string_equal(lt_text_cell(air, r, "tier"), ""); /* the case leaves it to the packages */
        assert_true(lt_text_cell_number(air, r, "hours") == 1);
        assert_true(lt_text_cell_number(air, r, "change") < 0);
        assert_true(fabs(lt_text_cell_number(air, r, "with") - lt_text_cell_number(air, r, "without") -
                         lt_text_cell_number(air, r, "change")) <= 1e-5 * lt_text_cell_number(air, r, "without"));
    }
    assert_true(seen);
    lt_csv_free(took);
    lt_csv_free(air);
}

/* A run whose case names neither tier nor reference is held beside its package as any other. */
static void test_compared(void **state) {
    (void)state;
    program_result said = program_run(NULL, "scenario", "compare", "emergency-red", "--case", out);
    if (said.code) print_error("%s\n", said.err);
    assert_int_equal(said.code, 0);
    assert_non_null(strstr(said.said, "change in the air"));
    program_free(&said);
}

static char *text_of(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", out, name);
    char *read = files_read(path, NULL);
    if (!read) print_error("no %s\n", path);
    assert_non_null(read);
    return read;
}

/* What the road keeps for itself, or for the next step of a run. */
static bool is_kept_aside(const char *name) {
    static const char *const own[] = {"case_effective.yaml", "stages.json", "performance.json"};
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (strcmp(name, own[k]) == 0) return true;
    return strncmp(name, "previous_restart", 16) == 0;
}

static void test_every_file_is_an_output(void **state) {
    (void)state;
    enum { DIGEST = 64 }; /* "<64 digits>  NAME" */
    char *manifest = text_of("MANIFEST.sha256"), *stages = text_of("stages.json"), *rest = manifest, *line;
    int n = 0;
    for (; (line = strsep(&rest, "\n")) && *line; n++) {
        char entry[600];
        const char *name = line + DIGEST + 2;
        snprintf(entry, sizeof entry, "\"%s\":\t\"%.*s\"", name, DIGEST, line);
        if (is_kept_aside(name) || strstr(stages, entry)) continue;
        fail_msg("no task has %s, as it stands, among its outputs", name);
    }
    assert_true(n > 20);
    free(stages);
    free(manifest);
}

/* Of the tables that not every run has one goes at a time; what stands on it keeps its bits and is not run again. */
static void test_what_is_lost_is_made_again(void **state) {
    (void)state;
    static const char *const lost[] = {"alerts.csv", "alerts_emergency-red.csv", "components.csv"};
    char path[512], conc[512];
    struct stat before, after;
    snprintf(conc, sizeof conc, "%s/conc_emergency-red_hours.nc", out);
    snprintf(path, sizeof path, "%s/case.yaml", folder);
    assert_int_equal(stat(conc, &before), 0);
    for (size_t k = 0; k < sizeof lost / sizeof *lost; k++) {
        char *table = text_of(lost[k]), file[512];
        snprintf(file, sizeof file, "%s/%s", out, lost[k]);
        assert_int_equal(remove(file), 0);
        tiny_case_run(path, out, "1");
        char *again = text_of(lost[k]);
        assert_string_equal(again, table);
        free(again);
        free(table);
    }
    assert_int_equal(stat(conc, &after), 0);
    assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof before.st_mtim);
}

static void test_without_hours(void **state) {
    (void)state;
    char path[512], other[512];
    char *bare =
        tiny_case_with(text, "alerts:\n  - {start: 2020-01-06 02:00, end: 2020-01-06 03:00, lead: 12 h}\n", "");
    snprintf(path, sizeof path, "%s/bare.yaml", folder);
    snprintf(other, sizeof other, "%s/bare", folder);
    assert_true(files_write_text(path, bare));
    program_result result = program_run(NULL, "run", path, "--out", other, "--quiet");
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "no hour stands under an alert"));
    assert_non_null(strstr(result.err, "emergency-red.yaml"));
    program_free(&result);
    free(bare);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_air_by_the_hour),
                                       cmocka_unit_test(test_tables),
                                       cmocka_unit_test(test_compared),
                                       cmocka_unit_test(test_every_file_is_an_output),
                                       cmocka_unit_test(test_what_is_lost_is_made_again),
                                       cmocka_unit_test(test_without_hours)};
    return cmocka_run_group_tests(tests, make_run, remove_run);
}
