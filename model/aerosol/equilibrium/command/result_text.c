/* result_text.c - columns of OUT.csv and their text (result_private.h). */
#include "model/aerosol/equilibrium/command/result_private.h"

#include "base/log.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_TEXT = 26 }; /* the longest number has 24 signs */

/* Ions in the order of the answer. */
static const int ion_order[LT_N_IONS] = {LT_ION_H,   LT_ION_NA, LT_ION_NH4, LT_ION_SO4, LT_ION_HSO4,
                                         LT_ION_NO3, LT_ION_CL, LT_ION_CA,  LT_ION_K,   LT_ION_MG};

static double *add(lt_equilibrium_round *r, const char *name, double *values) {
    r->columns[r->n_columns++] = (lt_equilibrium_column){name, values};
    return values;
}

/* CaSO4 crystallises always, all else in the stable state. */
static void lay_out(const lt_equilibrium_setup *setup, size_t rows, lt_equilibrium_round *r) {
    double *at = r->memory;
    lt_equilibrium_states *s = &r->states;
#define NEXT (at += rows, at - rows)
    for (int k = 0; k < LT_N_GASES; k++) s->gas[k] = add(r, lt_gas_names[k], NEXT);
    for (int k = 0; k < LT_N_IONS; k++) s->ion[ion_order[k]] = add(r, lt_ion_names[ion_order[k]], NEXT);
    s->hydroxide = add(r, "OH_p", NEXT);
    s->water = add(r, "H2O", NEXT);
    s->ph = add(r, "pH", NEXT);
    s->residual = add(r, "residual", NEXT);
    add(r, "flag", NULL);
    s->solid[LT_SOLID_CASO4] = add(r, lt_solid_names[LT_SOLID_CASO4], NEXT);
    for (int k = 0; k < LT_N_SOLIDS_WITH_WATER && setup->state == LT_EQ_STABLE; k++)
        s->solid[k] = add(r, lt_solid_names[k], NEXT);
#undef NEXT
    s->flags = r->flags;
}

lt_status lt_equilibrium_round_create(const lt_equilibrium_setup *setup, size_t rows, lt_equilibrium_round *out) {
    *out = (lt_equilibrium_round){0};
    lt_status status = lt_calloc(rows * LT_EQ_MOST_RESULTS, sizeof *out->memory, &out->memory);
    if (status == LT_OK) status = lt_calloc(rows, sizeof *out->flags, &out->flags);
    if (status == LT_OK)
        lay_out(setup, rows, out);
    else
        lt_equilibrium_round_free(out);
    return status;
}

void lt_equilibrium_round_free(lt_equilibrium_round *round) {
    lt_free(round->memory);
    lt_free(round->flags);
    *round = (lt_equilibrium_round){0};
}

static lt_status make_room(lt_equilibrium_text *text, size_t more) {
    const long n = text->n + (long)more;
    return n <= text->room ? LT_OK : lt_grow(&text->bytes, 1, n, &text->room);
}

static lt_status put_cell(lt_equilibrium_text *text, const char *cell) {
    LT_TRY(make_room(text, 2 * strlen(cell) + 3));
    char *end = lt_csv_put_cell(text->bytes + text->n, cell);
    *end++ = ',';
    text->n = end - text->bytes;
    return LT_OK;
}

static void end_line(lt_equilibrium_text *text) {
    text->bytes[text->n - 1] = '\n'; /* the last comma */
}

static bool is_result(const lt_equilibrium_round *round, const char *name) {
    for (int k = 0; k < round->n_columns; k++)
        if (strcmp(round->columns[k].name, name) == 0) return true;
    return false;
}

/* The answer of another program, or of an earlier run, stays beside the new one. */
static lt_status put_header(const lt_equilibrium_table *table, const lt_equilibrium_round *round, int column,
                            lt_equilibrium_text *out) {
    const char *name = lt_csv_header(table->csv, column), *renamed = lt_fmt("%s_in", name);
    if (!is_result(round, name)) return put_cell(out, name);
    if (lt_csv_find(table->csv, renamed) >= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the column %s has the name of a result", name),
                        .where = lt_csv_path(table->csv),
                        .expected = lt_fmt("%s to be free, to go on as that", renamed),
                        .found = lt_fmt("columns %s and %s", name, renamed), .todo = "rename or remove one");
    return put_cell(out, renamed);
}

lt_status lt_equilibrium_header(const lt_equilibrium_table *table, const lt_equilibrium_round *round,
                                lt_equilibrium_text *out) {
    out->n = 0;
    const char *renamed = "";
    for (int c = 0; c < lt_csv_columns(table->csv); c++) {
        const char *name = lt_csv_header(table->csv, c);
        LT_TRY(put_header(table, round, c, out));
        if (is_result(round, name)) renamed = lt_fmt("%s%s%s", renamed, renamed[0] ? ", " : "", name);
    }
    if (renamed[0])
        lt_remark(LT_LOG_INFO, "%s: columns with names of results go on as NAME_in: %s", lt_csv_path(table->csv),
                  renamed);
    for (int k = 0; k < round->n_columns; k++) LT_TRY(put_cell(out, round->columns[k].name));
    end_line(out);
    return LT_OK;
}

/* What is no number (the pH of no solution) is an empty cell. */
static char *put_number(char *out, double value) {
    if (isfinite(value)) {
        lt_number_text(value, out, NUMBER_TEXT);
        out += strlen(out);
    }
    *out++ = ',';
    return out;
}

static lt_status put_answer(const lt_equilibrium_round *round, long at, lt_equilibrium_text *text) {
    LT_TRY(make_room(text, (size_t)round->n_columns * NUMBER_TEXT + LT_EQ_FLAG_TEXT));
    char *out = text->bytes + text->n;
    for (int k = 0; k < round->n_columns; k++) {
        if (round->columns[k].values) {
            out = put_number(out, round->columns[k].values[at]);
            continue;
        }
        lt_equilibrium_flag_words(round->flags[at], out);
        out += strlen(out);
        *out++ = ',';
    }
    text->n = out - text->bytes;
    return LT_OK;
}

lt_status lt_equilibrium_rows(const lt_equilibrium_table *table, const lt_equilibrium_round *round, long from, long at,
                              long n, lt_equilibrium_text *out) {
    const int width = lt_csv_columns(table->csv);
    out->n = 0;
    for (long r = from; r < from + n; r++, at++) {
        for (int c = 0; c < width; c++) LT_TRY(put_cell(out, lt_csv_text(table->csv, table->rows[r], c)));
        LT_TRY(put_answer(round, at, out));
        end_line(out);
    }
    return LT_OK;
}
