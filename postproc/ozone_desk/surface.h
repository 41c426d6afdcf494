/* surface.h - ozone over the shares of NOx and VOC that are cut: a polynomial near or through the runs of a design.
 *
 *   D(x, y) = sum_k c_k x^p_k y^q_k     (p_k, q_k) != (0, 0), so that D(0, 0) = 0: the run without cuts is met exactly
 * D change of ozone from that run, ug/m3; x, y shares of NOx, VOC cut, 0 to 1.
 *   quadratic   p + q <= 2, 5 terms    least squares
 *   cubic       p + q <= 3, 9 terms    least squares
 *   grid        p < levels of x, q < levels of y: through every run of a full grid
 * c = P d, d the runs' changes, P the pseudo-inverse by singular values (GSL), columns scaled by the largest cuts. Of
 * X the matrix of the terms at the points, h = diag(X P):
 *   e_i = (d_i - D_i) / (1 - h_i)       what the surface made without run i misses it by (leave one out, exactly)
 * undefined where h_i = 1: without that run there is no surface.
 * Polynomials of a few runs of a transport model: Xing et al. 2018, Atmos. Chem. Phys. 18, 7799. Between the runs it
 * is an interpolation, beyond the largest cuts nothing. */
#ifndef LT_SURFACE_H
#define LT_SURFACE_H

#include "base/status.h"

#include <stdbool.h>

/* X-macro: id, word, English, Chinese. */
#define LT_SURFACE_METHOD_LIST(X)                                                                                      \
    X(QUADRATIC, "quadratic", "quadratic, least squares", "二次多项式最小二乘")                                        \
    X(CUBIC, "cubic", "cubic, least squares", "三次多项式最小二乘")                                                    \
    X(GRID, "grid", "through every run of the grid", "完整网格精确插值")
typedef enum lt_surface_method {
#define LT_SURFACE_METHOD_ID(id, word, en, zh) LT_SURFACE_##id,
    LT_SURFACE_METHOD_LIST(LT_SURFACE_METHOD_ID)
#undef LT_SURFACE_METHOD_ID
        LT_N_SURFACE_METHODS
} lt_surface_method;
typedef struct lt_surface_method_row {
    const char *word, *en, *zh;
} lt_surface_method_row;
extern const lt_surface_method_row lt_surface_method_table[LT_N_SURFACE_METHODS];

enum { LT_SURFACE_MOST_TERMS = 24, LT_SURFACE_MOST_POINTS = 40 };

/* What the points alone decide: one for all cities, cells and periods. */
typedef struct lt_surface_plan {
    lt_surface_method method;
    int n_points, n_terms;
    bool determined; /* the points determine the terms: else there is no surface, and no inverse */
    double x[LT_SURFACE_MOST_POINTS], y[LT_SURFACE_MOST_POINTS];
    double x_most, y_most; /* largest cuts */
    int p[LT_SURFACE_MOST_TERMS], q[LT_SURFACE_MOST_TERMS];
    double inverse[LT_SURFACE_MOST_TERMS][LT_SURFACE_MOST_POINTS]; /* P */
    double leverage[LT_SURFACE_MOST_POINTS];                       /* h */
} lt_surface_plan;

typedef struct lt_surface {
    double c[LT_SURFACE_MOST_TERMS]; /* ug/m3 */
    double rms;                      /* of d - D over the runs, ug/m3 */
    double left_out_rms, left_out_most;
    int n_left_out; /* runs with a leave-one-out error; 0: the two above are NaN */
} lt_surface;

/* Cuts come out of tables of nine digits: closer ones are one level. */
#define LT_SURFACE_SAME_LEVEL 1e-6
/* The levels of n cuts and none, as they come, 0 first: how many. */
int lt_surface_levels(const double *cut, int n, double levels[LT_SURFACE_MOST_POINTS + 1]);
/* Do the points, with (0, 0), make a full grid of at least two levels on either axis? */
bool lt_surface_is_grid(const double *x, const double *y, int n);
/* The points without (0, 0), no two alike, LT_SURFACE_MOST_POINTS at most. */
lt_status lt_surface_plan_make(lt_surface_method method, const double *x, const double *y, int n, lt_surface_plan *out);
/* LT_ERR_INPUT: they do not determine the terms (too few, on a line, no full grid ...). In what follows they do. */
lt_status lt_surface_plan_judge(const lt_surface_plan *plan);
void lt_surface_fit(const lt_surface_plan *plan, const double *d, lt_surface *out);
double lt_surface_at(const lt_surface_plan *plan, const lt_surface *surface, double x, double y);
/* The error of the surface made without run i, whose rest is d - D; NaN where there is no surface without it. */
double lt_surface_left_out(const lt_surface_plan *plan, int i, double rest);
/* dD/dx and dD/dy at (0, 0); gain: what an error of one in every run, each its own, makes of it. */
void lt_surface_slope(const lt_surface_plan *plan, const lt_surface *surface, double slope[2], double gain[2]);

#endif
