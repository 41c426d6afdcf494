/* near_run.h - the map of a site over a period, hour by hour. */
#ifndef LT_NEAR_RUN_H
#define LT_NEAR_RUN_H

#include "model/gaussian/subgrid/near_hour.h"

/* Maps are [ny points][nx points], from the south-west, in rows to the north; ug m-3. */
typedef struct lt_near_result {
    int n_maps; /* those of the pollutants, then no2 where there is one */
    const char *names[LT_NEAR_MOST_POLLUTANTS + 1];
    double *mean[LT_NEAR_MOST_POLLUTANTS + 1];    /* of the hours */
    double *most[LT_NEAR_MOST_POLLUTANTS + 1];    /* highest hour */
    double *stacks[LT_NEAR_MOST_POLLUTANTS + 1];  /* of the mean what plumes shape; of no2 none, NULL */
    double *change[LT_NEAR_MOST_POLLUTANTS + 1];  /* of the mean since the run before; NULL: none */
    double *cell[LT_NEAR_MOST_POLLUTANTS + 1];    /* [ny][nx] mean of the grid's values */
    double *local[LT_NEAR_MOST_POLLUTANTS + 1];   /* of the tags; of no2 none, NULL */
    double mean_error;                            /* largest of lt_near_hour.error */
    long hours_without_plume;                     /* calm: the local part is flat in its cell */
    lt_near_count count[LT_NEAR_MOST_POLLUTANTS]; /* cells of all hours */
} lt_near_result;

/* before: the run that the measures of `input` act on, NULL: none. The same bits for any number of threads. */
lt_status lt_near_run(const lt_near_input *input, const lt_near_input *before, int threads, lt_near_result **out);
void lt_near_result_free(lt_near_result *result); /* NULL is fine */

#endif
