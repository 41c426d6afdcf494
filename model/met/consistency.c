/* consistency.c - least-squares correction of the column's horizontal mass fluxes.
 *
 * Wanted: sum over layers and faces of the outward flux of a column = -(change of its air mass)/3600 s. The correction
 * dF of a face is the smallest in the sense of sum dF^2/w: dF = w (phi_behind - phi_ahead) with, for every cell,
 *
 *   sum over its faces of w (phi_cell - phi_beyond) = -(dM/dt + divergence),   phi = 0 beyond the border
 *
 * (a Poisson equation; the border faces are corrected too, so that it always has a solution).
 *   w = length of the face x column mass above a square metre at a reference state / distance of the centres
 * so that the squares of the change of wind, weighted with mass, are least. The column's correction is shared among the
 * layers in proportion to the layers' mass at the face times the variance v_k of the error of the layer's wind:
 *   change of wind in layer k = v_k (correction of the column) / sum over the layers of v m
 * Most of what has to be mended is strong wind aloft over mountains, some 1 m/s; one change for all layers would put
 * that on the wind at the ground too, which was measured. The matrix is fixed for a grid and solved directly
 * (poisson.c), so that no tolerance has to be chosen.
 *
 * The form is the usual one of mass-consistent winds (Sasaki 1970,
 * doi 10.1175/1520-0493(1970)098<0875:SBFINV>2.3.CO;2).
 * Limits: what stable air does before a mountain comes before it, layer by layer (hills.c). */
#include "model/met/consistency.h"

#include "model/met/flux.h"
#include "model/met/poisson.h"

#include <math.h>
#include <string.h>

struct lt_consistency {
    const lt_grid *grid;
    long n;
    lt_poisson *poisson;
    double *weight_x, *weight_y;    /* as face_x, face_y */
    double *rhs, *phi;              /* [n] */
    double *sum_x, *sum_y;          /* change of wind x length of every face, for a layer of variance 1 */
    double *mass_x, *mass_y, *mean; /* column mass times variance at faces; hour-mean mass (nz, ny, nx) */
};

/* Column mass above a square metre, reference state: 1013 hPa and 260 K isothermal scale over terrain, top at 8.5 km.
 */
static double reference_mass(double terrain_m) {
    return exp(-terrain_m / 7600.0);
}

static void make_weights(lt_consistency *c) {
    const lt_grid *g = c->grid;
    int nx = g->nx, ny = g->ny;
    for (int j = 0; j < ny; j++)
        for (int i = 0; i <= nx; i++) {
            long row = (long)j * nx, a = row + (i > 0 ? i - 1 : 0), b = row + (i < nx ? i : nx - 1);
            double mass = 0.5 * (reference_mass(g->terrain[a]) + reference_mass(g->terrain[b]));
            long face = (long)j * (nx + 1) + i;
            double distance = 0.5 * (g->area[a] + g->area[b]) / g->face_x[face];
            c->weight_x[face] = g->face_x[face] * mass / distance;
        }
    for (int j = 0; j <= ny; j++)
        for (int i = 0; i < nx; i++) {
            long a = (long)(j > 0 ? j - 1 : 0) * nx + i, b = (long)(j < ny ? j : ny - 1) * nx + i;
            double mass = 0.5 * (reference_mass(g->terrain[a]) + reference_mass(g->terrain[b]));
            long face = (long)j * nx + i;
            double distance = 0.5 * (g->area[a] + g->area[b]) / g->face_y[face];
            c->weight_y[face] = g->face_y[face] * mass / distance;
        }
}

/* First west and first south face of a cell; the next ones are its east (+1) and north (+nx) face. */
static void faces(const lt_grid *g, long cell, long *west, long *south) {
    *west = cell / g->nx * (g->nx + 1) + cell % g->nx;
    *south = cell;
}

static lt_status allocate(lt_consistency *c) {
    const lt_grid *g = c->grid;
    size_t n = (size_t)c->n, fx = (size_t)(g->nx + 1) * (size_t)g->ny, fy = (size_t)g->nx * (size_t)(g->ny + 1);
    LT_TRY(lt_calloc(n, sizeof(double), &c->rhs));
    LT_TRY(lt_calloc(n, sizeof(double), &c->phi));
    double **of_x[] = {&c->weight_x, &c->sum_x, &c->mass_x}, **of_y[] = {&c->weight_y, &c->sum_y, &c->mass_y};
    for (int a = 0; a < 3; a++) {
        LT_TRY(lt_calloc(fx, sizeof(double), of_x[a]));
        LT_TRY(lt_calloc(fy, sizeof(double), of_y[a]));
    }
    return lt_calloc(n * (size_t)g->nz, sizeof(double), &c->mean);
}

lt_status lt_consistency_create(const lt_grid *grid, lt_consistency **out) {
    lt_consistency *c = NULL;
    LT_TRY(lt_calloc(1, sizeof *c, &c));
    c->grid = grid;
    c->n = (long)grid->nx * grid->ny;
    lt_status status = allocate(c);
    if (status == LT_OK) {
        make_weights(c);
        status = lt_poisson_create(grid->nx, grid->ny, c->weight_x, c->weight_y, &c->poisson);
    }
    if (status != LT_OK) {
        lt_consistency_free(c);
        return status;
    }
    *out = c;
    return LT_OK;
}

void lt_consistency_free(lt_consistency *c) {
    if (!c) return;
    lt_poisson_free(c->poisson);
    double *all[] = {c->weight_x, c->weight_y, c->rhs, c->phi, c->sum_x, c->sum_y, c->mass_x, c->mass_y, c->mean};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(c);
}

/* Column sums in the order of the layers: the same bits for any number of threads. */
static double column_sum(const double *values, long stride, int nz, long at) {
    double sum = 0.0;
    for (int k = 0; k < nz; k++) sum += values[k * stride + at];
    return sum;
}

/* -(dM/dt + divergence) of a column [kg s-1]. */
static double missing(const lt_grid *g, const double *begin, const double *end, const double *flux_x,
                      const double *flux_y, long cell, double *mass) {
    long n = (long)g->nx * g->ny, nfx = (long)(g->nx + 1) * g->ny, nfy = (long)g->nx * (g->ny + 1), west, south;
    faces(g, cell, &west, &south);
    double change = column_sum(end, n, g->nz, cell) - column_sum(begin, n, g->nz, cell);
    *mass = column_sum(begin, n, g->nz, cell);
    double out = column_sum(flux_x, nfx, g->nz, west + 1) - column_sum(flux_x, nfx, g->nz, west) +
                 column_sum(flux_y, nfy, g->nz, south + g->nx) - column_sum(flux_y, nfy, g->nz, south);
    return -(change / LT_HOUR + out);
}

double lt_consistency_residual(const lt_grid *grid, const double *mass_begin, const double *mass_end,
                               const double *flux_x, const double *flux_y) {
    double worst = 0.0, mass;
    for (long cell = 0; cell < (long)grid->nx * grid->ny; cell++) {
        double residual = missing(grid, mass_begin, mass_end, flux_x, flux_y, cell, &mass);
        worst = fmax(worst, fabs(residual) * LT_HOUR / mass);
    }
    return worst;
}

/* sum_x, sum_y: so that layer k changes by it times the layer's mass there and the variance of the layer. */
static void correct_faces(lt_consistency *c, const double *variance, int threads, double *flux_x, double *flux_y) {
    const lt_grid *g = c->grid;
    int nx = g->nx, ny = g->ny;
    long n = c->n, nfx = (long)(nx + 1) * ny, nfy = (long)nx * (ny + 1);
    memset(c->mass_x, 0, (size_t)nfx * sizeof(double));
    memset(c->mass_y, 0, (size_t)nfy * sizeof(double));
    for (int k = 0; k < g->nz; k++) {
        for (long f = 0; f < nfx; f++)
            c->mass_x[f] += variance[k] * lt_face_mass_x(g, c->mean + k * n, (int)(f % (nx + 1)), (int)(f / (nx + 1)));
        for (long f = 0; f < nfy; f++)
            c->mass_y[f] += variance[k] * lt_face_mass_y(g, c->mean + k * n, (int)(f % nx), (int)(f / nx));
    }
    for (long f = 0; f < nfx; f++) {
        long j = f / (nx + 1), i = f % (nx + 1), cell = j * nx + i;
        double behind = i > 0 ? c->phi[cell - 1] : 0.0, ahead = i < nx ? c->phi[cell] : 0.0;
        c->sum_x[f] = c->weight_x[f] * (behind - ahead) / c->mass_x[f];
    }
    for (long f = 0; f < nfy; f++) {
        double behind = f >= nx ? c->phi[f - nx] : 0.0, ahead = f < n ? c->phi[f] : 0.0;
        c->sum_y[f] = c->weight_y[f] * (behind - ahead) / c->mass_y[f];
    }
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int k = 0; k < g->nz; k++) {
        const double *layer = c->mean + k * n;
        for (long f = 0; f < nfx; f++)
            flux_x[k * nfx + f] +=
                c->sum_x[f] * variance[k] * lt_face_mass_x(g, layer, (int)(f % (nx + 1)), (int)(f / (nx + 1)));
        for (long f = 0; f < nfy; f++)
            flux_y[k * nfy + f] += c->sum_y[f] * variance[k] * lt_face_mass_y(g, layer, (int)(f % nx), (int)(f / nx));
    }
}

void lt_consistency_apply(lt_consistency *c, const double *mass_begin, const double *mass_end, const double *variance,
                          int threads, double *flux_x, double *flux_y, double *before, double *after) {
    double worst = 0.0, mass;
    for (long i = 0; i < c->n * c->grid->nz; i++) c->mean[i] = 0.5 * (mass_begin[i] + mass_end[i]);
    for (long cell = 0; cell < c->n; cell++) {
        c->rhs[cell] = missing(c->grid, mass_begin, mass_end, flux_x, flux_y, cell, &mass);
        worst = fmax(worst, fabs(c->rhs[cell]) * LT_HOUR / mass);
    }
    *before = worst;
    lt_poisson_solve(c->poisson, c->rhs, c->phi);
    correct_faces(c, variance, threads, flux_x, flux_y);
    *after = lt_consistency_residual(c->grid, mass_begin, mass_end, flux_x, flux_y);
}
