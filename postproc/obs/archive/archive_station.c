/* archive_station.c - stations and series of an archive: found, or made; places corrected by lists. */
#include "postproc/obs/archive/archive_private.h"

#include <math.h>

typedef struct lt_series_key {
    long station;
    lt_observed species;
    int interval_s;
} lt_series_key;

/* The place that a list has stands from now on; where the archive had the station goes to the table moved. */
static lt_status move(lt_archive *archive, long id, const lt_place *to, long source) {
    sqlite3_stmt *keep = NULL, *change = NULL;
    lt_status status =
        lt_archive_prepare(archive, "INSERT INTO moved SELECT id, lon, lat, ?2 FROM station WHERE id = ?1", &keep);
    if (status == LT_OK)
        status = lt_archive_prepare(archive, "UPDATE station SET lon = ?2, lat = ?3 WHERE id = ?1", &change);
    if (status == LT_OK) {
        sqlite3_bind_int64(keep, 1, id);
        sqlite3_bind_int64(keep, 2, source);
        status = lt_archive_step(archive, "write", keep, NULL);
    }
    if (status == LT_OK) {
        sqlite3_bind_int64(change, 1, id);
        sqlite3_bind_double(change, 2, to->lon);
        sqlite3_bind_double(change, 3, to->lat);
        status = lt_archive_step(archive, "write", change, NULL);
    }
    sqlite3_finalize(keep);
    sqlite3_finalize(change);
    return status;
}

static lt_status find_station(lt_archive *archive, const lt_place *place, long source, long *out, bool *moved) {
    const double as_good_as = 0.0005; /* degrees: about 50 m */
    sqlite3_stmt *find;
    bool row = false;
    *out = 0;
    LT_TRY(lt_archive_prepare(archive, "SELECT id, lon, lat FROM station WHERE code = ?", &find));
    lt_archive_bind_text(find, 1, place->code);
    lt_status status = lt_archive_step(archive, "read", find, &row);
    if (status == LT_OK && row) {
        const double east = fabs(sqlite3_column_double(find, 1) - place->lon);
        const double north = fabs(sqlite3_column_double(find, 2) - place->lat);
        *out = (long)sqlite3_column_int64(find, 0);
        sqlite3_reset(find);
        *moved = place->listed && (east > as_good_as || north > as_good_as);
        if (*moved) status = move(archive, *out, place, source);
    }
    sqlite3_finalize(find);
    return status;
}

static lt_status add_station(lt_archive *archive, const lt_place *place, long *out) {
    sqlite3_stmt *insert;
    LT_TRY(lt_archive_prepare(
        archive, "INSERT INTO station(code, name_en, name_zh, city_en, lon, lat) VALUES(?, ?, ?, ?, ?, ?)", &insert));
    lt_archive_bind_text(insert, 1, place->code);
    lt_archive_bind_text(insert, 2, place->name_en);
    lt_archive_bind_text(insert, 3, place->name_zh);
    lt_archive_bind_text(insert, 4, place->city_en);
    sqlite3_bind_double(insert, 5, place->lon);
    sqlite3_bind_double(insert, 6, place->lat);
    const lt_status status = lt_archive_step(archive, "write", insert, NULL);
    sqlite3_finalize(insert);
    *out = (long)sqlite3_last_insert_rowid(archive->db);
    return status;
}

lt_status lt_archive_station_id(lt_archive *archive, const lt_place *place, long source, long *out, bool *moved) {
    *moved = false;
    LT_TRY(find_station(archive, place, source, out, moved));
    return *out ? LT_OK : add_station(archive, place, out);
}

/* A statement whose parameters are station, species and interval. */
static lt_status step_series(lt_archive *archive, const char *sql, const lt_series_key *key, bool *there, long *id) {
    sqlite3_stmt *statement;
    LT_TRY(lt_archive_prepare(archive, sql, &statement));
    sqlite3_bind_int64(statement, 1, key->station);
    lt_archive_bind_text(statement, 2, lt_observed_table[key->species].name);
    sqlite3_bind_int(statement, 3, key->interval_s);
    const lt_status status = lt_archive_step(archive, "write", statement, there);
    if (status == LT_OK && *there) *id = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

lt_status lt_archive_series_id(lt_archive *archive, long station, lt_observed species, int interval_s, long *out) {
    const lt_series_key key = {station, species, interval_s};
    bool there = false;
    LT_TRY(step_series(archive, "SELECT id FROM series WHERE station = ? AND species = ? AND interval_s = ?", &key,
                       &there, out));
    if (there) return LT_OK;
    LT_TRY(step_series(archive, "INSERT INTO series(station, species, interval_s) VALUES(?, ?, ?)", &key, &there, out));
    *out = (long)sqlite3_last_insert_rowid(archive->db);
    return LT_OK;
}
