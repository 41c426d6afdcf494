/* puffs.c
 *
 * Release  Every release_s a puff of the mass of this time, at its middle. As dosages are integrated along the way in
 *          closed form (puff.c), the mean over a time much longer than release_s does not depend on how far puffs are
 *          apart: in steady air one puff's dosage is the plume. release_s resolves changes of the wind.
 * Step     dt = step/(speed/sigma + 4 rate), sigma across and rate of growth with sigmas of 1 m at least; the wind
 *          is the mean of begin and end (found by going there), second order. The spread of the middle of the step
 *          holds for its dosage.
 * Removal  M exp(-(v_d V(0) + washout + decay) dt) with the puff's mean over the step at receptors; the lost mass is
 *          shared among the three as their rates. Settling lowers the centre.
 * Tidy     after every release interval: joining, splitting, leaving.
 *
 * Threads work receptors; a receptor's sum has one order, so that its bits do not depend on them.
 * Limits: flat ground; rise is final from the release on; no meander of its own: what the wind does is what moves
 * puffs; sources are points and volumes. */
#include "model/gaussian/puff/puffs.h"

#include "model/gaussian/course.h"
#include "model/gaussian/puff/puff_layer.h"
#include "model/gaussian/puff/puffs_private.h"

#include <math.h>
#include <stdlib.h>

lt_puffs_setup lt_puffs_usual(void) {
    return (lt_puffs_setup){
        .release_s = 300.0, .apart = 1.0, .step = 0.5, .merge = 0.5, .shear = 0.5, .most = 20000, .reach_m = 100e3};
}

lt_status lt_puffs_create(const lt_puffs_setup *setup, lt_puffs **out) {
    if (!(setup->release_s > 0.0) || !(setup->step > 0.0))
        return LT_RAISE(LT_ERR_INPUT, .what = "puffs need a time between releases and a step",
                        .where = "setup of puffs", .expected = "release_s > 0, step > 0",
                        .found = lt_fmt("%g s, %g", setup->release_s, setup->step),
                        .todo = "take lt_puffs_usual and change what you need");
    LT_TRY(lt_calloc(1, sizeof **out, out));
    (*out)->setup = *setup;
    return LT_OK;
}

void lt_puffs_free(lt_puffs *puffs) {
    if (!puffs) return;
    free(puffs->items);
    free(puffs->ways);
    free(puffs->near);
    free(puffs->chain);
    free(puffs->order);
    free(puffs);
}

lt_status lt_puffs_add(lt_puffs *s, const lt_puff *puff) {
    const lt_puff copy = *puff; /* it may stand in the list */
    LT_TRY(lt_grow(&s->items, sizeof *s->items, s->n + 1, &s->room));
    s->items[s->n++] = copy;
    return LT_OK;
}

/* --- release ------------------------------------------------------------------------------------------------------ */

/* own: spread by its buoyancy. */
static lt_puff fresh(const lt_plume_source *source, int index, double mass, double time, double height, double own) {
    const double y2 = source->sigma_y0_m * source->sigma_y0_m + 0.5 * own * own;
    const double z2 = source->sigma_z0_m * source->sigma_z0_m + 0.5 * own * own;
    return (lt_puff){.source = index,
                     .mass_g = mass,
                     .x_m = source->x_m,
                     .y_m = source->y_m,
                     .z_m = height,
                     .xx_m2 = y2,
                     .yy_m2 = y2,
                     .zz_m2 = z2,
                     .first_yy_m2 = y2,
                     .first_zz_m2 = z2,
                     .lid_m = LT_PUFF_NO_LID,
                     .stack_m = source->height_m,
                     .height_m = height,
                     .now_s = time};
}

static lt_status release_in_profile(lt_puffs *s, const lt_profile *profile, const lt_plume_source *source, int index,
                                    double mass, double time) {
    lt_plume_course c;
    lt_plume_course_make(&c, source, profile, false);
    const double height = c.release_m + c.rise.final_m;
    if (!c.under_lid) {
        lt_puff p = fresh(source, index, mass, time, height, 0.4 * c.rise.final_m);
        if (profile->convective) p.floor_m = profile->mixing_m;
        return lt_puffs_add(s, &p);
    }
    const double high = c.penetrated * mass;
    lt_puff pair = fresh(source, index, mass - high, time, height, 0.4 * c.rise.final_m);
    pair.pair = true;
    pair.lid_m = profile->mixing_m;
    for (int j = 0; j < 2; j++) {
        pair.draught_ms[j] = c.fast[j];
        pair.share[j] = c.weight[j];
        pair.own_zz_m2[j] = pair.zz_m2;
    }
    LT_TRY(lt_puffs_add(s, &pair));
    if (high <= 0.0) return LT_OK;
    lt_puff p = fresh(source, index, high, time, c.penetrated_m, 0.4 * c.penetrated * c.penetrated_rise_m);
    p.floor_m = profile->mixing_m;
    return lt_puffs_add(s, &p);
}

lt_status lt_puffs_release(lt_puffs *s, const lt_puff_air *air, const lt_plume_source *source, int index, double mass,
                           double time) {
    if (source->kind != LT_PLUME_POINT && source->kind != LT_PLUME_VOLUME)
        return LT_RAISE(LT_ERR_INPUT, .what = "puffs of an area or a line are not part of the model",
                        .where = lt_fmt("source %d", index), .expected = "a point or a volume",
                        .found = source->kind == LT_PLUME_AREA ? "an area" : "a line",
                        .todo = "give it as volumes, or take plumes");
    if (!(mass >= 0.0) || !isfinite(mass))
        return LT_RAISE(LT_ERR_INPUT, .what = "a puff's mass is no mass", .where = lt_fmt("source %d", index),
                        .expected = "0 or more, g", .found = lt_fmt("%g", mass), .todo = "mend the emission");
    if (mass == 0.0) return LT_OK;
    s->budget.emitted += mass;
    if (air->profile && s->setup.growth.law == LT_PUFF_SIMILARITY) {
        lt_profile room;
        const lt_profile *profile = air->profile(air->self, time, source->x_m, source->y_m, &room);
        return release_in_profile(s, profile, source, index, mass, time);
    }
    const lt_puff p = fresh(source, index, mass, time, source->height_m, 0.0);
    return lt_puffs_add(s, &p);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static lt_puff_weather weather_of(const lt_puff_air *air, const lt_puff *p, double time) {
    lt_puff_weather w;
    air->at(air->self, time, p->x_m, p->y_m, lt_puff_mean_height(p), &w);
    return w;
}

static double step_of(const lt_puffs_setup *setup, const lt_puff *p, const lt_puff_weather *w) {
    const double sigma = sqrt(fmax(1.0, 0.5 * (p->xx_m2 + p->yy_m2)));
    const double rate = hypot(w->u_ms, w->v_ms) / sigma + 4.0 * lt_puff_growth_rate(p, &setup->growth, w);
    return rate > 0.0 ? setup->step / rate : INFINITY;
}

/* Nothing that a second look would tell apart. */
static bool same_air(const lt_puff_weather *a, const lt_puff_weather *b) {
    const double speed = fabs(a->u_ms) + fabs(a->v_ms) + a->sigma_v_ms, near = 1e-7;
    return fabs(a->u_ms - b->u_ms) + fabs(a->v_ms - b->v_ms) <= near * speed &&
           fabs(a->sigma_v_ms - b->sigma_v_ms) <= near * a->sigma_v_ms &&
           fabs(a->sigma_w_ms - b->sigma_w_ms) <= near * a->sigma_w_ms &&
           fabs(a->mixing_m - b->mixing_m) <= near * a->mixing_m;
}

/* Where it is after dt: the air at the end is that of where it comes to, found by going there, four times at most. */
static lt_puff moved(const lt_puffs *s, const lt_puff_air *air, const lt_puff *p, const lt_puff_weather *now, double dt,
                     double fall) {
    lt_puff_weather then = *now;
    lt_puff next;
    for (int n = 0; n < 4; n++) {
        next = *p;
        next.x_m += 0.5 * (now->u_ms + then.u_ms) * dt;
        next.y_m += 0.5 * (now->v_ms + then.v_ms) * dt;
        if (!p->mixed) next.z_m -= fall * dt;
        lt_puff_grow(&next, &s->setup.growth, now, &then, dt);
        if (n == 3) break;
        const lt_puff_weather found = weather_of(air, &next, p->now_s + dt);
        if (n > 0 && same_air(&found, &then)) break;
        then = found;
    }
    return next;
}

/* The mass that is left; *mean: over the step. */
static void lose(lt_puffs *s, lt_puff *p, const lt_puff *middle, const lt_plume_removal *r, double dt, double *mean) {
    *mean = p->mass_g;
    if (!r) return;
    const double dry = r->deposition_ms > 0.0 ? r->deposition_ms * lt_puff_vertical(middle, 0.0, 0.0) : 0.0;
    const double rate = dry + r->washout_s + r->decay_s;
    if (rate <= 0.0) return;
    const double lost = -p->mass_g * expm1(-rate * dt);
    *mean = lost / (rate * dt);
    p->mass_g -= lost;
    s->budget.deposited += lost * (dry / rate);
    s->budget.washed += lost * (r->washout_s / rate);
    s->budget.decayed += lost * (r->decay_s / rate);
}

static lt_status advance_one(lt_puffs *s, long k, const lt_puff_air *air, const lt_plume_removal *removal, double to,
                             double z, double layer) {
    const double fall = removal ? removal->settling_ms : 0.0;
    while (s->items[k].now_s < to) {
        lt_puff p = s->items[k], part;
        const lt_puff_weather w = weather_of(air, &p, p.now_s);
        if (lt_puff_meet_lid(&p, &w, &part)) LT_TRY(lt_puffs_add(s, &part));
        double dt = step_of(&s->setup, &p, &w);
        const bool last = dt >= to - p.now_s;
        if (last) dt = to - p.now_s;
        lt_puff middle = moved(s, air, &p, &w, 0.5 * dt, fall), end = moved(s, air, &p, &w, dt, fall);
        const double u = (end.x_m - p.x_m) / dt, v = (end.y_m - p.y_m) / dt;
        middle.x_m = 0.5 * (p.x_m + end.x_m); /* the way is straight */
        middle.y_m = 0.5 * (p.y_m + end.y_m);
        double mean;
        lose(s, &end, &middle, removal, dt, &mean);
        end.now_s = last ? to : p.now_s + dt;
        s->items[k] = end;
        LT_TRY(lt_grow(&s->ways, sizeof *s->ways, s->n_ways + 1, &s->room_ways));
        s->ways[s->n_ways++] = lt_puff_way_of(&middle, u, v, dt, mean, z, layer);
    }
    return LT_OK;
}

lt_status lt_puffs_advance(lt_puffs *s, const lt_puff_air *air, const lt_plume_removal *removal, double to,
                           const lt_plume_receptors *r, double *dosage) {
    const double z = r && r->above_m && r->n ? r->above_m[0] : 0.0, layer = r ? r->layer_m : 0.0;
    s->n_ways = 0;
    for (long k = 0; k < s->n; k++) /* those that fumigation adds, too */
        LT_TRY(advance_one(s, k, air, removal, to, z, layer));
    return r ? lt_puffs_breathe(s, r, z, dosage) : LT_OK;
}

/* --- what is there ------------------------------------------------------------------------------------------------ */

long lt_puffs_count(const lt_puffs *s) {
    return s->n;
}

const lt_puff *lt_puffs_item(const lt_puffs *s, long k) {
    return &s->items[k];
}

double lt_puffs_at(const lt_puffs *s, double x, double y, double z) {
    double sum = 0.0;
    for (long k = 0; k < s->n; k++) sum += lt_puff_at(&s->items[k], x, y, z);
    return sum;
}

lt_puffs_budget lt_puffs_budget_of(const lt_puffs *s) {
    lt_puffs_budget b = s->budget;
    for (long k = 0; k < s->n; k++) b.aloft += s->items[k].mass_g;
    return b;
}
