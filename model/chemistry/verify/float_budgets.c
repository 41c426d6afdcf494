/* float_budgets.c - what a mechanism cannot change, over a day of the solver as the grid will call it: generated code
 * in the build's type (float), the step kept between calls of ten minutes.
 *
 * Linear invariants and elements as in invariants.c. The day is summed up as the solver left it, so w . c of the end
 * less w . c of the start and less what clipping added is all rounding. What defective reactions made of an element is
 * not in the solver's answer: before each call the same state goes through the interpreter in double at rtol 1e-6 with
 * counters (counted.h). The call itself knows that amount to about 1e-4 of it (tolerances of methods.h; measured below
 * 1e-5), which the bound allows while defects are below 0.1 of the element: the rows *_defects_share. Relative to the
 * sum of |w c|. A cell at a time: errors of cells cannot cancel. Bound: project goal (1e-5 in float). */
#include "model/chemistry/verify/counted.h"
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "model/kernel/real.h"

#include <math.h>
#include <string.h>

enum { CELLS = 6, MOST_ELEMENTS = 16, CALLS = 144, CALL_S = 600 };

/* One cell's day. Rows: of the plain mechanism; counted: with the counters behind. */
typedef struct day {
    const lt_counted *counted;
    lt_chemistry *chemistry;
    lt_interpreter *interpreter; /* of the counted mechanism */
    lt_real *c, *k;
    double *k_double, *start, *clipped, *twin, *twin_clipped, *atol;
    double made[MOST_ELEMENTS]; /* ppb of each element, by defects */
    double step, twin_step;
    uint8_t failed;
} day;

typedef struct outcome {
    double linear, element[MOST_ELEMENTS], defects[MOST_ELEMENTS];
    double clipped; /* largest share of a species' burden that clipping added */
    int n_linear;
} outcome;

static bool has_defects(const lt_counted *counted, int element) {
    for (int r = 0; r < counted->plain->n_reactions; r++)
        if (fabs(lt_counted_made(counted, &counted->plain->reactions[r], element)) > 1e-12) return true;
    return false;
}

/* What the next call's reactions make of each element, from the state that it begins with. */
static lt_status count_defects(day *d) {
    const lt_rosenbrock *method;
    const lt_ros_control control = lt_ros_control_default(1e-6);
    const int n = d->counted->plain->n_variable;
    lt_chem_result result;
    LT_TRY(lt_ros_method_find("rodas4", &method));
    for (int s = 0; s < d->counted->mechanism.n_variable; s++) {
        d->twin[s] = s < n ? (double)d->c[s] : 0.0;
        d->twin_clipped[s] = 0.0; /* a counter that goes below 0 is clipped as all are */
    }
    lt_interpreter_integrate(d->interpreter, method, &control, d->atol, d->k_double, NULL, CALL_S, d->twin_step,
                             d->twin, d->twin_clipped, &result);
    if (result.failed)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "ten minutes of chemistry failed in double",
                        .where = d->counted->plain->name, .expected = "steps that pass", .found = "none",
                        .todo = "report this");
    d->twin_step = result.next_step;
    for (int e = 0; e < d->counted->plain->n_elements; e++) d->made[e] += d->twin[n + e] - d->twin_clipped[n + e];
    return LT_OK;
}

static lt_status run_day(day *d, const lt_states *states, int cell) {
    const lt_mechanism *m = d->counted->plain;
    for (int r = 0; r < m->n_reactions; r++) {
        d->k[r] = (lt_real)states->k[(ptrdiff_t)r * states->n + cell];
        d->k_double[r] = (double)d->k[r];
    }
    for (int s = 0; s < m->n_variable; s++) {
        d->c[s] = (lt_real)states->start[(ptrdiff_t)s * states->n + cell];
        d->start[s] = (double)d->c[s];
        d->clipped[s] = 0.0;
    }
    memset(d->made, 0, sizeof d->made);
    d->step = d->twin_step = 0.0;
    const lt_chem_cells cells = {.n = 1,
                                 .stride = 1,
                                 .seconds = CALL_S,
                                 .c = d->c,
                                 .k = d->k,
                                 .step = &d->step,
                                 .clipped = d->clipped,
                                 .failed = &d->failed};
    bool defects = false;
    for (int e = 0; e < m->n_elements; e++) defects |= has_defects(d->counted, e);
    for (int call = 0; call < CALLS; call++) {
        if (defects) LT_TRY(count_defects(d));
        LT_TRY(lt_chemistry_integrate(d->chemistry, &cells, NULL));
    }
    return LT_OK;
}

/* w . change less what clipping added and reactions made of it, and the size that it is relative to. */
static double drift(const day *d, const double *w, double made, double *size) {
    double sum = -made;
    *size = 0.0;
    for (int s = 0; s < d->counted->plain->n_variable; s++) {
        const double end = (double)d->c[s];
        sum += w[s] * (end - d->start[s] - d->clipped[s]);
        *size += fabs(w[s]) * fmax(d->start[s], end);
    }
    return *size > 0.0 ? fabs(sum) / *size : 0.0;
}

static void look_at(const day *d, const double *w, outcome *out) {
    const lt_mechanism *m = d->counted->plain;
    double size;
    for (int i = 0; i < out->n_linear; i++)
        out->linear = fmax(out->linear, drift(d, w + (ptrdiff_t)i * m->n_variable, 0.0, &size));
    for (int e = 0; e < m->n_elements; e++) {
        const double *atoms = d->counted->atoms + (ptrdiff_t)e * m->n_variable;
        out->element[e] = fmax(out->element[e], drift(d, atoms, d->made[e], &size));
        if (size > 0.0) out->defects[e] = fmax(out->defects[e], fabs(d->made[e]) / size);
    }
    double clipped = 0.0, burden = 0.0;
    for (int s = 0; s < m->n_variable; s++) {
        clipped += d->clipped[s];
        burden += (double)d->c[s];
    }
    out->clipped = fmax(out->clipped, clipped / burden);
}

static lt_status run_days(day *d, const double *w, const lt_states *states, outcome *out) {
    for (int cell = 0; cell < CELLS; cell++) {
        LT_TRY(run_day(d, states, cell));
        look_at(d, w, out);
    }
    return LT_OK;
}

static lt_status report(lt_verify *verify, const lt_mechanism *m, const outcome *out) {
    const char *scheme = sizeof(lt_real) == 4 ? "float" : "double";
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "linear_invariants_relative_drift", .scheme = scheme,
                         .value = out->linear, .bound = 1e-5,
                         .source = "null space of the stoichiometry; project goal"));
    for (int e = 0; e < m->n_elements; e++) {
        const char *element = m->elements[e];
        /* No small share, so reported: carbon is lumped, hydrogen and oxygen come from and go to water and air. */
        const bool reported = strlen(element) == 1 && strchr("CHO", *element);
        LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = lt_fmt("%s_less_defects_relative_drift", element),
                             .scheme = scheme, .value = out->element[e], .sense = reported ? LT_FACT : LT_AT_MOST,
                             .bound = 1e-5, .source = "the mechanism's own defects; project goal"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = lt_fmt("%s_defects_share", element), .scheme = scheme,
                             .value = out->defects[e], .sense = reported ? LT_FACT : LT_AT_MOST, .bound = 0.1,
                             .source = "what this suite assumes of them"));
    }
    return LT_VERIFY_ADD(verify, .test = m->name, .metric = "clipped_share_of_burden", .scheme = scheme,
                         .value = out->clipped, .sense = LT_FACT);
}

static lt_status with_solvers(day *d, const lt_mechanism *m, const double *w, const lt_states *states, outcome *out) {
    LT_TRY(lt_chemistry_create(m, &(lt_chem_setup){.threads = 1}, &d->chemistry));
    lt_status status = lt_interpreter_create(&d->counted->mechanism, &d->interpreter);
    if (status == LT_OK) status = run_days(d, w, states, out);
    lt_interpreter_free(d->interpreter);
    lt_chemistry_free(d->chemistry);
    return status;
}

static lt_status with_memory(const lt_counted *counted, const double *w, const lt_states *states, outcome *out) {
    const lt_mechanism *m = counted->plain;
    const size_t n = (size_t)counted->mechanism.n_variable, reactions = (size_t)m->n_reactions;
    double *memory;
    lt_real *real;
    LT_TRY(lt_calloc(5 * n + reactions, sizeof *memory, &memory));
    lt_status status = lt_calloc(n + reactions, sizeof *real, &real);
    if (status != LT_OK) {
        lt_free(memory);
        return status;
    }
    day d = {.counted = counted,
             .c = real,
             .k = real + n,
             .start = memory,
             .clipped = memory + n,
             .twin = memory + 2 * n,
             .atol = memory + 3 * n,
             .twin_clipped = memory + 4 * n,
             .k_double = memory + 5 * n};
    for (size_t s = 0; s < n; s++) d.atol[s] = 1e-8;
    status = with_solvers(&d, m, w, states, out);
    lt_free(memory);
    lt_free(real);
    return status;
}

static lt_status check(lt_verify *verify, const lt_mechanism *m) {
    lt_counted counted = {0};
    outcome out = {0};
    double *w = NULL;
    lt_states *states = NULL;
    lt_status status;
    if (!lt_chem_kernel_find(m)) return LT_OK; /* the interpreter is in double: invariants.c */
    LT_TRY_GOTO(status, lt_counted_create(m, &counted), done);
    LT_TRY_GOTO(status, lt_null_space(m, &w, &out.n_linear), done);
    LT_TRY_GOTO(status, lt_random_states(m, CELLS, 22, &states), done);
    LT_TRY_GOTO(status, with_memory(&counted, w, states, &out), done);
    status = report(verify, m, &out);
done:
    lt_states_free(states);
    lt_free(w);
    lt_counted_free(&counted);
    return status;
}

lt_status lt_verify_chemistry_float_budgets(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
