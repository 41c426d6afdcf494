/* action.c - the registry of actions. */
#include "scenarios/action.h"

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
