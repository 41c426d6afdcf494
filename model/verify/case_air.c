#include "model/verify/case_air.h"

#include <math.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

lt_status lt_case_air_create(int nx, int ny, int nz, double dx, const double *z_edge, lt_case_air *a) {
    const size_t plane = (size_t)nx * (size_t)ny, cells = plane * (size_t)nz;
    memset(a, 0, sizeof *a);
    a->nx = nx;
    a->ny = ny;
    a->nz = nz;
    a->dx = dx;
    a->z_edge = z_edge;
    a->speed = 8.0;
    lt_status status = lt_calloc(cells, sizeof(double), &a->mass_begin);
    if (status == LT_OK) status = lt_calloc(cells, sizeof(double), &a->mass_end);
    if (status == LT_OK) status = lt_calloc((plane + (size_t)ny) * (size_t)nz, sizeof(double), &a->flux_x);
    if (status == LT_OK) status = lt_calloc((plane + (size_t)nx) * (size_t)nz, sizeof(double), &a->flux_y);
    if (status != LT_OK) lt_case_air_free(a);
    return status;
}

void lt_case_air_free(lt_case_air *a) {
    lt_free(a->mass_begin);
    lt_free(a->mass_end);
    lt_free(a->flux_x);
    lt_free(a->flux_y);
    memset(a, 0, sizeof *a);
}

static size_t at(int k, int j, int i, int n_j, int n_i) {
    return ((size_t)k * (size_t)n_j + (size_t)j) * (size_t)n_i + (size_t)i;
}

/* Share of the column that the ground takes away; x, y: place in the domain, 0 to 1. */
static double hill(const lt_case_air *a, double x, double y) {
    return 600.0 / a->z_edge[a->nz] * (1.0 + sin(2 * pi * (x + 0.3)) * cos(2 * pi * (2 * y - x)));
}

/* kg of air in a cell of layer k over flat ground. */
static double flat_mass(const lt_case_air *a, int k) {
    const double dz = a->z_edge[k + 1] - a->z_edge[k], z = 0.5 * (a->z_edge[k + 1] + a->z_edge[k]);
    return 1.25 * exp(-z / 8000.0) * dz * a->dx * a->dx;
}

/* kg that layer k has taken from its partner in a pair of layers (k even: the one above) at hour h, and in an open
 * domain from beyond the top too. */
static double taken(const lt_case_air *a, int k, int h, double x, double y) {
    const int low = k - k % 2;
    const double wave = 0.004 * sin(0.8 * h + 2 * pi * x + low) * cos(2 * pi * y);
    const double pair = low + 1 < a->nz ? (k == low ? wave : -wave) * flat_mass(a, low) : 0.0;
    return a->closed ? pair : pair + 0.3 * wave * flat_mass(a, k);
}

static void set_mass(const lt_case_air *a, int h, double *mass) {
    for (int k = 0; k < a->nz; ++k)
        for (int j = 0; j < a->ny; ++j)
            for (int i = 0; i < a->nx; ++i) {
                const double x = (i + 0.5) / a->nx, y = (j + 0.5) / a->ny;
                mass[at(k, j, i, a->ny, a->nx)] = (flat_mass(a, k) + taken(a, k, h, x, y)) * (1.0 - hill(a, x, y));
            }
}

/* Stream function of layer k at a corner, kg/s: 0 along the border. */
static double eddies(const lt_case_air *a, int k, int h, int j, int i) {
    const double x = (double)i / a->nx, y = (double)j / a->ny, edge = sin(pi * x) * sin(pi * y);
    const double turn = cos(2 * pi * (x - y) + 0.5 * h + 0.4 * k) + 0.5 * sin(4 * pi * y + 0.3 * h);
    const double border = i % a->nx == 0 || j % a->ny == 0 ? 0.0 : 1.0; /* sin(pi) is not quite 0 */
    return border * a->speed * flat_mass(a, k) / a->dx * a->ny / (2 * pi) * edge * turn;
}

/* Wind along one axis that lower layers have one way and their partners in the upper half the other way, kg/s. */
static double overturning(const lt_case_air *a, int k, int h, int f, int n, double across) {
    const int partner = a->nz - 1 - k, low = k < partner ? k : partner;
    if (f % n == 0 || k == partner) return 0.0;
    const double way = k == low ? 1.0 : -1.0;
    return way * 0.3 * a->speed * flat_mass(a, low) / a->dx * sin(pi * f / n) * sin(2 * pi * across + 0.7 * h + low);
}

void lt_case_air_hour(lt_case_air *a, int h) {
    const double mean_x = a->closed ? 0.0 : a->speed * cos(0.4 * h), mean_y = a->closed ? 0.0 : a->speed * sin(0.4 * h);
    set_mass(a, h, a->mass_begin);
    set_mass(a, h + 1, a->mass_end);
    for (int k = 0; k < a->nz; ++k) {
        const double per_wind = flat_mass(a, k) / a->dx;
        for (int j = 0; j < a->ny; ++j)
            for (int i = 0; i <= a->nx; ++i)
                a->flux_x[at(k, j, i, a->ny, a->nx + 1)] = eddies(a, k, h, j + 1, i) - eddies(a, k, h, j, i) +
                                                           overturning(a, k, h, i, a->nx, (j + 0.5) / a->ny) +
                                                           mean_x * per_wind;
        for (int j = 0; j <= a->ny; ++j)
            for (int i = 0; i < a->nx; ++i)
                a->flux_y[at(k, j, i, a->ny + 1, a->nx)] = eddies(a, k, h, j, i) - eddies(a, k, h, j, i + 1) +
                                                           overturning(a, k, h, j, a->ny, (i + 0.5) / a->nx) +
                                                           mean_y * per_wind;
    }
}
