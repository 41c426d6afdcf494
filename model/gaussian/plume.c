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
#include "model/gaussian/plume_point.h"
#include "model/gaussian/plume_room.h"
#include "model/gaussian/terrain.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { CHUNK = 128 };

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
    double x[CHUNK], y[CHUNK], width[CHUNK], value[CHUNK];
    int first[CHUNK], all_first[CHUNK]; /* in the table at x, at r */
    double place[CHUNK], all_place[CHUNK];
    int in[CHUNK], in_first[CHUNK]; /* of those downwind what the plume reaches */
    double in_place[CHUNK], in_width[CHUNK], in_y[CHUNK];
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

/* Where x lies in the table: the first coefficient of its piece, and the place in it. */
static void find(const lt_plume_along *along, const double *restrict x, int n, int *restrict first,
                 double *restrict place) {
    const double scale = along->scale, nearest = along->nearest_m;
    const int last = along->pieces - 1;
#pragma omp simd
    for (int k = 0; k < n; k++) {
        const double at = scale * (x[k] > nearest ? x[k] : nearest);
        double t;
        const int piece = lt_along_piece(at, &t);
        first[k] = 4 * (piece <= last ? piece : last);
        place[k] = piece <= last ? t : 1.0;
    }
}

static void look_up(const double (*cubic)[4], const int *restrict first, const double *restrict place, int n,
                    double *restrict value) {
    const double *c = cubic[0];
#pragma omp simd
    for (int k = 0; k < n; k++)
        value[k] =
            c[first[k]] + place[k] * (c[first[k] + 1] + place[k] * (c[first[k] + 2] + place[k] * c[first[k] + 3]));
}

static void coherent(const lt_plume_along *along, int b, lt_chunk *c) {
    int inside = 0;
    look_up(along->cubic[b][LT_ALONG_WIDTH], c->first, c->place, c->n_down, c->width);
    for (int k = 0; k < c->n_down; k++) { /* those that the plume reaches, closed up */
        c->in[inside] = k;
        inside += fabs(c->y[k]) < LT_ALONG_ASIDE * c->width[k];
    }
    for (int i = 0; i < inside; i++) {
        const int k = c->in[i];
        c->in_first[i] = c->first[k];
        c->in_place[i] = c->place[k];
        c->in_width[i] = c->width[k];
        c->in_y[i] = c->y[k];
    }
    look_up(along->cubic[b][LT_ALONG_PLUME], c->in_first, c->in_place, inside, c->value);
#pragma omp simd
    for (int i = 0; i < inside; i++) {
        const double s = 1.0 / c->in_width[i], part = c->in_y[i] * s;
        c->value[i] = 0.39894228040143268 * s * c->value[i] * lt_exp(-0.5 * part * part);
    }
    for (int i = 0; i < inside; i++) c->out[c->down[c->in[i]]] += c->value[i];
}

static void random_part(const lt_plume_along *along, int b, lt_chunk *c) {
    look_up(along->cubic[b][LT_ALONG_RANDOM], c->all_first, c->all_place, c->n, c->value);
#pragma omp simd
    for (int k = 0; k < c->n; k++) c->out[k] += c->value[k] / c->r[k];
}

/* Receptors of index[0 ... n - 1], all at one height. */
static void add_at_height(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                          const lt_plume_receptors *r, const int *index, int n, double rate, lt_plume_along *along,
                          double *out) {
    lt_chunk chunk;
    for (int first = 0; first < n; first += CHUNK) {
        const int m = n - first < CHUNK ? n - first : CHUNK;
        look(source, profile, r, index + first, m, &chunk);
        find(along, chunk.x, chunk.n_down, chunk.first, chunk.place);
        if (ways->meander) find(along, chunk.r, chunk.n, chunk.all_first, chunk.all_place);
        for (int b = 0; b < along->n; b++) {
            coherent(along, b, &chunk);
            if (ways->meander) random_part(along, b, &chunk);
        }
        for (int k = 0; k < m; k++) out[index[first + k]] += rate * chunk.out[k];
    }
}

/* Distances of the nearest and the furthest receptor. */
static void reach(const lt_plume_source *source, const lt_plume_receptors *r, double *nearest, double *furthest) {
    enum { LANES = 8 };
    double least[LANES], most[LANES];
    for (int k = 0; k < LANES; k++) {
        least[k] = 1e30;
        most[k] = 1.0;
    }
    for (int n = 0; n < r->n; n += LANES)
        for (int k = 0; k < LANES; k++) {
            const int at = n + k < r->n ? n + k : r->n - 1;
            const double x = r->x_m[at] - source->x_m, y = r->y_m[at] - source->y_m, square = x * x + y * y;
            most[k] = square > most[k] ? square : most[k];
            least[k] = square < least[k] ? square : least[k];
        }
    for (int k = 1; k < LANES; k++) {
        most[0] = most[k] > most[0] ? most[k] : most[0];
        least[0] = least[k] < least[0] ? least[k] : least[0];
    }
    *nearest = sqrt(least[0]);
    *furthest = sqrt(most[0]);
}

/* Receptors of one level share a table. */
static void add_flat(const lt_plume_course *course, const lt_plume_ways *ways, const lt_plume_receptors *r, double rate,
                     double near, double far, lt_plume_room *room, double *out) {
    const lt_plume_source *source = course->source;
    for (int first = 0; first < r->n; first += LT_ROOM_RECEPTORS) {
        const int n = r->n - first < LT_ROOM_RECEPTORS ? r->n - first : LT_ROOM_RECEPTORS;
        for (int k = 0; k < n; k++) room->done[k] = false;
        bool all = false;
        for (int k = 0; k < n && !all; k++) {
            if (room->done[k]) continue;
            const lt_plume_level level = lt_terrain_level(course->profile, source, r, first + k);
            int m = 0;
            all = !r->above_m;
            for (; all && m < n; m++) room->index[m] = first + m;
            for (int other = k; !all && other < n; other++)
                if (!room->done[other] && r->above_m[first + other] == level.above_m) {
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

static void add_hilly(const lt_plume_course *course, const lt_plume_ways *ways, const lt_plume_receptors *r,
                      double rate, double far, lt_plume_room *room, double *out) {
    const lt_plume_source *source = course->source;
    const lt_profile *profile = course->profile;
    const bool point = source->kind == LT_PLUME_POINT || source->kind == LT_PLUME_VOLUME;
    if (point && ways->removal)
        lt_plume_along_make(&room->along, course, ways->removal, &(lt_plume_level){0}, 0.0, far);
    for (int n = 0; n < r->n; n++) {
        const lt_plume_level level = lt_terrain_level(profile, source, r, n);
        const double east = r->x_m[n] - source->x_m, north = r->y_m[n] - source->y_m;
        if (point) {
            out[n] += rate * lt_plume_point(course, ways->removal, ways->removal ? &room->along : NULL, &level,
                                            east * profile->to_x + north * profile->to_y,
                                            north * profile->to_x - east * profile->to_y);
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
    /* A receptor's own distance is rounded; areas and lines want integrals from the source on. */
    near = source->kind == LT_PLUME_POINT || source->kind == LT_PLUME_VOLUME ? 0.999 * near : 0.0;
    far += lt_extended_reach(source);
    if (r->ground_m)
        add_hilly(&course, ways, r, rate, far, room, out);
    else
        add_flat(&course, ways, r, rate, near, far, room, out);
}
