/* variational.c - three-dimensional variational adjustment of the mass fluxes, in the flux form of the model.
 *
 * Of all fluxes the ones are taken that make
 *
 *   J = sum over faces of air mass x [ (u - u0)^2 + (v - v0)^2 ]/v_k
 *     + sum over interfaces of air mass x w^2/(v_k alpha^2)
 *
 * least under continuity of every cell:  Fx(i+1) - Fx(i) + Fy(j+1) - Fy(j) + Fz(k+1) - Fz(k) = -dM/dt,  Fz 0 at the
 * ground and at the top. u, v wind at the faces, F = u x mass above a square metre x length of the face; v_k variance
 * of the error of the layer's wind; w vertical wind:
 *
 *   w = Fz/(rho A) + b (u dh/dx + v dh/dy),   b = 1 - z/z_top
 *
 * Fz is the flux through the model's surfaces, which follow the terrain h; b u dh/dx is the part of the climb along
 * them that counts: all at the ground, none at the model's lid, which follows the terrain only because it is drawn so.
 * With g = (Fx, Fy, Gz), Gz = rho A w, T: Gz -> Fz, W the inverse weights, D the divergence:
 *
 *   g = g0 + W (D T)^T lambda,   (D T) W (D T)^T lambda = -dM/dt - D T g0,   lambda = 0 beyond the border
 *
 * (Sasaki 1970, doi 10.1175/1520-0493(1970)098<0875:SBFINV>2.3.CO;2; the form of MATHEW: Sherman 1978,
 * doi 10.1175/1520-0450(1978)017<0312:AMCMFW>2.0.CO;2, recalled.)
 *
 *   alpha = min(1, U/(N L))   U wind, N buoyancy frequency, L half width of hills (D: on level ground lambda obeys
 * lambda_xx + alpha^2 lambda_zz = 0, so that a hill of length L is felt up to alpha L; in stratified air that is U/N.
 * That the ratio of the weights is a Froude number's: Ross et al. 1988,
 * doi 10.1175/1520-0450(1988)027<0785:DWFMFC>2.0.CO;2, recalled.) Mixed air has alpha 1 and climbs; stable air goes
 * round. At least 0.01 (assumption).
 *
 * Solution: conjugate gradients with one multigrid cycle (multigrid.c) as preconditioner, until the rest is 1e-6 of the
 * first; the matrix is applied without being stored. Sums are made row by row and the rows added in their order: the
 * same bits for any number of threads. What is left is closed exactly afterwards, column by column, by consistency.c;
 * the model's vertical flux is what the horizontal ones leave, so that then every cell closes to rounding.
 *
 * Limits: no dynamics: no waves, no lee; the first guess is uniform in error but for the layer. */
#include "model/met/points/variational_private.h"

#include "base/timeaxis.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-6
enum { MOST_ITERATIONS = 300, CELLS_A_THREAD = 400000 }; /* fewer are not worth the waiting of the threads */

static lt_status allocate(lt_variational *v) {
    const lt_grid *g = v->grid;
    size_t nx = (size_t)g->nx, ny = (size_t)g->ny, nz = (size_t)g->nz;
    double **of_x[] = {&v->climb_x, &v->fx}, **of_y[] = {&v->climb_y, &v->fy};
    double **of_z[] = {&v->lever, &v->vertical, &v->fz};
    double **of_cells[] = {&v->pull, &v->rest, &v->step, &v->image, &v->direction, &v->answer};
    for (int a = 0; a < 2; a++) {
        LT_TRY(lt_calloc((nx + 1) * ny * nz, sizeof(double), of_x[a]));
        LT_TRY(lt_calloc(nx * (ny + 1) * nz, sizeof(double), of_y[a]));
    }
    for (int a = 0; a < 3; a++) LT_TRY(lt_calloc(nx * ny * (nz + 1), sizeof(double), of_z[a]));
    for (int a = 0; a < 6; a++) LT_TRY(lt_calloc(nx * ny * nz, sizeof(double), of_cells[a]));
    LT_TRY(lt_calloc((nx + 1) * ny, sizeof(double), &v->slope_x));
    LT_TRY(lt_calloc((nx + 1) * ny, sizeof(double), &v->distance_x));
    LT_TRY(lt_calloc(nx * (ny + 1), sizeof(double), &v->slope_y));
    LT_TRY(lt_calloc(nx * (ny + 1), sizeof(double), &v->distance_y));
    LT_TRY(lt_calloc(ny, sizeof(double), &v->row_sum));
    return lt_multigrid_create(g->nx, g->ny, g->nz, &v->multigrid);
}

static void place_faces(lt_variational *v) {
    const lt_grid *g = v->grid;
    int nx = g->nx, ny = g->ny;
    for (int j = 0; j < ny; j++)
        for (int i = 0; i <= nx; i++) {
            long f = (long)j * (nx + 1) + i, a = (long)j * nx + (i > 0 ? i - 1 : 0),
                 b = (long)j * nx + (i < nx ? i : nx - 1);
            v->distance_x[f] = 0.5 * (g->area[a] + g->area[b]) / g->face_x[f];
            v->slope_x[f] = (g->terrain[b] - g->terrain[a]) / (v->distance_x[f] * g->face_x[f]);
        }
    for (int j = 0; j <= ny; j++)
        for (int i = 0; i < nx; i++) {
            long f = (long)j * nx + i, a = (long)(j > 0 ? j - 1 : 0) * nx + i, b = (long)(j < ny ? j : ny - 1) * nx + i;
            v->distance_y[f] = 0.5 * (g->area[a] + g->area[b]) / g->face_y[f];
            v->slope_y[f] = (g->terrain[b] - g->terrain[a]) / (v->distance_y[f] * g->face_y[f]);
        }
}

lt_status lt_variational_create(const lt_grid *grid, lt_variational **out) {
    lt_variational *v = NULL;
    LT_TRY(lt_calloc(1, sizeof *v, &v));
    v->grid = grid;
    lt_status status = allocate(v);
    if (status != LT_OK) {
        lt_variational_free(v);
        return status;
    }
    place_faces(v);
    *out = v;
    return LT_OK;
}

void lt_variational_free(lt_variational *v) {
    if (!v) return;
    lt_multigrid_free(v->multigrid);
    double *all[] = {v->slope_x, v->slope_y,  v->distance_x, v->distance_y, v->climb_x, v->climb_y,
                     v->lever,   v->vertical, v->fx,         v->fy,         v->fz,      v->pull,
                     v->rest,    v->step,     v->image,      v->direction,  v->answer,  v->row_sum};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(v);
}

double lt_variational_alpha2(double speed_ms, double buoyancy_s2, double radius_m) {
    if (!(buoyancy_s2 > 0.0) || !(radius_m > 0.0)) return 1.0;
    double ratio = speed_ms * speed_ms / (buoyancy_s2 * radius_m * radius_m);
    return fmax(1e-4, fmin(1.0, ratio));
}

static double dot(lt_variational *v, int threads, const double *a, const double *b) {
    int ny = v->grid->ny;
    long slab = (long)v->grid->nx * v->grid->nz;
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int j = 0; j < ny; j++) {
        double sum = 0.0;
        for (long p = j * slab; p < (j + 1) * slab; p++) sum += a[p] * b[p];
        v->row_sum[j] = sum;
    }
    double all = 0.0;
    for (int j = 0; j < ny; j++) all += v->row_sum[j];
    return all;
}

/* The given fluxes into rows of layers; sign 0: read, 1: the correction in fx, fy is added to them. */
static void exchange(lt_variational *v, lt_variational_hour *h, bool add) {
    int nx = v->grid->nx, ny = v->grid->ny, nz = v->grid->nz;
    long nfx = (long)(nx + 1) * ny, nfy = (long)nx * (ny + 1);
    for (int j = 0; j <= ny; j++)
        for (int k = 0; k < nz; k++) {
            double *x = h->flux_x + k * nfx + (long)j * (nx + 1), *y = h->flux_y + k * nfy + (long)j * nx;
            double *fx = v->fx + ((long)j * nz + k) * (nx + 1), *fy = v->fy + ((long)j * nz + k) * nx;
            for (int i = 0; j < ny && i <= nx; i++) *(add ? x + i : fx + i) = add ? x[i] + fx[i] : x[i];
            for (int i = 0; i < nx; i++) *(add ? y + i : fy + i) = add ? y[i] + fy[i] : y[i];
        }
}

/* rest = -dM/dt - D T g0 with the given fluxes; the largest of it over the hour in shares of the cell's mass. */
static double first_rest(lt_variational *v, lt_variational_hour *h) {
    int nx = v->grid->nx, ny = v->grid->ny, nz = v->grid->nz;
    long n = (long)nx * ny;
    double worst = 0.0;
    exchange(v, h, false);
    memset(v->fz, 0, (size_t)(n * (nz + 1)) * sizeof(double));
    for (int j = 0; j < ny; j++) {
        lt_variational_diverge(v, j, v->rest);
        for (int k = 0; k < nz; k++)
            for (int i = 0; i < nx; i++) {
                long p = ((long)j * nz + k) * nx + i, c = k * n + (long)j * nx + i;
                v->rest[p] = -(h->mass_end[c] - h->mass_begin[c]) / LT_HOUR - v->rest[p];
                worst = fmax(worst, fabs(v->rest[p]) * LT_HOUR / h->mass_begin[c]);
            }
    }
    return worst;
}

static int solve(lt_variational *v, int threads) {
    long cells = (long)v->grid->nx * v->grid->ny * v->grid->nz;
    memset(v->answer, 0, (size_t)cells * sizeof(double));
    double first = sqrt(dot(v, threads, v->rest, v->rest)), slope = 0.0;
    int iterations = 0;
    if (!(first > 0.0)) return 0;
    while (iterations < MOST_ITERATIONS && sqrt(dot(v, threads, v->rest, v->rest)) > TOLERANCE * first) {
        lt_multigrid_cycle(v->multigrid, threads, v->rest, v->step);
        double steep = dot(v, threads, v->rest, v->step), turn = iterations > 0 ? steep / slope : 0.0;
        for (long p = 0; p < cells; p++) v->direction[p] = v->step[p] + turn * v->direction[p];
        lt_variational_multiply(v, threads, v->direction, v->image);
        double length = steep / dot(v, threads, v->direction, v->image);
        for (long p = 0; p < cells; p++) {
            v->answer[p] += length * v->direction[p];
            v->rest[p] -= length * v->image[p];
        }
        slope = steep;
        iterations++;
    }
    return iterations;
}

static double largest_rest(const lt_variational *v, const lt_variational_hour *h) {
    int nx = v->grid->nx, ny = v->grid->ny, nz = v->grid->nz;
    double worst = 0.0;
    for (int j = 0; j < ny; j++)
        for (int k = 0; k < nz; k++)
            for (int i = 0; i < nx; i++)
                worst = fmax(worst, fabs(v->rest[((long)j * nz + k) * nx + i]) * LT_HOUR /
                                        h->mass_begin[((long)k * ny + j) * nx + i]);
    return worst;
}

void lt_variational_apply(lt_variational *v, int threads, lt_variational_hour *h) {
    int ny = v->grid->ny;
    long teams = (long)v->grid->nx * ny * v->grid->nz / CELLS_A_THREAD;
    if (teams < threads) threads = teams > 1 ? (int)teams : 1;
    lt_variational_weigh(v, threads, h);
    lt_multigrid_prepare(v->multigrid, threads);
    h->before = first_rest(v, h);
    h->iterations = solve(v, threads);
    h->after = largest_rest(v, h);
    lt_variational_multiply(v, threads, v->answer, v->image);
    exchange(v, h, true);
}
