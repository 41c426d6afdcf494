/* coverage.c - see coverage.h. */
#include "scenarios/coverage.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

/* One ledger a base year, read once; every measure leaves it as it was. */
enum { MOST_YEARS = 8 };
typedef struct ledgers {
    int year[MOST_YEARS];
    lt_ledger *ledger[MOST_YEARS];
    int n;
} ledgers;

static void free_ledgers(ledgers *all) {
    for (int k = 0; k < all->n; k++) lt_ledger_free(all->ledger[k]);
}

static lt_status ledger_of(ledgers *all, int year, lt_ledger **out) {
    for (int k = 0; k < all->n; k++)
        if (all->year[k] == year) {
            *out = all->ledger[k];
            return LT_OK;
        }
    if (all->n == MOST_YEARS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many base years", .where = "scenarios/library/documents.csv",
                        .expected = lt_fmt("%d at most", MOST_YEARS), .found = lt_fmt("%d too", year),
                        .todo = "give documents of near years the same one");
    LT_TRY(lt_ledger_read(NULL, year, out));
    all->year[all->n] = year;
    all->ledger[all->n++] = *out;
    return LT_OK;
}

/* The earliest of its documents: its date would stand before the base year of a later one. */
static lt_status year_of(const lt_measure *measure, int *out) {
    const lt_document *rows = measure->documents.items;
    *out = 0;
    for (long d = 0; d < measure->documents.n; d++) {
        int year;
        LT_TRY(lt_library_document_year(rows[d].id, &year));
        if (year > 0 && (*out == 0 || year < *out)) *out = year;
    }
    return LT_OK;
}

static void sum_up(const lt_changes *changes, lt_coverage_row *row) {
    for (long n = 0; n < changes->n; n++) {
        const lt_change *c = &changes->rows[n];
        row->records += c->previous < 0;
        const bool moved = !c->made && strcmp(c->before.calendar, c->after.calendar) != 0;
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            const double before = c->made ? 0 : lt_source_quantity_kg(&c->before, q),
                         after = lt_source_quantity_kg(&c->after, q);
            row->change[q] += 1e-6 * (after - before);
            if (moved) row->moved[q] += 1e-6 * after;
        }
    }
}

static lt_status act(ledgers *all, const lt_package *package, lt_coverage_row *row) {
    lt_ledger *ledger;
    lt_changes changes = {0};
    LT_TRY(year_of(package->measures[0], &row->base_year));
    LT_TRY(ledger_of(all, row->base_year, &ledger));
    const long n = ledger->n;
    const lt_status status = lt_package_apply(package, ledger, &changes);
    if (status == LT_OK) sum_up(&changes, row);
    lt_changes_undo(&changes, 0, ledger, n);
    lt_changes_free(&changes);
    return status;
}

static lt_status add_row(lt_coverage *out, const lt_catalogue_row *of, lt_coverage_row **row) {
    LT_TRY(lt_grow(&out->rows, sizeof *out->rows, out->n + 1, &out->room));
    *row = &out->rows[out->n++];
    **row = (lt_coverage_row){.of = *of};
    return LT_OK;
}

/* A measure that another row has shown already does here what it did there. */
static lt_status add_measure(ledgers *all, lt_coverage *out, const lt_catalogue_row *of, const char *id) {
    lt_coverage_row *row;
    LT_TRY(add_row(out, of, &row));
    snprintf(row->measure, sizeof row->measure, "%s", id);
    for (long k = 0; k < out->n - 1; k++) {
        const lt_coverage_row *known = &out->rows[k];
        if (strcmp(known->measure, id) != 0) continue;
        row->base_year = known->base_year;
        row->records = known->records;
        memcpy(row->change, known->change, sizeof row->change);
        memcpy(row->moved, known->moved, sizeof row->moved);
        return LT_OK;
    }
    lt_package *package;
    LT_TRY(lt_package_read(id, &package));
    const lt_status status = act(all, package, row);
    lt_package_free(package);
    return status;
}

static lt_status add_catalogue(ledgers *all, const lt_catalogue *catalogue, lt_coverage *out) {
    lt_coverage_row *row;
    for (long r = 0; r < catalogue->n; r++) {
        char list[sizeof catalogue->rows[r].measures], *next = list;
        snprintf(list, sizeof list, "%s", catalogue->rows[r].measures);
        if (!list[0]) LT_TRY(add_row(out, &catalogue->rows[r], &row));
        for (const char *id; list[0] && (id = strsep(&next, " ")) != NULL;)
            if (id[0]) LT_TRY_CONTEXT(add_measure(all, out, &catalogue->rows[r], id), "row %s", catalogue->rows[r].row);
    }
    return LT_OK;
}

lt_status lt_coverage_make(lt_coverage *out) {
    lt_catalogue catalogue;
    ledgers all = {0};
    *out = (lt_coverage){0};
    LT_TRY(lt_catalogue_read(&catalogue));
    const lt_status status = add_catalogue(&all, &catalogue, out);
    lt_catalogue_free(&catalogue);
    free_ledgers(&all);
    if (status != LT_OK) lt_coverage_free(out);
    return status;
}

void lt_coverage_free(lt_coverage *coverage) {
    lt_free(coverage->rows);
    *coverage = (lt_coverage){0};
}

static void put_text(FILE *file, const char *text) {
    lt_csv_put(file, text);
    fputc(',', file);
}

/* Empty cells for a row that nothing models. */
static void put_values(FILE *file, const lt_coverage_row *row, const double values[LT_N_QUANTITIES]) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        fputc(',', file);
        if (row->measure[0]) fprintf(file, "%.6g", values[q] + 0.0);
    }
}

static void put_row(FILE *file, const lt_coverage_row *row) {
    put_text(file, row->of.row);
    put_text(file, row->of.document);
    put_text(file, row->of.clause);
    put_text(file, row->of.name_en);
    put_text(file, row->of.name_zh);
    put_text(file, row->measure);
    if (row->measure[0])
        fprintf(file, "%d,%ld", row->base_year, row->records);
    else
        fputc(',', file);
    put_values(file, row, row->change);
    put_values(file, row, row->moved);
    fputc(',', file);
    lt_csv_put(file, row->of.reason);
    fputc('\n', file);
}

lt_status lt_coverage_write_csv(const lt_coverage *coverage, lt_outdir *dir, const char *name) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    fputs("# Rows of the plan catalogue: the measures that model each with what they do alone to the ledger of "
          "base_year, kt a "
          "year (_moved: that much stands at other times of the year), or why none does\n"
          "row,document,clause,name_en,name_zh,measure,base_year,records",
          file);
    for (int q = 0; q < LT_N_QUANTITIES; q++) fprintf(file, ",%s_kt", lt_quantity_names[q]);
    for (int q = 0; q < LT_N_QUANTITIES; q++) fprintf(file, ",%s_moved_kt", lt_quantity_names[q]);
    fputs(",reason\n", file);
    for (long r = 0; r < coverage->n; r++) put_row(file, &coverage->rows[r]);
    return lt_outdir_commit_stream(dir, name, file);
}
