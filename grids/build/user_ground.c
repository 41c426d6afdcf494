/* user_ground.c - the rasters of the section `ground` on a grid (user_ground.h). */
#include "grids/build/user_ground_private.h"

#include "grids/build/land_raster.h"

#include <stdio.h>
#include <string.h>

typedef struct filling {
    lt_grid *grid;
    bool *terrain, *land;
} filling;

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lt_status fill(const lt_node *section, const lt_user_ground_files *c, void *user) {
    filling *f = user;
    lt_grid *g = f->grid;
    lt_land_codes codes;
    *f->land = c->land[0] != '\0';
    *f->terrain = c->terrain[0] != '\0';
    if (*f->land) {
        LT_TRY(lt_user_ground_codes(c, &codes));
        LT_TRY_CONTEXT(lt_land_raster_fill(g, c->land, c->land_crs, &codes), "%s, ground: land",
                       lt_node_where(section));
        snprintf(g->land_source, sizeof g->land_source,
                 "%.120s by the legend %s, water no less than the sea of the coast", base_name(c->land), codes.legend);
    }
    if (*f->terrain) {
        LT_TRY_CONTEXT(lt_terrain_raster_fill(g, c->terrain, c->terrain_crs), "%s, ground: terrain",
                       lt_node_where(section));
        snprintf(g->terrain_source, sizeof g->terrain_source, "%.120s, mean by area, sea 0", base_name(c->terrain));
    }
    return LT_OK;
}

lt_status lt_user_ground_fill(lt_grid *grid, const lt_node *section, bool *terrain, bool *land) {
    filling f = {grid, terrain, land};
    return lt_user_ground_visit(section, fill, &f);
}
