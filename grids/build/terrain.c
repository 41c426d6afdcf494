/* terrain.c - height of the ground in every cell (statics.h).
 *
 * A cell's height is the mean of bilinear values at points about 3 km apart inside it. Outside the file's box (114-130
 * E, 36-47 N for the shipped one, which holds all three shipped grids) the nearest value of its border stands. */
#include "grids/build/statics.h"

#include "grids/build/lonlat.h"

#include <math.h>
#include <stdio.h>

static const double POINT_SPACING_M = 3000;
enum { MAX_POINTS = 32 };

typedef struct raster {
    lt_lonlat at;
    double *height;
} raster;

static lt_status get(lt_ncr *file, const char *path, raster *r) {
    LT_TRY(lt_lonlat_read(file, path, &r->at));
    const size_t n = r->at.nx * r->at.ny;
    LT_TRY(lt_calloc(n, sizeof(double), &r->height));
    LT_TRY(lt_ncr_get_double(file, "height", "m", n, r->height));
    for (size_t c = 0; c < n; c++)
        if (!(r->height[c] > -500 && r->height[c] < 9000))
            return LT_RAISE(LT_ERR_INPUT, .what = "impossible height", .where = lt_fmt("%s, value %zu", path, c),
                            .expected = "-500 .. 9000 m", .found = lt_fmt("%g m", r->height[c]),
                            .todo = "restore the file");
    return LT_OK;
}

static double height_at(const raster *r, double lon, double lat) {
    double fx, fy;
    const lt_lonlat *a = &r->at;
    size_t i = lt_lonlat_locate(a->lon, a->nx, lon, &fx), j = lt_lonlat_locate(a->lat, a->ny, lat, &fy);
    const double *h = r->height + j * a->nx + i;
    return (1 - fy) * ((1 - fx) * h[0] + fx * h[1]) + fy * ((1 - fx) * h[a->nx] + fx * h[a->nx + 1]);
}

static lt_status fill(lt_grid *g, const raster *r) {
    int n = (int)fmin(fmax(nearbyint(g->dx / POINT_SPACING_M), 1), MAX_POINTS);
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            double sum = 0;
            for (int q = 0; q < n * n; q++) {
                double lon, lat, x = g->x0 + (i + (q % n + 0.5) / n) * g->dx,
                                 y = g->y0 + (j + (q / n + 0.5) / n) * g->dx;
                LT_TRY(lt_projection_inverse(g->projection, x, y, &lon, &lat));
                sum += height_at(r, lon, lat);
            }
            g->terrain[(long)j * g->nx + i] = sum / (n * n);
        }
    return LT_OK;
}

lt_status lt_terrain_fill(lt_grid *g, const char *path) {
    raster r = {0};
    lt_ncr *file;
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = get(file, path, &r);
    lt_ncr_close(file);
    if (status == LT_OK) status = fill(g, &r);
    if (status == LT_OK)
        snprintf(g->terrain_source, sizeof g->terrain_source, "shipped: altitude 0.05 degree of PM2.5-GNN, ETOPO5");
    lt_lonlat_free(&r.at);
    lt_free(r.height);
    return status == LT_OK ? LT_OK : lt_error_context(status, "reading the terrain %s", path);
}
