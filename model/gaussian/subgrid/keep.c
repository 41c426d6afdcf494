/* keep.c
 *
 * In a cell with corners 1 (u = v = 0), 2 (u = 1), 3 (both 1), 4 (v = 1): N_1 = (1-u)(1-v), N_2 = u(1-v), N_3 = u v,
 * N_4 = (1-u) v; o is the corner opposite of i. <> is the plain mean over the points, w the weight. The four corners
 * make sum a_i N_i; what <w f> = R wants more or less goes into the middle, by functions that are 0 on all borders:
 *   R >= sum a_i <w N_i>:  f = sum a_i N_i + beta B,                B = sqrt(N_1 N_3) = sqrt(u(1-u)v(1-v)), beta >= 0
 *   else                   f = sum a_i N_i (1 - theta sqrt(N_o)),   0 <= theta <= 1
 * f is continuous: on a border it is linear between two corners, whose a both cells share. The roots keep the middle
 * flat: a cell that stands alone has at most 1.62 times its mean (with N_1 N_3 in place of the root it would be 2.25).
 *
 * f >= 0: every term is. theta <= 1 means
 *   need = sum a_i (<w N_i> - <w N_i sqrt(N_o)>) <= R.
 * So corners begin with a = sum R/sum <w> over the cells around, each cell has the factor min(1, R/need), and every
 * corner takes the least factor of the cells around: need falls at least by the cell's own factor, for all its terms
 * are >= 0. A cell of R = 0 has corners 0.
 * For w = 1 need <= R is sum a_i/4 <= 1.397 R (<N_i sqrt(N_o)> is (4/15)^2 of fine points); of a linear field nothing
 * is limited and both beta and theta are 0. */
#include "model/gaussian/subgrid/keep.h"

#include <math.h>

enum { LESS = 4, MORE = 8, WEIGHT = 9 }; /* of the moments: 0 ... of N_i, of N_i sqrt(N_o), of B, of 1 */

lt_status lt_keep_create(lt_keep_shape shape, lt_keep **out) {
    const size_t nx = (size_t)shape.nx, ny = (size_t)shape.ny;
    lt_keep *keep;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *keep, &keep));
    keep->shape = shape;
    lt_status status = lt_calloc((nx + 1) * (ny + 1), sizeof *keep->corner, &keep->corner);
    if (status == LT_OK) status = lt_calloc(nx * ny, sizeof *keep->middle, &keep->middle);
    if (status == LT_OK) status = lt_calloc(nx * ny, sizeof *keep->moment, &keep->moment);
    if (status == LT_OK)
        *out = keep;
    else
        lt_keep_free(keep);
    return status;
}

void lt_keep_free(lt_keep *keep) {
    if (!keep) return;
    lt_free(keep->corner);
    lt_free(keep->middle);
    lt_free(keep->moment);
    lt_free(keep);
}

static size_t cell_at(const lt_keep_shape *s, int i, int j) {
    return (size_t)j * (size_t)s->nx + (size_t)i;
}

static double *corner_at(const lt_keep *keep, int i, int j) {
    return keep->corner + (size_t)j * (size_t)(keep->shape.nx + 1) + (size_t)i;
}

/* The points of a cell in one row of them. */
static size_t row_at(const lt_keep_shape *s, int i, int j, int q) {
    return ((size_t)j * (size_t)s->points + (size_t)q) * (size_t)s->nx * (size_t)s->points +
           (size_t)i * (size_t)s->points;
}

static void functions(double u, double v, double n[4]) {
    n[0] = (1.0 - u) * (1.0 - v);
    n[1] = u * (1.0 - v);
    n[2] = u * v;
    n[3] = (1.0 - u) * v;
}

static void take_moments(const lt_keep_shape *s, int i, int j, const double *weight, double moment[LT_KEEP_MOMENTS]) {
    const double side = 1.0 / s->points;
    for (int m = 0; m < LT_KEEP_MOMENTS; m++) moment[m] = 0.0;
    for (int q = 0; q < s->points; q++) {
        const size_t row = row_at(s, i, j, q);
        for (int p = 0; p < s->points; p++) {
            const double w = weight ? weight[row + (size_t)p] : 1.0;
            double n[4];
            functions((p + 0.5) * side, (q + 0.5) * side, n);
            for (int c = 0; c < 4; c++) {
                moment[c] += w * n[c];
                moment[LESS + c] += w * n[c] * sqrt(n[(c + 2) % 4]);
            }
            moment[MORE] += w * sqrt(n[0] * n[2]);
            moment[WEIGHT] += w;
        }
    }
    for (int m = 0; m < LT_KEEP_MOMENTS; m++) moment[m] *= side * side;
}

static void corners_of(const lt_keep *keep, int i, int j, double a[4]) {
    a[0] = *corner_at(keep, i, j);
    a[1] = *corner_at(keep, i + 1, j);
    a[2] = *corner_at(keep, i + 1, j + 1);
    a[3] = *corner_at(keep, i, j + 1);
}

/* min(1, R/need) of the corners as they begin. */
static double share_of(const lt_keep *keep, int i, int j, double mean) {
    const double *moment = keep->moment[cell_at(&keep->shape, i, j)];
    double a[4], need = 0.0;
    corners_of(keep, i, j, a);
    for (int c = 0; c < 4; c++) need += a[c] * (moment[c] - moment[LESS + c]);
    return need > mean ? mean / need : 1.0;
}

/* What the cells around a corner say of it: sum R and sum <w>, or the least share. */
static void begin_corner(const lt_keep *keep, int i, int j, const double *mean) {
    const lt_keep_shape *s = &keep->shape;
    double sum = 0.0, weight = 0.0;
    for (int y = j - 1; y <= j; y++)
        for (int x = i - 1; x <= i; x++) {
            if (x < 0 || y < 0 || x >= s->nx || y >= s->ny) continue;
            sum += mean[cell_at(s, x, y)];
            weight += keep->moment[cell_at(s, x, y)][WEIGHT];
        }
    *corner_at(keep, i, j) = weight > 0.0 ? sum / weight : 0.0;
}

static void limit_corner(const lt_keep *keep, int i, int j) {
    const lt_keep_shape *s = &keep->shape;
    double least = 1.0;
    for (int y = j - 1; y <= j; y++)
        for (int x = i - 1; x <= i; x++) {
            if (x < 0 || y < 0 || x >= s->nx || y >= s->ny) continue;
            const double share = keep->middle[cell_at(s, x, y)];
            if (share < least) least = share;
        }
    *corner_at(keep, i, j) *= least;
}

/* beta, or -theta. */
static double middle_of(const lt_keep *keep, int i, int j, double mean) {
    const double *moment = keep->moment[cell_at(&keep->shape, i, j)];
    double a[4], less = 0.0, kept = 0.0;
    corners_of(keep, i, j, a);
    for (int c = 0; c < 4; c++) {
        less += a[c] * moment[LESS + c];
        kept += a[c] * moment[c];
    }
    if (mean >= kept) return moment[MORE] > 0.0 ? (mean - kept) / moment[MORE] : 0.0;
    return less > kept - mean ? (mean - kept) / less : -1.0; /* theta is 1 at most but for rounding */
}

void lt_keep_make(lt_keep *keep, const double *mean, const double *weight) {
    const lt_keep_shape *s = &keep->shape;
    for (int j = 0; j < s->ny; j++)
        for (int i = 0; i < s->nx; i++) take_moments(s, i, j, weight, keep->moment[cell_at(s, i, j)]);
    for (int j = 0; j <= s->ny; j++)
        for (int i = 0; i <= s->nx; i++) begin_corner(keep, i, j, mean);
    for (int j = 0; j < s->ny; j++) /* middle holds the shares for a while */
        for (int i = 0; i < s->nx; i++) keep->middle[cell_at(s, i, j)] = share_of(keep, i, j, mean[cell_at(s, i, j)]);
    for (int j = 0; j <= s->ny; j++)
        for (int i = 0; i <= s->nx; i++) limit_corner(keep, i, j);
    for (int j = 0; j < s->ny; j++)
        for (int i = 0; i < s->nx; i++) keep->middle[cell_at(s, i, j)] = middle_of(keep, i, j, mean[cell_at(s, i, j)]);
}

double lt_keep_at(const lt_keep *keep, int i, int j, double u, double v) {
    const double middle = keep->middle[cell_at(&keep->shape, i, j)];
    double a[4], n[4], value = 0.0;
    corners_of(keep, i, j, a);
    functions(u, v, n);
    if (middle > 0.0) {
        for (int c = 0; c < 4; c++) value += a[c] * n[c];
        return value + middle * sqrt(n[0] * n[2]);
    }
    for (int c = 0; c < 4; c++) value += a[c] * (n[c] * (1.0 + middle * sqrt(n[(c + 2) % 4])));
    return value;
}

double lt_keep_mean(const lt_keep_shape *s, size_t cell, const double *fine) {
    const int i = (int)(cell % (size_t)s->nx), j = (int)(cell / (size_t)s->nx);
    double sum = 0.0;
    for (int q = 0; q < s->points; q++)
        for (int p = 0; p < s->points; p++) sum += fine[row_at(s, i, j, q) + (size_t)p];
    return sum / ((double)s->points * s->points);
}

void lt_keep_add(const lt_keep *keep, const double *weight, double *out) {
    const lt_keep_shape *s = &keep->shape;
    const double side = 1.0 / s->points;
    for (int j = 0; j < s->ny; j++)
        for (int i = 0; i < s->nx; i++)
            for (int q = 0; q < s->points; q++) {
                const size_t row = row_at(s, i, j, q);
                for (int p = 0; p < s->points; p++)
                    out[row + (size_t)p] += (weight ? weight[row + (size_t)p] : 1.0) *
                                            lt_keep_at(keep, i, j, (p + 0.5) * side, (q + 0.5) * side);
            }
}
