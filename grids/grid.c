/* grid.c - making a grid from its definition, and asking it (grid.h).
 *
 * Cells are squares of side dx on the map. Their true areas and the true lengths of their faces are integrals over the
 * sphere (projection.c), so that the cells' areas sum to the area of the domain exactly. */
#include "grids/grid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const lt_region_ids[LT_N_REGIONS] = {"Shenyang", "Dalian",  "Anshan",     "Fushun",   "Benxi",  "Dandong",
                                                 "Jinzhou",  "Yingkou", "Fuxin",      "Liaoyang", "Panjin", "Tieling",
                                                 "Chaoyang", "Huludao", "other_land", "sea"};

const char *const lt_neighbour_ids[LT_N_NEIGHBOURS] = {"CHN_HE", "CHN_BJ", "CHN_TJ", "CHN_NM", "CHN_JL",
                                                       "CHN_HL", "CHN_SD", "PRK",    "KOR"};

static lt_status allocate(lt_grid *g) {
    size_t nx = (size_t)g->nx, ny = (size_t)g->ny, cells = nx * ny;
    double **fields[] = {&g->lon, &g->lat, &g->area, &g->map_factor, &g->angle, &g->terrain, &g->population};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) LT_TRY(lt_calloc(cells, sizeof(double), fields[f]));
    LT_TRY(lt_calloc(ny * (nx + 1), sizeof(double), &g->face_x));
    LT_TRY(lt_calloc((ny + 1) * nx, sizeof(double), &g->face_y));
    LT_TRY(lt_calloc((size_t)g->nz + 1, sizeof(double), &g->z_edge));
    LT_TRY(lt_calloc((size_t)g->n_region, sizeof *g->region_id, &g->region_id));
    LT_TRY(lt_calloc((size_t)g->n_region * cells, sizeof(double), &g->region_fraction));
    LT_TRY(lt_calloc(LT_N_LAND * cells, sizeof(double), &g->land_fraction));
    LT_TRY(lt_calloc((size_t)g->n_neighbour, sizeof *g->neighbour_id, &g->neighbour_id));
    LT_TRY(lt_calloc((size_t)g->n_neighbour * cells, sizeof(double), &g->neighbour_fraction));
    return lt_calloc((size_t)g->n_neighbour, sizeof(double), &g->neighbour_area);
}

static lt_status fill_cells(lt_grid *g) {
    const lt_projection *p = g->projection;
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            long c = (long)j * g->nx + i;
            double west = g->x0 + i * g->dx, east = g->x0 + (i + 1) * g->dx;
            double south = g->y0 + j * g->dx, north = g->y0 + (j + 1) * g->dx;
            double x = g->x0 + (i + 0.5) * g->dx, y = g->y0 + (j + 0.5) * g->dx;
            const double ring[] = {west, south, east, south, east, north, west, north};
            LT_TRY(lt_projection_inverse(g->projection, x, y, &g->lon[c], &g->lat[c]));
            g->map_factor[c] = lt_projection_map_factor(p, x, y);
            g->angle[c] = lt_projection_angle(p, x, y);
            g->area[c] = lt_projection_ring_area(p, ring, 4);
        }
    return LT_OK;
}

static void fill_faces(lt_grid *g) {
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i <= g->nx; i++) {
            double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
            g->face_x[(long)j * (g->nx + 1) + i] = lt_projection_length(g->projection, x, y, x, y + g->dx);
        }
    for (int j = 0; j <= g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
            g->face_y[(long)j * g->nx + i] = lt_projection_length(g->projection, x, y, x + g->dx, y);
        }
}

static lt_status fill(const lt_definition *d, lt_grid *g) {
    lt_projection_spec spec = lt_definition_spec(d);
    LT_TRY(lt_projection_create(&spec, &g->projection));
    LT_TRY(allocate(g));
    snprintf(g->name, sizeof g->name, "%s", d->name);
    snprintf(g->proj, sizeof g->proj, "%s", lt_projection_text(g->projection));
    lt_definition_corner(d, &g->x0, &g->y0);
    memcpy(g->z_edge, d->layer_edges.items, (size_t)d->layer_edges.n * sizeof(double));
    for (int r = 0; r < LT_N_REGIONS; r++) snprintf(g->region_id[r], sizeof g->region_id[r], "%s", lt_region_ids[r]);
    LT_TRY(fill_cells(g));
    fill_faces(g);
    return LT_OK;
}

lt_status lt_grid_create(const lt_definition *d, int n_neighbour, lt_grid **out) {
    *out = NULL;
    lt_grid *g;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    g->nx = (int)d->nx;
    g->ny = (int)d->ny;
    g->nz = (int)d->layer_edges.n - 1;
    g->dx = d->cell;
    g->n_region = LT_N_REGIONS;
    g->n_neighbour = n_neighbour;
    lt_status status = fill(d, g);
    if (status != LT_OK) {
        lt_grid_free(g);
        return lt_error_context(status, "making grid %s", d->name);
    }
    *out = g;
    return LT_OK;
}

void lt_grid_free(lt_grid *g) {
    if (!g) return;
    void *parts[] = {g->lon,
                     g->lat,
                     g->area,
                     g->map_factor,
                     g->angle,
                     g->terrain,
                     g->population,
                     g->face_x,
                     g->face_y,
                     g->z_edge,
                     g->region_id,
                     g->region_fraction,
                     g->neighbour_id,
                     g->neighbour_fraction,
                     g->neighbour_area,
                     g->land_fraction};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) lt_free(parts[p]);
    lt_free(g->county);
    lt_parts_free(&g->counties);
    lt_parts_free(&g->surrogates);
    lt_projection_free(g->projection);
    lt_free(g);
}

lt_status lt_grid_project(const lt_grid *g, double lon, double lat, double *x, double *y) {
    if (g->projection) return lt_projection_forward(g->projection, lon, lat, x, y);
    lt_projection *made;
    LT_TRY(lt_projection_parse(g->proj, &made));
    lt_status status = lt_projection_forward(made, lon, lat, x, y);
    lt_projection_free(made);
    return status;
}

lt_status lt_grid_cell(const lt_grid *g, double lon, double lat, int *i, int *j, bool *inside) {
    double x, y;
    *i = *j = -1;
    *inside = false;
    LT_TRY(lt_grid_project(g, lon, lat, &x, &y));
    double column = floor((x - g->x0) / g->dx), row = floor((y - g->y0) / g->dx);
    *inside = column >= 0 && column < g->i0 + g->nx + g->beyond_x && row >= 0 && row < g->j0 + g->ny + g->beyond_y;
    if (*inside) {
        *i = (int)column - g->i0;
        *j = (int)row - g->j0;
    }
    return LT_OK;
}

bool lt_grid_is_part(const lt_grid *g) {
    return g->i0 > 0 || g->j0 > 0 || g->beyond_x > 0 || g->beyond_y > 0;
}

lt_ncr_window lt_grid_window(const lt_grid *g) {
    return (lt_ncr_window){.j0 = (size_t)g->j0, .i0 = (size_t)g->i0, .ny = (size_t)g->ny, .nx = (size_t)g->nx};
}

static int find(char (*ids)[24], int n, const char *id) {
    for (int r = 0; r < n; r++)
        if (strcmp(ids[r], id) == 0) return r;
    return -1;
}

int lt_grid_region(const lt_grid *g, const char *id) {
    return find(g->region_id, g->n_region, id);
}
int lt_grid_neighbour(const lt_grid *g, const char *id) {
    return find(g->neighbour_id, g->n_neighbour, id);
}

int lt_grid_county(const lt_grid *g, const char *city, const char *county) {
    for (int k = 0; k < g->counties.n; k++) {
        const lt_county *c = &g->county[k];
        if (strcmp(c->city, city) == 0 &&
            (strcmp(c->adcode, county) == 0 || strcmp(c->name_en, county) == 0 || strcmp(c->name_zh, county) == 0))
            return k;
    }
    return -1;
}
