/* budget_sums.h - what a budget sums over the columns and border faces of a domain, exactly (base/exactsum.h).
 *
 * A column or face has its own plain sum in order of time; here they become one number a domain. Any order of the
 * columns gives the same limbs, and so do parts of the domain whose limbs are added: a struct of these holds nothing
 * but exact sums. */
#ifndef LT_BUDGET_SUMS_H
#define LT_BUDGET_SUMS_H

#include "model/state/state.h"
#include "model/transport/crossings.h"
#include "model/transport/source.h"

/* Of one species in an hour. */
typedef struct lt_budget_sums {
    lt_crossing_exact crossed; /* kg */
    lt_exactsum burden;        /* kg, now */
    lt_exactsum won, clipped;  /* kg, by chemistry */
    lt_exactsum emitted;       /* kg/s */
} lt_budget_sums;

/* All set the sum anew. */
void lt_sum_burden(const lt_state *state, const lt_air *air, int s, lt_exactsum *sum); /* kg of a species */
void lt_sum_source(const lt_source *source, const lt_air *air, lt_exactsum *sum);      /* kg/s */
void lt_sum_plane(const double *plane, size_t n, lt_exactsum *sum);
void lt_sum_air(const lt_air *air, lt_exactsum *sum); /* kg */
/* Of all ranks that have the domain: bytes of exact sums. Collective. */
lt_status lt_sum_ranks(const lt_comm *comm, void *sums, size_t bytes);

#endif
