/* sums.c - the limbs of exact sums are whole numbers: ranks add them, each with its own. */
#include "base/sums.h"

/* An lt_exactsum is an array of int64_t. Behind a carry no limb is above 2^32, so 2^20 of them are below 2^52; of
 * pending additions there are none, and not_finite counts the ranks that have one. */
enum { NUMBERS = LT_EXACTSUM_LIMBS + 2 };
_Static_assert(sizeof(lt_exactsum) == NUMBERS * sizeof(int64_t), "an exact sum is whole numbers alone");

lt_status lt_sums_over_ranks(const lt_comm *comm, lt_exactsum *sums, long n) {
    for (long k = 0; k < n; k++) lt_exactsum_carry(&sums[k]);
    LT_TRY(lt_comm_sum_i64(comm, (int64_t *)sums, n * NUMBERS));
    for (long k = 0; k < n; k++) lt_exactsum_carry(&sums[k]);
    return LT_OK;
}
