#include "model/chemistry/solver/chemistry_private.h"

#include "base/csv.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* --- life --------------------------------------------------------------------------------------------------------- */

const lt_chem_kernel *lt_chemistry_kernel(const lt_chemistry *chemistry) {
    return chemistry->kernel;
}

void lt_chemistry_free(lt_chemistry *chemistry) {
    if (!chemistry) return;
    for (int t = 0; chemistry->worker && t < chemistry->threads; t++) {
        lt_free(chemistry->worker[t].work);
        lt_free(chemistry->worker[t].c);
        lt_free(chemistry->worker[t].k);
        lt_free(chemistry->worker[t].clipped);
        lt_interpreter_free(chemistry->worker[t].interpreter);
    }
    lt_free(chemistry->worker);
    lt_free(chemistry->atol);
    lt_free(chemistry->atol_real);
    lt_free(chemistry);
}

static lt_status check_tolerance(const char *name, double value, double least, double most) {
    if (value >= least && value <= most) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a tolerance of the chemistry is out of range", .where = name,
                    .expected = lt_fmt("%g to %g", least, most), .found = lt_fmt("%g", value),
                    .todo = "choose one within");
}

static lt_status take_tolerances(lt_chemistry *chemistry, const lt_chem_setup *setup) {
    int n = chemistry->mechanism->n_variable;
    double rtol = setup->rtol != 0.0 ? setup->rtol : LT_CHEM_RTOL;
    double atol = setup->atol_ppb != 0.0 ? setup->atol_ppb : LT_CHEM_ATOL_PPB;
    LT_TRY(check_tolerance("rtol", rtol, 1e-13, 0.5));
    chemistry->control = lt_ros_control_default(rtol);
    for (int s = 0; s < n; s++) {
        double own = setup->atol ? setup->atol[s] : atol;
        LT_TRY(check_tolerance(setup->atol ? lt_fmt("atol of %s, ppb", chemistry->mechanism->species[s].name)
                                           : "atol, ppb",
                               own, 1e-30, 1e6));
        chemistry->atol[s] = own;
        chemistry->atol_real[s] = (lt_real)own;
    }
    return LT_OK;
}

static lt_status take_kernel(lt_chemistry *chemistry, lt_chem_engine engine) {
    if (engine == LT_ENGINE_INTERPRETER) return LT_OK;
    chemistry->kernel = lt_chem_kernel_find(chemistry->mechanism);
    if (chemistry->kernel || engine == LT_ENGINE_BEST) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "this build has no generated code of the mechanism", .where = chemistry->mechanism->path,
        .expected = "a shipped mechanism as it is, or one compiled into the build", .found = "none with its digest",
        .todo = lt_fmt("`lantian mechanism compile %s`, then build; or let the interpreter do it",
                       lt_mechanism_call(chemistry->mechanism)));
}

static lt_status create(const lt_mechanism *mechanism, const lt_chem_setup *setup, lt_chemistry *chemistry) {
    chemistry->mechanism = mechanism;
    LT_TRY(lt_ros_method_find(setup->method ? setup->method : "ros3", &chemistry->method));
    LT_TRY(lt_ros_method_find("rodas4", &chemistry->rodas4));
    LT_TRY(take_kernel(chemistry, setup->engine));
    chemistry->threads = setup->threads > 0 ? setup->threads : omp_get_max_threads();
    LT_TRY(lt_calloc((size_t)mechanism->n_variable, sizeof(double), &chemistry->atol));
    LT_TRY(lt_calloc((size_t)mechanism->n_variable, sizeof(lt_real), &chemistry->atol_real));
    LT_TRY(take_tolerances(chemistry, setup));
    LT_TRY(lt_calloc((size_t)chemistry->threads, sizeof *chemistry->worker, &chemistry->worker));
    for (int t = 0; t < chemistry->threads; t++) {
        if (chemistry->kernel)
            LT_TRY(lt_calloc(1, chemistry->kernel->work_bytes, &chemistry->worker[t].work));
        else
            LT_TRY(lt_chem_worker_interpreter(chemistry, &chemistry->worker[t]));
    }
    return LT_OK;
}

lt_status lt_chemistry_create(const lt_mechanism *mechanism, const lt_chem_setup *setup, lt_chemistry **out) {
    lt_chemistry *chemistry;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *chemistry, &chemistry));
    lt_status status = create(mechanism, setup, chemistry);
    if (status != LT_OK) {
        lt_chemistry_free(chemistry);
        return status;
    }
    *out = chemistry;
    return LT_OK;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* The interpreter's threads take a cell each; a cell that fails is marked. */
static lt_status interpret(lt_chemistry *chemistry, const lt_chem_cells *cells) {
    lt_status worst = LT_OK;
#pragma omp parallel for num_threads(chemistry->threads) schedule(dynamic, 1)
    for (int cell = 0; cell < cells->n; cell++) {
        lt_status status = lt_chem_cell_in_double(chemistry, &chemistry->worker[omp_get_thread_num()],
                                                  chemistry->method, &chemistry->control, cells, cell);
#pragma omp critical(lt_chemistry_interpret)
        if (status != LT_OK) worst = status;
    }
    return worst;
}

static void run_kernel(lt_chemistry *chemistry, const lt_chem_cells *cells) {
    int next = 0, lanes = chemistry->kernel->lanes;
    lt_chem_cells shared = *cells;
    shared.next = &next;
    int threads =
        (cells->n + lanes - 1) / lanes < chemistry->threads ? (cells->n + lanes - 1) / lanes : chemistry->threads;
#pragma omp parallel num_threads(threads > 0 ? threads : 1)
    chemistry->kernel->integrate(chemistry->method, &chemistry->control, chemistry->atol_real, &shared,
                                 chemistry->worker[omp_get_thread_num()].work);
}

/* Own arrays where the caller gave none. */
static lt_status integrate(lt_chemistry *chemistry, lt_chem_cells *cells, int32_t *own, lt_chem_counts *counts) {
    if (!cells->steps) cells->steps = own;
    if (!cells->rejected) cells->rejected = own + cells->n;
    if (chemistry->kernel)
        run_kernel(chemistry, cells);
    else
        LT_TRY(interpret(chemistry, cells));
    for (int cell = 0; cell < cells->n; cell++) {
        if (cells->failed[cell]) LT_TRY(lt_chem_cell_rescue(chemistry, &chemistry->worker[0], cells, cell, counts));
        counts->steps += cells->steps[cell]; /* of the way that came to the end */
        counts->rejected += cells->rejected[cell];
    }
    return LT_OK;
}

lt_status lt_chemistry_integrate(lt_chemistry *chemistry, const lt_chem_cells *cells, lt_chem_counts *counts) {
    int32_t *own;
    lt_chem_cells copy = *cells;
    lt_chem_counts sum = {0};
    LT_TRY(lt_calloc(2 * (size_t)cells->n, sizeof *own, &own));
    lt_status status = integrate(chemistry, &copy, own, &sum);
    lt_free(own);
    if (counts) *counts = sum;
    return status;
}

void lt_chem_counts_add(lt_chem_counts *sum, const lt_chem_counts *one) {
    sum->steps += one->steps;
    sum->rejected += one->rejected;
    sum->smaller_steps += one->smaller_steps;
    sum->in_double += one->in_double;
    sum->rodas4 += one->rodas4;
}
