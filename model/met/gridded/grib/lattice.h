/* lattice.h - the points of a message: which kind, where, in which order its values run. */
#ifndef LT_GRIB_LATTICE_H
#define LT_GRIB_LATTICE_H

#include "model/met/gridded/plane.h"

#include <eccodes.h>
#include <stdint.h>

typedef struct lt_grib_lattice {
    char type[24];                 /* gridType of ecCodes */
    long n;                        /* values */
    int nx, ny;                    /* nx 0: rows of their own lengths */
    double lon1, lat1, lon2, lat2; /* first and last point, degrees */
    double dx, dy;                 /* maps: m */
    double place[5]; /* maps: LoV, LaD, Latin1, Latin2, 1 for the south pole in the centre; Gaussian: [0] N */
    double axes[2];  /* of the Earth, m */
    bool i_falls, j_grows, j_first, alternate; /* order of values */
    int *row;                                  /* rows: [ny] points of each; owned by the index */
    int message;                               /* the first that has it, for words */
} lt_grib_lattice;

enum { LT_GRIB_LOV, LT_GRIB_LAD, LT_GRIB_LATIN1, LT_GRIB_LATIN2, LT_GRIB_SOUTH }; /* of place, for maps */

bool lt_grib_lattice_is(const lt_grib_lattice *lattice, const char *type);
bool lt_grib_lattice_is_map(const lt_grib_lattice *lattice);
/* Of a message; row is allocated. LT_ERR_INPUT: spherical harmonics and kinds that are not read, with what to do. */
lt_status lt_grib_lattice_read(codes_handle *handle, const char *where, lt_grib_lattice *lattice);
bool lt_grib_lattice_same(const lt_grib_lattice *a, const lt_grib_lattice *b);
/* "regular_ll, 144 x 73 from 90 N, 0 E", through lt_fmt. */
const char *lt_grib_lattice_text(const lt_grib_lattice *lattice);
/* lattice_plane.c: points; x along the order of the values, y from row to row. */
lt_status lt_grib_lattice_plane(const lt_grib_lattice *lattice, const char *where, lt_plane **out);
/* Values from the order of the message into that of the plane. */
void lt_grib_lattice_arrange(const lt_grib_lattice *lattice, const double *values, float *out);

#endif
