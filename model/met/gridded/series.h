/* series.h - many files of gridded weather as one series in time.
 *
 * Files of one series may hold other fields (levels and ground of ERA5, a file of static fields) or other times of the
 * same; a field has one set of points and, over levels, all have the same levels. Of each file the index is kept; few
 * are open (open_parts.h). */
#ifndef LT_GRIDDED_SERIES_H
#define LT_GRIDDED_SERIES_H

#include "model/met/gridded/open_parts.h"

typedef struct lt_series_record {
    lt_time begin, end;
    int part;    /* file */
    long record; /* of the field in the file */
} lt_series_record;

typedef struct lt_series {
    int n_parts;
    lt_gridded **part;      /* owned */
    int *plane_of;          /* [n_parts] into plane */
    const lt_plane **plane; /* different ones, borrowed from the parts */
    int n_planes;
    lt_open_parts *open;
    int levels; /* a part that has the levels of all, -1: none */
    struct {
        lt_series_record *items; /* growing in their ends */
        long n, room;
        int plane;
    } field[LT_N_GRIDDED];
} lt_series;

/* Opens all files. LT_ERR_INPUT: none takes a file; two files give one field at one time, on other points or other
 * levels. */
lt_status lt_series_open(int n, const char *const *paths, lt_series **out);
/* Of files that are open already; takes them over, also on failure. */
lt_status lt_series_take(int n, lt_gridded *const *parts, lt_series **out);
void lt_series_free(lt_series *series); /* NULL is fine */

bool lt_series_has(const lt_series *series, lt_gridded_field field);
const lt_plane *lt_series_plane(const lt_series *series, lt_gridded_field field);
/* The part whose levels are those of all fields over levels; NULL if the series has none. */
const lt_gridded *lt_series_levels(const lt_series *series);
/* Record k of a field, as lt_gridded_read; its file is opened again where it was closed meanwhile. */
lt_status lt_series_read(const lt_series *series, lt_gridded_field field, long k, float *values);
/* "GFS forecast of 2011-01-10 12:00 +120 h" of the first part, for labels. */
const char *lt_series_label(const lt_series *series);

/* --- time --- */

/* Longest step between states that a straight line bridges (assumption: that of analyses), s. */
enum { LT_SERIES_STEP = 6 * 3600 };

/* The states of a field cover first to last without a step longer than LT_SERIES_STEP. LT_ERR_INPUT says which hours
 * are missing and what the files cover, and names a wrong year or zone where that would explain it. */
lt_status lt_series_cover(const lt_series *series, lt_gridded_field field, lt_time first, lt_time last);
/* The same as a question. */
bool lt_series_covers(const lt_series *series, lt_gridded_field field, lt_time first, lt_time last);

/* Weights of the states at times (growing) that make the mean over from..to (an instant where they are equal) of what
 * is linear between them and constant beyond the ends. Finds the first and the number of them; weight: NULL to ask
 * for these alone, else [*n]. */
void lt_series_weights(const lt_series_record *items, long n_items, lt_time from, lt_time to, long *first, long *n,
                       double *weight);

#endif
