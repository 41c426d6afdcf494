/* csv.c - tables in memory: one copy of the text, cut in place into cells. */
#include "base/csv.h"

#include "base/csv_private.h"
#include "base/outdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the reader stands. Cells are written back over the text: they never grow. */
typedef struct reader {
    lt_csv *table;
    char *at;
    int line;
    bool line_done; /* the last cell of the row has been read */
} reader;

static bool at_line_end(const char *at) {
    return *at == '\0' || *at == '\n' || (*at == '\r' && (at[1] == '\n' || at[1] == '\0'));
}

static void skip_line_end(reader *r) {
    if (*r->at == '\r') r->at++;
    if (*r->at == '\n') {
        r->at++;
        r->line++;
    }
}

static lt_status read_quoted(reader *r, int column, char **cell) {
    int opened = r->line;
    char *out = ++r->at;
    *cell = out;
    for (;;) {
        char c = *r->at;
        if (c == '\0')
            return LT_RAISE(LT_ERR_INPUT, .what = "a quoted cell does not end",
                            .where = lt_fmt("%s:%d, column %d", r->table->path, opened, column + 1),
                            .expected = "a closing quote", .found = "the end of the file", .todo = "close the quote");
        if (c == '"' && r->at[1] != '"') break;
        if (c == '"') r->at++;
        r->line += c == '\n';
        *out++ = *r->at++;
    }
    r->at++;
    r->at += strspn(r->at, " \t");
    if (*r->at != ',' && !at_line_end(r->at))
        return LT_RAISE(LT_ERR_INPUT, .what = "text after a closing quote",
                        .where = lt_fmt("%s:%d, column %d", r->table->path, r->line, column + 1),
                        .expected = "a comma or the end of the line", .found = lt_fmt("\"%.20s\"", r->at),
                        .todo = "write a quote inside a cell twice (\"\")");
    *out = '\0'; /* at the closing quote or before it: the delimiter stays */
    return LT_OK;
}

static lt_status read_plain(reader *r, int column, char **cell) {
    r->at += strspn(r->at, " \t");
    *cell = r->at;
    while (*r->at != ',' && !at_line_end(r->at)) {
        if (*r->at == '"')
            return LT_RAISE(LT_ERR_INPUT, .what = "a quote inside a cell that is not quoted",
                            .where = lt_fmt("%s:%d, column %d", r->table->path, r->line, column + 1),
                            .todo = "put the whole cell in quotes and write the quote inside twice (\"\")",
                            .expected = "no quote, or the whole cell in quotes", .found = lt_fmt("%.20s", *cell));
        r->at++;
    }
    return LT_OK;
}

/* One cell; *more says whether a comma follows. */
static lt_status read_cell(reader *r, int column, char **cell, bool *more) {
    char *start = r->at + strspn(r->at, " \t");
    bool quoted = *start == '"';
    if (quoted) r->at = start;
    LT_TRY(quoted ? read_quoted(r, column, cell) : read_plain(r, column, cell));
    char *end = r->at;
    *more = *end == ',';
    r->line_done = !*more;
    if (*more)
        r->at++;
    else
        skip_line_end(r);
    if (!quoted) {
        while (end > *cell && (end[-1] == ' ' || end[-1] == '\t')) end--;
        *end = '\0';
    }
    return LT_OK;
}

static lt_status grow(lt_csv *table) {
    const long n = table->n_rows + 2; /* the header, and one more */
    long room = table->capacity;
    LT_TRY_PLACE(lt_grow(&table->cells, (size_t)table->n_columns * sizeof *table->cells, n, &room), "%s", table->path);
    LT_TRY_PLACE(lt_grow(&table->lines, sizeof *table->lines, n, &table->capacity), "%s", table->path);
    return LT_OK;
}

static lt_status width_error(const lt_csv *table, int line, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a row of the wrong length", .where = lt_fmt("%s:%d", table->path, line),
                    .expected = lt_fmt("%d cells, as in the header", table->n_columns), .found = found,
                    .todo = "check for missing or extra commas; put text that holds a comma in quotes");
}

/* row -1 is the header. */
static lt_status read_row(reader *r, long row) {
    lt_csv *table = r->table;
    LT_TRY(grow(table));
    int line = r->line, n = 0;
    bool more = true;
    r->line_done = false;
    while (more) {
        char *cell;
        if (n == table->n_columns) return width_error(table, line, "more");
        LT_TRY(read_cell(r, n, &cell, &more));
        table->cells[(row + 1) * table->n_columns + n++] = cell;
    }
    if (n < table->n_columns) return width_error(table, line, lt_fmt("%d", n));
    table->lines[row + 1] = line;
    return LT_OK;
}

/* Under judgement a bad row is left out; the next one begins after its line. */
static lt_status leave_out(reader *r, int line, lt_status status) {
    lt_csv *table = r->table;
    lt_csv_left left = {.line = line};
    snprintf(left.what, sizeof left.what, "%s", lt_error_what());
    if (!table->leaves || status != LT_ERR_INPUT) LT_TRY(lt_csv_take(table, status));
    LT_TRY_PLACE(lt_grow(&table->left, sizeof *table->left, table->left_out + 1, &table->left_room), "%s", table->path);
    table->left[table->left_out++] = left;
    if (r->line_done) return LT_OK;
    while (!at_line_end(r->at)) r->at++;
    skip_line_end(r);
    return LT_OK;
}

static void skip_remarks(reader *r) {
    for (;;) {
        char *at = r->at + strspn(r->at, " \t");
        if (*r->at != '#' && !(at_line_end(at) && *at)) {
            if (*at == '\0') r->at = at;
            return;
        }
        while (!at_line_end(at)) at++;
        r->at = at;
        skip_line_end(r);
        if (*r->at == '\0') return;
    }
}

/* Commas outside quotes on the line at the reader: the header sets the width of the table. */
static int count_header_cells(const char *at) {
    int n = 1;
    bool quoted = false;
    for (; *at && (quoted || !at_line_end(at)); at++) {
        if (*at == '"') quoted = !quoted;
        n += !quoted && *at == ',';
    }
    return n;
}

static lt_status check_name(const lt_csv *table, int c) {
    const char *where = lt_fmt("%s:%d, column %d", table->path, table->lines[0], c + 1);
    if (table->cells[c][0] == '\0')
        return LT_RAISE(LT_ERR_INPUT, .what = "a column without a name", .where = where,
                        .expected = "a name for every column in the header line",
                        .found = "an empty cell in the header", .todo = "name the column or remove it");
    for (int b = 0; b < c; b++)
        if (strcmp(table->cells[b], table->cells[c]) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the column %s stands twice", table->cells[c]), .where = where,
                            .expected = "every name once",
                            .found = lt_fmt("%s as columns %d and %d", table->cells[c], b + 1, c + 1),
                            .todo = "rename or remove one");
    return LT_OK;
}

/* How often a sign stands in the header, repeated ones once. */
static int count_in_header(const lt_csv *table, const char *sign) {
    const size_t length = strlen(sign);
    int n = 0;
    for (int c = 0; c < table->n_columns; c++)
        for (const char *at = table->cells[c]; (at = strstr(at, sign)); at += length)
            n += strncmp(at + length, sign, length) != 0;
    return n;
}

/* A header of one cell, or nearly so, that holds what other programs set between cells. */
static lt_status check_separator(const lt_csv *table) {
    static const struct {
        const char *sign;
        int least; /* a name in words may hold a few blanks */
        const char *text;
    } others[] = {{";", 1, "semicolons"}, {"\t", 1, "tabs"}, {"，", 1, "full-width commas"}, {" ", 5, "blanks"}};
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        const int n = count_in_header(table, others[k].sign);
        const bool is_between =
            table->n_columns == 1 ? n >= others[k].least : others[k].least == 1 && n > 2 * table->n_columns;
        if (is_between)
            return LT_RAISE(LT_ERR_INPUT, .what = "the cells are not separated by commas",
                            .where = lt_fmt("%s:%d", table->path, table->lines[0]),
                            .expected = "a comma between two cells", .found = others[k].text,
                            .todo = "save the table with commas, and points as decimal signs");
    }
    return LT_OK;
}

static lt_status parse_table(lt_csv *table) {
    LT_TRY(lt_csv_check_text(table));
    reader r = {.table = table, .at = table->text, .line = 1};
    if (strncmp(r.at, "\xef\xbb\xbf", 3) == 0) r.at += 3;
    skip_remarks(&r);
    if (*r.at == '\0')
        return LT_RAISE(LT_ERR_INPUT, .what = "the table is empty", .where = table->path,
                        .expected = "a header line with the names of the columns",
                        .found = "no line that is neither empty nor a remark", .todo = "add the header and the rows");
    table->n_columns = count_header_cells(r.at);
    LT_TRY(read_row(&r, -1));
    LT_TRY(check_separator(table));
    for (int c = 0; c < table->n_columns; c++) LT_TRY(lt_csv_take(table, check_name(table, c)));
    for (skip_remarks(&r); *r.at; skip_remarks(&r)) {
        const int line = r.line;
        const lt_status status = read_row(&r, table->n_rows);
        if (status == LT_OK)
            table->n_rows++;
        else
            LT_TRY(leave_out(&r, line, status));
    }
    return LT_OK;
}

/* Takes text over, also on failure. */
static lt_status create_table(const char *name, char *text, lt_csv **out) {
    lt_csv *table = calloc(1, sizeof *table);
    char *path = strdup(name);
    if (!table || !path || !text) {
        free(table);
        free(path);
        free(text);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a table", .where = name);
    }
    table->path = path;
    table->text = text;
    table->judge = lt_csv_judge_of(path, &table->leaves);
    lt_status status = parse_table(table);
    if (status == LT_OK)
        *out = table;
    else
        lt_csv_free(table);
    return status;
}

lt_status lt_csv_read(const char *path, lt_csv **out) {
    char *text = NULL;
    *out = NULL;
    LT_TRY(lt_path_read_text(path, &text));
    return create_table(path, text, out);
}

lt_status lt_csv_parse(const char *name, const char *text, lt_csv **out) {
    *out = NULL;
    return create_table(name, strdup(text), out);
}

void lt_csv_free(lt_csv *table) {
    if (!table) return;
    free(table->cells);
    free(table->lines);
    free(table->left);
    free(table->text);
    free(table->path);
    free(table);
}

const char *lt_csv_path(const lt_csv *table) {
    return table->path;
}

long lt_csv_rows(const lt_csv *table) {
    return table->n_rows;
}

int lt_csv_columns(const lt_csv *table) {
    return table->n_columns;
}

const char *lt_csv_header(const lt_csv *table, int column) {
    return table->cells[column];
}

const char *lt_csv_text(const lt_csv *table, long row, int column) {
    if (column < 0) return ""; /* a missing column, under judgement */
    return table->cells[(row + 1) * table->n_columns + column];
}

int lt_csv_line(const lt_csv *table, long row) {
    return table->lines[row + 1];
}

const char *lt_csv_where(const lt_csv *table, long row, int column) {
    if (column < 0) return lt_fmt("%s:%d", table->path, lt_csv_line(table, row));
    return lt_fmt("%s:%d, column %s", table->path, lt_csv_line(table, row), table->cells[column]);
}

static bool wants_quotes(const char *text) {
    return strpbrk(text, ",\"") != NULL || text[0] == '#' || text[0] == ' ';
}

char *lt_csv_put_cell(char *out, const char *text) {
    const bool quoted = wants_quotes(text);
    if (quoted) *out++ = '"';
    for (; *text; text++) {
        if (*text == '"') *out++ = '"';
        *out++ = *text == '\n' || *text == '\r' ? ' ' : *text;
    }
    if (quoted) *out++ = '"';
    return out;
}

void lt_csv_put(FILE *out, const char *text) {
    const bool quoted = wants_quotes(text);
    if (quoted) fputc('"', out);
    for (; *text; text++) {
        if (*text == '"') fputc('"', out);
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, out);
    }
    if (quoted) fputc('"', out);
}

bool lt_pattern_fits(const char *pattern, const char *text) {
    if (pattern[0] != text[0] && pattern[0] != '*') return false; /* most pairs */
    size_t length = strlen(pattern);
    if (length > 0 && pattern[length - 1] == '*') return strncmp(pattern, text, length - 1) == 0;
    return strcmp(pattern, text) == 0;
}

long lt_csv_first_fit(const lt_csv *table, const int *columns, const char *const *texts, int n) {
    for (long r = 0; r < table->n_rows; r++) {
        int k = 0;
        while (k < n && lt_pattern_fits(lt_csv_text(table, r, columns[k]), texts[k])) k++;
        if (k == n) return r;
    }
    return -1;
}
