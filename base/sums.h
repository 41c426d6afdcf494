/* sums.h - exact sums over all ranks: the same bits for any number of ranks, any cut and any order. */
#ifndef LT_SUMS_H
#define LT_SUMS_H

#include "comm.h"
#include "exactsum.h"

/* Each of n sums becomes, on every rank, the sum of what all ranks have in it: one message for all of them. Collective.
 * Up to 2^20 ranks. */
lt_status lt_sums_over_ranks(const lt_comm *comm, lt_exactsum *sums, long n);

#endif
