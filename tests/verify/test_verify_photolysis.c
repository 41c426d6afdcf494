/* `lantian verify photolysis --json` as a user runs it: one object, every row passes, every suite has rows. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/photolysis/verify/verify.h"
#include "tests/support/data.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>

static const char *text_of(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItem(row, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

/* The program's rows; all that have a bound pass. At least `least` of them. */
static void assert_passes(int least) {
    program_result result = program_run(NULL, "verify", "photolysis", "--json");
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    const cJSON *row, *rows = cJSON_GetObjectItem(json, "results");
    int bad = 0;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_IsTrue(cJSON_GetObjectItem(row, "pass")) || cJSON_IsNull(cJSON_GetObjectItem(row, "pass"))) continue;
        print_error("%s %s: %g\n", text_of(row, "case"), text_of(row, "metric"),
                    cJSON_GetNumberValue(cJSON_GetObjectItem(row, "value")));
        bad++;
    }
    assert_int_equal(bad, 0);
    assert_int_equal(result.code, 0);
    assert_true(cJSON_GetArraySize(rows) >= least);
    cJSON_Delete(json);
    program_free(&result);
}

static void test_all_pass(void **state) {
    (void)state;
    data_path("chemistry/tuv_reference_photo_rates.nc");
    assert_passes(30 * 24);
}

static void test_passes_without_the_real_data(void **state) {
    (void)state;
    char old[4096] = "";
    if (getenv("LANTIAN_DATA")) snprintf(old, sizeof old, "%s", getenv("LANTIAN_DATA"));
    assert_int_equal(setenv("LANTIAN_DATA", LT_BUILD_DIR "/tests", 1), 0);
    assert_passes(40);
    if (*old)
        setenv("LANTIAN_DATA", old, 1);
    else
        unsetenv("LANTIAN_DATA");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass),
                                       cmocka_unit_test(test_passes_without_the_real_data)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
