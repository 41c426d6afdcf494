/* land.h - the classes of land cover that every room knows: the 17 of IGBP (International Geosphere-Biosphere
 * Programme), in the order of its codes 1 .. 17, as MODIS MCD12Q1 and the tables of WRF number them. */
#ifndef LT_LAND_H
#define LT_LAND_H

#include "base/status.h"

/* name of the constant, id in files, Chinese name */
#define LT_LAND_CLASSES(X)                                                                                             \
    X(EVERGREEN_NEEDLELEAF, evergreen_needleleaf_forest, "常绿针叶林")                                                 \
    X(EVERGREEN_BROADLEAF, evergreen_broadleaf_forest, "常绿阔叶林")                                                   \
    X(DECIDUOUS_NEEDLELEAF, deciduous_needleleaf_forest, "落叶针叶林")                                                 \
    X(DECIDUOUS_BROADLEAF, deciduous_broadleaf_forest, "落叶阔叶林")                                                   \
    X(MIXED_FOREST, mixed_forest, "混交林")                                                                            \
    X(CLOSED_SHRUBLAND, closed_shrubland, "郁闭灌丛")                                                                  \
    X(OPEN_SHRUBLAND, open_shrubland, "稀疏灌丛")                                                                      \
    X(WOODY_SAVANNA, woody_savanna, "多树草原")                                                                        \
    X(SAVANNA, savanna, "稀树草原")                                                                                    \
    X(GRASSLAND, grassland, "草地")                                                                                    \
    X(WETLAND, permanent_wetland, "永久湿地")                                                                          \
    X(CROPLAND, cropland, "耕地")                                                                                      \
    X(URBAN, urban, "城镇建设用地")                                                                                    \
    X(CROPLAND_MOSAIC, cropland_natural_mosaic, "耕地与自然植被镶嵌")                                                  \
    X(ICE, snow_and_ice, "冰雪")                                                                                       \
    X(BARREN, barren, "裸地")                                                                                          \
    X(WATER, water, "水体")

#define LT_LAND_CONSTANT(constant, id, zh) LT_LAND_##constant,
typedef enum lt_land_class { LT_LAND_CLASSES(LT_LAND_CONSTANT) LT_N_LAND } lt_land_class;
#undef LT_LAND_CONSTANT

typedef struct lt_land_name {
    const char *id, *zh;
} lt_land_name;
/* [class]; the code of IGBP is class + 1. */
extern const lt_land_name lt_land_names[LT_N_LAND];
/* Class of an id, -1 if there is none. */
int lt_land_find(const char *id);

struct lt_grid;
/* land_fraction of a grid made by hand: water on the sea of its regions, one class on all land. */
void lt_land_from_regions(struct lt_grid *grid, lt_land_class land);

#endif
