/* ledger_columns.c - the head of a table of source rows, by our names or the Chinese ones (ledger_words.c), and the
 * cells under it. */
#include "inventory/ledger_columns.h"

#include "inventory/ledger_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const lt_ledger_column lt_ledger_columns[C_N] = {
#define LT_COLUMN_ROW(id, name, needed) {name, needed},
    LT_SOURCE_COLUMNS(LT_COLUMN_ROW)
#undef LT_COLUMN_ROW
};

static bool is_year(const char *text) {
    return strlen(text) == 4 && strspn(text, "0123456789") == 4;
}

/* factor_SO2, efficiency_SO2, rate_SO2: sets the column, or names the unknown species. */
static lt_status judge_species_column(lt_ledger_reader *reader, int column, bool *taken) {
    const struct {
        const char *prefix;
        int *columns;
    } kinds[] = {{"factor_", reader->factor}, {"efficiency_", reader->efficiency}, {"rate_", reader->rate}};
    const char *name = lt_csv_header(reader->table, column);
    *taken = false;
    for (int k = 0; k < 3; k++) {
        size_t length = strlen(kinds[k].prefix);
        if (strncmp(name, kinds[k].prefix, length) != 0) continue;
        int p = lt_pollutant_find(name + length);
        const char *near = lt_nearest_name(name + length, lt_pollutant_names, LT_N_POLLUTANTS);
        if (p < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown species",
                            .where = lt_fmt("%s, column %s", lt_csv_path(reader->table), name),
                            .expected = lt_fmt("%s and one of " LT_POLLUTANT_WORDS, kinds[k].prefix),
                            .found = lt_fmt("\"%s\"", name + length),
                            .todo = near ? lt_fmt("did you mean %s%s?", kinds[k].prefix, near)
                                         : "correct or remove the column");
        kinds[k].columns[p] = column;
        *taken = true;
    }
    return LT_OK;
}

static lt_status unknown_column(const lt_ledger_reader *reader, const char *name) {
    const char *names[C_N + 1] = {"activity"};
    for (int k = 0; k < C_N; k++) names[k + 1] = lt_ledger_columns[k].name;
    const char *near = lt_nearest_name(name, names, C_N + 1);
    for (int k = 0; lt_ledger_is_chinese(name) && k < C_N + 1; k++) {
        const char *zh = lt_ledger_column_zh(names[k]);
        if (zh[0] && (strstr(zh, name) || strstr(name, zh))) near = zh;
    }
    return LT_RAISE(
        LT_ERR_INPUT, .what = "unknown column", .where = lt_fmt("%s, column %s", lt_csv_path(reader->table), name),
        .expected = "the columns of `lantian example ledger`, or their Chinese heads (inventory/README.md)",
        .found = lt_fmt("\"%s\"", name), .todo = near ? lt_fmt("did you mean %s?", near) : "remove the column");
}

int lt_ledger_find_column(const lt_csv *t, const char *name) {
    const int column = lt_csv_find(t, name);
    const char *zh = lt_ledger_column_zh(name);
    return column < 0 && zh[0] ? lt_csv_find(t, zh) : column;
}

/* The nearest years around the base year, or the one that is nearest, of all that the head names. A table whose column
 * activity is of no known year keeps it unless the base year is named or lies between two that are. */
static void choose_years(lt_ledger_reader *reader, const int *years, const int *columns, int n) {
    int before = -1, after = -1;
    for (int k = 0; k < n; k++) {
        if (years[k] <= reader->base_year && (before < 0 || years[k] > years[before])) before = k;
        if (years[k] >= reader->base_year && (after < 0 || years[k] < years[after])) after = k;
    }
    reader->years = (lt_activity_years){.year = reader->base_year};
    if ((before < 0 || after < 0) && !reader->table_year) return;
    if (before < 0) before = after;
    if (after < 0) after = before;
    reader->of_first = columns[before];
    reader->of_second = columns[after];
    reader->years.first = years[before];
    reader->years.second = years[after];
}

lt_status lt_ledger_reader_start(lt_ledger_reader *reader) {
    enum { MOST_YEARS = 32 };
    const lt_csv *t = reader->table;
    int years[MOST_YEARS], columns[MOST_YEARS], n = 0;
    reader->activity = lt_ledger_find_column(t, "activity");
    reader->of_first = reader->of_second = -1;
    if (reader->table_year) {
        years[n] = reader->table_year;
        columns[n++] = reader->activity;
    }
    for (int k = 0; k < C_N; k++) reader->fixed[k] = lt_ledger_find_column(t, lt_ledger_columns[k].name);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) reader->factor[p] = reader->efficiency[p] = reader->rate[p] = -1;
    for (int c = 0; c < lt_csv_columns(t); c++) {
        const char *name = lt_csv_header(t, c);
        bool known = c == reader->activity;
        for (int k = 0; k < C_N; k++) known |= reader->fixed[k] == c;
        if (!known) LT_TRY(lt_csv_take(t, judge_species_column(reader, c, &known)));
        if (strncmp(name, "activity_", 9) == 0 && is_year(name + 9)) {
            if (n == MOST_YEARS)
                return LT_RAISE(LT_ERR_INPUT, .what = "too many columns of activity", .where = lt_csv_path(t),
                                .expected = lt_fmt("at most %d years", MOST_YEARS), .found = name,
                                .todo = "leave out years that no case uses");
            years[n] = atoi(name + 9);
            columns[n++] = c;
        } else if (!known) {
            LT_TRY(lt_csv_take(t, unknown_column(reader, name)));
        }
    }
    choose_years(reader, years, columns, n);
    if (reader->activity < 0) LT_TRY(lt_csv_column(t, "activity", &reader->activity));
    for (int k = 0; k < C_N; k++)
        if (reader->fixed[k] < 0 && (lt_ledger_columns[k].needed || (k == C_REGION && reader->fixed[C_SHARE] < 0)))
            LT_TRY(lt_csv_column(t, lt_ledger_columns[k].name, &reader->fixed[k]));
    return LT_OK;
}

lt_status lt_ledger_text(const lt_ledger_reader *reader, long r, int which, char *out, size_t size) {
    const char *text = reader->fixed[which] < 0 ? "" : lt_csv_text(reader->table, r, reader->fixed[which]);
    if (lt_ledger_columns[which].needed && !text[0] && reader->fixed[which] < 0) return LT_OK; /* said of the header */
    if (lt_ledger_columns[which].needed && !text[0])
        return lt_csv_take(
            reader->table,
            LT_RAISE(LT_ERR_INPUT, .what = which == C_UNIT ? "the activity has no unit" : "a value is missing",
                     .where = lt_csv_where(reader->table, r, reader->fixed[which]),
                     .expected = which == C_UNIT ? "the unit of the activity, e.g. t" : lt_ledger_columns[which].name,
                     .found = "nothing", .todo = "fill in the column"));
    if (strlen(text) >= size && which != C_SOURCE)
        return LT_RAISE(LT_ERR_INPUT, .what = "a name is too long",
                        .where = lt_csv_where(reader->table, r, reader->fixed[which]),
                        .expected = lt_fmt("at most %zu characters", size - 1), .found = lt_fmt("\"%.60s\"", text),
                        .todo = "shorten the name");
    snprintf(out, size, "%s", text);
    return LT_OK;
}

lt_status lt_ledger_number(const lt_ledger_reader *reader, long r, int column, double min, double max, double empty,
                           const char *what, double *out) {
    *out = empty;
    if (column < 0 || lt_csv_empty(reader->table, r, column)) return LT_OK;
    LT_TRY(lt_csv_double(reader->table, r, column, out));
    if (*out < min || *out > max)
        return lt_csv_take(reader->table,
                           LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(reader->table, r, column),
                                    .expected = max < 1e300 ? lt_fmt("%g to %g", min, max) : lt_fmt("%g or more", min),
                                    .found = lt_fmt("%g", *out),
                                    .todo = max == 1 && *out >= 2 && *out <= 100
                                                ? lt_fmt("if %g %% is meant, write %g", *out, *out / 100)
                                                : "correct the number"));
    return LT_OK;
}
