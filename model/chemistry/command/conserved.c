/* conserved.c - which sums of species no reaction changes: the vectors x with sum_s x_s N_sr = 0 for every reaction r,
 * N the net stoichiometry of the variable species. Rows of reactions are brought to reduced echelon form (partial
 * pivots); each species without a pivot gives one vector. What is below 1e-9 is rounding: coefficients of reactions lie
 * between 1e-4 and 10. */
#include "model/chemistry/command/facts.h"

#include <math.h>

enum { MOST_SPECIES = 1500 }; /* n2 reactions: seconds beyond it */
static const double rounding = 1e-9;

typedef struct matrix {
    int n_rows, n_columns;
    double *x;      /* [n_rows][n_columns] */
    int *pivot_row; /* [n_columns], -1: none */
} matrix;

static double *row_of(const matrix *a, int row) {
    return a->x + (size_t)row * (size_t)a->n_columns;
}

static void swap_rows(matrix *a, int p, int q) {
    for (int c = 0; c < a->n_columns && p != q; c++) {
        const double kept = row_of(a, p)[c];
        row_of(a, p)[c] = row_of(a, q)[c];
        row_of(a, q)[c] = kept;
    }
}

static void clear_column(matrix *a, int row, int column) {
    const double pivot = row_of(a, row)[column];
    for (int c = 0; c < a->n_columns; c++) row_of(a, row)[c] /= pivot;
    for (int r = 0; r < a->n_rows; r++) {
        double *other = row_of(a, r);
        const double factor = other[column];
        if (r == row || factor == 0) continue;
        for (int c = 0; c < a->n_columns; c++) {
            other[c] -= factor * row_of(a, row)[c];
            if (fabs(other[c]) < rounding) other[c] = 0;
        }
    }
}

static void reduce(matrix *a) {
    int done = 0;
    for (int column = 0; column < a->n_columns; column++) {
        int best = done;
        a->pivot_row[column] = -1;
        for (int r = done; r < a->n_rows; r++)
            if (fabs(row_of(a, r)[column]) > fabs(row_of(a, best)[column])) best = r;
        if (done == a->n_rows || fabs(row_of(a, best)[column]) < rounding) continue;
        swap_rows(a, done, best);
        clear_column(a, done, column);
        a->pivot_row[column] = done++;
    }
}

/* Columns stand from the last species to the first, so that the first species of a sum has the coefficient 1. */
static int column_of(const matrix *a, int species) {
    return a->n_columns - 1 - species;
}

static void fill(matrix *a, const lt_mechanism *m) {
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        for (int k = 0; k < reaction->n_products; k++)
            if (reaction->products[k].species < m->n_variable)
                row_of(a, r)[column_of(a, reaction->products[k].species)] += reaction->products[k].coefficient;
        for (int k = 0; k < reaction->n_reactants; k++)
            if (reaction->reactants[k].species < m->n_variable)
                row_of(a, r)[column_of(a, reaction->reactants[k].species)] -= reaction->reactants[k].coefficient;
    }
}

static lt_status take_vector(const matrix *a, int free_column, lt_conserved *out) {
    LT_TRY(lt_calloc((size_t)a->n_columns, sizeof *out->terms, &out->terms));
    for (int s = 0; s < a->n_columns; s++) {
        const int c = column_of(a, s), row = a->pivot_row[c];
        const double x = c == free_column ? 1 : row < 0 ? 0 : -row_of(a, row)[free_column];
        if (x != 0) out->terms[out->n++] = (lt_mech_term){s, x};
    }
    return LT_OK;
}

static lt_status take_vectors(const matrix *a, int *n, lt_conserved **out) {
    int n_free = 0;
    for (int c = 0; c < a->n_columns; c++) n_free += a->pivot_row[c] < 0;
    LT_TRY(lt_calloc((size_t)n_free, sizeof **out, out));
    for (int s = 0; s < a->n_columns; s++)
        if (a->pivot_row[column_of(a, s)] < 0) LT_TRY(take_vector(a, column_of(a, s), &(*out)[(*n)++]));
    return LT_OK;
}

lt_status lt_mech_conserved(const lt_mechanism *mechanism, int *n, lt_conserved **out) {
    matrix a = {.n_rows = mechanism->n_reactions, .n_columns = mechanism->n_variable};
    *n = 0;
    *out = NULL;
    if (a.n_columns > MOST_SPECIES) {
        *n = -1;
        return LT_OK;
    }
    lt_status status = lt_calloc((size_t)a.n_rows * (size_t)a.n_columns, sizeof *a.x, &a.x);
    if (status == LT_OK) status = lt_calloc((size_t)a.n_columns, sizeof *a.pivot_row, &a.pivot_row);
    if (status == LT_OK) {
        fill(&a, mechanism);
        reduce(&a);
        status = take_vectors(&a, n, out);
    }
    lt_free(a.x);
    lt_free(a.pivot_row);
    return status;
}
