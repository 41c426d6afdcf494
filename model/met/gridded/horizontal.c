/* horizontal.c - weights from the points of a plane to the cells of a grid (horizontal.h). */
#include "model/met/gridded/horizontal.h"

#include "grids/regrid.h"
#include "model/met/gridded/plane_mesh.h"

#include <float.h>
#include <math.h>
#include <string.h>

struct lt_horizontal {
    const lt_plane *plane;
    const lt_grid *grid;
    long n;                            /* cells */
    lt_plane_place *place;             /* [n] all points */
    lt_plane_place *kind[LT_N_POINTS]; /* [n]; NULL: as all */
    lt_plane_mesh *mesh;               /* cells of the source, made when asked for */
    lt_regrid *regrid;
    double *window; /* [regrid.n_source] */
};

static lt_status raise_outside(const lt_horizontal *h, const char *source, long cell, long outside) {
    double lon_least = DBL_MAX, lon_most = -DBL_MAX, lat_least = DBL_MAX, lat_most = -DBL_MAX, *lon = NULL, *lat = NULL;
    LT_TRY(lt_calloc((size_t)h->plane->n, sizeof *lon, &lon));
    lt_status status = lt_calloc((size_t)h->plane->n, sizeof *lat, &lat);
    if (status == LT_OK) status = lt_plane_places(h->plane, lon, lat);
    for (long p = 0; p < h->plane->n && status == LT_OK; p++) {
        double near = lon[p] - 360.0 * nearbyint((lon[p] - h->grid->lon[cell]) / 360.0);
        lon_least = fmin(lon_least, near), lon_most = fmax(lon_most, near);
        lat_least = fmin(lat_least, lat[p]), lat_most = fmax(lat_most, lat[p]);
    }
    lt_free(lon);
    lt_free(lat);
    LT_TRY(status);
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the weather does not cover the grid", .where = source,
        .expected = lt_fmt("points around all cells of %s; %ld of %ld lie outside, the first at %.2f E "
                           "%.2f N",
                           h->grid->name, outside, h->n, h->grid->lon[cell], h->grid->lat[cell]),
        .found = lt_fmt("points within %.2f to %.2f E, %.2f to %.2f N", lon_least, lon_most, lat_least, lat_most),
        .todo = "take weather of a larger area, or a smaller grid");
}

static lt_status find_places(lt_horizontal *h, const char *source) {
    bool *inside = NULL;
    LT_TRY(lt_calloc((size_t)h->n, sizeof *h->place, &h->place));
    LT_TRY(lt_calloc((size_t)h->n, sizeof *inside, &inside));
    lt_status status = lt_plane_find(h->plane, h->n, h->grid->lon, h->grid->lat, h->place, inside);
    long outside = 0, first = 0;
    for (long c = h->n - 1; c >= 0 && status == LT_OK; c--)
        if (!inside[c]) outside++, first = c;
    lt_free(inside);
    return status == LT_OK && outside ? raise_outside(h, source, first, outside) : status;
}

lt_status lt_horizontal_create(const lt_plane *plane, const lt_grid *grid, const char *source, lt_horizontal **out) {
    lt_horizontal *h = NULL;
    LT_TRY(lt_calloc(1, sizeof *h, &h));
    *h = (lt_horizontal){.plane = plane, .grid = grid, .n = (long)grid->nx * grid->ny};
    lt_status status = find_places(h, source);
    if (status != LT_OK) {
        lt_horizontal_free(h);
        return status;
    }
    *out = h;
    return LT_OK;
}

void lt_horizontal_free(lt_horizontal *h) {
    if (!h) return;
    lt_plane_mesh_free(h->mesh);
    lt_regrid_free(h->regrid);
    void *all[] = {h->place, h->kind[LT_POINTS_LAND], h->kind[LT_POINTS_SEA], h->kind[LT_POINTS_CELL], h->window};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(h);
}

/* --- land and sea --- */

/* The points that are land (or sea), as unit vectors from the centre of the Earth. */
typedef struct kind_points {
    const bool *mine; /* [plane.n] */
    long n, *at;
    double *x, *y, *z;
} kind_points;

static double nearness(const kind_points *k, long p, const double place[3]) {
    return k->x[p] * place[0] + k->y[p] * place[1] + k->z[p] * place[2];
}

static void unit_vector(double lon, double lat, double *x, double *y, double *z) {
    const double r = M_PI / 180;
    *x = cos(lat * r) * cos(lon * r);
    *y = cos(lat * r) * sin(lon * r);
    *z = sin(lat * r);
}

/* The weights of the points of the kind; where none of the four is, the nearest one that is (a global grid has a
 * million points, and most cells of a land are far from the sea: one product a point, no angles). */
static void mask_cell(const lt_horizontal *h, long cell, const kind_points *k, lt_plane_place *out) {
    double sum = 0.0, place[3];
    *out = h->place[cell];
    for (int c = 0; c < 4; c++) {
        if (!k->mine[out->at[c]]) out->weight[c] = 0.0;
        sum += out->weight[c];
    }
    if (sum > 1e-6) {
        for (int c = 0; c < 4; c++) out->weight[c] /= sum;
        return;
    }
    long best = 0;
    unit_vector(h->grid->lon[cell], h->grid->lat[cell], &place[0], &place[1], &place[2]);
    for (long p = 1; p < k->n; p++)
        if (nearness(k, p, place) > nearness(k, best, place)) best = p;
    const long at = k->at[best];
    *out = (lt_plane_place){{at, at, at, at}, {1.0}};
}

static lt_status gather(const lt_horizontal *h, const double *lon, const double *lat, kind_points *k) {
    const size_t n = (size_t)h->plane->n;
    LT_TRY(lt_calloc(n, sizeof *k->at, &k->at));
    LT_TRY(lt_calloc(3 * n, sizeof *k->x, &k->x));
    k->y = k->x + n;
    k->z = k->y + n;
    for (size_t p = 0; p < n; p++) {
        if (!k->mine[p]) continue;
        k->at[k->n] = (long)p;
        unit_vector(lon[p], lat[p], &k->x[k->n], &k->y[k->n], &k->z[k->n]);
        k->n++;
    }
    return LT_OK;
}

static lt_status mask_kind(lt_horizontal *h, lt_point_kind points, const bool *mine, const double *lon,
                           const double *lat, int threads) {
    kind_points k = {.mine = mine};
    lt_status status = gather(h, lon, lat, &k);
    if (status == LT_OK && k.n) status = lt_calloc((size_t)h->n, sizeof(lt_plane_place), &h->kind[points]);
    if (status == LT_OK && k.n) {
#pragma omp parallel for schedule(static) num_threads(threads)
        for (long c = 0; c < h->n; c++) mask_cell(h, c, &k, &h->kind[points][c]);
    }
    lt_free(k.at);
    lt_free(k.x);
    return status;
}

static lt_status choose_by_cell(lt_horizontal *h) {
    const double *sea = h->grid->region_fraction + (long)LT_REGION_SEA * h->n;
    LT_TRY(lt_calloc((size_t)h->n, sizeof(lt_plane_place), &h->kind[LT_POINTS_CELL]));
    for (long c = 0; c < h->n; c++)
        h->kind[LT_POINTS_CELL][c] = h->kind[sea[c] > 0.5 ? LT_POINTS_SEA : LT_POINTS_LAND][c];
    return LT_OK;
}

lt_status lt_horizontal_mask(lt_horizontal *h, const float *land, int threads) {
    size_t n = (size_t)h->plane->n;
    double *lon = NULL, *lat = NULL;
    bool *mine = NULL;
    lt_status status = lt_calloc(n, sizeof *lon, &lon);
    if (status == LT_OK) status = lt_calloc(n, sizeof *lat, &lat);
    if (status == LT_OK) status = lt_calloc(n, sizeof *mine, &mine);
    if (status == LT_OK) status = lt_plane_places(h->plane, lon, lat);
    for (int kind = LT_POINTS_LAND; kind <= LT_POINTS_SEA && status == LT_OK; kind++) {
        for (size_t p = 0; p < n; p++) mine[p] = kind == LT_POINTS_LAND ? land[p] >= 0.5f : land[p] < 0.5f;
        status = mask_kind(h, (lt_point_kind)kind, mine, lon, lat, threads);
    }
    if (status == LT_OK && lt_horizontal_masked(h)) status = choose_by_cell(h);
    lt_free(lon);
    lt_free(lat);
    lt_free(mine);
    return status;
}

bool lt_horizontal_masked(const lt_horizontal *h) {
    return h->kind[LT_POINTS_LAND] && h->kind[LT_POINTS_SEA];
}

/* --- applying --- */

void lt_horizontal_levels(const lt_horizontal *h, int n_levels, const float *source, int threads, float *cells) {
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long c = 0; c < h->n; c++) {
        const lt_plane_place *p = &h->place[c];
        float *to = cells + c * n_levels;
        for (int l = 0; l < n_levels; l++) {
            const float *from = source + (long)l * h->plane->n;
            double sum = 0.0;
            for (int k = 0; k < 4; k++) /* a missing point of no weight does not count */
                sum += p->weight[k] > 0.0 ? p->weight[k] * from[p->at[k]] : 0.0;
            to[l] = (float)sum;
        }
    }
}

void lt_horizontal_ground(const lt_horizontal *h, lt_point_kind points, const float *source, int threads,
                          float *cells) {
    const lt_plane_place *places = h->kind[points] ? h->kind[points] : h->place;
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long c = 0; c < h->n; c++) {
        double sum = 0.0, weight = 0.0;
        for (int k = 0; k < 4; k++) {
            double w = places[c].weight[k], value = source[places[c].at[k]];
            if (w <= 0.0 || isnan(value)) continue;
            sum += w * value;
            weight += w;
        }
        cells[c] = (float)(weight > 0.0 ? sum / weight : NAN);
    }
}

static lt_status make_regrid(lt_horizontal *h) {
    lt_mesh *target = NULL;
    LT_TRY(lt_plane_mesh_create(h->plane, &h->mesh));
    LT_TRY(lt_mesh_grid(h->grid, &target));
    lt_status status = lt_regrid_create(lt_plane_mesh_cells(h->mesh), target, &h->regrid);
    lt_mesh_free(target);
    LT_TRY(status);
    return lt_calloc((size_t)h->regrid->n_source + 1, sizeof *h->window, &h->window);
}

lt_status lt_horizontal_amount(lt_horizontal *h, const float *source, double *cells) {
    if (!h->window) LT_TRY_CONTEXT(make_regrid(h), "areas of overlap between weather and grid");
    const lt_regrid_window *w = &h->regrid->window;
    for (int j = 0; j < w->ny; j++)
        for (int i = 0; i < w->nx; i++)
            h->window[(long)j * w->nx + i] = lt_plane_mesh_value(h->mesh, source, w->i0 + i, w->j0 + j);
    lt_regrid_apply(h->regrid, LT_REGRID_MEAN, 1, h->window, cells);
    return LT_OK;
}
