/* near_hour.h - the maps of one hour: plumes of all stacks, then the mass of the grid in their shape; and what changed
 * since another run of the same hours. */
#ifndef LT_NEAR_HOUR_H
#define LT_NEAR_HOUR_H

#include "model/gaussian/subgrid/near_input.h"
#include "model/gaussian/subgrid/near_map.h"

/* What is mapped: a run, and the one before its measures (NULL: none), of the same map, pollutants and hours. */
typedef struct lt_near_runs {
    const lt_near_input *now, *before;
    int n_maps; /* of the pollutants, then no2 where there is one */
    long n_pairs;
    struct lt_near_pair *pairs; /* stacks of both, those of `now` first */
} lt_near_runs;

/* LT_ERR_INPUT: the runs are of different maps. Free with lt_near_runs_free. */
lt_status lt_near_runs_make(const lt_near_input *now, const lt_near_input *before, lt_near_runs *out);
void lt_near_runs_free(lt_near_runs *runs);

typedef struct lt_near_hour {
    double *values, *change; /* [map] fine, ug m-3; change NULL: no run before */
    double *stacks;          /* [pollutant] fine: of values what plumes shape */
    double error; /* largest relative difference of a cell's mean, of values; of change over the larger value */
    lt_near_count count[LT_NEAR_MOST_POLLUTANTS];
} lt_near_hour;
lt_status lt_near_hour_create(const lt_near_runs *runs, lt_near_hour *out);
void lt_near_hour_free(lt_near_hour *hour);

/* What one thread works with. */
typedef struct lt_near_worker lt_near_worker;
lt_status lt_near_worker_create(const lt_near_runs *runs, lt_near_worker **out);
void lt_near_worker_free(lt_near_worker *worker);
/* Pure but for worker and out. */
void lt_near_hour_make(const lt_near_runs *runs, long hour, lt_near_worker *worker, lt_near_hour *out);

size_t lt_near_cells(const lt_near_input *input);
size_t lt_near_fine(const lt_near_input *input);

#endif
