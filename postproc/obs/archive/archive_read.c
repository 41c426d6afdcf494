/* archive_read.c - what stands in an archive: stations, series, hours. */
#include "postproc/obs/archive/archive_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void text_of(sqlite3_stmt *statement, int column, char *out, size_t size) {
    const unsigned char *text = sqlite3_column_text(statement, column);
    snprintf(out, size, "%s", text ? (const char *)text : "");
}

static lt_status read_station(sqlite3_stmt *statement, lt_obs_catalogue *out, long room[2]) {
    LT_TRY(lt_grow(&out->stations, sizeof *out->stations, out->n_stations + 1, &room[0]));
    LT_TRY(lt_grow(&out->station_ids, sizeof *out->station_ids, out->n_stations + 1, &room[1]));
    lt_place *one = &out->stations[out->n_stations];
    *one = (lt_place){0};
    out->station_ids[out->n_stations++] = (long)sqlite3_column_int64(statement, 0);
    text_of(statement, 1, one->code, sizeof one->code);
    text_of(statement, 2, one->name_en, sizeof one->name_en);
    text_of(statement, 3, one->name_zh, sizeof one->name_zh);
    text_of(statement, 4, one->city_en, sizeof one->city_en);
    one->lon = sqlite3_column_double(statement, 5);
    one->lat = sqlite3_column_double(statement, 6);
    return LT_OK;
}

static lt_status read_stations(lt_archive *archive, lt_obs_catalogue *out) {
    sqlite3_stmt *statement;
    long room[2] = {0};
    bool row = false;
    LT_TRY(lt_archive_prepare(
        archive, "SELECT id, code, name_en, name_zh, city_en, lon, lat FROM station ORDER BY code", &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    while (status == LT_OK && row) {
        status = read_station(statement, out, room);
        if (status == LT_OK) status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static lt_status read_series(sqlite3_stmt *statement, lt_obs_catalogue *out, long *room) {
    const char *species = (const char *)sqlite3_column_text(statement, 2);
    const int known = species ? lt_observed_find(species, strlen(species)) : -1;
    const long station = (long)sqlite3_column_int64(statement, 1);
    if (known < 0) return LT_OK; /* of a program that knows more */
    LT_TRY(lt_grow(&out->series, sizeof *out->series, out->n_series + 1, room));
    lt_archived *one = &out->series[out->n_series++];
    *one = (lt_archived){.id = (long)sqlite3_column_int64(statement, 0), .species = (lt_observed)known};
    one->interval_s = sqlite3_column_int(statement, 3);
    while (out->station_ids[one->station] != station) one->station++;
    return LT_OK;
}

static lt_status read_all_series(lt_archive *archive, lt_obs_catalogue *out) {
    sqlite3_stmt *statement;
    long room = 0;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive,
                              "SELECT series.id, station, species, interval_s FROM series JOIN station ON "
                              "station.id = station ORDER BY code, series.interval_s, series.id",
                              &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    while (status == LT_OK && row) {
        status = read_series(statement, out, &room);
        if (status == LT_OK) status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static int by_place(const void *left, const void *right) {
    const lt_archived *a = left, *b = right;
    if (a->station != b->station) return a->station < b->station ? -1 : 1;
    if (a->species != b->species) return a->species < b->species ? -1 : 1;
    return (a->interval_s > b->interval_s) - (a->interval_s < b->interval_s);
}

lt_status lt_archive_list(lt_archive *archive, lt_obs_catalogue *out) {
    *out = (lt_obs_catalogue){0};
    lt_status status = read_stations(archive, out);
    if (status == LT_OK) status = read_all_series(archive, out);
    if (status == LT_OK && out->n_series) qsort(out->series, (size_t)out->n_series, sizeof *out->series, by_place);
    if (status != LT_OK) lt_obs_catalogue_free(out);
    return status;
}

void lt_obs_catalogue_free(lt_obs_catalogue *catalogue) {
    lt_free(catalogue->stations);
    lt_free(catalogue->station_ids);
    lt_free(catalogue->series);
    *catalogue = (lt_obs_catalogue){0};
}

lt_status lt_archive_hours(lt_archive *archive, long series, lt_time start, long n, double *value, int *flags,
                           int *state) {
    sqlite3_stmt *statement;
    bool row = false;
    for (long h = 0; h < n; h++) value[h] = NAN;
    for (long h = 0; h < n && flags; h++) flags[h] = 0;
    for (long h = 0; h < n && state; h++) state[h] = -1;
    LT_TRY(lt_archive_prepare(
        archive, "SELECT start, value, flags, state FROM value WHERE series = ? AND start >= ? AND start < ?",
        &statement));
    sqlite3_bind_int64(statement, 1, series);
    sqlite3_bind_int64(statement, 2, start);
    sqlite3_bind_int64(statement, 3, start + n * LT_HOUR);
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    while (status == LT_OK && row) {
        const long h = (long)((sqlite3_column_int64(statement, 0) - start) / LT_HOUR);
        value[h] = sqlite3_column_double(statement, 1);
        if (flags) flags[h] = sqlite3_column_int(statement, 2);
        if (state) state[h] = sqlite3_column_int(statement, 3);
        status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

lt_status lt_archive_span(lt_archive *archive, lt_time *first, lt_time *last, bool *any) {
    sqlite3_stmt *statement;
    bool row = false;
    *any = false;
    /* By series, each of which is ordered: the table as a whole is not, by time. */
    LT_TRY(lt_archive_prepare(archive,
                              "SELECT min((SELECT min(start) FROM value WHERE series = id)), "
                              "max((SELECT max(start) FROM value WHERE series = id)) FROM series",
                              &statement));
    const lt_status status = lt_archive_step(archive, "read", statement, &row);
    if (status == LT_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        *any = true;
        *first = sqlite3_column_int64(statement, 0);
        *last = sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    return status;
}
