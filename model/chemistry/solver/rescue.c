/* rescue.c - what is done for a cell that no step was small enough for: smaller steps, then double, then Rodas4. */
#include "model/chemistry/solver/chemistry_private.h"
#include "model/chemistry/solver/state_case.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

lt_status lt_chem_worker_interpreter(const lt_chemistry *chemistry, lt_chem_worker *worker) {
    const lt_mechanism *m = chemistry->mechanism;
    if (!worker->c) LT_TRY(lt_calloc((size_t)m->n_variable, sizeof(double), &worker->c));
    if (!worker->clipped) LT_TRY(lt_calloc((size_t)m->n_variable, sizeof(double), &worker->clipped));
    if (!worker->k) LT_TRY(lt_calloc((size_t)m->n_reactions, sizeof(double), &worker->k));
    if (!worker->interpreter) LT_TRY(lt_interpreter_create(m, &worker->interpreter));
    return LT_OK;
}

lt_status lt_chem_cell_in_double(const lt_chemistry *chemistry, lt_chem_worker *worker, const lt_rosenbrock *method,
                                 const lt_ros_control *control, const lt_chem_cells *cells, int cell) {
    LT_TRY(lt_chem_worker_interpreter(chemistry, worker));
    const lt_mechanism *m = chemistry->mechanism;
    lt_real *c = (lt_real *)cells->c + cell;
    const lt_real *k = (const lt_real *)cells->k + cell;
    for (int s = 0; s < m->n_variable; s++) worker->c[s] = (double)c[s * cells->stride];
    for (int r = 0; r < m->n_reactions; r++) worker->k[r] = (double)k[r * cells->stride];
    memset(worker->clipped, 0, (size_t)m->n_variable * sizeof(double));
    lt_chem_result result;
    lt_interpreter_integrate(worker->interpreter, method, control, chemistry->atol, worker->k, NULL, cells->seconds,
                             cells->step[cell], worker->c, worker->clipped, &result);
    cells->failed[cell] = (uint8_t)result.failed;
    if (cells->steps) cells->steps[cell] = result.steps;
    if (cells->rejected) cells->rejected[cell] = result.rejected;
    if (result.failed) return LT_OK;
    cells->step[cell] = result.next_step;
    for (int s = 0; s < m->n_variable; s++) c[s * cells->stride] = (lt_real)worker->c[s];
    for (int s = 0; cells->clipped && s < m->n_variable; s++)
        cells->clipped[s * cells->stride + cell] += worker->clipped[s];
    return LT_OK;
}

/* The same by the kernel: a list of one cell. */
static void cell_by_kernel(const lt_chemistry *chemistry, lt_chem_worker *worker, const lt_ros_control *control,
                           const lt_chem_cells *cells, int cell) {
    lt_chem_cells one = *cells;
    one.n = 1;
    one.order = NULL;
    one.next = NULL;
    one.c = (lt_real *)cells->c + cell;
    one.k = (const lt_real *)cells->k + cell;
    one.step = cells->step + cell;
    one.clipped = cells->clipped ? cells->clipped + cell : NULL;
    one.steps = cells->steps ? cells->steps + cell : NULL;
    one.rejected = cells->rejected ? cells->rejected + cell : NULL;
    one.failed = cells->failed + cell;
    chemistry->kernel->integrate(chemistry->method, control, chemistry->atol_real, &one, worker->work);
}

static lt_ros_control patient(lt_ros_control control) {
    control.first_step *= 0.1;
    control.least_step *= 0.1;
    control.safety *= 0.5;
    control.grow = 2.0;
    return control;
}

/* The state of the cell as a case that the box runs; without memory for it the error says enough. */
static void log_case(const lt_chemistry *chemistry, const lt_chem_cells *cells, int cell) {
    const lt_mechanism *m = chemistry->mechanism;
    const lt_real *c = (const lt_real *)cells->c + cell, *k = (const lt_real *)cells->k + cell;
    double *values;
    char *text = NULL;
    if (lt_calloc((size_t)(m->n_variable + m->n_reactions), sizeof *values, &values) != LT_OK) return;
    for (int s = 0; s < m->n_variable; s++) values[s] = (double)c[s * cells->stride];
    for (int r = 0; r < m->n_reactions; r++) values[m->n_variable + r] = (double)k[r * cells->stride];
    const lt_state_case state = {.mechanism = m,
                                 .method = chemistry->method->name,
                                 .rtol = chemistry->control.rtol,
                                 .atol = chemistry->atol,
                                 .seconds = cells->seconds,
                                 .c = values,
                                 .k = values + m->n_variable};
    if (lt_state_case_text(&state, lt_fmt("cell_%d", cell), &text) == LT_OK)
        lt_remark(LT_LOG_WARNING, "# the state of the cell without a solution, a case for lantian box\n%s", text);
    free(text);
    lt_free(values);
}

lt_status lt_chem_cell_rescue(const lt_chemistry *chemistry, lt_chem_worker *worker, const lt_chem_cells *cells,
                              int cell, lt_chem_counts *counts) {
    lt_ros_control control = patient(chemistry->control);
    cells->step[cell] *= 0.1;
    if (chemistry->kernel)
        cell_by_kernel(chemistry, worker, &control, cells, cell);
    else
        LT_TRY(lt_chem_cell_in_double(chemistry, worker, chemistry->method, &control, cells, cell));
    if (!cells->failed[cell]) {
        counts->smaller_steps++;
        return LT_OK;
    }
    if (chemistry->kernel) {
        LT_TRY(lt_chem_cell_in_double(chemistry, worker, chemistry->method, &control, cells, cell));
        if (!cells->failed[cell]) {
            counts->in_double++;
            return LT_OK;
        }
    }
    control.rtol *= 0.1;
    LT_TRY(lt_chem_cell_in_double(chemistry, worker, chemistry->rodas4, &control, cells, cell));
    if (!cells->failed[cell]) {
        counts->rodas4++;
        return LT_OK;
    }
    log_case(chemistry, cells, cell);
    const bool many = cells->steps[cell] + cells->rejected[cell] >= control.most_steps;
    return LT_RAISE(LT_ERR_NUMERIC, .what = "the chemistry of a cell finds no solution",
                    .where = lt_fmt("cell %d, mechanism %s", cell, chemistry->mechanism->name),
                    .expected = "a state that some step is small enough for",
                    .found = cells->failed[cell] == 2 ? "values that are no numbers"
                             : many                   ? lt_fmt("no end after %d steps", control.most_steps)
                                                      : lt_fmt("a step below %g s", control.least_step),
                    .todo = "look at the state of the cell, logged above as a case for lantian box");
}
