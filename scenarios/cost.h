/* cost.h - what a measure costs a year, where a document or a source says so. Nothing is invented: a measure without
 * the key `costs` has no cost, and a package with such a measure has no whole cost.
 *
 *   costs:
 *     - value: 3.2e8 yuan/year        of the whole measure, or "5200 yuan/t" of what `of` names: per t less of it
 *       range: [2.5e8 yuan/year, 4e8 yuan/year]
 *       of: SO2                       with yuan/t only
 *       prices: 2020                  year of the prices
 *       mark: S                       V, S, D or R; never A
 *       source: where it was read
 *
 *   cost of a measure  K = sum_j l v_j  (yuan/year; l the strength)  +  sum_j v_j R_j  (R_j: t less at its place)
 * The ends of the ranges add up: low is all lows together. A cost per t of what does not fall is not known.
 *
 * Curve: the measures of a package by cost per unit of what they reduce, cheapest first, with the reduction added up.
 */
#ifndef LT_COST_H
#define LT_COST_H

#include "base/config.h"

#include <stdbool.h>

struct lt_measure;

typedef struct lt_cost {
    char *value;
    lt_list range; /* char *: low, high */
    char *of, *prices, *mark, *meaning_en, *meaning_zh, *source;
} lt_cost;

extern const lt_config_row lt_cost_rows[];

/* What the schema cannot say: units, range, what it is of, a source. */
lt_status lt_cost_check(const struct lt_measure *measure, const lt_cost *cost);

/* Million yuan a year; NaN: not known. */
typedef struct lt_money {
    double value, low, high;
    bool given;   /* the measure carries a cost */
    char mark[2]; /* the least sure one */
} lt_money;

/* reduction_kt: of every quantity of the ledger, above 0 less (at its place in the package). */
lt_money lt_cost_of(const struct lt_measure *measure, const double *reduction_kt);

/* A step of the curve, cheapest first. */
typedef struct lt_curve_step {
    long measure;               /* index as given */
    double unit, low, high;     /* yuan per unit of reduction */
    double reduction, from, to; /* cumulated: from before this step, to behind it */
    double cost;                /* million yuan a year */
} lt_curve_step;

/* n measures with cost and reduction (million units where cost is in million yuan; the unit cost is then yuan a unit).
 * out [n]; returns how many steps there are: those whose cost is known and that reduce. Equal unit costs stay in the
 * order given. */
long lt_cost_curve(const lt_money *cost, const double *reduction, long n, lt_curve_step *out);

#endif
