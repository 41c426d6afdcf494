/* performance.h - time and memory by stage: a table at the end of every run, and performance.json. */
#ifndef LT_PERFORMANCE_H
#define LT_PERFORMANCE_H

#include "scenarios/run/task.h"

/* Run the stage of a task, on all ranks of its job; the task knows what it cost all of them. */
lt_status lt_performance_run(lt_task *task);

/* The table to lt_say, performance.json to the folder (only when a task ran). */
void lt_performance_say(const lt_tasks *tasks, int threads, double wall_s, double cpu_s);
lt_status lt_performance_write(const lt_tasks *tasks, int threads, lt_outdir *dir);

#endif
