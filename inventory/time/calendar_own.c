/* calendar_own.c - calendars that a ledger brings: LEDGER.calendars.csv beside LEDGER.csv, in the form of
 * calendars.csv. */
#include "inventory/place/gridding.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/time/calendar_rule.h"

#include <stdio.h>
#include <string.h>

lt_status lt_ledger_companion(const char *ledger_path, const char *kind, char *out, size_t size) {
    const char *dot = strrchr(ledger_path, '.'), *slash = strrchr(ledger_path, '/');
    const int stem = dot && (!slash || dot > slash) ? (int)(dot - ledger_path) : (int)strlen(ledger_path);
    const int n = snprintf(out, size, "%.*s.%s.csv", stem, ledger_path, kind);
    if (n > 0 && (size_t)n < size) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the path is too long", .where = ledger_path,
                    .expected = lt_fmt("less than %zu bytes", size), .found = lt_fmt("%d bytes", n),
                    .todo = "use a folder nearer to the root");
}

lt_status lt_calendars_add(lt_calendars *calendars, const char *path, int base_year) {
    lt_calendars *more;
    lt_calendar *items = NULL;
    const char **names = NULL;
    LT_TRY(lt_calendars_read(path, base_year, &more));
    const size_t n = (size_t)(calendars->n + more->n);
    lt_status status = LT_OK;
    for (long k = 0; k < more->n && status == LT_OK; k++)
        if (lt_calendars_find(calendars, more->items[k].name) >= 0)
            status = LT_RAISE(LT_ERR_INPUT, .what = "a calendar of the ledger has the name of a shipped one",
                              .where = lt_fmt("%s, calendar %s", path, more->items[k].name),
                              .expected = "a name of its own", .found = more->items[k].name, .todo = "rename it");
    if (status == LT_OK) status = lt_calloc(n, sizeof *items, &items);
    if (status == LT_OK) status = lt_calloc(n, sizeof *names, &names);
    if (status == LT_OK) {
        memcpy(items, calendars->items, (size_t)calendars->n * sizeof *items);
        memcpy(items + calendars->n, more->items, (size_t)more->n * sizeof *items);
        for (size_t k = 0; k < n; k++) names[k] = items[k].name;
        lt_free(calendars->items);
        lt_free(calendars->names);
        calendars->items = items;
        calendars->names = names;
        calendars->n = (long)n;
    } else {
        lt_free(items);
    }
    lt_calendars_free(more);
    return status;
}

lt_status lt_allocation_of(const lt_ledger *ledger, lt_allocation *out) {
    LT_TRY(lt_allocation_read(ledger->base_year, out));
    lt_status status = LT_OK;
    if (ledger->calendars[0]) status = lt_calendars_add(out->calendars, ledger->calendars, ledger->base_year);
    if (status == LT_OK) status = lt_calendars_add_rules(out->calendars, ledger->rules, ledger->n_rules);
    if (status != LT_OK) lt_allocation_free(out);
    return status;
}
