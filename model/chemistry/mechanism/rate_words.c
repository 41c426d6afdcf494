/* rate_words.c - numbers and words in the text of a rate, and the first that is foreign (rate_parser.h). */
#include "model/chemistry/mechanism/rate_parser.h"

#include "base/csv.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- names -------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    lt_rate_variable variable;
} variables[] = {{"TEMP", LT_RATE_TEMP},       {"PRESS", LT_RATE_PRESS},     {"SUN", LT_RATE_SUN}, {"M", LT_RATE_AIR},
                 {"CAIR", LT_RATE_AIR},        {"O2", LT_RATE_O2},           {"N2", LT_RATE_N2},   {"H2O", LT_RATE_H2O},
                 {"CFACTOR", LT_RATE_CFACTOR}, {"COS_SZA", LT_RATE_COS_SZA}, {"SEA", LT_RATE_SEA}};
enum { N_VARIABLES = sizeof variables / sizeof *variables };

/* Other names of functions; "": the argument as it is; POW is **. */
static const char *const aliases[][2] = {{"DEXP", "EXP"},     {"DLOG", "LOG"},     {"ALOG", "LOG"},   {"LN", "LOG"},
                                         {"DLOG10", "LOG10"}, {"ALOG10", "LOG10"}, {"DSQRT", "SQRT"}, {"DABS", "ABS"},
                                         {"FABS", "ABS"},     {"AMIN1", "MIN"},    {"DMIN1", "MIN"},  {"FMIN", "MIN"},
                                         {"AMAX1", "MAX"},    {"DMAX1", "MAX"},    {"FMAX", "MAX"},   {"DBLE", ""},
                                         {"REAL", ""},        {"FLOAT", ""},       {"POW", "**"}};
enum { N_ALIASES = sizeof aliases / sizeof *aliases };

const char *lt_rate_real_name(const char *name) {
    for (int k = 0; k < N_ALIASES; k++)
        if (lt_kpp_same(aliases[k][0], name)) return aliases[k][1];
    return name;
}

const char *lt_rate_variable_name(lt_rate_variable variable) {
    for (int k = 0; k < N_VARIABLES; k++)
        if (variables[k].variable == variable) return variables[k].name;
    return "?";
}

int lt_rate_variable_of(const char *name) {
    for (int k = 0; k < N_VARIABLES; k++)
        if (lt_kpp_same(variables[k].name, name)) return (int)variables[k].variable;
    return -1;
}

const lt_rate_turn lt_rate_turned[] = {{"ARR2", "ARR_ab", 2, LT_SECOND_NEGATED, "A, D"},
                                       {"k3rd_jpl", "k_3rd", 6, LT_TEMP_FIRST, "air, k0, n, ki, m, F"},
                                       {"k3rd_iupac", "k_3rd_iupac", 6, LT_TEMP_FIRST, "air, k0, n, ki, m, F"}};
enum { N_TURNED = sizeof lt_rate_turned / sizeof *lt_rate_turned };

int lt_rate_turned_of(const char *name) {
    for (int k = 0; k < N_TURNED; k++)
        if (lt_kpp_same(lt_rate_turned[k].name, name)) return k;
    return -1;
}

/* --- words and numbers -------------------------------------------------------------------------------------------- */

static size_t digits(const char *text) {
    size_t n = 0;
    while (text[n] >= '0' && text[n] <= '9') n++;
    return n;
}

/* Length of the number at text with its kind (_dp, f), 0 if there is none; value and whether it is whole. */
size_t lt_rate_scan_number(const char *text, double *value, bool *whole) {
    char plain[64];
    size_t n = digits(text), end;
    *whole = text[n] != '.';
    const size_t behind = text[n] == '.' ? digits(text + n + 1) : 0;
    if (n + behind == 0) return 0;
    if (!*whole) n += 1 + behind;
    end = n;
    if (text[n] && strchr("eEdD", text[n])) {
        const size_t sign = text[n + 1] == '+' || text[n + 1] == '-', power = digits(text + n + 1 + sign);
        if (power > 0) {
            end = n + 1 + sign + power;
            *whole = false;
        }
    }
    if (end >= sizeof plain) return 0;
    memcpy(plain, text, end);
    plain[end] = '\0';
    if (end > n) plain[n] = 'e';
    *value = strtod(plain, NULL);
    const size_t kind = lt_kpp_word(text + end);
    if (!isfinite(*value)) return 0;
    if (kind > 0 && text[end] == '_') return end + kind;
    if (kind == 1 && strchr("fFlL", text[end])) return end + 1;
    return kind == 0 ? end : 0;
}

bool lt_rate_starts_word(char letter) {
    return isalpha((unsigned char)letter) || letter == '_';
}

const char *lt_rate_take_word(const char *at, char out[LT_RATE_MOST_WORD]) {
    const size_t n = lt_kpp_word(at);
    snprintf(out, LT_RATE_MOST_WORD, "%.*s", (int)n, at);
    return at + n;
}

/* "NO2" of (NO2), ('NO2'), ( "NO2" ): behind the parenthesis that closes it, NULL if it holds anything else. */
const char *lt_rate_one_name(const char *open, char out[LT_RATE_MOST_WORD]) {
    const char *at = lt_kpp_blanks(open + 1);
    const char quote = *at == '\'' || *at == '"' ? *at : 0;
    at = lt_rate_take_word(at + (quote != 0), out);
    if (quote && *at++ != quote) return NULL;
    at = lt_kpp_blanks(at);
    return *at == ')' && *out ? at + 1 : NULL;
}

/* The label in K(...), which may hold anything but a parenthesis. */
const char *lt_rate_one_label(const char *open, char out[LT_RATE_MOST_WORD]) {
    const char *close = strchr(open, ')'), *start = lt_kpp_blanks(open + 1);
    if (!close) return NULL;
    const char *end = close;
    while (end > start && strchr(" \t\r\n'\"", end[-1])) end--;
    start += strspn(start, "'\"");
    snprintf(out, LT_RATE_MOST_WORD, "%.*s", end > start ? (int)(end - start) : 0, start);
    return close + 1;
}

/* --- what is foreign ---------------------------------------------------------------------------------------------- */

/* The first word that we do not know, in unknown ("" if all are known). */
void lt_rate_find_foreign(const lt_kpp *kpp, const char *text, char unknown[LT_RATE_MOST_WORD]) {
    char word[LT_RATE_MOST_WORD], name[LT_RATE_MOST_WORD];
    *unknown = '\0';
    for (const char *at = text; *at;) {
        double value;
        bool whole;
        if (isdigit((unsigned char)*at) || *at == '.') { /* what is no number is the lt_rate_parser's fault to find */
            const size_t n = lt_rate_scan_number(at, &value, &whole), run = *at == '.' ? 1 : lt_kpp_word(at);
            at += n > 0 ? n : run;
            continue;
        }
        if (strchr("<>?&|!%[]", *at)) { /* comparisons, choices, members */
            snprintf(unknown, LT_RATE_MOST_WORD, "%c", *at);
            return;
        }
        if (!lt_rate_starts_word(*at)) {
            at++;
            continue;
        }
        const char *open = lt_kpp_blanks(lt_rate_take_word(at, word)), *behind;
        at += lt_kpp_word(at);
        bool known = *open != '(' && lt_rate_variable_of(word) >= 0;
        if (*open == '(' && !lt_kpp_defined(kpp, word)) {
            if (lt_kpp_same(word, "K") && (behind = lt_rate_one_label(open, name))) {
                known = true;
                at = behind;
            } else if ((lt_kpp_same(word, "J") || lt_kpp_same(word, "HET")) &&
                       (behind = lt_rate_one_name(open, name))) {
                known = true;
                at = behind;
            } else {
                const char *real = lt_rate_real_name(word);
                known = real != word || lt_rate_turned_of(word) >= 0 || lt_rate_law_find(word) >= 0;
            }
        }
        if (known) continue;
        memcpy(unknown, word, sizeof word);
        return;
    }
}

const char *lt_rate_near_word(const char *unknown) {
    const char *names[N_VARIABLES + N_TURNED + 64];
    char upper[LT_RATE_MOST_WORD];
    long n = 0;
    for (int k = 0; k < N_VARIABLES; k++) names[n++] = variables[k].name;
    for (int k = 0; k < N_TURNED; k++) names[n++] = lt_rate_turned[k].name;
    for (int k = 0; k < lt_n_rate_laws && k < 64; k++) names[n++] = lt_rate_laws[k].name;
    snprintf(upper, sizeof upper, "%s", unknown);
    for (char *u = upper; *u; u++) *u = (char)toupper((unsigned char)*u);
    return strlen(unknown) < 3 ? NULL : lt_nearest_name(upper, names, n);
}
