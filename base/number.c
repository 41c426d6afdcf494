/* number.c - numbers in text, strictly. */
#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool lt_number_scan(const char *text, double *out, const char **end) {
    text += strspn(text, " \t");
    const char *at = text + (*text == '+' || *text == '-');
    /* strtod would also take "inf", "nan" and "0x1p3", which nobody means in a table. */
    bool digit = (at[0] >= '0' && at[0] <= '9') || (at[0] == '.' && at[1] >= '0' && at[1] <= '9');
    if (!digit || (at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))) return false;
    char *stop;
    double value = strtod(text, &stop);
    if (stop == text || !isfinite(value)) return false;
    *out = value;
    *end = stop;
    return true;
}

static bool only_blanks(const char *text) {
    return text[strspn(text, " \t")] == '\0';
}

bool lt_number_double(const char *text, double *out) {
    const char *end;
    double value;
    if (!lt_number_scan(text, &value, &end) || !only_blanks(end)) return false;
    *out = value;
    return true;
}

bool lt_number_long(const char *text, long *out) {
    text += strspn(text, " \t");
    const char *digits = text + (*text == '+' || *text == '-');
    if (*digits < '0' || *digits > '9') return false;
    char *stop;
    errno = 0;
    long value = strtol(text, &stop, 10);
    if (errno || !only_blanks(stop)) return false;
    *out = value;
    return true;
}

void lt_number_text(double value, char *out, size_t size) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, size, "%.*g", digits, value);
        if (strtod(out, NULL) == value) return;
    }
}
