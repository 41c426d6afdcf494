/* oi.c - optimal interpolation of one run (Gandin 1963; Daley 1991, chapter 4).
 *
 *   x_a = x_b + B H^T (H B H^T + R)^-1 (y - H x_b)
 *   B between control c in layer k of column p and the same control at the ground of column q:
 *     sigma_c(k, p) v(k, p) rho_c(r_pq) sigma_c(0, q);   different controls: 0
 * x controls [ug m-3], y observations, H the operator of controls.h in the lowest layer, R diagonal with the errors of
 * the observations squared, sigma, rho, v of background_error.h (the v-th part of the error above the ground is that of
 * the ground, the rest has nothing to do with it: B is positive definite). r is the distance of cells in the plane of
 * the projection.
 * All observations stand in one system, so that there are no seams between cells that see others; it is solved once by
 * Cholesky, O(n^3) in the observations that share a control.
 * Limits: the best linear estimate only as far as sigma, rho and R are right; errors are isotropic and know neither
 * terrain nor wind; nothing tells how good the analysis is but the innovations. */
#include "model/analysis/scheme.h"

#include "model/analysis/dense.h"

static const lt_background_error_row *row_of(const lt_analysis_task *task, int c) {
    return &task->setup->background.row[c][task->setup->hour];
}

/* sigma of control c at the ground of observation j's cell. */
static double sigma_at(const lt_analysis_task *task, int c, long j) {
    const lt_analysis_columns *columns = task->columns;
    const long at = (long)c * columns->n_layers * columns->n + task->observation[j].place;
    return lt_background_sigma(row_of(task, c), task->background->value[at]);
}

static void variance(const lt_analysis_task *task, double *out) {
    for (long j = 0; j < task->n; ++j) {
        out[j] = 0.0;
        for (int c = 0; c < LT_N_CONTROLS; ++c) {
            const double h = lt_observe[task->observation[j].what][c];
            if (h == 0.0) continue;
            const double part = h * sigma_at(task, c, j);
            out[j] += part * part;
        }
    }
}

/* h sigma of all observations, [LT_N_CONTROLS][n]; 0 where one does not see the control. */
static void weigh(const lt_analysis_task *task, double *weight) {
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        for (long j = 0; j < task->n; ++j) {
            const double h = lt_observe[task->observation[j].what][c];
            weight[c * task->n + j] = h == 0.0 ? 0.0 : h * sigma_at(task, c, j);
        }
}

/* The lower triangle of H B H^T + R. */
static void fill_system(const lt_analysis_task *task, const double *weight, double *system) {
    const long n = task->n;
    const lt_observation *o = task->observation;
#pragma omp parallel for schedule(dynamic, 16)
    for (long i = 0; i < n; ++i)
        for (long j = 0; j <= i; ++j) {
            const double r = lt_analysis_distance(task->columns, o[i].place, o[j].place);
            double sum = i == j ? o[i].error * o[i].error : 0.0;
            for (int c = 0; c < LT_N_CONTROLS; ++c) {
                const double both = weight[c * n + i] * weight[c * n + j];
                if (both != 0.0) sum += both * lt_background_correlation(r, row_of(task, c)->length_m);
            }
            system[i * n + j] = sum;
        }
}

/* What the solved observations say of control c in column p, in all layers. */
static void spread(const lt_analysis_task *task, const double *weight, const double *solved, int c, long p) {
    const lt_analysis_columns *columns = task->columns;
    const lt_background_error_row *row = row_of(task, c);
    double sum = 0.0;
    for (long j = 0; j < task->n; ++j)
        if (weight[c * task->n + j] != 0.0) {
            const double r = lt_analysis_distance(columns, p, task->observation[j].place);
            sum += lt_background_correlation(r, row->length_m) * (weight[c * task->n + j] * solved[j]);
        }
    for (int k = 0; k < columns->n_layers; ++k) {
        const long at = ((long)c * columns->n_layers + k) * columns->n + p;
        const double sigma = lt_background_sigma(row, task->background->value[at]);
        task->increment[at] = sigma * task->reach[(long)k * columns->n + p] * sum;
    }
}

static lt_status solve(const lt_analysis_task *task, double *weight, double *system, long *first, double *solved) {
    weigh(task, weight);
    fill_system(task, weight, system);
    for (long j = 0; j < task->n; ++j) solved[j] = task->observation[j].value - task->seen[j];
    if (!lt_dense_cholesky(task->n, system, first))
        return LT_RAISE(LT_ERR_NUMERIC, .what = "the errors of observations and background give no positive matrix",
                        .where = "analysis oi", .expected = "errors of observations well above rounding",
                        .found = lt_fmt("%ld observations whose matrix is singular", task->n),
                        .todo = "raise the errors of the observations");
    lt_dense_solve(task->n, system, first, solved);
    const long n = task->columns->n;
#pragma omp parallel for schedule(static)
    for (long p = 0; p < n; ++p)
        for (int c = 0; c < LT_N_CONTROLS; ++c)
            if (task->background->has[c]) spread(task, weight, solved, c, p);
    return LT_OK;
}

static lt_status run(const lt_analysis_task *task) {
    const size_t n = (size_t)task->n;
    double *weight = NULL, *system = NULL, *solved = NULL;
    long *first = NULL;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc(LT_N_CONTROLS * n, sizeof *weight, &weight), done);
    LT_TRY_GOTO(status, lt_calloc(n * n, sizeof *system, &system), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *solved, &solved), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *first, &first), done);
    status = solve(task, weight, system, first, solved);
done:
    lt_free(weight);
    lt_free(system);
    lt_free(solved);
    lt_free(first);
    return status;
}

const lt_analysis_scheme_row lt_analysis_oi = {"oi", 1, 1, variance, run};
