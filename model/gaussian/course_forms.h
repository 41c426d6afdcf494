/* course_forms.h - the equations of course.c at one distance, for course.c and cuts.c: without branches but those of
 * the course as a whole, so that loops over distances become vectors. The air comes from the profile's table (cuts.c)
 * or by the equations as well (course.c). */
#ifndef LT_GAUSSIAN_COURSE_FORMS_H
#define LT_GAUSSIAN_COURSE_FORMS_H

#include "model/gaussian/course.h"
#include "model/gaussian/spread_forms.h"
#include "model/kernel/ltmath.h"

#include <math.h>

#define LT_COURSE_GRAVITY 9.80665
#define LT_COURSE_SETTLED 1e-7 /* of the mean height, where its search ends */
enum { LT_COURSE_STEPS = 8 };  /* of Aitken's at most */

static inline double lt_least(double a, double b) {
    return a < b ? a : b;
}

static inline double lt_most(double a, double b) {
    return a > b ? a : b;
}

/* What the lateral spread wants of the course. */
typedef struct lt_form_across {
    double release, zi, mechanical;
} lt_form_across;

static inline lt_form_across lt_form_across_of(const lt_plume_course *c) {
    return (lt_form_across){c->release_m, c->profile->mixing_m, c->profile->hour.mechanical_height_m};
}

static inline double lt_form_lateral(lt_form_across f, double x, double hp, double wind, double sigma_v,
                                     bool under_lid) {
    const double sigma = lt_most(0.05 * wind, sigma_v);
    const double turn =
        under_lid ? lt_across_turn_lid(f.release, f.zi, sigma) : lt_across_turn(hp, f.mechanical, sigma_v);
    return lt_across_spread(sigma, x / wind, turn);
}

static inline double lt_form_random(double x, double wind, double sigma_v) {
    const double u2 = wind * wind, v2 = 2.0 * sigma_v * sigma_v, mean2 = lt_most(u2 - v2, 0.01);
    return lt_least(1.0, (v2 + mean2 * (1.0 - lt_exp(-x / (wind * 86400.0)))) / u2);
}

/* A Gaussian of width 1. */
static inline double lt_form_bell(double t) {
    const double high = 0.39894228040143268 * lt_exp(-0.5 * t * t);
    return t * t < 80.0 ? high : 0.0;
}

/* What does not depend on the wind. */
typedef struct lt_form_place {
    double x, hp, rise;
    double square;    /* of the plume's own and the source's spread */
    double way, turn; /* lt_near_ground */
    double elevated;  /* share of the elevated form */
} lt_form_place;

static inline bool lt_form_above(const lt_plume_course *c) { /* the mixed layer: all of it elevated, at its centre */
    return !c->under_lid && c->profile->convective;
}

/* unstable, under_lid: of the course; lt_form_above: elevated is 1 in place of what is here. */
static inline lt_form_place lt_form_place_at(const lt_plume_course *c, bool unstable, bool under_lid, double x,
                                             double rise) {
    const lt_plume_hour *hour = &c->profile->hour;
    const double hp = c->release_m + rise, own = 0.4 * rise, first = c->source->sigma_z0_m;
    const lt_near_ground near = lt_near_ground_at(x, hour->friction_velocity_ms, hour->obukhov_m, unstable);
    return (lt_form_place){.x = x,
                           .hp = hp,
                           .rise = rise,
                           .square = 0.5 * own * own + first * first,
                           .way = near.way,
                           .turn = near.turn,
                           .elevated = lt_elevated_share(hp, c->profile->mixing_m, under_lid)};
}

/* The vertical spread at the wind of a height. */
typedef struct lt_form_spread {
    double sigma, up, down; /* m; squares of the two draughts' */
} lt_form_spread;

static inline lt_form_spread lt_form_spread_in(const lt_plume_course *c, bool unstable, bool under_lid,
                                               const lt_form_place *p, double wind, double sigma_w, double lapse) {
    const double slow = 1.0 / wind, t = p->x * slow, e = p->elevated;
    const lt_near_ground ground = {p->way, p->turn};
    const double near = (1.0 - e) * lt_near_ground_spread(&ground, slow, unstable);
    if (under_lid) {
        const double way = e * t, move0 = way * c->fast[0], move1 = way * c->fast[1];
        const double up = 4.0 * move0 * move0 + near * near + p->square,
                     down = 4.0 * move1 * move1 + near * near + p->square;
        return (lt_form_spread){sqrt(c->weight[0] * (up + move0 * move0) + c->weight[1] * (down + move1 * move1)), up,
                                down};
    }
    const double n = sqrt(lt_most(0.0, LT_COURSE_GRAVITY / c->profile->hour.temperature_K * lapse));
    const double sigma = e * lt_elevated_spread(p->hp, sigma_w, t, n) + near;
    return (lt_form_spread){sqrt(sigma * sigma + p->square), 0.0, 0.0};
}

/* The mean height that goes with it. */
static inline double lt_form_mean(const lt_plume_course *c, const lt_form_place *p, double sigma) {
    return lt_form_above(c) ? p->hp : lt_plume_mean_height(p->hp, sigma, c->profile->mixing_m);
}

/* Aitken's step from z over z1 = guess(z), z2 = guess(z1). */
static inline double lt_form_step(double z, double z1, double z2) {
    const double step = z - (z1 - z) * (z1 - z) / (z2 - 2.0 * z1 + z);
    return step > 0.5 * z2 && step < 2.0 * z2 ? step : z2;
}

/* Of a plume with buoyancy. */
static inline double lt_form_late(const lt_plume_course *c, double x, double sigma) {
    const double zi = c->profile->mixing_m, u = c->rise.wind_ms, radius = 0.4 * (zi - c->release_m);
    const double turn = c->profile->hour.convective_velocity_ms * x / u, part = sigma / zi;
    const double cross = radius * radius + 0.1 * 3.4881227042637056 / 4.0 * turn * turn; /* 2.3^(3/2) */
    const double fading = lt_most(0.0, 1.0 - part * part / 9.0);
    return sqrt(2.0 * c->rise.buoyancy * zi / (1.4 * u * cross)) * x / u * fading * fading * fading * fading;
}

/* Its own spread of the penetrated part, m. */
static inline double lt_course_penetrated_own(const lt_plume_course *c) {
    return 0.4 * c->penetrated * c->penetrated_rise_m * 0.70710678118654752;
}

static inline double lt_form_sigma_y(double across, double own, double first) {
    return sqrt(across * across + own * own + first * first);
}

#endif
