/* `lantian verify deposition --json` as a user runs it: one object, every row passes, every suite has rows. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/deposition/verify/verify.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>

static const char *text_of(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItem(row, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

static void test_all_pass(void **state) {
    (void)state;
    program_result result = program_run(NULL, "verify", "deposition", "--json");
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    assert_true(cJSON_IsObject(cJSON_GetObjectItem(json, "machine")));
    const cJSON *row, *rows = cJSON_GetObjectItem(json, "results");
    int bad = 0;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_IsTrue(cJSON_GetObjectItem(row, "pass")) || cJSON_IsNull(cJSON_GetObjectItem(row, "pass"))) continue;
        print_error("%s %s: %s\n", text_of(row, "case"), text_of(row, "metric"), cJSON_PrintUnformatted(row));
        bad++;
    }
    assert_int_equal(bad, 0);
    assert_int_equal(result.code, 0);
    assert_true(cJSON_GetArraySize(rows) >= 3 * lt_verify_deposition.n_suites);
    cJSON_Delete(json);
    program_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
