/* land.c - names of the land classes, and land_fraction where no map of them is (land.h). */
#include "grids/land.h"

#include "grids/grid.h"

#include <string.h>

#define NAME(constant, id, zh) {#id, zh},
const lt_land_name lt_land_names[LT_N_LAND] = {LT_LAND_CLASSES(NAME)};
#undef NAME

int lt_land_find(const char *id) {
    for (int l = 0; l < LT_N_LAND; l++)
        if (strcmp(lt_land_names[l].id, id) == 0) return l;
    return -1;
}

void lt_land_from_regions(lt_grid *g, lt_land_class land) {
    const long cells = (long)g->nx * g->ny;
    const double *sea = g->region_fraction + LT_REGION_SEA * cells;
    for (long c = 0; c < LT_N_LAND * cells; c++) g->land_fraction[c] = 0;
    for (long c = 0; c < cells; c++) {
        g->land_fraction[LT_LAND_WATER * cells + c] = sea[c];
        g->land_fraction[land * cells + c] += 1 - sea[c];
    }
}
