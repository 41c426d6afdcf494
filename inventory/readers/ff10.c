/* ff10.c - rows of FF10, all faults in one pass (ff10.h). */
#include "inventory/readers/ff10.h"

#include "base/hash.h"
#include "base/number.h"

#include <stdio.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct seen {
    uint64_t key;
    int line;
} seen;

typedef struct reading {
    const lt_ff10_layout *layout;
    lt_lines text;
    lt_foreign *out;
    int year; /* of the head or the hint, 0 = none */
    bool told_year, told_format;
    seen *seen;
    long n, room;
} reading;

/* "#FORMAT=FF10_NONPOINT" or "#FORMAT FF10_NONPOINT": the value behind a key, or NULL. */
static const char *head_value(const char *line, const char *key) {
    line += strspn(line, "# \t");
    if (strncasecmp(line, key, strlen(key)) != 0) return NULL;
    line += strlen(key);
    return *line == '=' || *line == ' ' || *line == '\t' ? line + strspn(line, "= \t") : NULL;
}

static bool among(const char *word, const char *list) {
    const size_t length = strcspn(word, " \t,\"");
    for (const char *at = list; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == length && strncasecmp(at, word, length) == 0) return true;
    return false;
}

static lt_status read_head(reading *r, const char *line) {
    const char *format = head_value(line, "FORMAT"), *year = head_value(line, "YEAR");
    if (year) {
        char digits[5];
        long value = 0;
        snprintf(digits, sizeof digits, "%.4s", year);
        if (!lt_number_long(digits, &value) || value < 1900 || value > 2100)
            return lt_lines_fault(&r->text, 1, "#YEAR", "the year of the head cannot be read", "a year of four digits",
                                  lt_fmt("\"%.20s\"", year), "write #YEAR=2020");
        r->year = (int)value;
    }
    if (!format) return LT_OK;
    r->told_format = true;
    if (strncasecmp(format, "FF10_", 5) == 0 && among(format + 5, r->layout->formats)) return LT_OK;
    return lt_lines_fault(&r->text, 1, "#FORMAT", "another FF10 format than the one that is read",
                          lt_fmt("FF10_ and one of %s", r->layout->formats), lt_fmt("\"%.40s\"", format),
                          "read it with the reader of that format");
}

static lt_status fault(const reading *r, int column, const char *what, const char *expected, const char *found,
                       const char *todo) {
    return lt_lines_fault(&r->text, column, r->layout->names[column - 1], what, expected, found, todo);
}

/* Are there as many cells as the format has, and what must be filled? */
static lt_status judge_width(const reading *r, int n) {
    const int width = r->layout->width;
    if (n == width) return LT_OK;
    if (n < width)
        return fault(r, n + 1, "a row is too short", lt_fmt("%d cells", width), lt_fmt("%d", n),
                     "write the empty cells at the end too; check that no comma is missing");
    return lt_lines_fault(&r->text, width + 1, NULL, "a row is too long", lt_fmt("%d cells", width), lt_fmt("%d", n),
                          "check for extra commas; put text that holds a comma in quotes");
}

static lt_status judge_codes(const reading *r, char **cells) {
    const char *country = cells[0], *code = cells[1];
    const size_t digits = strspn(code, "0123456789");
    if (!country[0])
        LT_TRY(fault(r, 1, "the country is missing", "a code of two letters", "an empty cell", "fill it (CN)"));
    const bool china = strcmp(country, "CN") == 0;
    if (code[digits] || digits < (china ? 6 : 5) || digits > 6)
        LT_TRY(fault(r, 2, "this is no code of a region",
                     china ? "the six digits of the administrative division (210100)" : "5 or 6 digits",
                     lt_fmt("\"%.20s\"", code), "write the code with its leading zeros, as text"));
    const int filled[] = {r->layout->scc, r->layout->pollutant};
    const size_t most[] = {20, 19};
    for (int k = 0; k < 2; k++) {
        const char *cell = cells[filled[k] - 1];
        if (!cell[0] || strlen(cell) > most[k])
            LT_TRY(fault(r, filled[k], cell[0] ? "a code is too long" : "a code is missing",
                         lt_fmt("1 to %zu characters", most[k]), lt_fmt("\"%.40s\"", cell), "correct the code"));
    }
    return LT_OK;
}

static lt_status read_amount(const reading *r, int column, const char *cell, double *kg) {
    double tons;
    LT_TRY(lt_lines_number(&r->text, column, r->layout->names[column - 1], cell, &tons));
    *kg = tons * LT_FF10_TON_KG;
    if (!(tons < 0)) return LT_OK;
    return fault(r, column, "a negative emission", "0 or more short tons", lt_fmt("%g", tons), "correct the number");
}

/* Twelve months, or none; they make the year. */
static lt_status read_months(const reading *r, char **cells, lt_foreign_row *row) {
    int filled = 0;
    double sum = 0;
    char **month = cells + r->layout->january - 1;
    for (int m = 0; m < 12; m++) filled += month[m][0] != '\0';
    if (filled == 0) return LT_OK;
    for (int m = 0; m < 12; m++) {
        if (!month[m][0])
            LT_TRY(fault(r, r->layout->january + m, "a month is missing among others that are given",
                         "all twelve months, or none", "an empty cell", "fill it, with 0 where nothing is emitted"));
        else
            LT_TRY(read_amount(r, r->layout->january + m, month[m], &row->month_kg[m]));
        sum += row->month_kg[m];
    }
    row->by_month = filled == 12;
    /* Months carry a few digits each. */
    if (filled < 12 || !isfinite(sum) || !isfinite(row->kg) || fabs(sum - row->kg) <= 2e-3 * fmax(sum, row->kg))
        return LT_OK;
    return fault(r, r->layout->annual, "the months do not add up to the year",
                 lt_fmt("%.8g short tons, their sum", sum / LT_FF10_TON_KG), lt_fmt("%.8g", row->kg / LT_FF10_TON_KG),
                 "correct the year or the months");
}

static lt_status read_year(reading *r, const char *cell, lt_foreign_row *row) {
    long year = r->year;
    if (cell[0] && (!lt_number_long(cell, &year) || year < 1900 || year > 2100))
        return fault(r, r->layout->year, "the year cannot be read", "a year of four digits", lt_fmt("\"%.20s\"", cell),
                     "correct or empty the cell");
    if (r->year) year = r->year; /* calc_year may be older than the inventory's year */
    row->year = (int)year;
    if (year || r->told_year) return LT_OK;
    r->told_year = true;
    return fault(r, r->layout->year, "the file does not say its year", "#YEAR=2020 in the head, or calc_year",
                 "neither", "add #YEAR to the head");
}

static uint64_t key_of(const lt_ff10_layout *layout, char **cells) {
    uint64_t hash = LT_HASH_SHORT;
    for (int k = 0; layout->key[k]; k++) {
        const char *cell = cells[layout->key[k] - 1];
        hash = lt_hash_short(hash, cell, strlen(cell) + 1);
    }
    return hash;
}

static lt_status remember(reading *r, char **cells) {
    LT_TRY(lt_grow(&r->seen, sizeof *r->seen, r->n + 1, &r->room));
    r->seen[r->n++] = (seen){key_of(r->layout, cells), r->text.line};
    return LT_OK;
}

static lt_status read_row(reading *r, char **cells) {
    lt_foreign_row *row;
    LT_TRY(judge_codes(r, cells));
    LT_TRY(lt_foreign_add_row(r->out, &row));
    snprintf(row->country, sizeof row->country, "%s", cells[0]);
    snprintf(row->region, sizeof row->region, "%s", cells[1]);
    snprintf(row->sector, sizeof row->sector, "%s", cells[r->layout->scc - 1]);
    snprintf(row->species, sizeof row->species, "%s", cells[r->layout->pollutant - 1]);
    row->line = r->text.line;
    LT_TRY(read_amount(r, r->layout->annual, cells[r->layout->annual - 1], &row->kg));
    LT_TRY(read_months(r, cells, row));
    LT_TRY(read_year(r, cells[r->layout->year - 1], row));
    if (r->layout->rest) LT_TRY(r->layout->rest(&r->text, cells, r->out, row));
    return remember(r, cells);
}

static lt_status read_lines(reading *r) {
    char *cells[LT_LINES_CELLS];
    int n;
    for (char *line; (line = lt_lines_next(&r->text));) {
        const char *first = line + strspn(line, " \t");
        if (*first == '\0') continue;
        if (*first == '#') {
            LT_TRY(read_head(r, first));
            continue;
        }
        LT_TRY(lt_lines_cells(&r->text, line, cells, &n));
        if (n < 0 || strcasecmp(cells[0], "country_cd") == 0) continue;
        if (n != r->layout->width)
            LT_TRY(judge_width(r, n));
        else
            LT_TRY(read_row(r, cells));
    }
    return LT_OK;
}

static int by_key(const void *pa, const void *pb) {
    const seen *a = pa, *b = pb;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static lt_status judge_twice(reading *r) {
    if (r->n > 0) qsort(r->seen, (size_t)r->n, sizeof *r->seen, by_key);
    for (long k = 1; k < r->n; k++) {
        if (r->seen[k].key != r->seen[k - 1].key) continue;
        r->text.line = r->seen[k].line;
        LT_TRY(lt_lines_fault(&r->text, 0, NULL, "a record stands twice", "one row a source and pollutant",
                              lt_fmt("again what line %d holds", r->seen[k - 1].line),
                              "add the two up, or remove one"));
    }
    return LT_OK;
}

lt_status lt_ff10_read(const lt_ff10_layout *layout, const char *path, const lt_reader_hint *hint, lt_faults *faults,
                       lt_foreign *out) {
    reading r = {.layout = layout, .out = out, .year = hint->year};
    LT_TRY(lt_lines_open(path, faults, &r.text));
    lt_status status = read_lines(&r);
    if (status == LT_OK) status = judge_twice(&r);
    if (status == LT_OK && !r.told_format) {
        r.text.line = 1;
        status = lt_lines_fault(&r.text, 1, "#FORMAT", "the file does not say its format",
                                lt_fmt("#FORMAT=FF10_ and one of %s", layout->formats), "no such line",
                                "add the line: layout and units hang on it");
    }
    lt_free(r.seen);
    lt_lines_close(&r.text);
    return status;
}
