/* judged_case.h - a finished case as `lantian judge` takes it: the hours of a variant as observations, what its
 * periods weigh, and what its boards are made of. */
#ifndef LT_JUDGED_CASE_H
#define LT_JUDGED_CASE_H

#include "base/cli.h"
#include "postproc/judgement/targets_input.h"

typedef struct lt_judged_case {
    lt_case *setup;
    lt_outdir *dir;
    lt_grid *grid;
    lt_sites sites;
    lt_city_weights *cities;
    lt_weighed_periods periods; /* none: every day alike */
    lt_targets_input targets;
    bool is_told; /* summary.json has the emissions of the variant; of noise, draws and parts of packages it has not */
} lt_judged_case;

/* cli names the case, --variant, --out, --obs. Also after an error to be freed. */
lt_status lt_judged_case_read(const lt_cli *cli, lt_judged_case *run, lt_obs_set *out);
void lt_judged_case_free(lt_judged_case *run);

#endif
