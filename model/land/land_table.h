/* land_table.h - what the classes of land cover are like: roughness, albedo, leaves, deposition classes ... by month
 * (model/data/land_classes.csv, where every number has its source). Pure look-up; knows no weather and no snow. */
#ifndef LT_LAND_TABLE_H
#define LT_LAND_TABLE_H

#include "base/hash.h"
#include "base/status.h"
#include "grids/grid.h"

/* Plants of emission laws. */
#define LT_PLANTS(X)                                                                                                   \
    X(NEEDLE_EVERGREEN, needle_evergreen)                                                                              \
    X(NEEDLE_DECIDUOUS, needle_deciduous)                                                                              \
    X(BROAD_EVERGREEN, broad_evergreen)                                                                                \
    X(BROAD_DECIDUOUS, broad_deciduous)                                                                                \
    X(SHRUB, shrub)                                                                                                    \
    X(GRASS, grass)                                                                                                    \
    X(CROP, crop)
#define LT_PLANT_CONSTANT(constant, id) LT_PLANT_##constant,
typedef enum lt_plant { LT_PLANTS(LT_PLANT_CONSTANT) LT_N_PLANTS } lt_plant;
#undef LT_PLANT_CONSTANT

/* Seasons of Wesely 1989. Which month is which (Liaoning; D from its frost and harvest): lt_land_season. */
typedef enum lt_land_season_kind {
    LT_SEASON_MIDSUMMER,   /* 1 lush: June to August */
    LT_SEASON_AUTUMN,      /* 2 crops not yet harvested: September */
    LT_SEASON_LATE_AUTUMN, /* 3 after frost, no snow: October, November, March */
    LT_SEASON_WINTER,      /* 4 below freezing, snow: December to February */
    LT_SEASON_SPRING,      /* 5 partly green: April, May */
    LT_N_SEASONS
} lt_land_season_kind;

/* One class as the table has it. */
typedef struct lt_land_kind {
    double z0_m[2], zd_m[2];         /* roughness and displacement: [0] leaves gone, [1] leaves out */
    double albedo[2], emissivity[2]; /* without snow, [0] and [1] as above */
    double moisture[2];              /* evaporation over that of wet ground */
    double albedo_snow;              /* under deep snow */
    double bowen[LT_N_SEASONS];      /* sensible over latent heat by day */
    double lai[12];                  /* m2 leaves a m2 ground, January .. December */
    double plant[LT_N_PLANTS];       /* share of the ground; sums to at most 1 */
    int wesely, zhang;               /* classes of deposition: 1 .. 11, 1 .. 26 */
    char soil[16];                   /* USDA texture, or ice, water */
} lt_land_kind;

typedef struct lt_land_table {
    lt_land_kind of[LT_N_LAND];
} lt_land_table;

/* The shipped table. LT_ERR_INPUT names row and column: missing quantity or class, value out of its bounds. */
lt_status lt_land_table_read(lt_land_table *out);
lt_status lt_land_table_read_file(const char *path, lt_land_table *out);
/* Takes the shipped table's content into a digest. */
lt_status lt_land_table_digest(lt_hash *hash);

/* month 1 .. 12. */
lt_land_season_kind lt_land_season(int month);

/* A class or a mixture in one month, without snow. */
typedef struct lt_land_ground {
    double share; /* of the cell, that the rest is the mean of */
    double z0_m;  /* mean of the logarithms */
    double zd_m;  /* these are means by area: */
    double albedo, albedo_snow, emissivity;
    double lai;
    double moisture;
    double bowen; /* of the summed fluxes: 1 / mean(1 / (1 + B)) - 1 */
    double green; /* 0 leaves gone .. 1 leaves out: LAI between its least and most month */
} lt_land_ground;

/* One class alone (share 1). Its values go between the two states of the table with `green`; z0 by its logarithm. */
lt_land_ground lt_land_of_class(const lt_land_table *table, lt_land_class land, int month);
/* Which part of a cell is asked. */
typedef enum lt_land_part { LT_LAND_ALL, LT_LAND_DRY /* without water */ } lt_land_part;
/* The mixture in cell j nx + i of a grid. A cell without such land: share 0, the rest NAN. */
lt_land_ground lt_land_of_cell(const lt_land_table *table, const lt_grid *grid, long cell, int month,
                               lt_land_part part);
#endif
