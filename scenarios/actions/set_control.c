/* set_control.c - a share of the selected activity gets another control.
 *
 * Equation    removal' = (1 - s) removal + s removal(control)
 *             s share of the activity x strength, removal = efficiency x rate
 * Source      the removal of the new control comes from the inventory's tables.
 * Limits      factors before control stay those of the record; a control that removes less than the old one is taken as
 *             it is (a plan may say so). A second measure that gives the same control acts on what the first left:
 *             1 - (1 - s1)(1 - s2) of the record has it then. */
#include "scenarios/contradiction.h"
#include "scenarios/narrow.h"

#include <stddef.h>
#include <stdio.h>

typedef struct set_control {
    char *kind, *control, *share;
    lt_narrow narrow;
} set_control;

static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    {.key = "control",
     .type = LT_TEXT,
     .offset = offsetof(set_control, control),
     .doc = "row of the inventory's tables"},
    {.key = "share",
     .type = LT_TEXT,
     .offset = offsetof(set_control, share),
     .fallback = "100 %",
     .doc = "share of the activity that gets it"},
    LT_NARROW_ROWS(set_control),
    {.key = NULL},
};

static lt_status check(const lt_measure *measure, const lt_action *action) {
    const set_control *p = action->params;
    double share;
    return lt_measure_number(measure, action->node, "share", p->share, "1", 0, 1, &share);
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const set_control *p = action->params;
    double share;
    long n_taken = 0;
    LT_TRY(lt_measure_number(work->measure, action->node, "share", p->share, "1", 0, 1, &share));
    share *= work->strength;
    for (long n = 0; n < work->n_selected; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        if (!lt_narrow_takes(&p->narrow, source)) continue;
        lt_source before = *source, other = *source;
        n_taken++;
        LT_TRY(lt_contradiction_control(work, action, source, p->control, share));
        LT_TRY_CONTEXT(
            lt_ledger_process(work->ledger, source->sector, source->process, source->technology, p->control, &other),
            "control %s of measure %s (%s)", p->control, work->measure->id, lt_node_where(action->node));
        for (int s = 0; s < LT_N_POLLUTANTS; s++)
            source->removal[s] = (1 - share) * before.removal[s] + share * other.removal[s];
        if (share == 1) snprintf(source->control, sizeof source->control, "%s", p->control);
        LT_TRY(lt_apply_change(work, action, &before, source, share));
        snprintf(work->changes->rows[work->changes->n - 1].control, sizeof before.control, "%s", p->control);
    }
    return lt_narrow_check(action, work, n_taken);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const set_control *p = action->params;
    const char *share = lt_measure_value_text(measure, p->share);
    if (chinese)
        snprintf(out, size, "%s 的活动改用治理技术 %s", share, p->control);
    else
        snprintf(out, size, "give control %s to %s of the activity", p->control, share);
}

const lt_action_kind lt_action_set_control = {.name = "set_control",
                                              .doc = "give a share of the activity another control",
                                              .order = LT_ORDER_EFFICIENCY,
                                              .rows = rows,
                                              .size = sizeof(set_control),
                                              .check = check,
                                              .apply = apply,
                                              .describe = describe};
