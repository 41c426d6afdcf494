/* documents.c - see documents.h. */
#include "inventory/documents.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/factors.h"

#include <stdio.h>
#include <string.h>

int lt_documents_find(const lt_documents *documents, const char *id) {
    for (int k = 0; k < documents->n; k++)
        if (strcmp(documents->items[k].id, id) == 0) return k;
    return -1;
}

static lt_status one_document(const lt_csv *t, long r, const int *c, lt_documents *out) {
    lt_document *d = &out->items[out->n];
    const struct {
        char *text;
        size_t size;
    } members[] = {
        {d->id, sizeof d->id},           {d->title_zh, sizeof d->title_zh}, {d->title_en, sizeof d->title_en},
        {d->edition, sizeof d->edition}, {d->year, sizeof d->year},         {d->read, sizeof d->read},
        {d->mark, sizeof d->mark},       {d->note, sizeof d->note}};
    for (int k = 0; k < 8; k++) {
        const char *text = lt_csv_text(t, r, c[k]);
        if (strlen(text) >= members[k].size || (!text[0] && k < 3))
            return LT_RAISE(LT_ERR_INPUT, .what = "bad text of a document", .where = lt_csv_where(t, r, c[k]),
                            .expected = lt_fmt("%s%zu bytes at most", k < 3 ? "1 to " : "", members[k].size - 1),
                            .found = text[0] ? lt_fmt("\"%.60s\"", text) : "nothing", .todo = "correct the text");
        snprintf(members[k].text, members[k].size, "%s", text);
    }
    const int twin = lt_documents_find(out, d->id);
    if (twin >= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a document stands twice", .where = lt_csv_where(t, r, c[0]),
                        .expected = "every id once", .found = lt_fmt("\"%s\" again", d->id),
                        .todo = "remove one of the rows");
    out->ids[out->n++] = d->id;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, lt_documents *out) {
    static const char *const names[] = {"id", "title_zh", "title_en", "edition", "year", "read", "mark", "note", NULL};
    int c[8];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->items, &out->items));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *out->ids, &out->ids));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_document(t, r, c, out)));
    return LT_OK;
}

lt_status lt_documents_read_file(const char *path, lt_documents **out) {
    lt_csv *table = NULL;
    lt_documents *documents;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *documents, &documents));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, documents);
    lt_csv_free(table);
    if (status == LT_OK)
        *out = documents;
    else
        lt_documents_free(documents);
    return status;
}

lt_status lt_documents_read(lt_documents **out) {
    char path[512];
    *out = NULL;
    LT_TRY(lt_share_path("inventory/data/documents.csv", path, sizeof path));
    return lt_documents_read_file(path, out);
}

void lt_documents_free(lt_documents *documents) {
    if (!documents) return;
    lt_free(documents->items);
    lt_free(documents->ids);
    lt_free(documents);
}

/* Preferred ones first, then the table, then what it lacks. */
static int rank_of(const lt_documents *documents, const char *const *preferred, int n_preferred, const char *id) {
    for (int k = 0; k < n_preferred; k++)
        if (strcmp(preferred[k], id) == 0) return k;
    const int place = lt_documents_find(documents, id);
    return n_preferred + (place < 0 ? documents->n : place);
}

lt_status lt_documents_order(const lt_documents *documents, const char *const *preferred, int n_preferred,
                             const char *where, lt_factors *factors) {
    for (int k = 0; k < n_preferred; k++) {
        if (lt_documents_find(documents, preferred[k]) >= 0) continue;
        const char *near = lt_nearest_name(preferred[k], documents->ids, documents->n);
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown document of emission factors", .where = where,
                        .expected = "ids of inventory/data/documents.csv", .found = lt_fmt("\"%s\"", preferred[k]),
                        .todo = near ? lt_fmt("did you mean %s?", near) : "correct the id");
    }
    for (long k = 0; k < factors->n; k++)
        factors->rows[k].rank = rank_of(documents, preferred, n_preferred, factors->rows[k].document);
    return lt_factors_sort(factors);
}
