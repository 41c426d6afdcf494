/* along.c
 *
 * Nodes at 2^e (1 + j/16) m; between two of them the cubic through these and the next on either side (Lagrange),
 * written in the place t within the piece. Measured against the plain version: tests/verify/test_plume.c.
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

/* The cubic in t through values at x[-1], x[0] (t = 0), x[1] (t = 1), x[2], by divided differences. */
static void through(const double *x, const double *y, double c[4]) {
    const double h = x[2] - x[1], t0 = (x[0] - x[1]) / h, t3 = (x[3] - x[1]) / h;
    const double d1 = y[2] - y[1];
    const double a = ((y[0] - y[1]) / t0 - d1) / (t0 - 1.0), b = ((y[3] - y[1]) / t3 - d1) / (t3 - 1.0);
    c[3] = (b - a) / (t3 - t0);
    const double second = a - c[3] * t0; /* y = y1 + d1 t + t (t - 1)(second + c3 t) */
    c[0] = y[1];
    c[1] = d1 - second;
    c[2] = second - c[3];
}

static void sink(lt_plume_cut *cut, const lt_plume_removal *removal, double x) {
    for (int b = 0; removal->settling_ms > 0.0 && b < cut->n; b++)
        for (int j = 0; j < cut->bundle[b].n; j++) {
            double *centre = &cut->bundle[b].layer[j].centre_m;
            const double low = *centre - removal->settling_ms * x / cut->bundle[b].wind_ms;
            *centre = *centre <= 0.0 ? *centre : low > 0.0 ? low : 0.0;
        }
}

static double ground(const lt_plume_course *course, const lt_plume_removal *removal, double x, lt_plume_cut *cut) {
    lt_plume_course_cut(course, x, NULL, cut);
    sink(cut, removal, x);
    double sum = 0.0;
    for (int b = 0; b < cut->n; b++) sum += lt_plume_vertical(&cut->bundle[b], 0.0, 0.0);
    return sum;
}

typedef struct lt_along_way {
    double x, at, lost; /* last node, V there, the integral so far times the velocity */
} lt_along_way;

static double kept(const lt_plume_course *course, const lt_plume_removal *removal, double x, lt_plume_cut *cut,
                   lt_along_way *way) {
    sink(cut, removal, x);
    if (removal->deposition_ms > 0.0) {
        lt_plume_cut other;
        double here = 0.0;
        for (int b = 0; b < cut->n; b++) here += lt_plume_vertical(&cut->bundle[b], 0.0, 0.0);
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
                         double z, double layer, double furthest) {
    double x[LT_ALONG_PIECES + 3], value[2][LT_ALONG_FIELDS][LT_ALONG_PIECES + 3];
    double t;
    along->pieces = lt_along_place(furthest, LT_ALONG_PIECES, &t) + 1;
    along->n = course->penetrated > 0.0 ? 2 : 1;
    lt_along_way way = {0};
    double mean = 0.0;
    for (int k = 0; k < along->pieces + 3; k++) { /* node k - 1; the one before the first is at 15/16 m */
        x[k] = k ? node(k - 1) : 0.9375;
        lt_plume_cut cut;
        lt_plume_course_cut(course, x[k], &mean, &cut);
        const double stays = removal ? kept(course, removal, x[k], &cut, &way) : 1.0;
        for (int b = 0; b < along->n; b++) {
            const lt_plume_bundle *p = &cut.bundle[b];
            const double v = stays * lt_plume_vertical(p, z, layer);
            value[b][LT_ALONG_WIDTH][k] = p->sigma_y_m;
            value[b][LT_ALONG_PLUME][k] = (1.0 - p->random) * v;
            value[b][LT_ALONG_RANDOM][k] = p->random * v * 0.15915494309189534;
        }
    }
    for (int k = 0; k < along->pieces; k++) along->length[k] = x[k + 2] - x[k + 1];
    for (int b = 0; b < along->n; b++)
        for (int f = 0; f < LT_ALONG_FIELDS; f++) {
            double sum = value[b][f][1];
            for (int k = 0; k < along->pieces; k++) {
                double *c = along->cubic[b][f][k];
                through(x + k, value[b][f] + k, c);
                along->sum[b][f][k] = sum;
                sum += along->length[k] * (c[0] + c[1] / 2.0 + c[2] / 3.0 + c[3] / 4.0);
            }
        }
}
