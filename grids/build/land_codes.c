/* land_codes.c - one legend of the table of codes (land_codes.h). */
#include "grids/build/land_codes.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

enum { LEGEND, CODE, NAME, CLASS, REASON, N_COLUMNS, MOST_LEGENDS = 32 };

static lt_status get_row(const lt_csv *t, long row, const int *column, lt_land_codes *out) {
    long code;
    const char *id = lt_csv_text(t, row, column[CLASS]);
    LT_TRY(lt_csv_long(t, row, column[CODE], &code));
    const bool bad_code = code < 0 || code > LT_MAX_LAND_CODE || out->class_of[code] != LT_LAND_FOREIGN;
    const int class = id[0] ? lt_land_find(id) : LT_LAND_MISSING;
    if (bad_code || class < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = bad_code ? "bad code of land cover" : "unknown class of land cover",
                        .where = lt_csv_where(t, row, column[bad_code ? CODE : CLASS]),
                        .expected = bad_code ? "0 to 255, once in a legend" : "a class of grids/land.h, or nothing",
                        .found = bad_code ? lt_fmt("%ld", code) : lt_fmt("\"%s\"", id), .todo = "correct the row");
    out->class_of[code] = class;
    return LT_OK;
}

/* The legend is in no row: which ones are there? */
static lt_status unknown(const lt_csv *t, int column, const char *legend) {
    const char *names[MOST_LEGENDS];
    int n = 0;
    for (long row = 0; row < lt_csv_rows(t) && n < MOST_LEGENDS; row++) {
        int k = 0;
        while (k < n && strcmp(names[k], lt_csv_text(t, row, column)) != 0) k++;
        if (k == n) names[n++] = lt_csv_text(t, row, column);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown legend of a map of land cover", .where = lt_csv_path(t),
                    .expected = lt_one_of(names, n), .found = lt_fmt("\"%s\"", legend),
                    .todo = lt_did_you_mean(legend, names, n));
}

static lt_status read(const lt_csv *t, const char *legend, lt_land_codes *out) {
    static const char *const names[N_COLUMNS] = {"legend", "code", "name", "class", "reason"};
    int column[N_COLUMNS];
    bool found = false;
    for (int k = 0; k < N_COLUMNS; k++) LT_TRY(lt_csv_column(t, names[k], &column[k]));
    for (int code = 0; code <= LT_MAX_LAND_CODE; code++) out->class_of[code] = LT_LAND_FOREIGN;
    snprintf(out->legend, sizeof out->legend, "%s", legend);
    for (long row = 0; row < lt_csv_rows(t); row++) {
        if (strcmp(lt_csv_text(t, row, column[LEGEND]), legend) != 0) continue;
        found = true;
        LT_TRY(get_row(t, row, column, out));
    }
    return found ? LT_OK : unknown(t, column[LEGEND], legend);
}

lt_status lt_land_codes_read(const char *path, const char *legend, lt_land_codes *out) {
    lt_csv *table;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read(table, legend, out);
    lt_csv_free(table);
    return status;
}
