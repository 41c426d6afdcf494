#include "postproc/ozone_desk/surface.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const lt_surface_method_row lt_surface_method_table[LT_N_SURFACE_METHODS] = {
#define LT_SURFACE_METHOD_ROW(id, word, en, zh) {word, en, zh},
    LT_SURFACE_METHOD_LIST(LT_SURFACE_METHOD_ROW)
#undef LT_SURFACE_METHOD_ROW
};

/* A combination of terms that the points see by less than this of the best seen one is not determined: far above the
 * rounding of doubles, far below what any design with levels some percent apart has. */
static const double least_singular = 1e-8;

/* --- points and terms --- */

int lt_surface_levels(const double *cut, int n, double levels[LT_SURFACE_MOST_POINTS + 1]) {
    int count = 1;
    levels[0] = 0;
    for (int i = 0; i < n; i++) {
        bool known = false;
        for (int k = 0; k < count; k++) known = known || fabs(levels[k] - cut[i]) < LT_SURFACE_SAME_LEVEL;
        if (!known) levels[count++] = cut[i];
    }
    return count;
}

bool lt_surface_is_grid(const double *x, const double *y, int n) {
    double level[2][LT_SURFACE_MOST_POINTS + 1];
    const int nx = lt_surface_levels(x, n, level[0]), ny = lt_surface_levels(y, n, level[1]);
    /* no two points are alike, so that as many as a full grid has are the full grid */
    return nx > 1 && ny > 1 && nx * ny == n + 1;
}

static int terms_of(lt_surface_plan *plan) {
    double level[LT_SURFACE_MOST_POINTS + 1];
    const bool grid = plan->method == LT_SURFACE_GRID;
    const int degree = plan->method == LT_SURFACE_CUBIC ? 3 : 2;
    const int nx = grid ? lt_surface_levels(plan->x, plan->n_points, level) : degree + 1;
    const int ny = grid ? lt_surface_levels(plan->y, plan->n_points, level) : degree + 1;
    int n = 0;
    for (int p = 0; p < nx; p++)
        for (int q = 0; q < ny; q++) {
            if (p + q == 0 || (!grid && p + q > degree)) continue;
            if (n < LT_SURFACE_MOST_TERMS) plan->p[n] = p, plan->q[n] = q;
            n++;
        }
    return n;
}

static const char *levels_text(const double *cut, int n) {
    double level[LT_SURFACE_MOST_POINTS + 1];
    char text[400] = "0";
    const int count = lt_surface_levels(cut, n, level);
    for (int k = 1; k < count; k++) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, ", %.4g", 100 * level[k]);
    }
    return lt_fmt("%s", text);
}

/* --- the pseudo-inverse --- */

static double power(double base, int exponent) {
    double value = 1;
    for (int k = 0; k < exponent; k++) value *= base;
    return value;
}

static double term(const lt_surface_plan *plan, int k, double x, double y) {
    return power(x, plan->p[k]) * power(y, plan->q[k]);
}

typedef struct lt_svd {
    gsl_matrix *u, *v;
    gsl_vector *s, *work;
} lt_svd;

static lt_status svd_make(const lt_surface_plan *plan, lt_svd *out) {
    const size_t n = (size_t)plan->n_points, m = (size_t)plan->n_terms;
    *out = (lt_svd){gsl_matrix_alloc(n, m), gsl_matrix_alloc(m, m), gsl_vector_alloc(m), gsl_vector_alloc(m)};
    if (!out->u || !out->v || !out->s || !out->work) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a surface");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            gsl_matrix_set(out->u, i, k, term(plan, (int)k, plan->x[i] / plan->x_most, plan->y[i] / plan->y_most));
    const int error = gsl_linalg_SV_decomp(out->u, out->v, out->s, out->work);
    return error ? LT_RAISE(LT_ERR_INTERNAL, .what = "the surface failed", .found = gsl_strerror(error)) : LT_OK;
}

static void svd_free(lt_svd *svd) {
    gsl_matrix_free(svd->u);
    gsl_matrix_free(svd->v);
    gsl_vector_free(svd->s);
    gsl_vector_free(svd->work);
}

static void invert(const lt_svd *svd, lt_surface_plan *plan) {
    for (int i = 0; i < plan->n_points; i++) {
        plan->leverage[i] = 0;
        for (int s = 0; s < plan->n_terms; s++)
            plan->leverage[i] +=
                gsl_matrix_get(svd->u, (size_t)i, (size_t)s) * gsl_matrix_get(svd->u, (size_t)i, (size_t)s);
        for (int k = 0; k < plan->n_terms; k++) {
            double sum = 0;
            for (int s = 0; s < plan->n_terms; s++)
                sum += gsl_matrix_get(svd->v, (size_t)k, (size_t)s) * gsl_matrix_get(svd->u, (size_t)i, (size_t)s) /
                       gsl_vector_get(svd->s, (size_t)s);
            plan->inverse[k][i] = sum / term(plan, k, plan->x_most, plan->y_most); /* out of the scaled terms */
        }
    }
}

static lt_status decompose(lt_surface_plan *plan) {
    lt_svd svd = {0};
    gsl_error_handler_t *handler = gsl_set_error_handler_off(); /* GSL's own aborts the program */
    lt_status status = svd_make(plan, &svd);
    gsl_set_error_handler(handler);
    const size_t last = (size_t)plan->n_terms - 1;
    plan->determined = status == LT_OK && !(gsl_vector_get(svd.s, last) < least_singular * gsl_vector_get(svd.s, 0));
    if (plan->determined) invert(&svd, plan);
    svd_free(&svd);
    return status;
}

lt_status lt_surface_plan_make(lt_surface_method method, const double *x, const double *y, int n,
                               lt_surface_plan *out) {
    *out = (lt_surface_plan){.method = method, .n_points = n};
    if (n > LT_SURFACE_MOST_POINTS)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too many points for a surface", .found = lt_fmt("%d", n));
    for (int i = 0; i < n; i++) {
        out->x[i] = x[i], out->y[i] = y[i];
        out->x_most = fmax(out->x_most, x[i]), out->y_most = fmax(out->y_most, y[i]);
    }
    out->n_terms = terms_of(out);
    if (method == LT_SURFACE_GRID && !lt_surface_is_grid(x, y, n)) return LT_OK;
    if (out->n_terms > LT_SURFACE_MOST_TERMS || out->n_terms > n || out->x_most <= 0 || out->y_most <= 0) return LT_OK;
    return decompose(out);
}

static const char *runs_text(const lt_surface_plan *plan) {
    return lt_fmt("%d runs beside the base; NOx %s %%, VOC %s %%", plan->n_points, levels_text(plan->x, plan->n_points),
                  levels_text(plan->y, plan->n_points));
}

lt_status lt_surface_plan_judge(const lt_surface_plan *plan) {
    if (plan->determined) return LT_OK;
    if (plan->method == LT_SURFACE_GRID && !lt_surface_is_grid(plan->x, plan->y, plan->n_points))
        return LT_RAISE(LT_ERR_INPUT, .what = "these runs are no full grid of cuts", .where = "the design of cuts",
                        .expected = "a run for every pair of levels of NOx and VOC", .found = runs_text(plan),
                        .todo = "take --method quadratic, or add the missing packages to the case");
    return LT_RAISE(
        LT_ERR_INPUT, .what = "these runs do not determine the surface", .where = "the design of cuts",
        .expected =
            lt_fmt("at least %d runs that cut NOx, VOC and both, at no fewer than %d levels of each, not all "
                   "on one line or curve (%s)",
                   plan->n_terms, plan->method == LT_SURFACE_CUBIC ? 4 : 3, lt_surface_method_table[plan->method].en),
        .found = runs_text(plan),
        .todo =
            "leave --method out: runs that are a full grid of cuts are interpolated; or add packages with other cuts "
            "to the case (`lantian run ozone-surface` has a design)");
}

/* --- one surface --- */

void lt_surface_fit(const lt_surface_plan *plan, const double *d, lt_surface *out) {
    double squares = 0, left_out = 0, most = 0;
    *out = (lt_surface){.left_out_rms = NAN, .left_out_most = NAN};
    for (int k = 0; k < plan->n_terms; k++)
        for (int i = 0; i < plan->n_points; i++) out->c[k] += plan->inverse[k][i] * d[i];
    for (int i = 0; i < plan->n_points; i++) {
        const double rest = d[i] - lt_surface_at(plan, out, plan->x[i], plan->y[i]);
        squares += rest * rest;
        const double error = lt_surface_left_out(plan, i, rest);
        if (isnan(error)) continue;
        left_out += error * error;
        most = fmax(most, fabs(error));
        out->n_left_out++;
    }
    out->rms = sqrt(squares / plan->n_points);
    if (out->n_left_out == 0) return;
    out->left_out_rms = sqrt(left_out / out->n_left_out);
    out->left_out_most = most;
}

double lt_surface_left_out(const lt_surface_plan *plan, int i, double rest) {
    return 1 - plan->leverage[i] < least_singular ? NAN : rest / (1 - plan->leverage[i]);
}

double lt_surface_at(const lt_surface_plan *plan, const lt_surface *surface, double x, double y) {
    double sum = 0;
    for (int k = 0; k < plan->n_terms; k++) sum += surface->c[k] * term(plan, k, x, y);
    return sum;
}

void lt_surface_slope(const lt_surface_plan *plan, const lt_surface *surface, double slope[2], double gain[2]) {
    for (int k = 0; k < plan->n_terms; k++) {
        if (plan->p[k] + plan->q[k] != 1) continue;
        double squares = 0;
        for (int i = 0; i < plan->n_points; i++) squares += plan->inverse[k][i] * plan->inverse[k][i];
        slope[plan->q[k]] = surface->c[k];
        gain[plan->q[k]] = sqrt(squares);
    }
}
