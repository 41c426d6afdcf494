/* cf.h - shared by the files of the reader of CF netCDF: cf.c (opening, reading), cf_names.c (which variable is which
 * field), cf_units.c (its unit), cf_levels.c, cf_places.c (points), cf_times.c (times and intervals). */
#ifndef LT_GRIDDED_CF_H
#define LT_GRIDDED_CF_H

#include "model/met/gridded/readers/foreign.h"

/* Who made the values: what accumulates how, and which way fluxes count, is a custom of the house. */
typedef enum lt_cf_centre { LT_CF_OTHER, LT_CF_ECMWF, LT_CF_NCEP } lt_cf_centre;

typedef enum lt_cf_level_kind {
    LT_CF_GROUND,   /* no level, or one whose kind does not matter */
    LT_CF_HEIGHT,   /* one level at a height above ground */
    LT_CF_PRESSURE, /* value: Pa */
    LT_CF_HYBRID,   /* value: a, b */
    LT_CF_FOREIGN   /* several levels of another kind */
} lt_cf_level_kind;

enum { LT_CF_MAX_AXES = 32, LT_CF_MAX_LEVELS = 400 };
/* A dimension that is a level. */
typedef struct lt_cf_axis {
    char dim[64];
    lt_cf_level_kind kind;
    int n;
    double *a, *b; /* [n] pressure in a (b 0), or the coefficients */
    double height; /* m, of LT_CF_HEIGHT */
    int *at;       /* [n] index among the levels of the file */
} lt_cf_axis;

/* How the value of an amount or flux lies in time (cf_times.c). */
typedef enum lt_cf_span {
    LT_CF_INSTANT,
    LT_CF_BOUNDS,   /* the file's own time bounds */
    LT_CF_INTERVAL, /* a fixed length before the time (span_s) */
    LT_CF_START,    /* since the start of the forecast */
    LT_CF_SIX_HOURS /* since the last full six hours */
} lt_cf_span;

/* The variable that makes a field. */
typedef struct lt_cf_source {
    char variable[64]; /* "": none */
    int rank;          /* of the name; smaller wins */
    lt_ncr_shape shape;
    int time_dim, level_dim, expver_dim; /* position in shape, -1: none */
    int axis;                            /* of lt_cf.axes, -1: none */
    double slope, offset;                /* file to the field's unit */
    bool accumulated;                    /* a flux as an amount: divide by the interval */
    bool rate;                           /* an amount as a rate: multiply */
    bool along_map;                      /* a wind along the map's axes */
    lt_cf_span span;
    lt_time span_s;
} lt_cf_source;

typedef struct lt_cf {
    lt_ncr *file;
    const char *path;
    lt_cf_centre centre;
    char y_dim[64], x_dim[64], time_dim[64], time_name[64]; /* time_dim "": one time for all */
    int ny, nx;
    long n_times;
    lt_time *times, *begins; /* begins: of time bounds, or NULL */
    lt_time reference;       /* what the times count from */
    bool forecast;           /* reference is the start of a forecast */
    lt_cf_axis axes[LT_CF_MAX_AXES];
    int n_axes;
    lt_cf_source source[LT_N_GRIDDED];
    float *work[2];
    double *angle; /* [ny*nx] where a wind is along the map, else NULL */
} lt_cf;

/* cf_names.c: the sources of all fields; LT_ERR_INPUT: mixed grids, foreign levels, several members. Needs times and
 * the file alone. */
lt_status lt_cf_find_sources(lt_cf *cf, lt_gridded *gridded);
/* Could the file be ours? By names, without values. */
bool lt_cf_looks_like(lt_ncr *file);

/* cf_units.c: slope and offset, accumulated, rate; a unit that does not convert is LT_ERR_INPUT. */
lt_status lt_cf_set_unit(lt_cf *cf, lt_gridded_field field, bool downward);
/* The unit as udunits writes it ("(0 - 1)" is 1, "gpm" is m). */
const char *lt_cf_unit_text(const char *text);

/* cf_times.c */
lt_status lt_cf_read_times(lt_cf *cf);
/* Is the variable a time ("hours since ...")? */
bool lt_cf_is_time(lt_ncr *file, const char *variable);
/* The span of an amount or flux; *known false: nothing says its interval. */
void lt_cf_set_span(lt_cf *cf, lt_gridded_field field, bool *known);
lt_time lt_cf_begin(const lt_cf *cf, const lt_cf_source *source, long time);

/* cf_levels.c: the axis of a dimension of a variable (index into axes). */
lt_status lt_cf_axis_of(lt_cf *cf, const char *variable, const char *dim, size_t length, int *axis);
/* The levels of all fields together, from the ground up, into gridded; at of every axis. */
lt_status lt_cf_join_levels(lt_cf *cf, lt_gridded *gridded);

/* cf_places.c: the plane of dimensions y_dim and x_dim. */
lt_status lt_cf_open_places(lt_cf *cf, lt_gridded *gridded);

#endif
