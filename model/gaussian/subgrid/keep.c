/* keep.c
 *
 * In a cell with corners 1 (u = v = 0), 2 (u = 1), 3 (both 1), 4 (v = 1): N_1 = (1-u)(1-v), N_2 = u(1-v), N_3 = u v,
 * N_4 = (1-u) v, and the bubble b = u(1-u)v(1-v) = N_1 N_3 = N_2 N_4, which is 0 on all borders.
 *   f = sum a_i N_i + beta b,      beta = (R - sum a_i <w N_i>)/<w b>
 * <> is the plain mean over the points and w the weight, so that <w f> = R. f is continuous: on a border it is linear
 * between two corners, whose a both cells share.
 *
 * f >= 0: at beta >= 0 every term is. At beta < 0 let theta = -beta/sum a_i; then f = sum a_i (N_i - theta b), and
 * N_i - theta b = N_i (1 - theta N_o) >= 0 for theta <= 1, where o is the corner opposite. theta <= 1 means
 *   need = sum a_i (<w N_i> - <w b>) <= R.
 * So corners begin with a = sum R/sum <w> over the cells around, each cell has the factor min(1, R/need), and every
 * corner takes the least factor of the cells around: need falls at least by the cell's own factor, for all its terms
 * are >= 0. A cell of R = 0 has corners 0. It is computed in the form with theta, which has no difference that rounding
 * could make negative.
 * For w = 1 need <= R is sum a_i/4 <= 9/8 R (<b> >= 1/36); of a linear field nothing is limited and beta is 0. */
#include "model/gaussian/subgrid/keep.h"

enum { BUBBLE = 4, WEIGHT = 5 };

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
            for (int c = 0; c < 4; c++) moment[c] += w * n[c];
            moment[BUBBLE] += w * (n[0] * n[2]);
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
    for (int c = 0; c < 4; c++) need += a[c] * (moment[c] - moment[BUBBLE]);
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

static double bubble_of(const lt_keep *keep, int i, int j, double mean) {
    const double *moment = keep->moment[cell_at(&keep->shape, i, j)];
    double a[4], sum = 0.0, kept = 0.0;
    if (!(moment[BUBBLE] > 0.0)) return 0.0;
    corners_of(keep, i, j, a);
    for (int c = 0; c < 4; c++) {
        sum += a[c];
        kept += a[c] * moment[c];
    }
    const double beta = (mean - kept) / moment[BUBBLE];
    return beta > -sum ? beta : -sum; /* theta is 1 at most but for rounding */
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
        for (int i = 0; i < s->nx; i++) keep->middle[cell_at(s, i, j)] = bubble_of(keep, i, j, mean[cell_at(s, i, j)]);
}

double lt_keep_at(const lt_keep *keep, int i, int j, double u, double v) {
    const double beta = keep->middle[cell_at(&keep->shape, i, j)];
    double a[4], n[4], value = 0.0;
    corners_of(keep, i, j, a);
    functions(u, v, n);
    const double sum = a[0] + a[1] + a[2] + a[3], theta = beta < 0.0 && sum > 0.0 ? -beta / sum : 0.0;
    for (int c = 0; c < 4; c++) value += a[c] * (n[c] * (1.0 - theta * n[(c + 2) % 4]));
    return beta > 0.0 ? value + beta * (n[0] * n[2]) : value;
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
