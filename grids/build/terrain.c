/* terrain.c - height of the ground in every cell (statics.h).
 *
 * A cell's height is the mean of bilinear values at points about 3 km apart inside it. Outside the file's box (114-130
 * E, 36-47 N for the shipped one, which holds all three shipped grids) the nearest value of its border stands. */
#include "grids/build/statics.h"

#include "base/ncio.h"

#include <math.h>

static const double POINT_SPACING_M = 3000;
enum { MAX_POINTS = 32 };

typedef struct raster {
    size_t nx, ny;
    double *lon, *lat, *height;
} raster;

static lt_status check_axis(const char *path, const char *name, const double *axis, size_t n) {
    double step = (axis[n - 1] - axis[0]) / (double)(n - 1);
    for (size_t i = 0; i < n; i++)
        if (!(step > 0) || fabs(axis[i] - (axis[0] + (double)i * step)) > 1e-4 * step)
            return LT_RAISE(LT_ERR_INPUT, .what = "axis is not evenly spaced and growing",
                            .where = lt_fmt("%s, %s", path, name),
                            .expected = lt_fmt("%.8g", axis[0] + (double)i * step), .found = lt_fmt("%.8g", axis[i]),
                            .todo = "restore the file");
    return LT_OK;
}

static lt_status get(lt_ncr *file, const char *path, raster *r) {
    LT_TRY(lt_ncr_dim(file, "lon", &r->nx));
    LT_TRY(lt_ncr_dim(file, "lat", &r->ny));
    if (r->nx < 2 || r->ny < 2 || r->nx > 100000 || r->ny > 100000)
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible size", .where = path, .expected = "2 to 100000 each way",
                        .found = lt_fmt("%zu x %zu", r->nx, r->ny), .todo = "restore the file");
    LT_TRY(lt_calloc(r->nx, sizeof(double), &r->lon));
    LT_TRY(lt_calloc(r->ny, sizeof(double), &r->lat));
    LT_TRY(lt_calloc(r->nx * r->ny, sizeof(double), &r->height));
    LT_TRY(lt_ncr_get_double(file, "lon", "degrees_east", r->nx, r->lon));
    LT_TRY(lt_ncr_get_double(file, "lat", "degrees_north", r->ny, r->lat));
    LT_TRY(lt_ncr_get_double(file, "height", "m", r->nx * r->ny, r->height));
    LT_TRY(check_axis(path, "lon", r->lon, r->nx));
    LT_TRY(check_axis(path, "lat", r->lat, r->ny));
    for (size_t c = 0; c < r->nx * r->ny; c++)
        if (!(r->height[c] > -500 && r->height[c] < 9000))
            return LT_RAISE(LT_ERR_INPUT, .what = "impossible height", .where = lt_fmt("%s, value %zu", path, c),
                            .expected = "-500 .. 9000 m", .found = lt_fmt("%g m", r->height[c]),
                            .todo = "restore the file");
    return LT_OK;
}

/* Place on an even axis as index and rest, held inside it. */
static size_t locate(const double *axis, size_t n, double value, double *rest) {
    double at = (value - axis[0]) / (axis[n - 1] - axis[0]) * (double)(n - 1);
    at = fmin(fmax(at, 0), (double)(n - 1));
    size_t i = (size_t)fmin(floor(at), (double)(n - 2));
    *rest = at - (double)i;
    return i;
}

static double height_at(const raster *r, double lon, double lat) {
    double fx, fy;
    size_t i = locate(r->lon, r->nx, lon, &fx), j = locate(r->lat, r->ny, lat, &fy);
    const double *h = r->height + j * r->nx + i;
    return (1 - fy) * ((1 - fx) * h[0] + fx * h[1]) + fy * ((1 - fx) * h[r->nx] + fx * h[r->nx + 1]);
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
    lt_free(r.lon);
    lt_free(r.lat);
    lt_free(r.height);
    return status == LT_OK ? LT_OK : lt_error_context(status, "reading the terrain %s", path);
}
