/* vertical_reference.h - plain versions of the vertical kernels, one column at a time: what the fast ones are held to
 * (tests/verify/test_column.c). Written from the equations, not from the kernels. */
#ifndef LT_KERNEL_VERTICAL_REFERENCE_H
#define LT_KERNEL_VERTICAL_REFERENCE_H

enum { LT_REFERENCE_LAYERS = 128 }; /* the most that a column may have */

/* Flux form of advect_z.c. moved [nz + 1] kg upward, 0 at the ground; above: what enters at the top. Returns kg out
 * through the top. */
double lt_reference_advect_z(int nz, const double *mass, const double *moved, double above, double *q);

/* The system of column.c as a full matrix, by Gaussian elimination with pivots. exchange, lifted (or NULL), source (or
 * NULL): [nz] as in kernels.h; swept: kg/s. Returns kg deposited. */
double lt_reference_column(int nz, double dt, const double *mass, const double *exchange, const double *lifted,
                           const double *source, double swept, double *q);

#endif
