/* met_stage.h - the stage "met" of the road. */
#ifndef LT_MET_STAGE_H
#define LT_MET_STAGE_H

#include "base/job.h"

/* Reads grid.nc, writes met_<period>.nc with the hours from period.start - spinup to period.start + length. */
lt_status lt_met_stage(const lt_job *job);
/* All that can be wrong with the weather's input, before anything is written: the section, the station file, coverage
 * and gaps. job->out is not used. */
lt_status lt_met_check(const lt_job *job);
/* Feeds all that decides its output into hash: the section, the station file, the shipped tables, grid.nc, the period.
 */
lt_status lt_met_inputs(const lt_job *job, lt_hash *hash);
/* The same as a digest; it stands in met_<period>.nc as the attribute "inputs". */
lt_status lt_met_inputs_digest(const lt_job *job, lt_digest out);

#endif
