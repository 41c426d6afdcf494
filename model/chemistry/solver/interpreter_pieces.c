/* interpreter_pieces.c - rates, change, Jacobian, sparse LU and its solution, read off the flat lists. */
#include "model/chemistry/solver/interpreter_private.h"

#include <string.h>

/* k times the factors of reaction r, but for the one at position `without`. */
static double rate_of(const lt_interpreter *i, int r, double k, const double *c, int without) {
    double rate = k;
    for (int a = i->reactant_start[r]; a < i->reactant_start[r + 1]; a++)
        if (a != without) rate *= c[i->reactant[a]];
    return rate;
}

void lt_interpreter_reaction_rates(const lt_interpreter *i, const double *k, const double *c, double *rate) {
    for (int r = 0; r < i->n_reactions; r++) rate[r] = rate_of(i, r, k[r], c, -1);
}

void lt_interpreter_fun(const lt_interpreter *i, const double *k, const double *c, double *f) {
    memset(f, 0, (size_t)i->n * sizeof *f);
    for (int r = 0; r < i->n_reactions; r++) {
        double rate = rate_of(i, r, k[r], c, -1);
        for (int b = i->net_start[r]; b < i->net_start[r + 1]; b++) f[i->net_species[b]] += i->net[b] * rate;
    }
}

void lt_interpreter_jacobian(const lt_interpreter *i, const double *k, const double *c, double *jac) {
    memset(jac, 0, (size_t)i->sparsity->n_lu * sizeof *jac);
    for (int r = 0; r < i->n_reactions; r++) {
        const double *net = i->net + i->net_start[r];
        int n_net = i->net_start[r + 1] - i->net_start[r];
        for (int p = i->partial_start[r]; p < i->partial_start[r + 1]; p++) {
            const lt_flat_partial *partial = &i->partial[p];
            double derivative = rate_of(i, r, partial->power * k[r], c, partial->reactant);
            for (int b = 0; b < n_net; b++) jac[i->entry[partial->first + b]] += net[b] * derivative;
        }
    }
}

/* Row by row: the rows above are taken off in the order of their columns. */
void lt_interpreter_factor(const lt_interpreter *i, double *matrix) {
    const lt_sparsity *s = i->sparsity;
    for (int p = 0; p < s->n; p++) {
        for (int at = s->row[p]; at < s->row[p + 1]; at++) i->row[s->column[at]] = matrix[at];
        for (int at = s->row[p]; at < s->diagonal[p]; at++) {
            int q = s->column[at];
            double factor = i->row[q] * matrix[s->diagonal[q]];
            i->row[q] = factor;
            for (int b = s->diagonal[q] + 1; b < s->row[q + 1]; b++) i->row[s->column[b]] -= factor * matrix[b];
        }
        for (int at = s->row[p]; at < s->row[p + 1]; at++) matrix[at] = i->row[s->column[at]];
        matrix[s->diagonal[p]] = 1.0 / matrix[s->diagonal[p]];
    }
}

void lt_interpreter_solve(const lt_interpreter *i, const double *lu, double *x) {
    const lt_sparsity *s = i->sparsity;
    for (int p = 0; p < s->n; p++) {
        double sum = x[s->pivot[p]];
        for (int at = s->row[p]; at < s->diagonal[p]; at++) sum -= lu[at] * i->row[s->column[at]];
        i->row[p] = sum;
    }
    for (int p = s->n - 1; p >= 0; p--) {
        double sum = i->row[p];
        for (int at = s->diagonal[p] + 1; at < s->row[p + 1]; at++) sum -= lu[at] * i->row[s->column[at]];
        i->row[p] = sum * lu[s->diagonal[p]];
    }
    for (int p = 0; p < s->n; p++) x[s->pivot[p]] = i->row[p];
}
