/* budget.h - where every kilogram went.
 *
 * Per species and hour, kg: emitted, in and out (lateral), top_in, top_out, dry, wet, chemistry, stored (change of the
 * burden) and rounding, which closes the line:
 *   stored = emitted + in - out + top_in - top_out - dry - wet + chemistry + rounding
 * All are sums of what was applied. Sums are exact (exactsum.h), so they do not depend on threads or blocks. Bound of
 * |rounding| / (burden + gross fluxes): 1e-12 in the double build, 1e-7 in float (design.md section 5), checked every
 * hour. */
#ifndef LT_BUDGET_H
#define LT_BUDGET_H

#include "base/exactsum.h"
#include "model/transport/transport.h"

#include <stdio.h>

typedef struct lt_budget_line {
    double emitted, in, out, top_in, top_out, dry, wet, chemistry, stored, burden, rounding;
} lt_budget_line;

typedef struct lt_budget {
    int n_species;
    const lt_species_info *species;
    lt_crossings crossings;
    lt_exactsum *wet, *chemistry;
    double *emitted, *burden, *now;
    lt_budget_line *total; /* since the start of the run */
    double worst;          /* largest |rounding| share of any hour and species */
} lt_budget;

lt_status lt_budget_create(const lt_state *state, lt_budget **out);
void lt_budget_free(lt_budget *budget);
void lt_budget_begin(lt_budget *budget, const lt_state *state, const lt_air *air);
void lt_budget_begin_hour(lt_budget *budget);
/* Close the hour: lines for the CSV into stream (may be NULL), totals kept. LT_ERR_INTERNAL if it does not close. */
lt_status lt_budget_end_hour(lt_budget *budget, const lt_state *state, const lt_air *air, const char *hour,
                             FILE *stream);
void lt_budget_header(FILE *stream, const char *weather); /* weather: its label */
/* The run's budget as a table through lt_say. */
void lt_budget_say(const lt_budget *budget, const char *title);

#endif
