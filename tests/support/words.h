/* words.h - does a text, or the present error, say what it should? Header only. */
#ifndef LT_TESTS_WORDS_H
#define LT_TESTS_WORDS_H

#include "base/status.h"

#include <string.h>

/* All words (NULL-terminated) must stand in a text. */
static inline void expect_said(const char *text, const char *const *words) {
    for (; *words; words++)
        if (!strstr(text, *words)) fail_msg("\"%s\" is not in: %s", *words, text);
}
#define SAYS(text, ...) expect_said((text), (const char *const[]){__VA_ARGS__, NULL})

/* And in the present error. */
static inline void expect_words(const char *const *words) {
    char text[8192];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    expect_said(text, words);
}
#define EXPECT(...) expect_words((const char *const[]){__VA_ARGS__, NULL})

/* Bad input, and all words stand in its error. */
static inline void expect_bad(lt_status status, const char *const *words) {
    assert_int_equal(status, LT_ERR_INPUT);
    expect_words(words);
}
#define BAD_INPUT(status, ...) expect_bad((status), (const char *const[]){__VA_ARGS__, NULL})

#endif
