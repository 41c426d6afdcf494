/* series.h - from pairs of time and value in any order to regular series, and from hours to days; for this folder and
 * ../judgement/. */
#ifndef LT_OBS_SERIES_H
#define LT_OBS_SERIES_H

#include "postproc/obs/obs.h"

lt_status lt_obs_new_series(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_obs_series **out);
void lt_obs_release(lt_obs_series *series);
/* Of the series from index first on: pairs to a regular axis; those whose key stands before first are added to it and
 * removed. Then daily means of the hourly city means of the whole set, where no file gives the day. */
lt_status lt_obs_finish(lt_obs_set *set, long first);
/* Local days of an hourly series, from all hours that it has by now: a day may be spread over files. The daily value of
 * O3 is the maximum of 8-h means. Release days with lt_obs_release. */
lt_status lt_obs_make_days(const lt_obs_series *hours, lt_obs_series *days);
/* Mean of 24 hours of which at least 20 are there, else NaN. */
double lt_obs_mean_of_day(const double hour[24]);

#endif
