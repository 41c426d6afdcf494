/* table_text.c - see table_text.h. */
#include "inventory/update/table_text.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct record {
    size_t begin, length; /* without its line end */
    int line;
    bool row; /* not a remark or an empty line */
} record;

typedef struct patch {
    int line, column;
    char *value;
} patch;

enum { MOST_ADDED = 64 };

struct lt_table_text {
    char *bytes;
    size_t size, start; /* start: behind a BOM */
    record *records;
    long n, capacity;
    long header;
    int columns; /* of the file */
    patch *patches;
    long n_patches, patch_capacity;
    char *added[MOST_ADDED];
    int n_added;
};

static lt_status out_of_memory(void) {
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a table");
}

/* A record ends at a line end outside quotes. */
static size_t record_length(const char *at, int *lines) {
    bool quoted = false;
    const char *s = at;
    for (; *s && (quoted || *s != '\n'); s++) {
        if (*s == '"') quoted = !quoted;
        *lines += *s == '\n';
    }
    return (size_t)(s - at);
}

static bool is_row(const char *at, size_t length) {
    if (length > 0 && at[0] == '#') return false;
    for (size_t k = 0; k < length; k++)
        if (!strchr(" \t\r", at[k])) return true;
    return false;
}

static lt_status push_record(lt_table_text *t, const record *r) {
    LT_TRY(lt_grow(&t->records, sizeof *t->records, t->n + 1, &t->capacity));
    t->records[t->n++] = *r;
    return LT_OK;
}

/* Begin and length of a cell of a record, blanks and quotes included; false: there is none. */
static bool find_cell(const char *at, size_t length, int column, size_t *begin, size_t *size) {
    bool quoted = false;
    int c = 0;
    *begin = 0;
    for (size_t k = 0; k <= length; k++) {
        const bool end = k == length || (at[k] == '\r' && k + 1 == length);
        if (end || (at[k] == ',' && !quoted)) {
            *size = k - *begin;
            if (c++ == column) return true;
            if (end) return false;
            *begin = k + 1;
        } else if (at[k] == '"') {
            quoted = !quoted;
        }
    }
    return false;
}

lt_status lt_table_text_read(const char *path, lt_table_text **out) {
    lt_table_text *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    t->header = -1;
    lt_status status = lt_path_read_text(path, &t->bytes);
    if (status == LT_OK) t->size = strlen(t->bytes);
    if (status == LT_OK && strncmp(t->bytes, "\xef\xbb\xbf", 3) == 0) t->start = 3;
    int line = 1;
    for (size_t at = t->start; status == LT_OK && at < t->size;) {
        record r = {.begin = at, .line = line};
        int more = 0;
        r.length = record_length(t->bytes + at, &more);
        r.row = is_row(t->bytes + at, r.length);
        if (r.row && t->header < 0) t->header = t->n;
        status = push_record(t, &r);
        at += r.length + 1;
        line += more + 1;
    }
    if (status == LT_OK && t->header >= 0) {
        const record *h = &t->records[t->header];
        size_t begin, size;
        while (find_cell(t->bytes + h->begin, h->length, t->columns, &begin, &size)) t->columns++;
        *out = t;
        return LT_OK;
    }
    lt_table_text_free(t);
    return status != LT_OK
               ? status
               : LT_RAISE(LT_ERR_INPUT, .what = "the table is empty", .where = path,
                          .expected = "a header line and rows", .found = "neither", .todo = "name the ledger");
}

void lt_table_text_free(lt_table_text *t) {
    if (!t) return;
    for (long k = 0; k < t->n_patches; k++) free(t->patches[k].value);
    for (int k = 0; k < t->n_added; k++) free(t->added[k]);
    lt_free(t->patches);
    lt_free(t->records);
    free(t->bytes);
    lt_free(t);
}

const char *lt_table_text_bytes(const lt_table_text *text) {
    return text->bytes;
}

static int compare_patches(const void *a, const void *b) {
    const patch *x = a, *y = b;
    return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
                              : (x->column > y->column) - (x->column < y->column);
}

static patch *find_patch(const lt_table_text *t, int line, int column) {
    const patch wanted = {.line = line, .column = column};
    return t->n_patches ? bsearch(&wanted, t->patches, (size_t)t->n_patches, sizeof *t->patches, compare_patches)
                        : NULL;
}

static const record *find_record(const lt_table_text *t, int line) {
    long low = 0, high = t->n - 1;
    while (low <= high) {
        const long middle = (low + high) / 2;
        if (t->records[middle].line == line) return &t->records[middle];
        if (t->records[middle].line < line)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return NULL;
}

lt_status lt_table_text_set(lt_table_text *t, int line, int column, const char *value) {
    const record *r = find_record(t, line);
    if (!r || !r->row || column < 0 || column >= t->columns + t->n_added)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "no such cell in a table", .found = lt_fmt("%d, %d", line, column));
    LT_TRY(lt_grow(&t->patches, sizeof *t->patches, t->n_patches + 1, &t->patch_capacity));
    char *copy = strdup(value);
    if (!copy) return out_of_memory();
    patch *have = find_patch(t, line, column);
    if (have) {
        free(have->value);
        have->value = copy;
        return LT_OK;
    }
    long at = t->n_patches++; /* kept in order: series mostly come in that of the table */
    const patch new_one = {line, column, copy};
    for (; at > 0 && compare_patches(&t->patches[at - 1], &new_one) > 0; at--) t->patches[at] = t->patches[at - 1];
    t->patches[at] = new_one;
    return LT_OK;
}

lt_status lt_table_text_add_column(lt_table_text *t, const char *name, int *out) {
    if (t->n_added == MOST_ADDED || !(t->added[t->n_added] = strdup(name))) return out_of_memory();
    *out = t->columns + t->n_added++;
    return LT_OK;
}

/* The cells of a touched row, each as it stood or as it was set; then the new columns. */
static void put_row(const lt_table_text *t, const record *r, FILE *out) {
    const char *bytes = t->bytes + r->begin;
    const bool carriage = r->length > 0 && bytes[r->length - 1] == '\r';
    for (int c = 0; c < t->columns + t->n_added; c++) {
        const patch *p = find_patch(t, r->line, c);
        size_t begin = 0, size = 0;
        if (c) fputc(',', out);
        if (p)
            lt_csv_put(out, p->value);
        else if (c >= t->columns && r == &t->records[t->header])
            lt_csv_put(out, t->added[c - t->columns]);
        else if (c < t->columns && find_cell(bytes, r->length, c, &begin, &size))
            fwrite(bytes + begin, 1, size, out);
    }
    if (carriage) fputc('\r', out);
}

static bool is_touched(const lt_table_text *t, const record *r, long *next) {
    while (*next < t->n_patches && t->patches[*next].line < r->line) ++*next;
    return r->row && (t->n_added > 0 || (*next < t->n_patches && t->patches[*next].line == r->line));
}

void lt_table_text_write(const lt_table_text *t, const char *head, FILE *out) {
    long next = 0;
    fwrite(t->bytes, 1, t->start, out);
    fputs(head, out);
    for (long k = 0; k < t->n; k++) {
        const record *r = &t->records[k];
        if (is_touched(t, r, &next))
            put_row(t, r, out);
        else
            fwrite(t->bytes + r->begin, 1, r->length, out);
        if (r->begin + r->length < t->size) fputc('\n', out);
    }
}
