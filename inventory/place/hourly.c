/* hourly.c - sums over annual fields (hourly.h). Blocks of cells stay in the first cache while all hours and terms pass
 * over them; the loop over cells fills the vectors. */
#include "inventory/place/hourly.h"

enum { BLOCK = 256 };

static void do_block(const lt_hourly_term *terms, int n_terms, long h, long from, long n, float *out) {
    double sum[BLOCK] = {0};
    for (int k = 0; k < n_terms; k++) {
        const double *field = terms[k].field + from, rate = terms[k].rate[h];
        for (long c = 0; c < n; c++) sum[c] += field[c] * rate;
    }
    for (long c = 0; c < n; c++) out[c] = (float)sum[c];
}

void lt_hourly_sum(const lt_hourly_term *terms, int n_terms, long n_hours, long cells, float *out, long stride) {
    long blocks = (cells + BLOCK - 1) / BLOCK;
#pragma omp parallel for schedule(static)
    for (long b = 0; b < blocks; b++) {
        long from = b * BLOCK, n = cells - from < BLOCK ? cells - from : BLOCK;
        for (long h = 0; h < n_hours; h++) do_block(terms, n_terms, h, from, n, out + h * stride + from);
    }
}
