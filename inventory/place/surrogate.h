/* surrogate.h - how the total of a region is spread over the cells of the grid. */
#ifndef LT_SURROGATE_H
#define LT_SURROGATE_H

#include "grids/grid.h"

/* X-macro: name, weight of a cell (rf share of the cell in the region, P persons, A area in km2, sea share of sea).
 * Those before port spread rows of a city; port spreads rows of the sea around the row's own place; the others name
 * tables of plants that spread a provincial row (plants.h); point = the row carries its own place. */
#define LT_SURROGATE_LIST(X)                                                                                           \
    X(LT_BY_POPULATION, "population", "rf P")                                                                          \
    X(LT_BY_AREA, "area", "rf A")                                                                                      \
    X(LT_BY_RURAL, "rural", "rf (A - min(0.95 A, P / 8000))")                                                          \
    X(LT_BY_URBAN, "urban", "rf max(0, P - 150 A)")                                                                    \
    X(LT_BY_ROADS, "roads", "rf sqrt(P A)")                                                                            \
    X(LT_BY_FOREST, "forest", "rf A (share of forest)")                                                                \
    X(LT_BY_GRASSLAND, "grassland", "rf A (share of grass and shrubs)")                                                \
    X(LT_BY_CROPLAND, "cropland", "rf A (share of fields)")                                                            \
    X(LT_BY_COAST, "coast", "rf sea A")                                                                                \
    X(LT_BY_PORT, "port", "rf(sea) A / (d2 + d02), d distance to the row's own place")                                 \
    X(LT_BY_POINT, "point", "place of the row")                                                                        \
    X(LT_BY_COAL_UNITS, "coal_units", "MW x heat rate of coal units")                                                  \
    X(LT_BY_COAL_UNITS_HEAT, "coal_units_heat", "MW of units that give heat")                                          \
    X(LT_BY_STEEL_IRON, "steel_iron", "blast furnace capacity")                                                        \
    X(LT_BY_STEEL_CRUDE, "steel_crude", "crude steel capacity")                                                        \
    X(LT_BY_STEEL_CONVERTER, "steel_converter", "converter capacity")                                                  \
    X(LT_BY_STEEL_ELECTRIC, "steel_electric", "electric furnace capacity")

enum lt_surrogate {
#define LT_SURROGATE_ENUM(id, name, doc) id,
    LT_SURROGATE_LIST(LT_SURROGATE_ENUM)
#undef LT_SURROGATE_ENUM
        LT_N_SURROGATES
};
extern const char *const lt_surrogate_names[LT_N_SURROGATES];
int lt_surrogate_find(const char *name); /* -1 */

/* What is spread over where: a city or, with county not "", a county of it. surrogate: one of the first above, or a
 * name that the case gives to a file of its own (inventory: surrogates). */
typedef struct lt_spread {
    const char *region, *county, *surrogate;
} lt_spread;

/* What the kind sees of cell c on ground of which it has a share: forest, grassland and cropland their classes of
 * land_fraction (a mixed class in parts), every other kind all of it; so does a grid without land_fraction. */
double lt_surrogate_land(const lt_grid *grid, enum lt_surrogate kind, long c);

/* Weights [ny*nx], summing to 1. When the surrogate is empty there the area is used and *fell_back set. A region,
 * county or surrogate that the grid does not hold is LT_ERR_INPUT. */
lt_status lt_surrogate_weights(const lt_grid *grid, const lt_spread *spread, double *weight, bool *fell_back);

#endif
