/* kpp_inline.c - which functions foreign code (#INLINE) defines: rates that call them are the user's.
 *
 *   Fortran  "function NAME("      Matlab  "function k = NAME(", "function [k] = NAME("      C  "NAME(...) {" */
#include "model/chemistry/mechanism/kpp_private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_NAME = 128 };

static lt_status add_function(lt_kpp *kpp, const char *name, size_t n, long code) {
    char text[MOST_NAME], key[MOST_NAME];
    if (n == 0 || n >= MOST_NAME) return LT_OK;
    snprintf(text, sizeof text, "%.*s", (int)n, name);
    return lt_texts_set_number(kpp->functions, lt_kpp_lower(text, key), code);
}

/* Behind the word "function": the name, past "k =" or "[k] =". */
static const char *name_behind(const char *at) {
    at += strspn(at, " \t");
    const char *name = at + (*at == '[' ? strcspn(at, "]\n") + 1 : lt_kpp_word(at));
    if (*at == '[' && name[-1] != ']') return at;
    const char *equals = name + strspn(name, " \t");
    return *equals == '=' ? equals + 1 + strspn(equals + 1, " \t") : at;
}

static lt_status look_at_word(lt_kpp *kpp, const char *at, size_t n, long code) {
    if (n == 8 && strncasecmp(at, "function", 8) == 0) {
        const char *name = name_behind(at + n);
        return add_function(kpp, name, lt_kpp_word(name), code);
    }
    const char *open = lt_kpp_blanks(at + n);
    if (*open != '(') return LT_OK;
    const char *close = open + strcspn(open, "){};"), *body = *close == ')' ? lt_kpp_blanks(close + 1) : close;
    return *close == ')' && *body == '{' ? add_function(kpp, at, n, code) : LT_OK;
}

lt_status lt_kpp_functions(lt_kpp *kpp) {
    LT_TRY(lt_texts_create(&kpp->functions));
    for (long k = 0; k < kpp->n_inlines; k++) {
        for (const char *at = kpp->inlines[k].code; *at;) {
            const size_t n = lt_kpp_word(at);
            if (n > 0) LT_TRY(look_at_word(kpp, at, n, k));
            at += n > 0 ? n : 1;
        }
    }
    return LT_OK;
}

const lt_kpp_inline *lt_kpp_defined(const lt_kpp *kpp, const char *function) {
    char key[MOST_NAME];
    const long code = strlen(function) < MOST_NAME ? lt_texts_number(kpp->functions, lt_kpp_lower(function, key)) : -1;
    return code < 0 ? NULL : &kpp->inlines[code];
}
