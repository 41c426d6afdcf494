/* series.c - what all kinds of series share: which kind a table is, which rows it means, which year. */
#include "inventory/update/update.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const lt_series *const kinds[] = {
#define LT_SERIES_ENTRY(name) &lt_series_##name,
    LT_SERIES_LIST(LT_SERIES_ENTRY)
#undef LT_SERIES_ENTRY
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

lt_status lt_update_change(lt_update *update, long row, lt_row_change **out) {
    if (!update->of_row) LT_TRY(lt_calloc((size_t)update->ledger->n, sizeof *update->of_row, &update->of_row));
    if (update->of_row[row]) {
        *out = &update->changes[update->of_row[row] - 1];
        return LT_OK;
    }
    LT_TRY(lt_grow(&update->changes, sizeof *update->changes, update->n + 1, &update->capacity));
    lt_row_change *change = &update->changes[update->n++];
    update->of_row[row] = update->n;
    *change = (lt_row_change){.row = row, .activity = NAN, .weekday = {NAN}};
    for (int p = 0; p < LT_N_POLLUTANTS; p++) change->emission_kg[p] = NAN;
    *out = change;
    return LT_OK;
}

enum { N_SELECTORS = 5 };
static const char *const selectors[N_SELECTORS] = {"id", "region", "sector", "process", "technology"};

static bool fits(const lt_source *s, const char *const *wanted) {
    const char *const have[N_SELECTORS] = {s->id, s->region, s->sector, s->process, s->technology};
    for (int k = 0; k < N_SELECTORS; k++)
        if (wanted[k][0] && strcmp(wanted[k], have[k]) != 0) return false;
    return true;
}

static lt_status none_fits(const lt_update *update, const lt_csv *t, long r, const char *const *wanted) {
    const int column = lt_csv_find(t, wanted[0][0] ? "id" : "process");
    const char *near = NULL;
    if (wanted[0][0]) {
        const char **ids;
        LT_TRY(lt_calloc((size_t)update->ledger->n, sizeof *ids, &ids));
        for (long k = 0; k < update->ledger->n; k++) ids[k] = update->ledger->sources[k].id;
        near = lt_nearest_name(wanted[0], ids, update->ledger->n);
        lt_free(ids);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "no row of the ledger fits", .where = lt_csv_where(t, r, column),
                    .expected = "the id of a row, or a region, sector, process and technology that one has",
                    .found = wanted[0][0] ? lt_fmt("\"%s\"", wanted[0])
                                          : lt_fmt("%s %s %s %s", wanted[1], wanted[2], wanted[3], wanted[4]),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "correct the names");
}

lt_status lt_update_select(const lt_update *update, const lt_csv *t, long r, long **rows, long *n) {
    const lt_ledger *ledger = update->ledger;
    const char *wanted[N_SELECTORS];
    bool any = false;
    *n = 0;
    for (int k = 0; k < N_SELECTORS; k++) {
        wanted[k] = lt_csv_text(t, r, lt_csv_find(t, selectors[k]));
        any = any || wanted[k][0];
    }
    if (!any)
        return LT_RAISE(LT_ERR_INPUT, .what = "a row of the series names no source", .where = lt_csv_where(t, r, -1),
                        .expected = "id, or some of region, sector, process, technology", .found = "nothing",
                        .todo = "name what the numbers belong to");
    LT_TRY(lt_calloc(wanted[0][0] ? 1 : (size_t)ledger->n, sizeof **rows, rows));
    if (wanted[0][0]) {
        const lt_source *s = lt_ledger_find(ledger, wanted[0]);
        if (s && fits(s, wanted)) (*rows)[(*n)++] = s - ledger->sources;
    } else {
        for (long k = 0; k < ledger->n; k++)
            if (fits(&ledger->sources[k], wanted)) (*rows)[(*n)++] = k;
    }
    lt_status status = *n ? LT_OK : none_fits(update, t, r, wanted);
    for (long k = 0; k < *n && status == LT_OK; k++) {
        const lt_source *s = &ledger->sources[(*rows)[k]];
        if (!s->origin || !s->origin[0]) continue;
        status = LT_RAISE(LT_ERR_INPUT, .what = "this row is a share of a row of the whole province",
                          .where = lt_csv_where(t, r, -1), .expected = "a row that stands in the table itself",
                          .found = lt_fmt("%s, a share of %s", s->id, s->origin),
                          .todo = "write the row out by cities first (lantian inventory list)");
    }
    if (status != LT_OK) {
        lt_free(*rows);
        *rows = NULL;
    }
    return status;
}

lt_status lt_update_year(lt_update *update, const lt_csv *t, long r, int column, long year) {
    if (update->year == 0) update->year = (int)year;
    if (update->year == (int)year) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a series of two years", .where = lt_csv_where(t, r, column),
                    .expected = lt_fmt("%d, as in the rows before", update->year), .found = lt_fmt("%ld", year),
                    .todo = "give a table a year");
}

static int compare_rows(const void *a, const void *b) {
    const lt_row_change *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

lt_status lt_update_read(const char *series_path, lt_update *update) {
    lt_csv *table;
    LT_TRY(lt_csv_read(series_path, &table));
    const lt_series *kind = NULL;
    for (int k = 0; k < N_KINDS; k++)
        if (lt_csv_find(table, kinds[k]->key) >= 0) kind = kinds[k];
    lt_status status = LT_OK;
    if (!kind)
        status = LT_RAISE(LT_ERR_INPUT, .what = "no kind of series that Lantian knows", .where = series_path,
                          .expected = "a column m01 (monthly), time_local (cems) or electricity_kWh (electricity)",
                          .found = lt_fmt("columns %s ...", lt_csv_header(table, 0)),
                          .todo = "see inventory/update/README.md");
    else if (lt_csv_rows(table) == 0)
        status = LT_RAISE(LT_ERR_INPUT, .what = "the series has no rows", .where = series_path,
                          .expected = "at least one row", .found = "none", .todo = "add the numbers");
    else
        status = kind->read(table, update);
    if (update->n) qsort(update->changes, (size_t)update->n, sizeof *update->changes, compare_rows);
    lt_free(update->of_row); /* said of the order before */
    update->of_row = NULL;
    lt_csv_free(table);
    return status;
}

void lt_update_free(lt_update *update) {
    lt_free(update->changes);
    lt_free(update->of_row);
    update->of_row = NULL;
    update->changes = NULL;
    update->n = update->capacity = 0;
}
