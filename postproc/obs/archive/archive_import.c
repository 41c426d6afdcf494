/* archive_import.c - the rows of one file into the archive, in one transaction. */
#include "postproc/obs/archive/archive_private.h"

#include <string.h>

typedef struct lt_put {
    lt_archive *archive;
    const lt_obs_rows *rows;
    lt_import *import;
    sqlite3_stmt *find, *insert, *keep, *change;
    long source;
    uint64_t sum;  /* of all values that the file gives the archive (archive_check.c) */
    long *station; /* ids of the stations of the rows, 0 = not asked yet */
    lt_time first, last;
} lt_put;

/* --- the file --- */

static lt_status is_known(lt_put *put) {
    sqlite3_stmt *statement;
    LT_TRY(
        lt_archive_prepare(put->archive, "SELECT id FROM source WHERE digest = ? AND stations_digest = ?", &statement));
    lt_archive_bind_text(statement, 1, put->import->digest);
    lt_archive_bind_text(statement, 2, put->rows->places->digest);
    const lt_status status = lt_archive_step(put->archive, "read", statement, &put->import->known);
    sqlite3_finalize(statement);
    return status;
}

static lt_status add_source(lt_put *put) {
    sqlite3_stmt *statement;
    LT_TRY(lt_archive_prepare(put->archive,
                              "INSERT INTO source(digest, stations_digest, file, layout, label, imported, n_new, "
                              "n_changed, n_same, sum) VALUES(?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
                              &statement));
    lt_archive_bind_text(statement, 1, put->import->digest);
    lt_archive_bind_text(statement, 2, put->rows->places->digest);
    lt_archive_bind_text(statement, 3, put->import->file);
    lt_archive_bind_text(statement, 4, put->rows->layout);
    lt_archive_bind_text(statement, 5, put->rows->label);
    sqlite3_bind_int64(statement, 6, put->import->now);
    const lt_status status = lt_archive_step(put->archive, "write", statement, NULL);
    sqlite3_finalize(statement);
    put->source = (long)sqlite3_last_insert_rowid(put->archive->db);
    return status;
}

static lt_status count_source(lt_put *put) {
    sqlite3_stmt *statement;
    LT_TRY(lt_archive_prepare(
        put->archive, "UPDATE source SET n_new = ?1, n_changed = ?2, n_same = ?3, sum = ?5 WHERE id = ?4", &statement));
    sqlite3_bind_int64(statement, 1, put->import->n_new);
    sqlite3_bind_int64(statement, 2, put->import->n_changed);
    sqlite3_bind_int64(statement, 3, put->import->n_same);
    sqlite3_bind_int64(statement, 4, put->source);
    sqlite3_bind_int64(statement, 5, (sqlite3_int64)put->sum);
    const lt_status status = lt_archive_step(put->archive, "write", statement, NULL);
    sqlite3_finalize(statement);
    return status;
}

static lt_status add_refused(lt_put *put) {
    sqlite3_stmt *statement;
    lt_status status = LT_OK;
    LT_TRY(lt_archive_prepare(put->archive, "INSERT INTO refused VALUES(?, ?, ?, ?, ?)", &statement));
    for (long k = 0; k < put->rows->n_refused && status == LT_OK; k++) {
        const lt_refusal *one = &put->rows->refused[k];
        sqlite3_bind_int64(statement, 1, put->source);
        sqlite3_bind_int(statement, 2, one->line);
        lt_archive_bind_text(statement, 3, one->cell);
        lt_archive_bind_text(statement, 4, one->found);
        lt_archive_bind_text(statement, 5, one->why);
        status = lt_archive_step(put->archive, "write", statement, NULL);
    }
    sqlite3_finalize(statement);
    return status;
}

/* --- stations and series --- */

static lt_status series_id(lt_put *put, const lt_obs_row *row, long *out) {
    long *station = &put->station[row->station];
    bool moved = false;
    if (!*station)
        LT_TRY(lt_archive_station_id(put->archive, &put->rows->stations[row->station], put->source, station, &moved));
    put->import->n_moved += moved;
    return lt_archive_series_id(put->archive, *station, row->species, row->interval_s, out);
}

/* --- values --- */

static void bind_key(sqlite3_stmt *statement, long series, lt_time start) {
    sqlite3_bind_int64(statement, 1, series);
    sqlite3_bind_int64(statement, 2, start);
}

static lt_status put_new(lt_put *put, long series, const lt_obs_row *row) {
    bind_key(put->insert, series, row->start);
    sqlite3_bind_double(put->insert, 3, row->value);
    sqlite3_bind_int(put->insert, 4, (int)row->state);
    sqlite3_bind_int64(put->insert, 5, put->source);
    put->import->n_new++;
    return lt_archive_step(put->archive, "write", put->insert, NULL);
}

/* The older value goes to the past as it stands, the new one takes its place. */
static lt_status put_changed(lt_put *put, long series, const lt_obs_row *row) {
    bind_key(put->keep, series, row->start);
    LT_TRY(lt_archive_step(put->archive, "write", put->keep, NULL));
    bind_key(put->change, series, row->start);
    sqlite3_bind_double(put->change, 3, row->value);
    sqlite3_bind_int(put->change, 4, (int)row->state);
    sqlite3_bind_int64(put->change, 5, put->source);
    put->import->n_changed++;
    return lt_archive_step(put->archive, "write", put->change, NULL);
}

static lt_status put_row(lt_put *put, long series, const lt_obs_row *row) {
    bool there = false;
    bind_key(put->find, series, row->start);
    LT_TRY(lt_archive_step(put->archive, "read", put->find, &there));
    if (there && sqlite3_column_double(put->find, 0) == row->value &&
        sqlite3_column_int(put->find, 1) == (int)row->state) {
        put->import->n_same++;
        sqlite3_reset(put->find);
        return LT_OK;
    }
    sqlite3_reset(put->find);
    if (put->import->n_new + put->import->n_changed == 0) put->first = put->last = row->start;
    if (row->start < put->first) put->first = row->start;
    if (row->start > put->last) put->last = row->start;
    put->sum += lt_archive_sum_of(series, row->start, row->value, (int)row->state);
    return there ? put_changed(put, series, row) : put_new(put, series, row);
}

static lt_status prepare(lt_put *put) {
    lt_archive *a = put->archive;
    LT_TRY(lt_archive_prepare(a, "SELECT value, state FROM value WHERE series = ? AND start = ?", &put->find));
    LT_TRY(lt_archive_prepare(a, "INSERT INTO value VALUES(?1, ?2, ?3, ?4, 0, 1, ?5)", &put->insert));
    LT_TRY(lt_archive_prepare(
        a,
        "INSERT INTO past SELECT series, start, revision, value, state, flags, source FROM value WHERE "
        "series = ?1 AND start = ?2",
        &put->keep));
    return lt_archive_prepare(
        a,
        "UPDATE value SET value = ?3, state = ?4, source = ?5, flags = 0, revision = revision + 1 "
        "WHERE series = ?1 AND start = ?2",
        &put->change);
}

static lt_status put_rows(lt_put *put) {
    const lt_obs_rows *rows = put->rows;
    long series = 0;
    LT_TRY(prepare(put));
    for (long k = 0; k < rows->n; k++) {
        const lt_obs_row *row = &rows->items[k], *before = k ? row - 1 : NULL;
        const bool same = before && before->station == row->station && before->species == row->species &&
                          before->interval_s == row->interval_s;
        if (!same) LT_TRY(series_id(put, row, &series));
        LT_TRY(put_row(put, series, row));
    }
    return LT_OK;
}

/* --- the whole --- */

static lt_status count_flagged(lt_put *put) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(put->archive,
                              "SELECT count(*) FROM value WHERE series IN (SELECT id FROM series) AND start BETWEEN ? "
                              "AND ? AND source = ? AND flags != 0",
                              &statement));
    sqlite3_bind_int64(statement, 1, put->first);
    sqlite3_bind_int64(statement, 2, put->last);
    sqlite3_bind_int64(statement, 3, put->source);
    const lt_status status = lt_archive_step(put->archive, "read", statement, &row);
    if (status == LT_OK && row) put->import->n_flagged = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static lt_status judge_everything(lt_put *put, const lt_quality *quality) {
    lt_time first = 0, last = 0;
    bool any = false;
    LT_TRY(lt_archive_span(put->archive, &first, &last, &any));
    return any ? lt_archive_judge(put->archive, quality, first, last) : LT_OK;
}

static lt_status import_file(lt_put *put, const lt_quality *quality) {
    bool again = false;
    LT_TRY(lt_archive_judge_again(put->archive, quality, &again));
    LT_TRY(is_known(put));
    if (put->import->known) return LT_OK;
    LT_TRY(lt_calloc((size_t)put->rows->n_stations, sizeof *put->station, &put->station));
    LT_TRY(add_source(put));
    LT_TRY(put_rows(put));
    LT_TRY(add_refused(put));
    LT_TRY(count_source(put));
    if (put->import->n_moved > 0) LT_TRY(judge_everything(put, quality)); /* neighbours are others */
    if (put->import->n_new + put->import->n_changed == 0) return LT_OK;
    if (put->import->n_moved == 0) LT_TRY(lt_archive_judge(put->archive, quality, put->first, put->last));
    return count_flagged(put);
}

lt_status lt_archive_import(lt_archive *archive, const lt_obs_rows *rows, const lt_quality *quality,
                            lt_import *import) {
    lt_put put = {.archive = archive, .rows = rows, .import = import};
    import->known = false;
    import->n_new = import->n_changed = import->n_same = import->n_flagged = import->n_moved = 0;
    LT_TRY(lt_archive_begin(archive));
    lt_status status = import_file(&put, quality);
    sqlite3_finalize(put.find);
    sqlite3_finalize(put.insert);
    sqlite3_finalize(put.keep);
    sqlite3_finalize(put.change);
    lt_free(put.station);
    return lt_archive_end(archive, status);
}
