/* variational_private.h - shared by the variational*.c files only. */
#ifndef LT_MET_VARIATIONAL_PRIVATE_H
#define LT_MET_VARIATIONAL_PRIVATE_H

#include "model/met/points/multigrid.h"
#include "model/met/points/variational.h"

/* Rows of a plane hold all layers: [(j*nz+k)*nx+i], x faces [(j*nz+k)*(nx+1)+i], y faces [(j*nz+k)*nx+i] with j 0..ny,
 * interfaces [(j*(nz+1)+k)*nx+i]. */
struct lt_variational {
    const lt_grid *grid;
    lt_multigrid *multigrid;
    double *slope_x, *slope_y;         /* (h ahead - h behind)/distance x 1/length of the face, [face] */
    double *distance_x, *distance_y;   /* of the centres beside a face */
    double *climb_x, *climb_y, *lever; /* slope/(mass x length) of each face; rho A b of each interface */
    double *vertical;                  /* W of Gz, interfaces */
    double *fx, *fy, *fz, *pull;       /* work: fluxes; pull of the climb on a layer */
    double *rest, *step, *image, *direction, *answer; /* of the conjugate gradients */
    double *row_sum;
};

/* variational_operator.c */
/* Weights of the hour's air: of the horizontal fluxes and of the columns into the multigrid, of Gz, climb and lever. */
void lt_variational_weigh(lt_variational *variational, int threads, const lt_variational_hour *hour);
/* Gz in fz becomes Fz, then the divergence of fx, fy, fz of row j of cells. */
void lt_variational_diverge(lt_variational *variational, int j, double *out);
/* out = (D T) W (D T)^T lambda; fx, fy hold W (D T)^T lambda. */
void lt_variational_multiply(lt_variational *variational, int threads, const double *lambda, double *out);

#endif
