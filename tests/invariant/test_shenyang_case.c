/* label: long */
/* One day of the case "shenyang-week" on the real files: the road runs on real activity, plants and weather, and the
 * evaluation stands beside the observations with all its predictors. What the scores are is not judged here. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "tests/support/program.h"
#include "tests/support/data.h"

#include <cjson/cJSON.h>

static const cJSON *row_of(const cJSON *rows, const char *averaging, const char *predictor) {
    const cJSON *row;
    cJSON_ArrayForEach(row, rows) {
        if (!strcmp(cJSON_GetStringValue(cJSON_GetObjectItem(row, "site")), "Shenyang") &&
            !strcmp(cJSON_GetStringValue(cJSON_GetObjectItem(row, "averaging")), averaging) &&
            !strcmp(cJSON_GetStringValue(cJSON_GetObjectItem(row, "predictor")), predictor))
            return row;
    }
    return NULL;
}

static void test_one_day(void **state) {
    (void)state;
    data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv");
    char folder[256], out[300], path[400], *text;
    assert_true(files_make_folder(folder));
    snprintf(out, sizeof out, "%s/out", folder);
    program_result run = program_run(NULL, "run", "shenyang-week", "--days", "1", "--out", out, "--quiet");
    if (run.code != 0) print_error("%s%s\n", run.said, run.err);
    assert_int_equal(run.code, 0);
    assert_non_null(strstr(run.said, "as the command line asks"));
    program_free(&run);
    snprintf(path, sizeof path, "%s/evaluation.json", out);
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    cJSON *json = cJSON_Parse(text);
    free(text);
    const cJSON *rows = cJSON_GetObjectItem(json, "rows");
    static const char *const predictors[] = {"lantian", "persistence", "climatology", "regression"};
    for (size_t p = 0; p < sizeof predictors / sizeof *predictors; p++) {
        const cJSON *row = row_of(rows, "hour", predictors[p]);
        assert_non_null(row);
        assert_true(cJSON_IsTrue(cJSON_GetObjectItem(row, "evidence")));
        assert_in_range((uintmax_t)cJSON_GetObjectItem(row, "n")->valuedouble, 18, 24); /* 24 hours but for gaps */
    }
    const cJSON *day = row_of(rows, "day", "lantian");
    assert_non_null(day);
    assert_int_equal(cJSON_GetObjectItem(day, "n")->valueint, 1);
    cJSON_Delete(json);
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
