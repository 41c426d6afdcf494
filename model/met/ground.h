/* ground.h - what lies under a cell: tiles of land, water and ice, and what the ground remembers. */
#ifndef LT_MET_GROUND_H
#define LT_MET_GROUND_H

#include "grids/grid.h"
#include "model/land/land_table.h"
#include "model/met/energy_balance.h"

/* Classes of land that share an energy balance. */
typedef enum lt_ground_kind { LT_GROUND_TALL, LT_GROUND_LOW, LT_GROUND_TOWN, LT_N_GROUND } lt_ground_kind;

/* Means over the classes of a kind in a cell, at a day of the year. */
typedef struct lt_ground_tile {
    double share;                                                        /* of the cell */
    double roughness_m, displacement_m, albedo, snow_albedo, emissivity; /* snow: deep and fresh */
    double leaves;    /* conductance of all leaves in full light on moist ground, m s-1 */
    double bare;      /* share of the soil that no leaf covers */
    double skin_Wm2K; /* to the soil, without snow */
} lt_ground_tile;

/* Every class on a day; roughness_m holds its logarithm. */
typedef struct lt_ground_season {
    lt_ground_tile of[LT_N_LAND];
} lt_ground_season;

typedef struct lt_ground {
    lt_ground_tile tile[LT_N_GROUND];
    double sea, inland_water; /* shares of the cell */
} lt_ground;

/* What a cell's ground remembers from hour to hour. */
typedef struct lt_ground_memory {
    double soil_K[LT_N_GROUND]; /* body below the skin */
    double snow_kgm2, snow_albedo;
    double water_kgm2; /* in the soil, of LT_SOIL_CAPACITY */
    bool begun;
} lt_ground_memory;

/* Where the ground begins when the source is silent. */
typedef struct lt_ground_rules {
    double snow_kgm2;  /* where it freezes */
    double soil_share; /* of the soil's capacity */
} lt_ground_rules;

#define LT_SOIL_CAPACITY 150.0 /* kg m-2 */
#define LT_SEA_EXPOSURE 2e-4   /* m: roughness by which the wind of another ground is brought to water (A) */

/* The classes on the day of t, between the months of the table. */
void lt_ground_season_of(const lt_land_table *table, lt_time t, lt_ground_season *out);
/* Tiles of a cell; what no class covers is cropland. */
void lt_ground_of_cell(const lt_ground_season *season, const lt_grid *grid, long cell, lt_ground *out);
/* Roughness of all cells on the day of t into out[ny nx], m: of the land's tiles (mean of the logarithm),
 * LT_SEA_EXPOSURE where more than half is sea. By the shipped table of land cover. */
lt_status lt_ground_roughness(const lt_grid *grid, lt_time t, double *out);

/* Starts a memory by the rules and the mean temperature of the day. */
void lt_ground_begin(lt_ground_memory *memory, const lt_ground_rules *rules, double day_K);
/* Snow and soil moisture (m3 m-3) of the source, every hour; NAN: kept. */
void lt_ground_take(lt_ground_memory *memory, double snow_kgm2, double soil_moisture);
/* Share of open ground under snow; share of the soil's capacity that is filled; m3 m-3. */
double lt_ground_snow_cover(const lt_ground_memory *memory);
double lt_ground_soil_share(const lt_ground_memory *memory);
double lt_ground_soil_moisture(const lt_ground_memory *memory);
/* The tile as the energy balance sees it in this hour. albedo: of the source, or NAN. */
lt_tile_ground lt_ground_now(const lt_ground_tile *tile, lt_ground_kind kind, const lt_ground_memory *memory,
                             double shortwave_Wm2, double temperature_K, double albedo);
/* Ice over water of a known temperature. */
lt_tile_ground lt_ground_ice(const lt_ground_memory *memory, double water_K, double thickness_m);
/* An hour passes in the body below a tile that takes up flux_Wm2; deep_K: mean temperature of the day. */
void lt_ground_warm(lt_ground_memory *memory, lt_ground_kind kind, double flux_Wm2, double deep_K);
/* An hour passes over snow and soil: precipitation and its share of snow, air temperature, evaporation from the land,
 * kg m-2 s-1. */
void lt_ground_wet(lt_ground_memory *memory, double precipitation_kgm2s, double snow_share, double temperature_K,
                   double evaporation_kgm2s);

#endif
