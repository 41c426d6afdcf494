#include "model/verify/case_slab.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { H = LT_HALO };

static lt_status allocate(lt_case_slab *c) {
    const size_t line = 64 / sizeof(lt_real), rows = (size_t)c->nj + 2 * H;
    const size_t air = (size_t)c->air_row * ((size_t)c->nj + 3);
    c->row = (ptrdiff_t)(((size_t)c->ni + 2 * H + line - 1) / line * line);
    c->species = c->row * (ptrdiff_t)rows;
    LT_TRY(lt_calloc((size_t)c->species * (size_t)c->n_tracers + line, sizeof(lt_real), &c->storage));
    LT_TRY(lt_calloc(c->scheme->table_size(c->ni, c->nj), sizeof(lt_real), &c->table));
    LT_TRY(lt_calloc(c->scheme->work_size(c->ni, c->nj), sizeof(lt_real), &c->work));
    LT_TRY(lt_calloc((size_t)c->ni * (size_t)c->nj * (size_t)c->n_tracers, sizeof(double), &c->first));
    LT_TRY(lt_calloc(3 * air, sizeof(double), &c->air));
    c->q = c->storage + H * c->row + H;
    c->mass = c->air + c->air_row + 1;
    c->flux_x = c->mass + air;
    c->flux_y = c->flux_x + air;
    for (int j = 0; j < c->nj; ++j)
        for (int i = 0; i < c->ni; ++i) c->mass[j * c->air_row + i] = 1.0;
    return LT_OK;
}

lt_status lt_case_slab_create(const lt_advection_scheme *scheme, int ni, int nj, int n_tracers, lt_case_slab *c) {
    memset(c, 0, sizeof *c);
    c->scheme = scheme;
    c->ni = ni;
    c->nj = nj;
    c->n_tracers = n_tracers;
    c->air_row = ni + 3;
    const lt_status status = allocate(c);
    if (status != LT_OK) lt_case_slab_free(c);
    return status;
}

void lt_case_slab_free(lt_case_slab *c) {
    lt_free(c->storage);
    lt_free(c->table);
    lt_free(c->work);
    lt_free(c->air);
    lt_free(c->first);
    memset(c, 0, sizeof *c);
}

void lt_case_slab_start(lt_case_slab *c, int s, int j, int i, double value) {
    c->q[s * c->species + j * c->row + i] = (lt_real)value;
    c->first[((ptrdiff_t)s * c->nj + j) * c->ni + i] = value;
}

/* What lies beyond the ends of the lines along a sweep: n cells, a apart, of each of the lines, step apart. */
static void wrap_tracer(lt_real *q, int lines, ptrdiff_t step, int n, ptrdiff_t a) {
    for (int l = 0; l < lines; ++l, q += step)
        for (int h = 1; h <= H; ++h) {
            q[-h * a] = q[((n - h) % n + n) % n * a];
            q[(n + h - 1) * a] = q[(h - 1) % n * a];
        }
}

static void wrap_air(double *mass, double *flux, int lines, ptrdiff_t step, int n, ptrdiff_t a) {
    for (int l = 0; l < lines; ++l, mass += step, flux += step) {
        mass[-a] = mass[(n - 1) * a];
        mass[n * a] = mass[0];
        flux[-a] = flux[(n - 1) * a];
        flux[(n + 1) * a] = flux[n == 1 ? 0 : a];
    }
}

static void sweep(lt_case_slab *c, int along_y) {
    const int n = along_y ? c->nj : c->ni, lines = along_y ? c->ni : c->nj;
    const ptrdiff_t next = along_y ? c->air_row : 1;
    double *flux = along_y ? c->flux_y : c->flux_x;
    wrap_air(c->mass, flux, lines, along_y ? 1 : c->air_row, n, next);
    for (int s = 0; s < c->n_tracers; ++s)
        wrap_tracer(c->q + s * c->species, lines, along_y ? 1 : c->row, n, along_y ? c->row : 1);
    const lt_slab slab = {.ni = c->ni,
                          .nj = c->nj,
                          .along_y = along_y,
                          .air_row = c->air_row,
                          .mass = c->mass,
                          .flux = flux,
                          .dt = 1.0,
                          .table = c->table};
    const lt_slab_species species = {c->n_tracers, c->q, c->row, c->species, c->work};
    c->scheme->prepare(&slab);
    c->scheme->sweep(&slab, &species);
    for (int j = 0; j < c->nj; ++j)
        for (int i = 0; i < c->ni; ++i) {
            const ptrdiff_t at = j * c->air_row + i;
            c->mass[at] -= flux[at + next] - flux[at];
        }
}

void lt_case_slab_step(lt_case_slab *c) {
    const int first = (int)(c->step % 2);
    sweep(c, first);
    sweep(c, !first);
    c->step += 1;
}

lt_case_norms lt_case_slab_norms(const lt_case_slab *c, int s) {
    double d1 = 0, d2 = 0, dm = 0, s1 = 0, s2 = 0, sm = 0, low = DBL_MAX, high = -DBL_MAX;
    lt_case_norms n = {.min = DBL_MAX, .max = -DBL_MAX};
    for (int j = 0; j < c->nj; ++j)
        for (int i = 0; i < c->ni; ++i) {
            const double was = c->first[((ptrdiff_t)s * c->nj + j) * c->ni + i], now = lt_case_slab_value(c, s, j, i);
            const double d = fabs(now - was);
            d1 += d;
            d2 += d * d;
            dm = fmax(dm, d);
            s1 += fabs(was);
            s2 += was * was;
            sm = fmax(sm, fabs(was));
            low = fmin(low, (double)(lt_real)was);
            high = fmax(high, (double)(lt_real)was);
            n.min = fmin(n.min, now);
            n.max = fmax(n.max, now);
        }
    const double ulp = sm * (sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON);
    n.l1 = d1 / s1;
    n.l2 = sqrt(d2 / s2);
    n.linf = dm / sm;
    n.absolute_l1 = d1 / ((double)c->ni * c->nj);
    n.outside_ulp = fmax(0.0, fmax(n.max - high, low - n.min)) / ulp;
    return n;
}
