/* lantian.h - shared by the files of the reader of our own weather: lantian.c (what a file has), lantian_values.c. */
#ifndef LT_GRIDDED_LANTIAN_H
#define LT_GRIDDED_LANTIAN_H

#include "model/met/gridded/readers/foreign.h"

typedef struct lt_own {
    lt_ncr *file;
    const char *path;
    int nx, ny, nz;
    long n_times;
    lt_time *times; /* [n+2] of the states: begin of the file, middles of the hours, its end */
    lt_time *edges; /* [n+1] between the hours */
    double *area, *angle, *terrain, *face_x, *face_y, *z; /* of grid.nc; z: edges of the layers */
    double *mass;                                         /* [nz*ny*nx] kg m-2, of the record read last */
    double *work;                                         /* [nz*(ny+1)*(nx+1)] */
    float *east, *north;
    long mass_record, wind_record;
} lt_own;

/* Fields that stand in the file as they are, and the unit to ask for; an amount is a flux there. */
typedef struct lt_own_row {
    lt_gridded_field field;
    const char *variable, *unit;
} lt_own_row;
extern const lt_own_row lt_own_rows[];
extern const int lt_own_n_rows;

/* Values of one hour of the file (lt_gridded_reader.read). */
lt_status lt_own_read(lt_gridded *gridded, lt_gridded_field field, long record, float *values);

#endif
