/* calendar_month.c - calendars that others bring: their months with days and hours of one of ours. */
#include "inventory/time/calendar_rule.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Months as given in files carry three digits. */
static bool same_months(const double *a, const double *b) {
    for (int m = 0; m < 12; m++)
        if (fabs(a[m] - b[m]) > 5e-4) return false;
    return true;
}

lt_status lt_calendars_append(lt_calendars *calendars, const lt_calendar *made) {
    lt_calendar *items;
    const char **names;
    const size_t n = (size_t)calendars->n;
    LT_TRY(lt_calloc(n + 1, sizeof *items, &items));
    const lt_status status = lt_calloc(n + 1, sizeof *names, &names);
    if (status != LT_OK) {
        lt_free(items);
        return status;
    }
    memcpy(items, calendars->items, n * sizeof *items);
    items[n] = *made;
    for (size_t k = 0; k <= n; k++) names[k] = items[k].name;
    lt_free(calendars->items);
    lt_free(calendars->names);
    calendars->items = items;
    calendars->names = names;
    calendars->n++;
    return LT_OK;
}

lt_status lt_calendars_with_months(lt_calendars *calendars, int base, const double month[12], int *out) {
    const lt_calendar *from = &calendars->items[base];
    const char *stem = from->name;
    const int length = (int)strcspn(stem, "@");
    for (long k = 0; k < calendars->n; k++) {
        const lt_calendar *have = &calendars->items[k];
        const bool kin =
            strncmp(have->name, stem, (size_t)length) == 0 && (have->name[length] == '\0' || have->name[length] == '@');
        if (!kin || !same_months(have->month, month)) continue;
        *out = (int)k;
        return LT_OK;
    }
    lt_calendar made = *from;
    snprintf(made.name, sizeof made.name, "%.*s@%ld", length < 16 ? length : 16, stem, calendars->n);
    snprintf(made.source, sizeof made.source, "months of an inventory of others");
    memcpy(made.month, month, sizeof made.month);
    made.year[0] = made.year[1] = -1; /* nothing remembered */
    *out = (int)calendars->n;
    return lt_calendars_append(calendars, &made);
}
