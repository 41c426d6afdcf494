/* A case on two draws of its inventory, end to end: its ledgers are those of the draws, what is told of the air is
 * worked again by hand; the same bits as jobs in the other order; nothing is left of draws that are asked for no more.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/variant.h"
#include "inventory/uncertainty/uncertainty.h"
#include "scenarios/package.h"
#include "tests/support/json.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"

enum { N = 2 };
static const char keys[] = "reference: reference-2025\n"
                           "inventory_draws: {n: 2, packages: [boilers]}\n"
                           "model: {chemistry: off}\nmet:\n";
static char case_file[512], out[512];

static void must(lt_status status) {
    char text[4096];
    if (status != LT_OK) {
        lt_error_text(status, text, sizeof text);
        print_error("%s\n", text);
    }
    assert_int_equal(status, LT_OK);
}

static int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    tiny_case_write(root, "met:\n", keys, case_file);
    snprintf(out, sizeof out, "%s/out", root);
    tiny_case_run(case_file, out, "2");
    return 0;
}

static cJSON *summary_of(const char *folder) {
    char *text = files_read(lt_fmt("%s/summary.json", folder), NULL);
    cJSON *summary = cJSON_Parse(text);
    assert_non_null(summary);
    free(text);
    return summary;
}

static void apply(const char *name, lt_ledger *ledger) {
    lt_package *package;
    lt_changes changes = {0};
    must(lt_package_read(name, &package));
    must(lt_package_apply(package, ledger, &changes));
    lt_changes_free(&changes);
    lt_package_free(package);
}

static void is_table(const char *variant, const lt_ledger *ledger) {
    lt_digest wanted, found;
    must(lt_ledger_table_digest(ledger, wanted));
    must(lt_hash_file(lt_fmt("%s/ledger_%s.csv", out, variant), found));
    assert_string_equal(found, wanted);
}

/* ledger_*.csv are those of lt_ledger_draw (test_ledger_draw.c), and of the packages on it. */
static void test_ledgers(void **state) {
    (void)state;
    for (int k = 0; k < N; k++) {
        lt_ledger *ledger;
        char id[128];
        must(lt_ledger_read(NULL, 2020, &ledger));
        must(lt_ledger_draw(ledger, N, k));
        lt_variant_of_draw(NULL, k + 1, id);
        is_table(id, ledger);
        apply("reference-2025", ledger);
        lt_variant_of_draw("reference-2025", k + 1, id);
        is_table(id, ledger);
        apply("boilers", ledger);
        lt_variant_of_draw("boilers", k + 1, id);
        is_table(id, ledger);
        lt_ledger_free(ledger);
    }
}

static double cell(const lt_csv *table, const char *variant, const char *city, const char *column) {
    for (long r = 0; r < lt_csv_rows(table); r++) {
        int at;
        double value = NAN;
        must(lt_csv_column(table, column, &at));
        if (strcmp(lt_csv_text(table, r, 0), variant) != 0 || strcmp(lt_csv_text(table, r, 2), "(mean)") != 0 ||
            strcmp(lt_csv_text(table, r, 3), city) != 0)
            continue;
        if (lt_csv_text(table, r, at)[0]) must(lt_csv_double(table, r, at, &value));
        return value;
    }
    fail_msg("no row of %s, %s", variant, city);
    return NAN;
}

/* Of two values a and b: mean (a + b) / 2, sd |a - b| / sqrt(2). The table has six figures. */
static void is_told(const lt_csv *table, const cJSON *city, const char *variant) {
    const char *name = json_text(city, "name_en");
    const cJSON *told = json_at(city, lt_fmt("draws/%s/pm25", variant));
    const double a = json_number(told, "values_ugm3/0"), b = json_number(told, "values_ugm3/1");
    const double mean = (a + b) / 2, sd = fabs(a - b) / sqrt(2);
    assert_true(a != b && json_number(told, "n") == 2);
    assert_near(json_number(told, "mean_ugm3"), mean, 1e-14 * fabs(a) + 1e-14 * fabs(b));
    assert_near(json_number(told, "sd_ugm3"), sd, 1e-13 * fabs(a) + 1e-13 * fabs(b));
    assert_true(json_number(told, "min_ugm3") == fmin(a, b) && json_number(told, "max_ugm3") == fmax(a, b));
    assert_null(cJSON_GetObjectItem(told, "p5_ugm3"));
    assert_near(cell(table, variant, name, "sd_ugm3"), sd, 1e-5 * sd);
    assert_near(cell(table, variant, name, "mean_ugm3"), mean, 1e-5 * fabs(mean));
    assert_true(isnan(cell(table, variant, name, "p5_ugm3")));
    if (strcmp(variant, "base") == 0)
        assert_true(json_number(told, "run_ugm3") == json_number(city, "pm25_base_ugm3"));
    else
        assert_true(json_number(told, "run_ugm3") == json_number(city, lt_fmt("packages/%s/pm25_delta_ugm3", variant)));
    assert_true(json_number(told, "noise_ugm3") == json_number(city, "packages/boilers/pm25_noise_ugm3"));
}

static void test_told(void **state) {
    (void)state;
    cJSON *summary = summary_of(out);
    const cJSON *city = NULL;
    lt_csv *table;
    double mean = 0, most = 0;
    must(lt_csv_read(lt_fmt("%s/draws.csv", out), &table));
    assert_true(json_number(summary, "inventory_draws/n") == N);
    assert_string_equal(json_text(summary, "inventory_draws/packages/1"), "boilers");
    cJSON_ArrayForEach(city, json_at(summary, "cities")) {
        is_told(table, city, "base");
        is_told(table, city, "reference-2025");
        is_told(table, city, "boilers");
        mean += json_number(city, "draws/boilers/pm25/mean_ugm3") / 14;
        most = fmin(most, json_number(city, "draws/boilers/pm25/max_ugm3"));
    }
    assert_true(most < 0); /* boilers lower PM2.5 on both draws somewhere */
    assert_near(cell(table, "boilers", "Liaoning", "mean_ugm3"), mean, 1e-5 * fabs(mean));
    lt_csv_free(table);
    cJSON_Delete(summary);
    /* the board takes its part from it */
    cJSON *said = json_of(program_run(NULL, "scenario", "targets", out, "--json"));
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, json_at(said, "variants/2/board")) if (strcmp(json_text(row, "id"), "P-03a") == 0) {
        assert_true(json_number(row, "band/parts/inventory/n") == N);
        assert_true(json_number(row, "band/parts/inventory/sigma") > 0);
        most = 1;
    }
    assert_true(most == 1);
    cJSON_Delete(said);
}

/* The last three of the list, those of draw 2, from its end; then what is left. */
static void run_jobs_backwards(const char *folder) {
    enum { MOST = 16 };
    char *jobs[MOST];
    int n = 0;
    program_result list = program_run(NULL, "run", case_file, "--out", folder, "--threads", "1", "--quiet", "--jobs");
    for (char *line = strtok(list.said, "\n"); line && n < MOST; line = strtok(NULL, "\n"))
        jobs[n++] = strstr(line, "--only ") + strlen("--only ");
    assert_int_equal(n, 4 + N * 3);
    for (int last = n - 3; n-- > last;) {
        program_result one =
            program_run(NULL, "run", case_file, "--out", folder, "--threads", "1", "--quiet", "--only", jobs[n]);
        if (one.code != 0) print_error("%s%s\n", one.said, one.err);
        assert_int_equal(one.code, 0);
        program_free(&one);
    }
    program_free(&list);
    tiny_case_run(case_file, folder, "1");
}

static void test_jobs(void **state) {
    (void)state;
    char folder[512];
    snprintf(folder, sizeof folder, "%s/apart", root);
    run_jobs_backwards(folder);
    char *one = files_bits(out), *other = files_bits(folder);
    assert_string_equal(one, other);
    assert_non_null(strstr(one, "conc_boilers-draw-2_hours.nc"));
    free(one);
    free(other);
}

/* The last: without the key the run says nothing of draws. */
static void test_no_more(void **state) {
    (void)state;
    assert_true(files_exists(lt_fmt("%s/draws.csv", out)));
    tiny_case_write(root, "met:\n", "reference: reference-2025\nmodel: {chemistry: off}\nmet:\n", case_file);
    tiny_case_run(case_file, out, "2");
    assert_false(files_exists(lt_fmt("%s/draws.csv", out)));
    cJSON *summary = summary_of(out);
    assert_null(cJSON_GetObjectItem(summary, "inventory_draws"));
    assert_null(cJSON_GetObjectItem(json_at(summary, "cities/0"), "draws"));
    cJSON_Delete(summary);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ledgers), cmocka_unit_test(test_told),
                                       cmocka_unit_test(test_jobs), cmocka_unit_test(test_no_more)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
