/* user_ground.h - the section `ground` of a case: a user's own rasters of land cover and terrain in place of the
 * shipped ones (README.md). */
#ifndef LT_USER_GROUND_H
#define LT_USER_GROUND_H

#include "base/config.h"
#include "base/hash.h"
#include "grids/grid.h"

typedef struct lt_user_ground_land {
    char *file; /* "": the shipped map */
    char *classes, *crs;
} lt_user_ground_land;
typedef struct lt_user_ground_terrain {
    char *file; /* "": the shipped heights */
    char *crs;
} lt_user_ground_terrain;
typedef struct lt_user_ground_settings {
    lt_user_ground_land land;
    lt_user_ground_terrain terrain;
} lt_user_ground_settings;
extern const lt_config_row lt_user_ground_rows[];

/* section: of the case, NULL: nothing of the user's. lt_user_ground_check: keys, files, legend; _digest: text and
 * files. */
lt_status lt_user_ground_check(const lt_node *section);
lt_status lt_user_ground_digest(const lt_node *section, lt_hash *hash);
/* terrain and land_fraction of what the section names; sets *terrain and *land where it does. Needs region_fraction.
 *
 * Land: shares of the classes by the exact overlap of pixels and cells. Terrain: the mean by overlap; below 0 in a cell
 * with sea counts 0 (bathymetry). A pixel without value counts as sea; a cell lacking more than its sea and 1 %, a code
 * that the legend does not have, and cells that the raster does not cover are LT_ERR_INPUT with count and place. */
lt_status lt_user_ground_fill(lt_grid *grid, const lt_node *section, bool *terrain, bool *land);

#endif
