/* seconds.h - where the time of a run goes, on one rank and over all of them. */
#ifndef LT_SECONDS_H
#define LT_SECONDS_H

#include "base/comm.h"

/* Of one rank, s. The stages stand beside each other: their sum is the time of the run's hours. */
typedef struct lt_domain_seconds {
    double input, transport, column, chemistry, aerosol, wet, output; /* chemistry: of gases */
    double idle; /* in a step, for cells of the chemistry that move, and until the last rank has reacted; where a grid
                    is on some of the ranks, until these have made its step */
    /* Parts of these: of transport packing and filling halos, and what of their messages is not hidden; of input and
     * output the time in messages and collective calls. */
    double packing, halo, hourly;
    double reading, writing; /* of input the files; of output all but sums: gathering, files of results and restart */
    double messages, bytes;  /* sent in transport */
} lt_domain_seconds;

void lt_domain_seconds_add(const lt_domain_seconds *from, lt_domain_seconds *to);
/* Of all stages. */
double lt_domain_seconds_all(const lt_domain_seconds *seconds);

/* What ranks cost. Shares are of the time of all ranks together. */
typedef struct lt_rank_costs {
    int ranks;
    double packing, halo, idle, hourly; /* shares */
    double input, output;               /* likewise; hourly is a part of both */
    double load;                        /* the time in which the busiest rank did not wait over the mean of all */
    double messages_step, bytes_step;   /* that the rank sends that sends most */
} lt_rank_costs;

/* Collective. steps: that the seconds are of. */
lt_status lt_rank_costs_of(const lt_comm *comm, const lt_domain_seconds *seconds, long steps, lt_rank_costs *out);
/* One line of words, through lt_fmt. */
const char *lt_rank_costs_text(const lt_rank_costs *costs);

#endif
