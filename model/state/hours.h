/* hours.h - does a file of hours (met_*.nc, emissions_*.nc) cover the run? */
#ifndef LT_HOURS_H
#define LT_HOURS_H

#include "base/ncio.h"

/* The file's time axis has n_file hours (lt_ncw_time_hours: time is the middle of the hour); *first is the start of its
 * first one. LT_ERR_INPUT unless it has all n_hours from start, on whole hours, one after the other. what names the
 * content ("the meteorology"). */
lt_status lt_hours_cover(lt_ncr *file, const char *what, size_t n_file, lt_time start, size_t n_hours, lt_time *first);

/* Seconds that a calendar knows: neither missing (a fill value) nor NaN. */
bool lt_hours_is_time(double seconds_since_1970);

/* The same without a run to cover: are there hours, one after the other? */
lt_status lt_hours_judge(lt_ncr *file, const char *what, lt_faults *faults);

#endif
