/* meic_asc.c - MEIC as ESRI text grids: six lines (ncols, nrows, xllcorner, yllcorner, cellsize, NODATA_value), then
 * rows from north to south, values between blanks. Units and names: meic.h.
 *
 * A file in metres (MEIC also gives Lambert grids) does not say its map, so it is refused. */
#include "inventory/readers/meic.h"
#include "inventory/readers/lines.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COLUMNS, ROWS, X, Y, CELL, NODATA, N_HEAD };
static const char *const keys[N_HEAD] = {"ncols", "nrows", "xllcorner", "yllcorner", "cellsize", "NODATA_value"};

static lt_status read_head(lt_lines *t, double head[N_HEAD]) {
    for (int k = 0; k < N_HEAD; k++) {
        char *line = lt_lines_next(t), *words[LT_LINES_CELLS];
        int n = 0;
        if (line) LT_TRY(lt_lines_words(t, line, words, &n));
        const bool named = n == 2 && strcasecmp(words[0], keys[k]) == 0;
        if (!named || !lt_number_double(words[1], &head[k]))
            return LT_RAISE(LT_ERR_INPUT, .what = "a line of the head is not as it should be",
                            .where = lt_fmt("%s:%d", t->path, k + 1), .expected = lt_fmt("%s and a number", keys[k]),
                            .found = n > 0 ? lt_fmt("\"%.40s\" and %d words more", words[0], n - 1) : "nothing",
                            .todo =
                                "a text grid begins with ncols, nrows, xllcorner, yllcorner, cellsize, NODATA_value");
    }
    return LT_OK;
}

static lt_status judge_head(const lt_lines *t, const double head[N_HEAD], lt_foreign_grid *g) {
    const double nx = head[COLUMNS], ny = head[ROWS], cell = head[CELL];
    const bool whole = nx == floor(nx) && ny == floor(ny) && nx >= 1 && ny >= 1 && nx <= 20000 && ny <= 20000;
    if (!whole || !(cell > 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "no grid can have these numbers", .where = lt_fmt("%s:1", t->path),
                        .expected = "1 to 20000 columns and rows, a cell size above 0",
                        .found = lt_fmt("%g columns, %g rows, cells of %g", nx, ny, cell),
                        .todo = "get the file again");
    *g = (lt_foreign_grid){true, head[X], head[Y], cell, cell, (int)nx, (int)ny, ""};
    if (cell <= 10 && fabs(head[X]) <= 360 && head[Y] >= -90 && head[Y] + cell * ny <= 90 + 1e-6) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid is not one of degrees, and a text grid does not say its map",
                    .where = lt_fmt("%s:3", t->path), .expected = "longitudes and latitudes",
                    .found = lt_fmt("corner %g, %g and cells of %g", head[X], head[Y], cell),
                    .todo = "download the grid of longitudes and latitudes");
}

/* The next value, from whichever line it stands on. NULL at the end. */
static char *next_word(lt_lines *t, char **at, int *column) {
    for (;;) {
        if (*at) *at += strspn(*at, " \t\r");
        if (*at && **at) break;
        *at = lt_lines_next(t);
        *column = 0;
        if (!*at) return NULL;
    }
    char *word = *at;
    *at += strcspn(*at, " \t\r");
    if (**at) *(*at)++ = '\0';
    (*column)++;
    return word;
}

static lt_status read_values(lt_lines *t, const double head[N_HEAD], double unit, const lt_foreign_grid *g,
                             lt_foreign_field *field) {
    char *at = NULL, *word;
    int column = 0;
    const long cells = (long)g->nx * g->ny;
    for (long k = 0; k < cells; k++) {
        double value;
        if (!(word = next_word(t, &at, &column)))
            return LT_RAISE(LT_ERR_INPUT, .what = "the grid is cut off", .where = lt_fmt("%s:%d", t->path, t->line),
                            .expected = lt_fmt("%ld values", cells), .found = lt_fmt("%ld", k),
                            .todo = "get the file again");
        LT_TRY(lt_lines_number(t, column, NULL, word, &value));
        if (value == head[NODATA] || isnan(value)) continue;
        if (value < 0)
            LT_TRY(lt_lines_fault(t, column, NULL, "a negative emission",
                                  lt_fmt("0 or more, or NODATA %g", head[NODATA]), word, "get the file again"));
        const long row = g->ny - 1 - k / g->nx; /* the file begins in the north */
        field->amount[row * g->nx + k % g->nx] = value * unit;
    }
    if (!(word = next_word(t, &at, &column))) return LT_OK;
    return lt_lines_fault(t, column, NULL, "more values than the head announces", lt_fmt("%ld", cells),
                          lt_fmt("\"%.20s\" and more", word), "get the file again");
}

static lt_status read_text(lt_lines *t, const lt_reader_hint *hint, lt_foreign *out) {
    double head[N_HEAD];
    lt_foreign_grid grid;
    lt_foreign_field says = {0}, *field;
    LT_TRY(lt_meic_name(t->path, hint, &says));
    LT_TRY(read_head(t, head));
    LT_TRY(judge_head(t, head, &grid));
    LT_TRY(lt_foreign_set_grid(out, &grid, t->path));
    LT_TRY(lt_foreign_add_field(out, &field));
    says.amount = field->amount;
    *field = says;
    return read_values(t, head, lt_meic_unit(field), &grid, field);
}

static lt_status read_meic(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    lt_lines text;
    LT_TRY(lt_lines_open(path, faults, &text));
    const lt_status status = lt_faults_take(faults, read_text(&text, hint, out));
    lt_lines_close(&text);
    return status;
}

const lt_reader lt_reader_meic_asc = {
    "meic_asc", "MEIC text grids (.asc)", "MEIC 文本网格(.asc)", "meic", "t a month; species of a mechanism 1e6 mol",
    read_meic};
