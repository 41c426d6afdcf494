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

lt_status lt_archive_damaged(const lt_archive *archive, const char *found);
/* What one value adds to the sum of its file. */
uint64_t lt_archive_sum_of(long series, lt_time start, double value, int state);
/* The present error of SQLite as one of ours; doing: "read", "write" ... */
lt_status lt_archive_raise(const lt_archive *archive, const char *doing);
/* Statements without parameters and results. */
lt_status lt_archive_do(lt_archive *archive, const char *doing, const char *sql);
lt_status lt_archive_prepare(lt_archive *archive, const char *sql, sqlite3_stmt **out);
void lt_archive_bind_text(sqlite3_stmt *statement, int at, const char *text);
/* One step; *row (may be NULL) says whether there is a row. A statement that has no row more is reset. */
lt_status lt_archive_step(lt_archive *archive, const char *doing, sqlite3_stmt *statement, bool *row);
lt_status lt_archive_begin(lt_archive *archive);
/* Commit after LT_OK, else roll back; the status is handed on. */
lt_status lt_archive_end(lt_archive *archive, lt_status status);
/* The number of a station, which is made if it is missing; source: the file at hand. *moved: a list has another place
 * than the archive had, and it stands there from now on. */
lt_status lt_archive_station_id(lt_archive *archive, const lt_place *place, long source, long *out, bool *moved);
lt_status lt_archive_series_id(lt_archive *archive, long station, lt_observed species, int interval_s, long *out);
/* Digest of the limits by which all hours were judged, "" in a new archive. */
lt_status lt_archive_limits(lt_archive *archive, char out[65]);
/* Within a transaction: by these limits from now on; hours that others judged are judged again (*done). */
lt_status lt_archive_judge_again(lt_archive *archive, const lt_quality *quality, bool *done);
/* Judge the hours of [first, last] and all those around that hang on them; within a transaction. */
lt_status lt_archive_judge(lt_archive *archive, const lt_quality *quality, lt_time first, lt_time last);

#endif
