/* archive_private.h - SQLite as the files of this folder use it. */
#ifndef LT_ARCHIVE_PRIVATE_H
#define LT_ARCHIVE_PRIVATE_H

#include "postproc/obs/archive/archive.h"

#include <sqlite3.h>

struct lt_archive {
    sqlite3 *db;
    char path[4096];
};

/* How long another program is waited for. */
extern int lt_archive_wait_ms;

/* The present error of SQLite as one of ours; doing: "read", "write" ... */
lt_status lt_archive_raise(const lt_archive *archive, const char *doing);
/* Statements without parameters and results. */
lt_status lt_archive_do(lt_archive *archive, const char *doing, const char *sql);
lt_status lt_archive_prepare(lt_archive *archive, const char *sql, sqlite3_stmt **out);
/* One step; *row (may be NULL) says whether there is a row. A statement that has no row more is reset. */
lt_status lt_archive_step(lt_archive *archive, const char *doing, sqlite3_stmt *statement, bool *row);
lt_status lt_archive_begin(lt_archive *archive);
/* Commit after LT_OK, else roll back; the status is handed on. */
lt_status lt_archive_end(lt_archive *archive, lt_status status);
/* Digest of the limits by which all hours were judged, "" in a new archive. */
lt_status lt_archive_limits(lt_archive *archive, char out[65]);
/* Judge the hours of [first, last] and all those around that hang on them; within a transaction. */
lt_status lt_archive_judge(lt_archive *archive, const lt_quality *quality, lt_time first, lt_time last);

#endif
