/* evaluate.h - the ledger in one draw of its inputs.
 *
 *   Y(z) = sum over rows of E_row prod over its inputs of exp(sigma z - sigma^2 / 2)     shares brought to sum 1 */
#ifndef LT_EVALUATE_H
#define LT_EVALUATE_H

#include "inventory/uncertainty/uncertainty.h"

/* The inputs' factors of one draw, and what it makes of the rows; of a row without an input the factor is 1. */
typedef struct lt_draw {
    const lt_inputs *in;
    const float *z; /* [input * n + draw] */
    long n;
    double *factor;  /* [input] */
    double *sum;     /* [vector] of share x factor over its cities */
    double *whole;   /* [vector] the same as the table has it */
    double *through; /* [row * LT_N_POLLUTANTS + pollutant] what the controls let through, 0..1 */
    double *kt;      /* [row * LT_N_POLLUTANTS + pollutant] emission; both 0 outside Liaoning */
} lt_draw;

/* z: [input * n + draw]. To be closed after a failure too. */
lt_status lt_draw_open(const lt_inputs *in, const float *z, long n, lt_draw *out);
void lt_draw_close(lt_draw *draw);
/* Draw k into factor, sum, through and kt. */
void lt_draw_load(lt_draw *draw, long k);
double lt_draw_factor(const lt_input *input, double z);
/* What is let through of it, 0 to 1, with a factor on its odds, so that it stays below 1. */
double lt_draw_let_through(double through, double factor);
double lt_draw_share_sum(const lt_draw *draw, int vector);
/* The numbers of a row as the draw has them, into its record or a copy: their product is the emission of lt_draw_row.
 * What is certain keeps its bits. */
void lt_draw_source(const lt_draw *draw, long row, lt_source *inout);
/* Emission [kt] of a row's family (-1: all; others are left as they are) with the factors and sums as they stand now.
 * controlled: the factors of controls too; else through counts. */
void lt_draw_row(const lt_draw *draw, long row, int family, bool controlled, double kt[LT_N_POLLUTANTS]);

/* sobol.c: the shares of the totals, by u's inputs and deviations. z, zb: room for inputs x n_sobol_draws. */
lt_status lt_sobol_shares(lt_uncertainty *u, const long *order, float *z, float *zb);

#endif
