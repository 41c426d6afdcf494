/* regrid.h - conservative remapping between two grids: sparse area weights, applied to many fields at once.
 *
 * The weights are true areas of overlap; rows are target cells, columns source cells of a window that holds all that
 * are met. Fields are interleaved: value[cell * n_fields + field]. The same bits for any number of threads. */
#ifndef LT_REGRID_H
#define LT_REGRID_H

#include "grids/mesh.h"

typedef struct lt_regrid_window {
    int i0, j0, nx, ny; /* of the source grid */
} lt_regrid_window;

typedef struct lt_regrid {
    lt_regrid_window window; /* source s = (j - j0) * window.nx + i - i0; nx = ny = 0 if the grids do not meet */
    long n_source, n_target, n;
    long *row;           /* [n_target + 1] into the entries of every target cell */
    int *source;         /* [n], growing in a row */
    double *overlap;     /* [n] area on the sphere of radius 1 */
    double *source_area; /* [n_source] of the whole source cells */
    double *target_area; /* [n_target] */
} lt_regrid;

lt_status lt_regrid_create(const lt_mesh *source, const lt_mesh *target, lt_regrid **out);
void lt_regrid_free(lt_regrid *regrid); /* NULL is fine */

/* What a field is. X-macro: name, doc. */
#define LT_REGRID_KIND_LIST(X)                                                                                         \
    X(LT_REGRID_AMOUNT, "amount a cell (kg): sums are kept; a missing value gives nothing")                            \
    X(LT_REGRID_DENSITY, "per area (kg m-2 s-1): integrals are kept; nothing where no source cell lies")               \
    X(LT_REGRID_MEAN, "state (K): mean over what is covered and not missing, so that a constant stays one; else NaN")
typedef enum lt_regrid_kind {
#define LT_REGRID_KIND_ENUM(id, doc) id,
    LT_REGRID_KIND_LIST(LT_REGRID_KIND_ENUM)
#undef LT_REGRID_KIND_ENUM
} lt_regrid_kind;

/* source[n_source * n_fields] -> target[n_target * n_fields]; NaN is missing. Sums are double in both. */
void lt_regrid_apply(const lt_regrid *regrid, lt_regrid_kind kind, int n_fields, const double *source, double *target);
void lt_regrid_apply_float(const lt_regrid *regrid, lt_regrid_kind kind, int n_fields, const float *source,
                           float *target);
/* Share of every source cell of the window that lies in the target grid, of every target cell that is covered. */
void lt_regrid_shares(const lt_regrid *regrid, double *of_source, double *of_target);

/* regrid_cache.c: the weights from dir, where they lie under the digests of both grids; made and written if they are
 * not there whole. made: they had to be made (may be NULL). */
lt_status lt_regrid_cached(lt_outdir *dir, const lt_mesh *source, const lt_mesh *target, lt_regrid **out, bool *made);

#endif
