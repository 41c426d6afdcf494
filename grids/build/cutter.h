/* cutter.h - geometry of a user's file cut by cells and by cities and counties (inside grids/build). */
#ifndef LT_CUTTER_H
#define LT_CUTTER_H

#include "grids/build/gdal/user_file.h"
#include "grids/build/overlay.h"

enum { LT_CUT_LAYERS = 2 }; /* prefectures; counties: each tiles Liaoning once */

/* The share of one area in one cell that it does not fill alone. */
typedef struct lt_cut_part {
    int area;
    bool whole;          /* the area fills the cell */
    GEOSGeometry *piece; /* area and cell; made when first asked */
    const GEOSPreparedGeometry *prepared;
} lt_cut_part;

typedef struct lt_cutter {
    lt_geos *geos;
    const lt_grid *grid;
    long cells;
    int n_areas, n_prefectures;
    const lt_shape **shapes; /* [n_areas] */
    long *first[LT_CUT_LAYERS];
    lt_cut_part *parts[LT_CUT_LAYERS]; /* of cell c: first[c] .. first[c + 1] - 1 */
    double **weight;                   /* [n_areas][cells]; NULL while nothing lies in the area */
    bool amount;                       /* values are amounts of features or pixels; else per length or area */
    long n_features, n_on_grid;
    bool hit; /* something of the present feature or pixel lies in a cell */
} lt_cutter;

lt_status lt_cutter_create(lt_geos *geos, const lt_grid *grid, const lt_shapes *prefectures, const lt_shapes *counties,
                           lt_cutter **out);
void lt_cutter_free(lt_cutter *cutter);
/* Forget all weights: for the next file. */
void lt_cutter_clear(lt_cutter *cutter, bool amount);
/* The visitor of lt_user_file_read; user is the cutter. */
lt_status lt_cutter_feature(void *cutter, const lt_user_feature *feature);
lt_status lt_cutter_pixels(void *cutter, const lt_user_pixels *row);

#endif
