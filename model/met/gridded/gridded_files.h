/* gridded_files.h - what kind of netCDF a file is. */
#ifndef LT_GRIDDED_FILES_H
#define LT_GRIDDED_FILES_H

#include "base/status.h"

#include <stdbool.h>

/* A netCDF that holds u10, v10 and their axes and nothing else: the 10-m wind of source gridded-wind. */
lt_status lt_gridded_files_wind_alone(const char *path, bool *alone);

#endif
