/* surrogates.c - the files of the key `surrogates` of a case to weights of cells (surrogates.h). */
#include "grids/build/surrogates.h"

#include "base/log.h"
#include "grids/build/cutter.h"
#include "grids/build/user_path.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct filling {
    lt_cutter *cutter;
    lt_grid *grid;
} filling;

static lt_status keep(lt_cutter *t, lt_grid *g, const char *name, double *inside) {
    *inside = 0;
    for (int a = 0; a < t->n_areas; a++) {
        if (!t->weight[a]) continue;
        const char *area = t->shapes[a]->id;
        LT_TRY(lt_parts_append(&g->surrogates, lt_fmt("%s/%s", name, area), t->weight[a], t->cells));
        for (long c = 0; a < t->n_prefectures && c < t->cells; c++) *inside += t->weight[a][c];
    }
    return LT_OK;
}

static lt_status fill_one(const char *name, const lt_node *node, const lt_surrogate_entry *e, const char *path,
                          void *user) {
    filling *f = user;
    lt_cutter *t = f->cutter;
    double box[4], inside;
    char noun[64];
    snprintf(noun, sizeof noun, "surrogate %s", name);
    const lt_user_file file = {.name = noun,
                               .path = path,
                               .layer = e->layer ? e->layer : "",
                               .attribute = e->attribute ? e->attribute : "",
                               .crs = e->crs ? e->crs : "",
                               .gcj02 = strcmp(e->datum, "gcj02") == 0};
    const lt_user_visitor visitor = {t, lt_cutter_feature, lt_cutter_pixels};
    lt_cutter_clear(t, strcmp(e->values, "amount") == 0);
    lt_user_grid_box(f->grid, box);
    LT_TRY_CONTEXT(lt_user_file_read(&file, box, &visitor), "%s", lt_node_where(node));
    LT_TRY(keep(t, f->grid, name, &inside));
    if (!(inside > 0))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a surrogate has nothing in Liaoning",
            .where = lt_fmt("%s, surrogate %s, %s", lt_node_where(node), name, path),
            .expected = "features or pixels above 0 in at least one city",
            .found = lt_fmt("%ld near the grid, %ld on it", t->n_features, t->n_on_grid),
            .todo = "look at coordinate system, layer and attribute; in a CSV the columns lon and lat (or x and "
                    "y) may be missing or have changed places");
    lt_remark(LT_LOG_INFO, "surrogate %s: %ld features or pixels, %ld of them on the grid; %.6g in the 14 cities", name,
              t->n_features, t->n_on_grid, inside);
    return LT_OK;
}

lt_status lt_surrogates_fill(lt_geos *geos, lt_grid *grid, const lt_shapes *prefectures, const lt_shapes *counties,
                             const lt_node *inventory) {
    filling f = {NULL, grid};
    if (!inventory || !lt_node_get(inventory, "surrogates")) return LT_OK;
    LT_TRY(lt_cutter_create(geos, grid, prefectures, counties, &f.cutter));
    lt_status status = lt_surrogates_visit(inventory, fill_one, &f);
    lt_cutter_free(f.cutter);
    return status;
}
