/* near_stage.h - the stage `near` of a case: maps around the places of `model: near:` (near_setup.h). */
#ifndef LT_NEAR_STAGE_H
#define LT_NEAR_STAGE_H

#include "base/job.h"
#include "base/hash.h"

/* Has the case maps, and does this variant get them: base, the reference and packages? */
bool lt_near_wanted(const lt_job *job);
lt_status lt_near_inputs(const lt_job *job, lt_hash *hash);
lt_status lt_near_stage(const lt_job *job);
/* near_<site>_<variant>_<period>.nc, one a site. */
lt_status lt_near_outputs(const lt_job *job, int n, const char **name);

#endif
