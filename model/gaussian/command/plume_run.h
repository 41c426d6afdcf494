/* plume_run.h - goes through the hours of a plume case. */
#ifndef LT_PLUME_RUN_H
#define LT_PLUME_RUN_H

#include "model/gaussian/command/plume_puffs_run.h"
#include "model/gaussian/result/plume_result.h"

typedef struct lt_plume_run {
    const lt_plume_setup *setup;
    lt_source_name *tracks;
    int n_tracks, background_track, no2_track; /* -1: none */
    int *track_of_group, *track_of_source;     /* -1: none */
    lt_plume_statistics *statistics;
    double *air; /* [track] of an hour: what is there without the sources */
    double *series;
    long n_named;
    lt_plume_puffs_run *puffs; /* NULL: none */
    bool puffs_by_source;
    double wall_s;
} lt_plume_run;

/* threads 0: as many as OpenMP takes. The same bits for any number. */
lt_status lt_plume_run_make(const lt_plume_setup *setup, int threads, lt_plume_run **out);
void lt_plume_run_free(lt_plume_run *run); /* NULL is fine */

#endif
