/* gridded_files.c - what kind of netCDF a file is (gridded_files.h). */
#include "model/met/gridded/gridded_files.h"

#include "base/ncio.h"

#include <string.h>

lt_status lt_gridded_files_wind_alone(const char *path, bool *alone) {
    static const char *const known[] = {"time", "lat", "lon",       "latitude",   "longitude",
                                        "u10",  "v10", "time_bnds", "time_bounds"};
    lt_ncr *file = NULL;
    char name[256];
    *alone = false;
    if (!lt_nc_is(path)) return LT_OK;
    LT_TRY(lt_ncr_open(path, &file));
    *alone = lt_ncr_has(file, "u10") && lt_ncr_has(file, "v10");
    for (int v = 0; *alone && lt_ncr_variable(file, v, name, sizeof name); v++) {
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) found |= strcmp(name, known[k]) == 0;
        *alone = found;
    }
    lt_ncr_close(file);
    return LT_OK;
}
