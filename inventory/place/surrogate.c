/* surrogate.c - weights of cells from the fields of grid.nc: share of the region, population, area.
 *
 * Assumptions: population density says where people, traffic and small sources are; built-up land has 8 000 persons a
 * km2 (rural = the rest); 150 persons a km2 are the countryside's own (urban = above it); roads follow the mean of
 * population and area (geometric). Regions outside Liaoning are in outside.c. */
#include "inventory/place/surrogate.h"

#include "base/csv.h"
#include "grids/land.h"

#include <math.h>
#include <string.h>

const char *const lt_surrogate_names[LT_N_SURROGATES] = {
#define LT_SURROGATE_NAME(id, name, doc) name,
    LT_SURROGATE_LIST(LT_SURROGATE_NAME)
#undef LT_SURROGATE_NAME
};

int lt_surrogate_find(const char *name) {
    for (int k = 0; k < LT_N_SURROGATES; k++)
        if (strcmp(lt_surrogate_names[k], name) == 0) return k;
    return -1;
}

/* Of a class of land cover: forest, grass and shrubs, fields. Savannas by the middle of their cover of trees (10-30,
 * 30-60 %), half of the mosaic is natural (MCD12Q1's legend: 40-60 % fields); wetland here is meadow and reed. */
static const double cover[LT_N_LAND][3] = {[LT_LAND_EVERGREEN_NEEDLELEAF] = {1, 0, 0},
                                           [LT_LAND_EVERGREEN_BROADLEAF] = {1, 0, 0},
                                           [LT_LAND_DECIDUOUS_NEEDLELEAF] = {1, 0, 0},
                                           [LT_LAND_DECIDUOUS_BROADLEAF] = {1, 0, 0},
                                           [LT_LAND_MIXED_FOREST] = {1, 0, 0},
                                           [LT_LAND_CLOSED_SHRUBLAND] = {0, 1, 0},
                                           [LT_LAND_OPEN_SHRUBLAND] = {0, 1, 0},
                                           [LT_LAND_WOODY_SAVANNA] = {0.45, 0.55, 0},
                                           [LT_LAND_SAVANNA] = {0.2, 0.8, 0},
                                           [LT_LAND_GRASSLAND] = {0, 1, 0},
                                           [LT_LAND_WETLAND] = {0, 1, 0},
                                           [LT_LAND_CROPLAND] = {0, 0, 1},
                                           [LT_LAND_CROPLAND_MOSAIC] = {0.25, 0.25, 0.5}};

double lt_surrogate_land(const lt_grid *grid, enum lt_surrogate kind, long c) {
    const long n = (long)grid->nx * grid->ny;
    const int column = (int)kind - LT_BY_FOREST;
    if (column < 0 || column > 2 || !grid->land_fraction) return 1;
    double sum = 0;
    for (int k = 0; k < LT_N_LAND; k++) sum += cover[k][column] * grid->land_fraction[k * n + c];
    return sum;
}

static double cell_weight(enum lt_surrogate kind, double share, double persons, double km2, double sea) {
    switch (kind) {
    case LT_BY_POPULATION:
        return share * persons;
    case LT_BY_RURAL:
        return share * (km2 - fmin(0.95 * km2, persons / 8000.0));
    case LT_BY_URBAN:
        return share * fmax(0.0, persons - 150.0 * km2);
    case LT_BY_ROADS:
        return share * sqrt(persons * km2);
    case LT_BY_COAST:
        return share * sea * km2;
    default:
        return share * km2;
    }
}

/* The share of every cell in the city or county. */
static lt_status find_share(const lt_grid *grid, const lt_spread *spread, double *share) {
    long n = (long)grid->nx * grid->ny;
    int region = lt_grid_region(grid, spread->region);
    if (region < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not hold this region",
                        .where = lt_fmt("grid %s", grid->name), .expected = "a region of the grid",
                        .found = spread->region, .todo = "use a grid that covers the region");
    if (!spread->county[0]) {
        memcpy(share, grid->region_fraction + region * n, (size_t)n * sizeof *share);
        return LT_OK;
    }
    int county = lt_grid_county(grid, spread->region, spread->county);
    if (county < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the city has no such county",
                        .where = lt_fmt("grid %s, city %s", grid->name, spread->region),
                        .expected = "code or name of a county of the city (grids/data/counties.geojson)",
                        .found = lt_fmt("\"%s\"", spread->county), .todo = "correct the column county");
    lt_parts_get(&grid->counties, county, share, n);
    return LT_OK;
}

static double fill(const lt_grid *grid, const double *share, enum lt_surrogate kind, double *weight) {
    long n = (long)grid->nx * grid->ny;
    int sea = lt_grid_region(grid, "sea");
    double sum = 0;
    for (long c = 0; c < n; c++) {
        double sea_share = sea >= 0 ? grid->region_fraction[sea * n + c] : 0;
        weight[c] = cell_weight(kind, share[c], grid->population[c], grid->area[c] * 1e-6, sea_share) *
                    lt_surrogate_land(grid, kind, c);
        sum += weight[c];
    }
    return sum;
}

/* A surrogate of the case: what its file holds of the city or county in each cell. */
static lt_status fill_own(const lt_grid *grid, const lt_spread *spread, double *weight, double *sum) {
    long n = (long)grid->nx * grid->ny;
    int county = spread->county[0] ? lt_grid_county(grid, spread->region, spread->county) : -1;
    const char *area = county >= 0 ? grid->county[county].adcode : spread->region;
    size_t length = strlen(spread->surrogate);
    bool known = false;
    for (int k = 0; k < grid->surrogates.n && !known; k++)
        known =
            strncmp(grid->surrogates.id[k], spread->surrogate, length) == 0 && grid->surrogates.id[k][length] == '/';
    if (!known)
        return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not hold this surrogate",
                        .where = lt_fmt("grid %s", grid->name),
                        .expected = "one of inventory/README.md, or one of the case's key inventory: surrogates",
                        .found = spread->surrogate, .todo = "name its file in the case, and make the grid again");
    int k = lt_parts_find(&grid->surrogates, lt_fmt("%s/%s", spread->surrogate, area));
    *sum = 0;
    for (long c = 0; c < n; c++) weight[c] = 0;
    if (k >= 0) lt_parts_get(&grid->surrogates, k, weight, n);
    for (long c = 0; c < n; c++) *sum += weight[c];
    return LT_OK;
}

static lt_status spread_over(const lt_grid *grid, const lt_spread *spread, double *share, double *weight,
                             bool *fell_back) {
    long n = (long)grid->nx * grid->ny;
    int kind = lt_surrogate_find(spread->surrogate);
    double sum = 0;
    LT_TRY(find_share(grid, spread, share));
    if (kind < 0)
        LT_TRY(fill_own(grid, spread, weight, &sum));
    else
        sum = fill(grid, share, (enum lt_surrogate)kind, weight);
    *fell_back = !(sum > 0);
    if (*fell_back) sum = fill(grid, share, LT_BY_AREA, weight);
    if (!(sum > 0))
        return LT_RAISE(LT_ERR_INPUT, .what = "no cell of the grid lies in this region",
                        .where = lt_fmt("grid %s", grid->name), .expected = "at least one cell",
                        .found = lt_fmt("%s %s", spread->region, spread->county),
                        .todo = "use a grid that covers the region");
    for (long c = 0; c < n; c++) weight[c] /= sum;
    return LT_OK;
}

lt_status lt_surrogate_weights(const lt_grid *grid, const lt_spread *spread, double *weight, bool *fell_back) {
    double *share;
    *fell_back = false;
    LT_TRY(lt_calloc((size_t)grid->nx * (size_t)grid->ny, sizeof *share, &share));
    lt_status status = spread_over(grid, spread, share, weight, fell_back);
    lt_free(share);
    return status;
}
