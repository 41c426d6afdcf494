/* reas_txt.c - REAS regional tables as they are given out, EM_TBL_SECTOR_CHN_LN_BC.txt (seen in the public CEDS
 * repository, input/emissions-inventories/REASv3.2):
 *
 *   REASv3.2 SECTOR CHN LN BC [kt/year]
 *              1950          1951 ...
 *   PP      0.5803000E-02 0.7190700E-02 ...
 * The first line: version, SECTOR, country, part (WC the whole country), species, unit. One row a sector. A column
 * holds fourteen characters, so words never run together. */
#include "inventory/readers/reader.h"
#include "inventory/readers/reas.h"
#include "inventory/readers/lines.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

typedef struct head {
    char region[16], species[20];
    double kg; /* a unit of the table */
    int years[LT_LINES_CELLS], n;
} head;

static lt_status read_title(const lt_lines *t, char **w, int n, head *h) {
    const bool good = n == 6 && strncmp(w[0], "REAS", 4) == 0 && strcmp(w[1], "SECTOR") == 0;
    if (!good)
        return LT_RAISE(LT_ERR_INPUT, .what = "this is no regional table of REAS",
                        .where = lt_fmt("%s:%d", t->path, t->line),
                        .expected = "a first line as \"REASv3.2 SECTOR CHN LN BC [kt/year]\"",
                        .found = n > 0 ? lt_fmt("\"%.40s ...\" of %d words", w[0], n) : "an empty line",
                        .todo = "give a file EM_TBL_SECTOR_*.txt");
    if (strcmp(w[3], "WC") == 0)
        snprintf(h->region, sizeof h->region, "%.7s", w[2]);
    else
        snprintf(h->region, sizeof h->region, "%.7s_%.7s", w[2], w[3]);
    snprintf(h->species, sizeof h->species, "%.*s", (int)strcspn(w[4], "_"), w[4]); /* "BC_" */
    char *unit = w[5] + (w[5][0] == '[');
    unit[strcspn(unit, "]")] = '\0';
    return lt_reas_unit(unit, h->species, lt_fmt("%s:%d", t->path, t->line), &h->kg);
}

static lt_status read_years(const lt_lines *t, char **w, int n, head *h) {
    for (h->n = 0; h->n < n; h->n++) {
        long year;
        if (!lt_number_long(w[h->n], &year) || year < 1900 || year > 2100)
            return LT_RAISE(LT_ERR_INPUT, .what = "the line of years cannot be read",
                            .where = lt_fmt("%s:%d, word %d", t->path, t->line, h->n + 1), .expected = "years",
                            .found = lt_fmt("\"%.20s\"", w[h->n]), .todo = "get the table again");
        h->years[h->n] = (int)year;
    }
    if (n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the line of years is missing", .where = lt_fmt("%s:%d", t->path, t->line),
                    .expected = "years as second line", .found = "nothing", .todo = "get the table again");
}

static lt_status read_row(const lt_lines *t, char **w, int n, const head *h, lt_foreign *out) {
    if (n != h->n + 1)
        return lt_lines_fault(t, n < h->n + 1 ? n + 1 : h->n + 2, NULL, "a row of the wrong length",
                              lt_fmt("a sector and %d years", h->n), lt_fmt("%d words", n), "get the table again");
    for (int k = 1; k < n; k++) {
        lt_foreign_row *row;
        double value;
        LT_TRY(lt_lines_number(t, k + 1, lt_fmt("%d", h->years[k - 1]), w[k], &value));
        if (value < 0)
            LT_TRY(lt_lines_fault(t, k + 1, lt_fmt("%d", h->years[k - 1]), "a negative emission", "0 or more", w[k],
                                  "correct the number"));
        LT_TRY(lt_foreign_add_row(out, &row));
        memcpy(row->region, h->region, sizeof row->region);
        memcpy(row->species, h->species, sizeof row->species);
        snprintf(row->sector, sizeof row->sector, "%s", w[0]);
        row->year = h->years[k - 1];
        row->line = t->line;
        row->kg = value * h->kg;
    }
    return LT_OK;
}

static lt_status read_lines(lt_lines *t, lt_foreign *out) {
    head h = {0};
    char *words[LT_LINES_CELLS];
    int n, lines = 0;
    for (char *line; (line = lt_lines_next(t));) {
        LT_TRY(lt_lines_words(t, line, words, &n));
        if (n < 0) return LT_OK; /* told */
        if (n == 0) continue;
        if (lines == 0)
            LT_TRY(read_title(t, words, n, &h));
        else if (lines == 1)
            LT_TRY(read_years(t, words, n, &h));
        else
            LT_TRY(read_row(t, words, n, &h, out));
        lines++;
    }
    return LT_OK;
}

static lt_status read_reas(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    lt_lines text;
    const long first = out->n_rows;
    (void)hint;
    LT_TRY(lt_lines_open(path, faults, &text));
    const lt_status status = lt_faults_take(faults, read_lines(&text, out));
    lt_lines_close(&text);
    return status == LT_OK ? lt_reas_judge_totals(out, first, path, faults) : status;
}

const lt_reader lt_reader_reas_txt = {
    "reas_txt", "regional tables of REAS as given out (EM_TBL_SECTOR_*.txt)", "REAS 区域排放表(原始文本)", "reas", NULL,
    read_reas};
