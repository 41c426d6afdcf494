/* exactsum.h - a sum of doubles whose result does not depend on the order of the terms.
 *
 * The accumulator holds the whole double range in signed 64-bit limbs of 32 bits (Neal 2015, arXiv:1505.05571);
 * lt_exactsum_value is the correctly rounded sum. Not-a-number or infinity makes the value NaN. */
#ifndef LT_EXACTSUM_H
#define LT_EXACTSUM_H

#include <stdint.h>

enum { LT_EXACTSUM_LIMBS = 70 };

typedef struct lt_exactsum {
    int64_t limb[LT_EXACTSUM_LIMBS];
    int pending; /* additions since the last carry */
    int not_finite;
} lt_exactsum;

void lt_exactsum_clear(lt_exactsum *sum);
void lt_exactsum_add(lt_exactsum *sum, double value);
void lt_exactsum_add_n(lt_exactsum *sum, const double *values, long n);
double lt_exactsum_value(const lt_exactsum *sum);

#endif
