/* units.c - linear conversions through udunits2, which is not re-entrant: one lock, one unit system. */
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include <udunits2.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ut_system *units_system;

static void load_system(void) {
    ut_set_error_message_handler(ut_ignore); /* a library never prints */
    units_system = ut_read_xml(NULL);
    if (!units_system) return;
    /* The short ton of the US, 907 kg, where an inventory means the tonne; kton goes with it, short_ton remains. Fails
     * for bad arguments alone. */
    ut_unmap_name_to_unit(units_system, "ton", UT_ASCII);
    ut_unmap_name_to_unit(units_system, "tons", UT_ASCII);
}

static ut_unit *parse_unit(const char *text) {
    char trimmed[128];
    if (strlen(text) >= sizeof trimmed) return NULL;
    strcpy(trimmed, text);
    ut_trim(trimmed, UT_UTF8);
    return ut_parse(units_system, trimmed, UT_UTF8);
}

enum outcome { CONVERTED, UNKNOWN_FROM, UNKNOWN_TO, INCOMPATIBLE, NOT_LINEAR };

/* The slope is taken over 2^64 so that a large offset (273.15 K) does not cost digits of it. */
static enum outcome fit_line(cv_converter *converter, double *slope, double *offset) {
    const double far = 0x1p64;
    *offset = cv_convert_double(converter, 0.0);
    *slope = (cv_convert_double(converter, far) - *offset) / far;
    double at_two = cv_convert_double(converter, 2.0), line = *slope * 2.0 + *offset;
    if (!isfinite(*slope) || !isfinite(*offset) || *slope == 0.0) return NOT_LINEAR;
    return fabs(at_two - line) <= 1e-9 * (fabs(*offset) + fabs(*slope)) ? CONVERTED : NOT_LINEAR;
}

static enum outcome find_factor(const char *from, const char *to, double *slope, double *offset) {
    enum outcome outcome = INCOMPATIBLE;
    ut_unit *from_unit = parse_unit(from), *to_unit = parse_unit(to);
    if (!from_unit)
        outcome = UNKNOWN_FROM;
    else if (!to_unit)
        outcome = UNKNOWN_TO;
    else if (ut_are_convertible(from_unit, to_unit)) {
        cv_converter *converter = ut_get_converter(from_unit, to_unit);
        if (converter) outcome = fit_line(converter, slope, offset);
        cv_free(converter);
    }
    ut_free(from_unit);
    ut_free(to_unit);
    return outcome;
}

/* Conversions found before: a package asks for the same few thousands of times, and parsing a unit costs microseconds.
 */
enum { REMEMBERED = 64, NAME = 40 };
static struct {
    char from[NAME], to[NAME];
    double slope, offset;
} memory[REMEMBERED];
static int n_remembered, oldest;

static enum outcome recall_factor(const char *from, const char *to, double *slope, double *offset) {
    for (int k = 0; k < n_remembered; k++)
        if (strcmp(memory[k].from, from) == 0 && strcmp(memory[k].to, to) == 0) {
            *slope = memory[k].slope;
            *offset = memory[k].offset;
            return CONVERTED;
        }
    const enum outcome outcome = find_factor(from, to, slope, offset);
    if (outcome != CONVERTED || strlen(from) >= NAME || strlen(to) >= NAME) return outcome;
    const int k = n_remembered < REMEMBERED ? n_remembered++ : oldest;
    if (n_remembered == REMEMBERED) oldest = (k + 1) % REMEMBERED;
    strcpy(memory[k].from, from);
    strcpy(memory[k].to, to);
    memory[k].slope = *slope;
    memory[k].offset = *offset;
    return outcome;
}

bool lt_units_fit(const char *from, const char *to) {
    double slope, offset;
    pthread_once(&once, load_system);
    if (!units_system) return false;
    pthread_mutex_lock(&lock);
    const bool fits = recall_factor(from, to, &slope, &offset) == CONVERTED;
    pthread_mutex_unlock(&lock);
    return fits;
}

static const char no_ton[] = "ton may be the short ton of the US (short_ton): write t or tonne, for kton kilotonne";

/* Short names that udunits2 does not know or takes for something else. */
static const struct {
    const char *word, *wanted; /* wanted: a unit of the dimension in which the word is meant so; NULL: in all */
    const char *hint;
} traps[] = {
    {"kt", NULL, "kt is the knot for udunits2: write kilotonne or Gg"},
    {"a", NULL, "a is the are (100 m2) for udunits2: write year-1"},
    {"y", NULL, "write year"},
    {"ton", NULL, no_ton},
    {"tons", NULL, no_ton},
    {"kton", NULL, no_ton},
    {"ktons", NULL, no_ton},
    {"C", "K", "C is the coulomb for udunits2: write degC"},
    {"c", "K", "write degC"},
    {"F", "K", "F is the farad for udunits2: write degF"},
    {"deg", "K", "write degC"},
    {"deg", "degree", "write degree"},
    {"Nm", NULL,
     "udunits2 knows no normal cubic metre: write m3 of the gas as it is; 1 Nm3 takes T / 273.15 K m3 at its "
     "temperature T"},
    {"Sm", NULL, "udunits2 knows no standard cubic metre: write m3 of the gas as it is, at its temperature"},
};

static bool is_letter(char sign) {
    return isalpha((unsigned char)sign) || sign == '_';
}

/* Between what is no letter: "deg" in "deg C", not in "degree". */
static bool has_word(const char *text, const char *word) {
    const size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length])) return true;
    return false;
}

const char *lt_units_hint(const char *from, const char *to) {
    for (size_t k = 0; k < sizeof traps / sizeof *traps; k++)
        if (has_word(from, traps[k].word) && (!traps[k].wanted || lt_units_fit(traps[k].wanted, to)))
            return traps[k].hint;
    return NULL;
}

lt_status lt_units_factor(const char *from, const char *to, double *slope, double *offset) {
    pthread_once(&once, load_system);
    if (!units_system)
        return LT_RAISE(LT_ERR_ENV, .what = "the unit database of udunits2 cannot be read",
                        .todo = "install udunits2 with its data (Debian: libudunits2-data), or set UDUNITS2_XML_PATH",
                        .where = "udunits2", .found = "no database");
    pthread_mutex_lock(&lock);
    enum outcome outcome = recall_factor(from, to, slope, offset);
    pthread_mutex_unlock(&lock);
    const char *hint = outcome == CONVERTED ? NULL : lt_units_hint(from, to);
    switch (outcome) {
    case CONVERTED:
        return LT_OK;
    case UNKNOWN_FROM:
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown unit", .expected = lt_fmt("a unit that converts to %s", to),
                        .found = lt_fmt("\"%s\"", from),
                        .todo = hint ? hint : "write it as udunits2 does, e.g. km, t h-1, ug m-3");
    case UNKNOWN_TO:
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown unit to convert to", .expected = "a unit of udunits2",
                        .found = lt_fmt("\"%s\"", to), .todo = "write it as udunits2 does, e.g. km, t h-1, ug m-3");
    case NOT_LINEAR:
        return LT_RAISE(LT_ERR_INPUT, .what = "the units are not on one straight scale",
                        .expected = lt_fmt("a unit proportional to %s", to), .found = lt_fmt("\"%s\"", from),
                        .todo = "use a unit without logarithm or offset of its own");
    case INCOMPATIBLE:
        break;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a unit of another dimension",
                    .expected = lt_fmt("a unit that converts to %s", to), .found = lt_fmt("\"%s\"", from),
                    .todo = hint ? hint : "write the unit that the numbers have; it may be a slip");
}

lt_status lt_units_convert(double value, const char *from, const char *to, double *out) {
    double slope, offset;
    LT_TRY(lt_units_factor(from, to, &slope, &offset));
    *out = slope * value + offset;
    return LT_OK;
}
