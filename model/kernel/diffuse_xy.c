/* diffuse_xy.c - exchange of air between horizontal neighbours, one direction at a time.
 *
 *   q' = q + x_low (q_low - q) + x_high (q_high - q),  x = air exchanged through the face in dt / air of the cell
 * The same air goes both ways, so masses stay and tracer is kept; a uniform q stays uniform to the last bit; the result
 * lies between the three values as long as x_low + x_high <= 1. Explicit Euler in time, second order in space. */
#include "model/kernel/kernels.h"

void LT_KERNEL(diffuse_xy)(const lt_slab_exchange *slab, const lt_slab_species *species);

/* q of n cells, given the differences to their low and high neighbours. */
static void exchange_row(int n, const lt_real *restrict low, const lt_real *restrict high,
                         const lt_real *restrict below, const lt_real *restrict above, lt_real *restrict q) {
    for (int i = 0; i < n; ++i) q[i] += high[i] * above[i] - low[i] * below[i];
}

static void differences(int n, const lt_real *restrict low, const lt_real *restrict high, lt_real *restrict d) {
    for (int i = 0; i < n; ++i) d[i] = high[i] - low[i];
}

void LT_KERNEL(diffuse_xy)(const lt_slab_exchange *s, const lt_slab_species *p) {
    lt_real *below = p->work, *above = p->work + s->ni + 1;
    for (int m = 0; m < p->n; ++m) {
        lt_real *q = p->q + m * p->species;
        if (s->along_y) differences(s->ni, q - p->row, q, below);
        for (int j = 0; j < s->nj; ++j, q += p->row) {
            const lt_real *low = s->low + j * s->row, *high = s->high + j * s->row;
            if (s->along_y) {
                differences(s->ni, q, q + p->row, above);
                exchange_row(s->ni, low, high, below, above, q);
                lt_real *spare = below;
                below = above;
                above = spare;
            } else {
                differences(s->ni + 1, q - 1, q, below);
                exchange_row(s->ni, low, high, below, below + 1, q);
            }
        }
    }
}
