/* obs_coverage.h - how much an archive has: by station, species and month (UTC+8), with what the rules flagged. */
#ifndef LT_OBS_COVERAGE_H
#define LT_OBS_COVERAGE_H

#include "postproc/obs/archive/archive.h"

typedef struct lt_obs_coverage_row {
    long series;         /* index in the catalogue */
    int year, month;     /* of the start of the interval, UTC+8 */
    long n, possible;    /* intervals that there are, and that the month has */
    long flagged;        /* by any rule */
    long by[LT_N_FLAGS]; /* by each, in the order of lt_flag_table */
} lt_obs_coverage_row;

/* What is asked for: NULL, -1 and 0 stand for all. */
typedef struct lt_obs_coverage_filter {
    const char *city_en;
    int species, year;
} lt_obs_coverage_filter;

typedef struct lt_obs_coverage {
    lt_obs_catalogue catalogue;
    lt_obs_coverage_row *rows; /* by station, species, interval, month; from the first of a series to the last of all,
                                  months without a value too */
    long n;
    long n_values, n_past, n_sources, n_refused; /* of the whole archive */
} lt_obs_coverage;

lt_status lt_obs_coverage_read(lt_archive *archive, const lt_obs_coverage_filter *filter, lt_obs_coverage *out);
void lt_obs_coverage_free(lt_obs_coverage *coverage);

/* On the terminal; as coverage.csv in a folder; as one JSON object. */
void lt_obs_coverage_print(const lt_obs_coverage *coverage, const char *path, bool chinese);
lt_status lt_obs_coverage_write(const lt_obs_coverage *coverage, const char *folder);
lt_status lt_obs_coverage_say_json(const lt_obs_coverage *coverage, const char *path);

#endif
