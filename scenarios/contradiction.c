/* contradiction.c - see contradiction.h. Actions of one measure among themselves are its author's business. */
#include "scenarios/contradiction.h"

#include <string.h>

static const double ROUNDING = 1e-12; /* sums of a few decimal fractions */

/* A measure of strength 0 does nothing, so nothing contradicts it. */
static bool by_another(const lt_apply *work, const lt_change *row, const char *action) {
    return row->share > 0 && strcmp(row->measure, work->measure->id) != 0 && strcmp(row->action, action) == 0;
}

static lt_status raise_pair(const lt_apply *work, const lt_action *action, const lt_change *other, const char *what,
                            const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT,
                    .what =
                        lt_fmt("measures %s and %s contradict each other: %s", other->measure, work->measure->id, what),
                    .where = lt_fmt("record %s; %s and %s", other->after.id, other->where, lt_node_where(action->node)),
                    .expected = expected, .found = found,
                    .todo = "take one of the two out of the package (or of the reference), or narrow a selector");
}

lt_status lt_contradiction_control(const lt_apply *work, const lt_action *action, const lt_source *source,
                                   const char *control, double share) {
    double taken = 0;
    for (long n = lt_changes_last(work->changes, source->id); n >= 0 && share > 0;
         n = work->changes->rows[n].previous) {
        const lt_change *row = &work->changes->rows[n];
        if (!by_another(work, row, action->kind->name) || strcmp(row->control, control) == 0) continue;
        taken += row->share;
        if (taken + share > 1 + ROUNDING)
            return raise_pair(work, action, row, "together they want more than all of the record for two things",
                              lt_fmt("%s, and shares that sum to 1 at most", row->control),
                              lt_fmt("%s, %g and %g", control, taken, share));
    }
    return LT_OK;
}

lt_status lt_contradiction_share(const lt_apply *work, const lt_action *action, const lt_source *source, double share) {
    double taken = 0;
    for (long n = lt_changes_last(work->changes, source->id); n >= 0; n = work->changes->rows[n].previous) {
        const lt_change *row = &work->changes->rows[n];
        if (!by_another(work, row, action->kind->name)) continue;
        taken += row->share;
        if (taken + share > 1 + ROUNDING)
            return raise_pair(work, action, row, "together they take more than all of the record",
                              "shares that sum to 1 at most", lt_fmt("%g and %g", taken, share));
    }
    return LT_OK;
}

static bool is_selected(const lt_apply *work, const char *id) {
    for (long n = 0; n < work->n_selected; n++)
        if (strcmp(work->ledger->sources[work->selected[n]].id, id) == 0) return true;
    return false;
}

lt_status lt_contradiction_capacity(const lt_apply *work, const lt_action *action, double wanted_tph, double left_tph) {
    for (long n = 0; n < work->changes->n; n++) {
        const lt_change *row = &work->changes->rows[n];
        if (!by_another(work, row, action->kind->name) || !is_selected(work, row->after.id)) continue;
        return raise_pair(work, action, row, "the second retires what the first has already retired",
                          lt_fmt("at most %.6g t/h, which the first has left", left_tph),
                          lt_fmt("%.6g t/h", wanted_tph));
    }
    return LT_OK;
}
