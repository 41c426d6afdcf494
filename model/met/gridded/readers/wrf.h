/* wrf.h - shared by the files of the reader of WRF: wrf.c (what a file has), wrf_map.c (where its points lie),
 * wrf_values.c (its values), wrf_stagger.c. */
#ifndef LT_GRIDDED_WRF_H
#define LT_GRIDDED_WRF_H

#include "model/met/gridded/readers/foreign.h"

typedef struct lt_wrf {
    lt_ncr *file;
    const char *path;
    int nx, ny, nz;
    bool geogrid; /* static fields of WPS */
    long n_times;
    lt_time *times, start; /* start of the simulation: of all that is accumulated */
    double bucket_mm;      /* of I_RAINC and I_RAINNC; 0: none */
    bool has_land;
    double *cosine, *sine; /* [ny*nx] of the angle from true north to the map's north, anticlockwise */
    float *work[2];        /* [(nz+1)*(ny+1)*(nx+1)] */
    /* The wind of the record read last, so that east and north are one reading: levels, 10 m. */
    struct {
        long record;
        float *east, *north;
    } levels, ground;
} lt_wrf;

/* wrf_map.c: gridded->plane and the angles. */
lt_status lt_wrf_open_map(lt_wrf *wrf, lt_gridded *gridded);

/* wrf_values.c. One row a field: what it needs of the file, and who makes it. */
enum { LT_WRF_MAX_NEEDS = 3 };
typedef struct lt_wrf_row lt_wrf_row;
typedef lt_status lt_wrf_maker(lt_wrf *wrf, const lt_wrf_row *row, long time, float *values);
struct lt_wrf_row {
    lt_gridded_field field;
    const char *need[LT_WRF_MAX_NEEDS];
    const char *unit; /* of the variables in the file; NULL: they have none */
    lt_wrf_maker *make;
};
extern const lt_wrf_row lt_wrf_rows[];
extern const int lt_wrf_n_rows;
/* Are all its variables there? */
bool lt_wrf_has(const lt_wrf *wrf, const lt_wrf_row *row);
/* wrf_stagger.c: do the staggered grids of the winds and the layers lie around the points? LT_ERR_INPUT: the file was
 * cut unevenly. */
lt_status lt_wrf_judge_staggering(lt_wrf *wrf);

#endif
