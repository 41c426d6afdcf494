/* narrow.c - see narrow.h. */
#include "scenarios/narrow.h"

bool lt_narrow_takes(const lt_narrow *narrow, const lt_source *source) {
    return lt_selector_listed(&narrow->sectors, source->sector) &&
           lt_selector_listed(&narrow->processes, source->process) &&
           lt_selector_listed(&narrow->technologies, source->technology) &&
           lt_selector_listed(&narrow->ids, source->id);
}

lt_status lt_narrow_check(const lt_action *action, const lt_apply *work, long n_taken) {
    if (n_taken > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an action selects no record of the ledger",
                    .where = lt_node_where(action->node), .expected = "at least one of the measure's records",
                    .found = lt_fmt("0 of %ld", work->n_selected),
                    .todo = "see the processes in the ledger: lantian inventory list");
}
