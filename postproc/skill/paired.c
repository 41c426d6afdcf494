#include "postproc/skill/paired.h"

#include <math.h>

void lt_paired_add_product(lt_exactsum *sum, double x, double y) {
    const double product = x * y;
    lt_exactsum_add(sum, product);
    lt_exactsum_add(sum, fma(x, y, -product));
}

void lt_paired_add(lt_paired *pairs, double f, double o) {
    const double difference = f - o;
    pairs->n++;
    lt_exactsum_add(&pairs->f, f);
    lt_exactsum_add(&pairs->o, o);
    lt_exactsum_add(&pairs->distance, fabs(difference));
    lt_paired_add_product(&pairs->square, difference, difference);
    lt_paired_add_product(&pairs->ff, f, f);
    lt_paired_add_product(&pairs->oo, o, o);
    lt_paired_add_product(&pairs->fo, f, o);
}

void lt_paired_merge(lt_paired *into, const lt_paired *from) {
    into->n += from->n;
    lt_exactsum_merge(&into->f, &from->f);
    lt_exactsum_merge(&into->o, &from->o);
    lt_exactsum_merge(&into->distance, &from->distance);
    lt_exactsum_merge(&into->square, &from->square);
    lt_exactsum_merge(&into->ff, &from->ff);
    lt_exactsum_merge(&into->oo, &from->oo);
    lt_exactsum_merge(&into->fo, &from->fo);
}

/* An exact sum as two doubles: the nearest one and the nearest to what is left of it. */
typedef struct two {
    double high, low;
} two;

static two two_of(const lt_exactsum *sum) {
    two out = {.high = lt_exactsum_value(sum)};
    lt_exactsum rest = *sum;
    lt_exactsum_add(&rest, -out.high);
    out.low = lt_exactsum_value(&rest);
    return out;
}

/* n ab - a b of sums, where the first is of products: the leading parts cancel, so each is split without loss and all
 * parts are added exactly. What is left out is a product of low parts, 2^-106 of the leading ones. */
static double spread(long n, const lt_exactsum *products, const lt_exactsum *left, const lt_exactsum *right) {
    const two p = two_of(products), a = two_of(left), b = two_of(right);
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    lt_paired_add_product(&sum, (double)n, p.high);
    lt_paired_add_product(&sum, (double)n, p.low);
    lt_paired_add_product(&sum, -a.high, b.high);
    lt_paired_add_product(&sum, -a.high, b.low);
    lt_paired_add_product(&sum, -a.low, b.high);
    return lt_exactsum_value(&sum);
}

static double difference_of(const lt_exactsum *f, const lt_exactsum *o) {
    const two a = two_of(f), b = two_of(o);
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    lt_exactsum_add(&sum, a.high);
    lt_exactsum_add(&sum, a.low);
    lt_exactsum_add(&sum, -b.high);
    lt_exactsum_add(&sum, -b.low);
    return lt_exactsum_value(&sum);
}

static double correlation(const lt_paired *pairs) {
    if (pairs->n < 3) return NAN;
    const double n = (double)pairs->n, ff = spread(pairs->n, &pairs->ff, &pairs->f, &pairs->f),
                 oo = spread(pairs->n, &pairs->oo, &pairs->o, &pairs->o),
                 fo = spread(pairs->n, &pairs->fo, &pairs->f, &pairs->o);
    /* Of a constant series no more than a few 2^-105 of the sums are left. */
    const double least = 1e-30 * n;
    if (!(ff > least * lt_exactsum_value(&pairs->ff)) || !(oo > least * lt_exactsum_value(&pairs->oo))) return NAN;
    return fmax(-1, fmin(1, fo / (sqrt(ff) * sqrt(oo))));
}

lt_paired_score lt_paired_finish(const lt_paired *pairs) {
    lt_paired_score out = {pairs->n, pairs->n < LT_FEW_PAIRS, NAN, NAN, NAN, NAN, NAN, NAN};
    if (pairs->n == 0) return out;
    const double n = (double)pairs->n;
    out.mean_forecast = lt_exactsum_value(&pairs->f) / n;
    out.mean_obs = lt_exactsum_value(&pairs->o) / n;
    out.bias = difference_of(&pairs->f, &pairs->o) / n;
    out.rmse = sqrt(lt_exactsum_value(&pairs->square) / n);
    out.mae = lt_exactsum_value(&pairs->distance) / n;
    out.r = correlation(pairs);
    return out;
}
