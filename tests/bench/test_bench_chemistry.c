/* `lantian bench chemistry --quick`: the keys that are promised, on made and on given cells, and what is said of bad
 * tables. Speed is not judged here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "tests/support/data.h"
#include "tests/support/error_block.h"
#include "tests/support/root.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static const char *const numbers[] = {"species",         "reactions", "cells",     "rtol",
                                      "outer_s",         "rms_error", "max_error", "cell_hours_per_s",
                                      "steps_per_outer", "threads",   "error_p99", "cell_hours_per_cpu_s"};
static const char *const words[] = {"mechanism", "real", "method", "engine", "isa", "start", "rates"};

static double number_of(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItem(row, key);
    if (!cJSON_IsNumber(item)) fail_msg("%s is no number in %s", key, cJSON_PrintUnformatted(row));
    return item->valuedouble;
}

static const char *word_of(const cJSON *row, const char *key) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItem(row, key));
    if (!word) fail_msg("%s is no text in %s", key, cJSON_PrintUnformatted(row));
    return word;
}

/* Errors are those of the method at its tolerance: rms below 1e-3 even at rtol 1e-2 (measured 2.6e-4). */
static void judge_row(const cJSON *row) {
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; ++k) assert_true(number_of(row, numbers[k]) > 0);
    for (size_t k = 0; k < sizeof words / sizeof *words; ++k) assert_true(word_of(row, words[k])[0] != '\0');
    assert_true(number_of(row, "rms_error") < 1e-3);
    const double share = number_of(row, "rates_share");
    assert_true(strcmp(word_of(row, "rates"), "computed") == 0 ? share > 0 && share < 1 : share == 0);
}

/* Rows of a run: cells of each, and which kinds of rows there are. */
static void judge(const program_result *r, int cells) {
    if (r->code != 0) fail_msg("code %d\n%s", r->code, r->err);
    cJSON *root_object = cJSON_Parse(r->said);
    assert_non_null(root_object);
    const cJSON *row;
    int ten = 0, five = 0, computed = 0, two = 0, plain = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root_object, "results")) {
        judge_row(row);
        assert_int_equal((int)number_of(row, "cells"), cells);
        const bool whole = strcmp(word_of(row, "mechanism"), "cb6r5_ae7_aq") == 0;
        assert_int_equal((int)number_of(row, "species"), whole ? 149 : 140);
        assert_int_equal((int)number_of(row, "reactions"), whole ? 349 : 318);
        ten += whole && number_of(row, "outer_s") == 600;
        five += whole && number_of(row, "outer_s") == 300;
        computed += strcmp(word_of(row, "rates"), "computed") == 0;
        two += number_of(row, "threads") == 2;
        plain += strcmp(word_of(row, "engine"), "interpreter") == 0;
    }
    assert_true(ten >= 8 && five >= 3 && computed == 2 && two == 2 && plain == 1);
    cJSON_Delete(root_object);
}

static void test_made_cells(void **state) {
    (void)state;
    program_result r = program_run(NULL, "bench", "chemistry", "--quick", "--json", "--quiet", "--threads", "2");
    judge(&r, 24);
    program_free(&r);
}

static void test_given_cells(void **state) {
    (void)state;
    data_path("chemistry/cb6r5_states_dev_start.csv");
    program_result r = program_run(NULL, "bench", "chemistry", "--quick", "--json", "--quiet", "--threads", "2",
                                   "--states", data_path("chemistry"));
    judge(&r, 300);
    program_free(&r);
}

/* Copies of the given tables; text of one of them from its owner. */
static char *copy_tables(const char *owned) {
    static const char *const ends[] = {"start", "pulse", "rates", "end"};
    char *kept = NULL, name[64];
    mkdir(in_root("s"), 0777);
    for (int t = 0; t < 4; ++t) {
        snprintf(name, sizeof name, "chemistry/cb6r5_states_dev_%s.csv", ends[t]);
        char *text = files_read(data_path(name), NULL);
        assert_non_null(text);
        snprintf(name, sizeof name, "s/x_%s.csv", ends[t]);
        assert_true(files_write_text(in_root(name), text));
        if (strcmp(ends[t], owned) == 0)
            kept = text;
        else
            free(text);
    }
    return kept;
}

static program_result run_on_copies(void) {
    return program_run(NULL, "bench", "chemistry", "--quick", "--json", "--quiet", "--states", in_root("s"));
}

static void test_bad_tables(void **state) {
    (void)state;
    char *text = copy_tables("start");
    program_result r;

    remove(in_root("s/x_pulse.csv"));
    r = run_on_copies();
    ERROR_BLOCK(r, "no pulse", 2, "x_pulse.csv");
    program_free(&r);

    free(copy_tables("pulse"));
    remove(in_root("s/x_end.csv"));
    r = run_on_copies();
    ERROR_BLOCK(r, "no end", 2, "x_end.csv", "no reference");
    program_free(&r);

    free(copy_tables("end"));
    char *number = strchr(strchr(text, '\n') + 1, ','); /* the temperature of the first cell */
    memcpy(number + 1, "nan", 3);
    memset(number + 4, ' ', strcspn(number + 4, ","));
    assert_true(files_write_text(in_root("s/x_start.csv"), text));
    r = run_on_copies();
    ERROR_BLOCK(r, "NaN", 2, "x_start.csv:2, column T_K", "nan");
    program_free(&r);
    free(text);

    text = copy_tables("rates");
    memcpy(strstr(text, ",k7,"), ",kx,", 4);
    assert_true(files_write_text(in_root("s/x_rates.csv"), text));
    r = run_on_copies();
    ERROR_BLOCK(r, "a column of another name", 2, "x_rates.csv:1", "kx");
    program_free(&r);
    free(text);

    text = copy_tables("end");
    char *line = strchr(strchr(text, '\n') + 1, '\n') + 1; /* the second cell goes */
    memmove(line, strchr(line, '\n') + 1, strlen(strchr(line, '\n') + 1) + 1);
    assert_true(files_write_text(in_root("s/x_end.csv"), text));
    r = run_on_copies();
    ERROR_BLOCK(r, "a cell is missing", 2, "x_end.csv:3", "cell 1");
    program_free(&r);
    free(text);
}

static void test_states_elsewhere(void **state) {
    (void)state;
    program_result r = program_run(NULL, "bench", "inventory", "--quick", "--states", "x");
    assert_int_equal(r.code, 2);
    assert_non_null(strstr(r.err, "bad request: bench inventory takes no --states"));
    program_free(&r);
}

/* A day of a grid: what is promised of its row, and shares that sum to 1. */
static void test_grid(void **state) {
    (void)state;
    static const char *const positive[] = {"nx",
                                           "ny",
                                           "nz",
                                           "species",
                                           "step_s",
                                           "steps",
                                           "threads",
                                           "seconds_a_day",
                                           "cpu_seconds_a_day",
                                           "rates_share",
                                           "copy_share",
                                           "solve_share",
                                           "air_share",
                                           "light_share",
                                           "cell_steps_per_cpu_s",
                                           "goal_seconds_a_day"};
    program_result r =
        program_run(NULL, "bench", "chemistry", "--grid", "liaoning-9", "--quick", "--json", "--threads", "2");
    if (r.code != 0) fail_msg("code %d\n%s", r.code, r.err);
    cJSON *json = cJSON_Parse(r.said);
    const cJSON *rows = cJSON_GetObjectItem(json, "results"), *row = cJSON_GetArrayItem(rows, 0);
    assert_int_equal(cJSON_GetArraySize(rows), 1);
    for (size_t k = 0; k < sizeof positive / sizeof *positive; ++k) assert_true(number_of(row, positive[k]) > 0);
    assert_string_equal(word_of(row, "grid"), "liaoning-9");
    assert_true(number_of(row, "step_s") == 300 && number_of(row, "nz") == 20);
    assert_true(fabs(number_of(row, "rates_share") + number_of(row, "light_share") + number_of(row, "copy_share") +
                     number_of(row, "air_share") + number_of(row, "solve_share") - 1.0) < 1e-9);
    assert_true(number_of(row, "rates_and_light_share") < 0.5 && number_of(row, "fallbacks") == 0);
    cJSON_Delete(json);
    program_free(&r);
    r = program_run(NULL, "bench", "transport", "--grid", "liaoning-9", "--quick");
    assert_int_equal(r.code, 2);
    assert_non_null(strstr(r.err, "bench transport takes no --grid"));
    program_free(&r);
    r = program_run(NULL, "bench", "chemistry", "--grid", "liaoning-10", "--quick");
    assert_int_equal(r.code, 2);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_made_cells), cmocka_unit_test(test_given_cells),
                                       cmocka_unit_test(test_bad_tables), cmocka_unit_test(test_states_elsewhere),
                                       cmocka_unit_test(test_grid)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
