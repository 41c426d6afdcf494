/* archive.h - all observations of a place of work in one SQLite file that grows by day and never loses a row.
 *
 * A value is known by station, species, interval and time. A file that gives it again says nothing new; another value
 * is a new revision, the older one stays in the table `past` with its file. An empty cell takes nothing away. A file is
 * one transaction (rollback journal, synchronous FULL): killed in the middle, all of it is undone when the archive is
 * next opened, and importing it again gives what an unbroken import gives. Rows cannot be deleted (triggers). Of two
 * files that differ, the one imported later counts.
 *
 * Errors: the archive is held by another program, disk full, no permission: LT_ERR_ENV. Damaged, of another program or
 * of a newer version: LT_ERR_INPUT. Nothing is written then. */
#ifndef LT_ARCHIVE_H
#define LT_ARCHIVE_H

#include "postproc/obs/archive/quality.h"
#include "postproc/obs/archive/rows.h"

typedef struct lt_archive lt_archive;

/* write: made if missing, and checked whole (PRAGMA quick_check). */
lt_status lt_archive_open(const char *path, bool write, lt_archive **out);
void lt_archive_close(lt_archive *archive); /* NULL is fine */
const char *lt_archive_path(const lt_archive *archive);

typedef struct lt_import {
    const char *file; /* name, for the table of sources */
    lt_digest digest; /* of its bytes */
    lt_time now;
    bool known; /* out: this file was imported before, with this list of stations: nothing was done */
    long n_new, n_changed, n_same, n_flagged; /* out: values; flagged ones of the new and changed */
    long n_moved;                             /* out: stations whose place in the archive was corrected by a list */
} lt_import;

/* Put the rows of one file in, judge the hours around them, commit: all of it or nothing. */
lt_status lt_archive_import(lt_archive *archive, const lt_obs_rows *rows, const lt_quality *quality, lt_import *import);
/* Judge all hours again if they were judged by other limits; *done says whether. */
lt_status lt_archive_judge_all(lt_archive *archive, const lt_quality *quality, bool *done);

/* Pages, and what came from every file against the sum that was kept of it: LT_ERR_INPUT says what differs. */
lt_status lt_archive_check(lt_archive *archive, long *n_files, long *n_values);

/* --- reading --- */
typedef struct lt_archived {
    long id;
    long station; /* index in stations */
    lt_observed species;
    int interval_s;
} lt_archived;

typedef struct lt_obs_catalogue {
    lt_place *stations; /* by code */
    long *station_ids;
    long n_stations;
    lt_archived *series; /* by station, species, interval */
    long n_series;
} lt_obs_catalogue;

lt_status lt_archive_list(lt_archive *archive, lt_obs_catalogue *out);
void lt_obs_catalogue_free(lt_obs_catalogue *catalogue);
/* Values of one series whose intervals begin in [start, start + n h), hour by hour: NaN, 0, -1 where there is none.
 * flags, state may be NULL. */
lt_status lt_archive_hours(lt_archive *archive, long series, lt_time start, long n, double *value, int *flags,
                           int *state);
/* First and last start of a value; *any false: the archive is empty. */
lt_status lt_archive_span(lt_archive *archive, lt_time *first, lt_time *last, bool *any);

#endif
