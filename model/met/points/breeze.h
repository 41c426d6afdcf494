/* breeze.h - sea and land breeze of a coast. */
#ifndef LT_MET_BREEZE_H
#define LT_MET_BREEZE_H

#include "grids/grid.h"
#include "model/met/supply.h"

typedef struct lt_breeze_rules {
    double depth_m;     /* of the current at the ground; as much again of the one above */
    double friction_s;  /* s-1 */
    double buoyancy_s2; /* square of the buoyancy frequency of the air over the coast */
    double temperature_K;
} lt_breeze_rules;

typedef struct lt_breeze lt_breeze;

/* Where it blows: needs the regions of the grid; without sea it is nothing anywhere. */
lt_status lt_breeze_create(const lt_grid *grid, const lt_breeze_rules *rules, lt_breeze **out);
void lt_breeze_free(lt_breeze *breeze);          /* NULL is fine */
double lt_breeze_reach(const lt_breeze *breeze); /* m */

/* What drives it over one hour: the land's departure from its day's mean and from the sea, K; the day's mean wind, m/s.
 */
typedef struct lt_breeze_drive {
    double over_day_K, over_sea_K, wind_ms;
} lt_breeze_drive;
/* Its strength after each of n hours that begin calm: onshore [n] and to the left of it [n], m/s at the coast. */
void lt_breeze_course(const lt_breeze *breeze, double lat, long n, const lt_breeze_drive *drive, double *onshore,
                      double *left);
/* The forcing temperature, K: the departure from the day as far as the sea is passed. */
double lt_breeze_contrast(const lt_breeze_drive *drive);
/* 1: all of it; 0: none, the wind is too strong. */
double lt_breeze_share(const lt_breeze_drive *drive);

/* True eastward and northward wind at the ground of a cell for a strength. */
void lt_breeze_at(const lt_breeze *breeze, long cell, double onshore, double left, double *east, double *north);
/* Over height: 1 at the ground, as much back above. */
double lt_breeze_profile(const lt_breeze *breeze, double height_m);

#endif
