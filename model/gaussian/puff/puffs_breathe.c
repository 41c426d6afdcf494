/* puffs_breathe.c - what receptors get of the ways of a step.
 *
 * Receptors are worked by the block of neighbours: tiles of a grid over all of them, so that a block is small and meets
 * few ways. What a block leaves out are zeros (puff.c), so that a receptor's sum, in the order of the ways, does not
 * depend on its neighbours or on threads. */
#include "model/gaussian/puff/puffs_private.h"

#include <math.h>
#include <omp.h>

enum { BLOCK = 32 };

static double dosage_of(const lt_puff_way *way, const lt_plume_receptors *r, int n, double z) {
    const double here = r->above_m ? r->above_m[n] : 0.0;
    const double across = lt_puff_way_dosage(way, r->x_m[n], r->y_m[n]);
    if (across == 0.0) return 0.0;
    return across * (here == z || r->layer_m > 0.0 ? way->ground : lt_puff_vertical(&way->middle, here, 0.0));
}

typedef struct box {
    double west, east, south, north;
} box;

static box box_of(const lt_plume_receptors *r, const int *order, int n) {
    box b = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (int k = 0; k < n; k++) {
        const int at = order ? order[k] : k;
        b.west = fmin(b.west, r->x_m[at]);
        b.east = fmax(b.east, r->x_m[at]);
        b.south = fmin(b.south, r->y_m[at]);
        b.north = fmax(b.north, r->y_m[at]);
    }
    return b;
}

static int tile_of(double at, double from, double to, int tiles) {
    const int k = to > from ? (int)((at - from) / (to - from) * tiles) : 0;
    return k < 0 ? 0 : k >= tiles ? tiles - 1 : k;
}

/* Receptors tile by tile. */
static lt_status make_order(lt_puffs *s, const lt_plume_receptors *r) {
    const int tiles = (int)ceil(sqrt((double)r->n / BLOCK));
    const box all = box_of(r, NULL, r->n);
    LT_TRY(lt_grow(&s->order, sizeof *s->order, r->n + (long)tiles * tiles + 1, &s->room_order));
    int *first = s->order + r->n; /* [tiles * tiles + 1] */
    for (int k = 0; k <= tiles * tiles; k++) first[k] = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int n = 0; n < r->n; n++) {
            const int tile =
                tile_of(r->y_m[n], all.south, all.north, tiles) * tiles + tile_of(r->x_m[n], all.west, all.east, tiles);
            if (pass == 0)
                first[tile + 1]++;
            else
                s->order[first[tile]++] = n;
        }
        for (int k = 0; pass == 0 && k < tiles * tiles; k++) first[k + 1] += first[k];
    }
    return LT_OK;
}

/* The ways that come near n receptors, in their order. */
static long ways_near(const lt_puffs *s, const lt_plume_receptors *r, const int *order, int n, long *near) {
    const box b = box_of(r, order, n);
    long n_near = 0;
    for (long k = 0; k < s->n_ways; k++) {
        const lt_puff_way *w = &s->ways[k];
        if (w->west_m <= b.east && w->east_m >= b.west && w->south_m <= b.north && w->north_m >= b.south)
            near[n_near++] = k;
    }
    return n_near;
}

lt_status lt_puffs_breathe(lt_puffs *s, const lt_plume_receptors *r, double z, double *dosage) {
    const int threads = s->setup.threads > 0 ? s->setup.threads : omp_get_max_threads();
    LT_TRY(lt_grow(&s->near, sizeof *s->near, threads * s->n_ways, &s->room_near));
    LT_TRY(make_order(s, r));
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (int first = 0; first < r->n; first += BLOCK) {
        const int n_block = r->n - first < BLOCK ? r->n - first : BLOCK, *order = s->order + first;
        long *near = s->near + omp_get_thread_num() * s->n_ways;
        const long n_near = ways_near(s, r, order, n_block, near);
        for (int n = 0; n < n_block; n++)
            for (long k = 0; k < n_near; k++) {
                const lt_puff_way *way = &s->ways[near[k]];
                const long to = s->setup.by_source ? (long)way->source * r->n + order[n] : order[n];
                dosage[to] += dosage_of(way, r, order[n], z);
            }
    }
    return LT_OK;
}
