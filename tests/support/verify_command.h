/* verify_command.h - `lantian verify TOPIC --json` as a user runs it: one object, every row passes, every suite has
 * rows. Header only. */
#ifndef LT_TESTS_VERIFY_COMMAND_H
#define LT_TESTS_VERIFY_COMMAND_H

#include "base/verify.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>

/* At least `least` rows, and all that have a bound pass. option: one more, or NULL. */
static LT_UNUSED void expect_rows_pass_with(const lt_verify_topic *topic, int least, const char *option) {
    program_result result = program_run(NULL, "verify", topic->name, "--json", option);
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    assert_true(cJSON_IsObject(cJSON_GetObjectItem(json, "machine")));
    const cJSON *row, *rows = cJSON_GetObjectItem(json, "results");
    int bad = 0;
    cJSON_ArrayForEach(row, rows) {
        const cJSON *pass = cJSON_GetObjectItem(row, "pass");
        if (cJSON_IsTrue(pass) || cJSON_IsNull(pass)) continue;
        char *text = cJSON_PrintUnformatted(row);
        print_error("%s\n", text);
        cJSON_free(text);
        bad++;
    }
    assert_int_equal(bad, 0);
    assert_int_equal(result.code, 0);
    assert_true(cJSON_GetArraySize(rows) >= least);
    cJSON_Delete(json);
    program_free(&result);
}

static LT_UNUSED void expect_rows_pass(const lt_verify_topic *topic, int least) {
    expect_rows_pass_with(topic, least, NULL);
}

static LT_UNUSED void expect_quick_pass(const lt_verify_topic *topic) {
    expect_rows_pass_with(topic, 3 * topic->n_suites, "--quick");
}

static LT_UNUSED void expect_all_pass(const lt_verify_topic *topic) {
    expect_rows_pass(topic, 3 * topic->n_suites);
}

#endif
