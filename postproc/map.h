/* map.h - one PNG a package and period: PM2.5, and ozone where the run has it, of the package minus what it acts on,
 * cells as they are, in the grid's
 * own projection.
 *
 * Drawn with GMT in a child process, so that a fault in GMT or Ghostscript cannot take the run down. Lines are our own
 * prefecture outlines (grids/data/prefectures.geojson) and the edge between land and sea cells of the grid; GMT's and
 * GSHHG's boundaries are never used (design.md 8). Cells whose change is below three times their noise are grey.
 * The colour scale is symmetric around zero: blue cleaner, white no change, red dirtier. */
#ifndef LT_MAP_H
#define LT_MAP_H

#include "grids/grid.h"
#include "postproc/summary.h"

/* X-macro: quantity, stem of the file, name in GMT's notation (@-below@-), in Chinese. */
#define LT_MAP_LIST(X)                                                                                                 \
    X(PM25, "map", "PM@-2.5@-", "PM2.5")                                                                               \
    X(O3_MDA8, "map-o3", "O@-3@- (highest 8 h of a day)", "O3（日最大8小时）")
typedef enum lt_map_kind {
#define LT_MAP_ID(quantity, stem, gmt, zh) LT_MAP_##quantity,
    LT_MAP_LIST(LT_MAP_ID)
#undef LT_MAP_ID
        LT_N_MAPS
} lt_map_kind;
typedef struct lt_map_row {
    lt_quantity quantity;
    const char *stem, *gmt, *zh;
} lt_map_row;
extern const lt_map_row lt_map_table[LT_N_MAPS];

/* Maps that are being drawn, as many at once as the run has threads: GMT and Ghostscript have one each. */
typedef struct lt_maps lt_maps;
lt_status lt_maps_create(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_maps **out);
/* Writes <stem>_<package>_<period>.png through the outdir of job, at the latest with lt_maps_end. chinese: labels in
 * Chinese if a font is there, else English. An error may be that of an earlier map, which it names. */
lt_status lt_maps_add(lt_maps *maps, lt_map_kind kind, long package, long period, bool chinese);
/* All that are still being drawn. */
lt_status lt_maps_end(lt_maps *maps);
void lt_maps_free(lt_maps *maps); /* ends what is drawn without writing it; NULL is fine */

#endif
