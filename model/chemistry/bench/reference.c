#include "model/chemistry/bench/reference.h"

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

/* Tolerances of the reference; README.md has its distance from a given one. */
static const double rtol = 1e-7, atol_ppb = 1e-10;

typedef struct worker {
    const lt_mechanism *mechanism;
    const lt_rosenbrock *method;
    lt_states *states;
    double *atol;
} worker;

static lt_status cell_end(const worker *w, lt_interpreter *interpreter, int cell, double *c, double *k) {
    const lt_states *s = w->states;
    lt_ros_control control = lt_ros_control_default(rtol);
    lt_chem_result result = {0};
    control.most_steps = 1000000;
    for (int i = 0; i < s->n_variable; ++i) c[i] = s->start[(ptrdiff_t)i * s->n + cell];
    for (int r = 0; r < s->n_reactions; ++r) k[r] = s->k[(ptrdiff_t)r * s->n + cell];
    for (int pulse = 0; pulse < LT_STATES_PULSES; ++pulse) {
        for (int i = 0; i < s->n_variable; ++i) c[i] += s->pulse[(ptrdiff_t)i * s->n + cell];
        lt_interpreter_integrate(interpreter, w->method, &control, w->atol, k, NULL, LT_STATES_PULSE_S, 0.0, c, NULL,
                                 &result);
        if (result.failed)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "the reference of the benchmark fails",
                            .where = lt_fmt("cell %g", s->number[cell]), .expected = "an hour of Rodas4 at rtol 1e-7",
                            .found = lt_fmt("%d steps, then none that holds", result.steps));
    }
    for (int i = 0; i < s->n_variable; ++i) s->end[(ptrdiff_t)i * s->n + cell] = c[i];
    return LT_OK;
}

static lt_status all_ends(const worker *w) {
    const lt_states *s = w->states;
    lt_interpreter *interpreter = NULL;
    double *c;
    LT_TRY(lt_calloc((size_t)(s->n_variable + s->n_reactions), sizeof *c, &c));
    lt_status status = lt_interpreter_create(w->mechanism, &interpreter);
    for (int cell = 0; cell < s->n && status == LT_OK; ++cell)
        status = cell_end(w, interpreter, cell, c, c + s->n_variable);
    lt_interpreter_free(interpreter);
    lt_free(c);
    return status;
}

lt_status lt_bench_reference(const lt_mechanism *mechanism, lt_states *states) {
    worker w = {.mechanism = mechanism, .states = states};
    if (states->end) return LT_OK;
    LT_TRY(lt_ros_method_find("rodas4", &w.method));
    LT_TRY(lt_calloc((size_t)states->n_variable * (size_t)states->n, sizeof(double), &states->end));
    LT_TRY(lt_calloc((size_t)states->n_variable, sizeof *w.atol, &w.atol));
    for (int i = 0; i < states->n_variable; ++i) w.atol[i] = atol_ppb;
    const lt_status status = all_ends(&w);
    lt_free(w.atol);
    return status;
}
