/* box_private.h - pieces of box.c in files of their own. */
#ifndef LT_BOX_PRIVATE_H
#define LT_BOX_PRIVATE_H

#include "model/chemistry/box/box.h"

/* The section emissions (box_sources.c). */
lt_status lt_box_read_sources(lt_box *box, lt_faults *faults);
/* The section output: species, families, budgets; the names that a sweep uses (box_outputs.c). */
lt_status lt_box_read_outputs(lt_box *box, lt_faults *faults);
/* Species and families by name into sums, *n of them. */
lt_status lt_box_read_sums(const lt_box *box, const lt_node *place, const char *key, const lt_list *names,
                           lt_faults *faults, lt_box_sum *sums, int *n);

#endif
