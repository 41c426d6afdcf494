/* error_block.h - is what the program said one clear error? Header only. */
#ifndef LT_TESTS_ERROR_BLOCK_H
#define LT_TESTS_ERROR_BLOCK_H

#include "tests/support/program.h"

/* Two depths: the faults that the issue names say where, what was expected, what was found and what to do; the others
 * say what is wrong, and where or what was found. */
enum { ERROR_BRIEF = 0, ERROR_FULL = 1 };

/* The exit code; one error and no more; its lines; and every word of the list (ended by NULL) stands in it. */
static LT_UNUSED bool error_block_good(const program_result *result, const char *fault, int code, int depth,
                                       const char *const *words) {
    static const char *const labels[] = {"where:", "expected:", "found:", "to do:"};
    const char *headline = code == 3 ? "environment: " : "bad input: ";
    const char *text = result->err;
    bool good = result->code == code && program_count(text, headline) == 1;
    const char *lacks = good ? NULL : headline;
    for (size_t n = 0; n < sizeof labels / sizeof *labels && !lacks; n++) {
        int said = program_count(text, labels[n]);
        bool needed = depth == ERROR_FULL && !(code == 3 && n == 1);
        if (said > 1 || (needed && said == 0)) lacks = labels[n];
    }
    if (!lacks && !strstr(text, labels[0]) && !strstr(text, labels[2])) lacks = labels[0];
    for (; *words && !lacks; words++)
        if (!strstr(text, *words)) lacks = *words;
    if (lacks)
        print_error("%s: exit code %d (wanted %d), \"%s\" is missing or said twice:\n%s%s\n", fault, result->code, code,
                    lacks, result->said, text);
    return lacks == NULL;
}

/* A bad request or bad input: exit code 2, nothing on stdout, one error that holds the word; the result is freed. */
static LT_UNUSED void assert_refused(program_result result, const char *word) {
    bool good = result.code == 2 && strcmp(result.said, "") == 0 && strstr(result.err, word);
    if (!good) print_error("code %d, wanted \"%s\", said:\n%s%s\n", result.code, word, result.said, result.err);
    assert_true(good);
    assert_int_equal(program_count(result.err, "bad request:") + program_count(result.err, "bad input:"), 1);
    program_free(&result);
}

#define ERROR_BLOCK(result, fault, code, ...)                                                                          \
    assert_true(error_block_good(&(result), (fault), (code), ERROR_FULL, (const char *const[]){__VA_ARGS__, NULL}))

#endif
