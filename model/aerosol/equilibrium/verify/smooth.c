/* smooth.c - is what comes out smooth in what goes in: along fine lines in every input, through the places where
 * tables, classes and limits of other programs have their edges.
 *
 * On a line of equal steps h, D1 are the differences of neighbours and D2 those of the D1. Of the largest of each, at h
 * over at 2 h (the same points, every other one left out):
 *   value  D1(h) / D1(2h):             1/2 where the value is continuous, 1 at a jump           bound 0.8
 *   slope  [D2(h)/h] / [D2(2h)/(2h)]:  1/2 where the slope is continuous, 1 at a corner, 2 at a jump   bound 0.8
 * Bounds lie between. Windows are so fine that the roundings of the water's rule (2 %) and of CaSO4 (0.1 %) are
 * resolved. Where a ratio is above 0.65 the line is drawn again, five times finer, around the largest D2, and again: a
 * steep slope (a titration) is resolved in the end, a corner or a jump never is. What counts is the least ratio of
 * these. Differences below NOISE end that. Looked at: particle nitrate, ammonium
 * and chloride over their totals, ln n_H, ln water. */
#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/verify/batch.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>
#include <stdio.h>

enum { POINTS = 201, LN_H = 3, N_LOOKED = 5, ZOOMS = 12, FEW_ZOOMS = 2, T = -2, RH = -1 };
/* Differences that are the solver's (measured): where the charges of dust balance, charge to 1e-10 leaves ln H 3e-7. */
#define NOISE 3e-9
#define NOISE_OF_H 1e-6
#define RESOLVED 0.65
#define BOUND 0.8

typedef struct base {
    const char *name;
    double temperature, humidity, total[LT_N_TOTALS]; /* 1e-8 mol/m3: Na SO4 NH4 NO3 Cl Ca K Mg */
} base;

/* A Shenyang winter and summer (A: typical of what the north-east measures), and what stresses the rules. */
static const base bases[] = {{"winter town", 262, 0.65, {0, 15, 90, 30, 0, 0, 0, 0}},
                             {"winter with all", 262, 0.65, {2, 15, 90, 30, 8, 2, 3, 0.5}},
                             {"summer town", 299, 0.7, {0, 12, 50, 20, 0, 0, 0, 0}},
                             {"summer with all", 299, 0.7, {2, 12, 50, 20, 3, 3, 1, 0.5}},
                             {"sea", 288, 0.8, {20, 5, 6, 8, 20, 0.5, 0.5, 2}},
                             {"dust", 285, 0.4, {2, 8, 15, 21, 2, 15, 1, 3}},
                             {"acid sulfate", 290, 0.75, {0, 10, 12, 4, 0, 0, 0, 0}}};
enum { N_BASES = sizeof bases / sizeof *bases };
/* Solutions of acid sulfates beyond the data of the activities, with several roots (roots.c): where the least of them
 * ends, no solver can be smooth. Shown only. */
static const base dry_acids[] = {{"dry acid, cold", 250, 0.2, {0, 10, 12, 1, 0, 0, 0, 0}},
                                 {"dry acid, warm", 295, 0.2, {0, 10, 12, 1, 0, 0, 0, 0}},
                                 {"acid, warm", 295, 0.4, {0, 10, 12, 1, 0, 0, 0, 0}}};
enum { N_DRY_ACIDS = sizeof dry_acids / sizeof *dry_acids };

/* Centre and half width: of T [K] and RH themselves, of totals in shares of `of` (a total of the base times a factor).
 */
typedef struct window {
    const char *name;
    int input, of;
    double centre, half;
} window;

#define SELF(total) LT_TOTAL_##total, LT_TOTAL_##total, 1, 0.15
static const window windows[] = {{"T 260.5", T, 0, 260.5, 0.5},
                                 {"T 273.15", T, 0, 273.15, 0.5},
                                 {"T 285.5", T, 0, 285.5, 0.5},
                                 {"T 298", T, 0, 298, 0.5},
                                 {"RH 0.40", RH, 0, 0.40, 0.012},
                                 {"RH 0.655", RH, 0, 0.655, 0.012},
                                 {"RH 0.80", RH, 0, 0.80, 0.012},
                                 {"RH 0.90", RH, 0, 0.90, 0.012},
                                 {"NH4 = SO4", LT_TOTAL_NH4, LT_TOTAL_SO4, 1, 0.1},
                                 {"NH4 = 1.5 SO4", LT_TOTAL_NH4, LT_TOTAL_SO4, 1.5, 0.15},
                                 {"NH4 = 2 SO4", LT_TOTAL_NH4, LT_TOTAL_SO4, 2, 0.2},
                                 {"NH4", SELF(NH4)},
                                 {"SO4", SELF(SO4)},
                                 {"SO4 = NH4 / 2", LT_TOTAL_SO4, LT_TOTAL_NH4, 0.5, 0.05},
                                 {"NO3", SELF(NO3)},
                                 {"Na = 2 SO4", LT_TOTAL_NA, LT_TOTAL_SO4, 2, 0.2},
                                 {"Na", SELF(NA)},
                                 {"Cl", SELF(CL)},
                                 {"Ca = SO4", LT_TOTAL_CA, LT_TOTAL_SO4, 1, 0.004},
                                 {"Ca", SELF(CA)},
                                 {"K", SELF(K)},
                                 {"Mg", SELF(MG)}};
enum { N_WINDOWS = sizeof windows / sizeof *windows };

static double value_of(const lt_batch *b, const base *from, int looked, size_t i) {
    const lt_equilibrium_states *s = &b->states;
    switch (looked) {
    case 0:
        return s->ion[LT_ION_NO3][i] / (1e-8 * from->total[LT_TOTAL_NO3]);
    case 1:
        return s->ion[LT_ION_NH4][i] / (1e-8 * from->total[LT_TOTAL_NH4]);
    case 2:
        return from->total[LT_TOTAL_CL] > 0 ? s->ion[LT_ION_CL][i] / (1e-8 * from->total[LT_TOTAL_CL]) : 0;
    case LN_H:
        return log(s->ion[LT_ION_H][i]);
    default:
        return log(s->water[i]);
    }
}

/* false: the base has nothing of it. */
static bool fill(const base *from, const window *w, const lt_batch *b) {
    const double scale = w->input < 0 ? 1 : 1e-8 * from->total[w->of];
    if (!(scale > 0)) return false;
    for (size_t i = 0; i < POINTS; i++) {
        const double x = scale * (w->centre + w->half * (2.0 * (double)i / (POINTS - 1) - 1));
        b->temperature[i] = w->input == T ? x : from->temperature;
        b->humidity[i] = w->input == RH ? x : from->humidity;
        for (int t = 0; t < LT_N_TOTALS; t++) b->total[t][i] = w->input == t ? x : 1e-8 * from->total[t];
    }
    return true;
}

/* Largest first and second difference of every step-th point, and where the second is. */
static int differences(const double *v, int step, double *first, double *second) {
    int at = POINTS / 2;
    *first = *second = 0;
    for (int i = step; i < POINTS; i += step) {
        *first = fmax(*first, fabs(v[i] - v[i - step]));
        if (i + step >= POINTS) continue;
        const double d = fabs(v[i + step] - 2 * v[i] + v[i - step]);
        if (d > *second) *second = d, at = i;
    }
    return at;
}

typedef struct line {
    double value, slope, jump; /* ratios; largest D1 */
    double place;              /* of the largest D2, 0..1 of the line */
} line;

static line ratios(const lt_batch *b, const base *from, int looked) {
    double v[POINTS], first[2], second[2];
    for (size_t i = 0; i < POINTS; i++) v[i] = value_of(b, from, looked, i);
    const int at = differences(v, 1, &first[0], &second[0]);
    differences(v, 2, &first[1], &second[1]);
    line out = {.jump = first[0], .place = (double)at / (POINTS - 1)};
    const double noise = looked == LN_H ? NOISE_OF_H : NOISE;
    if (first[1] > noise) out.value = first[0] / first[1];
    if (second[1] > noise) out.slope = 2 * second[0] / second[1];
    return out;
}

/* The batch holds the window's line; it is used up where that is not fine enough. */
static line zoom(const lt_equilibrium_setup *setup, const base *from, window w, int looked, int zooms,
                 const lt_batch *b) {
    line best = ratios(b, from, looked), now = best;
    for (int z = 0; z < zooms && fmax(best.value, best.slope) > RESOLVED && fmax(now.value, now.slope) > 0; z++) {
        w.centre += w.half * (2 * now.place - 1);
        w.half *= 0.2;
        fill(from, &w, b);
        lt_batch_solve(setup, b);
        now = ratios(b, from, looked);
        if (now.value > 0) best.value = fmin(best.value, now.value), best.jump = now.jump;
        if (now.slope > 0) best.slope = fmin(best.slope, now.slope);
    }
    return best;
}

typedef struct worst {
    double value, slope, jump;
    char value_at[64], slope_at[64], jump_at[64];
    long lines, value_broken, slope_broken;
} worst;

static void larger(double x, const char *at, double *most, char *most_at) {
    if (!(x > *most)) return;
    *most = x;
    snprintf(most_at, 64, "%s", at);
}

static void look(const lt_equilibrium_setup *setup, const base *from, const window *w, int zooms, const lt_batch *b,
                 worst *found) {
    static const char *const looked[N_LOOKED] = {"nitrate", "ammonium", "chloride", "ln H", "ln water"};
    for (int k = 0; k < N_LOOKED; k++) {
        fill(from, w, b);
        lt_batch_solve(setup, b);
        const line l = zoom(setup, from, *w, k, zooms, b);
        const char *at = lt_fmt("%s, %s, %s", looked[k], from->name, w->name);
        larger(l.value, at, &found->value, found->value_at);
        larger(l.slope, at, &found->slope, found->slope_at);
        if (l.value > BOUND && k < 3) larger(l.jump, at, &found->jump, found->jump_at);
        found->lines++;
        found->value_broken += l.value > BOUND;
        found->slope_broken += l.slope > BOUND;
    }
}

static lt_status report(lt_verify *verify, const char *scheme, const worst *w, bool is_held) {
    const lt_verify_sense sense = is_held ? LT_AT_MOST : LT_FACT;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "ratio_of_value", .scheme = scheme,
                         .value = w->value, .sense = sense, .bound = BOUND,
                         .source = lt_fmt("1/2 smooth, 1 a jump: %s", w->value_at)));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "ratio_of_slope", .scheme = scheme,
                         .value = w->slope, .sense = sense, .bound = BOUND,
                         .source = lt_fmt("1/2 smooth, 1 a corner, 2 a jump: %s", w->slope_at)));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "largest_jump_of_a_share", .scheme = scheme,
                         .value = w->jump, .sense = sense, .bound = 0, .source = w->jump_at));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "lines_with_a_jump", .scheme = scheme,
                         .value = (double)w->value_broken, .sense = sense, .bound = 0, .source = "value"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "lines_with_a_corner", .scheme = scheme,
                         .value = (double)w->slope_broken, .sense = sense, .bound = 0, .source = "slope"));
    return LT_VERIFY_ADD(verify, .test = "halved steps", .metric = "lines", .scheme = scheme, .value = (double)w->lines,
                         .sense = LT_FACT, .source = lt_fmt("of %d states", POINTS));
}

static lt_status run(lt_verify *verify, const char *scheme, const lt_equilibrium_setup *setup, const base *from, int n,
                     const lt_batch *b, bool is_held) {
    worst found = {0};
    for (int k = 0; k < n; k++)
        for (int w = 0; w < N_WINDOWS; w++)
            if (fill(&from[k], &windows[w], b))
                look(setup, &from[k], &windows[w], is_held ? ZOOMS : FEW_ZOOMS, b, &found);
    return report(verify, scheme, &found, is_held);
}

/* --- nothing, and as good as nothing ------------------------------------------------------------------------------ */

static double differ(const lt_batch *b, size_t i, size_t j) {
    const lt_equilibrium_states *s = &b->states;
    double most = s->water[j] > 1e-14 ? fabs(s->water[i] / s->water[j] - 1) : 0;
    for (int k = 0; k < LT_N_IONS; k++)
        if (s->ion[k][j] > 1e-14) most = fmax(most, fabs(s->ion[k][i] / s->ion[k][j] - 1));
    for (int k = 0; k < LT_N_GASES; k++)
        if (s->gas[k][j] > 1e-14) most = fmax(most, fabs(s->gas[k][i] / s->gas[k][j] - 1));
    return most;
}

static lt_status limits(lt_verify *verify, const lt_equilibrium_setup *setup, const lt_batch *b) {
    double most = 0;
    const char *at = "";
    for (int k = 0; k < N_BASES; k++)
        for (int t = 0; t < LT_N_TOTALS; t++) {
            const window here = {"", T, 0, bases[k].temperature, 0};
            fill(&bases[k], &here, b);
            b->total[t][0] = 0;
            b->total[t][1] = 1e-18;
            lt_equilibrium_solve(setup, &b->states, 0, 2);
            const double d = differ(b, 1, 0);
            if (d > most) most = d, at = lt_fmt("%s of %s", lt_total_names[t], bases[k].name);
        }
    return LT_VERIFY_ADD(verify, .test = "a total of 1e-18 beside 0", .metric = "largest_difference", .value = most,
                         .bound = 1e-7, .source = lt_fmt("ten times residual 1e-8: %s", at));
}

lt_status lt_verify_equilibrium_smooth(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    lt_equilibrium_setup stepped = setup;
    stepped.activity = lt_activity_isorropia;
    stepped.by_row = true;
    lt_batch batch;
    LT_TRY(lt_batch_create(POINTS, &batch));
    lt_status status = run(verify, "forward metastable", &setup, bases, N_BASES, &batch, true);
    if (status == LT_OK) status = run(verify, "tables as ISORROPIA's", &stepped, bases, N_BASES, &batch, false);
    if (status == LT_OK) status = run(verify, "acid, dry", &setup, dry_acids, N_DRY_ACIDS, &batch, false);
    if (status == LT_OK) status = limits(verify, &setup, &batch);
    lt_batch_free(&batch);
    return status;
}
