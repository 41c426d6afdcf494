/* `lantian bench organics --quick`: the keys that are promised, every kind of row, and answers that are those of the
 * bisection. Speed is not judged here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/program.h"

#include <cjson/cJSON.h>
#include <string.h>

static double number_of(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, key);
    if (!cJSON_IsNumber(item)) fail_msg("%s is no number", key);
    return item->valuedouble;
}

static const char *word_of(const cJSON *row, const char *key) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, key));
    if (!word || !word[0]) fail_msg("%s is no text", key);
    return word;
}

static void test_rows(void **state) {
    (void)state;
    program_result r = program_run(NULL, "bench", "organics", "--quick", "--json", "--quiet");
    if (r.code != 0) fail_msg("code %d\n%s", r.code, r.err);
    cJSON *root = cJSON_Parse(r.said);
    const cJSON *row;
    int vectors = 0, single = 0, bisection = 0;
    assert_non_null(root);
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        const char *kernel = word_of(row, "kernel");
        const bool itself = strcmp(kernel, "bisection") == 0;
        assert_true(number_of(row, "cells_per_s") > 0 && number_of(row, "cells_per_cpu_s") > 0);
        assert_true(number_of(row, "cells") == 64 && number_of(row, "unsolved") == 0); /* --quick is obeyed */
        /* two ways of arithmetic: a difference of exactly 0 would mean that one was compared with itself */
        assert_true(itself == (number_of(row, "largest_difference") == 0));
        if (strcmp(word_of(row, "air"), "onset")) assert_true(number_of(row, "largest_difference") < 1.1e-10);
        assert_true(number_of(row, "largest_difference") < 1e-6);
        assert_string_equal(word_of(row, "scheme"), "ae7");
        vectors += strcmp(kernel, "vectors") == 0;
        single += strcmp(kernel, "one cell") == 0;
        bisection += itself;
    }
    assert_true(vectors >= 4 && single == 4 && bisection == 4);
    cJSON_Delete(root);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
