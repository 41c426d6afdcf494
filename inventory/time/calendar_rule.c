/* calendar_rule.c - see calendar_rule.h.
 *
 *   s_m' = s_m a_m / sum s a       v_l' = 24 v_l b_l / sum v b
 * s months, v hours of the calendar; a, b factors of the rule. Weekdays and holidays stay. */
#include "inventory/time/calendar_rule.h"

#include "inventory/place/gridding.h"

#include <stdio.h>
#include <string.h>

static lt_status scaled(const double *from, const double *factor, int n, double want, const lt_calendar_rule *rule,
                        double *out) {
    double sum = 0;
    for (int k = 0; k < n; k++) sum += out[k] = from[k] * factor[k];
    if (!(sum > 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "a temporal rule leaves nothing of a calendar", .where = rule->base,
                        .expected = n == 12 ? "some month with emission" : "some hour with emission", .found = "none",
                        .todo = "widen what the rule leaves, or stop the activity instead");
    for (int k = 0; k < n; k++) out[k] *= want / sum;
    return LT_OK;
}

static lt_status add_one(lt_calendars *calendars, const lt_calendar_rule *rule) {
    const int base = lt_calendars_find(calendars, rule->base);
    if (base < 0)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a temporal rule of no calendar", .found = rule->base,
                        .todo = "report this with the measure: it is a fault of the program");
    lt_calendar made = calendars->items[base];
    snprintf(made.name, sizeof made.name, "%s", rule->name);
    LT_TRY(scaled(calendars->items[base].month, rule->month, 12, 1, rule, made.month));
    LT_TRY(scaled(calendars->items[base].hour, rule->hour, 24, 24, rule, made.hour));
    made.year[0] = made.year[1] = -1; /* nothing remembered */
    return lt_calendars_append(calendars, &made);
}

lt_status lt_calendars_add_rules(lt_calendars *calendars, const lt_calendar_rule *rules, long n) {
    for (long k = 0; k < n; k++) LT_TRY(add_one(calendars, &rules[k]));
    return LT_OK;
}

lt_status lt_ledger_calendars(lt_ledger *ledger, const lt_calendars **out) {
    if (ledger->known == NULL) {
        lt_allocation allocation;
        LT_TRY(lt_allocation_of(ledger, &allocation));
        ledger->known = allocation.calendars;
        allocation.calendars = NULL;
        lt_allocation_free(&allocation);
    }
    *out = ledger->known;
    return LT_OK;
}

static bool same_rule(const lt_calendar_rule *a, const lt_calendar_rule *b) {
    return strcmp(a->base, b->base) == 0 && memcmp(a->month, b->month, sizeof a->month) == 0 &&
           memcmp(a->hour, b->hour, sizeof a->hour) == 0;
}

lt_status lt_ledger_add_rule(lt_ledger *ledger, const lt_calendar_rule *rule, char name[24]) {
    const lt_calendars *have;
    LT_TRY(lt_ledger_calendars(ledger, &have));
    for (long k = 0; k < ledger->n_rules; k++)
        if (same_rule(&ledger->rules[k], rule)) {
            memcpy(name, ledger->rules[k].name, 24);
            return LT_OK;
        }
    LT_TRY(lt_grow(&ledger->rules, sizeof *ledger->rules, ledger->n_rules + 1, &ledger->rules_room));
    lt_calendar_rule *made = &ledger->rules[ledger->n_rules];
    *made = *rule;
    const int stem = (int)strcspn(rule->base, "~");
    snprintf(made->name, sizeof made->name, "%.*s~%ld", stem < 16 ? stem : 16, rule->base, ledger->n_rules + 1);
    LT_TRY(add_one(ledger->known, made));
    ledger->n_rules++;
    memcpy(name, made->name, 24);
    return LT_OK;
}
