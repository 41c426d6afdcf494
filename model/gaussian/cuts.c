/* cuts.c
 *
 * The equations of course.c and vertical.c (course_forms.h) in loops that become vectors. The search for the mean
 * height goes on until all of the block have it: no value depends on how many blocks a table has. */
#include "model/gaussian/cuts.h"

#include "model/gaussian/course_forms.h"

#include <string.h>

typedef double lt_block[LT_CUTS];

typedef struct lt_searched {
    lt_block wind, sigma_v, sigma, up, down; /* at the mean height */
} lt_searched;

typedef struct lt_places {
    lt_block x, hp, rise, square, way, turn, elevated;
} lt_places;

static inline void place_all(const lt_plume_course *c, bool unstable, bool under_lid, const double *x,
                             const double *rise, lt_places *p) {
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const lt_form_place one = lt_form_place_at(c, unstable, under_lid, x[k], rise[k]);
        p->x[k] = one.x;
        p->hp[k] = one.hp;
        p->rise[k] = one.rise;
        p->square[k] = one.square;
        p->way[k] = one.way;
        p->turn[k] = one.turn;
        p->elevated[k] = one.elevated;
    }
    for (int k = 0; lt_form_above(c) && k < LT_CUTS; k++) p->elevated[k] = 1.0;
}

/* lt_rise_at */
static void rise_all(const lt_rise *r, const double *x, double *rise) {
    if (!r->buoyant || r->final_m <= 0.0 || x[0] >= r->reach_m) {
        for (int k = 0; k < LT_CUTS; k++) rise[k] = lt_rise_at(r, x[k]);
        return;
    }
    const double reach = r->reach_m, final = r->final_m, buoyancy = r->buoyancy, wind = r->wind_ms;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const double now = lt_least(lt_rise_on_way(buoyancy, wind, x[k]), final);
        rise[k] = x[k] >= reach ? final : now;
    }
}

static void make_places(const lt_plume_course *c, const double *x, lt_places *p) {
    lt_block rise;
    rise_all(&c->rise, x, rise);
    if (c->under_lid) /* convective, so unstable */
        place_all(c, true, true, x, rise, p);
    else if (c->profile->hour.obukhov_m < 0.0)
        place_all(c, true, false, x, rise, p);
    else
        place_all(c, false, false, x, rise, p);
}

/* The profile at z. */
static void look(const lt_profile *restrict p, const double *restrict z, double *restrict wind,
                 double *restrict sigma_v, double *restrict sigma_w, double *restrict lapse) {
    for (int k = 0; k < LT_CUTS; k++) {
        const lt_profile_air air = p->tabled ? lt_profile_between(p, z[k]) : lt_profile_exactly(p, z[k]);
        wind[k] = air.wind_ms;
        sigma_v[k] = air.sigma_v_ms;
        sigma_w[k] = air.sigma_w_ms;
        lapse[k] = air.lapse_Km;
    }
}

/* What the air makes of the spread, and the mean height that goes with it. */
static inline void spread_out(const lt_plume_course *c, const lt_places *p, bool unstable, bool under_lid,
                              const double *sigma_w, const double *lapse, lt_searched *s, double *mean) {
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const lt_form_place one = {p->x[k], p->hp[k], p->rise[k], p->square[k], p->way[k], p->turn[k], p->elevated[k]};
        const lt_form_spread spread = lt_form_spread_in(c, unstable, under_lid, &one, s->wind[k], sigma_w[k], lapse[k]);
        s->sigma[k] = spread.sigma;
        s->up[k] = spread.up;
        s->down[k] = spread.down;
        mean[k] = lt_plume_mean_height(p->hp[k], spread.sigma, c->profile->mixing_m);
    }
}

static void guess(const lt_plume_course *c, const lt_places *p, const double *z, lt_searched *s, double *mean) {
    lt_block sigma_w, lapse;
    look(c->profile, z, s->wind, s->sigma_v, sigma_w, lapse);
    if (c->under_lid)
        spread_out(c, p, true, true, sigma_w, lapse, s, mean);
    else if (c->profile->hour.obukhov_m < 0.0)
        spread_out(c, p, true, false, sigma_w, lapse, s, mean);
    else
        spread_out(c, p, false, false, sigma_w, lapse, s, mean);
    if (lt_form_above(c)) memcpy(mean, p->hp, sizeof p->hp);
}

/* The largest |b - a|/b, of positive numbers. */
static double apart(const double *a, const double *b) {
    double most = 0.0;
    for (int k = 0; k < LT_CUTS; k++) most = lt_most(most, fabs(b[k] - a[k]) / b[k]);
    return most;
}

static void search(const lt_plume_course *c, const lt_places *p, lt_searched *s) {
    lt_block z, z1, z2;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) z[k] = p->hp[k];
    for (int n = 0; n < LT_COURSE_STEPS; n++) {
        guess(c, p, z, s, z1);
        if (apart(z, z1) <= LT_COURSE_SETTLED) return;
        guess(c, p, z1, s, z2);
        if (apart(z1, z2) <= LT_COURSE_SETTLED) return;
#pragma omp simd
        for (int k = 0; k < LT_CUTS; k++) {
            const double step = lt_form_step(z[k], z1[k], z2[k]);
            z[k] = fabs(z2[k] - z1[k]) <= LT_COURSE_SETTLED * z2[k] ? z2[k] : step; /* settled: no 0/0 */
        }
    }
}

/* Wind, width and what meanders of a bundle. */
static inline void across(const lt_plume_course *c, bool under_lid, const double *x, const double *h,
                          const double *wind, const double *sigma_v, const double *own, double first,
                          lt_plume_bundles *b) {
    const lt_form_across form = lt_form_across_of(c);
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const double wide = lt_form_lateral(form, x[k], h[k], wind[k], sigma_v[k], under_lid);
        b->wind_ms[k] = wind[k];
        b->sigma_y_m[k] = lt_form_sigma_y(wide, own[k], first);
        b->random[k] = 0.0;
    }
    if (!c->meander) return;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) b->random[k] = lt_form_random(x[k], wind[k], sigma_v[k]);
}

static void cut_direct(const lt_plume_course *c, const lt_places *p, const lt_searched *s, lt_plume_bundles *b) {
    const double zi = c->profile->mixing_m, lid = c->profile->convective ? 0.0 : zi, first = c->source->sigma_y0_m;
    lt_block own;
    for (int k = 0; k < LT_CUTS; k++) own[k] = 0.4 * p->rise[k] * 0.70710678118654752;
    if (c->under_lid)
        across(c, true, p->x, p->hp, s->wind, s->sigma_v, own, first, b);
    else
        across(c, false, p->x, p->hp, s->wind, s->sigma_v, own, first, b);
    b->n = c->under_lid ? 2 : 1;
    b->weight[0] = c->under_lid ? (1.0 - c->penetrated) * c->weight[0] : 1.0;
    b->weight[1] = c->under_lid ? (1.0 - c->penetrated) * c->weight[1] : 0.0;
    if (!c->under_lid) {
#pragma omp simd
        for (int k = 0; k < LT_CUTS; k++) {
            b->lid_m[k] = lt_most(lid, p->hp[k] + 2.15 * s->sigma[k]);
            b->centre_m[0][k] = p->hp[k];
            b->sigma_m[0][k] = s->sigma[k];
            b->late_m[k] = 0.0;
        }
        return;
    }
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const double way = p->elevated[k] * p->x[k] / s->wind[k];
        b->lid_m[k] = zi;
        b->centre_m[0][k] = p->hp[k] + way * c->fast[0];
        b->centre_m[1][k] = p->hp[k] + way * c->fast[1];
        b->sigma_m[0][k] = sqrt(s->up[k]);
        b->sigma_m[1][k] = sqrt(s->down[k]);
        b->late_m[k] = 0.0;
    }
    if (c->rise.buoyancy <= 0.0) return;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) b->late_m[k] = lt_form_late(c, p->x[k], s->sigma[k]);
}

static void cut_penetrated(const lt_plume_course *c, const double *x, lt_plume_bundles *b) {
    const double far = c->penetrated_m, spread = lt_course_penetrated_own(c), zi = c->profile->mixing_m;
    const lt_profile_air air = lt_profile_at(c->profile, far);
    lt_block h, wind, sigma_v, own;
    for (int k = 0; k < LT_CUTS; k++) {
        h[k] = far;
        wind[k] = air.wind_ms;
        sigma_v[k] = air.sigma_v_ms;
        own[k] = spread;
    }
    across(c, false, x, h, wind, sigma_v, own, 0.0, b);
    b->n = 1;
    b->weight[0] = c->penetrated;
#pragma omp simd
    for (int k = 0; k < LT_CUTS; k++) {
        const double up = lt_elevated_spread(far, air.sigma_w_ms, x[k] / air.wind_ms, 0.0);
        b->centre_m[0][k] = far;
        b->sigma_m[0][k] = sqrt(up * up + spread * spread);
        b->lid_m[k] = lt_most(zi, far + 2.15 * b->sigma_m[0][k]);
        b->late_m[k] = 0.0;
    }
}

/* One distance after the other. */
static void cut_by_class(const lt_plume_course *c, const double *x, lt_plume_cuts *cuts) {
    lt_plume_bundles *b = &cuts->bundle[0];
    cuts->n = b->n = 1;
    for (int k = 0; k < LT_CUTS; k++) {
        lt_plume_cut one;
        lt_plume_course_cut(c, x[k], &one);
        const lt_plume_bundle *p = &one.bundle[0];
        b->weight[0] = p->layer[0].weight;
        b->wind_ms[k] = p->wind_ms;
        b->sigma_y_m[k] = p->sigma_y_m;
        b->random[k] = p->random;
        b->lid_m[k] = p->lid_m;
        b->centre_m[0][k] = p->layer[0].centre_m;
        b->sigma_m[0][k] = p->layer[0].sigma_m;
        b->late_m[k] = 0.0;
    }
}

void lt_plume_cuts_make(lt_plume_cuts *cuts, const lt_plume_course *course, const double x[LT_CUTS]) {
    if (course->classes) {
        cut_by_class(course, x, cuts);
        return;
    }
    lt_places p;
    lt_searched s;
    make_places(course, x, &p);
    search(course, &p, &s);
    cut_direct(course, &p, &s, &cuts->bundle[0]);
    cuts->n = course->penetrated > 0.0 ? 2 : 1;
    if (cuts->n == 2) cut_penetrated(course, x, &cuts->bundle[1]);
}

void lt_plume_cuts_take(const lt_plume_cuts *cuts, int k, lt_plume_cut *cut) {
    cut->n = cuts->n;
    for (int i = 0; i < cuts->n; i++) {
        const lt_plume_bundles *b = &cuts->bundle[i];
        cut->bundle[i] = (lt_plume_bundle){
            .wind_ms = b->wind_ms[k], .sigma_y_m = b->sigma_y_m[k], .random = b->random[k], .lid_m = b->lid_m[k]};
        cut->bundle[i].n = b->n;
        for (int j = 0; j < b->n; j++)
            cut->bundle[i].layer[j] = (lt_plume_layer){b->weight[j], b->centre_m[j][k], b->sigma_m[j][k], b->late_m[k]};
    }
}
