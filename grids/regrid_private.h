/* regrid_private.h - shared by regrid.c, regrid_cut.c and build/polygons.c only. */
#ifndef LT_REGRID_PRIVATE_H
#define LT_REGRID_PRIVATE_H

#include "grids/clip.h"
#include "grids/regrid.h"

typedef struct lt_regrid_entry {
    int source; /* cell of the whole source grid */
    double area;
} lt_regrid_entry;

/* Entries of one row of target cells. */
typedef struct lt_regrid_strip {
    lt_regrid_entry *entries;
    long n, room, *count; /* count[nx]: entries of every cell */
    bool failed;          /* for want of memory */
} lt_regrid_strip;

lt_status lt_regrid_push(lt_regrid_strip *strip, int source, double area);
/* Strips one after the other as the entries of r, in the window of the source that holds them all; areas of its source
 * cells. */
lt_status lt_regrid_collect(const lt_mesh *source, const lt_regrid_strip *strips, int n_strips, lt_regrid *r);

/* Source cells by place. */
typedef struct lt_regrid_buckets {
    lt_clip_box all;
    int nu, nv;
    long *first; /* [nu nv + 1] */
    int *cell;   /* whose bounds touch the bucket, growing */
    lt_clip_box *bounds;
} lt_regrid_buckets;

typedef struct lt_regrid_work {
    const lt_mesh *source, *target;
    lt_regrid_buckets near; /* of a source that is not rectilinear */
    double u1, u2;          /* the source lies between these longitudes */
} lt_regrid_work;

lt_status lt_regrid_make_buckets(const lt_mesh *source, lt_regrid_buckets *out);
void lt_regrid_free_buckets(lt_regrid_buckets *buckets);
/* Target cell c: its sources and areas behind the strip's entries. */
void lt_regrid_cut(const lt_regrid_work *work, int c, lt_regrid_strip *strip);

#endif
