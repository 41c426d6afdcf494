/* lines.c - see lines.h. */
#include "inventory/readers/lines.h"

#include "base/number.h"
#include "base/outdir.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

lt_status lt_lines_open(const char *path, lt_faults *faults, lt_lines *out) {
    *out = (lt_lines){.path = path, .faults = faults};
    LT_TRY(lt_path_read_text(path, &out->text));
    out->at = out->text;
    if (strncmp(out->at, "\xef\xbb\xbf", 3) == 0) out->at += 3;
    return LT_OK;
}

void lt_lines_close(lt_lines *t) {
    free(t->text);
    t->text = t->at = NULL;
}

char *lt_lines_next(lt_lines *t) {
    if (!*t->at) return NULL;
    char *line = t->at, *end = line + strcspn(line, "\n");
    t->at = *end ? end + 1 : end;
    *end = '\0';
    while (end > line && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t')) *--end = '\0';
    t->line++;
    return line;
}

lt_status lt_lines_fault(const lt_lines *t, int column, const char *name, const char *what, const char *expected,
                         const char *found, const char *todo) {
    const char *where = column <= 0 ? lt_fmt("%s:%d", t->path, t->line)
                        : name      ? lt_fmt("%s:%d, column %d (%s)", t->path, t->line, column, name)
                                    : lt_fmt("%s:%d, column %d", t->path, t->line, column);
    return lt_faults_take(t->faults, LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected,
                                              .found = found, .todo = todo));
}

/* A quoted cell in place: *end is left behind its closing quote. False if there is none. */
static bool unquote(char **cell, char **end) {
    char *in = *cell + 1, *out = *cell;
    for (; *in; in++) {
        if (*in == '"' && in[1] != '"') {
            *end = in + 1;
            *out = '\0';
            return true;
        }
        if (*in == '"') in++;
        *out++ = *in;
    }
    return false;
}

/* A cell that begins at `at`: *end behind it, *last behind its text. */
static lt_status one_cell(const lt_lines *t, int column, char *at, char **cell, char **end, bool *good) {
    *cell = at;
    *good = true;
    if (*at != '"') {
        *end = at + strcspn(at, ",");
        char *last = *end;
        while (last > at && (last[-1] == ' ' || last[-1] == '\t')) last--;
        if (last < *end) *last = '\0'; /* a blank: the comma stays */
        return LT_OK;
    }
    *good = false;
    if (!unquote(cell, end))
        return lt_lines_fault(t, column, NULL, "a quoted cell does not end", "a closing quote on the line",
                              "the end of the line", "close the quote");
    *end += strspn(*end, " \t");
    *good = **end == '\0' || **end == ',';
    if (*good) return LT_OK;
    return lt_lines_fault(t, column, NULL, "text after a closing quote", "a comma or the end of the line",
                          lt_fmt("\"%.20s\"", *end), "write a quote inside a cell twice (\"\")");
}

lt_status lt_lines_cells(const lt_lines *t, char *line, char *cells[LT_LINES_CELLS], int *n) {
    for (*n = 0;;) {
        char *end;
        bool good;
        if (*n == LT_LINES_CELLS) {
            *n = -1;
            return lt_lines_fault(t, 0, NULL, "a row of too many cells", lt_fmt("at most %d", LT_LINES_CELLS), "more",
                                  "check the commas; put text that holds a comma in quotes");
        }
        line += strspn(line, " \t");
        const lt_status status = one_cell(t, *n + 1, line, &cells[*n], &end, &good);
        if (!good) {
            *n = -1;
            return status;
        }
        (*n)++;
        if (!*end) return LT_OK;
        *end = '\0';
        line = end + 1;
    }
}

lt_status lt_lines_words(const lt_lines *t, char *line, char *words[LT_LINES_CELLS], int *n) {
    *n = 0;
    for (char *at = line + strspn(line, " \t\r"); *at; at += strspn(at, " \t\r")) {
        if (*n == LT_LINES_CELLS) {
            *n = -1;
            return lt_lines_fault(t, 0, NULL, "a line of too many words", lt_fmt("at most %d", LT_LINES_CELLS), "more",
                                  "check the file");
        }
        words[(*n)++] = at;
        at += strcspn(at, " \t\r");
        if (*at) *at++ = '\0';
    }
    return LT_OK;
}

lt_status lt_lines_number(const lt_lines *t, int column, const char *name, const char *cell, double *out) {
    if (lt_number_double(cell, out)) return LT_OK;
    *out = NAN;
    return lt_lines_fault(t, column, name, cell[0] ? "a number cannot be read" : "a number is missing",
                          "a decimal number", lt_fmt("\"%.40s\"", cell), "correct the cell");
}
