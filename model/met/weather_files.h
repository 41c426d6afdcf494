/* weather_files.h - which files a period's weather is made from, and what kind a file is. */
#ifndef LT_MET_WEATHER_FILES_H
#define LT_MET_WEATHER_FILES_H

#include "base/config.h"
#include "base/hash.h"
#include "base/job.h"
#include "model/met/weather_paths.h"

typedef struct lt_weather_files {
    char station[1024];                /* hourly weather of one station; "" = none */
    char daily[1024];                  /* daily weather of several cities */
    char wind[1024];                   /* gridded 10-m wind, netCDF; with a network its first guess */
    char list[1024];                   /* where the stations of a network stand */
    lt_weather_paths gridded, network; /* gridded weather, one series; hourly weather of many stations */
} lt_weather_files;

typedef enum lt_weather_kind {
    LT_WEATHER_FILE_STATION,
    LT_WEATHER_FILE_DAILY,
    LT_WEATHER_FILE_WIND,
    LT_WEATHER_FILE_LIST, /* up to here in the order of the members above */
    LT_WEATHER_FILE_GRIDDED,
    LT_WEATHER_FILE_NETWORK
} lt_weather_kind;
/* A netCDF of a 10-m wind alone, what a reader of gridded weather takes, ISD-lite, a table by its header (CSV), or a
 * folder of stations; LT_ERR_INPUT lists the layouts that are known. */
lt_status lt_weather_file_kind(const char *path, lt_weather_kind *out);

/* What the section says. */
typedef struct lt_weather_names {
    const lt_list *file; /* char * */
    const char *daily, *station_list, *first_guess;
    const lt_node *node; /* the section, NULL: none */
} lt_weather_names;

/* Files of the section (base/document_path.h; "" = none) with those of --met in place of them, each by its
 * kind. *source is the section's, or what the files of --met make of it: gridded weather, stations, a gridded wind,
 * else a station; daily files alone leave it. All files are there. Only gridded weather and stations have several
 * files, patterns (*, ?, [ ]) or folders. where: of the section. Release out, also after an error. */
lt_status lt_weather_files_find(const lt_job *job, const lt_weather_names *section, const char *where,
                                const char **source, lt_weather_files *out);
void lt_weather_files_release(lt_weather_files *files);
/* Feeds the digests of the files into hash. */
lt_status lt_weather_files_digest(const lt_weather_files *files, lt_hash *hash);

#endif
