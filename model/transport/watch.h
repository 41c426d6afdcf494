/* watch.h - what went through the sides of a box of a domain's cells, net, told from the box's burden before and after
 * the horizontal sweeps of each step: nothing else acts in them. A nest's border is compared with it. Sums over the
 * box's columns and the steps of an hour are exact, also over ranks, and rounded once an hour. */
#ifndef LT_WATCH_H
#define LT_WATCH_H

#include "base/exactsum.h"
#include "model/state/state.h"
#include "model/transport/air.h"

typedef struct lt_watch {
    int i0, j0, ni, nj, nk; /* cells of the domain, from the ground up */
    int n_species;
    lt_exactsum *gained; /* kg into the box since the hour began, [species]; of a rank's part of it */
    double *net;         /* in the hours before, since it was cleared; of all of it, on every rank */
} lt_watch;

lt_status lt_watch_create(int n_species, lt_watch *out);
void lt_watch_free(lt_watch *watch);
/* Around the sweeps. */
void lt_watch_before(lt_watch *watch, const lt_state *state, const lt_air *air);
void lt_watch_after(lt_watch *watch, const lt_state *state, const lt_air *air);
/* Collective: comm has the ranks of the domain. */
lt_status lt_watch_end_hour(lt_watch *watch, const lt_comm *comm);

#endif
