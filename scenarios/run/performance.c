/* performance.c - see performance.h. */
#include "scenarios/run/performance.h"

#include "base/log.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The value of a "key: value" line of a text file of the kernel; false if it is not there. */
static bool proc_line(const char *path, const char *key, char *out, size_t size) {
    FILE *file = fopen(path, "r");
    char line[1024];
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        char *colon = strchr(line, ':');
        if (colon == NULL || strncmp(line, key, strlen(key)) != 0) continue;
        char *value = colon + 1 + strspn(colon + 1, " \t");
        value[strcspn(value, "\n")] = '\0';
        snprintf(out, size, "%s", value);
        found = true;
    }
    if (file != NULL) fclose(file);
    return found;
}

void lt_machine_processor(char *out, size_t size) {
    if (!proc_line("/proc/cpuinfo", "model name", out, size)) snprintf(out, size, "unknown");
}

static double peak_bytes(void) {
    char text[64];
    double kib;
    if (proc_line("/proc/self/status", "VmHWM", text, sizeof text) && sscanf(text, "%lf", &kib) == 1) return kib * 1024;
    return (double)lt_peak_memory_bytes();
}

void lt_performance_begin(lt_task_cost *start) {
    FILE *file = fopen("/proc/self/clear_refs", "w"); /* "5" resets VmHWM to the memory in use (proc(5)) */
    if (file != NULL) {
        fputs("5", file);
        fclose(file);
    }
    *start = (lt_task_cost){.wall_s = lt_wall_seconds(), .cpu_s = lt_cpu_seconds()};
}

void lt_performance_end(const lt_task_cost *start, lt_task_cost *out) {
    *out = (lt_task_cost){lt_wall_seconds() - start->wall_s, lt_cpu_seconds() - start->cpu_s, peak_bytes()};
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
    lt_say("on %s, %ld cores, %d threads\n", processor, sysconf(_SC_NPROCESSORS_ONLN), threads);
}

static void add_cost(cJSON *item, const lt_task_cost *cost) {
    cJSON_AddNumberToObject(item, "wall_s", cost->wall_s);
    cJSON_AddNumberToObject(item, "cpu_s", cost->cpu_s);
    cJSON_AddNumberToObject(item, "peak_memory_bytes", cost->peak_bytes);
}

static void add_machine(cJSON *root, int threads) {
    char processor[256];
    lt_machine_processor(processor, sizeof processor);
    cJSON *machine = cJSON_AddObjectToObject(root, "machine");
    cJSON_AddStringToObject(machine, "processor", processor);
    cJSON_AddNumberToObject(machine, "cores", (double)sysconf(_SC_NPROCESSORS_ONLN));
    cJSON_AddNumberToObject(machine, "threads", threads);
    cJSON_AddNumberToObject(machine, "memory_bytes", (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE));
}

lt_status lt_performance_write(const lt_tasks *tasks, int threads, lt_outdir *dir) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-performance-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    add_machine(root, threads);
    cJSON *stages = cJSON_AddArrayToObject(root, "stages"), *rows = cJSON_AddArrayToObject(root, "tasks");
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (first_of_stage(tasks, t)) {
            int n;
            lt_task_cost cost = stage_cost(tasks, task->stage, false, &n);
            cJSON *item = cJSON_CreateObject();
            cJSON_AddStringToObject(item, "stage", task->stage->name);
            cJSON_AddNumberToObject(item, "runs", n);
            add_cost(item, &cost);
            cJSON_AddItemToArray(stages, item);
        }
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "task", task->key);
        cJSON_AddBoolToObject(item, "this_run", task->ran);
        add_cost(item, &task->cost);
        cJSON_AddItemToArray(rows, item);
    }
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    if (text == NULL) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory to write performance.json");
    lt_status status = lt_outdir_write_text(dir, "performance.json", text);
    cJSON_free(text);
    return status;
}
