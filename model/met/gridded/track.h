/* track.h - one field of states on the ground, record by record on the cells of the grid: only the records around the
 * time that is asked for are held, each is read once. */
#ifndef LT_GRIDDED_TRACK_H
#define LT_GRIDDED_TRACK_H

#include "model/met/gridded/horizontal.h"
#include "model/met/gridded/series.h"

typedef struct lt_track lt_track;

/* Borrows series and horizontal (of the field's plane); n_cells of the grid. */
lt_status lt_track_create(const lt_series *series, lt_gridded_field field, const lt_horizontal *horizontal,
                          lt_point_kind points, long n_cells, int threads, lt_track **out);
void lt_track_free(lt_track *track); /* NULL is fine */
/* Mean over from..to of what is linear between the records (an instant where they are equal) -> cells [n_cells]. */
lt_status lt_track_mean(lt_track *track, lt_time from, lt_time to, float *cells);
/* Nothing before t will be asked for any more. */
void lt_track_forget(lt_track *track, lt_time t);

#endif
