#include "model/analysis/adjust.h"

#include "model/analysis/bounded.h"
#include "model/analysis/dense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- judging --- */

static lt_status refuse(const char *what, const char *where, const char *expected, double found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = lt_fmt("%.6g", found),
                    .todo = "correct what the adjustment of emissions is given");
}

lt_status lt_adjust_judge(int n_factors, const lt_adjust_factor *factors, long n, const double *error) {
    if (n_factors < 1 || n_factors > LT_ADJUST_MOST_FACTORS)
        return refuse("so many factors cannot be adjusted", "adjustment of emissions",
                      lt_fmt("1 to %d", LT_ADJUST_MOST_FACTORS), (double)n_factors);
    for (int s = 0; s < n_factors; ++s) {
        const lt_adjust_factor *f = &factors[s];
        const char *where = lt_fmt("factor %d (from 0)", s);
        if (!(f->sigma > 0.0 && isfinite(f->sigma)))
            return refuse("the standard deviation of a factor cannot be this", where, "above 0", f->sigma);
        if (!(f->least >= 0.0 && f->least < 1.0))
            return refuse("the lower bound of a factor cannot be this", where, "0 or more, below 1", f->least);
        if (!(f->most > 1.0)) return refuse("the upper bound of a factor cannot be this", where, "above 1", f->most);
    }
    for (long j = 0; j < n; ++j)
        if (!(error[j] > 0.0 && isfinite(error[j])))
            return refuse("the error of an observation cannot be this", lt_fmt("observation %ld (from 0)", j),
                          "above 0", error[j]);
    return LT_OK;
}

lt_status lt_adjust_judge_numbers(const char *name, long n, long a_row, const double *values) {
    for (long at = 0; at < n * a_row; ++at)
        if (!isfinite(values[at]))
            return refuse(lt_fmt("a %s is not finite", name),
                          lt_fmt("row %ld, number %ld (from 0)", at / a_row, at % a_row), "a finite number",
                          values[at]);
    return LT_OK;
}

/* --- the quadratic: A [n][n] whole, b; in units of sigma --- */

typedef struct line {
    double departure, error;
    const double *response;
    int n;
} line;

static int by_numbers(double a, double b) {
    return (a > b) - (a < b);
}

static int by_content(const void *left, const void *right) {
    const line *a = left, *b = right;
    int order = by_numbers(a->departure, b->departure);
    if (order == 0) order = by_numbers(a->error, b->error);
    for (int s = 0; order == 0 && s < a->n; ++s) order = by_numbers(a->response[s], b->response[s]);
    return order;
}

static void fill_quadratic(int n, const lt_adjust_factor *factors, long n_lines, const line *lines, double *row,
                           double *a, double *b) {
    for (int s = 0; s < n; ++s) a[s * n + s] = 1.0;
    for (long j = 0; j < n_lines; ++j) {
        for (int s = 0; s < n; ++s) row[s] = lines[j].response[s] * factors[s].sigma / lines[j].error;
        for (int s = 0; s < n; ++s) {
            if (row[s] == 0.0) continue;
            b[s] += row[s] * (lines[j].departure / lines[j].error);
            for (int t = 0; t <= s; ++t) a[s * n + t] += row[s] * row[t];
        }
    }
    for (int s = 0; s < n; ++s)
        for (int t = s + 1; t < n; ++t) a[s * n + t] = a[t * n + s];
}

/* --- the regression --- */

typedef struct regression {
    line *lines;
    double *a, *b, *low, *high, *x, *row;
    int *bound;
    long *first;
} regression;

static lt_status make_room(int n_factors, long n, regression *r) {
    const size_t m = (size_t)n_factors;
    LT_TRY(lt_calloc((size_t)n, sizeof *r->lines, &r->lines));
    LT_TRY(lt_calloc(m * m, sizeof *r->a, &r->a));
    LT_TRY(lt_calloc(m, sizeof *r->b, &r->b));
    LT_TRY(lt_calloc(m, sizeof *r->low, &r->low));
    LT_TRY(lt_calloc(m, sizeof *r->high, &r->high));
    LT_TRY(lt_calloc(m, sizeof *r->x, &r->x));
    LT_TRY(lt_calloc(m, sizeof *r->row, &r->row));
    LT_TRY(lt_calloc(m, sizeof *r->bound, &r->bound));
    return lt_calloc(m, sizeof *r->first, &r->first);
}

static void free_room(regression *r) {
    lt_free(r->lines);
    lt_free(r->a);
    lt_free(r->b);
    lt_free(r->low);
    lt_free(r->high);
    lt_free(r->x);
    lt_free(r->row);
    lt_free(r->bound);
    lt_free(r->first);
}

/* Variances after the observations: the diagonal of the inverse of A. A becomes its factor. */
static lt_status spread_after(int n, const lt_adjust_factor *factors, regression *r, lt_adjust_result *result) {
    if (!lt_dense_cholesky(n, r->a, r->first))
        return LT_RAISE(LT_ERR_NUMERIC, .what = "the responses of factors give no positive matrix",
                        .where = "adjustment of emissions", .expected = "errors of observations well above rounding",
                        .found = lt_fmt("%d factors", n), .todo = "raise the errors of the observations");
    for (int s = 0; s < n; ++s) {
        memset(r->row, 0, (size_t)n * sizeof *r->row);
        r->row[s] = 1.0;
        lt_dense_solve(n, r->a, r->first, r->row);
        result[s].sigma = factors[s].sigma * sqrt(r->row[s]);
        result[s].known = r->row[s] < 1.0 ? 1.0 - r->row[s] : 0.0;
    }
    return LT_OK;
}

static lt_status regress(int n, const lt_adjust_factor *factors, long n_lines, regression *r,
                         lt_adjust_result *result) {
    qsort(r->lines, (size_t)n_lines, sizeof *r->lines, by_content);
    fill_quadratic(n, factors, n_lines, r->lines, r->row, r->a, r->b);
    for (int s = 0; s < n; ++s) {
        r->low[s] = (factors[s].least - 1.0) / factors[s].sigma;
        r->high[s] = (factors[s].most - 1.0) / factors[s].sigma;
    }
    LT_TRY(lt_bounded_least(&(const lt_bounded){n, r->a, r->b, r->low, r->high, r->x, r->bound}));
    for (int s = 0; s < n; ++s) {
        const lt_adjust_factor *f = &factors[s];
        result[s].bound = r->bound[s];
        result[s].factor = r->bound[s] < 0 ? f->least : r->bound[s] > 0 ? f->most : 1.0 + f->sigma * r->x[s];
    }
    return spread_after(n, factors, r, result);
}

lt_status lt_adjust_by_response(int n_factors, const lt_adjust_factor *factors, long n, const double *departure,
                                const double *error, const double *response, lt_adjust_result *result) {
    LT_TRY(lt_adjust_judge(n_factors, factors, n, error));
    LT_TRY(lt_adjust_judge_numbers("departure", n, 1, departure));
    LT_TRY(lt_adjust_judge_numbers("response", n, n_factors, response));
    regression r = {0};
    lt_status status = make_room(n_factors, n, &r);
    for (long j = 0; status == LT_OK && j < n; ++j)
        r.lines[j] = (line){departure[j], error[j], response + j * n_factors, n_factors};
    if (status == LT_OK) status = regress(n_factors, factors, n, &r, result);
    free_room(&r);
    return status;
}
