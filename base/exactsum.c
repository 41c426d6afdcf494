/* exactsum.c - order-free sum of doubles: a "small superaccumulator" (R. M. Neal 2015, arXiv:1505.05571).
 *
 * A finite double is +-m 2^(e-1074) with m < 2^53 and 0 <= e <= 2045. Limb k counts units of 2^(32k-1074), so that one
 * double touches three limbs and adds less than 2^33 to each; after CARRY_EVERY = 2^28 additions a limb is still below
 * 2^62, and a carry brings all limbs but the top one back into [0, 2^32). Integer sums do not depend on the order; only
 * lt_exactsum_value rounds, once, to nearest even. Limbs 0..65 hold single doubles, 66..69 hold up to 2^127 of them. */
#include "base/exactsum.h"

#include <math.h>
#include <string.h>

enum { CARRY_EVERY = 1 << 28, LIMB_BITS = 32, MANTISSA_BITS = 52, LOWEST_EXPONENT = -1074 };
#define LIMB_MASK UINT64_C(0xffffffff)
#define LIMB_BASE (INT64_C(1) << LIMB_BITS)

void lt_exactsum_clear(lt_exactsum *sum) {
    memset(sum, 0, sizeof *sum);
}

void lt_exactsum_carry(lt_exactsum *sum) {
    for (int k = 0; k < LT_EXACTSUM_LIMBS - 1; k++) {
        const int64_t low = (int64_t)((uint64_t)sum->limb[k] & LIMB_MASK);
        sum->limb[k + 1] += (sum->limb[k] - low) / LIMB_BASE; /* exact: a floor division */
        sum->limb[k] = low;
    }
    sum->pending = 0;
}

void lt_exactsum_add(lt_exactsum *sum, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const int field = (int)(bits >> MANTISSA_BITS) & 0x7ff;
    uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    if (field == 0x7ff) {
        sum->not_finite = 1;
        return;
    }
    if (field > 0) mantissa |= UINT64_C(1) << MANTISSA_BITS;
    const int e = field > 0 ? field - 1 : 0;
    const int k = e / LIMB_BITS, shift = e % LIMB_BITS;
    const uint64_t low = (mantissa & LIMB_MASK) << shift;   /* < 2^63 */
    const uint64_t high = (mantissa >> LIMB_BITS) << shift; /* < 2^52 */
    const int64_t part0 = (int64_t)(low & LIMB_MASK);
    const int64_t part1 = (int64_t)((low >> LIMB_BITS) + (high & LIMB_MASK));
    const int64_t part2 = (int64_t)(high >> LIMB_BITS);
    const int64_t sign = bits >> 63 ? -1 : 1;
    sum->limb[k] += sign * part0;
    sum->limb[k + 1] += sign * part1;
    sum->limb[k + 2] += sign * part2;
    if (++sum->pending >= CARRY_EVERY) lt_exactsum_carry(sum);
}

void lt_exactsum_add_n(lt_exactsum *sum, const double *values, long n) {
    for (long i = 0; i < n; i++) lt_exactsum_add(sum, values[i]);
}

/* Behind a carry limbs are below 2^32 (the top one below 2^31, as it holds at most 2^127 doubles): no sum of two
 * overflows. */
void lt_exactsum_merge(lt_exactsum *into, const lt_exactsum *from) {
    lt_exactsum other = *from;
    lt_exactsum_carry(&other);
    lt_exactsum_carry(into);
    for (int k = 0; k < LT_EXACTSUM_LIMBS; k++) into->limb[k] += other.limb[k];
    into->not_finite |= other.not_finite;
    lt_exactsum_carry(into);
}

static int bit_at(const lt_exactsum *sum, int position) {
    return (int)(sum->limb[position / LIMB_BITS] >> (position % LIMB_BITS)) & 1;
}

static int top_bit(const lt_exactsum *sum) {
    for (int k = LT_EXACTSUM_LIMBS - 1; k >= 0; k--) {
        if (sum->limb[k] == 0) continue;
        int b = 62;
        while (!((sum->limb[k] >> b) & 1)) b--;
        return k * LIMB_BITS + b; /* only the top limb may pass 32 bits */
    }
    return -1;
}

/* Any bit set below position? */
static int sticky_below(const lt_exactsum *sum, int position) {
    const int k = position / LIMB_BITS;
    for (int q = 0; q < k; q++)
        if (sum->limb[q]) return 1;
    return (sum->limb[k] & ((INT64_C(1) << (position % LIMB_BITS)) - 1)) != 0;
}

double lt_exactsum_value(const lt_exactsum *sum) {
    if (sum->not_finite) return NAN;
    lt_exactsum a = *sum;
    lt_exactsum_carry(&a);
    const int negative = a.limb[LT_EXACTSUM_LIMBS - 1] < 0;
    if (negative) {
        for (int k = 0; k < LT_EXACTSUM_LIMBS; k++) a.limb[k] = -a.limb[k];
        lt_exactsum_carry(&a);
    }
    const int top = top_bit(&a);
    if (top < 0) return 0.0;
    if (top > 2098) return negative ? -INFINITY : INFINITY;         /* 2^(2098-1074) = 2^1024 is beyond a double */
    const int last = top > MANTISSA_BITS ? top - MANTISSA_BITS : 0; /* place of the last bit that is kept */
    uint64_t mantissa = 0;
    for (int p = top; p >= last; p--) mantissa = mantissa << 1 | (uint64_t)bit_at(&a, p);
    if (last > 0 && bit_at(&a, last - 1) && (sticky_below(&a, last - 1) || (mantissa & 1))) mantissa++;
    const double size = ldexp((double)mantissa, last + LOWEST_EXPONENT);
    return negative ? -size : size;
}
