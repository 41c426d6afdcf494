/* outside.h - where a region outside Liaoning emits: its places and coal plants (outside.csv), and ships around ports.
 */
#ifndef LT_OUTSIDE_H
#define LT_OUTSIDE_H

#include "grids/grid.h"
#include "inventory/place/surrogate.h"

typedef struct lt_site {
    char region[24];
    bool plant, elsewhere; /* coal plant or place; elsewhere: the sum of what the table does not place */
    double lon, lat;
    double weight;  /* MW or persons */
    int start_year; /* of a plant, 0 = not known */
} lt_site;

typedef struct lt_outside {
    lt_site *items;
    long n;
} lt_outside;
lt_status lt_outside_read(const char *path, lt_outside **out);
void lt_outside_free(lt_outside *outside);

/* What the tables know of a region as a whole. */
typedef struct lt_whole {
    const char *region;
    double area_m2, persons; /* the grid's own area stands before area_m2, if it has one */
} lt_whole;

/* Weights [ny*nx] of a neighbouring region: the share of the whole region that lies in each cell, so that their sum is
 * the share of the region that lies on the grid, at most 1. By the surrogate of the row:
 *   area, rural, coast                    even over the region's area
 *   forest, grassland, cropland           the grid's part by area, inside it by land cover
 *   urban                                 places by persons
 *   population, roads                     persons: those of places there, all others even over the area
 *   coal_units, coal_units_heat           coal plants that had started by year, by MW; places where none is listed
 * A region that the grid does not hold brings nothing: all zero. */
lt_status lt_outside_weights(const lt_outside *outside, const lt_grid *grid, const lt_whole *whole,
                             enum lt_surrogate kind, int year, double *weight);

/* Weights of ships around a port, on the sea of the grid, summing to 1:
 *   w = rf(sea) A mean of 1 / (d2 + d02) over the cell,  d < 370.4 km from the port (200 nautical miles), d0 = 3.3 km.
 * On open sea the share inside d is ln(1 + d2/d02) / ln(1 + (200 nautical miles)2/d02): 41 % within 12 and 85 % within
 * 100 nautical miles. China's ships emit 40 % within 12 and about twice that within 100 nautical miles of the coast (Li
 * et al. 2018, 10.5194/acp-18-6075-2018). Distance from the port stands for distance from the coast (assumed); lanes
 * are not drawn. A port outside the grid, or without sea: all zero. */
lt_status lt_outside_port(const lt_grid *grid, double lon, double lat, double *weight);

#endif
