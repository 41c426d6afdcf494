/* process_items.h - what a process budget is of: species of the run by name, or a family of gases.
 *
 * A family is a sum of moles, told as the mass of its first member:
 *   OX = O3 + NO2    what the titration O3 + NO -> NO2 + O2 and the light that undoes it only pass to and fro */
#ifndef LT_PROCESS_ITEMS_H
#define LT_PROCESS_ITEMS_H

#include "model/state/tracer_setup.h"

enum { LT_MOST_PARTS = 4 };

typedef struct lt_process_item {
    const char *name, *unit; /* of its mean: ppb; of what has no molar mass ug kg-1 */
    double per_ratio;        /* mean in that unit for 1 kg a kg of air */
    int n_parts, species[LT_MOST_PARTS];
    double weight[LT_MOST_PARTS]; /* kg of the item in a kg of the species */
} lt_process_item;

/* Does the list ask for any? `on`: only where a mechanism is the chemistry (mechanism: it is one). */
bool lt_process_items_wanted(const lt_list *wanted, bool mechanism);
/* LT_ERR_INPUT for a list that mixes `on` or `off` with names, names one twice, or one that is no species of the set
 * (the nearest is said), no tracer of the list (lt_tracer_setup) and no family of carried gases. */
lt_status lt_process_items_judge(const lt_list *wanted, const lt_species_set *set, const lt_list *tracers,
                                 const lt_node *node);
/* The list on the species of a run; out has room for wanted->n + 2. `on`: O3 and OX, as far as they are carried. */
lt_status lt_process_items_find(const lt_list *wanted, const lt_species_set *set, const char *where,
                                lt_process_item *out, int *n);

#endif
