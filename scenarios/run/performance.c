/* performance.c - see performance.h. */
#include "scenarios/run/performance.h"

#include "base/json.h"
#include "base/log.h"
#include "base/machine.h"
#include "base/part.h"

#include <cjson/cJSON.h>

lt_status lt_performance_run(lt_task *task) {
    lt_memory_forget_peak();
    const double wall = lt_wall_seconds(), cpu = lt_cpu_seconds();
    LT_TRY_CONTEXT(task->stage->run(&task->job), "stage %s", task->key);
    const lt_comm comm = lt_layout_comm(task->job.layout);
    int64_t sums[] = {(int64_t)(1e6 * (lt_cpu_seconds() - cpu)), (int64_t)lt_memory_peak_bytes()};
    LT_TRY(lt_comm_sum_i64(&comm, sums, 2));
    task->cost = (lt_task_cost){lt_wall_seconds() - wall, 1e-6 * (double)sums[0], (double)sums[1]};
    return LT_OK;
}

/* Sum of times, largest memory of the tasks of one stage. */
static lt_task_cost stage_cost(const lt_tasks *tasks, const lt_stage *stage, bool ran_only, int *n) {
    lt_task_cost sum = {0};
    *n = 0;
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (task->stage != stage || (ran_only && !task->ran)) continue;
        sum.wall_s += task->cost.wall_s;
        sum.cpu_s += task->cost.cpu_s;
        if (task->cost.peak_bytes > sum.peak_bytes) sum.peak_bytes = task->cost.peak_bytes;
        (*n)++;
    }
    return sum;
}

static bool first_of_stage(const lt_tasks *tasks, int t) {
    return t == 0 || tasks->rows[t].stage != tasks->rows[t - 1].stage;
}

void lt_performance_say(const lt_tasks *tasks, int threads, double wall_s, double cpu_s) {
    char processor[256];
    double peak = 0;
    lt_machine_processor(processor, sizeof processor);
    lt_say("%-12s %6s %10s %10s %10s\n", "stage", "runs", "wall s", "CPU s", "peak MB");
    for (int t = 0; t < tasks->n; t++) {
        int all, n;
        if (!first_of_stage(tasks, t)) continue;
        stage_cost(tasks, tasks->rows[t].stage, false, &all);
        lt_task_cost cost = stage_cost(tasks, tasks->rows[t].stage, true, &n);
        if (n == 0)
            lt_say("%-12s %6s %10s\n", tasks->rows[t].stage->name, "0", "up to date");
        else
            lt_say("%-12s %3d/%-3d %9.2f %10.2f %10.0f\n", tasks->rows[t].stage->name, n, all, cost.wall_s, cost.cpu_s,
                   cost.peak_bytes / 1e6);
        if (cost.peak_bytes > peak) peak = cost.peak_bytes;
    }
    lt_say("%-12s %6s %10.2f %10.2f %10.0f\n", "all", "", wall_s, cpu_s, peak / 1e6);
    lt_say("on %s, %ld cores, %d threads\n", processor, lt_machine_cores(), threads);
}

static void add_cost(cJSON *item, const lt_task_cost *cost) {
    cJSON_AddNumberToObject(item, "wall_s", cost->wall_s);
    cJSON_AddNumberToObject(item, "cpu_s", cost->cpu_s);
    cJSON_AddNumberToObject(item, "peak_memory_bytes", cost->peak_bytes);
}

lt_status lt_performance_write(const lt_tasks *tasks, int threads, lt_outdir *dir) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-performance-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddItemToObject(root, "machine", lt_machine_json(threads));
    cJSON *stages = cJSON_AddArrayToObject(root, "stages"), *rows = cJSON_AddArrayToObject(root, "tasks");
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (first_of_stage(tasks, t)) {
            int n;
            lt_task_cost cost = stage_cost(tasks, task->stage, false, &n);
            cJSON *item = lt_json_add_item(stages);
            cJSON_AddStringToObject(item, "stage", task->stage->name);
            cJSON_AddNumberToObject(item, "runs", n);
            add_cost(item, &cost);
        }
        cJSON *item = lt_json_add_item(rows);
        cJSON_AddStringToObject(item, "task", task->key);
        cJSON_AddBoolToObject(item, "this_run", task->ran);
        add_cost(item, &task->cost);
    }
    return lt_json_write(root, dir, "performance.json");
}
