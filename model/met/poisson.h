/* poisson.h - direct solution of the five-point equation sum_faces w (x_cell - x_beyond) = rhs, zero beyond. */
#ifndef LT_MET_POISSON_H
#define LT_MET_POISSON_H

#include "base/status.h"

typedef struct lt_poisson lt_poisson;

/* weight_x [j*(nx+1)+i], weight_y [j*nx+i] (j 0..ny) of the faces, all positive; read again by every solution. */
lt_status lt_poisson_create(int nx, int ny, const double *weight_x, const double *weight_y, lt_poisson **out);
void lt_poisson_free(lt_poisson *poisson);
void lt_poisson_solve(lt_poisson *poisson, const double *rhs, double *x);
/* out = rhs - A x */
void lt_poisson_remainder(const lt_poisson *poisson, const double *rhs, const double *x, double *out);

#endif
