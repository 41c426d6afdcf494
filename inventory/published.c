/* published.c - the table of published totals and what in the ledger answers to each. */
#include "inventory/published.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

static lt_status one_row(const lt_csv *t, long r, const int *c, lt_published *out) {
    snprintf(out->inventory, sizeof out->inventory, "%s", lt_csv_text(t, r, c[0]));
    snprintf(out->inventory_zh, sizeof out->inventory_zh, "%s", lt_csv_text(t, r, c[6]));
    long year;
    LT_TRY(lt_csv_long(t, r, c[1], &year));
    out->year = (int)year;
    snprintf(out->region, sizeof out->region, "%s", lt_csv_text(t, r, c[2]));
    snprintf(out->group, sizeof out->group, "%s", lt_csv_text(t, r, c[3]));
    out->pollutant = lt_pollutant_find(lt_csv_text(t, r, c[4]));
    if (out->pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_csv_where(t, r, c[4]),
                        .expected = "one of " LT_POLLUTANT_WORDS, .found = lt_csv_text(t, r, c[4]),
                        .todo = "correct the name");
    return lt_csv_double(t, r, c[5], &out->value_kt);
}

static lt_status read_rows(const lt_csv *t, lt_published_table *table) {
    static const char *const names[] = {"inventory", "year",     "region",       "group",
                                        "pollutant", "value_kt", "inventory_zh", NULL};
    int c[7];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_published), &table->rows));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(one_row(t, r, c, &table->rows[table->n++]));
    return LT_OK;
}

lt_status lt_published_read(const char *path, lt_published_table **out) {
    *out = NULL;
    lt_csv *csv = NULL;
    lt_published_table *table;
    LT_TRY(lt_calloc(1, sizeof *table, &table));
    lt_status status = lt_csv_read(path, &csv);
    if (status == LT_OK) status = read_rows(csv, table);
    lt_csv_free(csv);
    if (status != LT_OK) {
        lt_published_free(table);
        return status;
    }
    *out = table;
    return LT_OK;
}

void lt_published_free(lt_published_table *table) {
    if (!table) return;
    lt_free(table->rows);
    lt_free(table);
}

static bool in_group(const lt_published *row, const lt_sector *sector) {
    if (strcmp(row->group, "all") == 0) return !lt_sector_is_natural(sector);
    if (strcmp(row->group, "reported industry and power") == 0)
        return strcmp(sector->group, "power") == 0 || strcmp(sector->group, "industry") == 0;
    return strcmp(sector->group, row->group) == 0;
}

/* kt of one city, of the province if city is NULL. */
static double in_region(const lt_published *row, const char *city, const lt_ledger *ledger, const lt_sectors *sectors) {
    double sum = 0;
    for (int s = 0; s < sectors->n; s++) {
        double kt[LT_N_POLLUTANTS];
        if (!in_group(row, &sectors->items[s])) continue;
        lt_ledger_totals_kt(ledger, city, sectors->items[s].name, kt);
        sum += kt[row->pollutant];
    }
    return sum;
}

double lt_published_ours(const lt_published *row, const lt_ledger *ledger, const lt_sectors *sectors) {
    if (strcmp(row->region, "Liaoning") == 0) return in_region(row, NULL, ledger, sectors);
    double sum = 0;
    for (const char *at = row->region; *at;) {
        const size_t length = strcspn(at, "+");
        sum += in_region(row, lt_fmt("%.*s", (int)length, at), ledger, sectors);
        at += length + (at[length] == '+');
    }
    return sum;
}

int lt_published_base_year(int year) {
    return year < 2017 ? 2014 : 2020;
}

bool lt_published_far(double ours, double theirs) {
    return ours > 2 * theirs || ours < 0.5 * theirs;
}

struct lt_published_notes {
    lt_csv *table;
    int c[7];
};

lt_status lt_published_notes_read(const char *path, lt_published_notes **out) {
    static const char *const names[] = {"inventory", "year",    "region",  "group",
                                        "pollutant", "note_en", "note_zh", NULL};
    lt_published_notes *notes;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *notes, &notes));
    lt_status status = lt_csv_read(path, &notes->table);
    if (status == LT_OK) status = lt_csv_exactly(notes->table, names, notes->c);
    if (status != LT_OK) {
        lt_published_notes_free(notes);
        return status;
    }
    *out = notes;
    return LT_OK;
}

void lt_published_notes_free(lt_published_notes *notes) {
    if (!notes) return;
    lt_csv_free(notes->table);
    lt_free(notes);
}

const char *lt_published_note(const lt_published_notes *notes, const lt_published *row, bool chinese) {
    const int *c = notes->c;
    const char *year = lt_fmt("%d", row->year);
    const char *const texts[] = {row->inventory, year, row->region, row->group, lt_pollutant_names[row->pollutant]};
    const long r = lt_csv_first_fit(notes->table, c, texts, 5);
    return r < 0 ? NULL : lt_csv_text(notes->table, r, c[chinese ? 6 : 5]);
}
