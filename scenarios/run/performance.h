/* performance.h - time and memory by stage: a table at the end of every run, and performance.json. */
#ifndef LT_PERFORMANCE_H
#define LT_PERFORMANCE_H

#include "scenarios/run/task.h"

/* Before a task: forget the peak of memory so far (base/machine.h). */
void lt_performance_begin(lt_task_cost *start);
/* After it: what it cost. */
void lt_performance_end(const lt_task_cost *start, lt_task_cost *out);

/* The table to lt_say, performance.json to the folder (only when a task ran). */
void lt_performance_say(const lt_tasks *tasks, int threads, double wall_s, double cpu_s);
lt_status lt_performance_write(const lt_tasks *tasks, int threads, lt_outdir *dir);

#endif
