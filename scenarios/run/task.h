/* task.h - one stage for one variant and period, and what is remembered of its last run (stages.json). */
#ifndef LT_TASK_H
#define LT_TASK_H

#include "base/variant.h"
#include "scenarios/run/road.h"

typedef struct lt_task_cost {
    double wall_s, cpu_s, peak_bytes;
} lt_task_cost;

typedef struct lt_task {
    const lt_stage *stage;
    lt_job job;
    char key[192];  /* "model boilers winter" */
    char **outputs; /* file names */
    int n_outputs;
    lt_digest inputs;   /* as remembered; "" = never run */
    lt_digest *written; /* [n_outputs] digests of the outputs as remembered; "" where one may be absent and was */
    bool *may_miss;     /* [n_outputs] */
    lt_task_cost cost;  /* of the last run */
    bool ran;           /* in this run of the road */
} lt_task;

typedef struct lt_tasks {
    lt_task *rows;
    int n;
    lt_variants variants;
} lt_tasks;

/* All tasks in the order in which they run: stage by stage, period by period, variant by variant. */
lt_status lt_tasks_create(const lt_stage *stages, int n_stages, const lt_job *job, lt_tasks *out);
void lt_tasks_free(lt_tasks *tasks);

/* stages.json of the folder into the tasks; a missing or damaged file means that nothing has run. */
lt_status lt_tasks_remember(lt_tasks *tasks, const lt_outdir *dir);
lt_status lt_tasks_write(const lt_tasks *tasks, lt_outdir *dir);

/* What decides the task, now. */
lt_status lt_task_inputs(const lt_task *task, lt_digest out);
bool lt_task_up_to_date(const lt_task *task, const lt_digest inputs);
/* All outputs must stand; their digests and the inputs are taken into the task. */
lt_status lt_task_done(lt_task *task, const lt_digest inputs);

#endif
