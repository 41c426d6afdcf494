/* watch.h - what went through the sides of a box of a domain's cells, net, told from the box's burden before and after
 * the horizontal sweeps of each step: nothing else acts in them. A nest's border is compared with it. */
#ifndef LT_WATCH_H
#define LT_WATCH_H

#include "model/state/state.h"
#include "model/transport/air.h"

typedef struct lt_watch {
    int i0, j0, ni, nj, nk; /* cells, from the ground up */
    int n_species;
    double *before; /* burden, kg */
    double *net;    /* kg into the box since it was cleared, [species] */
} lt_watch;

lt_status lt_watch_create(int n_species, lt_watch *out);
void lt_watch_free(lt_watch *watch);
/* Around the sweeps. Sums are exact, so they depend neither on blocks nor on threads. */
void lt_watch_before(lt_watch *watch, const lt_state *state, const lt_air *air);
void lt_watch_after(lt_watch *watch, const lt_state *state, const lt_air *air);

#endif
