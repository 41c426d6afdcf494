/* surrogate.c - weights of cells from the fields of grid.nc: share of the region, population, area.
 *
 * Assumptions: population density says where people, traffic and small sources are; built-up land has 8 000 persons a
 * km2 (rural = the rest); 150 persons a km2 are the countryside's own (urban = above it); roads follow the mean of
 * population and area (geometric). Regions outside Liaoning are in outside.c. */
#include "inventory/surrogate.h"

#include "base/csv.h"

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

static double fill(const lt_grid *grid, int region, enum lt_surrogate kind, double *weight) {
    long n = (long)grid->nx * grid->ny;
    int sea = lt_grid_region(grid, "sea");
    double sum = 0;
    for (long c = 0; c < n; c++) {
        double share = grid->region_fraction[region * n + c];
        double sea_share = sea >= 0 ? grid->region_fraction[sea * n + c] : 0;
        weight[c] = cell_weight(kind, share, grid->population[c], grid->area[c] * 1e-6, sea_share);
        sum += weight[c];
    }
    return sum;
}

lt_status lt_surrogate_city(const lt_grid *grid, const char *region, enum lt_surrogate kind, double *weight,
                            bool *fell_back) {
    int r = lt_grid_region(grid, region);
    long n = (long)grid->nx * grid->ny;
    *fell_back = false;
    if (r < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the grid does not hold this region",
                        .where = lt_fmt("grid %s", grid->name), .expected = "a region of the grid", .found = region,
                        .todo = "use a grid that covers the region");
    double sum = fill(grid, r, kind, weight);
    if (sum <= 0) {
        *fell_back = true;
        sum = fill(grid, r, LT_BY_AREA, weight);
    }
    if (sum <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no cell of the grid lies in this region",
                        .where = lt_fmt("grid %s", grid->name), .expected = "at least one cell", .found = region,
                        .todo = "use a grid that covers the region");
    for (long c = 0; c < n; c++) weight[c] /= sum;
    return LT_OK;
}
