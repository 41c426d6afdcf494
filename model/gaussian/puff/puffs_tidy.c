/* puffs_tidy.c - joining, splitting, leaving; in the order of the list, so that it is always the same. */
#include "model/gaussian/puff/puffs_private.h"

#include <math.h>

static void leave(lt_puffs *s) {
    const lt_puffs_setup *setup = &s->setup;
    if (setup->reach_m <= 0.0) return;
    long kept = 0;
    for (long k = 0; k < s->n; k++) {
        const lt_puff *p = &s->items[k];
        const double away = hypot(p->x_m - setup->centre_x_m, p->y_m - setup->centre_y_m);
        if (away > setup->reach_m + 4.0 * lt_puff_longest(p))
            s->budget.left += p->mass_g;
        else
            s->items[kept++] = *p;
    }
    s->n = kept;
}

/* chain[k]: the next puff of the source of k, -1: none. Puffs stand in the order of their release. */
static lt_status make_chain(lt_puffs *s) {
    int most = 0;
    for (long k = 0; k < s->n; k++) most = s->items[k].source > most ? s->items[k].source : most;
    LT_TRY(lt_grow(&s->chain, sizeof *s->chain, s->n + most + 1, &s->room_chain));
    long *next = s->chain + s->n; /* [source] */
    for (int k = 0; k <= most; k++) next[k] = -1;
    for (long k = s->n - 1; k >= 0; k--) {
        s->chain[k] = next[s->items[k].source];
        next[s->items[k].source] = k;
    }
    return LT_OK;
}

static lt_status join(lt_puffs *s) {
    if (s->setup.merge <= 0.0) return LT_OK;
    LT_TRY(make_chain(s));
    long kept = 0;
    for (long k = 0; k < s->n; k++) {
        lt_puff *a = &s->items[k];
        if (a->source < 0) continue; /* joined to another */
        for (long before = k, other = s->chain[k]; other >= 0; other = s->chain[other]) {
            if (!lt_puff_near(a, &s->items[other], s->setup.merge)) {
                before = other;
                continue;
            }
            lt_puff_join(a, &s->items[other]);
            s->items[other].source = -1;
            s->chain[before] = s->chain[other];
        }
        s->items[kept++] = *a;
    }
    s->n = kept;
    return LT_OK;
}

/* Does the wind turn over the puff's height by more than it may? What only changes its speed stretches the puff along
 * the wind and leaves the hour's mean. */
static bool sheared(const lt_puffs *s, const lt_puff *p, const lt_puff_air *air, double time) {
    const double height = lt_puff_mean_height(p), sigma = sqrt(p->zz_m2);
    if (s->setup.shear <= 0.0 || p->mixed || p->floor_m > 0.0 || p->pair || sigma < 10.0) return false;
    lt_puff_weather low, middle, high;
    air->at(air->self, time, p->x_m, p->y_m, fmax(1.0, height - sigma), &low);
    air->at(air->self, time, p->x_m, p->y_m, height, &middle);
    air->at(air->self, time, p->x_m, p->y_m, height + sigma, &high);
    const double across = (high.u_ms - low.u_ms) * middle.v_ms - (high.v_ms - low.v_ms) * middle.u_ms;
    return fabs(across) > s->setup.shear * (middle.u_ms * middle.u_ms + middle.v_ms * middle.v_ms);
}

static lt_status split(lt_puffs *s, const lt_puff_air *air, double time) {
    for (long k = 0; k < s->n && s->n < s->setup.most;) {
        lt_puff parts[2];
        if (s->setup.cell_m > 0.0 && lt_puff_longest(&s->items[k]) > s->setup.cell_m)
            lt_puff_split_across(&s->items[k], parts);
        else if (sheared(s, &s->items[k], air, time))
            lt_puff_split_up(&s->items[k], parts);
        else {
            k++;
            continue;
        }
        s->items[k] = parts[0]; /* it may be too large still: looked at again */
        LT_TRY(lt_puffs_add(s, &parts[1]));
    }
    return LT_OK;
}

lt_status lt_puffs_tidy(lt_puffs *s, const lt_puff_air *air, double time) {
    leave(s);
    LT_TRY(join(s));
    return split(s, air, time);
}
