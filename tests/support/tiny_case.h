/* tiny_case.h - the smallest job that goes the whole road: two hours on liaoning-27 without spin-up. Header only. */
#ifndef LT_TESTS_TINY_CASE_H
#define LT_TESTS_TINY_CASE_H

#include "tests/support/program.h"

/* The met section says nothing but what has no default. */
static const char tiny_case_text[] = "case: tiny\n"
                                     "title_en: two hours for a test\n"
                                     "title_zh: 测试用两小时\n"
                                     "grid: liaoning-27\n"
                                     "base_year: 2020\n"
                                     "periods:\n"
                                     "  - id: hours\n"
                                     "    start: 2020-01-06\n"
                                     "    length: 2 h\n"
                                     "    spinup: 0 h\n"
                                     "packages: [boilers]\n"
                                     "met:\n"
                                     "  source: typical-winter\n";

/* text with the first from replaced by to; the test fails if from is not there. Caller frees. */
static LT_UNUSED char *tiny_case_with(const char *text, const char *from, const char *to) {
    const char *place = strstr(text, from);
    if (!place) print_error("\"%s\" is not in the text\n", from);
    assert_non_null(place);
    char *out = malloc(strlen(text) + strlen(to) + 1);
    assert_non_null(out);
    sprintf(out, "%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
    return out;
}

/* Write the case to folder/case.yaml with one text replaced (from NULL: as it is). path[512]. */
static LT_UNUSED void tiny_case_write(const char *folder, const char *from, const char *to, char path[512]) {
    snprintf(path, 512, "%s/case.yaml", folder);
    char *text = from ? tiny_case_with(tiny_case_text, from, to) : strdup(tiny_case_text);
    assert_true(files_write_text(path, text));
    free(text);
}

/* Run the case to its end; the test fails if it does not end well. */
static LT_UNUSED void tiny_case_run(const char *path, const char *out, const char *threads) {
    program_result result = program_run(NULL, "run", path, "--out", out, "--threads", threads, "--quiet");
    if (result.code != 0) print_error("exit code %d:\n%s%s\n", result.code, result.said, result.err);
    assert_int_equal(result.code, 0);
    program_free(&result);
}

#endif
