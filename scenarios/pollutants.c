/* pollutants.c - see pollutants.h. */
#include "scenarios/pollutants.h"

#include "base/csv.h"

#include <string.h>

static const enum lt_pollutant PM[] = {LT_TSP, LT_PM10, LT_PM25, LT_BC, LT_OC};
enum { N_PM = sizeof PM / sizeof PM[0] };

static lt_status take(bool out[LT_N_POLLUTANTS], int which, const char *name, const char *where) {
    if (which < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = where,
                        .expected = LT_POLLUTANT_WORDS "or PM", .found = name,
                        .todo = lt_did_you_mean(name, lt_pollutant_names, LT_N_POLLUTANTS));
    if (out[which])
        return LT_RAISE(LT_ERR_INPUT, .what = "a pollutant stands twice", .where = where,
                        .expected = "every one once (PM holds TSP, PM10, PM2.5, BC, OC)", .found = name,
                        .todo = "remove one of the two");
    out[which] = true;
    return LT_OK;
}

lt_status lt_pollutants_of(const lt_list *names, const char *where, bool out[LT_N_POLLUTANTS]) {
    char *const *items = names->items;
    memset(out, 0, LT_N_POLLUTANTS * sizeof *out);
    if (names->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "an action names no pollutant", .where = where,
                        .expected = "pollutants: [NOx, PM]", .found = "an empty list", .todo = "name at least one");
    for (long k = 0; k < names->n; k++) {
        const bool all = strcmp(items[k], "PM") == 0;
        for (int i = 0; all && i < N_PM; i++) LT_TRY(take(out, PM[i], items[k], where));
        if (!all) LT_TRY(take(out, lt_pollutant_find(items[k]), items[k], where));
    }
    return LT_OK;
}

bool lt_pollutants_emitted(const bool which[LT_N_POLLUTANTS], const lt_source *source) {
    for (int s = 0; s < LT_N_POLLUTANTS; s++)
        if (which[s] && lt_source_emission_kg(source, (enum lt_pollutant)s) > 0) return true;
    return false;
}
