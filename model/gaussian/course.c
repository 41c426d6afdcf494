/* course.c
 *
 * x downwind, t = x/u, h release height with stack-tip downwash, dh(x) rise, hp = h + dh; u, sigma_v, sigma_w, N of the
 * profile at the plume's mean height zbar(x), found with sigma_z by iteration.
 *
 * S(a) = a/(1 + a4)^(1/4): a, but never above 1, without a corner.
 * zbar = zi/2 S((hp2 + 2/pi sigma_z2)^(1/2)/(zi/2)); of a plume above zi/2: hp + (zi/2 - hp) S(sigma_z/zi); above zi:
 * hp.
 *
 * Near the ground (Venkatram, Snyder, Heist, Perry, Petersen, Isakov 2013, doi 10.1016/j.atmosenv.2013.04.045):
 *   stable   sigma_z = 0.57 (u* /u) x / (1 + 3 (u* /u) (x/L)^(2/3))
 *   unstable sigma_z = 0.57 (u* /u) x (1 + 1.5 (u* /u) x/|L|)
 * Stable, elevated (Venkatram, Strimaitis, Dicristofaro 1984, doi 10.1016/0004-6981(84)90174-X):
 *   sigma_z = sigma_w t (1 + sigma_w t (1/(0.72 hp) + N/(0.54 sigma_w)))^(-1/2);
 *   of both, parts 1 - e and e, e = S(hp/zi).
 * Convective, elevated (Weil, Corio, Brower 1997, doi 10.1175/1520-0450(1997)036<0982:APDMFB>2.0.CO;2): two Gaussians
 *   in up- and downdraughts of w1 > 0 > w2 with sigma_j = R |w_j| x/u, R = 2, centre h + dh + w_j x/u, shares
 *   l1 = w2/(w2 - w1), l2 = 1 - l1, so that mean 0, variance sigma_w2 and third moment of w are kept:
 *   w = sigma_w/2 (g1 S +- (g1^2 S^2 + 4/g2)^(1/2)), g1 = (1 + R2)/(1 + 3 R2), g2 = 1 + R2, S = <w3>/sigma_w3,
 *   <w3> = 0.125 w*3 from 0.1 zi up, to 0 at the ground in proportion.
 *   From 0.1 zi down the near-ground form takes over in proportion: sigma_j2 = (e R w_j x/u)^2 + (1 - e)^2 near2, the
 *   centres move e w_j, e = S(hp/(0.1 zi)). (AERMOD keeps 0.6 of the former at the ground.)
 *   What comes to the lid with buoyancy left comes back late: dhi = (2 Fb zi/(1.4 u ry rz))^(1/2) x/u, ry rz = rh2 +
 *   0.1 2.3^(3/2)/4 (w* x/u)^2, rh = 0.4 (zi - h) (recalled), fading as (1 -
 *   (sigma_z/(3 zi))^2)^4: what is mixed has no buoyancy of its own left.
 * Penetration (Weil 1988): dhe = (zi - h)(18 Ps + 8/27)^(1/3), Ps = Fb/(u N2 (zi - h)^3); share above zi:
 *   0 for dhe < 2/3 (zi - h), 1 for dhe > 2 (zi - h), else 3/2 - (zi - h)/dhe; centre of the part above
 *   (h + zi)/2 + 3/4 dhe. Its sigma_z as elevated, without N.
 * Lateral, sigma_y = sigma_v t/(1 + a)^0.3 (Cimorelli et al. 2005, doi 10.1175/JAM2227.1):
 *   convective a = max(0.7, 78 0.46/max(h, 0.46)) sigma_v x/(u zi); else a = x/(2 u T), T = zim/(156 sigma_v)
 *   max(hp, 0.46)/0.46.
 * Buoyancy spreads both by 0.4 dh/sqrt 2; a first spread of the source is added as square.
 * Meander: share F = (2 sigma_v2 + um2 (1 - exp(-x/(u 24 h))))/u2 in all directions, um2 = u2 - 2 sigma_v2 >= 0.01.
 *
 * By class (course.classes; spread.c): the class of the hour by L and roughness, sigma_y and sigma_z of x, buoyancy and
 * first spread added, wind at the height of release, one Gaussian, a lid at zi of classes A to D if the plume ends its
 * rise below it (else none from the source on: a lid on part of the way would be a step along it; ISC3 lets nothing of
 * such a plume come down); no draughts, no penetration, no meander: what models of before 2000 do.
 *
 * Limits: flat ground, one wind for the hour; 1 m to 50 km. */
#include "model/gaussian/course.h"

#include "model/gaussian/course_forms.h"
#include "model/kernel/ltmath.h"

#include <math.h>

static double cube_root(double x) {
    return x > 0.0 ? lt_pow(x, 1.0 / 3.0) : 0.0;
}

/* --- what does not change along the way --------------------------------------------------------------------------- */

static void draughts(lt_plume_course *c, double height) {
    const double zi = c->profile->mixing_m, w = c->profile->hour.convective_velocity_ms, r2 = 4.0;
    const double sigma = lt_profile_at(c->profile, lt_most(height, 0.1 * zi)).sigma_w_ms;
    const double skew = 0.125 * lt_least(1.0, height / (0.1 * zi)) * w * w * w / (sigma * sigma * sigma);
    const double g1 = (1.0 + r2) / (1.0 + 3.0 * r2), g2 = 1.0 + r2, root = sqrt(g1 * g1 * skew * skew + 4.0 / g2);
    c->fast[0] = 0.5 * sigma * (g1 * skew + root);
    c->fast[1] = 0.5 * sigma * (g1 * skew - root);
    c->weight[0] = c->fast[1] / (c->fast[1] - c->fast[0]);
    c->weight[1] = 1.0 - c->weight[0];
}

static void penetrate(lt_plume_course *c) {
    const double zi = c->profile->mixing_m, gap = zi - c->release_m, u = c->rise.wind_ms;
    const double n2 = LT_COURSE_GRAVITY / c->profile->hour.temperature_K * c->profile->hour.lapse_above_Km;
    if (c->rise.buoyancy <= 0.0 || n2 <= 0.0) return;
    const double rise = gap * cube_root(18.0 * c->rise.buoyancy / (u * n2 * gap * gap * gap) + 8.0 / 27.0);
    c->penetrated = lt_most(0.0, lt_least(1.0, 1.5 - gap / rise));
    c->penetrated_m = 0.5 * (c->release_m + zi) + 0.75 * rise;
    c->penetrated_rise_m = rise;
}

void lt_plume_course_make(lt_plume_course *c, const lt_plume_source *source, const lt_profile *profile, bool meander) {
    *c = (lt_plume_course){.source = source, .profile = profile, .meander = meander, .release_m = source->height_m};
    c->weight[0] = 1.0;
    if (source->kind == LT_PLUME_POINT && source->downwash)
        c->release_m = lt_rise_downwash(source->height_m, source->diameter_m, source->exit_ms,
                                        lt_profile_at(profile, source->height_m).wind_ms);
    const lt_profile_air top = lt_profile_at(profile, c->release_m);
    c->under_lid = profile->convective && c->release_m < profile->mixing_m;
    if (source->kind == LT_PLUME_POINT && source->diameter_m > 0.0 && source->exit_ms > 0.0)
        c->rise = lt_rise_of(source->exit_ms, source->diameter_m, source->exit_K, top.wind_ms,
                             lt_profile_temperature(profile, c->release_m), c->under_lid ? 0.0 : top.lapse_Km);
    if (!c->under_lid) return;
    draughts(c, c->release_m + c->rise.final_m);
    penetrate(c);
}

void lt_plume_course_by_class(lt_plume_course *c, const lt_spread *classes) {
    if (!classes) return;
    c->classes = classes;
    c->stability = lt_stability_of(c->profile->hour.obukhov_m, c->profile->hour.roughness_m);
    c->penetrated = 0.0;
}

/* --- cuts --------------------------------------------------------------------------------------------------------- */

/* z with guess(z) = z to 1e-6, by Aitken's steps on two of the iteration. */
static lt_form_spread settle(const lt_plume_course *c, const lt_form_place *p, lt_profile_air *air) {
    const bool unstable = c->profile->hour.obukhov_m < 0.0;
    double z = p->hp;
    lt_form_spread s = {0};
    for (int n = 0; n < LT_COURSE_STEPS; n++) {
        *air = lt_profile_at(c->profile, z);
        s = lt_form_spread_in(c, unstable, c->under_lid, p, air->wind_ms, air->sigma_w_ms, air->lapse_Km);
        const double z1 = lt_form_mean(c, p, s.sigma);
        if (fabs(z1 - z) <= LT_COURSE_SETTLED * z1) break;
        *air = lt_profile_at(c->profile, z1);
        s = lt_form_spread_in(c, unstable, c->under_lid, p, air->wind_ms, air->sigma_w_ms, air->lapse_Km);
        const double z2 = lt_form_mean(c, p, s.sigma);
        if (fabs(z2 - z1) <= LT_COURSE_SETTLED * z2) break;
        z = lt_form_step(z, z1, z2);
    }
    return s;
}

static void cut_penetrated(const lt_plume_course *c, double x, lt_plume_bundle *b) {
    const double h = c->penetrated_m, own = lt_course_penetrated_own(c);
    const lt_profile_air air = lt_profile_at(c->profile, h);
    const double up = lt_elevated_spread(h, air.sigma_w_ms, x / air.wind_ms, 0.0);
    b->wind_ms = air.wind_ms;
    b->sigma_y_m =
        lt_form_sigma_y(lt_form_lateral(lt_form_across_of(c), x, h, air.wind_ms, air.sigma_v_ms, false), own, 0.0);
    b->random = c->meander ? lt_form_random(x, air.wind_ms, air.sigma_v_ms) : 0.0;
    b->n = 1;
    b->layer[0] = (lt_plume_layer){.weight = c->penetrated, .centre_m = h, .sigma_m = sqrt(up * up + own * own)};
    b->lid_m = lt_most(c->profile->mixing_m, h + 2.15 * b->layer[0].sigma_m);
}

static void cut_by_class(const lt_plume_course *c, double x, lt_plume_cut *cut) {
    const double rise = lt_rise_at(&c->rise, x), h = c->release_m + rise, own2 = 0.08 * rise * rise;
    const double first_y = c->source->sigma_y0_m, first_z = c->source->sigma_z0_m, zi = c->profile->mixing_m;
    double y, z;
    c->classes->sigma((int)c->stability, x, &y, &z);
    lt_plume_bundle *b = &cut->bundle[0];
    cut->n = 1;
    *b = (lt_plume_bundle){.wind_ms = lt_profile_at(c->profile, c->release_m).wind_ms,
                           .sigma_y_m = sqrt(y * y + own2 + first_y * first_y),
                           .n = 1};
    b->layer[0] = (lt_plume_layer){.weight = 1.0, .centre_m = h, .sigma_m = sqrt(z * z + own2 + first_z * first_z)};
    const bool held = c->stability <= LT_CLASS_D && c->release_m + c->rise.final_m < zi;
    b->lid_m = held ? zi : lt_most(zi, h + 10.0 * b->layer[0].sigma_m);
}

void lt_plume_course_cut(const lt_plume_course *c, double x, lt_plume_cut *cut) {
    if (c->classes) {
        cut_by_class(c, x, cut);
        return;
    }
    lt_form_place p = lt_form_place_at(c, c->profile->hour.obukhov_m < 0.0, c->under_lid, x, lt_rise_at(&c->rise, x));
    if (lt_form_above(c)) p.elevated = 1.0;
    lt_profile_air air;
    const lt_form_spread s = settle(c, &p, &air);
    lt_plume_bundle *b = &cut->bundle[0];
    *b = (lt_plume_bundle){.wind_ms = air.wind_ms,
                           .random = c->meander ? lt_form_random(x, air.wind_ms, air.sigma_v_ms) : 0.0};
    b->sigma_y_m =
        lt_form_sigma_y(lt_form_lateral(lt_form_across_of(c), x, p.hp, air.wind_ms, air.sigma_v_ms, c->under_lid),
                        0.4 * p.rise * 0.70710678118654752, c->source->sigma_y0_m);
    if (c->under_lid) {
        const double way = p.elevated * x / air.wind_ms,
                     wait = c->rise.buoyancy > 0.0 ? lt_form_late(c, x, s.sigma) : 0.0;
        b->lid_m = c->profile->mixing_m;
        b->n = 2;
        for (int j = 0; j < 2; j++)
            b->layer[j] = (lt_plume_layer){.weight = (1.0 - c->penetrated) * c->weight[j],
                                           .centre_m = p.hp + way * c->fast[j],
                                           .sigma_m = sqrt(j ? s.down : s.up),
                                           .late_m = wait};
    } else {
        b->lid_m = lt_most(c->profile->convective ? 0.0 : c->profile->mixing_m, p.hp + 2.15 * s.sigma);
        b->n = 1;
        b->layer[0] = (lt_plume_layer){.weight = 1.0, .centre_m = p.hp, .sigma_m = s.sigma};
    }
    cut->n = c->penetrated > 0.0 ? 2 : 1;
    if (cut->n == 2) cut_penetrated(c, x, &cut->bundle[1]);
}
