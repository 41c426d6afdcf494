/* engines.c - generated code beside the interpreter, through the same hour: 24 random cells, six calls of ten minutes
 * with a pulse before each, Ros3 at the tolerances of methods.h. Both take the same steps, so that what differs is
 * rounding: 1e-10 for double (issue 7: kernels in double are those of a double build, and of the builds for tests). In
 * float every value carries 6e-8 and what the chemistry makes of it: a tenth of the tolerance is the bound. Beside it
 * the error of both against Rodas4 at rtol 1e-7 in double: rms 1e-4 (issue 7). Differences are relative to the larger
 * of the value and 1 ppt. Kernels of instruction sets that this processor lacks are left out; their bits are the same
 * (same_bits.c). */
#include "model/chemistry/verify/kernel_cells.h"
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <string.h>

enum { CELLS = 24, CALLS = 6, CALL_S = 600 };

/* Ends are [n_variable][CELLS]. */
typedef struct hour {
    const lt_mechanism *m;
    const lt_states *states;
    lt_interpreter *interpreter;
    double *same, *tight, *end; /* by the interpreter with the same settings, tight, by the kernel */
    double *c, *k, *atol;       /* of a cell */
} hour;

static lt_status cell_failed(const hour *h, int cell) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "an hour of chemistry failed", .where = h->m->name,
                    .expected = "steps that pass", .found = lt_fmt("random cell %d", cell), .todo = "report this");
}

static lt_status interpret(const hour *h, const char *method, double rtol, double atol_ppb, double *end) {
    const lt_rosenbrock *rosenbrock;
    const lt_ros_control control = lt_ros_control_default(rtol);
    LT_TRY(lt_ros_method_find(method, &rosenbrock));
    for (int s = 0; s < h->m->n_variable; s++) h->atol[s] = atol_ppb;
    for (int i = 0; i < CELLS; i++) {
        lt_chem_result result = {0};
        for (int r = 0; r < h->m->n_reactions; r++) h->k[r] = h->states->k[(ptrdiff_t)r * CELLS + i];
        for (int s = 0; s < h->m->n_variable; s++) h->c[s] = h->states->start[(ptrdiff_t)s * CELLS + i];
        for (int call = 0; call < CALLS; call++) {
            for (int s = 0; s < h->m->n_variable; s++) h->c[s] += h->states->pulse[(ptrdiff_t)s * CELLS + i];
            lt_interpreter_integrate(h->interpreter, rosenbrock, &control, h->atol, h->k, NULL, CALL_S,
                                     result.next_step, h->c, NULL, &result);
            if (result.failed) return cell_failed(h, i);
        }
        for (int s = 0; s < h->m->n_variable; s++) end[(ptrdiff_t)s * CELLS + i] = h->c[s];
    }
    return LT_OK;
}

static lt_status by_kernel(const hour *h, const lt_chem_kernel *kernel) {
    int ids[CELLS];
    lt_kernel_cells x;
    for (int i = 0; i < CELLS; i++) ids[i] = i;
    lt_status status = lt_kernel_cells_create(kernel, h->states, ids, CELLS, 0, &x);
    for (int call = 0; call < CALLS && status == LT_OK; call++) {
        lt_kernel_cells_pulse(&x, h->states, ids);
        status = lt_kernel_cells_integrate(&x, "ros3", LT_CHEM_RTOL, LT_CHEM_ATOL_PPB, CALL_S, NULL);
        for (int i = 0; i < CELLS && status == LT_OK; i++)
            if (x.failed[i]) status = cell_failed(h, i);
    }
    for (ptrdiff_t at = 0; at < (ptrdiff_t)h->m->n_variable * CELLS && status == LT_OK; at++)
        h->end[at] = lt_kernel_get(kernel, x.c, at);
    lt_kernel_cells_free(&x);
    return status;
}

/* Largest and rms difference. */
static void compare(const hour *h, const double *a, const double *b, double *most, double *rms) {
    const ptrdiff_t n = (ptrdiff_t)h->m->n_variable * CELLS;
    double sum = 0.0;
    *most = 0.0;
    for (ptrdiff_t at = 0; at < n; at++) {
        const double off = fabs(a[at] - b[at]) / fmax(fabs(b[at]), 1e-3);
        *most = fmax(*most, off);
        sum += off * off;
    }
    *rms = sqrt(sum / (double)n);
}

static lt_status report(lt_verify *verify, const hour *h, const lt_chem_kernel *kernel) {
    const bool in_float = kernel->real_bytes == 4;
    const char *scheme = lt_fmt("%.2s %s", kernel->isa, in_float ? "float" : "double");
    double most, rms;
    compare(h, h->end, h->same, &most, &rms);
    LT_TRY(LT_VERIFY_ADD(verify, .test = h->m->name, .metric = "generated_to_interpreter", .scheme = scheme,
                         .value = most, .bound = in_float ? 0.1 * LT_CHEM_RTOL : 1e-10,
                         .source = in_float ? "a tenth of the tolerance" : "project goal"));
    compare(h, h->end, h->tight, &most, &rms);
    LT_TRY(LT_VERIFY_ADD(verify, .test = h->m->name, .metric = "hour_rms_error", .scheme = scheme, .value = rms,
                         .bound = 1e-4, .source = "Rodas4, rtol 1e-7, double; project goal"));
    return LT_VERIFY_ADD(verify, .test = h->m->name, .metric = "hour_max_error", .scheme = scheme, .value = most,
                         .sense = LT_FACT);
}

static lt_status all_kernels(lt_verify *verify, const hour *h) {
    const lt_chem_kernel *kernel;
    LT_TRY(interpret(h, "ros3", LT_CHEM_RTOL, LT_CHEM_ATOL_PPB, h->same));
    LT_TRY(interpret(h, "rodas4", 1e-7, 1e-10, h->tight));
    for (int n = 0; (kernel = lt_chem_kernel_number(n)) != NULL; n++) {
        if (strcmp(kernel->mechanism, h->m->name) != 0 || !lt_chem_kernel_runs(kernel)) continue;
        LT_TRY(by_kernel(h, kernel));
        LT_TRY(report(verify, h, kernel));
    }
    return LT_OK;
}

static lt_status with_memory(lt_verify *verify, hour *h) {
    const size_t n = (size_t)h->m->n_variable, cells = CELLS;
    double *memory;
    LT_TRY(lt_calloc(3 * n * cells + 2 * n + (size_t)h->m->n_reactions, sizeof *memory, &memory));
    h->same = memory;
    h->tight = memory + n * cells;
    h->end = memory + 2 * n * cells;
    h->c = memory + 3 * n * cells;
    h->atol = h->c + n;
    h->k = h->atol + n;
    const lt_status status = all_kernels(verify, h);
    lt_free(memory);
    return status;
}

static lt_status check(lt_verify *verify, const lt_mechanism *m) {
    lt_states *states = NULL;
    hour h = {.m = m};
    if (!lt_chem_kernel_find(m)) return LT_OK;
    lt_status status = lt_random_states(m, CELLS, 43, &states);
    h.states = states;
    if (status == LT_OK) status = lt_interpreter_create(m, &h.interpreter);
    if (status == LT_OK) status = with_memory(verify, &h);
    lt_interpreter_free(h.interpreter);
    lt_states_free(states);
    return status;
}

lt_status lt_verify_chemistry_engines(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
