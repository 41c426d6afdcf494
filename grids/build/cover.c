/* cover.c - does a grid hold all prefectures? A run on one that cuts them off would lose emissions and city values. */
#include "grids/build/stage.h"

#include "base/outdir.h"

#include <math.h>
#include <stdio.h>

typedef struct box {
    double x1, y1, x2, y2;
} box;

static lt_status judge_shapes(lt_geos *geos, const lt_projection *projection, const lt_shapes *shapes, const box *b,
                              const lt_definition *d) {
    char cut[512] = "";
    size_t used = 0;
    for (int r = 0; r < shapes->n; r++) {
        const lt_shape *s = &shapes->items[r];
        const double margin = lt_shape_margin(geos, projection, s->geometry, b->x1, b->y1, b->x2, b->y2);
        if (margin >= 0 || used >= sizeof cut) continue;
        used += (size_t)snprintf(cut + used, sizeof cut - used, "%s%s (by %.0f km)", used ? ", " : "", s->id,
                                 ceil(-margin / 1000));
    }
    if (!used) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not cover Liaoning",
                    .where = lt_fmt("%s (%s)", d->path, d->name),
                    .expected = "all 14 prefectures inside the outer edges of the grid",
                    .found = lt_fmt("these reach out of it: %s", cut),
                    .todo = "enlarge or move the grid (nx, ny, cell, centre_east, centre_north); `lantian grid FILE` "
                            "shows how far each prefecture is from the edge");
}

lt_status lt_grid_covers(const lt_definition *d) {
    char path[4096];
    lt_geos geos;
    lt_shapes shapes = {0};
    lt_projection *projection;
    const lt_projection_spec spec = lt_definition_spec(d);
    box b;
    lt_definition_corner(d, &b.x1, &b.y1);
    b.x2 = b.x1 + (double)d->nx * d->cell;
    b.y2 = b.y1 + (double)d->ny * d->cell;
    LT_TRY(lt_share_path("grids/data/prefectures.geojson", path, sizeof path));
    LT_TRY(lt_projection_create(&spec, &projection));
    lt_status status = lt_geos_open(&geos);
    if (status == LT_OK) {
        status = lt_shapes_read(&geos, projection, path, "name_en", &shapes);
        if (status == LT_OK) status = judge_shapes(&geos, projection, &shapes, &b, d);
        lt_shapes_free(&geos, &shapes);
        lt_geos_close(&geos);
    }
    lt_projection_free(projection);
    return status;
}
