/* plume_puffs_run.h - the puffs of a plume case, hour by hour: they outlast the hours that made them. */
#ifndef LT_PLUME_PUFFS_RUN_H
#define LT_PLUME_PUFFS_RUN_H

#include "model/gaussian/case/plume_setup.h"
#include "model/gaussian/puff/puffs.h"

typedef struct lt_plume_puffs_run lt_plume_puffs_run;

/* by_source: the values of an hour are [source][receptor], else [receptor]. threads 0: as many as there are. */
lt_status lt_plume_puffs_run_create(const lt_plume_setup *setup, bool by_source, int threads, lt_plume_puffs_run **out);
void lt_plume_puffs_run_free(lt_plume_puffs_run *run); /* NULL is fine */
/* The next hour, in order from 0 on, of whatever air: *values are the means [g m-3] of what puffs bring in it, valid to
 * the next call; NULL: there are none. */
lt_status lt_plume_puffs_run_hour(lt_plume_puffs_run *run, long hour, const double **values);
lt_puffs_budget lt_plume_puffs_run_budget(const lt_plume_puffs_run *run);

#endif
