/* mask.h - places by name: "KEY9" stands for nine cities. A place is "CITY", "CITY/COUNTY" (as the ledger names it) or
 * either with "@built_up" (boilers that stand there, and what is spread over urban land). */
#ifndef LT_MASK_H
#define LT_MASK_H

#include "base/config.h"
#include "inventory/ledger.h"

/* The places that names stand for, in place of the names. file: a table of the user's beside the shipped one (columns
 * of library/masks.csv), "" or NULL for none; relative to the folder of the measure. LT_ERR_INPUT: a name that is
 * neither a city nor a mask, and a place that is named twice. */
lt_status lt_mask_expand(lt_list *regions, const char *file, const lt_node *node);
/* Does a source lie in one of the places? An empty list takes all. */
bool lt_mask_takes(const lt_list *regions, const lt_source *source);

#endif
