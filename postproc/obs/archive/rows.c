#include "postproc/obs/archive/rows.h"

#include "base/faults.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lt_rows_free(lt_obs_rows *rows) {
    lt_free(rows->stations);
    lt_free(rows->items);
    lt_free(rows->refused);
    rows->stations = NULL;
    rows->items = NULL;
    rows->refused = NULL;
    rows->n_stations = rows->n = rows->n_refused = 0;
}

/* --- stations --- */

static int known(const lt_obs_rows *rows, const char *code) {
    for (long q = rows->n_stations - 1; q >= 0; q--)
        if (strcmp(rows->stations[q].code, code) == 0) return (int)q;
    return -1;
}

lt_status lt_rows_placed_station(lt_obs_rows *rows, const lt_place *place, int *out) {
    *out = known(rows, place->code);
    if (*out >= 0) return LT_OK;
    LT_TRY(lt_grow(&rows->stations, sizeof *rows->stations, rows->n_stations + 1, &rows->room_stations));
    rows->stations[rows->n_stations] = *place;
    *out = (int)rows->n_stations++;
    return LT_OK;
}

lt_status lt_rows_station(lt_obs_rows *rows, const char *code, int *out) {
    *out = known(rows, code);
    if (*out >= 0) return LT_OK;
    const long place = lt_places_find(rows->places, code);
    return place < 0 ? LT_OK : lt_rows_placed_station(rows, &rows->places->items[place], out);
}

/* --- values --- */

lt_status lt_rows_refuse(lt_obs_rows *rows, int line, const char *cell, const char *found, const char *why) {
    LT_TRY(lt_grow(&rows->refused, sizeof *rows->refused, rows->n_refused + 1, &rows->room_refused));
    lt_refusal *one = &rows->refused[rows->n_refused++];
    *one = (lt_refusal){.line = line};
    snprintf(one->cell, sizeof one->cell, "%s", cell);
    snprintf(one->found, sizeof one->found, "%s", found);
    snprintf(one->why, sizeof one->why, "%s", why);
    return LT_OK;
}

lt_status lt_rows_number(lt_obs_rows *rows, const lt_csv *table, long row, int column, double *out, bool *there) {
    const char *text = lt_csv_text(table, row, column);
    *there = false;
    if (lt_csv_empty(table, row, column)) {
        rows->n_missing++;
        return LT_OK;
    }
    if (!lt_number_double(text, out))
        return lt_rows_refuse(rows, lt_csv_line(table, row), lt_csv_header(table, column), text, "not a number");
    if (*out == -999.0 || *out == -9999.0)
        rows->n_missing++;
    else
        *there = true;
    return LT_OK;
}

lt_status lt_rows_add(lt_obs_rows *rows, const lt_csv *table, long row, int column, const lt_obs_row *one) {
    const lt_time oldest = lt_time_from_civil(1980, 1, 1, 0, 0, 0);
    const bool later = one->start + one->interval_s > rows->now;
    if (later || one->start < oldest) {
        char when[24];
        lt_time_iso(one->start, when);
        return lt_rows_refuse(rows, lt_csv_line(table, row), lt_csv_header(table, column), when,
                              later ? "ends later than now: a clock in another zone?" : "before 1980");
    }
    LT_TRY(lt_grow(&rows->items, sizeof *rows->items, rows->n + 1, &rows->room));
    rows->items[rows->n] = *one;
    rows->items[rows->n++].line = lt_csv_line(table, row);
    return LT_OK;
}

/* --- order, doubles --- */

static int by_key(const void *left, const void *right) {
    const lt_obs_row *a = left, *b = right;
    if (a->station != b->station) return a->station < b->station ? -1 : 1;
    if (a->species != b->species) return a->species < b->species ? -1 : 1;
    if (a->interval_s != b->interval_s) return a->interval_s < b->interval_s ? -1 : 1;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static bool same_interval(const lt_obs_row *a, const lt_obs_row *b) {
    return a->station == b->station && a->species == b->species && a->interval_s == b->interval_s &&
           a->start == b->start;
}

static lt_status refuse_value(lt_obs_rows *rows, const lt_obs_row *one) {
    char when[24];
    lt_time_iso(one->start, when);
    return lt_rows_refuse(rows, one->line,
                          lt_fmt("%s %s", rows->stations[one->station].code, lt_observed_table[one->species].name),
                          lt_fmt("%g at %s", one->value, when), "stands twice with different values: none is taken");
}

/* Of rows of one interval one is kept if they agree, none if they do not: nobody can say which is right. */
static lt_status settle(lt_obs_rows *rows) {
    long kept = 0;
    if (rows->n) qsort(rows->items, (size_t)rows->n, sizeof *rows->items, by_key);
    for (long q = 0, end; q < rows->n; q = end) {
        bool agree = true;
        for (end = q + 1; end < rows->n && same_interval(&rows->items[q], &rows->items[end]); end++)
            agree &= rows->items[end].value == rows->items[q].value && rows->items[end].state == rows->items[q].state;
        if (agree) {
            rows->n_repeated += end - q - 1;
            rows->items[kept++] = rows->items[q];
            continue;
        }
        for (long k = q; k < end; k++) LT_TRY(refuse_value(rows, &rows->items[k]));
    }
    rows->n = kept;
    return LT_OK;
}

/* --- from a path to a layout --- */

typedef struct lt_layout {
    const char *name, *columns, *label;
    bool (*detect)(const lt_csv *table);
    lt_status (*read)(const lt_csv *table, lt_obs_rows *rows);
} lt_layout;

static const lt_layout layouts[] = {
#define LT_ROWS_ROW(name, columns, label) {#name, columns, label, lt_rows_##name##_detect, lt_rows_##name##_read},
    LT_ROWS_LIST(LT_ROWS_ROW)
#undef LT_ROWS_ROW
};
enum { N_LAYOUTS = sizeof layouts / sizeof *layouts, N_SHOWN = 6 };

static lt_status raise_unknown(const lt_csv *table) {
    char expected[900] = "", found[400] = "columns ";
    for (int q = 0; q < N_LAYOUTS; q++) {
        const size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%s%s (%s)", q ? "; " : "", layouts[q].name,
                 layouts[q].columns);
    }
    for (int column = 0; column < lt_csv_columns(table) && column < N_SHOWN; column++) {
        const size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s%s", column ? ", " : "", lt_csv_header(table, column));
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the layout of a file of observations is not known",
                    .where = lt_csv_path(table), .expected = expected, .found = found,
                    .todo = "bring the file into one of these layouts (lantian example obs-hours)");
}

static lt_status read_table(const lt_csv *table, lt_obs_rows *rows) {
    for (int q = 0; q < N_LAYOUTS; q++) {
        if (!layouts[q].detect(table)) continue;
        rows->layout = layouts[q].name;
        rows->label = layouts[q].label;
        for (long k = 0; k < lt_csv_left_out(table); k++)
            LT_TRY(lt_rows_refuse(rows, lt_csv_left_out_line(table, k), "", "", lt_csv_left_out_what(table, k)));
        LT_TRY_CONTEXT(layouts[q].read(table, rows), "reading observations in the layout %s", layouts[q].name);
        return settle(rows);
    }
    return raise_unknown(table);
}

/* Rows of the wrong length (a file that was cut off) are left out and listed. */
lt_status lt_rows_read(const char *path, lt_obs_rows *rows) {
    lt_csv *table = NULL;
    lt_faults faults = {.silent = true};
    lt_csv_judge_leaving(path, &faults);
    lt_status status = lt_csv_read(path, &table);
    lt_csv_judge(NULL, NULL);
    if (status == LT_OK) status = read_table(table, rows);
    lt_csv_free(table);
    return status;
}
