/* poisson.c - banded Cholesky factor of a five-point matrix, made once for a grid.
 *
 * A = R R^T with R lower triangular in a band of nx entries (Golub and Van Loan, Matrix Computations, 4.3); a solution
 * is two triangular sweeps and one step of refinement, in one fixed order on one thread: the same bits always.
 *
 * Cost for n = nx ny cells: n nx^2 to factor, 8 n nx a solution, n (nx + 1) doubles (6 MB at 9 km). A grid of more than
 * some 300 x 300 cells would want conjugate gradients instead. */
#include "model/met/poisson.h"

#include <math.h>

struct lt_poisson {
    int nx, ny;
    long n;
    const double *weight_x, *weight_y;
    double *factor; /* [row * (nx + 1) + (column - row + nx)] */
    double *rest, *step;
};

static void fill(lt_poisson *a) {
    int w = a->nx;
    for (long r = 0; r < a->n; r++) {
        long west = r / w * (w + 1) + r % w, south = r;
        double *row = a->factor + r * (w + 1);
        row[w] = a->weight_x[west] + a->weight_x[west + 1] + a->weight_y[south] + a->weight_y[south + w];
        if (r % w > 0) row[w - 1] -= a->weight_x[west];
        if (r >= w) row[0] -= a->weight_y[south];
    }
}

static void factorize(lt_poisson *a) {
    int w = a->nx;
    for (long r = 0; r < a->n; r++) {
        double *row = a->factor + r * (w + 1);
        long first = r > w ? r - w : 0;
        for (long q = first; q <= r; q++) {
            const double *other = a->factor + q * (w + 1);
            double sum = row[q - r + w];
            for (long p = first; p < q; p++) sum -= row[p - r + w] * other[p - q + w];
            row[q - r + w] = q < r ? sum / other[w] : sqrt(sum);
        }
    }
}

lt_status lt_poisson_create(int nx, int ny, const double *weight_x, const double *weight_y, lt_poisson **out) {
    lt_poisson *a = NULL;
    LT_TRY(lt_calloc(1, sizeof *a, &a));
    *a = (lt_poisson){.nx = nx, .ny = ny, .n = (long)nx * ny, .weight_x = weight_x, .weight_y = weight_y};
    lt_status status = lt_calloc((size_t)a->n * (size_t)(nx + 1), sizeof(double), &a->factor);
    if (status == LT_OK) status = lt_calloc((size_t)a->n, sizeof(double), &a->rest);
    if (status == LT_OK) status = lt_calloc((size_t)a->n, sizeof(double), &a->step);
    if (status != LT_OK) {
        lt_poisson_free(a);
        return status;
    }
    fill(a);
    factorize(a);
    *out = a;
    return LT_OK;
}

void lt_poisson_free(lt_poisson *a) {
    if (!a) return;
    lt_free(a->factor);
    lt_free(a->rest);
    lt_free(a->step);
    lt_free(a);
}

static void sweep(const lt_poisson *a, const double *rhs, double *x) {
    int w = a->nx;
    for (long r = 0; r < a->n; r++) {
        const double *row = a->factor + r * (w + 1);
        double sum = rhs[r];
        for (long q = r > w ? r - w : 0; q < r; q++) sum -= row[q - r + w] * x[q];
        x[r] = sum / row[w];
    }
    for (long r = a->n - 1; r >= 0; r--) {
        const double *row = a->factor + r * (w + 1);
        x[r] /= row[w];
        for (long q = r > w ? r - w : 0; q < r; q++) x[q] -= row[q - r + w] * x[r];
    }
}

void lt_poisson_remainder(const lt_poisson *a, const double *rhs, const double *x, double *out) {
    int nx = a->nx, ny = a->ny;
    for (long r = 0; r < a->n; r++) {
        int i = (int)(r % nx), j = (int)(r / nx);
        long west = (long)j * (nx + 1) + i, south = r;
        double flow = a->weight_x[west] * (x[r] - (i > 0 ? x[r - 1] : 0.0));
        flow += a->weight_x[west + 1] * (x[r] - (i < nx - 1 ? x[r + 1] : 0.0));
        flow += a->weight_y[south] * (x[r] - (j > 0 ? x[r - nx] : 0.0));
        flow += a->weight_y[south + nx] * (x[r] - (j < ny - 1 ? x[r + nx] : 0.0));
        out[r] = rhs[r] - flow;
    }
}

void lt_poisson_solve(lt_poisson *a, const double *rhs, double *x) {
    sweep(a, rhs, x);
    lt_poisson_remainder(a, rhs, x, a->rest);
    sweep(a, a->rest, a->step);
    for (long r = 0; r < a->n; r++) x[r] += a->step[r];
}
