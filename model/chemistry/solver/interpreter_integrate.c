/* interpreter_integrate.c - a Rosenbrock method with embedded error control over one cell (rosenbrock.h, chem_step.h).
 *
 * What the box adds stands in f and in the Jacobian, so that a fast loss is as stable as a fast reaction. */
#include "model/chemistry/solver/interpreter_private.h"

#include "model/kernel/chem_step.h"

#include <math.h>
#include <string.h>

/* What one call integrates. */
typedef struct lt_cell_problem {
    lt_interpreter *i;
    const lt_rosenbrock *method;
    const lt_ros_control *control;
    const double *atol, *k;
    const lt_chem_forcing *forcing; /* or NULL */
} lt_cell_problem;

static bool held(const lt_chem_forcing *forcing, int species) {
    return forcing && forcing->held && forcing->held[species];
}

static void change(const lt_cell_problem *p, const double *c, double *f) {
    const lt_chem_forcing *forcing = p->forcing;
    lt_interpreter_fun(p->i, p->k, c, f);
    for (int s = 0; forcing && s < p->i->n; s++) {
        if (forcing->source) f[s] += forcing->source[s];
        if (forcing->loss) f[s] -= forcing->loss[s] * c[s];
        if (held(forcing, s)) f[s] = 0.0;
    }
}

static void jacobian(const lt_cell_problem *p, const double *c) {
    const lt_sparsity *s = p->i->sparsity;
    lt_interpreter_jacobian(p->i, p->k, c, p->i->jac);
    for (int row = 0; p->forcing && row < s->n; row++) {
        int species = s->pivot[row];
        if (p->forcing->loss) p->i->jac[s->diagonal[row]] -= p->forcing->loss[species];
        for (int at = s->row[row]; held(p->forcing, species) && at < s->row[row + 1]; at++) p->i->jac[at] = 0.0;
    }
}

/* 1/(h gamma) - J, factored. */
static void factor(const lt_cell_problem *p, double h) {
    const lt_sparsity *s = p->i->sparsity;
    double *matrix = p->i->matrix, shift = 1.0 / (h * p->method->gamma);
    for (int at = 0; at < s->n_lu; at++) matrix[at] = -p->i->jac[at];
    for (int row = 0; row < s->n; row++) matrix[s->diagonal[row]] += shift;
    lt_interpreter_factor(p->i, matrix);
}

/* y = x + sum of weight_j k_j over the first n stages. */
static void combine(const lt_interpreter *i, const double *x, const double *weight, int n, double *y) {
    for (int s = 0; s < i->n; s++) {
        double sum = x ? x[s] : 0.0;
        for (int j = 0; j < n; j++) sum += weight[j] * i->stage[j][s];
        y[s] = sum;
    }
}

/* A step of h from c: next and error of the interpreter. */
static void take_step(const lt_cell_problem *p, const double *c, double h) {
    lt_interpreter *i = p->i;
    const lt_rosenbrock *method = p->method;
    double inverse_h = 1.0 / h;
    factor(p, h);
    for (int stage = 0; stage < method->stages; stage++) {
        int pairs = stage * (stage - 1) / 2;
        if (method->new_f[stage]) {
            combine(i, c, method->a + pairs, stage, i->y);
            change(p, i->y, i->f);
        }
        double *k = i->stage[stage];
        combine(i, NULL, method->c + pairs, stage, k);
        for (int s = 0; s < i->n; s++) k[s] = held(p->forcing, s) ? 0.0 : i->f[s] + inverse_h * k[s];
        lt_interpreter_solve(i, i->matrix, k);
    }
    combine(i, c, method->m, method->stages, i->next);
    combine(i, NULL, method->e, method->stages, i->error);
}

static double mean_square(const lt_cell_problem *p, const double *c) {
    const lt_interpreter *i = p->i;
    const lt_sparsity *sparsity = i->sparsity;
    double sum = 0.0;
    for (int s = 0; s < i->n; s++) {
        if (!sparsity->counted[s]) continue;
        double size = fmax(fabs(c[s]), fabs(i->next[s]));
        double error = fabs(i->error[s]);
        if (sparsity->positive[s]) error = fmax(error, -i->next[s]);
        double scaled = error / (p->atol[s] + p->control->rtol * size);
        sum += scaled * scaled;
    }
    return sum / (sparsity->n_counted > 0 ? sparsity->n_counted : 1);
}

/* The accepted state without negative values. */
static void accept(lt_interpreter *i) {
    for (int s = 0; s < i->n; s++) {
        double value = i->next[s], cut = value < 0.0 ? -value : 0.0;
        i->cut[s] += cut;
        i->now[s] = value < 0.0 ? 0.0 : value;
    }
}

/* From the state `now`. out->next_step: given; on return the one to keep. */
static void integrate(const lt_cell_problem *p, double seconds, lt_chem_result *out) {
    const lt_ros_control *control = p->control;
    double left = seconds, given = out->next_step, wish = given > 0.0 ? given : control->first_step, first = 0.0;
    bool again = false;
    while (left > 0.0) {
        double h = lt_chem_step_try(wish, left);
        if (!again) jacobian(p, p->i->now);
        take_step(p, p->i->now, h);
        double square = mean_square(p, p->i->now);
        double scale = lt_chem_step_factor(control, p->method->error_order, square);
        bool accepted = square <= 1.0;
        if (accepted) {
            accept(p->i);
            left -= h;
            out->steps++;
            wish = lt_chem_step_accepted(wish, h, again && scale > 1.0 ? 1.0 : scale);
            if (out->steps == 1) first = wish;
        } else {
            out->rejected++;
            wish = h * scale;
        }
        again = !accepted;
        bool too_small = again && wish < control->least_step;
        bool too_many = left > 0.0 && out->steps + out->rejected >= control->most_steps;
        if (too_small || too_many) {
            out->failed = isfinite(square) ? 1 : 2;
            return;
        }
    }
    out->next_step = lt_chem_step_kept(given, first, wish);
}

void lt_interpreter_integrate(lt_interpreter *i, const lt_rosenbrock *method, const lt_ros_control *control,
                              const double *atol, const double *k, const lt_chem_forcing *forcing, double seconds,
                              double step, double *c, double *clipped, lt_chem_result *out) {
    const lt_cell_problem p = {.i = i, .method = method, .control = control, .atol = atol, .k = k, .forcing = forcing};
    *out = (lt_chem_result){.next_step = step};
    memcpy(i->now, c, (size_t)i->n * sizeof *c);
    memset(i->cut, 0, (size_t)i->n * sizeof *c);
    integrate(&p, seconds, out);
    if (out->failed) return;
    memcpy(c, i->now, (size_t)i->n * sizeof *c);
    for (int s = 0; clipped && s < i->n; s++) clipped[s] += i->cut[s];
}
