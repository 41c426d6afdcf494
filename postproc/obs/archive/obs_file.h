/* obs_file.h - obs.nc: hours of an archive for the analysis, which needs no archive.
 *
 *   time, time_bnds   hour means, UTC (ncio.h, lt_ncw_time_hours)
 *   lon, lat(station), station_code, station_name, station_city
 *   V(time, station)        ug m-3, NaN = missing; V: variables of observed.h (pm25, o3 ...)
 *   V_flags(time, station)  0: passed all rules; bits of quality.h
 *   V_state(time, station)  0 ambient, 1 273.15 K 1013.25 hPa, 2 298.15 K 1013.25 hPa; -1 where missing
 * Gases of the states 1 and 2 are all brought to 2, which is exact; particles stay in the state that they were reported
 * in: to bring them elsewhere wants the weather of the hour. Only intervals of one hour; nothing flagged is left out.
 */
#ifndef LT_OBS_FILE_H
#define LT_OBS_FILE_H

#include "base/outdir.h"
#include "postproc/obs/archive/archive.h"

typedef struct lt_obs_file_wish {
    lt_time start;
    long hours;
    int species; /* -1: all that have a value in these hours */
} lt_obs_file_wish;

typedef struct lt_obs_file_told {
    long n_stations, n_values, n_flagged;
    int n_species;
} lt_obs_file_told;

/* Writes dir/obs.nc. LT_ERR_INPUT: no hour of the archive lies in the time asked for. */
lt_status lt_obs_file_write(lt_archive *archive, const lt_obs_file_wish *wish, lt_outdir *dir, lt_obs_file_told *told);

#endif
