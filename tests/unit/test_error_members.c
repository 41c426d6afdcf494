/* Every error of bad input or a bad request says where, what was expected, what was found and what to do; every error
 * of the environment says where, what was found and what to do. Read from the sources: each LT_RAISE must fill them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/files.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers, times and units do not know where they stand: their callers say it (LT_TRY_PLACE). */
static const char *const placeless[] = {"base/timeaxis.c", "base/units.c"};

/* The call from its opening parenthesis to the closing one; strings may hold parentheses. */
static size_t call_length(const char *open) {
    int depth = 0;
    bool quoted = false;
    for (const char *c = open; *c; c++) {
        if (*c == '\\' && quoted) {
            c++;
            continue;
        }
        if (*c == '"') quoted = !quoted;
        if (quoted) continue;
        depth += (*c == '(') - (*c == ')');
        if (depth == 0) return (size_t)(c - open) + 1;
    }
    return 0;
}

static int judge_call(const char *file, const char *call) {
    static const char *const members[] = {".where =", ".expected =", ".found =", ".todo ="};
    int lacking = 0;
    const bool environment = strncmp(call, "(LT_ERR_ENV", 11) == 0;
    if (!environment && strncmp(call, "(LT_ERR_INPUT", 13) != 0 && strncmp(call, "(LT_ERR_USAGE", 13) != 0) return 0;
    for (int m = 0; m < 4; m++) {
        if ((environment && m == 1) || strstr(call, members[m])) continue;
        bool forgiven = false;
        for (size_t p = 0; p < sizeof placeless / sizeof *placeless; p++)
            forgiven |= m == 0 && strcmp(file, placeless[p]) == 0;
        if (forgiven) continue;
        print_error("%s: no %s in LT_RAISE%.120s\n", file, members[m], call);
        lacking++;
    }
    return lacking;
}

typedef struct count {
    int calls, lacking;
} count;

static void judge_file(const char *relative, const char *path, void *context) {
    count *total = context;
    static const char *const skipped[] = {"build/", "tests/", ".git/"};
    if (!files_ends_with(relative, ".c")) return;
    for (size_t s = 0; s < sizeof skipped / sizeof *skipped; s++)
        if (strncmp(relative, skipped[s], strlen(skipped[s])) == 0) return;
    char *text = files_read(path, NULL);
    assert_non_null(text);
    for (char *c = strstr(text, "LT_RAISE("); c; c = strstr(c + 1, "LT_RAISE(")) {
        char *open = c + strlen("LT_RAISE"), *end = open + call_length(open);
        const char kept = *end;
        *end = '\0';
        total->calls++;
        total->lacking += judge_call(relative, open);
        *end = kept;
    }
    free(text);
}

static void test_errors_are_whole(void **state) {
    (void)state;
    count total = {0};
    files_walk(LT_SOURCE_DIR, judge_file, &total);
    assert_true(total.calls > 200); /* else the scan has found nothing */
    assert_int_equal(total.lacking, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_errors_are_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
