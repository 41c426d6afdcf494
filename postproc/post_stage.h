/* post_stage.h - the last stage of the road, and `lantian post`. */
#ifndef LT_POST_STAGE_H
#define LT_POST_STAGE_H

#include "base/job.h"

/* Writes summary.json, cities.csv, map_<package>_<period>.png, and evaluation.json when the case has observations,
 * report.html when its page was built; prints the tables. job->period and job->variant are NULL. */
lt_status lt_post_stage(const lt_job *job);
/* The observations of the case or of --obs can be read: known before the model runs. */
lt_status lt_post_check(const lt_job *job);
/* Files whose names depend on the case: pictures near the sources (nearby/nearby.h). */
lt_status lt_post_more_outputs(const lt_job *job, int n, const char **name);
/* Everything that decides those files. */
lt_status lt_post_inputs(const lt_job *job, lt_hash *hash);
/* lantian post CASE|DIR: the tables again from the files; --json: one object, summary.json
 * with evaluation.json as its key `evaluation` where the case has one. */
lt_status lt_post_command(const lt_cli *cli);

#endif
