/* words.h - does the present error say what it should? Header only. */
#ifndef LT_TESTS_WORDS_H
#define LT_TESTS_WORDS_H

#include "base/status.h"

#include <string.h>

/* All words (NULL-terminated) must stand in the present error. */
static inline void expect_words(const char *const *words) {
    char text[8192];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    for (; *words; words++)
        if (!strstr(text, *words)) fail_msg("\"%s\" is not in: %s", *words, text);
}
#define EXPECT(...) expect_words((const char *const[]){__VA_ARGS__, NULL})

#endif
