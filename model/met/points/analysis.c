/* analysis.c - optimal (statistical) interpolation with a trend.
 *
 *   F(cell) = f(cell) . b + c(cell) . a
 *   a = P z,  b = (f^T C^-1 f)^-1 f^T C^-1 z,  P = C^-1 - C^-1 f (f^T C^-1 f)^-1 f^T C^-1
 *   C_ij = r(i, j) + noise (i = j),  r = exp(-d^2/(2 L^2) - dz^2/(2 H^2))
 *
 * z values of the stations, f trend functions (1; or 1, x, y), c correlations of the cell with the stations, d distance
 * over the ground, dz of altitude: two stations at the foot and on the top of a mountain know little of each other
 * however near they are. Gandin (1965, Objective analysis of meteorological fields); the correlation in three
 * dimensions: Uboldi, Lussana and Salvati (2008, doi 10.1002/met.76, R); the trend by generalised least squares
 * (universal kriging; Cressie 1993, 3.4).
 *
 * What the others say of station i is z_i - a_i/P_ii, exactly and with the trend made anew without it (the row of P
 * that belongs to i; Dubrule 1983, doi 10.1007/BF01032999, R).
 *
 * Limits: one correlation everywhere and always; a ridge between two stations at one height does not part them; beyond
 * L of all stations the trend alone is left. */
#include "model/met/points/analysis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct lt_analysis {
    int n;
    long n_cells;
    double radius_m, depth_m, noise, x0, y0;
    lt_analysis_place *station;
    const lt_analysis_place *cell; /* borrowed */
    double *near;                  /* [cell * n + station] */
    /* the factor of the stations that had a value last */
    bool *there;
    int used, *at, n_trend; /* at: station of each row */
    double *inverse;        /* C^-1 [used * used] */
    double *lower;          /* work */
    double *spread;         /* C^-1 f [row * LT_N_TREND] */
    double middle[LT_N_TREND][LT_N_TREND];
};

static double correlation(const lt_analysis *a, const lt_analysis_place *p, const lt_analysis_place *q) {
    double dx = p->x_m - q->x_m, dy = p->y_m - q->y_m, dz = p->z_m - q->z_m;
    return exp(-0.5 * (dx * dx + dy * dy) / (a->radius_m * a->radius_m) - 0.5 * dz * dz / (a->depth_m * a->depth_m));
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Twice the median distance to the nearest station; one station: any number does. */
static double natural_radius(int n, const lt_analysis_place *s, double *nearest) {
    for (int i = 0; i < n; i++) {
        nearest[i] = INFINITY;
        for (int j = 0; j < n; j++)
            if (j != i) nearest[i] = fmin(nearest[i], hypot(s[i].x_m - s[j].x_m, s[i].y_m - s[j].y_m));
    }
    qsort(nearest, (size_t)n, sizeof *nearest, by_size);
    return n > 1 && nearest[n / 2] > 0.0 ? 2.0 * nearest[n / 2] : 1e5;
}

static lt_status allocate(lt_analysis *a) {
    size_t n = (size_t)a->n;
    LT_TRY(lt_calloc(n, sizeof *a->station, &a->station));
    LT_TRY(lt_calloc(n * (size_t)a->n_cells, sizeof(double), &a->near));
    LT_TRY(lt_calloc(n, sizeof *a->there, &a->there));
    LT_TRY(lt_calloc(n, sizeof *a->at, &a->at));
    LT_TRY(lt_calloc(n * n, sizeof(double), &a->inverse));
    LT_TRY(lt_calloc(n * n, sizeof(double), &a->lower));
    return lt_calloc(n * LT_N_TREND, sizeof(double), &a->spread);
}

lt_status lt_analysis_create(int n, const lt_analysis_place *station, long n_cells, const lt_analysis_place *cell,
                             const lt_analysis_rules *rules, lt_analysis **out) {
    lt_analysis *a = NULL;
    LT_TRY(lt_calloc(1, sizeof *a, &a));
    *a = (lt_analysis){
        .n = n, .n_cells = n_cells, .cell = cell, .depth_m = rules->depth_m, .noise = rules->noise, .used = -1};
    lt_status status = allocate(a);
    if (status != LT_OK) {
        lt_analysis_free(a);
        return status;
    }
    memcpy(a->station, station, (size_t)n * sizeof *station);
    a->radius_m = rules->radius_m > 0.0 ? rules->radius_m : natural_radius(n, station, a->lower);
    for (int s = 0; s < n; s++) {
        a->x0 += station[s].x_m / n;
        a->y0 += station[s].y_m / n;
    }
    for (long c = 0; c < n_cells; c++)
        for (int s = 0; s < n; s++) a->near[c * n + s] = correlation(a, &cell[c], &station[s]);
    *out = a;
    return LT_OK;
}

void lt_analysis_free(lt_analysis *a) {
    if (!a) return;
    void *all[] = {a->station, a->near, a->there, a->at, a->inverse, a->lower, a->spread};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) lt_free(all[k]);
    lt_free(a);
}

double lt_analysis_radius(const lt_analysis *a) {
    return a->radius_m;
}

lt_status lt_analysis_field_create(const lt_analysis *a, lt_analysis_field *out) {
    memset(out, 0, sizeof *out);
    LT_TRY(lt_calloc((size_t)a->n, sizeof(double), &out->weight));
    return lt_calloc((size_t)a->n, sizeof(double), &out->left_out);
}

void lt_analysis_field_free(lt_analysis_field *field) {
    lt_free(field->weight);
    lt_free(field->left_out);
    memset(field, 0, sizeof *field);
}

/* In units of the radius, so that the columns are of one size. */
static void trend_of(const lt_analysis *a, const lt_analysis_place *p, double f[LT_N_TREND]) {
    f[0] = 1.0;
    f[1] = (p->x_m - a->x0) / a->radius_m;
    f[2] = (p->y_m - a->y0) / a->radius_m;
}

static bool holds_plane(const lt_analysis *a) {
    double n = a->used, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int r = 0; r < a->used; r++) {
        const lt_analysis_place *s = &a->station[a->at[r]];
        x += s->x_m / n;
        y += s->y_m / n;
    }
    for (int r = 0; r < a->used; r++) {
        const lt_analysis_place *s = &a->station[a->at[r]];
        xx += (s->x_m - x) * (s->x_m - x);
        xy += (s->x_m - x) * (s->y_m - y);
        yy += (s->y_m - y) * (s->y_m - y);
    }
    return a->used >= 4 && xx * yy - xy * xy > 0.01 * 0.25 * (xx + yy) * (xx + yy);
}

/* Cholesky, then the inverse column by column; C is positive definite because noise > 0. */
static void invert(lt_analysis *a) {
    int n = a->used;
    double *l = a->lower;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            double sum = correlation(a, &a->station[a->at[i]], &a->station[a->at[j]]) + (i == j ? a->noise : 0.0);
            for (int k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
            l[i * n + j] = i == j ? sqrt(sum) : sum / l[j * n + j];
        }
    for (int c = 0; c < n; c++) {
        double *x = a->inverse + (long)c * n;
        for (int i = 0; i < n; i++) {
            double sum = i == c;
            for (int k = c; k < i; k++) sum -= l[i * n + k] * x[k];
            x[i] = i < c ? 0.0 : sum / l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k];
            x[i] /= l[i * n + i];
        }
    }
}

/* middle = (f^T C^-1 f)^-1 by Gauss and Jordan, of at most three rows. */
static void invert_middle(lt_analysis *a) {
    double m[LT_N_TREND][2 * LT_N_TREND] = {{0}};
    int n = a->n_trend;
    for (int r = 0; r < a->used; r++) {
        double f[LT_N_TREND];
        trend_of(a, &a->station[a->at[r]], f);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) m[i][j] += f[i] * a->spread[r * LT_N_TREND + j];
    }
    for (int i = 0; i < n; i++) m[i][n + i] = 1.0;
    for (int p = 0; p < n; p++)
        for (int i = 0; i < n; i++) {
            double factor = i == p ? 1.0 - 1.0 / m[p][p] : m[i][p] / m[p][p];
            for (int j = 2 * n - 1; j >= 0; j--) m[i][j] -= factor * m[p][j];
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) a->middle[i][j] = m[i][n + j];
}

static void prepare(lt_analysis *a, const double *value, lt_trend trend) {
    bool same = a->used >= 0;
    for (int s = 0; s < a->n; s++) {
        same = same && a->there[s] == !isnan(value[s]);
        a->there[s] = !isnan(value[s]);
    }
    if (!same) {
        a->used = 0;
        for (int s = 0; s < a->n; s++)
            if (a->there[s]) a->at[a->used++] = s;
        invert(a);
    }
    a->n_trend = trend == LT_TREND_NONE ? 0 : trend == LT_TREND_PLANE && holds_plane(a) ? 3 : 1;
    if (a->used == 0) a->n_trend = 0;
    for (int r = 0; r < a->used; r++)
        for (int t = 0; t < a->n_trend; t++) {
            double f[LT_N_TREND], sum = 0.0;
            for (int q = 0; q < a->used; q++) {
                trend_of(a, &a->station[a->at[q]], f);
                sum += a->inverse[(long)r * a->used + q] * f[t];
            }
            a->spread[r * LT_N_TREND + t] = sum;
        }
    if (a->n_trend) invert_middle(a);
}

/* Row r of the part of P that the trend takes, times z: the trend's coefficients are middle (f^T C^-1 z). */
static double taken_diagonal(const lt_analysis *a, int r) {
    double sum = 0.0;
    for (int i = 0; i < a->n_trend; i++)
        for (int j = 0; j < a->n_trend; j++)
            sum += a->spread[r * LT_N_TREND + i] * a->middle[i][j] * a->spread[r * LT_N_TREND + j];
    return sum;
}

void lt_analysis_solve(lt_analysis *a, const double *value, lt_trend trend, lt_analysis_field *field) {
    double along[LT_N_TREND] = {0}, mean = 0.0;
    prepare(a, value, trend);
    int n = a->used;
    memset(field->trend, 0, sizeof field->trend);
    for (int s = 0; s < a->n; s++) {
        field->weight[s] = 0.0;
        field->left_out[s] = NAN;
    }
    for (int r = 0; r < n && a->n_trend; r++) mean += value[a->at[r]] / n; /* for the last bits: 101325 Pa, 0.1 Pa */
    for (int r = 0; r < n; r++)
        for (int t = 0; t < a->n_trend; t++) along[t] += a->spread[r * LT_N_TREND + t] * (value[a->at[r]] - mean);
    for (int i = 0; i < a->n_trend; i++)
        for (int j = 0; j < a->n_trend; j++) field->trend[i] += a->middle[i][j] * along[j];
    for (int r = 0; r < n; r++) {
        double sum = 0.0;
        for (int q = 0; q < n; q++) sum += a->inverse[(long)r * n + q] * (value[a->at[q]] - mean);
        for (int t = 0; t < a->n_trend; t++) sum -= a->spread[r * LT_N_TREND + t] * field->trend[t];
        double own = a->inverse[(long)r * n + r], left = own - taken_diagonal(a, r);
        field->weight[a->at[r]] = n > a->n_trend ? sum : 0.0;
        if (left > 1e-9 * own) field->left_out[a->at[r]] = sum / left;
    }
    field->trend[0] += mean;
}

double lt_analysis_at(const lt_analysis *a, const lt_analysis_field *field, long cell) {
    double f[LT_N_TREND], sum = 0.0;
    const double *near = a->near + cell * a->n;
    trend_of(a, &a->cell[cell], f);
    for (int t = 0; t < LT_N_TREND; t++) sum += f[t] * field->trend[t];
    for (int s = 0; s < a->n; s++) sum += near[s] * field->weight[s];
    return sum;
}
