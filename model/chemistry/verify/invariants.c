/* invariants.c - what a mechanism cannot change, over a day of the interpreter in double.
 *
 * Linear invariants: all vectors w with w . S = 0 (counted.h). Elements: a reaction that does not balance is given a
 * counter of what it makes of N, S, Cl; the counters go through the solver with the rest, so that element less counter
 * is an invariant too, by which each reaction counts as the file has it. Clipping is taken off by its own budget.
 * Errors are relative to the sum of |w c|. Rosenbrock methods keep linear invariants; what is left is rounding. Carbon
 * is not conserved by a lumped mechanism: its change of the day is reported. Bound: project goal (1e-12). */
#include "model/chemistry/verify/counted.h"
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <string.h>

enum { CELLS = 8, MOST_ELEMENTS = 16 };

/* A cell before and after its day; made: what the reactions made of each element; change: less what clipping added. */
typedef struct day {
    int n;
    double *start, *end, *change, *clipped, *atol, *k;
} day;

static lt_status run_day(const lt_counted *c, lt_interpreter *interpreter, const lt_states *states, int cell, day *d) {
    const lt_rosenbrock *method;
    lt_ros_control control = lt_ros_control_default(LT_CHEM_RTOL);
    double step = 0.0;
    LT_TRY(lt_ros_method_find("ros3", &method));
    memset(d->end, 0, (size_t)c->mechanism.n_variable * sizeof *d->end);
    memset(d->clipped, 0, (size_t)c->mechanism.n_variable * sizeof *d->clipped);
    for (int r = 0; r < states->n_reactions; r++) d->k[r] = states->k[(ptrdiff_t)r * states->n + cell];
    for (int s = 0; s < d->n; s++) d->start[s] = d->end[s] = states->start[(ptrdiff_t)s * states->n + cell];
    for (int hour = 0; hour < 24; hour++) {
        lt_chem_result result;
        lt_interpreter_integrate(interpreter, method, &control, d->atol, d->k, NULL, 3600.0, step, d->end, d->clipped,
                                 &result);
        if (result.failed)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a day of chemistry failed", .where = c->plain->name,
                            .expected = "steps that pass", .found = lt_fmt("random cell %d", cell),
                            .todo = "report this");
        step = result.next_step;
    }
    for (int s = 0; s < c->mechanism.n_variable; s++)
        d->change[s] = d->end[s] - (s < d->n ? d->start[s] : 0.0) - d->clipped[s];
    return LT_OK;
}

/* w . change less made, relative to the sum of the sizes of w c. */
static double drift(const day *d, const double *w, double made_of_it) {
    double sum = -made_of_it, size = 0.0;
    for (int s = 0; s < d->n; s++) {
        sum += w[s] * d->change[s];
        size += fabs(w[s]) * fmax(d->start[s], d->end[s]);
    }
    return size > 0.0 ? fabs(sum) / size : 0.0;
}

typedef struct outcome {
    double linear, element[MOST_ELEMENTS], raw[MOST_ELEMENTS];
    int n_linear;
} outcome;

static lt_status run_days(const lt_counted *c, const double *w, const lt_states *states, day *d, outcome *out) {
    lt_interpreter *interpreter;
    lt_status status = LT_OK;
    LT_TRY(lt_interpreter_create(&c->mechanism, &interpreter));
    for (int cell = 0; cell < CELLS && status == LT_OK; cell++) {
        status = run_day(c, interpreter, states, cell, d);
        for (int i = 0; i < out->n_linear && status == LT_OK; i++)
            out->linear = fmax(out->linear, drift(d, w + (ptrdiff_t)i * d->n, 0.0));
        for (int e = 0; e < c->plain->n_elements && status == LT_OK; e++) {
            const double *atoms = c->atoms + (ptrdiff_t)e * d->n;
            out->element[e] = fmax(out->element[e], drift(d, atoms, d->change[d->n + e]));
            out->raw[e] = fmax(out->raw[e], drift(d, atoms, 0.0));
        }
    }
    lt_interpreter_free(interpreter);
    return status;
}

static lt_status report(lt_verify *verify, const lt_mechanism *m, const outcome *out) {
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "linear_invariants", .value = out->n_linear,
                         .sense = LT_FACT));
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "linear_invariants_relative_drift", .value = out->linear,
                         .bound = 1e-12, .source = "null space of the stoichiometry; project goal"));
    for (int e = 0; e < m->n_elements; e++) {
        bool carbon = strcmp(m->elements[e], "C") == 0;
        if (carbon)
            LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "C_relative_change_of_a_day", .value = out->raw[e],
                                 .sense = LT_FACT));
        LT_TRY(LT_VERIFY_ADD(verify, .test = m->name,
                             .metric = lt_fmt("%s_less_defects_relative_drift", m->elements[e]),
                             .value = out->element[e], .bound = 1e-12, .source = "the mechanism's own defects"));
    }
    return LT_OK;
}

static lt_status with_memory(lt_verify *verify, const lt_counted *c, const lt_states *states, const double *w,
                             outcome *out) {
    size_t n = (size_t)c->mechanism.n_variable, reactions = (size_t)c->mechanism.n_reactions;
    double *memory;
    LT_TRY(lt_calloc(5 * n + reactions, sizeof(double), &memory));
    day d = {.n = c->plain->n_variable,
             .start = memory,
             .end = memory + n,
             .change = memory + 2 * n,
             .clipped = memory + 3 * n,
             .atol = memory + 4 * n,
             .k = memory + 5 * n};
    for (size_t s = 0; s < n; s++) d.atol[s] = LT_CHEM_ATOL_PPB;
    lt_status status = run_days(c, w, states, &d, out);
    lt_free(memory);
    LT_TRY(status);
    return report(verify, c->plain, out);
}

static lt_status check(lt_verify *verify, const lt_mechanism *mechanism) {
    lt_counted c;
    outcome out = {0};
    double *w = NULL;
    lt_states *states = NULL;
    lt_status status;
    LT_TRY_GOTO(status, lt_counted_create(mechanism, &c), done);
    LT_TRY_GOTO(status, lt_null_space(mechanism, &w, &out.n_linear), done);
    LT_TRY_GOTO(status, lt_random_states(mechanism, CELLS, 21, &states), done);
    status = with_memory(verify, &c, states, w, &out);
done:
    lt_states_free(states);
    lt_free(w);
    lt_counted_free(&c);
    return status;
}

lt_status lt_verify_chemistry_invariants(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
