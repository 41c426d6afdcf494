/* haze_sources.h - what the columns of haze_case.h are given: weather by the hour, emission by area, what the ground
 * takes. Every number has its source and mark in haze_sources.c. */
#ifndef LT_HAZE_SOURCES_H
#define LT_HAZE_SOURCES_H

#include "base/timeaxis.h"

#include <stdbool.h>

typedef enum lt_haze_season { LT_HAZE_WINTER, LT_HAZE_SUMMER, LT_N_HAZE_SEASONS } lt_haze_season;

/* What a measure can cut; the last is not cut. */
typedef enum lt_haze_cut {
    LT_HAZE_SO2,
    LT_HAZE_NOX,
    LT_HAZE_NH3,
    LT_HAZE_VOC,
    LT_HAZE_CO,
    LT_HAZE_PRIMARY, /* particles, fine and coarse */
    LT_N_HAZE_CUTS,
    LT_HAZE_NATURAL = LT_N_HAZE_CUTS
} lt_haze_cut;

enum { LT_HAZE_LAYERS = 4 };
extern const double lt_haze_edges[LT_HAZE_LAYERS + 1]; /* m */

/* Air of a season at the height of a layer, hour 0..24 local (UTC+8). */
typedef struct lt_haze_air {
    double temperature, humidity;    /* K, 0..1 */
    double cloud_water, cloud_share; /* kg/kg of the cell's mean, 0..1 */
} lt_haze_air;
lt_haze_air lt_haze_air_at(lt_haze_season season, int layer, double hour);
/* Lowest layers that are mixed now. */
int lt_haze_mixed(lt_haze_season season, double hour);

/* Midnight (UTC+8) of the first day; the month whose background is clean air; m/s. */
lt_time lt_haze_start(lt_haze_season season);
int lt_haze_month(lt_haze_season season);
double lt_haze_wind(lt_haze_season season);

/* Where a column stands: all of the prefecture, or its urban districts. Length [m] that air crosses. */
typedef enum lt_haze_place { LT_HAZE_PREFECTURE, LT_HAZE_DISTRICTS } lt_haze_place;
double lt_haze_length(lt_haze_place place);

/* Emission of a species by the mechanism's name: rows until species is NULL. */
typedef struct lt_haze_source {
    const char *species;
    lt_haze_cut cut;
    double kg_m2_s;    /* mean of the day */
    double into_stack; /* share that enters the second layer; the rest enters the first */
} lt_haze_source;
enum { LT_HAZE_MOST_SOURCES = 64 };
int lt_haze_sources(lt_haze_season season, lt_haze_place place, lt_haze_source *out);
/* Of the mean of the day; natural: by daylight alone. */
double lt_haze_by_hour(double hour, bool natural);

/* Dry deposition velocity [m/s]; particles alike. */
double lt_haze_velocity(lt_haze_season season, const char *species, bool is_particle);

#endif
