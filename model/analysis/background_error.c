#include "model/analysis/background_error.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const char *const background_table = "model/data/analysis_background_errors.csv";
static const char *const observation_table = "model/data/analysis_observation_errors.csv";

double lt_background_sigma(const lt_background_error_row *row, double x) {
    return row->relative * x + row->floor_ugm3;
}

double lt_background_correlation(double distance_m, double length_m) {
    const double z = distance_m / length_m;
    return (1.0 + z) * lt_exp(-z);
}

double lt_vertical_reach(double height_m, double boundary_layer_m) {
    const double above = height_m - boundary_layer_m, share = LT_REACH_SHARE * boundary_layer_m;
    const double depth = share > LT_REACH_LEAST_M ? share : LT_REACH_LEAST_M;
    return above <= 0.0 ? 1.0 : lt_exp(-0.5 * (above / depth) * (above / depth));
}

double lt_observation_error_of(const lt_observation_error *errors, lt_monitored what, double value, double cell_m) {
    const double e0 = errors->absolute_ugm3[what] + errors->relative[what] * (value > 0.0 ? value : 0.0);
    const double er = 0.5 * e0 * sqrt(cell_m / 3000.0);
    return sqrt(e0 * e0 + er * er);
}

/* --- tables --- */

static lt_status fault(const lt_csv *csv, long row, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(csv, row, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(csv, row, column)), .todo = "correct the table");
}

/* A number from least (itself only with `also`) to most. */
static lt_status number(const lt_csv *csv, long row, int column, bool also, double most, double *out) {
    LT_TRY(lt_csv_double(csv, row, column, out));
    if ((*out > 0.0 || (also && *out == 0.0)) && *out <= most) return LT_OK;
    return fault(csv, row, column, "an error of the analysis cannot be this",
                 lt_fmt("%s 0, at most %.6g", also ? "from" : "above", most));
}

static lt_status name_of(const lt_csv *csv, long row, int column, const char *const *names, int n, int *out) {
    const char *text = lt_csv_text(csv, row, column);
    for (*out = 0; *out < n; ++*out)
        if (strcmp(text, names[*out]) == 0) return LT_OK;
    return fault(csv, row, column, "the analysis has nothing of this name", lt_one_of(names, n));
}

static lt_status hour_of(const lt_csv *csv, long row, int column, long least, long *out) {
    LT_TRY(lt_csv_long(csv, row, column, out));
    if (*out >= least && *out < LT_HOURS_OF_DAY) return LT_OK;
    return fault(csv, row, column, "a local hour cannot be this", lt_fmt("%ld to 23", least));
}

static lt_status open_table(const char *path, const char *shipped, const char *const *names, lt_csv **csv,
                            int *column) {
    char found[4096];
    if (!path) {
        LT_TRY(lt_share_path(shipped, found, sizeof found));
        path = found;
    }
    LT_TRY(lt_csv_read(path, csv));
    lt_status status = lt_csv_exactly(*csv, names, column);
    if (status != LT_OK) lt_csv_free(*csv);
    return status;
}

enum { B_CONTROL, B_FROM, B_TO, B_RELATIVE, B_FLOOR, B_LENGTH, B_MARK, B_SOURCE, B_COLUMNS };
static const char *const background_columns[B_COLUMNS + 1] = {
    "control", "from_hour", "to_hour", "relative_1", "floor_ugm3", "length_km", "mark", "source", NULL};

static lt_status read_background_row(const lt_csv *csv, long row, const int *column, lt_background_error *out) {
    int control;
    long from, to;
    double length_km;
    lt_background_error_row found;
    LT_TRY(name_of(csv, row, column[B_CONTROL], lt_control_names, LT_N_CONTROLS, &control));
    LT_TRY(hour_of(csv, row, column[B_FROM], 0, &from));
    LT_TRY(hour_of(csv, row, column[B_TO], from, &to));
    LT_TRY(number(csv, row, column[B_RELATIVE], true, 5.0, &found.relative));
    LT_TRY(number(csv, row, column[B_FLOOR], false, 1e4, &found.floor_ugm3));
    LT_TRY(number(csv, row, column[B_LENGTH], false, 2000.0, &length_km));
    found.length_m = 1000.0 * length_km;
    for (long hour = from; hour <= to; ++hour) {
        if (out->row[control][hour].length_m > 0.0)
            return fault(csv, row, column[B_FROM], "an hour of a control stands twice", "every hour once");
        out->row[control][hour] = found;
    }
    return LT_OK;
}

static lt_status judge_whole(const lt_csv *csv, const lt_background_error *errors) {
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        for (int hour = 0; hour < LT_HOURS_OF_DAY; ++hour)
            if (!(errors->row[c][hour].length_m > 0.0))
                return LT_RAISE(LT_ERR_INPUT, .what = "an hour has no errors of the background",
                                .where = lt_csv_path(csv),
                                .expected = lt_fmt("a row of %s for hour %d", lt_control_names[c], hour),
                                .found = "none", .todo = "add the row");
    return LT_OK;
}

lt_status lt_background_error_read(const char *path, lt_background_error *out) {
    lt_csv *csv;
    int column[B_COLUMNS];
    *out = (lt_background_error){0};
    LT_TRY(open_table(path, background_table, background_columns, &csv, column));
    lt_status status = LT_OK;
    for (long row = 0; status == LT_OK && row < lt_csv_rows(csv); ++row)
        status = read_background_row(csv, row, column, out);
    if (status == LT_OK) status = judge_whole(csv, out);
    lt_csv_free(csv);
    return status;
}

enum { O_OBSERVED, O_ABSOLUTE, O_RELATIVE, O_MARK, O_SOURCE, O_COLUMNS };
static const char *const observation_columns[O_COLUMNS + 1] = {"observed", "absolute_ugm3", "relative_1",
                                                               "mark",     "source",        NULL};

static lt_status read_observation_row(const lt_csv *csv, long row, const int *column, lt_observation_error *out) {
    int what;
    LT_TRY(name_of(csv, row, column[O_OBSERVED], lt_monitored_names, LT_N_MONITORED, &what));
    if (out->absolute_ugm3[what] > 0.0)
        return fault(csv, row, column[O_OBSERVED], "an observed stands twice", "every one once");
    LT_TRY(number(csv, row, column[O_ABSOLUTE], false, 1e4, &out->absolute_ugm3[what]));
    return number(csv, row, column[O_RELATIVE], true, 1.0, &out->relative[what]);
}

lt_status lt_observation_error_read(const char *path, lt_observation_error *out) {
    lt_csv *csv;
    int column[O_COLUMNS];
    *out = (lt_observation_error){0};
    LT_TRY(open_table(path, observation_table, observation_columns, &csv, column));
    lt_status status = LT_OK;
    for (long row = 0; status == LT_OK && row < lt_csv_rows(csv); ++row)
        status = read_observation_row(csv, row, column, out);
    for (int what = 0; status == LT_OK && what < LT_N_MONITORED; ++what)
        if (!(out->absolute_ugm3[what] > 0.0))
            status = LT_RAISE(LT_ERR_INPUT, .what = "an observed has no error", .where = lt_csv_path(csv),
                              .expected = lt_fmt("a row of %s", lt_monitored_names[what]), .found = "none",
                              .todo = "add the row");
    lt_csv_free(csv);
    return status;
}
