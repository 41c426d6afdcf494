/* obs_files.h - files of observations as people have them, archives to put them in, and what stands in an archive as
 * one digest. Header only. */
#ifndef LT_TESTS_OBS_FILES_H
#define LT_TESTS_OBS_FILES_H

#include "postproc/obs/archive/archive.h"
#include "tests/support/files.h"

#include <math.h>
#include <sqlite3.h>

/* Sites of the shipped list, by their codes; value of a site and type in an hour (0 = the first of the file's day,
 * UTC+8); NaN: empty cell. */
typedef double obs_value(int site, const char *type, long day, int hour);

static const char *const obs_sites[] = {"1098A", "1099A", "1100A", "1101A", "1102A", "1103A", "1104A", "1105A"};
enum { OBS_SITES = 8 };

/* What a quiet day looks like: no rule of quality says anything of it. */
static LT_UNUSED double obs_quiet(int site, const char *type, long day, int hour) {
    const double wave = 10 * sin(6.283185307 * hour / 24) + 3 * ((hour * 7 + site * 3 + day * 5) % 11);
    if (strcmp(type, "CO") == 0) return 1.0 + (site + hour + day) % 9 / 10.0;
    if (strcmp(type, "PM2.5") == 0) return 40 + round(wave) + site;
    if (strcmp(type, "PM10") == 0) return 90 + round(wave) + site;
    return 50 + round(wave) + site;
}

static const char *const obs_types[] = {"AQI",     "PM2.5", "PM2.5_24h", "PM10",  "PM10_24h",  "SO2", "SO2_24h", "NO2",
                                        "NO2_24h", "O3",    "O3_24h",    "O3_8h", "O3_8h_24h", "CO",  "CO_24h"};

/* A day of the national network. The files of real sites have no decimals but for CO. */
static LT_UNUSED void obs_write_cnemc(const char *path, lt_time day, int n_sites, obs_value *value) {
    FILE *out = fopen(path, "w");
    const lt_civil date = lt_time_civil(day);
    assert_non_null(out);
    fputs("date,hour,type", out);
    for (int s = 0; s < n_sites; s++) fprintf(out, ",%s", obs_sites[s]);
    fputs(",9999Z\n", out);
    for (int h = 0; h < 24; h++)
        for (size_t t = 0; t < sizeof obs_types / sizeof *obs_types; t++) {
            fprintf(out, "%04d%02d%02d,%d,%s", date.year, date.month, date.day, h, obs_types[t]);
            for (int s = 0; s < n_sites; s++) {
                const double v = value(s, obs_types[t], (long)(day / LT_DAY), h);
                fprintf(out, isfinite(v) ? ",%g" : ",", v);
            }
            fputs(",7\n", out);
        }
    assert_int_equal(fclose(out), 0);
}

/* Whatever counts in an archive: values with state and flags; revisions: with all that was before, in order. */
static LT_UNUSED void obs_digest(const char *archive, bool revisions, lt_digest out) {
    static const char now[] = "SELECT code, species, interval_s, start, value, state, flags FROM value JOIN series ON "
                              "series.id = series JOIN station ON station.id = station ORDER BY 1, 2, 3, 4";
    static const char past[] =
        "SELECT code, species, interval_s, start, past.revision, past.value, past.state FROM past "
        "JOIN series ON series.id = series JOIN station ON station.id = station ORDER BY 1, 2, 3, "
        "4, 5";
    sqlite3 *db;
    lt_hash hash;
    lt_hash_init(&hash);
    assert_int_equal(sqlite3_open_v2(archive, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    for (int k = 0; k < 1 + revisions; k++) {
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, k ? past : now, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW)
            for (int c = 0; c < 7; c++) lt_hash_text(&hash, (const char *)sqlite3_column_text(statement, c));
        assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    }
    sqlite3_close(db);
    lt_hash_end(&hash, out);
}

/* One number out of an archive. */
static LT_UNUSED double obs_ask(const char *archive, const char *sql) {
    sqlite3 *db;
    sqlite3_stmt *statement;
    double answer = NAN;
    assert_int_equal(sqlite3_open_v2(archive, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW) answer = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static LT_UNUSED lt_places obs_places(void) {
    static lt_places places;
    if (places.n == 0) assert_int_equal(lt_places_read(NULL, 0, &places), LT_OK);
    return places;
}

static LT_UNUSED const lt_quality *obs_limits(void) {
    static lt_quality quality;
    if (!quality.digest[0]) assert_int_equal(lt_quality_read(&quality), LT_OK);
    return &quality;
}

/* Read a file as of a moment (0: now is far) and put it in. */
static LT_UNUSED lt_status obs_import(const char *archive_path, const char *file, lt_import *told) {
    const lt_places places = obs_places();
    lt_obs_rows rows = {.places = &places, .now = INT64_C(4000000000)};
    lt_archive *archive = NULL;
    *told = (lt_import){.file = file, .now = rows.now};
    lt_status status = lt_hash_file(file, told->digest);
    if (status == LT_OK) status = lt_rows_read(file, &rows);
    if (status == LT_OK) status = lt_archive_open(archive_path, true, &archive);
    if (status == LT_OK) status = lt_archive_import(archive, &rows, obs_limits(), told);
    lt_archive_close(archive);
    lt_rows_free(&rows);
    return status;
}

#endif
