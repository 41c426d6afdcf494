/* gas_table.c - reading the table of gases that deposit; effective Henry's law (gas_table.h). */
#include "model/deposition/gas_table.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "base/texts.h"

#include <limits.h>
#include <string.h>

static const char *const table_file = "model/data/deposition_gases.csv";
static const char *const ions[] = {"none", "acid", "acid2", "base"};
static const char *const fates[] = {"stays", "deposits"};

struct lt_gas_table {
    int n_rows;
    lt_gas_fact *rows;
    lt_texts *texts;
};

int lt_gas_table_rows(const lt_gas_table *table) {
    return table->n_rows;
}

const lt_gas_fact *lt_gas_table_row(const lt_gas_table *table, int row) {
    return &table->rows[row];
}

const lt_gas_fact *lt_gas_table_find(const lt_gas_table *table, const char *name) {
    for (int row = 0; row < table->n_rows; row++)
        if (strcmp(table->rows[row].name, name) == 0) return &table->rows[row];
    return NULL;
}

lt_status lt_gas_table_choose(const lt_gas_table *table, const char *const *names, int n, const lt_gas_fact **facts) {
    const char *missing = "";
    int n_missing = 0;
    for (int s = 0; s < n; s++) {
        facts[s] = lt_gas_table_find(table, names[s]);
        if (!facts[s]) missing = n_missing++ ? lt_fmt("%s, %s", missing, names[s]) : names[s];
    }
    if (n_missing == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "gases without numbers for deposition", .where = table_file,
                    .expected = "a row for each gas of the mechanism", .found = lt_fmt("none for %s", missing),
                    .todo = "add them, with sources; `like` takes those of another gas, fate `stays` none");
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

enum {
    NAME,
    FATE,
    LIKE,
    DIFFUSIVITY,
    DIFFUSIVITY_FROM,
    HENRY,
    HENRY_K,
    HENRY_FROM,
    ION,
    K1,
    K1_K,
    K2,
    K2_K,
    ALPHA,
    BETA,
    ALPHA_BETA_FROM,
    F0,
    F0_FROM,
    RETENTION,
    ICE,
    FROZEN_FROM,
    NOTE,
    N_COLUMNS
};
static const char *const columns[] = {"name",
                                      "fate",
                                      "like",
                                      "diffusivity",
                                      "diffusivity_from",
                                      "henry",
                                      "henry_K",
                                      "henry_from",
                                      "ion",
                                      "k1",
                                      "k1_K",
                                      "k2",
                                      "k2_K",
                                      "alpha",
                                      "beta",
                                      "alpha_beta_from",
                                      "f0",
                                      "f0_from",
                                      "retention",
                                      "ice",
                                      "frozen_from",
                                      "note",
                                      NULL};

/* Where a number goes and what it may be. */
static const struct number {
    int column, from; /* from: the column of its mark */
    size_t offset;
    double least, most;
} numbers[] = {
#define AT(member) offsetof(lt_gas_fact, member)
    {DIFFUSIVITY, DIFFUSIVITY_FROM, AT(diffusivity_cm2s), 0.01, 1.0},
    {HENRY, HENRY_FROM, AT(henry[0]), 1e-9, LT_GAS_MOST_SOLUBLE},
    {HENRY_K, HENRY_FROM, AT(henry[1]), -2e4, 2e4},
    {K1, HENRY_FROM, AT(k1[0]), 0.0, 1e9},
    {K1_K, HENRY_FROM, AT(k1[1]), -2e4, 2e4},
    {K2, HENRY_FROM, AT(k2[0]), 0.0, 1e9},
    {K2_K, HENRY_FROM, AT(k2[1]), -2e4, 2e4},
    {ALPHA, ALPHA_BETA_FROM, AT(alpha), 0.0, 10.0},
    {BETA, ALPHA_BETA_FROM, AT(beta), 0.0, 10.0},
    {F0, F0_FROM, AT(reactivity), 0.0, 1.0},
    {RETENTION, FROZEN_FROM, AT(retention), 0.0, 1.0},
    {ICE, FROZEN_FROM, AT(ice), 0.0, 1.0},
#undef AT
};
enum { N_NUMBERS = sizeof numbers / sizeof *numbers };

typedef struct reading {
    const lt_csv *csv;
    int column[N_COLUMNS];
    long row;
    lt_gas_table *table;
} reading;

static const char *cell(const reading *r, int column) {
    return lt_csv_text(r->csv, r->row, r->column[column]);
}

static lt_status bad(const reading *r, int column, const char *what, const char *expected, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(r->csv, r->row, r->column[column]),
                    .expected = expected, .found = lt_fmt("\"%s\"", cell(r, column)), .todo = todo);
}

static lt_status read_word(const reading *r, int column, const char *const *words, int n, int *out) {
    for (*out = 0; *out < n; ++*out)
        if (strcmp(words[*out], cell(r, column)) == 0) return LT_OK;
    return bad(r, column, "unknown word", lt_one_of(words, n), lt_did_you_mean(cell(r, column), words, n));
}

static lt_status read_number(const reading *r, const struct number *x, lt_gas_fact *fact) {
    double value;
    LT_TRY(lt_csv_double(r->csv, r->row, r->column[x->column], &value));
    if (!(value >= x->least && value <= x->most))
        return bad(r, x->column, "a number out of its bounds", lt_fmt("%g to %g", x->least, x->most), "correct it");
    const char *from = cell(r, x->from);
    if (!from[0] || !strchr("VSDRA", from[0]) || (from[1] && from[1] != ' '))
        return bad(r, x->from, "unknown mark", "V, S, D, R or A, then the source", "say where the number is from");
    memcpy((char *)fact + x->offset, &value, sizeof value);
    return LT_OK;
}

static lt_status read_fact(const reading *r, lt_gas_fact *fact) {
    int word;
    LT_TRY(read_word(r, FATE, fates, 2, &word));
    fact->deposits = word == 1;
    if (!fact->deposits) return LT_OK;
    if (!lt_csv_empty(r->csv, r->row, r->column[LIKE])) {
        const lt_gas_fact *other = lt_gas_table_find(r->table, cell(r, LIKE));
        if (!other || !other->deposits)
            return bad(r, LIKE, "a representative that the table does not have", "a gas of a row above that deposits",
                       "name one, or give numbers");
        const char *name = fact->name;
        *fact = *other;
        fact->name = name;
    }
    for (int x = 0; x < N_NUMBERS; x++) {
        const bool taken = !lt_csv_empty(r->csv, r->row, r->column[LIKE]);
        if (taken && lt_csv_empty(r->csv, r->row, r->column[numbers[x].column])) continue;
        LT_TRY(read_number(r, &numbers[x], fact));
    }
    if (lt_csv_empty(r->csv, r->row, r->column[ION])) return LT_OK;
    LT_TRY(read_word(r, ION, ions, LT_N_GAS_IONS, &word));
    fact->ion = (lt_gas_ion)word;
    if (fact->ion == LT_GAS_BASE && !(fact->k2[0] > 0.0))
        return bad(r, K2, "a base without the ion product of water", "more than 0", "give k2");
    return LT_OK;
}

static lt_status read_rows(reading *r) {
    lt_gas_table *table = r->table;
    const long n = lt_csv_rows(r->csv);
    LT_TRY(lt_csv_exactly(r->csv, columns, r->column));
    LT_TRY(lt_calloc((size_t)n, sizeof *table->rows, &table->rows));
    LT_TRY(lt_texts_create(&table->texts));
    for (r->row = 0; r->row < n; r->row++) {
        const char *name = cell(r, NAME);
        if (!*name || lt_gas_table_find(table, name))
            return bad(r, NAME, "a gas without a name, or given twice", "one row for each gas", "take one away");
        lt_gas_fact *fact = &table->rows[table->n_rows];
        LT_TRY(lt_texts_keep(table->texts, name, &fact->name));
        LT_TRY(read_fact(r, fact));
        table->n_rows++;
    }
    return LT_OK;
}

lt_status lt_gas_table_read_file(const char *path, lt_gas_table **out) {
    lt_csv *csv = NULL;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &csv));
    reading r = {.csv = csv};
    lt_status status = lt_calloc(1, sizeof *r.table, &r.table);
    if (status == LT_OK) status = read_rows(&r);
    lt_csv_free(csv);
    if (status == LT_OK)
        *out = r.table;
    else
        lt_gas_table_free(r.table);
    return status;
}

lt_status lt_gas_table_read(lt_gas_table **out) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(table_file, path, sizeof path));
    return lt_gas_table_read_file(path, out);
}

void lt_gas_table_free(lt_gas_table *table) {
    if (!table) return;
    lt_texts_free(table->texts);
    lt_free(table->rows);
    lt_free(table);
}
