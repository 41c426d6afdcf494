/* library_tables.c - the tables of the library: documents, catalogue. */
#include "scenarios/library.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

static lt_status open_table(const char *file, lt_csv **out) {
    char path[1024];
    LT_TRY(lt_share_path(lt_fmt("scenarios/library/%s", file), path, sizeof path));
    return lt_csv_read(path, out);
}

static const char *const document_columns[] = {"id", "name_en", "name_zh", "base_year", "note", NULL};

/* documents.csv, for lt_csv_free, and the row of a document; -1: none. */
static lt_status find_document(const char *id, lt_csv **t, int c[5], long *row) {
    *row = -1;
    LT_TRY(open_table("documents.csv", t));
    LT_TRY(lt_csv_exactly(*t, document_columns, c));
    for (long r = 0; *row < 0 && r < lt_csv_rows(*t); r++)
        if (strcmp(lt_csv_text(*t, r, c[0]), id) == 0) *row = r;
    return LT_OK;
}

lt_status lt_library_document(const char *id, char **en, char **zh) {
    lt_csv *t = NULL;
    int c[5];
    long row;
    lt_status status = find_document(id, &t, c, &row);
    if (status == LT_OK && row >= 0) {
        *en = strdup(lt_csv_text(t, row, c[1]));
        *zh = strdup(lt_csv_text(t, row, c[2]));
        if (*en == NULL || *zh == NULL) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a title");
    }
    lt_csv_free(t);
    return status;
}

lt_status lt_library_document_year(const char *id, int *year) {
    lt_csv *t = NULL;
    int c[5];
    long row, value = 0;
    lt_status status = find_document(id, &t, c, &row);
    if (status == LT_OK && row >= 0) status = lt_csv_long(t, row, c[3], &value);
    *year = (int)value;
    lt_csv_free(t);
    return status;
}

const char *lt_library_document_hint(const char *id) {
    enum { MOST = 32 };
    char texts[MOST][16];
    const char *names[MOST];
    long n = 0;
    lt_csv *t;
    if (open_table("documents.csv", &t) != LT_OK) {
        lt_error_clear();
        return "give the document a name_en and a name_zh";
    }
    for (long r = 0; r < lt_csv_rows(t) && n < MOST; r++) {
        snprintf(texts[n], sizeof texts[n], "%s", lt_csv_text(t, r, 0));
        names[n] = texts[n];
        n++;
    }
    lt_csv_free(t);
    return lt_fmt("%s, or give it a name_en and a name_zh of its own", lt_did_you_mean(id, names, n));
}

static void put(char *out, size_t size, const lt_csv *t, long r, int column) {
    snprintf(out, size, "%s", lt_csv_text(t, r, column));
}

static lt_status read_row(const lt_csv *t, long r, const int *c, lt_catalogue *catalogue) {
    lt_catalogue_row *row = &catalogue->rows[r];
    put(row->row, sizeof row->row, t, r, c[0]);
    put(row->document, sizeof row->document, t, r, c[1]);
    put(row->clause, sizeof row->clause, t, r, c[2]);
    put(row->name_en, sizeof row->name_en, t, r, c[3]);
    put(row->name_zh, sizeof row->name_zh, t, r, c[4]);
    put(row->measures, sizeof row->measures, t, r, c[5]);
    put(row->reason, sizeof row->reason, t, r, c[6]);
    for (long k = 0; k < r; k++)
        if (strcmp(catalogue->rows[k].row, row->row) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a row of the catalogue stands twice",
                            .where = lt_csv_where(t, r, c[0]), .expected = "every row once", .found = row->row,
                            .todo = "remove one of them");
    if ((row->measures[0] == '\0') != (row->reason[0] == '\0')) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a row of the catalogue needs a measure, or a reason why it has none",
                    .where = lt_csv_where(t, r, c[5]), .expected = "one of the two",
                    .found = row->measures[0] ? "both" : "none of them", .todo = "correct the row");
}

lt_status lt_catalogue_read(lt_catalogue *out) {
    static const char *const names[] = {"row", "document", "clause", "name_en", "name_zh", "measures", "reason", NULL};
    lt_csv *t;
    int c[7];
    *out = (lt_catalogue){0};
    LT_TRY(open_table("catalogue.csv", &t));
    lt_status status = lt_csv_exactly(t, names, c);
    if (status == LT_OK) status = lt_calloc((size_t)lt_csv_rows(t), sizeof *out->rows, &out->rows);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) {
        status = read_row(t, r, c, out);
        out->n = r + 1;
    }
    lt_csv_free(t);
    if (status != LT_OK) lt_catalogue_free(out);
    return status;
}

void lt_catalogue_free(lt_catalogue *catalogue) {
    lt_free(catalogue->rows);
    *catalogue = (lt_catalogue){0};
}

bool lt_word_in(const char *list, const char *word) {
    const size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' ')) return true;
    return false;
}

bool lt_catalogue_has(const lt_catalogue_row *row, const char *id) {
    return lt_word_in(row->measures, id);
}

static lt_status read_tier(const lt_csv *t, long r, const int *c, lt_tier_words out[LT_N_TIERS]) {
    const enum lt_tier tier = lt_tier_find(lt_csv_text(t, r, c[0]));
    if (!tier)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown tier of an alert", .where = lt_csv_where(t, r, c[0]),
                        .expected = "yellow, orange or red", .found = lt_csv_text(t, r, c[0]),
                        .todo = "correct the name");
    put(out[tier].name_zh, sizeof out[tier].name_zh, t, r, c[1]);
    put(out[tier].pollutants, sizeof out[tier].pollutants, t, r, c[3]);
    return lt_csv_double(t, r, c[2], &out[tier].asked_percent);
}

lt_status lt_library_tiers(lt_tier_words out[LT_N_TIERS]) {
    static const char *const names[] = {"tier",   "name_zh",  "asked_percent", "pollutants", "document",
                                        "clause", "quote_zh", "mark",          NULL};
    lt_csv *t;
    int c[8];
    memset(out, 0, LT_N_TIERS * sizeof *out);
    LT_TRY(open_table("tiers.csv", &t));
    lt_status status = lt_csv_exactly(t, names, c);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) status = read_tier(t, r, c, out);
    lt_csv_free(t);
    return status;
}
