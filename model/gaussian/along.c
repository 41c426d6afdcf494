/* along.c
 *
 * Nodes at 2^e (1 + j/16) m over a scale of 1 to 17/16, so that one of them is where the rise ends; between two of them
 * the cubic through these and the next on either side (Lagrange), written in the place t within the piece. Measured
 * against the plain version: tests/verify/test_plume.c.
 *
 * What is kept at x of a unit: exp(-(washout + decay) x/u) exp(-v int_0^x V(x', 0) dx'), V the across-wind integral of
 * the concentration at the ground per unit that is still there (source depletion: Chamberlain 1953; Horst 1977,
 * doi 10.1016/0004-6981(77)90204-4, on its error), the integral by Simpson's rule over two nodes and the middle.
 * Particles sink by v_s x/u, to the ground at most. */
#include "model/gaussian/along.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stddef.h>

static double node(int k) {
    return ldexp(1.0 + (double)(k % LT_ALONG_PARTS) / LT_ALONG_PARTS, k / LT_ALONG_PARTS);
}

/* So that a distance is a node: which; -1 if there is none to be met. */
static int meet(double x, double *scale) {
    *scale = 1.0;
    if (!(x > 2.0 && x < 1e5)) return -1;
    int k = 0;
    while (node(k) < x) k++;
    *scale = node(k) / x;
    return k;
}

/* The cubic in t = (x - low)/(high - low) through four values: of Newton's form in x, moved. */
static void through(const double *x, const double *y, double low, double high, double c[4]) {
    const double h = high - low;
    double u[4], d[4];
    for (int k = 0; k < 4; k++) {
        u[k] = (x[k] - low) / h;
        d[k] = y[k];
    }
    for (int order = 1; order < 4; order++)
        for (int k = 3; k >= order; k--) d[k] = (d[k] - d[k - 1]) / (u[k] - u[k - order]);
    c[0] = d[3];
    c[1] = c[2] = c[3] = 0.0;
    for (int k = 2; k >= 0; k--) { /* c = c (t - u_k) + d_k */
        for (int n = 3; n > 0; n--) c[n] = c[n - 1] - u[k] * c[n];
        c[0] = d[k] - u[k] * c[0];
    }
}

/* The same where the four values are evenly spaced, the second at low. */
static void evenly(const double *y, double c[4]) {
    c[0] = y[1];
    c[1] = y[2] - y[0] * (1.0 / 3.0) - y[1] * 0.5 - y[3] * (1.0 / 6.0);
    c[2] = 0.5 * (y[0] + y[2]) - y[1];
    c[3] = (y[3] - y[0]) * (1.0 / 6.0) + 0.5 * (y[1] - y[2]);
}

void lt_plume_sink(lt_plume_cut *cut, const lt_plume_removal *removal, double x) {
    for (int b = 0; removal && removal->settling_ms > 0.0 && b < cut->n; b++)
        for (int j = 0; j < cut->bundle[b].n; j++) {
            double *centre = &cut->bundle[b].layer[j].centre_m;
            const double low = *centre - removal->settling_ms * x / cut->bundle[b].wind_ms;
            *centre = *centre <= 0.0 ? *centre : low > 0.0 ? low : 0.0;
        }
}

static const lt_plume_level ground_level = {0};

static double ground(const lt_plume_course *course, const lt_plume_removal *removal, double x, lt_plume_cut *cut) {
    lt_plume_course_cut(course, x, NULL, cut);
    lt_plume_sink(cut, removal, x);
    double sum = 0.0;
    for (int b = 0; b < cut->n; b++) sum += lt_plume_vertical(&cut->bundle[b], &ground_level);
    return sum;
}

typedef struct lt_along_way {
    double x, at, lost; /* last node, V there, the integral so far times the velocity */
} lt_along_way;

static double kept(const lt_plume_course *course, const lt_plume_removal *removal, double x, lt_plume_cut *cut,
                   lt_along_way *way) {
    lt_plume_sink(cut, removal, x);
    if (removal->deposition_ms > 0.0) {
        lt_plume_cut other;
        double here = 0.0;
        for (int b = 0; b < cut->n; b++) here += lt_plume_vertical(&cut->bundle[b], &ground_level);
        if (way->x <= 0.0)
            way->lost = removal->deposition_ms * here * x;
        else
            way->lost += removal->deposition_ms * (x - way->x) / 6.0 *
                         (way->at + 4.0 * ground(course, removal, 0.5 * (x + way->x), &other) + here);
        way->x = x;
        way->at = here;
    }
    return lt_exp(-(removal->washout_s + removal->decay_s) * x / cut->bundle[0].wind_ms - way->lost);
}

void lt_plume_along_make(lt_plume_along *along, const lt_plume_course *course, const lt_plume_removal *removal,
                         const lt_plume_level *level, double nearest, double furthest) {
    double x[LT_ALONG_PIECES + 4], value[2][LT_ALONG_FIELDS][LT_ALONG_PIECES + 4], t;
    const int corner = meet(course->rise.reach_m, &along->scale);
    along->nearest_m = 1.0;
    along->pieces = LT_ALONG_PIECES;
    /* From a whole octave on, where the search for the mean height begins anew: so no value depends on where the table
     * begins. What was deposited is an integral from the source on. */
    const bool whole = removal && removal->deposition_ms > 0.0;
    const int first = whole ? 0 : lt_along_place(along, nearest, &t) / LT_ALONG_PARTS * LT_ALONG_PARTS;
    along->pieces = lt_along_place(along, furthest, &t) + 1;
    if (along->pieces <= first) along->pieces = first + 1;
    along->n = course->penetrated > 0.0 ? 2 : 1;
    lt_along_way way = {0};
    double mean = 0.0, before = 0.0;
    for (int k = first; k < along->pieces + 4; k++) { /* node k - 1; the one before the first is at 15/16 */
        x[k] = (k ? node(k - 1) : 0.9375) / along->scale;
        const double guess = k % LT_ALONG_PARTS ? (before > 0.0 ? mean * mean / before : mean) : 0.0;
        before = k % LT_ALONG_PARTS ? mean : 0.0;
        mean = guess;
        lt_plume_cut cut;
        lt_plume_course_cut(course, x[k], &mean, &cut);
        const double stays = removal ? kept(course, removal, x[k], &cut, &way) : 1.0;
        for (int b = 0; b < along->n; b++) {
            const lt_plume_bundle *p = &cut.bundle[b];
            const double v = stays * lt_plume_vertical(p, level);
            value[b][LT_ALONG_WIDTH][k] = p->sigma_y_m;
            value[b][LT_ALONG_PLUME][k] = (1.0 - p->random) * v;
            value[b][LT_ALONG_KEPT][k] = stays;
            value[b][LT_ALONG_RANDOM][k] = p->random * v * 0.15915494309189534;
        }
    }
    if (first > 0) along->nearest_m = node(first) / along->scale;
    for (int k = first; k < along->pieces; k++) along->length[k] = x[k + 2] - x[k + 1];
    for (int b = 0; b < along->n; b++)
        for (int f = 0; f < LT_ALONG_FIELDS; f++) {
            double sum = value[b][f][first + 1] * along->nearest_m;
            for (int k = first; k < along->pieces; k++) {
                double *c = along->cubic[b][f][k];
                /* not across the corner: it lies at the beginning of piece `corner`, the end of the one before */
                const int from = k + (k == corner) - (k + 1 == corner && k > first);
                const int part = k % LT_ALONG_PARTS;
                if (from == k && part > 0 && part < LT_ALONG_PARTS - 1)
                    evenly(value[b][f] + k, c);
                else
                    through(x + from, value[b][f] + from, x[k + 1], x[k + 2], c);
                along->sum[b][f][k] = sum;
                sum += along->length[k] * (c[0] + c[1] / 2.0 + c[2] / 3.0 + c[3] / 4.0);
            }
        }
}
