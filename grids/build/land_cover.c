/* land_cover.c - land cover of the cells from the shipped coarse map (statics.h).
 *
 *   water  = s                                    s share of the sea in the cell (region `sea`, coast polygons)
 *   urban  = max(u (1 - s), min(1 - s, P a / A))  P persons, a 100 m2 of built-up land a person, A area of the cell
 *   others = f (1 - s - urban) / (1 - u)          u, f: urban and other land classes of the map, their sum 1
 *
 * The map (0.3 degree, three classes a cell) is asked at points 3 km apart; there its nearest cell counts, without its
 * water: coast lines of 30 km would put sea on land. A cell of the map that is all water takes the land of the nearest
 * one that has some; so does what lies outside 115-129 E, 37-46 N (on liaoning-27 the rim; nearest border cell).
 * Why persons: the map keeps three classes a cell and so has 0.1 % urban, Liaoning's towns alone are more. The rule is
 * that of model/met/urban.c. Outside Liaoning only listed places are known, and one place fills one cell at most.
 * Limits: inland water counts as the land around it; a user's own raster (land_raster.c) has it. */
#include "grids/build/statics.h"

#include "grids/build/land_codes.h"
#include "grids/build/lonlat.h"

#include <math.h>
#include <stdio.h>

static const double POINT_SPACING_M = 3000, LEAST_LAND = 1.0 / 32; /* half of the map's least share */
enum { MAX_POINTS = 32, MAX_CODES = 64 };

typedef struct map {
    lt_lonlat at;
    size_t cells;
    double *land; /* [cell * LT_N_LAND + class], water 0, sums to 1; of a cell without land 0 */
} map;

static lt_status add_code(lt_ncr *file, const char *path, const lt_land_codes *codes, size_t k, double code,
                          double *values, map *m) {
    const int class = code >= 0 && code <= LT_MAX_LAND_CODE ? codes->class_of[(int)code] : LT_LAND_FOREIGN;
    if (class >= LT_N_LAND)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown code of land cover", .where = lt_fmt("%s, class", path),
                        .expected = lt_fmt("a code of the legend %s", codes->legend), .found = lt_fmt("%g", code),
                        .todo = "restore the file");
    LT_TRY(lt_ncr_get_double_record(file, "fraction", "1", k, m->cells, values));
    for (size_t c = 0; c < m->cells; c++) {
        if (!(values[c] >= 0 && values[c] <= 1.001))
            return LT_RAISE(LT_ERR_INPUT, .what = "impossible share", .where = lt_fmt("%s, class %zu", path, k),
                            .expected = "0 to 1", .found = lt_fmt("%g", values[c]), .todo = "restore the file");
        if (class != LT_LAND_WATER) m->land[c * LT_N_LAND + (size_t) class] += values[c];
    }
    return LT_OK;
}

static lt_status get(lt_ncr *file, const char *path, const lt_land_codes *codes, map *m) {
    size_t n;
    double code[MAX_CODES], *values;
    LT_TRY(lt_lonlat_read(file, path, &m->at));
    m->cells = m->at.nx * m->at.ny;
    LT_TRY(lt_ncr_dim(file, "class", &n));
    if (n > MAX_CODES)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many classes", .where = path, .expected = "64 at most",
                        .found = lt_fmt("%zu", n), .todo = "restore the file");
    LT_TRY(lt_ncr_get_double(file, "class", NULL, n, code));
    LT_TRY(lt_calloc(m->cells * LT_N_LAND, sizeof(double), &m->land));
    LT_TRY(lt_calloc(m->cells, sizeof(double), &values));
    lt_status status = LT_OK;
    for (size_t k = 0; k < n && status == LT_OK; k++) status = add_code(file, path, codes, k, code[k], values, m);
    lt_free(values);
    return status;
}

static double sum_of(const double *land) {
    double sum = 0;
    for (int l = 0; l < LT_N_LAND; l++) sum += land[l];
    return sum;
}

/* Land classes sum to 1 in every cell of the map; one without land takes them from the nearest that has some. */
static lt_status spread(const char *path, map *m) {
    bool any = false, *own;
    LT_TRY(lt_calloc(m->cells, sizeof *own, &own));
    for (size_t c = 0; c < m->cells; c++) {
        double *land = m->land + c * LT_N_LAND, sum = sum_of(land);
        own[c] = sum >= LEAST_LAND;
        for (int l = 0; l < LT_N_LAND; l++) land[l] = own[c] ? land[l] / sum : 0;
        any |= own[c];
    }
    for (size_t c = 0; any && c < m->cells; c++) {
        if (own[c]) continue;
        const double lon = m->at.lon[c % m->at.nx], lat = m->at.lat[c / m->at.nx], narrow = cos(lat * M_PI / 180);
        double best = INFINITY;
        size_t from = 0;
        for (size_t d = 0; d < m->cells; d++) {
            const double apart = hypot((m->at.lon[d % m->at.nx] - lon) * narrow, m->at.lat[d / m->at.nx] - lat);
            if (!own[d] || !(apart < best)) continue;
            best = apart;
            from = d;
        }
        for (int l = 0; l < LT_N_LAND; l++) m->land[c * LT_N_LAND + (size_t)l] = m->land[from * LT_N_LAND + (size_t)l];
    }
    lt_free(own);
    return any ? LT_OK
               : LT_RAISE(LT_ERR_INPUT, .what = "a map of land cover without land", .where = path,
                          .expected = "some land", .found = "water only", .todo = "restore the file");
}

static const double *nearest(const map *m, double lon, double lat) {
    double fx, fy;
    size_t i = lt_lonlat_locate(m->at.lon, m->at.nx, lon, &fx), j = lt_lonlat_locate(m->at.lat, m->at.ny, lat, &fy);
    return m->land + ((j + (fy >= 0.5)) * m->at.nx + i + (fx >= 0.5)) * LT_N_LAND;
}

/* Land classes of the map in a cell of the grid; sum 1. */
static lt_status ask(const lt_grid *g, const map *m, int i, int j, int n, double *mean) {
    for (int l = 0; l < LT_N_LAND; l++) mean[l] = 0;
    for (int q = 0; q < n * n; q++) {
        double lon, lat, x = g->x0 + (i + (q % n + 0.5) / n) * g->dx, y = g->y0 + (j + (q / n + 0.5) / n) * g->dx;
        LT_TRY(lt_projection_inverse(g->projection, x, y, &lon, &lat));
        const double *land = nearest(m, lon, lat);
        for (int l = 0; l < LT_N_LAND; l++) mean[l] += land[l];
    }
    const double sum = sum_of(mean);
    for (int l = 0; l < LT_N_LAND; l++) mean[l] /= sum;
    return LT_OK;
}

static void put(lt_grid *g, long c, const double *mean) {
    const long cells = (long)g->nx * g->ny;
    const double sea = g->region_fraction[LT_REGION_SEA * cells + c], land = 1 - sea, mapped = mean[LT_LAND_URBAN];
    const double town = fmin(land, g->population[c] * LT_LAND_PER_PERSON_M2 / g->area[c]);
    const double urban = mapped < 1 ? fmax(mapped * land, town) : land;
    for (int l = 0; l < LT_N_LAND; l++)
        g->land_fraction[l * cells + c] = mapped < 1 ? mean[l] / (1 - mapped) * (land - urban) : 0;
    g->land_fraction[LT_LAND_URBAN * cells + c] = urban;
    g->land_fraction[LT_LAND_WATER * cells + c] = sea;
}

static lt_status fill(lt_grid *g, const map *m) {
    const int n = (int)fmin(fmax(nearbyint(g->dx / POINT_SPACING_M), 1), MAX_POINTS);
    double mean[LT_N_LAND];
    for (int j = 0; j < g->ny; j++)
        for (int i = 0; i < g->nx; i++) {
            LT_TRY(ask(g, m, i, j, n, mean));
            put(g, (long)j * g->nx + i, mean);
        }
    snprintf(
        g->land_source, sizeof g->land_source,
        "shipped: IGBP-DIS DISCover at 0.3 degree (115-129 E, 37-46 N; nearest beyond), urban by persons, water by "
        "the coast");
    return LT_OK;
}

lt_status lt_land_cover_fill(lt_grid *g, const char *path, const char *codes_path) {
    map m = {0};
    lt_land_codes codes;
    lt_ncr *file;
    LT_TRY(lt_land_codes_read(codes_path, "flexpart", &codes));
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = get(file, path, &codes, &m);
    lt_ncr_close(file);
    if (status == LT_OK) status = spread(path, &m);
    if (status == LT_OK) status = fill(g, &m);
    lt_free(m.land);
    lt_lonlat_free(&m.at);
    return status == LT_OK ? LT_OK : lt_error_context(status, "reading the land cover %s", path);
}
