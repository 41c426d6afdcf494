/* exactsum.h - a sum of doubles whose result does not depend on the order of the terms.
 *
 * The accumulator holds the whole double range in signed 64-bit limbs of 32 bits (Neal 2015, arXiv:1505.05571);
 * lt_exactsum_value is the correctly rounded sum. Not-a-number or infinity makes the value NaN. */
#ifndef LT_EXACTSUM_H
#define LT_EXACTSUM_H

#include <stdint.h>

enum { LT_EXACTSUM_LIMBS = 70 };

/* Whole numbers of one size alone: what is in it may be added to that of other ranks number by number (sums.h). */
typedef struct lt_exactsum {
    int64_t limb[LT_EXACTSUM_LIMBS];
    int64_t pending; /* additions since the last carry */
    int64_t not_finite;
} lt_exactsum;

void lt_exactsum_clear(lt_exactsum *sum);
void lt_exactsum_add(lt_exactsum *sum, double value);
void lt_exactsum_add_n(lt_exactsum *sum, const double *values, long n);
/* into becomes the sum of all terms of both. */
void lt_exactsum_merge(lt_exactsum *into, const lt_exactsum *from);
/* Carry: every limb but the top one in [0, 2^32) and pending 0. The sum stays what it is. */
void lt_exactsum_carry(lt_exactsum *sum);
double lt_exactsum_value(const lt_exactsum *sum);

#endif
