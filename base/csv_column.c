/* csv_column.c - columns by name and cells as numbers. */
#include "base/csv_private.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

int lt_csv_find(const lt_csv *table, const char *name) {
    for (int c = 0; c < lt_csv_columns(table); c++)
        if (strcmp(lt_csv_header(table, c), name) == 0) return c;
    return -1;
}

static bool is_among(const char *name, const char *const *names) {
    while (names && *names)
        if (strcmp(name, *names++) == 0) return true;
    return false;
}

/* The nearest header that is not itself wanted: of Na, Ca and Cl none is a slip for another. */
static lt_status missing(const lt_csv *table, const char *name, const char *const *wanted) {
    const char *names[64];
    int n = 0;
    for (int c = 0; c < lt_csv_columns(table) && n < 64; c++)
        if (!is_among(lt_csv_header(table, c), wanted)) names[n++] = lt_csv_header(table, c);
    const char *nearest = lt_nearest_name(name, names, n);
    return lt_csv_take_missing(
        table, name,
        LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the column %s is missing", name), .where = lt_csv_path(table),
                 .found = nearest ? lt_fmt("a column %s", nearest) : "no such column",
                 .todo = nearest ? lt_fmt("rename %s to %s", nearest, name) : lt_fmt("add a column %s", name),
                 .expected = lt_fmt("%s in the header line", name)));
}

lt_status lt_csv_column(const lt_csv *table, const char *name, int *out) {
    *out = lt_csv_find(table, name);
    return *out >= 0 ? LT_OK : missing(table, name, NULL);
}

lt_status lt_csv_all(const lt_csv *table, const char *const *names, int *columns) {
    for (int k = 0; names[k]; k++) {
        columns[k] = lt_csv_find(table, names[k]);
        if (columns[k] < 0) LT_TRY(missing(table, names[k], names));
    }
    return LT_OK;
}

lt_status lt_csv_only(const lt_csv *table, const char *const *allowed) {
    long n_allowed = 0;
    while (allowed[n_allowed]) n_allowed++;
    for (int c = 0; c < lt_csv_columns(table); c++) {
        const char *name = lt_csv_header(table, c);
        if (is_among(name, allowed)) continue;
        const char *nearest = lt_nearest_name(name, allowed, n_allowed);
        LT_TRY(lt_csv_take(table, LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown column %s", name),
                                           .where = lt_fmt("%s, column %d", lt_csv_path(table), c + 1),
                                           .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "remove it",
                                           .expected = "a column of this table (see the README of its folder)",
                                           .found = lt_fmt("\"%s\"", name))));
    }
    return LT_OK;
}

lt_status lt_csv_exactly(const lt_csv *table, const char *const *names, int *columns) {
    LT_TRY(lt_csv_only(table, names));
    return lt_csv_all(table, names, columns);
}

bool lt_csv_empty(const lt_csv *table, long row, int column) {
    return lt_csv_text(table, row, column)[0] == '\0';
}

/* Is it a number once the first of some signs is another? */
static bool reads_with(const char *text, const char *signs, char other) {
    char mended[64];
    double ignored;
    const size_t at = strcspn(text, signs);
    if (!text[at] || strlen(text) >= sizeof mended) return false;
    strcpy(mended, text);
    mended[at] = other;
    return lt_number_double(mended, &ignored);
}

/* A comma between thousands: 1,500 and 12,000.5 */
static bool has_thousands(const char *text) {
    const char *comma = strchr(text, ',');
    return comma && strspn(text, "0123456789,.") == strlen(text) && strspn(comma + 1, "0123456789") == 3;
}

const char *lt_csv_number_todo(const char *text) {
    if (strchr(text, '%')) return "write it without %, a share as 0.9 for 90 %";
    if (reads_with(text, "Dd", 'e')) return "write the exponent with E in place of D, as 1.5E-08";
    if (has_thousands(text)) return "write it without commas";
    if (reads_with(text, ",", '.')) return "write a point as decimal sign";
    return "fill in the number";
}

static lt_status cell_error(const lt_csv *table, long row, int column, const char *expected) {
    bool empty = lt_csv_empty(table, row, column);
    return LT_RAISE(LT_ERR_INPUT, .what = empty ? "an empty cell" : "not a number",
                    .where = lt_csv_where(table, row, column), .expected = expected,
                    .found = empty ? "nothing" : lt_fmt("\"%s\"", lt_csv_text(table, row, column)),
                    .todo = lt_csv_number_todo(lt_csv_text(table, row, column)));
}

lt_status lt_csv_double(const lt_csv *table, long row, int column, double *out) {
    if (lt_number_double(lt_csv_text(table, row, column), out)) return LT_OK;
    if (lt_csv_judged(table)) *out = NAN;
    if (column < 0) return LT_OK; /* said when the column was looked for */
    return lt_csv_take_cell(table, row, column,
                            cell_error(table, row, column, "a finite number with a decimal point, e.g. 1.5 or 2e3"));
}

lt_status lt_csv_long(const lt_csv *table, long row, int column, long *out) {
    if (lt_number_long(lt_csv_text(table, row, column), out)) return LT_OK;
    return cell_error(table, row, column, "a whole number, e.g. 42");
}
