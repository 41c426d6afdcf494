/* drawn.h - a draw that a ledger keeps, for the records that packages make of its tables.
 *
 * What a draw says of the factors and controls of a process holds for every record of it: a measure that gives the heat
 * of boilers to other boilers burns the same drawn coal. A factor or control that no row of the ledger has is drawn by
 * itself, stratified over the draws by its name, so that it is one number in all packages on a draw. */
#ifndef LT_DRAWN_H
#define LT_DRAWN_H

#include "inventory/uncertainty/uncertainty.h"

typedef struct lt_drawn lt_drawn;

/* Takes the inputs over; factor[input] of draw k (from 0) of n is copied. The ledger of the inputs must live as long.
 */
lt_status lt_drawn_create(lt_inputs *inputs, const double *factor, long n, long k, lt_drawn **out);
void lt_drawn_free(lt_drawn *drawn); /* NULL is fine */
/* Factors and removals of a record, as the tables have them, become those of the draw. */
lt_status lt_drawn_process(const lt_drawn *drawn, lt_source *inout);

#endif
