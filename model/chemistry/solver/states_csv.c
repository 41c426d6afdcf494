/* states_csv.c - reads the four tables of states_csv.h into rows of a mechanism. */
#include "model/chemistry/solver/states_csv.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double ppb_of_ppm = 1e3, pa_of_atm = 101325.0, s_of_min = 60.0;

typedef struct reader {
    const lt_mechanism *mechanism, *numbered;
    lt_states *states;
} reader;

static bool ends_with(const char *text, const char *end) {
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* "DIR/X" of the only file of the folder that ends in _start.csv. */
static lt_status find_name(const char *folder, char **out) {
    static const char end[] = "_start.csv";
    char found[256] = "", second[256] = "";
    DIR *dir = opendir(folder);
    for (const struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir)) {
        if (!ends_with(entry->d_name, end)) continue;
        snprintf(found[0] ? second : found, sizeof found, "%s", entry->d_name);
    }
    if (dir) closedir(dir);
    if (!found[0] || second[0])
        return LT_RAISE(LT_ERR_INPUT, .what = found[0] ? "more than one set of states" : "no states in this folder",
                        .where = folder, .expected = "one file that ends in _start.csv",
                        .found = found[0] ? lt_fmt("%s and %s", found, second) : (dir ? "none" : "no folder"),
                        .todo = "give a folder with X_start.csv, X_pulse.csv, X_rates.csv and X_end.csv");
    const size_t size = strlen(folder) + strlen(found) + 2;
    LT_TRY(lt_calloc(size, 1, out));
    snprintf(*out, size, "%s/%.*s", folder, (int)(strlen(found) - strlen(end)), found);
    return LT_OK;
}

static lt_status unknown_column(const lt_csv *table, int column, const char *of) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is no %s", lt_csv_header(table, column), of),
                    .where = lt_fmt("%s:%d, column %d", lt_csv_path(table), lt_csv_line(table, -1), column + 1),
                    .expected = lt_fmt("a %s of the mechanism", of), .found = lt_csv_header(table, column),
                    .todo = "correct the name, or choose the mechanism that the states are of");
}

static lt_status missing_column(const lt_csv *table, const char *of, const char *name) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the %s %s has no column", of, name), .where = lt_csv_path(table),
                    .expected = lt_fmt("a column for every %s of the mechanism", of), .found = "none",
                    .todo = "add the column, or choose the mechanism that the states are of");
}

static lt_status twice(const lt_csv *table, const char *of, const char *name) {
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the %s %s has two columns", of, name), .where = lt_csv_path(table),
                    .expected = "one column", .found = "a label and a number k1, k2 ... of the same reaction",
                    .todo = "remove one");
}

/* The number behind k, from 0; -1: the name is none of that kind. */
static int number_of(const char *name) {
    char *end;
    if (name[0] != 'k' || name[1] < '1' || name[1] > '9') return -1;
    const long number = strtol(name + 1, &end, 10);
    return *end == '\0' && number <= 1000000 ? (int)number - 1 : -1;
}

/* "R7 (k7)": the label of a reaction of the mechanism and its number among the numbered ones. */
static const char *numbered_label(const reader *r, int reaction) {
    const char *label = r->mechanism->reactions[reaction].label;
    return lt_fmt("%s (k%d)", label, lt_mechanism_reaction(r->numbered, label) + 1);
}

/* The reaction of a column, -1: of one that only the numbered mechanism has. */
static lt_status reaction_of(const reader *r, const lt_csv *table, int column, int *out) {
    const char *name = lt_csv_header(table, column);
    *out = lt_mechanism_reaction(r->mechanism, name);
    if (*out >= 0 || lt_mechanism_reaction(r->numbered, name) >= 0) return LT_OK;
    const int number = number_of(name);
    if (number < 0 || number >= r->numbered->n_reactions) return unknown_column(table, column, "reaction");
    *out = lt_mechanism_reaction(r->mechanism, r->numbered->reactions[number].label);
    return LT_OK;
}

static lt_status species_of(const reader *r, const lt_csv *table, int column, int *out) {
    const char *name = lt_csv_header(table, column);
    *out = lt_mechanism_species(r->mechanism, name);
    if (*out >= r->mechanism->n_variable)
        *out = -1; /* fixed ones are folded into the rates */
    else if (*out < 0 && lt_mechanism_species(r->numbered, name) < 0)
        return unknown_column(table, column, "species");
    return LT_OK;
}

/* Columns that are no species or reactions; the last three stand in _start.csv only. */
enum { CELL, TEMPERATURE, PRESSURE, COS_SZA, N_OTHERS };
static const char *const others[N_OTHERS + 1] = {"cell", "T_K", "P", "cos_sza", NULL};

static bool is_other(const lt_csv *table, int column, int n_others) {
    for (int o = 0; o < n_others; o++)
        if (strcmp(lt_csv_header(table, column), others[o]) == 0) return true;
    return false;
}

/* Has the rate an uptake in it? A table of another program's constants may lack it: then it is 0. */
static bool is_uptake(const lt_mechanism *m, int reaction) {
    const lt_rate *rate = &m->reactions[reaction].rate;
    for (int k = 0; k < rate->n_nodes; k++)
        if (rate->nodes[k].op == LT_RATE_EXTERNAL && m->externals[rate->nodes[k].index].kind == LT_EXTERNAL_HET)
            return true;
    return false;
}

/* column_of [n] of each species or reaction; -1: none, it is 0. */
static lt_status map_columns(const reader *r, const lt_csv *table, int n_others, bool reactions, int n,
                             int *column_of) {
    const char *of = reactions ? "reaction" : "species";
    for (int i = 0; i < n; i++) column_of[i] = -1;
    for (int c = 0; c < lt_csv_columns(table); c++) {
        int i;
        if (is_other(table, c, n_others)) continue;
        LT_TRY(reactions ? reaction_of(r, table, c, &i) : species_of(r, table, c, &i));
        if (i >= 0 && column_of[i] >= 0) return twice(table, of, lt_csv_header(table, c));
        if (i >= 0) column_of[i] = c;
    }
    for (int i = 0; i < n; i++)
        if (column_of[i] < 0 && !(reactions && is_uptake(r->mechanism, i)))
            return missing_column(table, of, reactions ? numbered_label(r, i) : r->mechanism->species[i].name);
    return LT_OK;
}

static lt_status read_positive(const lt_csv *table, long row, int column, double *out) {
    LT_TRY(lt_csv_double(table, row, column, out));
    if (*out >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is negative", lt_csv_header(table, column)),
                    .where = lt_fmt("%s, cell %s", lt_csv_where(table, row, column),
                                    lt_csv_text(table, row, lt_csv_find(table, others[CELL]))),
                    .expected = "a number not below 0", .found = lt_csv_text(table, row, column),
                    .todo = "correct the value");
}

/* x [n][cells] of the mapped columns, times factor[i] (NULL: times ppb_of_ppm). */
static lt_status read_rows(const lt_csv *table, int n, const int *column_of, const double *factor, double *x) {
    const long cells = lt_csv_rows(table);
    for (int i = 0; i < n; i++)
        for (long cell = 0; cell < cells; cell++) {
            double value = 0;
            if (column_of[i] >= 0) LT_TRY(read_positive(table, cell, column_of[i], &value));
            x[i * cells + cell] = value * (factor ? factor[i] : ppb_of_ppm);
        }
    return LT_OK;
}

/* The cells of _start.csv in their order. */
static lt_status check_cells(const lt_csv *table, const lt_states *states) {
    const long rows = lt_csv_rows(table), both = rows < states->n ? rows : states->n;
    int column;
    LT_TRY(lt_csv_column(table, others[CELL], &column));
    for (long cell = 0; cell < both; cell++) {
        double number;
        LT_TRY(lt_csv_double(table, cell, column, &number));
        if (number != states->number[cell])
            return LT_RAISE(
                LT_ERR_INPUT, .what = "another cell than in _start.csv", .where = lt_csv_where(table, cell, column),
                .expected = lt_fmt("cell %g", states->number[cell]), .found = lt_csv_text(table, cell, column),
                .todo = "take the tables from one set: the same cells in the same order");
    }
    if (rows == states->n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "another number of cells than in _start.csv", .where = lt_csv_path(table),
                    .expected = lt_fmt("%d cells, the last %g", states->n, states->number[states->n - 1]),
                    .found = lt_fmt("%ld", rows), .todo = "take the tables from one set");
}

static lt_status take_start(const reader *r, const lt_csv *table, int *column_of) {
    lt_states *s = r->states;
    LT_TRY(map_columns(r, table, N_OTHERS, false, s->n_variable, column_of));
    s->n = (int)lt_csv_rows(table);
    if (s->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a set of states without cells", .where = lt_csv_path(table),
                        .expected = "a row for every cell", .found = "the header alone", .todo = "add the cells");
    double **const values[N_OTHERS] = {&s->number, &s->temperature, &s->pressure, &s->cos_sza};
    for (int o = 0; o < N_OTHERS; o++) {
        int column;
        LT_TRY(lt_csv_column(table, others[o], &column));
        LT_TRY(lt_calloc((size_t)s->n, sizeof(double), values[o]));
        for (long cell = 0; cell < s->n; cell++) LT_TRY(lt_csv_double(table, cell, column, &(*values[o])[cell]));
    }
    for (int cell = 0; cell < s->n; cell++) s->pressure[cell] *= pa_of_atm;
    LT_TRY(lt_calloc((size_t)s->n * s->n_variable, sizeof(double), &s->start));
    return read_rows(table, s->n_variable, column_of, NULL, s->start);
}

static lt_status take_species(const reader *r, const lt_csv *table, int *column_of, double **out) {
    lt_states *s = r->states;
    LT_TRY(check_cells(table, s));
    LT_TRY(map_columns(r, table, 1, false, s->n_variable, column_of));
    LT_TRY(lt_calloc((size_t)s->n * s->n_variable, sizeof(double), out));
    return read_rows(table, s->n_variable, column_of, NULL, *out);
}

/* ppm^(1 - order) min-1 to ppb and s-1, order: of the variable reactants. */
static double rate_factor(const lt_mechanism *m, int reaction) {
    const lt_reaction *r = &m->reactions[reaction];
    double factor = ppb_of_ppm / s_of_min;
    for (int t = 0; t < r->n_reactants; t++)
        for (int i = 0; r->reactants[t].species < m->n_variable && i < (int)r->reactants[t].coefficient; i++)
            factor /= ppb_of_ppm;
    return factor;
}

static lt_status take_rates(const reader *r, const lt_csv *table, int *column_of) {
    lt_states *s = r->states;
    double *factor;
    LT_TRY(check_cells(table, s));
    LT_TRY(map_columns(r, table, 1, true, s->n_reactions, column_of));
    LT_TRY(lt_calloc((size_t)s->n * s->n_reactions, sizeof(double), &s->k));
    LT_TRY(lt_calloc((size_t)s->n_reactions, sizeof(double), &factor));
    for (int i = 0; i < s->n_reactions; i++) factor[i] = rate_factor(r->mechanism, i);
    const lt_status status = read_rows(table, s->n_reactions, column_of, factor, s->k);
    lt_free(factor);
    return status;
}

/* The table gives a minute's emission; a pulse is that of the time to the next one. */
static lt_status take_pulse(const reader *r, const lt_csv *table, int *column_of) {
    lt_states *s = r->states;
    LT_TRY(take_species(r, table, column_of, &s->pulse));
    for (ptrdiff_t i = 0; i < (ptrdiff_t)s->n_variable * s->n; i++) s->pulse[i] *= LT_STATES_PULSE_S / 60.0;
    return LT_OK;
}

typedef enum part { START, PULSE, RATES, END } part;

static lt_status take_table(const reader *r, part which, const lt_csv *table, int *column_of) {
    switch (which) {
    case START:
        return take_start(r, table, column_of);
    case PULSE:
        return take_pulse(r, table, column_of);
    case RATES:
        return take_rates(r, table, column_of);
    default:
        return take_species(r, table, column_of, &r->states->end);
    }
}

static lt_status read_all(const reader *r, const char *folder, int *column_of) {
    static const char *const ends[] = {"start", "pulse", "rates", "end"};
    LT_TRY(find_name(folder, &r->states->name));
    for (part which = START; which <= END; which++) {
        char path[4096];
        lt_csv *table;
        snprintf(path, sizeof path, "%s_%s.csv", r->states->name, ends[which]);
        if (which == END && !lt_path_exists(path)) break;
        LT_TRY(lt_csv_read(path, &table));
        const lt_status status = take_table(r, which, table, column_of);
        lt_csv_free(table);
        LT_TRY(status);
    }
    return LT_OK;
}

lt_status lt_states_read(const char *folder, const lt_mechanism *mechanism, const lt_mechanism *numbered,
                         lt_states **out) {
    lt_states *states;
    int *column_of = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *states, &states));
    states->n_variable = mechanism->n_variable;
    states->n_reactions = mechanism->n_reactions;
    lt_status status = lt_calloc((size_t)(mechanism->n_species + mechanism->n_reactions), sizeof(int), &column_of);
    const reader r = {mechanism, numbered ? numbered : mechanism, states};
    if (status == LT_OK) status = read_all(&r, folder, column_of);
    lt_free(column_of);
    if (status != LT_OK)
        lt_states_free(states);
    else
        *out = states;
    return status;
}

void lt_states_free(lt_states *states) {
    if (!states) return;
    double *const all[] = {states->number, states->temperature, states->pressure, states->cos_sza,
                           states->start,  states->pulse,       states->k,        states->end};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) lt_free(all[i]);
    lt_free(states->name);
    lt_free(states);
}
