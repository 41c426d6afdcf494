/* series.h - from pairs of time and value in any order to regular series, within this folder only. */
#ifndef LT_OBS_SERIES_H
#define LT_OBS_SERIES_H

#include "postproc/obs/obs.h"

lt_status lt_obs_new_series(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_obs_series **out);
void lt_obs_release(lt_obs_series *series);
/* Of the series from index first on: pairs to a regular axis; those whose key stands before first are added to it and
 * removed. Then daily means of the hourly city means of the whole set, where no file gives the day. */
lt_status lt_obs_finish(lt_obs_set *set, long first);

#endif
