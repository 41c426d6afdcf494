#include "postproc/obs/archive/obs_coverage.h"

#include "postproc/obs/archive/archive_private.h"

#include <stdlib.h>
#include <string.h>

/* Hours of local months; the sums of flags follow lt_flag_table. */
static const char by_month[] =
    "SELECT series, CAST(strftime('%Y', start + 28800, 'unixepoch') AS INTEGER) AS y,"
    " CAST(strftime('%m', start + 28800, 'unixepoch') AS INTEGER) AS m, count(*), sum(flags != 0),"
    " sum((flags & 1) != 0), sum((flags & 2) != 0), sum((flags & 4) != 0), sum((flags & 8) != 0),"
    " sum((flags & 16) != 0) FROM value GROUP BY series, y, m";

static lt_status count_of(lt_archive *archive, const char *sql, long *out) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, sql, &statement));
    const lt_status status = lt_archive_step(archive, "read", statement, &row);
    if (status == LT_OK && row) *out = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static long series_of(const lt_obs_catalogue *c, long id) {
    for (long q = 0; q < c->n_series; q++)
        if (c->series[q].id == id) return q;
    return -1;
}

static bool is_asked(const lt_obs_catalogue *c, long q, const lt_obs_coverage_filter *filter) {
    if (q < 0) return false;
    const lt_archived *series = &c->series[q];
    if (filter->city_en && strcmp(c->stations[series->station].city_en, filter->city_en) != 0) return false;
    return filter->species < 0 || (int)series->species == filter->species;
}

static long possible_in(const lt_obs_coverage *out, const lt_obs_coverage_row *row) {
    return (long)lt_days_in_month(row->year, row->month) * LT_DAY / out->catalogue.series[row->series].interval_s;
}

static lt_status add_row(sqlite3_stmt *statement, long q, lt_obs_coverage *out, long *room) {
    LT_TRY(lt_grow(&out->rows, sizeof *out->rows, out->n + 1, room));
    lt_obs_coverage_row *row = &out->rows[out->n++];
    *row = (lt_obs_coverage_row){.series = q,
                                 .year = sqlite3_column_int(statement, 1),
                                 .month = sqlite3_column_int(statement, 2),
                                 .n = (long)sqlite3_column_int64(statement, 3),
                                 .flagged = (long)sqlite3_column_int64(statement, 4)};
    row->possible = possible_in(out, row);
    for (int k = 0; k < LT_N_FLAGS; k++) row->by[k] = (long)sqlite3_column_int64(statement, 5 + k);
    return LT_OK;
}

static int month_of(const lt_obs_coverage_row *row) {
    return row->year * 12 + row->month - 1;
}

static int by_place_and_month(const void *left, const void *right) {
    const lt_obs_coverage_row *a = left, *b = right;
    if (a->series != b->series) return a->series < b->series ? -1 : 1;
    return (month_of(a) > month_of(b)) - (month_of(a) < month_of(b));
}

static lt_status add_empty(lt_obs_coverage *out, long series, int month, long *room) {
    LT_TRY(lt_grow(&out->rows, sizeof *out->rows, out->n + 1, room));
    lt_obs_coverage_row *row = &out->rows[out->n++];
    *row = (lt_obs_coverage_row){.series = series, .year = month / 12, .month = month % 12 + 1};
    row->possible = possible_in(out, row);
    return LT_OK;
}

/* Months without a value between the first of a series and the last of all: a station that fell silent is seen. */
static lt_status add_gaps(lt_obs_coverage *out, long *room) {
    const long n = out->n;
    int last = 0;
    if (n) qsort(out->rows, (size_t)n, sizeof *out->rows, by_place_and_month);
    for (long k = 0; k < n; k++) last = month_of(&out->rows[k]) > last ? month_of(&out->rows[k]) : last;
    for (long k = 0; k < n; k++) {
        const long series = out->rows[k].series;
        const bool ends = k + 1 == n || out->rows[k + 1].series != series;
        const int until = ends ? last + 1 : month_of(&out->rows[k + 1]);
        for (int month = month_of(&out->rows[k]) + 1; month < until; month++)
            LT_TRY(add_empty(out, series, month, room));
    }
    return LT_OK;
}

static void keep_year(lt_obs_coverage *out, int year) {
    long kept = 0;
    for (long k = 0; k < out->n; k++)
        if (!year || out->rows[k].year == year) out->rows[kept++] = out->rows[k];
    out->n = kept;
}

static lt_status read_rows(lt_archive *archive, const lt_obs_coverage_filter *filter, lt_obs_coverage *out) {
    sqlite3_stmt *statement;
    long room = 0;
    bool there = false;
    LT_TRY(lt_archive_prepare(archive, by_month, &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &there);
    while (status == LT_OK && there) {
        const long q = series_of(&out->catalogue, (long)sqlite3_column_int64(statement, 0));
        if (is_asked(&out->catalogue, q, filter)) status = add_row(statement, q, out, &room);
        if (status == LT_OK) status = lt_archive_step(archive, "read", statement, &there);
    }
    sqlite3_finalize(statement);
    if (status == LT_OK) status = add_gaps(out, &room);
    if (out->n) qsort(out->rows, (size_t)out->n, sizeof *out->rows, by_place_and_month);
    keep_year(out, filter->year);
    return status;
}

/* One transaction: an import that ends meanwhile is in all of the answer or in none of it. */
lt_status lt_obs_coverage_read(lt_archive *archive, const lt_obs_coverage_filter *filter, lt_obs_coverage *out) {
    *out = (lt_obs_coverage){0};
    LT_TRY(lt_archive_do(archive, "read", "BEGIN"));
    lt_status status = lt_archive_list(archive, &out->catalogue);
    if (status == LT_OK) status = read_rows(archive, filter, out);
    if (status == LT_OK) status = count_of(archive, "SELECT count(*) FROM value", &out->n_values);
    if (status == LT_OK) status = count_of(archive, "SELECT count(*) FROM past", &out->n_past);
    if (status == LT_OK) status = count_of(archive, "SELECT count(*) FROM source", &out->n_sources);
    if (status == LT_OK) status = count_of(archive, "SELECT count(*) FROM refused", &out->n_refused);
    status = lt_archive_end(archive, status);
    if (status != LT_OK) lt_obs_coverage_free(out);
    return status;
}

void lt_obs_coverage_free(lt_obs_coverage *coverage) {
    lt_obs_catalogue_free(&coverage->catalogue);
    lt_free(coverage->rows);
    *coverage = (lt_obs_coverage){0};
}
