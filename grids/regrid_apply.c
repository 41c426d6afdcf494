/* regrid_apply.c - weights times fields (regrid.h).
 *
 * A_ts overlap, A_s area of the source cell, A_t of the target cell, f the fields:
 *   amount    f_t = sum_s A_ts / A_s f_s          density   f_t = sum_s A_ts f_s / A_t
 *   mean      f_t = sum_s A_ts f_s / sum_s A_ts   over the s that are not missing
 * All fields of a cell lie side by side, so that one pass over the weights serves them all and the loop over fields
 * fills the vectors. A target cell belongs to one thread and its terms come in the order of the source cells. */
#include "grids/regrid.h"

#include <float.h>
#include <math.h>

enum { BLOCK = 64 }; /* fields at once: their sums stay in the first cache */

static double weight(const lt_regrid *r, lt_regrid_kind kind, long t, long e) {
    switch (kind) {
    case LT_REGRID_AMOUNT:
        return r->overlap[e] / r->source_area[r->source[e]];
    case LT_REGRID_DENSITY:
        return r->overlap[e] / r->target_area[t];
    default:
        return r->overlap[e];
    }
}

#define DEFINE_APPLY(suffix, type)                                                                                     \
    static void cell##suffix(const lt_regrid *r, lt_regrid_kind kind, long t, int n_fields, int from, int n,           \
                             const type *source, type *target) {                                                       \
        double sum[BLOCK] = {0}, covered[BLOCK] = {0};                                                                 \
        for (long e = r->row[t]; e < r->row[t + 1]; e++) {                                                             \
            const type *value = source + (long)r->source[e] * n_fields + from;                                         \
            const double w = weight(r, kind, t, e);                                                                    \
            for (int f = 0; f < n; f++) {                                                                              \
                const double v = value[f];                                                                             \
                const double there = v == v ? w : 0; /* a missing value is NaN */                                      \
                sum[f] += v == v ? w * v : 0;                                                                          \
                covered[f] += there;                                                                                   \
            }                                                                                                          \
        }                                                                                                              \
        for (int f = 0; f < n; f++)                                                                                    \
            target[t * n_fields + from + f] = (type)(kind != LT_REGRID_MEAN ? sum[f]                                   \
                                                     : covered[f] > 0       ? sum[f] / covered[f]                      \
                                                                            : NAN);                                          \
    }                                                                                                                  \
    void lt_regrid_apply##suffix(const lt_regrid *r, lt_regrid_kind kind, int n_fields, const type *source,            \
                                 type *target) {                                                                       \
        _Pragma("omp parallel for schedule(static)") for (long t = 0; t < r->n_target;                                 \
                                                          t++) for (int f = 0; f < n_fields; f += BLOCK)               \
            cell##suffix(r, kind, t, n_fields, f, n_fields - f < BLOCK ? n_fields - f : BLOCK, source, target);        \
    }

DEFINE_APPLY(, double)
DEFINE_APPLY(_float, float)

void lt_regrid_shares(const lt_regrid *r, double *of_source, double *of_target) {
    for (long s = 0; s < r->n_source; s++) of_source[s] = 0;
    for (long t = 0; t < r->n_target; t++) {
        of_target[t] = 0;
        for (long e = r->row[t]; e < r->row[t + 1]; e++) {
            of_source[r->source[e]] += r->overlap[e] / r->source_area[r->source[e]];
            of_target[t] += r->overlap[e] / r->target_area[t];
        }
    }
}
