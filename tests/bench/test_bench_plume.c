/* `lantian bench plume --quick`: the keys that are promised for each type of source. Speed is not judged here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/program.h"

#include <cjson/cJSON.h>
#include <string.h>

static void test_rows(void **state) {
    (void)state;
    static const char *const types[] = {"point", "area", "line"};
    program_result r = program_run(NULL, "bench", "plume", "--quick", "--json", "--quiet");
    if (r.code != 0) fail_msg("code %d\n%s", r.code, r.err);
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    int found[3] = {0};
    const cJSON *row;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(row, "source_type"));
        assert_non_null(type);
        for (int k = 0; k < 3; k++) found[k] += strcmp(type, types[k]) == 0;
        assert_true(cJSON_GetObjectItem(row, "source_receptor_hours_per_s")->valuedouble > 0);
        assert_true(cJSON_GetObjectItem(row, "threads")->valuedouble >= 1);
    }
    for (int k = 0; k < 3; k++) assert_true(found[k] >= 1);
    cJSON_Delete(root);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
