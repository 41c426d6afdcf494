/* variational_operator.c - weights and operators of the adjustment, row by row of cells; equations in variational.c. */
#include "model/met/flux.h"
#include "model/met/points/variational_private.h"

/* Weights of the hour's air: W of the horizontal fluxes straight into the multigrid, W of Gz, climb and lever. */
static void weigh_row(lt_variational *v, const lt_variational_hour *h, int j) {
    const lt_grid *g = v->grid;
    int nx = g->nx, nz = g->nz;
    long n = (long)nx * g->ny;
    double *wx = lt_multigrid_weight_x(v->multigrid), *wy = lt_multigrid_weight_y(v->multigrid);
    for (int k = 0; k < nz; k++) {
        const double *begin = h->mass_begin + k * n, *end = h->mass_end + k * n;
        if (j < g->ny)
            for (int i = 0; i <= nx; i++) {
                long face = (long)j * (nx + 1) + i, f = ((long)j * nz + k) * (nx + 1) + i;
                double mass = 0.5 * (lt_face_mass_x(g, begin, i, j) + lt_face_mass_x(g, end, i, j));
                wx[f] = h->variance[k] * mass * g->face_x[face] / v->distance_x[face];
                v->climb_x[f] = v->slope_x[face] / mass;
            }
        for (int i = 0; i < nx; i++) {
            long face = (long)j * nx + i, f = ((long)j * nz + k) * nx + i;
            double mass = 0.5 * (lt_face_mass_y(g, begin, i, j) + lt_face_mass_y(g, end, i, j));
            wy[f] = h->variance[k] * mass * g->face_y[face] / v->distance_y[face];
            v->climb_y[f] = v->slope_y[face] / mass;
        }
    }
}

static double square(double x) {
    return x * x;
}

static void weigh_interfaces(lt_variational *v, const lt_variational_hour *h, int j) {
    const lt_grid *g = v->grid;
    int nx = g->nx, nz = g->nz;
    long n = (long)nx * g->ny;
    const double *wx = lt_multigrid_weight_x(v->multigrid), *wy = lt_multigrid_weight_y(v->multigrid);
    double *wz = lt_multigrid_weight_z(v->multigrid);
    for (int k = 1; k < nz; k++) {
        double depth = g->z_edge[k + 1] - g->z_edge[k - 1], b = 1.0 - g->z_edge[k] / g->z_edge[nz];
        for (int i = 0; i < nx; i++) {
            long cell = (long)j * nx + i, at = ((long)j * (nz + 1) + k) * nx + i;
            double mass = 0.0, alpha2 = 0.0, turned = 0.0;
            for (int layer = k - 1; layer <= k; layer++) {
                long c = layer * n + cell, row = (long)j * nz + layer, x = row * (nx + 1) + i, y = row * nx + i;
                long ahead = y + (long)nz * nx;
                mass += 0.5 * (h->mass_begin[c] + h->mass_end[c]);
                alpha2 += 0.5 * h->variance[layer] * h->alpha2[c];
                turned += square(v->climb_x[x]) * wx[x] + square(v->climb_x[x + 1]) * wx[x + 1] +
                          square(v->climb_y[y]) * wy[y] + square(v->climb_y[ahead]) * wy[ahead];
            }
            v->lever[at] = 0.25 * b * mass / depth;
            v->vertical[at] = alpha2 * (mass / depth) / (0.5 * depth);
            wz[at] = v->vertical[at] + square(v->lever[at]) * turned;
        }
    }
}

void lt_variational_weigh(lt_variational *v, int threads, const lt_variational_hour *h) {
    int ny = v->grid->ny;
#pragma omp parallel num_threads(threads)
    {
#pragma omp for schedule(static)
        for (int j = 0; j <= ny; j++) weigh_row(v, h, j);
#pragma omp for schedule(static)
        for (int j = 0; j < ny; j++) weigh_interfaces(v, h, j);
    }
}

/* (D T)^T lambda times W into fx, fy, fz (Gz there). */
static void pull_row(lt_variational *v, const double *lambda, int j) {
    int nx = v->grid->nx, nz = v->grid->nz;
    const double *x = lambda + (long)j * nz * nx;
    double *gz = v->fz + (long)j * (nz + 1) * nx, *pull = v->pull + (long)j * nz * nx;
    const double *lever = v->lever + (long)j * (nz + 1) * nx, *vertical = v->vertical + (long)j * (nz + 1) * nx;
    for (long p = 0; p < (long)nz * nx; p++) pull[p] = 0.0;
    for (int k = 1; k < nz; k++)
        for (int i = 0; i < nx; i++) {
            long p = (long)k * nx + i;
            double fall = x[p - nx] - x[p], share = lever[p] * fall;
            gz[p] = vertical[p] * fall;
            pull[p - nx] += share;
            pull[p] += share;
        }
}

static void drive_x(lt_variational *v, const double *lambda, int j) {
    int nx = v->grid->nx, nz = v->grid->nz;
    const double *wx = lt_multigrid_weight_x(v->multigrid);
    for (int k = 0; k < nz; k++) {
        long row = (long)j * nz + k;
        const double *x = lambda + row * nx, *pull = v->pull + row * nx, *w = wx + row * (nx + 1),
                     *climb = v->climb_x + row * (nx + 1);
        double *f = v->fx + row * (nx + 1);
        f[0] = -w[0] * x[0];
        f[nx] = w[nx] * x[nx - 1];
        for (int i = 1; i < nx; i++) f[i] = w[i] * (x[i - 1] - x[i] - climb[i] * (pull[i - 1] + pull[i]));
    }
}

static void drive_y(lt_variational *v, const double *lambda, int j) {
    int nx = v->grid->nx, ny = v->grid->ny, nz = v->grid->nz;
    const double *wy = lt_multigrid_weight_y(v->multigrid);
    long slab = (long)nz * nx;
    const double *ahead = lambda + j * slab, *w = wy + j * slab, *climb = v->climb_y + j * slab;
    const double *behind = ahead - slab, *pull = v->pull + j * slab, *pull_behind = pull - slab;
    double *f = v->fy + j * slab;
    if (j == 0)
        for (long p = 0; p < slab; p++) f[p] = -w[p] * ahead[p];
    else if (j == ny)
        for (long p = 0; p < slab; p++) f[p] = w[p] * behind[p];
    else
        for (long p = 0; p < slab; p++) f[p] = w[p] * (behind[p] - ahead[p] - climb[p] * (pull_behind[p] + pull[p]));
}

/* T: Gz -> Fz in place. */
static void through_surfaces(lt_variational *v, int j) {
    int nx = v->grid->nx, nz = v->grid->nz;
    long slab = (long)nz * nx;
    for (int k = 1; k < nz; k++) {
        const double *lever = v->lever + ((long)j * (nz + 1) + k) * nx;
        double *fz = v->fz + ((long)j * (nz + 1) + k) * nx;
        for (int layer = k - 1; layer <= k; layer++) {
            long row = (long)j * nz + layer;
            const double *fx = v->fx + row * (nx + 1), *cx = v->climb_x + row * (nx + 1);
            const double *fy = v->fy + row * nx, *cy = v->climb_y + row * nx;
            for (int i = 0; i < nx; i++)
                fz[i] -=
                    lever[i] * (fx[i] * cx[i] + fx[i + 1] * cx[i + 1] + fy[i] * cy[i] + fy[i + slab] * cy[i + slab]);
        }
    }
}

void lt_variational_diverge(lt_variational *v, int j, double *out) {
    through_surfaces(v, j);
    int nx = v->grid->nx, nz = v->grid->nz;
    long slab = (long)nz * nx;
    for (int k = 0; k < nz; k++) {
        long row = (long)j * nz + k;
        const double *fx = v->fx + row * (nx + 1), *fy = v->fy + row * nx;
        const double *fz = v->fz + ((long)j * (nz + 1) + k) * nx;
        for (int i = 0; i < nx; i++) out[row * nx + i] = fx[i + 1] - fx[i] + fy[i + slab] - fy[i] + fz[i + nx] - fz[i];
    }
}

void lt_variational_multiply(lt_variational *v, int threads, const double *lambda, double *out) {
    int ny = v->grid->ny;
#pragma omp parallel num_threads(threads)
    {
#pragma omp for schedule(static)
        for (int j = 0; j < ny; j++) pull_row(v, lambda, j);
#pragma omp for schedule(static)
        for (int j = 0; j <= ny; j++) {
            if (j < ny) drive_x(v, lambda, j);
            drive_y(v, lambda, j);
        }
#pragma omp for schedule(static)
        for (int j = 0; j < ny; j++) lt_variational_diverge(v, j, out);
    }
}
