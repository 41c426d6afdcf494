/* shell.c - see shell.h. */
#include "base/shell.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void lt_shell_put(FILE *out, const char *word) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
    if (word[0] && word[strspn(word, plain)] == '\0') {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", out);
        else
            fputc(*word, out);
    fputc('\'', out);
}

/* The word at *from, quotes taken away, to *to; false: a quote does not end. */
static bool take_word(char **from, char **to) {
    bool quoted = false;
    for (; **from && (quoted || **from != ' '); ++*from) {
        if (**from == '\'')
            quoted = !quoted;
        else {
            if (!quoted && **from == '\\' && (*from)[1]) ++*from;
            *(*to)++ = **from;
        }
    }
    return !quoted;
}

lt_status lt_shell_split(char *line, const char *where, char **words, int most, int *n) {
    char *from = line, *to = line;
    for (*n = 0;; ++*n) {
        from += strspn(from, " ");
        if (!*from) break;
        char *begin = to;
        const bool whole = *n < most - 1 && take_word(&from, &to);
        if (!whole)
            return LT_RAISE(LT_ERR_INPUT, .what = "a command that cannot be read", .where = where,
                            .expected = lt_fmt("at most %d words, every quote with its end", most - 1),
                            .found = lt_fmt("%d words, then: %.80s", *n, begin), .todo = "leave the file as it was");
        const bool last = *from == '\0';
        if (!last) from++;
        *to++ = '\0';
        words[*n] = begin;
        if (last) {
            ++*n;
            break;
        }
    }
    words[*n] = NULL;
    return LT_OK;
}

bool lt_shell_has(const char *command) {
    const char *path = getenv("PATH");
    for (const char *p = path ? path : ""; *p; p += strcspn(p, ":"), p += *p == ':') {
        char file[PATH_MAX];
        snprintf(file, sizeof file, "%.*s/%s", (int)strcspn(p, ":"), p, command);
        if (access(file, X_OK) == 0) return true;
    }
    return false;
}
