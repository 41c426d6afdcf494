#include "inventory/time/laws.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *only;
    bool splits, clocked;
} traits[] = {
#define LT_EMISSION_LAW_TRAITS(id, name, only, splits, clocked, doc) {only, splits, clocked},
    LT_EMISSION_LAW_LIST(LT_EMISSION_LAW_TRAITS)
#undef LT_EMISSION_LAW_TRAITS
};

const char *const lt_emission_law_names[LT_N_EMISSION_LAWS] = {
#define LT_EMISSION_LAW_NAME(id, name, only, splits, clocked, doc) name,
    LT_EMISSION_LAW_LIST(LT_EMISSION_LAW_NAME)
#undef LT_EMISSION_LAW_NAME
};

static int find_law(const char *name) {
    for (int k = 0; k < LT_N_EMISSION_LAWS; k++)
        if (strcmp(lt_emission_law_names[k], name) == 0) return k;
    return -1;
}

static lt_status unknown(const char *what, const char *where, const char *expected, const char *found,
                         const char *const *names, long n) {
    const char *near = lt_nearest_name(found, names, n);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = lt_fmt("\"%s\"", found),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name");
}

bool lt_timing_find(const lt_calendars *calendars, const char *text, lt_timing *out) {
    const char *colon = strchr(text, ':');
    *out = (lt_timing){-1, lt_calendars_find(calendars, colon ? colon + 1 : text)};
    for (int k = 0; k < LT_N_EMISSION_LAWS && colon; k++)
        if (strncmp(lt_emission_law_names[k], text, (size_t)(colon - text)) == 0 &&
            !lt_emission_law_names[k][colon - text])
            out->law = k;
    return out->calendar >= 0 && (!colon || (out->law >= 0 && out->law != LT_LAW_PLUME_RISE));
}

lt_status lt_timing_fault(const lt_calendars *calendars, const char *text, const char *where) {
    const char *colon = strchr(text, ':'), *calendar = colon ? colon + 1 : text;
    if (lt_calendars_find(calendars, calendar) < 0)
        return unknown("unknown calendar", where, "a name of calendars.csv, or LAW:NAME", calendar, calendars->names,
                       calendars->n);
    const char *law = lt_fmt("%.*s", colon ? (int)(colon - text) : 0, text);
    if (find_law(law) == LT_LAW_PLUME_RISE)
        return LT_RAISE(LT_ERR_INPUT, .what = "plume_rise is no law of time", .where = where,
                        .expected = "a law of potentials before the colon", .found = text,
                        .todo = "leave it out: every row with profile stack goes by plume_rise");
    return unknown("unknown law of emission", where, "a law of inventory/README.md before the colon", law,
                   lt_emission_law_names, LT_N_EMISSION_LAWS);
}

bool lt_timing_moves(int law, const char *species) {
    if (law < 0) return false;
    return !traits[law].only || strcmp(traits[law].only, species) == 0;
}

bool lt_emission_law_needs_light(int law) {
    const char *name = lt_emission_law_names[LT_LAW_BIOGENIC];
    return law >= 0 && strncmp(lt_emission_law_names[law], name, strlen(name)) == 0;
}

bool lt_timing_clocked(int law) {
    return law < 0 || traits[law].clocked;
}

double lt_timing_steady(int law, const lt_calendar *calendar) {
    if (law < 0 || !traits[law].splits) return 0;
    double least = INFINITY;
    for (int m = 0; m < 12; m++) least = fmin(least, calendar->month[m] / lt_days_in_month(2001, m + 1));
    return fmin(1.0, 365 * least);
}

static lt_status read_number(const lt_csv *t, long r, const int *c, lt_law_number *out) {
    out->law = find_law(lt_csv_text(t, r, c[0]));
    if (out->law < 0)
        return unknown("unknown law of emission", lt_csv_where(t, r, c[0]), "a law of inventory/README.md",
                       lt_csv_text(t, r, c[0]), lt_emission_law_names, LT_N_EMISSION_LAWS);
    snprintf(out->name, sizeof out->name, "%s_%s", lt_csv_text(t, r, c[0]), lt_csv_text(t, r, c[1]));
    char *kind = strchr(out->name, '/');
    if (kind) *kind = '_';
    snprintf(out->unit, sizeof out->unit, "%s", lt_csv_text(t, r, c[3]));
    return lt_csv_double(t, r, c[2], &out->value);
}

static lt_status read_numbers(const lt_csv *t, lt_law_number *out, int *n) {
    static const char *const names[] = {"law", "parameter", "value", "unit", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    if (lt_csv_rows(t) > LT_LAW_MAX_NUMBERS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many numbers of laws", .where = lt_csv_path(t),
                        .expected = lt_fmt("%d rows at most", LT_LAW_MAX_NUMBERS),
                        .found = lt_fmt("%ld", lt_csv_rows(t)), .todo = "take rows out");
    for (*n = 0; *n < lt_csv_rows(t); ++*n) LT_TRY(read_number(t, *n, c, &out[*n]));
    return LT_OK;
}

lt_status lt_law_numbers_read(const char *path, lt_law_number out[LT_LAW_MAX_NUMBERS], int *n) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_numbers(table, out, n);
    lt_csv_free(table);
    return status;
}
