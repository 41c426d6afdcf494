/* sparsity.c - Markowitz's order of elimination on the diagonal and the pattern of LU (Duff, Erisman and Reid, Direct
 * Methods for Sparse Matrices, 2nd ed. 2017, chapter 7). Diagonal pivots are enough: 1/(h g) - J of a kinetic system is
 * an M-matrix but for few entries. Dense tables of n x n bytes: a mechanism has hundreds of species, not thousands. */
#include "model/chemistry/solver/sparsity.h"

#include <stdlib.h>
#include <string.h>

/* The matrix while it is eliminated, by species. */
typedef struct lt_elimination {
    int n;
    bool *entry;      /* [n * n] row, column: an entry of the Jacobian, the diagonal, or fill */
    bool *jacobian;   /* [n * n] without the fill */
    bool *done;       /* [n] */
    int *row_entries; /* [n] off the diagonal, in columns that are not done */
    int *column_entries;
} lt_elimination;

static void elimination_free(lt_elimination *e) {
    lt_free(e->entry);
    lt_free(e->jacobian);
    lt_free(e->done);
    lt_free(e->row_entries);
    lt_free(e->column_entries);
}

static lt_status elimination_create(int n, lt_elimination *e) {
    *e = (lt_elimination){.n = n};
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc((size_t)n * (size_t)n, sizeof(bool), &e->entry), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)n * (size_t)n, sizeof(bool), &e->jacobian), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)n, sizeof(bool), &e->done), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)n, sizeof(int), &e->row_entries), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)n, sizeof(int), &e->column_entries), fail);
    return LT_OK;
fail:
    elimination_free(e);
    return status;
}

/* A reaction makes the change of each species that it nets depend on each of its variable reactants. */
static void add_reaction(lt_elimination *e, const lt_reaction *reaction) {
    for (int a = 0; a < reaction->n_reactants + reaction->n_products; a++) {
        int species = a < reaction->n_reactants ? reaction->reactants[a].species
                                                : reaction->products[a - reaction->n_reactants].species;
        if (species >= e->n || lt_reaction_net(reaction, species) == 0.0) continue;
        for (int b = 0; b < reaction->n_reactants; b++) {
            int by = reaction->reactants[b].species;
            if (by < e->n) e->jacobian[(ptrdiff_t)species * e->n + by] = true;
        }
    }
}

static void add_entry(lt_elimination *e, int row, int column) {
    bool *entry = &e->entry[(ptrdiff_t)row * e->n + column];
    if (*entry) return;
    *entry = true;
    if (row == column) return;
    e->row_entries[row]++;
    e->column_entries[column]++;
}

static void read_mechanism(lt_elimination *e, const lt_mechanism *mechanism) {
    for (int r = 0; r < mechanism->n_reactions; r++) add_reaction(e, &mechanism->reactions[r]);
    for (int row = 0; row < e->n; row++) {
        for (int column = 0; column < e->n; column++)
            if (row == column || e->jacobian[(ptrdiff_t)row * e->n + column]) add_entry(e, row, column);
    }
}

static int next_pivot(const lt_elimination *e) {
    int best = -1;
    long best_cost = 0;
    for (int s = 0; s < e->n; s++) {
        if (e->done[s]) continue;
        long cost = (long)e->row_entries[s] * e->column_entries[s];
        if (best >= 0 && cost >= best_cost) continue;
        best = s;
        best_cost = cost;
    }
    return best;
}

static void eliminate(lt_elimination *e, int pivot) {
    e->done[pivot] = true;
    for (int row = 0; row < e->n; row++) {
        if (e->done[row] || !e->entry[(ptrdiff_t)row * e->n + pivot]) continue;
        for (int column = 0; column < e->n; column++)
            if (!e->done[column] && e->entry[(ptrdiff_t)pivot * e->n + column]) add_entry(e, row, column);
        e->row_entries[row]--; /* its entry in the pivot's column counts no more */
    }
    for (int column = 0; column < e->n; column++)
        if (!e->done[column] && e->entry[(ptrdiff_t)pivot * e->n + column]) e->column_entries[column]--;
}

static lt_status write_pattern(const lt_elimination *e, lt_sparsity *s) {
    int n = e->n;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)n * n; i++) s->n_lu += e->entry[i];
    LT_TRY(lt_calloc((size_t)s->n_lu, sizeof(int), &s->column));
    LT_TRY(lt_calloc((size_t)s->n_lu, sizeof(bool), &s->filled));
    int at = 0;
    for (int p = 0; p < n; p++) {
        s->row[p] = at;
        for (int q = 0; q < n; q++) {
            ptrdiff_t entry = (ptrdiff_t)s->pivot[p] * n + s->pivot[q];
            if (!e->entry[entry]) continue;
            if (p == q) s->diagonal[p] = at;
            s->column[at] = q;
            s->filled[at] = !e->jacobian[entry];
            s->n_jacobian += e->jacobian[entry];
            at++;
        }
    }
    s->row[n] = at;
    return LT_OK;
}

static bool has_reactant(const lt_reaction *reaction, int species) {
    for (int a = 0; a < reaction->n_reactants; a++)
        if (reaction->reactants[a].species == species) return true;
    return false;
}

static void tell_species(const lt_mechanism *mechanism, lt_sparsity *s) {
    for (int v = 0; v < s->n; v++) s->positive[v] = true;
    for (int r = 0; r < mechanism->n_reactions; r++) {
        const lt_reaction *reaction = &mechanism->reactions[r];
        for (int a = 0; a < reaction->n_reactants; a++) {
            int species = reaction->reactants[a].species;
            if (species < s->n) s->counted[species] = true;
        }
        for (int a = 0; a < reaction->n_products; a++) {
            int species = reaction->products[a].species;
            if (species < s->n && lt_reaction_net(reaction, species) < 0.0 && !has_reactant(reaction, species))
                s->positive[species] = false;
        }
    }
    for (int v = 0; v < s->n; v++) s->n_counted += s->counted[v];
}

static lt_status fill_in(const lt_mechanism *mechanism, lt_elimination *e, lt_sparsity *s) {
    LT_TRY(lt_calloc((size_t)s->n, sizeof(int), &s->pivot));
    LT_TRY(lt_calloc((size_t)s->n, sizeof(int), &s->place));
    LT_TRY(lt_calloc((size_t)s->n + 1, sizeof(int), &s->row));
    LT_TRY(lt_calloc((size_t)s->n, sizeof(int), &s->diagonal));
    LT_TRY(lt_calloc((size_t)s->n, sizeof(bool), &s->counted));
    LT_TRY(lt_calloc((size_t)s->n, sizeof(bool), &s->positive));
    tell_species(mechanism, s);
    read_mechanism(e, mechanism);
    for (int p = 0; p < s->n; p++) {
        s->pivot[p] = next_pivot(e);
        s->place[s->pivot[p]] = p;
        eliminate(e, s->pivot[p]);
    }
    return write_pattern(e, s);
}

lt_status lt_sparsity_create(const lt_mechanism *mechanism, lt_sparsity **out) {
    lt_elimination elimination;
    lt_sparsity *s;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->n = mechanism->n_variable;
    lt_status status = elimination_create(s->n, &elimination);
    if (status == LT_OK) {
        status = fill_in(mechanism, &elimination, s);
        elimination_free(&elimination);
    }
    if (status != LT_OK) {
        lt_sparsity_free(s);
        return status;
    }
    *out = s;
    return LT_OK;
}

void lt_sparsity_free(lt_sparsity *s) {
    if (!s) return;
    lt_free(s->pivot);
    lt_free(s->place);
    lt_free(s->row);
    lt_free(s->column);
    lt_free(s->diagonal);
    lt_free(s->filled);
    lt_free(s->counted);
    lt_free(s->positive);
    lt_free(s);
}

int lt_sparsity_entry(const lt_sparsity *s, int p, int q) {
    for (int at = s->row[p]; at < s->row[p + 1]; at++)
        if (s->column[at] == q) return at;
    return -1;
}
