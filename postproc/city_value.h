/* city_value.h - the concentration of a city out of a field on the grid.
 *
 *   site mean   C = (1/S) sum_s c(cell of site s)                         HJ 663-2013: mean over the city's sites
 *   area mean   C = sum_ij a_ij f_ij c_ij / sum_ij a_ij f_ij
 *   population  C = sum_ij p_ij f_ij c_ij / sum_ij p_ij f_ij
 * c concentration; a true area of a cell, m2; p persons in it; f share of the cell inside the prefecture
 * (region_fraction of grid.nc). All three are one weight vector a city, made once, so that a value is one dot product
 * over few cells. Limits: people are taken as evenly spread within a cell that two prefectures share; two sites in one
 * cell count twice. */
#ifndef LT_CITY_VALUE_H
#define LT_CITY_VALUE_H

#include "base/status.h"
#include "grids/grid.h"
#include "postproc/cities.h"
#include "grids/sites.h"

typedef enum lt_city_kind { LT_CITY_SITES, LT_CITY_AREA, LT_CITY_POP, LT_N_CITY_KINDS } lt_city_kind;

/* Cells with weight above zero; weights sum to 1. */
typedef struct lt_weights {
    long *cell; /* j * nx + i */
    double *weight;
    long n;
} lt_weights;

typedef struct lt_city_weights {
    lt_weights of[LT_N_CITY_VALUES][LT_N_CITY_KINDS];
    double lon[LT_N_CITY_VALUES], lat[LT_N_CITY_VALUES]; /* mean place of the sites, for labels */
} lt_city_weights;

/* A site outside the grid, or a city with no area or people on it, is LT_ERR_INPUT. */
lt_status lt_city_weights_create(const lt_grid *grid, const lt_sites *sites, lt_city_weights **out);
void lt_city_weights_free(lt_city_weights *weights);
/* One point: the cell that holds it. */
lt_status lt_weights_point(const lt_grid *grid, const char *name, double lon, double lat, lt_weights *out);
void lt_weights_release(lt_weights *weights);
double lt_weights_apply(const lt_weights *weights, const double *field);

#endif
