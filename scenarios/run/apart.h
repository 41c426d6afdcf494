/* apart.h - a task in a folder of its own, so that the model runs of a case can go side by side in processes, or on
 * machines, that share a disk.
 *
 * `--jobs` makes what they share and lists them; `--only VARIANT/PERIOD` runs one in out/<case>/jobs/VARIANT_PERIOD,
 * under the lock of that folder, from second links to the files of the case; the next run of the case takes what is
 * finished, goes on with what was cut off, and refuses what was made from other files than its own. */
#ifndef LT_APART_H
#define LT_APART_H

#include "scenarios/run/task.h"

/* Of a task in the folder of its case. */
bool lt_apart_stands(const lt_task *task);
/* Task t of the case in its own folder, if it is out of date there; what it stands on must be up to date in the folder
 * of the case, which is only read. LT_ERR_INPUT says what is not. All ranks of the job's layout call it. */
lt_status lt_apart_run(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages);
/* The same for the run of the case, which then has the files and the memory of the task, and the folder goes. inputs:
 * of the task now. LT_ERR_INPUT: what is finished there was made from something else. */
lt_status lt_apart_gather(lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, const lt_digest inputs);
/* Is it finished in its folder? The folder is only looked at. false: begun, or not there. */
lt_status lt_apart_finished(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, bool *out);
/* Drop the folder, if it stands. */
lt_status lt_apart_drop(const lt_task *task);

/* The task that --only names. */
lt_status lt_apart_find(const lt_tasks *tasks, const char *name, int *out);
/* "VARIANT/PERIOD" through lt_fmt. */
const char *lt_apart_name(const lt_task *task);
/* One command a task that is out of date, as the user called this one. */
lt_status lt_apart_list(const lt_tasks *tasks, const lt_cli *cli);

#endif
