/* multigrid.h - one cycle towards the solution of the seven-point equation on columns. */
#ifndef LT_MET_MULTIGRID_H
#define LT_MET_MULTIGRID_H

#include "base/status.h"

typedef struct lt_multigrid lt_multigrid;

/* Unknowns [(j*nz+k)*nx+i]; 0 beyond the sides, closed below and above. */
lt_status lt_multigrid_create(int nx, int ny, int nz, lt_multigrid **out);
void lt_multigrid_free(lt_multigrid *multigrid); /* NULL is fine */
/* The weights of the faces, to be filled before lt_multigrid_prepare, all positive: x [(j*nz+k)*(nx+1)+i], y
 * [(j*nz+k)*nx+i] with j 0..ny, z [(j*(nz+1)+k)*nx+i] with k 1..nz-1 (0 and nz stay 0). */
double *lt_multigrid_weight_x(lt_multigrid *multigrid);
double *lt_multigrid_weight_y(lt_multigrid *multigrid);
double *lt_multigrid_weight_z(lt_multigrid *multigrid);
void lt_multigrid_prepare(lt_multigrid *multigrid, int threads);
/* x = B rhs, B a symmetric positive approximation of the inverse. The same bits for any number of threads. */
void lt_multigrid_cycle(lt_multigrid *multigrid, int threads, const double *rhs, double *x);

#endif
