/* multigrid.c - a V cycle for  sum over the faces of a cell of w (x_cell - x_beyond) = rhs  on columns of the air.
 *
 * The layers are thin against the cells' width, so that a column is coupled far more tightly within itself than to the
 * next: columns are solved whole (tridiagonal), and only i and j are coarsened, two by two (an odd last column stays
 * alone). Smoother: two steps of Richardson with the columns' solution, lengths of Chebyshev's polynomial on [1/2, 2],
 * before and after the coarser grid; it is a polynomial of one matrix and therefore symmetric, as is the sum of the
 * cells and its transpose. Coarse weights: faces add up over the width and halve with the distance. (Trottenberg,
 * Oosterlee, Schueller, Multigrid, 2001, chapter 5: line relaxation and semicoarsening.) The coarsest grid is smoothed
 * more often. */
#include "model/met/points/multigrid.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_LEVELS = 12, COARSEST_SWEEPS = 8 };

typedef struct level {
    int nx, ny;
    double *wx, *wy, *wz;   /* as in multigrid.h */
    double *pivot;          /* 1/pivot of the column's factor */
    double *rhs, *x, *rest; /* [(j*nz+k)*nx+i] */
} level;

struct lt_multigrid {
    int n, nz;
    level level[MOST_LEVELS];
};

static lt_status allocate(level *l, int nz) {
    size_t slab = (size_t)nz * (size_t)l->nx, cells = slab * (size_t)l->ny;
    LT_TRY(lt_calloc(cells + (size_t)nz * (size_t)l->ny, sizeof(double), &l->wx));
    LT_TRY(lt_calloc(cells + slab, sizeof(double), &l->wy));
    LT_TRY(lt_calloc(cells + (size_t)l->nx * (size_t)l->ny, sizeof(double), &l->wz));
    double **all[] = {&l->pivot, &l->rhs, &l->x, &l->rest};
    for (int a = 0; a < 4; a++) LT_TRY(lt_calloc(cells, sizeof(double), all[a]));
    return LT_OK;
}

lt_status lt_multigrid_create(int nx, int ny, int nz, lt_multigrid **out) {
    lt_multigrid *m = NULL;
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    m->nz = nz;
    lt_status status = LT_OK;
    do {
        level *l = &m->level[m->n++];
        l->nx = nx;
        l->ny = ny;
        status = allocate(l, nz);
        nx = (nx + 1) / 2;
        ny = (ny + 1) / 2;
    } while (status == LT_OK && m->n < MOST_LEVELS && (m->level[m->n - 1].nx > 3 || m->level[m->n - 1].ny > 3));
    if (status != LT_OK) {
        lt_multigrid_free(m);
        return status;
    }
    *out = m;
    return LT_OK;
}

void lt_multigrid_free(lt_multigrid *m) {
    if (!m) return;
    for (int n = 0; n < m->n; n++) {
        level *l = &m->level[n];
        double *all[] = {l->wx, l->wy, l->wz, l->pivot, l->rhs, l->x, l->rest};
        for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    }
    lt_free(m);
}

double *lt_multigrid_weight_x(lt_multigrid *m) {
    return m->level[0].wx;
}

double *lt_multigrid_weight_y(lt_multigrid *m) {
    return m->level[0].wy;
}

double *lt_multigrid_weight_z(lt_multigrid *m) {
    return m->level[0].wz;
}

/* The fine face or first cell at a coarse one's place; the last face is the last. */
static int fine(int coarse, int n_fine) {
    return 2 * coarse < n_fine ? 2 * coarse : n_fine;
}

static void coarsen_row(const level *f, level *c, int nz, int j) {
    int first = 2 * j, last = fine(j + 1, f->ny), south = fine(j, f->ny);
    for (int k = 0; k < nz; k++) {
        double *wx = c->wx + ((long)j * nz + k) * (c->nx + 1), *wy = c->wy + ((long)j * nz + k) * c->nx;
        double *wz = c->wz + ((long)j * (nz + 1) + k) * c->nx;
        for (int i = 0; i <= c->nx && j < c->ny; i++) wx[i] = 0.0;
        for (int i = 0; i < c->nx; i++) wy[i] = 0.0;
        for (int i = 0; i < c->nx && j < c->ny; i++) wz[i] = 0.0;
        for (int i = 0; i < f->nx; i++) wy[i / 2] += 0.5 * f->wy[((long)south * nz + k) * f->nx + i];
        for (int row = first; row < last; row++) {
            const double *x = f->wx + ((long)row * nz + k) * (f->nx + 1),
                         *z = f->wz + ((long)row * (nz + 1) + k) * f->nx;
            for (int i = 0; i <= c->nx; i++) wx[i] += 0.5 * x[fine(i, f->nx)];
            for (int i = 0; i < f->nx; i++) wz[i / 2] += z[i];
        }
    }
}

/* LDL^T of the columns of a row: pivot_k = diagonal - wz_k^2/pivot_(k-1). */
static void factorize(level *l, int nz, int j) {
    int nx = l->nx;
    for (int k = 0; k < nz; k++) {
        long row = (long)j * nz + k;
        const double *wx = l->wx + row * (nx + 1), *wy = l->wy + row * nx, *wz = l->wz + ((long)j * (nz + 1) + k) * nx;
        double *pivot = l->pivot + row * nx;
        for (int i = 0; i < nx; i++) {
            double diagonal = wx[i] + wx[i + 1] + wy[i] + wy[i + (long)nz * nx] + wz[i] + wz[i + nx];
            if (k > 0) diagonal -= wz[i] * wz[i] * pivot[i - nx];
            pivot[i] = 1.0 / diagonal;
        }
    }
}

void lt_multigrid_prepare(lt_multigrid *m, int threads) {
    for (int n = 0; n < m->n; n++) {
        level *l = &m->level[n];
        for (int j = 0; n > 0 && j <= l->ny; j++) coarsen_row(&m->level[n - 1], l, m->nz, j);
#pragma omp parallel for schedule(static) num_threads(threads) if (n < 2)
        for (int j = 0; j < l->ny; j++) factorize(l, m->nz, j);
    }
}

/* x += length (columns)^-1 y for a row; y is used up. */
static void solve_columns(const level *l, int nz, int j, double length, double *y) {
    int nx = l->nx;
    for (int k = 1; k < nz; k++) {
        double *at = y + ((long)j * nz + k) * nx;
        const double *wz = l->wz + ((long)j * (nz + 1) + k) * nx, *pivot = l->pivot + ((long)j * nz + k - 1) * nx;
        for (int i = 0; i < nx; i++) at[i] += wz[i] * pivot[i] * at[i - nx];
    }
    for (int k = nz - 1; k >= 0; k--) {
        long row = (long)j * nz + k;
        double *at = y + row * nx, *x = l->x + row * nx;
        const double *above = l->wz + ((long)j * (nz + 1) + k + 1) * nx, *pivot = l->pivot + row * nx;
        for (int i = 0; i < nx; i++) {
            if (k < nz - 1) at[i] += above[i] * at[i + nx];
            at[i] *= pivot[i];
            x[i] += length * at[i];
        }
    }
}

static void rest_of_row(level *l, int nz, int j) {
    int nx = l->nx;
    long slab = (long)nz * nx;
    for (int k = 0; k < nz; k++) {
        long row = (long)j * nz + k;
        const double *x = l->x + row * nx, *wx = l->wx + row * (nx + 1), *wy = l->wy + row * nx;
        const double *wz = l->wz + ((long)j * (nz + 1) + k) * nx, *rhs = l->rhs + row * nx;
        double *rest = l->rest + row * nx;
        for (int i = 0; i < nx; i++) {
            double flow = (wx[i] + wx[i + 1] + wy[i] + wy[i + slab]) * x[i];
            if (i > 0) flow -= wx[i] * x[i - 1];
            if (i < nx - 1) flow -= wx[i + 1] * x[i + 1];
            rest[i] = rhs[i] - flow;
        }
        if (j > 0)
            for (int i = 0; i < nx; i++) rest[i] += wy[i] * x[i - slab];
        if (j < l->ny - 1)
            for (int i = 0; i < nx; i++) rest[i] += wy[i + slab] * x[i + slab];
        if (k > 0)
            for (int i = 0; i < nx; i++) rest[i] -= wz[i] * (x[i] - x[i - nx]);
        if (k < nz - 1)
            for (int i = 0; i < nx; i++) rest[i] -= wz[i + nx] * (x[i] - x[i + nx]);
    }
}

/* Two steps with the lengths 1/(5/4 +- 3/4 cos 45 deg), the roots of Chebyshev's polynomial on [1/2, 2]. */
static void smooth(level *l, int nz, int threads, bool from_zero) {
    static const double length[2] = {1.0 / (1.25 + 0.75 * 0.70710678118654752),
                                     1.0 / (1.25 - 0.75 * 0.70710678118654752)};
    for (int step = 0; step < 2; step++) {
#pragma omp parallel num_threads(threads)
        {
#pragma omp for schedule(static)
            for (int j = 0; j < l->ny; j++) {
                long slab = (long)nz * l->nx;
                if (from_zero && step == 0)
                    memcpy(l->rest + j * slab, l->rhs + j * slab, (size_t)slab * sizeof(double));
                else
                    rest_of_row(l, nz, j);
            }
#pragma omp for schedule(static)
            for (int j = 0; j < l->ny; j++) solve_columns(l, nz, j, length[step], l->rest);
        }
    }
}

static void restrict_rest(level *f, level *c, int nz, int threads) {
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int j = 0; j < f->ny; j++) rest_of_row(f, nz, j);
    memset(c->rhs, 0, (size_t)(c->nx * c->ny * nz) * sizeof(double));
    for (int j = 0; j < f->ny; j++)
        for (int k = 0; k < nz; k++) {
            const double *rest = f->rest + ((long)j * nz + k) * f->nx;
            double *rhs = c->rhs + ((long)(j / 2) * nz + k) * c->nx;
            for (int i = 0; i < f->nx; i++) rhs[i / 2] += rest[i];
        }
}

static void add_coarse(level *f, const level *c, int nz, int threads) {
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int j = 0; j < f->ny; j++)
        for (int k = 0; k < nz; k++) {
            double *x = f->x + ((long)j * nz + k) * f->nx;
            const double *coarse = c->x + ((long)(j / 2) * nz + k) * c->nx;
            for (int i = 0; i < f->nx; i++) x[i] += coarse[i / 2];
        }
}

static void cycle(lt_multigrid *m, int n, int threads) {
    level *l = &m->level[n];
    int team = n < 2 ? threads : 1;
    memset(l->x, 0, (size_t)(l->nx * l->ny * m->nz) * sizeof(double));
    smooth(l, m->nz, team, true);
    if (n == m->n - 1) {
        for (int sweep = 1; sweep < COARSEST_SWEEPS; sweep++) smooth(l, m->nz, 1, false);
        return;
    }
    restrict_rest(l, &m->level[n + 1], m->nz, team);
    cycle(m, n + 1, threads);
    add_coarse(l, &m->level[n + 1], m->nz, team);
    smooth(l, m->nz, team, false);
}

void lt_multigrid_cycle(lt_multigrid *m, int threads, const double *rhs, double *x) {
    level *top = &m->level[0];
    size_t bytes = (size_t)top->nx * (size_t)top->ny * (size_t)m->nz * sizeof(double);
    memcpy(top->rhs, rhs, bytes);
    cycle(m, 0, threads);
    memcpy(x, top->x, bytes);
}
