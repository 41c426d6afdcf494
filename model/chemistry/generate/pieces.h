/* pieces.h - the writers of the pieces of a kernel: private to generate/. */
#ifndef LT_GENERATE_PIECES_H
#define LT_GENERATE_PIECES_H

#include "model/chemistry/generate/code.h"

/* rates(k, c, r): the rate of each reaction. partials(k, c, p, r): these and the partials. change(r, f): the net change
 * of each species. c and f in the order of elimination. */
void lt_write_fun(lt_code *code, const lt_plan *plan);

/* factor(s, k, p, b, lu, x): LU of s - J, a row of it assembled, eliminated and stored at once, row by row (Doolittle):
 * L has a diagonal of 1, the reciprocal of U's diagonal is stored. And x = L^-1 b. */
void lt_write_factor(lt_code *code, const lt_plan *plan);

/* forward(lu, x): x = L^-1 x; backward(lu, x): x = U^-1 x. */
void lt_write_solve(lt_code *code, const lt_plan *plan);

#endif
