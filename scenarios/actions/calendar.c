/* calendar.c - a temporal rule: in a window of months and local hours the selected records do less (or more).
 *
 * Equation    W  share of the year's activity in the window: sum over its months of s_m, times the mean of v_h / 24
 *                over its hours   (s months, v hours of the record's calendar; inventory/time/calendar.c)
 *             g = 1 - l (1 - factor)                          l strength of the measure
 *             made_up: yes   activity a stays; what leaves the window goes where the calendar puts the rest
 *             made_up: no    a' = a (1 - W (1 - g))
 *             The record gets a calendar whose months or hours in the window weigh g times as much. A window of some
 *             months and some hours splits the record in two: a sum s_m in the months of the window, the rest in the
 *             others, each with its own calendar; made up is then within those months.
 * Source      P （五）, （十九）; C 附件2五.
 * Limits      whole months and hours, every day alike. Rows that weather moves (LAW:CALENDAR) follow where the law
 * keeps months and hours of the calendar (evaporation: the month's vapour stays, though colder hours drive out less,
 * and W is the calendar's); others are refused. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"

#include "base/number.h"
#include "inventory/time/calendar_rule.h"
#include "inventory/time/laws.h"

#include <stdio.h>
#include <string.h>

typedef struct calendar {
    char *kind, *factor;
    lt_list months, hours; /* char * */
    bool made_up;
    lt_narrow narrow;
} calendar;

typedef struct window {
    bool month[12], hour[24];
    int n_months, n_hours;
} window;

#define AT(member) offsetof(calendar, member)
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "months", .type = LT_TEXTS, .offset = AT(months), .fallback = "", .doc = "1 to 12; default all"},
    {.key = "hours", .type = LT_TEXTS, .offset = AT(hours), .fallback = "", .doc = "local hours that begin 0 to 23"},
    {.key = "factor", .type = LT_TEXT, .offset = AT(factor), .doc = "new over old rate in the window"},
    {.key = "made_up", .type = LT_BOOL, .offset = AT(made_up), .doc = "yes: done at other times; no: not done at all"},
    LT_NARROW_ROWS(calendar),
    {.key = NULL},
};

static lt_status read_list(const lt_action *action, const lt_list *list, const char *what, int first, int n, bool *out,
                           int *count) {
    char *const *items = list->items;
    *count = list->n == 0 ? n : (int)list->n;
    for (int k = 0; k < n; k++) out[k] = list->n == 0;
    for (long k = 0; k < list->n; k++) {
        double value;
        const bool good = lt_number_double(items[k], &value) && value >= first && value < first + n &&
                          value == (int)value && !out[(int)value - first];
        if (!good)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("a window's %s are not right", what),
                            .where = lt_node_where(action->node),
                            .expected = lt_fmt("whole numbers from %d to %d, each once", first, first + n - 1),
                            .found = items[k], .todo = "correct the list");
        out[(int)value - first] = true;
    }
    return LT_OK;
}

static lt_status read_window(const lt_measure *measure, const lt_action *action, window *w, double *factor) {
    const calendar *p = action->params;
    LT_TRY(read_list(action, &p->months, "months", 1, 12, w->month, &w->n_months));
    LT_TRY(read_list(action, &p->hours, "hours", 0, 24, w->hour, &w->n_hours));
    LT_TRY(lt_measure_number(measure, action->node, "factor", p->factor, "1", 0, 10, factor));
    if (w->n_months < 12 || w->n_hours < 24 || !p->made_up) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a window of the whole year cannot be made up for at other times",
                    .where = lt_node_where(action->node), .expected = "months or hours", .found = "none",
                    .todo = "name the window, or set made_up: no");
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    window w;
    double factor;
    return read_window(measure, action, &w, &factor);
}

static lt_status calendar_of(const lt_action *action, lt_ledger *ledger, const lt_source *source,
                             const lt_calendar **out) {
    const lt_calendars *all;
    lt_timing timing;
    LT_TRY(lt_ledger_calendars(ledger, &all));
    if (lt_timing_find(all, source->calendar, &timing) && lt_timing_clocked(timing.law)) {
        *out = &all->items[timing.calendar];
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a temporal rule cannot move a record that weather moves",
                    .where = lt_node_where(action->node),
                    .expected = "records that go by a calendar, or by a law that keeps it",
                    .found = lt_fmt("record %s, %s", source->id, source->calendar), .todo = "narrow the selector");
}

static void ones(lt_calendar_rule *rule, const char *base) {
    *rule = (lt_calendar_rule){0};
    snprintf(rule->base, sizeof rule->base, "%.23s", base); /* names of calendars are no longer */
    for (int m = 0; m < 12; m++) rule->month[m] = 1;
    for (int h = 0; h < 24; h++) rule->hour[h] = 1;
}

/* The part of the record inside (or outside) the months of the window; the hours weigh g inside. */
static lt_status set_calendar(lt_ledger *ledger, lt_source *source, const window *w, double g, bool inside) {
    const bool split = w->n_months < 12 && w->n_hours < 24;
    const char *colon = strchr(source->calendar, ':');
    const int law = colon ? (int)(colon + 1 - source->calendar) : 0;
    lt_calendar_rule rule;
    ones(&rule, source->calendar + law);
    for (int m = 0; m < 12; m++)
        if (split)
            rule.month[m] = w->month[m] == inside;
        else if (w->month[m] && w->n_months < 12)
            rule.month[m] = g;
    for (int h = 0; h < 24; h++)
        if (inside && w->hour[h] && w->n_hours < 24) rule.hour[h] = g;
    char name[24];
    LT_TRY(lt_ledger_add_rule(ledger, &rule, name));
    snprintf(source->calendar + law, sizeof source->calendar - (size_t)law, "%s", name);
    return LT_OK;
}

/* The months of the window as a record of their own, with the share of the activity that they had. */
static lt_status split_off(const lt_action *action, lt_apply *work, long index, const window *w, double g, double share,
                           double kept) {
    const lt_source old = work->ledger->sources[index];
    lt_source made = old;
    const int length = snprintf(made.id, sizeof made.id, "%s~%s", old.id, work->measure->id);
    if (length >= (int)sizeof made.id)
        return LT_RAISE(LT_ERR_INPUT, .what = "the id of the record of a window would be too long",
                        .where = lt_node_where(action->node),
                        .expected = lt_fmt("at most %d bytes", (int)sizeof made.id - 1),
                        .found = lt_fmt("%s~%s", old.id, work->measure->id), .todo = "shorten the id of the measure");
    made.activity = share * kept * old.activity;
    made.line = 0;
    made.note = lt_fmt("measure %s: a window of %s", work->measure->id, old.id);
    LT_TRY(set_calendar(work->ledger, &made, w, g, true));
    LT_TRY(lt_ledger_append(work->ledger, &made));
    LT_TRY(lt_apply_change(work, action, NULL, &made, 0));
    lt_source *source = &work->ledger->sources[index];
    source->activity = (1 - share) * old.activity;
    LT_TRY(set_calendar(work->ledger, source, w, g, false));
    return lt_apply_change(work, action, &old, source, 0);
}

static lt_status move(const lt_action *action, lt_apply *work, long index, const window *asked, double g) {
    const calendar *p = action->params;
    window w = *asked;
    lt_source *source = &work->ledger->sources[index];
    const lt_calendar *when = NULL;
    double months = 0, hours = 0;
    LT_TRY(calendar_of(action, work->ledger, source, &when));
    for (int m = 0; m < 12; m++) months += w.month[m] ? when->month[m] : 0;
    for (int h = 0; h < 24; h++) hours += w.hour[h] ? when->hour[h] / 24 : 0;
    if (months > 1 - 1e-9) { /* sums of rounded shares: the record knows no other months */
        w.n_months = 12;
        months = 1;
    }
    if (w.n_months < 12 && w.n_hours < 24)
        return months > 0 ? split_off(action, work, index, &w, g, months, p->made_up ? 1 : 1 - hours * (1 - g)) : LT_OK;
    const lt_source before = *source;
    if (!p->made_up) source->activity = before.activity * (1 - months * hours * (1 - g));
    if (source->activity > 0 && (w.n_months < 12 || w.n_hours < 24))
        LT_TRY(set_calendar(work->ledger, source, &w, g, true));
    return lt_apply_change(work, action, &before, source, 0);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const calendar *p = action->params;
    window w;
    double factor;
    long n_taken = 0;
    LT_TRY(read_window(work->measure, action, &w, &factor));
    const double g = 1 - work->strength * (1 - factor);
    for (long n = 0; n < work->n_selected; n++) {
        if (!lt_narrow_takes(&p->narrow, &work->ledger->sources[work->selected[n]])) continue;
        n_taken++;
        if (g != 1) LT_TRY(move(action, work, work->selected[n], &w, g)); /* strength 0: to the bit */
    }
    return lt_narrow_check(action, work, n_taken);
}

static const char *listed(const lt_list *list, const char *all) {
    return list->n == 0 ? all : lt_list_text(list, " ");
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const calendar *p = action->params;
    snprintf(out, size,
             chinese ? "时段规则：月份（%s）、小时（%s）内的活动乘以 %s，%s"
                     : "in months (%s), hours (%s) the activity is multiplied by %s; %s",
             listed(&p->months, chinese ? "全年" : "all"), listed(&p->hours, chinese ? "全天" : "all"),
             lt_measure_value_text(measure, p->factor),
             p->made_up ? (chinese ? "其余时段补回" : "the rest of the time makes up for it")
                        : (chinese ? "不补回" : "it is not made up for"));
}

const lt_action_kind lt_action_calendar = {.name = "calendar",
                                           .doc = "do less in a window of months and hours",
                                           .order = LT_ORDER_TEMPORAL,
                                           .rows = rows,
                                           .size = sizeof(calendar),
                                           .check = check,
                                           .apply = apply,
                                           .describe = describe};
