/* archive.c - opening, errors, transactions, what is in it. */
#include "postproc/obs/archive/archive_private.h"

#include "base/outdir.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { APPLICATION = 0x4C544F42, VERSION = 1 }; /* "LTOB" */

int lt_archive_wait_ms = 10000;

static const char schema[] =
    "CREATE TABLE station(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL,"
    " name_zh TEXT NOT NULL, city_en TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL);"
    "CREATE TABLE series(id INTEGER PRIMARY KEY, station INTEGER NOT NULL REFERENCES station(id),"
    " species TEXT NOT NULL, interval_s INTEGER NOT NULL, UNIQUE(station, species, interval_s));"
    "CREATE TABLE source(id INTEGER PRIMARY KEY, digest TEXT NOT NULL, stations_digest TEXT NOT NULL,"
    " file TEXT NOT NULL, layout TEXT NOT NULL, label TEXT NOT NULL, imported INTEGER NOT NULL,"
    " n_new INTEGER NOT NULL, n_changed INTEGER NOT NULL, n_same INTEGER NOT NULL, sum INTEGER NOT NULL,"
    " UNIQUE(digest, stations_digest));"
    /* the value that counts; start: seconds since 1970 UTC; state: 0 ambient, 1 273.15 K, 2 298.15 K; ug/m3 */
    "CREATE TABLE value(series INTEGER NOT NULL REFERENCES series(id), start INTEGER NOT NULL, value REAL NOT NULL,"
    " state INTEGER NOT NULL, flags INTEGER NOT NULL, revision INTEGER NOT NULL,"
    " source INTEGER NOT NULL REFERENCES source(id), PRIMARY KEY(series, start)) WITHOUT ROWID;"
    "CREATE TABLE past(series INTEGER NOT NULL, start INTEGER NOT NULL, revision INTEGER NOT NULL,"
    " value REAL NOT NULL, state INTEGER NOT NULL, flags INTEGER NOT NULL, source INTEGER NOT NULL,"
    " PRIMARY KEY(series, start, revision)) WITHOUT ROWID;"
    "CREATE TABLE refused(source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, cell TEXT NOT NULL,"
    " found TEXT NOT NULL, why TEXT NOT NULL);"
    "CREATE TABLE moved(station INTEGER NOT NULL REFERENCES station(id), lon REAL NOT NULL, lat REAL NOT NULL,"
    " source INTEGER NOT NULL REFERENCES source(id));" /* where it stood before the import of source */
    "CREATE TABLE judged(one INTEGER PRIMARY KEY CHECK(one = 1), limits_digest TEXT NOT NULL);"
    "CREATE TRIGGER keep_station BEFORE DELETE ON station BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_moved BEFORE DELETE ON moved BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_series BEFORE DELETE ON series BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_source BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_value BEFORE DELETE ON value BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_past BEFORE DELETE ON past BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "CREATE TRIGGER keep_refused BEFORE DELETE ON refused BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;"
    "PRAGMA application_id = 1280593730; PRAGMA user_version = 1;";

_Static_assert(APPLICATION == 1280593730 && VERSION == 1, "as in the schema");

const char *lt_archive_path(const lt_archive *archive) {
    return archive->path;
}

/* --- errors --- */

lt_status lt_archive_damaged(const lt_archive *archive, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the archive of observations is damaged", .where = archive->path,
                    .expected = "an archive of `lantian obs import`", .found = found,
                    .todo = "nothing was written. Copy the file away, bring back a copy of before (or `sqlite3 FILE "
                            ".recover`), and import the files since then again: what is there already is not doubled");
}

static lt_status no_archive(const lt_archive *archive, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no archive of observations", .where = archive->path,
                    .expected = "an archive of `lantian obs import`", .found = found,
                    .todo =
                        "name another file with --archive (if it was an archive, its first bytes are damaged: bring "
                        "back a copy); nothing was written");
}

static lt_status busy(const lt_archive *archive, const char *doing) {
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("the archive of observations is in use: cannot %s it", doing),
                    .where = archive->path, .expected = lt_fmt("to have it within %d s", lt_archive_wait_ms / 1000),
                    .found = "another program holds it",
                    .todo = "wait for the other import (or close the program that shows it), then do this again");
}

/* What the system said; SQLite keeps no space apart, and may lose what a write beyond a limit of sizes said. */
static int errno_of(const lt_archive *archive) {
    const int said = sqlite3_system_errno(archive->db);
    struct rlimit limit;
    if (said && said != EIO) return said;
    if (sqlite3_extended_errcode(archive->db) == SQLITE_IOERR_WRITE && getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
        limit.rlim_cur != RLIM_INFINITY)
        return EFBIG;
    return EIO;
}

lt_status lt_archive_raise(const lt_archive *archive, const char *doing) {
    const int code = sqlite3_errcode(archive->db) & 0xff;
    const int error_number = sqlite3_system_errno(archive->db);
    const char *text = lt_fmt("%s", sqlite3_errmsg(archive->db));
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return busy(archive, doing);
    case SQLITE_FULL:
        return lt_errno_raise(ENOSPC, doing, archive->path);
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* our statements are right: a header or a table is not as it was */
        return lt_archive_damaged(archive, text);
    case SQLITE_NOTADB:
        return no_archive(archive, "a file that is no SQLite database");
    case SQLITE_NOMEM:
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the archive", .where = archive->path);
    case SQLITE_IOERR:
        return lt_errno_raise(errno_of(archive), doing, archive->path);
    case SQLITE_READONLY:
        return lt_errno_raise(EACCES, doing, archive->path);
    case SQLITE_CANTOPEN:
        return lt_errno_raise(error_number ? error_number : EACCES, doing, archive->path);
    default:
        return LT_RAISE(LT_ERR_INTERNAL, .what = lt_fmt("SQLite cannot %s the archive", doing), .where = archive->path,
                        .found = text);
    }
}

/* --- statements --- */

lt_status lt_archive_do(lt_archive *archive, const char *doing, const char *sql) {
    return sqlite3_exec(archive->db, sql, NULL, NULL, NULL) == SQLITE_OK ? LT_OK : lt_archive_raise(archive, doing);
}

lt_status lt_archive_prepare(lt_archive *archive, const char *sql, sqlite3_stmt **out) {
    *out = NULL;
    return sqlite3_prepare_v2(archive->db, sql, -1, out, NULL) == SQLITE_OK ? LT_OK : lt_archive_raise(archive, "read");
}

void lt_archive_bind_text(sqlite3_stmt *statement, int at, const char *text) {
    sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
}

lt_status lt_archive_step(lt_archive *archive, const char *doing, sqlite3_stmt *statement, bool *row) {
    const int code = sqlite3_step(statement);
    if (row) *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW) return LT_OK;
    if (code != SQLITE_DONE) {
        const lt_status status = lt_archive_raise(archive, doing);
        sqlite3_reset(statement);
        return status;
    }
    sqlite3_reset(statement);
    return LT_OK;
}

lt_status lt_archive_begin(lt_archive *archive) {
    return lt_archive_do(archive, "write", "BEGIN IMMEDIATE");
}

lt_status lt_archive_end(lt_archive *archive, lt_status status) {
    if (status == LT_OK) status = lt_archive_do(archive, "write", "COMMIT");
    if (status != LT_OK && !sqlite3_get_autocommit(archive->db)) sqlite3_exec(archive->db, "ROLLBACK", 0, 0, 0);
    return status;
}

/* --- opening --- */

static lt_status number_of(lt_archive *archive, const char *sql, long *out) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, sql, &statement));
    const lt_status status = lt_archive_step(archive, "read", statement, &row);
    *out = status == LT_OK && row ? (long)sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status;
}

static lt_status check_whole(lt_archive *archive) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, "PRAGMA quick_check(1)", &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    const char *said = status == LT_OK && row ? (const char *)sqlite3_column_text(statement, 0) : "";
    if (status == LT_OK && (!said || strcmp(said, "ok") != 0)) status = lt_archive_damaged(archive, lt_fmt("%s", said));
    sqlite3_finalize(statement);
    return status;
}

/* An empty file is a new archive; anything else must be one of ours. */
static lt_status check_kind(lt_archive *archive, bool write) {
    long application = 0, version = 0, tables = 0;
    LT_TRY(number_of(archive, "PRAGMA application_id", &application));
    LT_TRY(number_of(archive, "PRAGMA user_version", &version));
    LT_TRY(number_of(archive, "SELECT count(*) FROM sqlite_master", &tables));
    if (write && tables == 0 && application == 0) return lt_archive_do(archive, "write", schema);
    if (application != APPLICATION || tables == 0)
        return no_archive(archive, tables ? "a database of another program" : "an empty database");
    if (version == VERSION) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an archive of another version", .where = archive->path,
                    .expected = lt_fmt("version %d", VERSION), .found = lt_fmt("version %ld", version),
                    .todo = "use the program that made it, or import the files into a new archive");
}

static lt_status set_up(lt_archive *archive, bool write) {
    sqlite3_busy_timeout(archive->db, lt_archive_wait_ms);
    LT_TRY(lt_archive_do(archive, "open",
                         "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                         "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"));
    if (!write) return check_kind(archive, false);
    LT_TRY(lt_archive_begin(archive)); /* so that of two programs one makes it */
    LT_TRY(lt_archive_end(archive, check_kind(archive, true)));
    return check_whole(archive);
}

lt_status lt_archive_open(const char *path, bool write, lt_archive **out) {
    lt_archive *archive = NULL;
    struct stat info;
    *out = NULL;
    const bool there = stat(path, &info) == 0;
    if (!write && !there)
        return LT_RAISE(LT_ERR_INPUT, .what = "no archive of observations", .where = path,
                        .expected = "an archive of `lantian obs import`", .found = "no such file",
                        .todo = "import files first: lantian obs import FILE... --archive obs.sqlite");
    LT_TRY(lt_calloc(1, sizeof *archive, &archive));
    snprintf(archive->path, sizeof archive->path, "%s", path);
    /* Readers too may have to undo what a killed import left, so they open it for writing where they can. */
    const int flags = SQLITE_OPEN_READWRITE | (write ? SQLITE_OPEN_CREATE : 0);
    const bool good = sqlite3_open_v2(path, &archive->db, flags, NULL) == SQLITE_OK;
    const lt_status status = good ? set_up(archive, write) : lt_archive_raise(archive, "open");
    if (status == LT_OK)
        *out = archive;
    else
        lt_archive_close(archive);
    return status;
}

void lt_archive_close(lt_archive *archive) {
    if (!archive) return;
    sqlite3_close(archive->db);
    lt_free(archive);
}
