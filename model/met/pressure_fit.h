/* pressure_fit.h - plane or quadratic through pressures at sea level, and the geostrophic wind of its slope. */
#ifndef LT_MET_PRESSURE_FIT_H
#define LT_MET_PRESSURE_FIT_H

#include <stdbool.h>

typedef struct lt_pressure_point {
    double lat, lon; /* degrees */
    double pressure_Pa, weight;
} lt_pressure_point;

/* p = c[0] + c[1] x + c[2] y + c[3] x^2 + c[4] xy + c[5] y^2; x east, y north, m, from the middle. */
typedef struct lt_pressure_fit {
    double lat, lon, c[6];
} lt_pressure_fit;

/* Stations that a plane and a quadratic need. */
enum { LT_PRESSURE_WIND_LEAST = 4, LT_PRESSURE_QUADRATIC_LEAST = 9 };

/* Weighted least squares through n points whose pressure is a number, around a middle. false: too few of them, or in a
 * line (a quadratic: on one curve of second order). */
bool lt_pressure_fit_make(int n, const lt_pressure_point *point, bool quadratic, double lat, double lon,
                          lt_pressure_fit *out);
/* At a place, in air of this temperature; coriolis s-1. */
void lt_pressure_fit_wind(const lt_pressure_fit *fit, double lat, double lon, double temperature_K, double coriolis,
                          double *east_ms, double *north_ms);
/* How much less a pressure brought to sea level from altitude_m is worth: (30 Pa)^2/((30 Pa)^2 + (0.14 Pa/m z)^2). */
double lt_pressure_weight(double altitude_m);

#endif
