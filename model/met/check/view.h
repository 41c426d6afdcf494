/* view.h - any weather as `lantian met check` sees it: fields over points (and levels) at times, read one record at a
 * time and not judged, so that what cannot be is counted instead of stopping at the first.
 *
 * Three kinds: what a reader of gridded weather takes (view_gridded.c), our own met_<period>.nc (view_own.c), tables of
 * stations (view_station.c). */
#ifndef LT_MET_VIEW_H
#define LT_MET_VIEW_H

#include "base/faults.h"
#include "model/met/gridded/gridded.h"

/* What a field is: one of lt_gridded_field, or one of these. */
enum lt_view_role {
    LT_VIEW_SPEED = LT_N_GRIDDED, /* wind 10 m above ground, m s-1 */
    LT_VIEW_FROM,                 /* degrees it comes from; NAN: calm or variable */
    LT_VIEW_VENTILATION,          /* m2 s-1 */
    LT_VIEW_STAGNANT,             /* 1: the hour's air stagnates */
    LT_VIEW_N_ROLES,
    LT_VIEW_OTHER = -1
};

typedef struct lt_view_field {
    char name[64], unit[24];
    int role;           /* lt_gridded_field or lt_view_role */
    bool amount;        /* its records are amounts or means over an interval */
    int levels;         /* 0: one value a point */
    double least, most; /* what a value can be at all; -INFINITY, INFINITY: not known */
    const lt_gridded_record *records;
    long n_records;
} lt_view_field;

typedef struct lt_met_view lt_met_view;
struct lt_met_view {
    char path[1024], kind[32], label[256], label_zh[256]; /* kind: name of the reader, "met.nc", "station" */
    bool own, stations;
    bool hour_means;   /* records are means of begin..end; else states of an instant */
    long n;            /* points */
    int nx, ny;        /* 0 where points are no raster */
    double *lon, *lat; /* [n] degrees; NULL: places are not known */
    const lt_plane *plane;
    char (*name)[64]; /* [n] of stations */
    int n_levels;
    const char *level_text_en, *level_text_zh;
    double *height_m;          /* [n_levels] above ground, NULL: from fields or pressures */
    const double *pressure_Pa; /* [n_levels] or NULL */
    lt_view_field *fields;
    long n_fields, room;
    lt_status (*read)(lt_met_view *view, long field, long record, float *values); /* [max(levels, 1)][n] */
    void (*close)(lt_met_view *view);
    void *own_data;
};

/* The file by what is in it: our own, of a gridded reader, a table of stations. list: of places for stations that do
 * not say where they stand, NULL: none. Faults of a table go to faults, which may already be those of lt_csv_judge.
 * LT_ERR_INPUT: nobody takes it. */
lt_status lt_met_view_open(const char *path, const char *list, lt_faults *faults, lt_met_view **out);
void lt_met_view_close(lt_met_view *view);                /* NULL is fine */
long lt_met_view_find(const lt_met_view *view, int role); /* -1 */
bool lt_met_view_is_fixed(int role);                      /* one value for all times */
/* A new field at the end, zeroed but for the bounds, which are open. */
lt_status lt_met_view_add(lt_met_view *view, lt_view_field **out);

/* --- kinds --- */
bool lt_met_view_is_own(const char *path);
lt_status lt_met_view_own(lt_met_view *view);
lt_status lt_met_view_gridded(lt_met_view *view);
lt_status lt_met_view_stations(lt_met_view *view, const char *list, lt_faults *faults);
const lt_gridded *lt_met_view_gridded_of(const lt_met_view *view); /* NULL for the other kinds */

#endif
