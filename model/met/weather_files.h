/* weather_files.h - which files a period's weather is made from, and what kind a file is. */
#ifndef LT_MET_WEATHER_FILES_H
#define LT_MET_WEATHER_FILES_H

#include "base/config.h"
#include "base/hash.h"
#include "base/job.h"

/* Files of gridded weather, one series. */
typedef struct lt_gridded_files {
    char **path; /* [n] */
    long n, room;
} lt_gridded_files;

typedef struct lt_weather_files {
    char station[1024]; /* hourly weather of one station; "" = none */
    char daily[1024];   /* daily weather of several cities */
    char wind[1024];    /* gridded 10-m wind, netCDF */
    lt_gridded_files gridded;
} lt_weather_files;

typedef enum lt_weather_kind {
    LT_WEATHER_FILE_STATION,
    LT_WEATHER_FILE_DAILY,
    LT_WEATHER_FILE_WIND,
    LT_WEATHER_FILE_GRIDDED
} lt_weather_kind;
/* A netCDF of a 10-m wind alone, what a reader of gridded weather takes, or a table by its header (CSV); LT_ERR_INPUT
 * lists the layouts that are known. */
lt_status lt_weather_file_kind(const char *path, lt_weather_kind *out);

/* Files of the section (a path, or below the data folder; "" = none) with those of --met in place of them, each by its
 * kind. *source is the section's, or what the files of --met make of it: gridded weather, a gridded wind, else a
 * station; daily files alone leave it. All files are there. Only gridded weather has several files (section_file: char
 * *), or patterns (*, ?, [ ]). where: of the section. Release out, also after an error. */
lt_status lt_weather_files_find(const lt_job *job, const lt_list *section_file, const char *section_daily,
                                const char *where, const char **source, lt_weather_files *out);
void lt_weather_files_release(lt_weather_files *files);
/* Feeds the digests of the files into hash. */
lt_status lt_weather_files_digest(const lt_weather_files *files, lt_hash *hash);

#endif
