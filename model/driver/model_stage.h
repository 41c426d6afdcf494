/* model_stage.h - the model as a stage of the road and as a command. */
#ifndef LT_MODEL_STAGE_H
#define LT_MODEL_STAGE_H

#include "base/hash.h"
#include "base/job.h"

/* One variant ("base", "noise" or a package) of one period; the noise run takes base's emissions. On the
 * ranks of job->layout, if there is one. */
lt_status lt_model_stage(const lt_job *job);
lt_status lt_model_inputs(const lt_job *job, lt_hash *hash);

/* The boundary file that section model may ask for (road.h, more_outputs). */
lt_status lt_model_more_outputs(const lt_job *job, int n, const char **name);

/* `lantian model CASE [--variant V] [--restart FILE] [--out DIR] [--threads N]`: runs one variant of the case's first
 * period from the files that stand in the output folder. */
lt_status lt_model_command(const lt_cli *cli);

#endif
