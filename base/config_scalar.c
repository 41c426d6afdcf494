/* config_scalar.c - the text of a scalar becomes a value of the type, unit and range of its row. */
#include "base/config_scalar.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/units.h"

#include <stdlib.h>
#include <string.h>

void *lt_row_member(const lt_config_row *row, void *base) {
    return (char *)base + row->offset;
}

lt_status lt_scalar_text(const lt_config_row *row, const char *where, const char *text, char **out) {
    if (row->choices) {
        char list[256];
        const char *names[32];
        long n = 0;
        bool known = false;
        strncpy(list, row->choices, sizeof list - 1);
        list[sizeof list - 1] = '\0';
        char *rest = NULL;
        for (char *name = strtok_r(list, "|", &rest); name && n < 32; name = strtok_r(NULL, "|", &rest)) {
            known = known || strcmp(name, text) == 0;
            names[n++] = name;
        }
        const char *nearest = known ? NULL : lt_nearest_name(text, names, n);
        if (!known)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is none of its choices", row->key), .where = where,
                            .expected = lt_fmt("one of %s", row->choices), .found = lt_fmt("\"%s\"", text),
                            .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "take one of them");
    }
    *out = strdup(text);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a text", .where = where);
}

static lt_status check_range(const lt_config_row *row, const char *where, const char *text, double value) {
    if ((row->min == 0.0 && row->max == 0.0) || (value >= row->min && value <= row->max)) return LT_OK;
    const char *unit = row->unit && strcmp(row->unit, "1") != 0 ? row->unit : "";
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is out of range", row->key), .where = where,
                    .expected = lt_fmt("%g to %g%s%s", row->min, row->max, unit[0] ? " " : "", unit),
                    .found = lt_fmt("\"%s\"", text), .todo = "correct the value or its unit");
}

/* "a number with a unit, e.g. 27 km": the example is the default, else what was found with the unit of the row. */
static const char *wanted_real(const lt_config_row *row, const char *number) {
    if (strcmp(row->unit, "1") == 0) return "a number, e.g. 0.5";
    if (row->type == LT_REAL_UNIT && row->fallback && row->fallback[0])
        return lt_fmt("a number with a unit, e.g. %s", row->fallback);
    return lt_fmt("a number with a unit, e.g. %s %s", number, row->unit);
}

lt_status lt_scalar_real(const lt_config_row *row, const char *where, const char *text, double *out) {
    const char *unit;
    double value;
    if (!lt_number_scan(text, &value, &unit))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is not a number", row->key), .where = where,
                        .expected = wanted_real(row, "1"), .found = lt_fmt("\"%s\"", text),
                        .todo = "write digits with a decimal point, and the unit behind a blank");
    unit += strspn(unit, " \t");
    bool pure = strcmp(row->unit, "1") == 0;
    if (unit[0] == '\0' && !pure)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s has no unit", row->key), .where = where,
                        .expected = wanted_real(row, text), .found = lt_fmt("\"%s\"", text),
                        .todo = lt_fmt("write the unit after the number (anything that converts to %s)", row->unit));
    if (unit[0]) {
        double slope, offset;
        lt_status status = lt_units_factor(unit, row->unit, &slope, &offset);
        const char *hint = status == LT_ERR_INPUT ? lt_units_hint(unit, row->unit) : NULL;
        if (status == LT_ERR_INPUT)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s: %s", row->key, lt_error_what()), .where = where,
                            .expected = pure ? "a number, or one in %"
                                             : lt_fmt("a number with a unit that converts to %s", row->unit),
                            .found = lt_fmt("\"%s\"", text),
                            .todo = hint ? hint : "write the unit as udunits2 does, e.g. km, t h-1, ug m-3");
        LT_TRY(status);
        value = slope * value + offset;
    }
    LT_TRY(check_range(row, where, text, value));
    *out = value;
    return LT_OK;
}

lt_status lt_scalar_int(const lt_config_row *row, const char *where, const char *text, long *out) {
    long value;
    if (!lt_number_long(text, &value))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is not a whole number", row->key), .where = where,
                        .expected = "a whole number without a unit, e.g. 4", .found = lt_fmt("\"%s\"", text),
                        .todo = "correct the number");
    LT_TRY(check_range(row, where, text, (double)value));
    *out = value;
    return LT_OK;
}

lt_status lt_scalar_bool(const lt_config_row *row, const char *where, const char *text, bool *out) {
    bool yes = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
    bool no = strcmp(text, "false") == 0 || strcmp(text, "no") == 0;
    if (!yes && !no)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is neither true nor false", row->key), .where = where,
                        .expected = "true, false, yes or no", .found = lt_fmt("\"%s\"", text),
                        .todo = "write true or false");
    *out = yes;
    return LT_OK;
}

lt_status lt_scalar_date(const lt_config_row *row, const char *where, const char *text, lt_time *out) {
    if (lt_time_parse(text, LT_CST_OFFSET, out) == LT_OK) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is not a date or time", row->key), .where = where,
                    .expected =
                        "a date that exists, as 2014-01-06 or 2014-01-06 13:00 (UTC+8 unless Z or +hh:mm follows)",
                    .found = lt_fmt("\"%s\"", text), .todo = "correct the date");
}

lt_status lt_scalar_fill(const lt_config_row *row, const char *where, const char *text, void *out) {
    switch (row->type) {
    case LT_TEXT:
        return lt_scalar_text(row, where, text, out);
    case LT_REAL_UNIT:
        return lt_scalar_real(row, where, text, out);
    case LT_INT:
        return lt_scalar_int(row, where, text, out);
    case LT_BOOL:
        return lt_scalar_bool(row, where, text, out);
    case LT_DATE:
        return lt_scalar_date(row, where, text, out);
    default:
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a schema row of this type is no scalar", .where = row->key);
    }
}
