/* number.c - numbers in text, strictly. */
#include "base/number.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
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

/* --- the shortest text ---
 * The value times a power of ten as a long double between 1e16 and 1e17: seventeen digits and what follows them. At
 * most two factors, exact in 64 bits up to 1e27, so the product errs by at most two roundings of 2^-64. What lies
 * nearer than that to a limit is left to printf and strtod. */
enum { EXACT_POWERS = 28, TEXT_DIGITS = 17, FEWEST_DIGITS = 15 };

static const double doubt = 1.0 / 64; /* of a unit of the last digit: 1e17 * 2 * 2^-64 = 0.011, and the sums (D) */

static long double power_of_ten(int n) {
    static const long double powers[EXACT_POWERS] = {
        1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
        1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    return powers[n];
}

static bool scale(long double value, int power, long double *out) {
    if (power < 0 || power > 2 * (EXACT_POWERS - 1)) return false;
    const int first = power < EXACT_POWERS ? power : EXACT_POWERS - 1;
    *out = value * power_of_ten(first) * power_of_ten(power - first);
    return true;
}

/* digits: seventeen, the last ones zero; false where only printf can tell. */
static bool round_digits(long double scaled, long double half_gap, uint64_t *digits, int *n) {
    const uint64_t whole = (uint64_t)scaled;
    const double rest = (double)(scaled - (long double)whole);
    uint64_t unit = 100;
    for (*n = FEWEST_DIGITS; *n <= TEXT_DIGITS; ++*n, unit /= 10) {
        const double over = (double)(whole % unit) + rest, half = (double)unit / 2;
        if (fabs(over - half) < doubt) return false;
        const double off = over > half ? (double)unit - over : over;
        if (fabs(off - (double)half_gap) < doubt) return false;
        *digits = whole - whole % unit + (over > half ? unit : 0);
        if (off < (double)half_gap) return true;
    }
    return false;
}

static char *put_zeros(char *out, int n) {
    for (; n > 0; n--) *out++ = '0';
    return out;
}

/* As printf's %.Ng has it; last: digits without zeros at the end; exponent: of the first digit. */
static void print_digits(const char *digits, int last, int exponent, int n, char *out) {
    if (exponent < -4 || exponent >= n) {
        *out++ = digits[0];
        if (last > 1) *out++ = '.';
        for (int d = 1; d < last; d++) *out++ = digits[d];
        const int size = exponent < 0 ? -exponent : exponent;
        *out++ = 'e';
        *out++ = exponent < 0 ? '-' : '+';
        *out++ = (char)('0' + size / 10); /* below 100: EXACT_POWERS */
        *out++ = (char)('0' + size % 10);
    } else {
        if (exponent < 0) {
            *out++ = '0';
            *out++ = '.';
            out = put_zeros(out, -exponent - 1);
        }
        for (int d = 0; d < last; d++) {
            *out++ = digits[d];
            if (d == exponent && d + 1 < last) *out++ = '.';
        }
        out = put_zeros(out, exponent + 1 - last);
    }
    *out = '\0';
}

/* Ordinary numbers without printf; false for all others. */
static bool fast_text(double value, char *out) {
    enum { BIAS = 1023, STORED = DBL_MANT_DIG - 1 };
    uint64_t bits, digits = 0;
    double half;
    long double scaled, half_gap;
    int n = 0;
    memcpy(&bits, &value, sizeof bits);
    const double size = fabs(value);
    /* At a power of two the gap below is half the gap above. */
    if (!(size > 1e-37 && size < 1e15) || (bits & ((UINT64_C(1) << STORED) - 1)) == 0) return false;
    const uint64_t binary = bits >> STORED & 0x7ff, half_bits = (binary - STORED - 1) << STORED;
    memcpy(&half, &half_bits, sizeof half);
    int exponent = (int)floor(((int)binary - BIAS) * 0.30102999566398120); /* log10 2: right or one too small */
    if (!scale((long double)size, TEXT_DIGITS - 1 - exponent, &scaled)) return false;
    if (scaled >= 1e17L && (exponent++, !scale((long double)size, TEXT_DIGITS - 1 - exponent, &scaled))) return false;
    if (!scale((long double)half, TEXT_DIGITS - 1 - exponent, &half_gap)) return false;
    if (!(scaled >= 1e16L && scaled < 1e17L - 100) || !round_digits(scaled, half_gap, &digits, &n)) return false;
    char text[TEXT_DIGITS];
    for (int d = TEXT_DIGITS; d-- > 0; digits /= 10) text[d] = (char)('0' + digits % 10);
    int last = TEXT_DIGITS;
    while (last > 1 && text[last - 1] == '0') last--;
    if (value < 0) *out++ = '-';
    print_digits(text, last, exponent, n, out);
    return true;
}

void lt_number_text(double value, char *out, size_t size) {
    char text[40];
    if (fast_text(value, text) && strlen(text) < size) {
        strcpy(out, text);
        return;
    }
    for (int digits = FEWEST_DIGITS; digits <= TEXT_DIGITS; digits++) {
        snprintf(out, size, "%.*g", digits, value);
        if (strtod(out, NULL) == value) return;
    }
}
