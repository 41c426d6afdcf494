/* gridded_files.h - which files a list of paths and patterns names. */
#ifndef LT_GRIDDED_FILES_H
#define LT_GRIDDED_FILES_H

#include "model/met/weather_files.h"

/* Appends a copy. */
lt_status lt_gridded_files_add(lt_gridded_files *files, const char *path);
/* Paths and patterns (*, ?, [ ]) as they stand, else below the data folder; the files of a pattern in the order of
 * their names. LT_ERR_INPUT: nothing fits one. */
lt_status lt_gridded_files_find(const lt_list *names, const char *where, lt_gridded_files *out);
void lt_gridded_files_release(lt_gridded_files *files);
/* A netCDF that holds u10, v10 and their axes and nothing else: the 10-m wind of source gridded-wind. */
lt_status lt_gridded_files_wind_alone(const char *path, bool *alone);

#endif
