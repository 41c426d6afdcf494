/* field.c - the three tables of a field experiment (field.h). */
#include "model/gaussian/verify/field_private.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

lt_status lt_field_bad(const lt_csv *csv, long row, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the field experiment cannot be like this",
                    .where = lt_csv_where(csv, row, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(csv, row, column)), .todo = "correct the table");
}

lt_status lt_field_number(const lt_csv *csv, long row, int column, double least, double most, bool may_lack,
                          double *out) {
    *out = NAN;
    if (may_lack && lt_csv_empty(csv, row, column)) return LT_OK;
    LT_TRY(lt_csv_double(csv, row, column, out));
    if (*out > least && *out <= most) return LT_OK;
    return lt_field_bad(csv, row, column, lt_fmt("above %g, at most %g", least, most));
}

lt_status lt_field_table(const char *folder, const char *name, const char *const *columns, int *column, lt_csv **out) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    LT_TRY(lt_csv_read(path, out));
    const lt_status status = lt_csv_all(*out, columns, column);
    if (status != LT_OK) lt_csv_free(*out);
    return status;
}

static lt_status leave(lt_field *field, long run, const char *reason) {
    for (long n = 0; n < field->n_left; n++)
        if (field->left[n].run == run) return LT_OK;
    lt_field_left *left = &field->left[field->n_left++];
    left->run = run;
    snprintf(left->reason, sizeof left->reason, "%s", reason);
    return LT_OK;
}

static const lt_field_run *run_of(const lt_field *field, long run) {
    for (long n = 0; n < field->n_runs; n++)
        if (field->runs[n].run == run) return &field->runs[n];
    return NULL;
}

/* --- pg_runs.csv -------------------------------------------------------------------------------------------------- */

static const char *const run_columns[] = {"run",  "Q_g_s",         "release_h_m",     "L_m",      "ustar_k040_m_s",
                                          "zi_m", "wind_from_deg", "sigma_az_deg_2m", "u_2m_m_s", NULL};
enum { RUN, RATE, RELEASE, OBUKHOV, FRICTION, MIXING, FROM, SIGMA, WIND, N_RUN_COLUMNS };

static lt_status read_run(lt_field *field, const lt_csv *csv, long row, const int *column) {
    lt_field_run run;
    LT_TRY(lt_csv_long(csv, row, column[RUN], &run.run));
    if (run_of(field, run.run)) return lt_field_bad(csv, row, column[RUN], "every run once");
    for (int c = OBUKHOV; c <= WIND; c++)
        if ((c == OBUKHOV || c == FRICTION || c == WIND) && lt_csv_empty(csv, row, column[c]))
            return leave(field, run.run,
                         lt_fmt("pg_runs.csv line %d has no %s", lt_csv_line(csv, row), run_columns[c]));
    LT_TRY(lt_field_number(csv, row, column[RATE], 0.0, 1e6, false, &run.rate_gs));
    LT_TRY(lt_field_number(csv, row, column[RELEASE], -1e-9, 500.0, false, &run.release_m));
    LT_TRY(lt_field_number(csv, row, column[OBUKHOV], -1e9, 1e9, false, &run.obukhov_m));
    if (run.obukhov_m == 0.0) return lt_field_bad(csv, row, column[OBUKHOV], "not 0");
    LT_TRY(lt_field_number(csv, row, column[FRICTION], 0.0, 5.0, false, &run.friction_ms));
    LT_TRY(lt_field_number(csv, row, column[MIXING], 0.0, 1e4, true, &run.mixing_m));
    LT_TRY(lt_field_number(csv, row, column[FROM], -1e-9, 360.0, false, &run.wind_from_deg));
    LT_TRY(lt_field_number(csv, row, column[SIGMA], 0.0, 180.0, true, &run.sigma_azimuth_deg));
    LT_TRY(lt_field_number(csv, row, column[WIND], 0.0, 60.0, false, &run.wind_2m_ms));
    field->runs[field->n_runs++] = run;
    return LT_OK;
}

/* --- pg_arcs.csv -------------------------------------------------------------------------------------------------- */

static const char *const arc_columns[] = {"run", "arc_m", "sampler_h_m", "cmax_mg_m3", "cwic_mg_m2", NULL};
enum { ARC_RUN, DISTANCE, SAMPLER, MAXIMUM, INTEGRAL, N_ARC_COLUMNS };

lt_field_arc *lt_field_arc_of(const lt_field *field, long run, double distance_m) {
    for (long n = 0; n < field->n_arcs; n++)
        if (field->arcs[n].run == run && field->arcs[n].distance_m == distance_m) return &field->arcs[n];
    return NULL;
}

static lt_status read_arc(lt_field *field, const lt_csv *csv, long row, const int *column) {
    lt_field_arc arc = {0};
    LT_TRY(lt_csv_long(csv, row, column[ARC_RUN], &arc.run));
    LT_TRY(lt_field_number(csv, row, column[DISTANCE], 0.0, 1e5, false, &arc.distance_m));
    if (lt_field_arc_of(field, arc.run, arc.distance_m))
        return lt_field_bad(csv, row, column[DISTANCE], "every arc of a run once");
    LT_TRY(lt_field_number(csv, row, column[SAMPLER], -1e-9, 100.0, false, &arc.sampler_m));
    LT_TRY(lt_field_number(csv, row, column[MAXIMUM], 0.0, 1e9, false, &arc.maximum_mgm3));
    LT_TRY(lt_csv_double(csv, row, column[INTEGRAL], &arc.integral_mgm2)); /* judged beside the samplers */
    arc.weather = run_of(field, arc.run);
    if (!arc.weather) LT_TRY(leave(field, arc.run, "no row in pg_runs.csv"));
    field->arcs[field->n_arcs++] = arc;
    return LT_OK;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

typedef lt_status (*row_reader)(lt_field *field, const lt_csv *csv, long row, const int *column);

static lt_status each_row(lt_field *field, const lt_csv *csv, const int *column, row_reader read) {
    for (long row = 0; row < lt_csv_rows(csv); row++) LT_TRY(read(field, csv, row, column));
    return LT_OK;
}

static lt_status read_runs(const char *folder, lt_field *field) {
    int column[N_RUN_COLUMNS];
    lt_csv *csv;
    LT_TRY(lt_field_table(folder, "pg_runs.csv", run_columns, column, &csv));
    lt_status status = lt_calloc((size_t)lt_csv_rows(csv) + 1, sizeof *field->runs, &field->runs);
    if (status == LT_OK) status = lt_calloc((size_t)lt_csv_rows(csv) + 1, sizeof *field->left, &field->left);
    if (status == LT_OK) status = each_row(field, csv, column, read_run);
    lt_csv_free(csv);
    return status;
}

static lt_status read_arcs(const char *folder, lt_field *field) {
    int column[N_ARC_COLUMNS];
    lt_csv *csv;
    LT_TRY(lt_field_table(folder, "pg_arcs.csv", arc_columns, column, &csv));
    const long rows = lt_csv_rows(csv), room = field->n_left + rows + 1;
    lt_status status = lt_calloc((size_t)rows + 1, sizeof *field->arcs, &field->arcs);
    long have = field->n_left;
    if (status == LT_OK) status = lt_grow(&field->left, sizeof *field->left, room, &have);
    if (status == LT_OK) status = each_row(field, csv, column, read_arc);
    lt_csv_free(csv);
    return status;
}

lt_status lt_field_read(const char *folder, lt_field **out) {
    lt_field *field = NULL;
    LT_TRY(lt_calloc(1, sizeof *field, &field));
    lt_status status = read_runs(folder, field);
    if (status == LT_OK) status = read_arcs(folder, field);
    if (status == LT_OK) status = lt_field_samplers(folder, field);
    if (status != LT_OK) {
        lt_field_free(field);
        return status;
    }
    *out = field;
    return LT_OK;
}

void lt_field_free(lt_field *field) {
    if (!field) return;
    lt_free(field->runs);
    lt_free(field->arcs);
    lt_free(field->left);
    lt_free(field);
}
