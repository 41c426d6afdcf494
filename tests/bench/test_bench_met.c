/* `lantian bench met --quick`: the keys that are promised for each task. Speed is not judged here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>
#include <string.h>

static void test_tasks(void **state) {
    (void)state;
    static const char *const keys[] = {"cpu_s", "wall_s", "peak_mb", "rows", "goal_s"};
    program_result r = program_run(NULL, "bench", "met", "--quick", "--json", "--quiet");
    if (r.code != 0) fail_msg("code %d\n%s", r.code, r.err);
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    const cJSON *row;
    int days = 0, hours = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        const char *task = cJSON_GetStringValue(cJSON_GetObjectItem(row, "task"));
        assert_non_null(task);
        for (int k = 0; k < 5; k++) {
            const cJSON *value = cJSON_GetObjectItem(row, keys[k]);
            assert_true(cJSON_IsNumber(value) && value->valuedouble > 0);
        }
        long rows = (long)cJSON_GetObjectItem(row, "rows")->valuedouble;
        hours += strcmp(task, "stations_hour") == 0 && rows == 2;
        days += strcmp(task, "wrf_day") == 0 && rows == 160 * 160 * 12 * 2;
    }
    assert_int_equal(days, 1);
    assert_int_equal(hours, 1);
    cJSON_Delete(root);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tasks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
