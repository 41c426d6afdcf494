/* pressure_fit.c - geostrophic wind from pressures at sea level.
 *
 *   p(x, y) = a + b x + c y (+ d x^2 + e x y + f y^2) by weighted least squares
 *   u_g = -(dp/dy)/(rho f),  v_g = (dp/dx)/(rho f);   rho = p/(R T)
 *
 * x east, y north, m, on the tangent plane; f Coriolis parameter, s-1.
 *
 * Weights: a barometer is good to some 30 Pa; a column of z metres that is not there is known to 3 K, which is p g z 3
 * K/(R T^2) = 0.14 Pa a metre (D, T 275 K).
 *
 * Source: the definition of the geostrophic wind. Limits: a plane has one wind over some 800 km: fronts and small lows
 * are smoothed away; a quadratic bends freely beyond its stations. An error of 1 hPa at one end is some 1 m/s. */
#include "model/met/pressure_fit.h"

#include "model/met/constants.h"

#include <math.h>

#define METRES_PER_DEGREE 111194.9 /* of a sphere of 6371 km */
#define BASE_PA 1e5
#define UNIT_M 5e5 /* in which the quadratic is solved */

typedef struct sums {
    double n, x, y, xx, xy, yy, p, px, py;
} sums;

static void from_middle(const lt_pressure_fit *fit, double lat, double lon, double *x, double *y) {
    *x = (lon - fit->lon) * cos(fit->lat * LT_DEGREE) * METRES_PER_DEGREE;
    *y = (lat - fit->lat) * METRES_PER_DEGREE;
}

/* Symmetric 3 x 3 system by Cramer's rule, on departures from the means. */
static bool plane(int n, const lt_pressure_point *point, lt_pressure_fit *fit) {
    sums s = {0};
    for (int k = 0; k < n; k++) {
        double x, y, w = point[k].weight, p = point[k].pressure_Pa - BASE_PA;
        if (isnan(p)) continue;
        from_middle(fit, point[k].lat, point[k].lon, &x, &y);
        s = (sums){s.n + w,          s.x + w * x, s.y + w * y,      s.xx + w * x * x, s.xy + w * x * y,
                   s.yy + w * y * y, s.p + w * p, s.px + w * p * x, s.py + w * p * y};
    }
    double xx = s.xx - s.x * s.x / s.n, yy = s.yy - s.y * s.y / s.n, xy = s.xy - s.x * s.y / s.n;
    double px = s.px - s.p * s.x / s.n, py = s.py - s.p * s.y / s.n, d = xx * yy - xy * xy;
    if (!(d > 1e-6 * xx * yy)) return false; /* stations on one line */
    fit->c[1] = (px * yy - py * xy) / d;
    fit->c[2] = (py * xx - px * xy) / d;
    fit->c[0] = BASE_PA + s.p / s.n; /* mean of the stations, near enough for the density */
    return true;
}

/* Normal equations of six, by Gauss with pivots. */
static bool quadratic(int n, const lt_pressure_point *point, lt_pressure_fit *fit) {
    double m[6][7] = {{0}};
    for (int k = 0; k < n; k++) {
        double x, y, p = point[k].pressure_Pa - fit->c[0];
        if (isnan(p)) continue;
        from_middle(fit, point[k].lat, point[k].lon, &x, &y);
        x /= UNIT_M;
        y /= UNIT_M;
        double f[7] = {1.0, x, y, x * x, x * y, y * y, p};
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 7; j++) m[i][j] += point[k].weight * f[i] * f[j];
    }
    double size = m[0][0];
    for (int p = 0; p < 6; p++) {
        int best = p;
        for (int i = p + 1; i < 6; i++)
            if (fabs(m[i][p]) > fabs(m[best][p])) best = i;
        if (!(fabs(m[best][p]) > 1e-6 * size)) return false;
        for (int j = 0; j < 7; j++) {
            double swap = m[p][j];
            m[p][j] = m[best][j];
            m[best][j] = swap;
        }
        for (int i = 0; i < 6; i++) {
            double factor = m[i][p] / m[p][p];
            for (int j = p; j < 7 && i != p; j++) m[i][j] -= factor * m[p][j];
        }
    }
    double c[6];
    for (int i = 0; i < 6; i++) c[i] = m[i][6] / m[i][i];
    fit->c[0] += c[0];
    for (int i = 1; i < 6; i++) fit->c[i] = c[i] / (i < 3 ? UNIT_M : UNIT_M * UNIT_M);
    return true;
}

bool lt_pressure_fit_make(int n, const lt_pressure_point *point, bool second, double lat, double lon,
                          lt_pressure_fit *out) {
    int there = 0;
    for (int k = 0; k < n; k++) there += !isnan(point[k].pressure_Pa);
    *out = (lt_pressure_fit){.lat = lat, .lon = lon};
    if (there < (second ? LT_PRESSURE_QUADRATIC_LEAST : LT_PRESSURE_WIND_LEAST)) return false;
    return plane(n, point, out) && (!second || quadratic(n, point, out));
}

void lt_pressure_fit_wind(const lt_pressure_fit *fit, double lat, double lon, double temperature_K, double coriolis,
                          double *east_ms, double *north_ms) {
    double x, y;
    const double *c = fit->c;
    from_middle(fit, lat, lon, &x, &y);
    double density = c[0] / (LT_R_DRY * temperature_K);
    *east_ms = -(c[2] + c[4] * x + 2.0 * c[5] * y) / (density * coriolis);
    *north_ms = (c[1] + 2.0 * c[3] * x + c[4] * y) / (density * coriolis);
}

double lt_pressure_weight(double altitude_m) {
    double barometer = 30.0, column = 0.14 * altitude_m;
    return barometer * barometer / (barometer * barometer + column * column);
}
