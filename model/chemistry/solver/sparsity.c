/* sparsity.c - Markowitz's order of elimination on the diagonal and the pattern of LU (Duff, Erisman and Reid, Direct
 * Methods for Sparse Matrices, 2nd ed. 2017, chapter 7). Diagonal pivots are enough: 1/(h g) - J of a kinetic system is
 * an M-matrix but for few entries. Rows and columns are sets of bits: a row takes up 64 entries of the pivot's at once,
 * for mechanisms of thousands of species. */
#include "model/chemistry/solver/sparsity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The matrix while it is eliminated, by species; each set has a bit for every species. */
typedef struct lt_elimination {
    int n;
    size_t words;       /* of a set */
    uint64_t *jacobian; /* [n][words] columns of a row, without the fill */
    uint64_t *row;      /* [n][words] columns of a row: the Jacobian's, the diagonal, and fill */
    uint64_t *column;   /* [n][words] rows of a column */
    uint64_t *left;     /* [words] species that are not eliminated */
    int *row_entries;   /* [n] off the diagonal, in columns that are left */
    int *column_entries;
} lt_elimination;

static void elimination_free(lt_elimination *e) {
    lt_free(e->jacobian);
    lt_free(e->row);
    lt_free(e->column);
    lt_free(e->left);
    lt_free(e->row_entries);
    lt_free(e->column_entries);
}

static lt_status elimination_create(int n, lt_elimination *e) {
    const size_t rows = (size_t)n, words = (rows + 63) / 64;
    *e = (lt_elimination){.n = n, .words = words};
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc(rows * words, sizeof(uint64_t), &e->jacobian), fail);
    LT_TRY_GOTO(status, lt_calloc(rows * words, sizeof(uint64_t), &e->row), fail);
    LT_TRY_GOTO(status, lt_calloc(rows * words, sizeof(uint64_t), &e->column), fail);
    LT_TRY_GOTO(status, lt_calloc(words, sizeof(uint64_t), &e->left), fail);
    LT_TRY_GOTO(status, lt_calloc(rows, sizeof(int), &e->row_entries), fail);
    LT_TRY_GOTO(status, lt_calloc(rows, sizeof(int), &e->column_entries), fail);
    return LT_OK;
fail:
    elimination_free(e);
    return status;
}

static void put(uint64_t *set, int member) {
    set[member / 64] |= UINT64_C(1) << member % 64;
}

static bool has(const uint64_t *set, int member) {
    return set[member / 64] >> member % 64 & 1;
}

/* The first member of a that is in b and from `from` on, -1: none. */
static int next_of_both(const lt_elimination *e, const uint64_t *a, const uint64_t *b, int from) {
    for (size_t w = (size_t)from / 64; w < e->words; w++) {
        uint64_t bits = a[w] & b[w];
        if (w == (size_t)from / 64) bits &= UINT64_MAX << from % 64;
        if (bits) return (int)(64 * w) + __builtin_ctzll(bits);
    }
    return -1;
}

/* A reaction makes the change of each species that it nets depend on each of its variable reactants. */
static void add_reaction(lt_elimination *e, const lt_reaction *reaction) {
    for (int a = 0; a < reaction->n_reactants + reaction->n_products; a++) {
        int species = a < reaction->n_reactants ? reaction->reactants[a].species
                                                : reaction->products[a - reaction->n_reactants].species;
        if (species >= e->n || lt_reaction_net(reaction, species) == 0.0) continue;
        for (int b = 0; b < reaction->n_reactants; b++) {
            int by = reaction->reactants[b].species;
            if (by < e->n) put(e->jacobian + (size_t)species * e->words, by);
        }
    }
}

static void add_entry(lt_elimination *e, int row, int column) {
    put(e->row + (size_t)row * e->words, column);
    put(e->column + (size_t)column * e->words, row);
    if (row == column) return;
    e->row_entries[row]++;
    e->column_entries[column]++;
}

static void read_mechanism(lt_elimination *e, const lt_mechanism *mechanism) {
    for (int r = 0; r < mechanism->n_reactions; r++) add_reaction(e, &mechanism->reactions[r]);
    for (int row = 0; row < e->n; row++) put(e->left, row);
    for (int row = 0; row < e->n; row++) {
        const uint64_t *of = e->jacobian + (size_t)row * e->words;
        for (int c = next_of_both(e, of, e->left, 0); c >= 0; c = next_of_both(e, of, e->left, c + 1))
            add_entry(e, row, c);
        if (!has(of, row)) add_entry(e, row, row);
    }
}

static int next_pivot(const lt_elimination *e) {
    int best = -1;
    long best_cost = 0;
    for (int s = 0; s < e->n; s++) {
        if (!has(e->left, s)) continue;
        long cost = (long)e->row_entries[s] * e->column_entries[s];
        if (best >= 0 && cost >= best_cost) continue;
        best = s;
        best_cost = cost;
    }
    return best;
}

/* What the pivot's row has more than this one, in columns that are left, is fill. */
static void fill_row(lt_elimination *e, int row, const uint64_t *of_pivot) {
    const uint64_t *own = e->row + (size_t)row * e->words;
    for (size_t w = 0; w < e->words; w++)
        for (uint64_t fill = of_pivot[w] & e->left[w] & ~own[w]; fill; fill &= fill - 1)
            add_entry(e, row, (int)(64 * w) + __builtin_ctzll(fill));
}

static void eliminate(lt_elimination *e, int pivot) {
    const uint64_t *columns = e->row + (size_t)pivot * e->words, *rows = e->column + (size_t)pivot * e->words;
    e->left[pivot / 64] &= ~(UINT64_C(1) << pivot % 64);
    for (int row = next_of_both(e, rows, e->left, 0); row >= 0; row = next_of_both(e, rows, e->left, row + 1)) {
        fill_row(e, row, columns);
        e->row_entries[row]--; /* its entry in the pivot's column counts no more */
    }
    for (int c = next_of_both(e, columns, e->left, 0); c >= 0; c = next_of_both(e, columns, e->left, c + 1))
        e->column_entries[c]--;
}

static lt_status write_pattern(const lt_elimination *e, lt_sparsity *s) {
    int n = e->n;
    for (size_t w = 0; w < (size_t)n * e->words; w++) s->n_lu += __builtin_popcountll(e->row[w]);
    LT_TRY(lt_calloc((size_t)s->n_lu, sizeof(int), &s->column));
    LT_TRY(lt_calloc((size_t)s->n_lu, sizeof(bool), &s->filled));
    int at = 0;
    for (int p = 0; p < n; p++) {
        const size_t row = (size_t)s->pivot[p] * e->words;
        s->row[p] = at;
        for (int q = 0; q < n; q++) {
            if (!has(e->row + row, s->pivot[q])) continue;
            const bool jacobian = has(e->jacobian + row, s->pivot[q]);
            if (p == q) s->diagonal[p] = at;
            s->column[at] = q;
            s->filled[at] = !jacobian;
            s->n_jacobian += jacobian;
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
    int low = s->row[p], high = s->row[p + 1]; /* columns rise */
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (s->column[middle] == q) return middle;
        if (s->column[middle] < q)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
