#include "model/verify/case_column.h"

#include "model/state/isa.h"

#include <math.h>
#include <string.h>

enum { FIELDS = 12 }; /* of a tile */

static double *field(const lt_case_column *c, int n) {
    return c->tile + (ptrdiff_t)n * (c->nz + LT_ABOVE) * LT_LANES;
}

lt_status lt_case_column_create(int nz, double top, double stretch, lt_case_column *c) {
    memset(c, 0, sizeof *c);
    c->nz = nz;
    size_t n = (size_t)nz + 1;
    LT_TRY(lt_isa_kernels(&c->kernels));
    LT_TRY(lt_calloc(7 * n, sizeof(double), &c->storage));
    double **arrays[] = {&c->edge, &c->mass, &c->exchange, &c->lifted, &c->source, &c->moved, &c->q};
    for (size_t a = 0; a < 7; ++a) *arrays[a] = c->storage + a * n;
    double rate = log(stretch);
    for (int k = 0; k <= nz; ++k) c->edge[k] = top * (rate > 0 ? expm1(rate * k / nz) / expm1(rate) : (double)k / nz);
    lt_status status = lt_calloc(FIELDS * (n + LT_ABOVE) * LT_LANES, sizeof(double), &c->tile);
    if (status != LT_OK) lt_case_column_free(c);
    return status;
}

void lt_case_column_free(lt_case_column *c) {
    lt_free(c->storage);
    lt_free(c->tile);
    memset(c, 0, sizeof *c);
}

static void spread(int n, const double *column, double *x) {
    for (int m = 0; m < n * LT_LANES; ++m) x[m] = column[m / LT_LANES];
}

static void take(int n, const double *x, double *column) {
    for (int k = 0; k < n; ++k) column[k] = x[k * LT_LANES];
}

double lt_case_column_solve(lt_case_column *c, double dt, int convection) {
    double *mass = field(c, 0), *exchange = field(c, 1), *lifted = field(c, 2), *source = field(c, 3), *x = field(c, 4);
    double *held = field(c, 9), *swept = field(c, 10), *deposited = field(c, 11);
    const lt_tile_mixing tile = {c->nz, dt, convection, mass, field(c, 5), field(c, 6), field(c, 7), field(c, 8), held};
    spread(c->nz, c->mass, mass);
    spread(c->nz, c->exchange, exchange);
    spread(c->nz, c->lifted, lifted);
    spread(c->nz, c->source, source);
    spread(c->nz, c->q, x);
    spread(1, &c->swept, swept);
    c->kernels->factor_columns(&tile, exchange, convection ? lifted : NULL);
    c->kernels->solve_columns(&tile, c->nz, source, swept, x, deposited);
    take(c->nz, x, c->q);
    return deposited[0];
}

double lt_case_column_advect(lt_case_column *c) {
    double *mass = field(c, 0), *moved = field(c, 1), *x = field(c, 2), *above = field(c, 10), *top = field(c, 11);
    const lt_tile_air tile = {c->nz,       mass,        moved,       field(c, 3), field(c, 4),
                              field(c, 5), field(c, 6), field(c, 7), field(c, 8), field(c, 9)};
    spread(c->nz, c->mass, mass);
    spread(c->nz + 1, c->moved, moved);
    spread(c->nz, c->q, x);
    spread(1, &c->above, above);
    c->kernels->tile_air(&tile);
    c->kernels->advect_z(&tile, above, x, top);
    take(c->nz, x, c->q);
    for (int k = 0; k < c->nz; ++k) c->mass[k] -= c->moved[k + 1] - c->moved[k];
    return top[0];
}

double lt_case_mean(lt_case_function f, double t, const void *with, double a, double b) {
    static const double at[3] = {0.0, 0.5384693101056831, 0.9061798459386640};
    static const double weight[3] = {0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
    double middle = 0.5 * (a + b), half = 0.5 * (b - a), sum = weight[0] * f(middle, t, with);
    for (int n = 1; n < 3; ++n)
        sum += weight[n] * (f(middle - half * at[n], t, with) + f(middle + half * at[n], t, with));
    return 0.5 * sum;
}

void lt_case_column_means(const lt_case_column *c, lt_case_function f, double t, const void *with, double *x) {
    for (int k = 0; k < c->nz; ++k) x[k] = lt_case_mean(f, t, with, c->edge[k], c->edge[k + 1]);
}

double lt_case_column_error(const lt_case_column *c, lt_case_function exact, double t, const void *with) {
    double off = 0.0, all = 0.0;
    for (int k = 0; k < c->nz; ++k) {
        double depth = c->edge[k + 1] - c->edge[k], value = lt_case_mean(exact, t, with, c->edge[k], c->edge[k + 1]);
        off += fabs(c->q[k] - value) * depth;
        all += fabs(value) * depth;
    }
    return off / all;
}

void lt_case_column_diffusion(lt_case_column *c, lt_case_function k_at, double t, const void *with) {
    for (int k = 1; k < c->nz; ++k) {
        double low = c->edge[k] - c->edge[k - 1], high = c->edge[k + 1] - c->edge[k];
        double density = 0.5 * (c->mass[k - 1] / low + c->mass[k] / high);
        c->exchange[k] = k_at(c->edge[k], t, with) * density / (0.5 * (low + high));
    }
}
