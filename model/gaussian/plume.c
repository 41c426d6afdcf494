/* plume.c
 *
 * x along the wind from the source, y across, r = (x2 + y2)^(1/2); of every bundle of the plume (course.c), V(x) the
 * across-wind integral at the receptor's height per unit emission:
 *   C = Q [(1 - F) V(x) exp(-y2/(2 sigma_y2))/((2 pi)^(1/2) sigma_y)  for x > 0,  + F V(r)/(2 pi r)]
 * so that the flux u C through any circle around the source is Q. Distances below 1 m count as 1 m.
 *
 * Receptors of one height share a table along the wind (along.c); those are worked one height after the other. In hills
 * (terrain.c) each has a level of its own. */
#include "model/gaussian/plume.h"

#include "model/gaussian/along.h"
#include "model/gaussian/extended.h"
#include "model/gaussian/plume_room.h"
#include "model/gaussian/terrain.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { CHUNK = 64 };

lt_status lt_plume_room_create(lt_plume_room **out) {
    return lt_calloc(1, sizeof **out, out);
}

void lt_plume_room_free(lt_plume_room *room) {
    free(room);
}

/* Receptors as the plume sees them. */
typedef struct lt_chunk {
    int n, n_down;
    double r[CHUNK], out[CHUNK];
    int down[CHUNK]; /* those downwind, and of them: */
    double x[CHUNK], y[CHUNK], value[CHUNK], part[CHUNK];
} lt_chunk;

static void look(const lt_plume_source *source, const lt_profile *profile, const lt_plume_receptors *r,
                 const int *index, int n, lt_chunk *c) {
    double x[CHUNK], y[CHUNK];
    for (int k = 0; k < n; k++) {
        const double east = r->x_m[index[k]] - source->x_m, north = r->y_m[index[k]] - source->y_m;
        x[k] = east * profile->to_x + north * profile->to_y;
        y[k] = north * profile->to_x - east * profile->to_y;
    }
    for (int k = 0; k < n; k++) {
        const double square = x[k] * x[k] + y[k] * y[k];
        c->r[k] = sqrt(square > 1.0 ? square : 1.0);
        c->out[k] = 0.0;
    }
    c->n = n;
    c->n_down = 0;
    for (int k = 0; k < n; k++) {
        c->down[c->n_down] = k;
        c->x[c->n_down] = x[k];
        c->y[c->n_down] = y[k];
        c->n_down += x[k] > 0.0;
    }
}

static void coherent(const lt_plume_along *along, int b, lt_chunk *c) {
    const double(*width)[4] = along->cubic[b][LT_ALONG_WIDTH], (*plume)[4] = along->cubic[b][LT_ALONG_PLUME];
    for (int k = 0; k < c->n_down; k++) {
        double t;
        const int piece = lt_along_place(along, c->x[k], &t);
        c->part[k] = lt_along_cubic(width[piece], t);
        c->value[k] = lt_along_cubic(plume[piece], t);
    }
    for (int k = 0; k < c->n_down; k++) {
        const double s = 1.0 / c->part[k], part = c->y[k] * s;
        c->value[k] = 0.39894228040143268 * s * c->value[k] * lt_exp(-0.5 * part * part);
    }
    for (int k = 0; k < c->n_down; k++) c->out[c->down[k]] += c->value[k];
}

static void random_part(const lt_plume_along *along, int b, lt_chunk *c) {
    const double(*v)[4] = along->cubic[b][LT_ALONG_RANDOM];
    for (int k = 0; k < c->n; k++) {
        double t;
        const int piece = lt_along_place(along, c->r[k], &t);
        c->out[k] += lt_along_cubic(v[piece], t) / c->r[k];
    }
}

/* Receptors of index[0 ... n - 1], all at one height. */
static void add_at_height(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                          const lt_plume_receptors *r, const int *index, int n, double rate, lt_plume_along *along,
                          double *out) {
    lt_chunk chunk;
    for (int first = 0; first < n; first += CHUNK) {
        const int m = n - first < CHUNK ? n - first : CHUNK;
        look(source, profile, r, index + first, m, &chunk);
        for (int b = 0; b < along->n; b++) {
            coherent(along, b, &chunk);
            if (ways->meander) random_part(along, b, &chunk);
        }
        for (int k = 0; k < m; k++) out[index[first + k]] += rate * chunk.out[k];
    }
}

/* Distances of the nearest and the furthest receptor. */
static void reach(const lt_plume_source *source, const lt_plume_receptors *r, double *nearest, double *furthest) {
    double least = 1e30, most = 1.0;
    for (int n = 0; n < r->n; n++) {
        const double x = r->x_m[n] - source->x_m, y = r->y_m[n] - source->y_m, square = x * x + y * y;
        most = square > most ? square : most;
        least = square < least ? square : least;
    }
    *nearest = sqrt(least);
    *furthest = sqrt(most);
}

/* Receptors of one level share a table. */
static void add_flat(const lt_plume_course *course, const lt_plume_ways *ways, const lt_plume_receptors *r, double rate,
                     double near, double far, lt_plume_room *room, double *out) {
    const lt_plume_source *source = course->source;
    for (int first = 0; first < r->n; first += LT_ROOM_RECEPTORS) {
        const int n = r->n - first < LT_ROOM_RECEPTORS ? r->n - first : LT_ROOM_RECEPTORS;
        for (int k = 0; k < n; k++) room->done[k] = false;
        for (int k = 0; k < n; k++) {
            if (room->done[k]) continue;
            const lt_plume_level level = lt_terrain_level(course->profile, source, r, first + k);
            int m = 0;
            for (int other = k; other < n; other++)
                if (!room->done[other] && (!r->above_m || r->above_m[first + other] == level.above_m)) {
                    room->index[m++] = first + other;
                    room->done[other] = true;
                }
            lt_plume_along_make(&room->along, course, ways->removal, &level, near, far);
            if (source->kind == LT_PLUME_POINT || source->kind == LT_PLUME_VOLUME)
                add_at_height(source, course->profile, ways, r, room->index, m, rate, &room->along, out);
            else
                lt_extended_add(source, course->profile, &room->along, ways->meander, r, room->index, m, rate, out);
        }
    }
}

/* A point at a receptor in hills, by the equations; of the table only what is kept. */
static double hilly_point(const lt_plume_course *course, const lt_plume_removal *removal, const lt_plume_along *along,
                          const lt_plume_level *level, double x, double y, bool meander) {
    lt_plume_cut cut;
    double t, sum = 0.0;
    const double r = sqrt(x * x + y * y), distance = r > 1.0 ? r : 1.0;
    for (int all_ways = 0; all_ways <= (meander ? 1 : 0); all_ways++) {
        const double at = all_ways ? distance : x > 1.0 ? x : 1.0;
        if (!all_ways && x <= 0.0) continue;
        lt_plume_course_cut(course, at, NULL, &cut);
        lt_plume_sink(&cut, removal, at);
        const int piece = lt_along_place(along, at, &t);
        for (int b = 0; b < cut.n; b++) {
            const lt_plume_bundle *p = &cut.bundle[b];
            const double v = lt_along_cubic(along->cubic[b][LT_ALONG_KEPT][piece], t) * lt_plume_vertical(p, level);
            const double part = y / p->sigma_y_m;
            sum += all_ways ? p->random * v * 0.15915494309189534 / distance
                            : (1.0 - p->random) * v * 0.39894228040143268 / p->sigma_y_m * lt_exp(-0.5 * part * part);
        }
    }
    return sum;
}

static void add_hilly(const lt_plume_course *course, const lt_plume_ways *ways, const lt_plume_receptors *r,
                      double rate, double far, lt_plume_room *room, double *out) {
    const lt_plume_source *source = course->source;
    const lt_profile *profile = course->profile;
    const bool point = source->kind == LT_PLUME_POINT || source->kind == LT_PLUME_VOLUME;
    if (point) lt_plume_along_make(&room->along, course, ways->removal, &(lt_plume_level){0}, 0.0, far);
    for (int n = 0; n < r->n; n++) {
        const lt_plume_level level = lt_terrain_level(profile, source, r, n);
        const double east = r->x_m[n] - source->x_m, north = r->y_m[n] - source->y_m;
        if (point) {
            out[n] += rate * hilly_point(course, ways->removal, &room->along, &level,
                                         east * profile->to_x + north * profile->to_y,
                                         north * profile->to_x - east * profile->to_y, ways->meander);
            continue;
        }
        lt_plume_along_make(&room->along, course, ways->removal, &level, 0.0, far);
        lt_extended_add(source, profile, &room->along, ways->meander, r, &n, 1, rate, out);
    }
}

void lt_plume_add(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                  const lt_plume_receptors *r, double rate, lt_plume_room *room, double *out) {
    lt_plume_course course;
    lt_plume_course_make(&course, source, profile, ways->meander);
    lt_plume_course_by_class(&course, ways->dispersion);
    double near, far;
    reach(source, r, &near, &far);
    /* Where x is a sixteenth of the distance a point's plume is 20 sigma_y aside and more: nothing of it arrives. */
    const bool point = (source->kind == LT_PLUME_POINT || source->kind == LT_PLUME_VOLUME) && source->sigma_y0_m == 0.0;
    near = point ? near / 16.0 : 0.0;
    far += lt_extended_reach(source);
    if (r->ground_m)
        add_hilly(&course, ways, r, rate, far, room, out);
    else
        add_flat(&course, ways, r, rate, near, far, room, out);
}
