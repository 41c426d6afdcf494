/* species_table.c - reading the table of species (species_table.h). */
#include "model/chemistry/mechanism/species_table.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "base/texts.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

static const char *const table_file = "model/data/chemistry_species.csv";
static const char *const kinds[] = {"gas", "particle", "counter", "radical"}; /* lt_species_kind, then RADICAL */
enum { N_KINDS = sizeof kinds / sizeof *kinds, RADICAL = N_KINDS - 1 };

struct lt_species_table {
    int n_rows;
    lt_species_fact *rows;
    lt_texts *texts;
};

int lt_species_table_rows(const lt_species_table *table) {
    return table->n_rows;
}

const lt_species_fact *lt_species_table_row(const lt_species_table *table, int row) {
    return &table->rows[row];
}

const lt_species_fact *lt_species_table_find(const lt_species_table *table, const char *name) {
    for (int row = 0; row < table->n_rows; row++)
        if (strcasecmp(table->rows[row].name, name) == 0) return &table->rows[row];
    return NULL;
}

void lt_species_table_mark(const lt_species_table *table, lt_mechanism *mechanism) {
    for (int s = 0; s < mechanism->n_species; s++) {
        const lt_species_fact *fact = lt_species_table_find(table, mechanism->species[s].name);
        if (fact) mechanism->species[s].kind = fact->kind;
    }
    for (int r = 0; r < mechanism->n_reactions; r++) {
        lt_reaction *reaction = &mechanism->reactions[r];
        reaction->particle = false;
        for (int a = 0; a < reaction->n_reactants; a++)
            if (mechanism->species[reaction->reactants[a].species].kind == LT_SPECIES_PARTICLE)
                reaction->particle = true;
    }
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

enum { NAME, KIND, MOLAR_MASS, DOC_EN, DOC_ZH, SYNONYMS, MARK, SOURCE, N_COLUMNS };
static const char *const columns[] = {"name",     "kind", "molar_mass", "doc_en", "doc_zh",
                                      "synonyms", "mark", "source",     NULL};

/* A radical is a gas. */
static lt_status read_kind(const lt_csv *csv, long row, int column, lt_species_fact *out) {
    const char *text = lt_csv_text(csv, row, column);
    for (int k = 0; k < N_KINDS; k++) {
        if (strcmp(kinds[k], text)) continue;
        out->radical = k == RADICAL;
        out->kind = out->radical ? LT_SPECIES_GAS : (lt_species_kind)k;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown kind of species", .where = lt_csv_where(csv, row, column),
                    .expected = lt_one_of(kinds, N_KINDS), .found = text,
                    .todo = lt_did_you_mean(text, kinds, N_KINDS));
}

static lt_status read_row(const lt_csv *csv, const int *column, long row, lt_species_table *table) {
    lt_species_fact *fact = &table->rows[row];
    const char *name = lt_csv_text(csv, row, column[NAME]), *mark = lt_csv_text(csv, row, column[MARK]);
    if (!*name || lt_species_table_find(table, name))
        return LT_RAISE(LT_ERR_INPUT, .what = "a species without a name, or given twice",
                        .where = lt_csv_where(csv, row, column[NAME]), .expected = "one row for each species",
                        .found = name, .todo = "take one row away");
    if (strlen(mark) != 1 || !strchr("VSDRA", *mark))
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown mark", .where = lt_csv_where(csv, row, column[MARK]),
                        .expected = "one of V, S, D, R, A", .found = mark, .todo = "say where the number is from");
    LT_TRY(read_kind(csv, row, column[KIND], fact));
    LT_TRY(lt_csv_double(csv, row, column[MOLAR_MASS], &fact->molar_mass));
    if (!(fact->molar_mass > 0.0))
        return LT_RAISE(LT_ERR_INPUT, .what = "a molar mass is not positive",
                        .where = lt_csv_where(csv, row, column[MOLAR_MASS]), .expected = "g/mol, more than 0",
                        .found = lt_fmt("%g", fact->molar_mass), .todo = "correct it");
    LT_TRY(lt_texts_keep(table->texts, name, &fact->name));
    LT_TRY(lt_texts_keep(table->texts, lt_csv_text(csv, row, column[DOC_EN]), &fact->doc_en));
    LT_TRY(lt_texts_keep(table->texts, lt_csv_text(csv, row, column[DOC_ZH]), &fact->doc_zh));
    LT_TRY(lt_texts_keep(table->texts, lt_csv_text(csv, row, column[SYNONYMS]), &fact->synonyms));
    LT_TRY(lt_texts_keep(table->texts, lt_csv_text(csv, row, column[SOURCE]), &fact->source));
    fact->mark = *mark;
    table->n_rows++;
    return LT_OK;
}

static lt_status read_table(const lt_csv *csv, lt_species_table *table) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    const long n = lt_csv_rows(csv);
    LT_TRY(lt_calloc((size_t)n, sizeof *table->rows, &table->rows));
    LT_TRY(lt_texts_create(&table->texts));
    for (long row = 0; row < n; row++) LT_TRY(read_row(csv, column, row, table));
    return LT_OK;
}

lt_status lt_species_table_read_file(const char *path, lt_species_table **out) {
    lt_csv *csv = NULL;
    lt_species_table *table = NULL;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = lt_calloc(1, sizeof *table, &table);
    if (status == LT_OK) status = read_table(csv, table);
    lt_csv_free(csv);
    if (status == LT_OK)
        *out = table;
    else
        lt_species_table_free(table);
    return status;
}

lt_status lt_species_table_read(lt_species_table **out) {
    char path[PATH_MAX];
    LT_TRY(lt_share_path(table_file, path, sizeof path));
    return lt_species_table_read_file(path, out);
}

void lt_species_table_free(lt_species_table *table) {
    if (!table) return;
    lt_texts_free(table->texts);
    lt_free(table->rows);
    lt_free(table);
}
