/* puff_growth.c
 *
 * sigma(t) of the steady plume (../course.c) with x = u t, in air of sigma_v, sigma_w, u, N2 = g/T dtheta/dz:
 *   across      sigma_v t/(1 + t/tau)^0.3, sigma_v at least 0.05 u; tau = zi/(a sigma_v), a = max(0.7, 78 0.46/h)
 *               below a convective lid, else 2 zim/(156 sigma_v) max(hp, 0.46)/0.46
 *   up, stable  (1 - e) near + e elevated, e = S(hp/zim):
 *               near     0.57 u* t/(1 + 3 (u* /u) (u t/L)^(2/3))      (unstable: 0.57 u* t (1 + 1.5 u* t/|L|))
 *               elevated sigma_w t/(1 + t (sigma_w/(0.72 hp) + N/0.54))^(1/2)
 *   up, below a convective lid, in draughts w_j: ((e 2 w_j t)2 + ((1 - e) near)2)^(1/2) around e w_j t, e = S(hp/(0.1
 *               zi)); a puff that comes under the lid later has no draughts: sigma_w t
 * t is the way over the wind at the mean height, as in the plume: where the puff comes to another wind u' by its own
 * growth, t becomes t u/u' (u of 0.1 m/s at least, so that a calm has time instead of way).
 * A puff whose air changes goes on from where its sigma stands on the law of the new air: t* with sigma(t*) = sigma
 * now. In air that stays the same this is the law itself, whatever the steps. Constant K: sigma2 grows by 2 K dt.
 * Power: as similarity, sigma = a t^b. Growth is added to both horizontal variances alike (frozen_along: to that across
 * the wind). */
#include "model/gaussian/puff/puff_growth.h"

#include "model/gaussian/spread_forms.h"

#include <math.h>

const char *const lt_puff_law_names[LT_PUFF_LAWS] = {"similarity", "constant_K", "power"};

typedef double (*lt_law)(const lt_puff *, const lt_puff_growth *, const lt_puff_weather *, double t);

/* Share of the elevated form and with it of the draughts: e of ../course.c. */
static double elevated_share(const lt_puff *p, const lt_puff_weather *w) {
    const bool under = w->convective && p->lid_m < LT_PUFF_NO_LID;
    return w->convective && !under ? 1.0 : lt_elevated_share(p->height_m, w->mixing_m, under);
}

static double across(const lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w, double t) {
    if (g->law == LT_PUFF_POWER) return g->across * pow(t, g->across_power);
    const double sigma = fmax(w->sigma_v_ms, 0.05 * hypot(w->u_ms, w->v_ms));
    const bool under = w->convective && p->lid_m < LT_PUFF_NO_LID;
    return lt_across_spread(sigma, t,
                            under ? lt_across_turn_lid(p->stack_m, w->mixing_m, sigma)
                                  : lt_across_turn(p->height_m, w->mechanical_m, w->sigma_v_ms));
}

static double near_ground(const lt_puff_weather *w, double t) {
    const double u = fmax(hypot(w->u_ms, w->v_ms), 0.28);
    const lt_near_ground g = lt_near_ground_at(u * t, w->friction_velocity_ms, w->obukhov_m, w->obukhov_m < 0.0);
    return lt_near_ground_spread(&g, 1.0 / u, w->obukhov_m < 0.0);
}

static double up(const lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w, double t) {
    if (g->law == LT_PUFF_POWER) return g->up * pow(t, g->up_power);
    const double e = elevated_share(p, w);
    if (w->convective && p->lid_m < LT_PUFF_NO_LID) {
        if (!p->pair) return w->sigma_w_ms * t;
        const double *f = p->draught_ms, square = p->share[0] * f[0] * f[0] + p->share[1] * f[1] * f[1];
        return hypot(e * t * sqrt(5.0 * square), (1.0 - e) * near_ground(w, t));
    }
    const double n = sqrt(fmax(0.0, 9.80665 / w->temperature_K * w->lapse_Km));
    const double high = lt_elevated_spread(p->height_m, w->sigma_w_ms, t, n);
    return e < 1.0 ? (1.0 - e) * near_ground(w, t) + e * high : high;
}

/* t with law(t) = sigma; the laws only grow. from: where to look first. */
static double time_of(lt_law law, const lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w, double sigma,
                      double from) {
    if (sigma <= 0.0) return 0.0;
    if (fabs(law(p, g, w, from) - sigma) <= 1e-13 * sigma) return from;
    double low = 0.0, high = from > 0.0 ? from : 1.0;
    for (int n = 0; n < 60 && law(p, g, w, high) < sigma; n++) {
        low = high;
        high *= 2.0;
    }
    double below = law(p, g, w, low) - sigma, over = law(p, g, w, high) - sigma;
    for (int n = 0; n < 100 && high - low > 1e-14 * high; n++) { /* regula falsi, Illinois */
        const double t = n % 8 == 7 ? 0.5 * (low + high) : low - below * (high - low) / (over - below);
        const double miss = law(p, g, w, t) - sigma;
        if (fabs(miss) <= 1e-14 * sigma) return t;
        if (miss < 0.0) {
            low = t;
            below = miss;
            over *= 0.5;
        } else {
            high = t;
            over = miss;
            below *= 0.5;
        }
    }
    return high;
}

static void add_across(lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w, double more) {
    const double speed = hypot(w->u_ms, w->v_ms);
    if (!g->frozen_along || speed <= 0.0) {
        p->xx_m2 += more;
        p->yy_m2 += more;
        return;
    }
    const double ax = -w->v_ms / speed, ay = w->u_ms / speed;
    p->xx_m2 += more * ax * ax;
    p->xy_m2 += more * ax * ay;
    p->yy_m2 += more * ay * ay;
}

/* The variance that the law across has made up to now. */
static double grown_across(const lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w) {
    const double speed2 = w->u_ms * w->u_ms + w->v_ms * w->v_ms;
    const double now =
        g->frozen_along && speed2 > 0.0
            ? (w->v_ms * w->v_ms * p->xx_m2 - 2.0 * w->u_ms * w->v_ms * p->xy_m2 + w->u_ms * w->u_ms * p->yy_m2) /
                  speed2
            : 0.5 * (p->xx_m2 + p->yy_m2);
    return fmax(0.0, now - p->first_yy_m2);
}

static double least_wind(const lt_puff_weather *w) {
    return fmax(hypot(w->u_ms, w->v_ms), 0.1);
}

static void part_layers(lt_puff *p, const lt_puff_weather *w) {
    const double e = elevated_share(p, w), near = (1.0 - e) * near_ground(w, p->time_z_s);
    for (int j = 0; j < 2; j++) {
        p->lift_m[j] = e * p->draught_ms[j] * p->time_z_s;
        p->own_zz_m2[j] = 4.0 * p->lift_m[j] * p->lift_m[j] + near * near + p->first_zz_m2;
    }
}

void lt_puff_grow(lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *now, const lt_puff_weather *then,
                  double dt) {
    if (g->law == LT_PUFF_CONSTANT_K) {
        add_across(p, g, now, 2.0 * g->across_m2s * dt);
        if (!p->mixed) p->zz_m2 += 2.0 * g->up_m2s * dt;
        return;
    }
    const double turn = least_wind(now) / least_wind(then), more = 0.5 * (1.0 + turn) * dt;
    const double wide = grown_across(p, g, now);
    p->time_y_s = time_of(across, p, g, now, sqrt(wide), p->time_y_s) * turn + more;
    const double wider = across(p, g, then, p->time_y_s);
    add_across(p, g, then, fmax(0.0, wider * wider - wide));
    if (p->mixed) return;
    const double tall = fmax(0.0, p->zz_m2 - p->first_zz_m2);
    p->time_z_s = time_of(up, p, g, now, sqrt(tall), p->time_z_s) * turn + more;
    const double taller = up(p, g, then, p->time_z_s);
    p->zz_m2 += fmax(0.0, taller * taller - tall);
    if (p->pair) part_layers(p, then);
}

double lt_puff_growth_rate(const lt_puff *p, const lt_puff_growth *g, const lt_puff_weather *w) {
    const double wide = fmax(1.0, 0.5 * (p->xx_m2 + p->yy_m2)), tall = fmax(1.0, p->zz_m2);
    if (g->law == LT_PUFF_CONSTANT_K) return fmax(g->across_m2s / wide, p->mixed ? 0.0 : g->up_m2s / tall);
    if (g->law == LT_PUFF_POWER) return fmax(g->across_power, g->up_power) / fmax(p->time_y_s, 1e-3);
    /* The laws bend down: d ln sigma/dt is 1/t at most (of near_ground in unstable air, 2/t). */
    const double fast = p->pair ? 2.0 * fmax(p->draught_ms[0], -p->draught_ms[1]) : w->sigma_w_ms;
    const double y = fmin(w->sigma_v_ms / sqrt(wide), 1.0 / fmax(p->time_y_s, 1e-3));
    const double z = fmin(fast / sqrt(tall), 2.0 / fmax(p->time_z_s, 1e-3));
    return p->mixed ? y : fmax(y, z);
}
