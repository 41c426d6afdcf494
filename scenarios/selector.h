/* selector.h - which source records a measure acts on. Empty lists mean "any"; all given conditions must hold.
 * A name may end with *: it takes all that begin so. */
#ifndef LT_SELECTOR_H
#define LT_SELECTOR_H

#include "base/config.h"
#include "inventory/ledger.h"
#include "scenarios/mask.h"

#include <stdbool.h>

typedef struct lt_selector {
    lt_list regions; /* char *: cities, then places (mask.h); empty = the 14 cities of Liaoning, never the neighbours */
    char *masks;     /* the user's table of masks, "" = the shipped one alone */
    lt_list ids;     /* char *: records by name (a plant); each must be there */
    lt_list sectors, processes, technologies, controls;
    double unit_size_max_tph; /* largest boiler of the record at most this; 0 = no limit */
    double unit_size_min_tph; /* at least this */
    char *built_up;           /* "yes", "no" or "any" */
} lt_selector;

extern const lt_config_row lt_selector_rows[];

/* Does a pattern of a list of char * fit text? An empty list takes all. */
bool lt_selector_listed(const lt_list *list, const char *text);
bool lt_selector_match(const lt_selector *selector, const lt_source *source);
/* Indices of the matching records, in ledger order; *out is malloc'ed (free). LT_ERR_INPUT at node: an id, a sector or
 * a process that the ledger does not have. */
lt_status lt_selector_find(const lt_selector *selector, const lt_node *node, const lt_ledger *ledger, long **out,
                           long *n);
/* Masks become places; LT_ERR_INPUT when a name is no place of Liaoning, or stands twice. */
lt_status lt_selector_resolve(lt_selector *selector, const lt_node *node);

#endif
