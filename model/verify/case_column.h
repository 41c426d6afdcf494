/* case_column.h - one column of air on the vertical kernels of this machine, for cases with a known answer.
 *
 * The lanes of the tile all hold the same column. Heights in m, masses per m2 of ground: kg/m2. */
#ifndef LT_CASE_COLUMN_H
#define LT_CASE_COLUMN_H

#include "base/status.h"
#include "model/kernel/kernels.h"

typedef struct lt_case_column {
    int nz;
    const lt_kernels *kernels;
    double *edge;     /* [nz + 1] m */
    double *mass;     /* [nz] kg/m2 */
    double *exchange; /* [nz] kg/m2/s across the lower interface of a layer */
    double *lifted;   /* [nz] kg/m2/s from layer 0 */
    double *source;   /* [nz] kg/m2/s of tracer */
    double swept;     /* kg/m2/s of air swept by the ground */
    double *moved;    /* [nz + 1] kg/m2 of air upward in a step */
    double above;     /* mixing ratio over the top */
    double *q;        /* [nz] kg/kg */
    double *storage;
    double *tile;
} lt_case_column;

/* All zero but the edges: even layers up to `top` for stretch 1, else the highest is `stretch` times as thick as the
 * lowest, smoothly between. */
lt_status lt_case_column_create(int nz, double top, double stretch, lt_case_column *out);
void lt_case_column_free(lt_case_column *column);
/* One implicit step of mixing, source and deposition; kg/m2 deposited. convection: lifted counts. */
double lt_case_column_solve(lt_case_column *column, double dt, int convection);
/* One step of vertical advection; kg/m2 of tracer out through the top. The mass goes along. */
double lt_case_column_advect(lt_case_column *column);

/* Mean of f over a b (five-point Gauss-Legendre: exact to degree 9). */
typedef double (*lt_case_function)(double z, double t, const void *with);
double lt_case_mean(lt_case_function f, double t, const void *with, double a, double b);
/* Fill x [nz] with the means over the layers. */
void lt_case_column_means(const lt_case_column *column, lt_case_function f, double t, const void *with, double *x);
/* sum |q - exact| dz / sum |exact| dz, exact the layer's mean. */
double lt_case_column_error(const lt_case_column *column, lt_case_function exact, double t, const void *with);
/* Exchange of eddy diffusion K [m2/s] at the inner edges: K (mean density of both layers) / (distance of middles). */
void lt_case_column_diffusion(lt_case_column *column, lt_case_function k, double t, const void *with);

#endif
