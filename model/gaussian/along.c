/* along.c
 *
 * Nodes at 2^e (1 + j/16) m over a scale of 1 to 17/16, so that one of them is where the rise ends; between two of them
 * the cubic through these and the next on either side (Lagrange), written in the place t within the piece. Measured
 * against the plain version: verify/steady.c. An octave is a block (cuts.c).
 *
 * What is kept at x of a unit: exp(-(washout + decay) x/u) exp(-v int_0^x V(x', 0) dx'), V the across-wind integral of
 * the concentration at the ground per unit that is still there (source depletion: Chamberlain 1953; Horst 1977,
 * doi 10.1016/0004-6981(77)90204-4, on its error), the integral by Simpson's rule over two nodes and the middle.
 * Particles sink by v_s x/u, to the ground at most. */
#include "model/gaussian/along.h"

#include "model/gaussian/cuts.h"
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
    double t;
    int k = lt_along_piece(x, &t);
    if (node(k) < x) k++;
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

/* And where the first is half as near: the first piece of an octave. */
static void after_joint(const double *y, double c[4]) {
    c[0] = y[1];
    c[1] = y[0] * (-16.0 / 15.0) + y[1] * 0.5 + y[2] * (2.0 / 3.0) - y[3] * 0.1;
    c[2] = y[0] * 1.6 - y[1] * 2.5 + y[2] - y[3] * 0.1;
    c[3] = y[0] * (-8.0 / 15.0) + y[1] - y[2] * (2.0 / 3.0) + y[3] * 0.2;
}

/* Where the last is twice as far: the last piece of an octave. */
static void before_joint(const double *y, double c[4]) {
    c[0] = y[1];
    c[1] = y[0] * -0.375 - y[1] * (1.0 / 3.0) + y[2] * 0.75 - y[3] * (1.0 / 24.0);
    c[2] = (y[0] + y[2]) * 0.5 - y[1];
    c[3] = y[0] * -0.125 + y[1] * (1.0 / 3.0) - y[2] * 0.25 + y[3] * (1.0 / 24.0);
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
    lt_plume_course_cut(course, x, cut);
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

/* --- the table ---------------------------------------------------------------------------------------------------- */

enum { LT_NODES = LT_ALONG_PIECES + LT_ALONG_PARTS }; /* the nodes of a piece are one before it to two behind it */

typedef struct lt_along_nodes {
    double x[LT_NODES], value[2][LT_ALONG_FIELDS][LT_NODES];
} lt_along_nodes;

/* The octave that begins with piece k: nodes k - 1 to k + 14; the one before the first is at 15/16. */
static void make_nodes(lt_along_nodes *nodes, int k, double scale, const lt_plume_course *course,
                       const lt_plume_removal *removal, const lt_plume_level *level, lt_along_way *way) {
    lt_plume_cuts cuts;
    double v[2][LT_CUTS], stays[LT_CUTS];
    const double begin = ldexp(1.0, k / LT_ALONG_PARTS);
    nodes->x[k] = (k > 0 ? node(k - 1) : 0.9375) / scale;
    for (int i = 1; i < LT_CUTS; i++) nodes->x[k + i] = begin * (1.0 + (double)(i - 1) / LT_ALONG_PARTS) / scale;
    lt_plume_cuts_make(&cuts, course, nodes->x + k);
    for (int i = 0; i < LT_CUTS; i++) stays[i] = 1.0;
    const bool plain = !removal && !level->hilly && level->layer_m <= 0.0;
    for (int b = 0; plain && b < cuts.n; b++) lt_plume_cuts_at(&cuts.bundle[b], level->above_m, v[b]);
    for (int i = 0; !plain && i < LT_CUTS; i++) {
        lt_plume_cut cut;
        lt_plume_cuts_take(&cuts, i, &cut);
        if (removal) stays[i] = kept(course, removal, nodes->x[k + i], &cut, way);
        for (int b = 0; b < cut.n; b++) v[b][i] = stays[i] * lt_plume_vertical(&cut.bundle[b], level);
    }
    for (int b = 0; b < cuts.n; b++) {
        const lt_plume_bundles *p = &cuts.bundle[b];
        double(*value)[LT_NODES] = nodes->value[b];
        for (int i = 0; i < LT_CUTS; i++) {
            value[LT_ALONG_WIDTH][k + i] = p->sigma_y_m[i];
            value[LT_ALONG_PLUME][k + i] = (1.0 - p->random[i]) * v[b][i];
            value[LT_ALONG_KEPT][k + i] = stays[i];
            value[LT_ALONG_RANDOM][k + i] = p->random[i] * v[b][i] * 0.15915494309189534;
        }
    }
}

/* May the plume be where x is at most that of piece k's beginning and the distance at least nearest? With half as much
 * again to spare, so that a receptor which finds no table there finds nothing in a longer one. */
static bool may_reach(const lt_along_nodes *nodes, int k, int bundles, double nearest) {
    const double x = nodes->x[k + 1], room = nearest * nearest - x * x;
    bool may = false;
    for (int b = 0; b < bundles; b++) {
        const double wide = 1.5 * LT_ALONG_ASIDE * nodes->value[b][LT_ALONG_WIDTH][k + 1];
        may = may || room <= wide * wide;
    }
    return may;
}

/* Cubics of a field; those beside a joint of two octaves and beside the corner are not even. */
static void make_cubics(const lt_along_nodes *nodes, const double *y, int first, int pieces, int corner,
                        double (*restrict cubic)[4]) {
    for (int k = first; k < pieces; k++) evenly(y + k, cubic[k]);
    for (int k = first; k < pieces; k += LT_ALONG_PARTS) {
        const int last = k + LT_ALONG_PARTS - 1;
        if (k > 0) after_joint(y + k, cubic[k]);
        if (last < pieces) before_joint(y + last, cubic[last]);
    }
    /* not across the corner: it lies at the beginning of piece `corner`, the end of the one before */
    for (int k = corner - 1; k <= corner; k++) {
        const int from = k == corner ? k + 1 : k > first ? k - 1 : k;
        if (k >= first && k < pieces) through(nodes->x + from, y + from, nodes->x[k + 1], nodes->x[k + 2], cubic[k]);
    }
}

static void make_sums(lt_plume_along *along, int b, lt_along_field f, double first_value, int first) {
    double sum = first_value * along->nearest_m;
    for (int k = first; k < along->pieces; k++) {
        const double *c = along->cubic[b][f][k];
        along->sum[b][f][k] = sum;
        sum += along->length[k] * (c[0] + c[1] / 2.0 + c[2] / 3.0 + c[3] / 4.0);
    }
}

void lt_plume_along_make(lt_plume_along *along, const lt_plume_course *course, const lt_plume_removal *removal,
                         const lt_plume_level *level, double nearest, double furthest) {
    lt_along_nodes nodes;
    double t;
    const int corner = meet(course->rise.reach_m, &along->scale);
    along->nearest_m = 1.0;
    along->pieces = LT_ALONG_PIECES;
    /* Whole octaves, each a block of its own: so no value depends on where the table begins. What was deposited is an
     * integral from the source on. */
    const bool whole = removal && removal->deposition_ms > 0.0;
    int first = whole ? 0 : lt_along_place(along, nearest, &t) / LT_ALONG_PARTS * LT_ALONG_PARTS;
    along->pieces = lt_along_place(along, furthest, &t) + 1;
    if (along->pieces <= first) along->pieces = first + 1;
    along->n = course->penetrated > 0.0 ? 2 : 1;
    lt_along_way way = {0};
    for (int k = first; k < along->pieces + 4; k += LT_CUTS)
        make_nodes(&nodes, k, along->scale, course, removal, level, &way);
    while (first > 0 && (corner == first + 1 || may_reach(&nodes, first, along->n, nearest))) {
        first -= LT_ALONG_PARTS;
        make_nodes(&nodes, first, along->scale, course, removal, level, &way);
    }
    if (first > 0) along->nearest_m = node(first) / along->scale;
    /* Scaled, it must not round to below the node: the piece before is not made. */
    if (first > 0 && along->scale * along->nearest_m < node(first)) along->nearest_m *= 1.0 + 0x1p-51;
    for (int k = first; k < along->pieces; k++) along->length[k] = nodes.x[k + 2] - nodes.x[k + 1];
    for (int b = 0; b < along->n; b++)
        for (int f = 0; f < LT_ALONG_FIELDS; f++) {
            if (f == LT_ALONG_KEPT && !removal) continue;
            make_cubics(&nodes, nodes.value[b][f], first, along->pieces, corner, along->cubic[b][f]);
            if (nearest <= 0.0) make_sums(along, b, f, nodes.value[b][f][1], first);
        }
}
