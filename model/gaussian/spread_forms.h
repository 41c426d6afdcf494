/* spread_forms.h - the forms that the steady plume and its puffs share (course.c has the equations). */
#ifndef LT_GAUSSIAN_SPREAD_FORMS_H
#define LT_GAUSSIAN_SPREAD_FORMS_H

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stdbool.h>

/* x, but never above 1, without a corner. */
static inline double lt_up_to_one(double x) {
    const double x2 = x * x;
    return x / sqrt(sqrt(1.0 + x2 * x2));
}

/* Share e of the elevated form, height h under zi. */
static inline double lt_elevated_share(double h, double zi, bool under_lid) {
    return lt_up_to_one(h / (under_lid ? 0.1 * zi : zi));
}

/* Elevated, stable: sigma_z after a time t; n: of Brunt and Vaisala, 1/s. */
static inline double lt_elevated_spread(double h, double sigma_w, double t, double n) {
    const double way = sigma_w * t;
    return way / sqrt(1.0 + way / (0.72 * (h > 1e-4 ? h : 1e-4)) + t * n / 0.54);
}

/* Near the ground, in two parts, of which the first does not depend on the wind: sigma_z at x with slow = 1/u.
 * unstable: obukhov < 0, known outside of loops over distances. */
typedef struct lt_near_ground {
    double way, turn;
} lt_near_ground;
static inline lt_near_ground lt_near_ground_at(double x, double friction_velocity, double obukhov, bool unstable) {
    const double part = x / fabs(obukhov);
    return (lt_near_ground){0.57 * x * friction_velocity,
                            friction_velocity * (unstable ? 1.5 * part : 3.0 * lt_pow(part, 2.0 / 3.0))};
}
static inline double lt_near_ground_spread(const lt_near_ground *g, double slow, bool unstable) {
    const double turn = 1.0 + g->turn * slow;
    return unstable ? g->way * slow * turn : g->way * slow / turn;
}

/* Across the wind: sigma_y after a time t, sigma_v held to 0.05 u at least, and the time by which it turns: under a lid
 * by the height of release, else by the height of the plume and the mechanical height. */
static inline double lt_across_turn_lid(double release, double zi, double sigma_v) {
    const double factor = 78.0 * 0.46 / (release > 0.46 ? release : 0.46);
    return zi / ((factor > 0.7 ? factor : 0.7) * sigma_v);
}
static inline double lt_across_turn(double h, double mechanical, double sigma_v) {
    return 2.0 * mechanical / (156.0 * sigma_v) * (h > 0.46 ? h : 0.46) / 0.46;
}
static inline double lt_across_spread(double sigma_v, double t, double turn) {
    return sigma_v * t * lt_pow(1.0 + t / turn, -0.3);
}

/* Mean height of a plume of centre h and spread sigma below zi; above it, and where zi is 0, its centre. */
static inline double lt_plume_mean_height(double h, double sigma, double zi) {
    const double reflected = sqrt(h * h + 0.63661977236758134 * sigma * sigma);
    const bool low = h < 0.5 * zi;
    const double part = lt_up_to_one(low ? reflected / (0.5 * zi) : sigma / zi);
    const double held = low ? 0.5 * zi * part : h + (0.5 * zi - h) * part;
    return h >= zi ? h : held;
}

#endif
