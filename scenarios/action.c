/* action.c - the registry of actions. */
#include "scenarios/action.h"

#include <stdio.h>
#include <string.h>

#define KIND(name) &lt_action_##name,
static const lt_action_kind *const kinds[] = {LT_ACTION_LIST(KIND)};
#undef KIND
#define NAME(name) #name,
static const char *const names[] = {LT_ACTION_LIST(NAME) NULL};
#undef NAME

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

const lt_action_kind *lt_action_find(const char *name) {
    for (int k = 0; k < N_KINDS; k++)
        if (strcmp(kinds[k]->name, name) == 0) return kinds[k];
    return NULL;
}

const char *const *lt_action_names(long *n) {
    *n = N_KINDS;
    return names;
}

lt_status lt_apply_change(lt_apply *work, const lt_action *action, const lt_source *before_or_null,
                          const lt_source *after, double share) {
    LT_TRY(lt_changes_add(work->changes, work->measure->id, action->kind->name, work->words, before_or_null, after));
    lt_change *row = &work->changes->rows[work->changes->n - 1];
    if (share > 0) snprintf(row->where, sizeof row->where, "%s", lt_node_where(action->node));
    row->share = share;
    return LT_OK;
}
