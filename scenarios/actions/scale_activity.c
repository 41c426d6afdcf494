/* scale_activity.c - the selected records do more or less of what they do.
 *
 * Equation    a_r' = ((1 - l) + l factor) a_r      l strength of the measure
 *             freed_r += a_r - a_r' where that is positive (so that "replace" may follow)
 * Limits      capacity stays; a record never becomes negative (factor in [0, 100]). The records are narrowed by
 *             `sectors`, `processes`, `technologies`, `ids` beside the selector of the measure, as in all actions with
 *             scenarios/narrow.h. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"

#include <stddef.h>
#include <stdio.h>

typedef struct scale_activity {
    char *kind, *factor;
    lt_narrow narrow;
} scale_activity;

static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "factor", .type = LT_TEXT, .offset = offsetof(scale_activity, factor), .doc = "new over old activity"},
    LT_NARROW_ROWS(scale_activity),
    {.key = NULL},
};

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const scale_activity *p = action->params;
    double factor;
    return lt_measure_number(measure, action->node, "factor", p->factor, "1", 0, 100, &factor);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const scale_activity *p = action->params;
    double factor;
    long n_taken = 0;
    LT_TRY(lt_measure_number(work->measure, action->node, "factor", p->factor, "1", 0, 100, &factor));
    factor = (1 - work->strength) + work->strength * factor; /* exact at 0 and 1 */
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source)) continue;
        lt_source before = *source;
        n_taken++;
        source->activity = factor * before.activity;
        if (factor < 1) work->freed[n] += before.activity - source->activity;
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return lt_narrow_check(action, work, n_taken);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const scale_activity *p = action->params;
    snprintf(out, size, chinese ? "活动水平乘以 %s" : "multiply activity by %s",
             lt_measure_value_text(measure, p->factor));
}

const lt_action_kind lt_action_scale_activity = {.name = "scale_activity",
                                                 .doc = "multiply activity",
                                                 .order = LT_ORDER_CAPACITY,
                                                 .in_hours = true,
                                                 .rows = rows,
                                                 .size = sizeof(scale_activity),
                                                 .check = check,
                                                 .apply = apply,
                                                 .describe = describe};
