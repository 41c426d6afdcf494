/* foreign.h - what readers of foreign netCDF share: attributes that may be absent, times, a map's points. */
#ifndef LT_GRIDDED_FOREIGN_H
#define LT_GRIDDED_FOREIGN_H

#include "base/ncio.h"
#include "model/met/gridded/gridded.h"

/* A text (its beginning, if it is longer) or a number that may not be there; variable NULL: of the file. */
bool lt_foreign_text(lt_ncr *file, const char *variable, const char *name, char *out, size_t size);
bool lt_foreign_number(lt_ncr *file, const char *variable, const char *name, double *out);
/* The text of units; old files say unit. */
bool lt_foreign_units(lt_ncr *file, const char *variable, char *out, size_t size);
/* The first length of a file's dimension, 0 if there is none. */
long lt_foreign_dim(lt_ncr *file, const char *name);
/* The header of a netCDF file; *out NULL if it is none (no error). For recognising. */
lt_status lt_foreign_header(const char *path, lt_ncr **out);

/* Times grow strictly and lie between 1900 and 2200, or the axis is said to be wrong. */
lt_status lt_foreign_judge_times(const char *where, long n, const lt_time *times);
/* One record a time: begin and end are it. */
lt_status lt_foreign_add_states(lt_gridded *gridded, lt_gridded_field field, long n, const lt_time *times);
/* Which of the times is `at`; -1: none. */
long lt_foreign_time_index(long n, const lt_time *times, lt_time at);

/* The map whose points (nx by ny, steps in m) are the places [ny][nx] that the file itself states. Its corner is the
 * mean over all points, so that the rounding of the places drops out; a place further than `tolerance` (m) from its
 * point is LT_ERR_INPUT. */
lt_status lt_foreign_map(const char *where, const char *proj, int nx, int ny, double dx, double dy, const double *lon,
                         const double *lat, double tolerance, lt_plane **out);

#endif
