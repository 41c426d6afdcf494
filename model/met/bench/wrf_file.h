/* wrf_file.h - a made-up wrfout: layout, names and units of WRF 4, fields that are smooth, hydrostatic and mean
 * nothing.
 */
#ifndef LT_MET_BENCH_WRF_FILE_H
#define LT_MET_BENCH_WRF_FILE_H

#include "base/timeaxis.h"

typedef struct lt_bench_wrf {
    int side, levels; /* side x side points 9 km apart around Liaoning, half levels */
    lt_time start;
    int hours; /* records: hours + 1 */
} lt_bench_wrf;

lt_status lt_bench_wrf_write(const char *path, const lt_bench_wrf *wrf);

#endif
