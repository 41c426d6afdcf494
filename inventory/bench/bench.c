/* bench.c - the topic `inventory` of `lantian bench`. */
#include "inventory/bench/bench.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const lt_bench_column columns[] = {{"task", "task", "任务", 16, NULL},
                                          {"rows", "rows", "行数", 10, "%.0f"},
                                          {"cpu_s", "CPU s", "CPU 秒", 10, "%.3f"},
                                          {"wall_s", "wall s", "墙钟秒", 10, "%.3f"},
                                          {"peak_mb", "peak MB", "峰值 MB", 10, "%.0f"},
                                          {"cdo_remapcon_cpu_s", "cdo CPU s", "cdo CPU 秒", 11, "%.3f"},
                                          {"input", "input", "输入", 32, NULL},
                                          {0}};

cJSON *lt_inventory_bench_row(lt_bench *bench, const char *task, const lt_bench_cost *cost) {
    cJSON *row = lt_bench_row(bench);
    cJSON_AddStringToObject(row, "task", task);
    cJSON_AddNumberToObject(row, "cpu_s", cost->cpu_s);
    cJSON_AddNumberToObject(row, "wall_s", cost->wall_s);
    cJSON_AddNumberToObject(row, "peak_mb", cost->peak_mb);
    cJSON_AddNumberToObject(row, "rows", (double)cost->rows);
    return row;
}

void lt_bench_name_folder(const char *task, char *out, size_t size) {
    const char *folder = getenv("TMPDIR");
    snprintf(out, size, "%.400s/lantian-%s-%ld", folder && folder[0] ? folder : "/tmp", task, (long)getpid());
}

void lt_bench_remove_folder(const char *path) {
    char file[1024];
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        remove(file);
    }
    if (folder) closedir(folder);
    rmdir(path);
}

static lt_status run(lt_bench *bench) {
#define LT_INVENTORY_BENCH_RUN(task)                                                                                   \
    LT_TRY_CONTEXT(lt_inventory_bench_##task(bench), "benchmark of the inventory, " #task);
    LT_INVENTORY_BENCH_LIST(LT_INVENTORY_BENCH_RUN)
#undef LT_INVENTORY_BENCH_RUN
    return LT_OK;
}

const lt_benchmark lt_benchmark_inventory = {.topic = "inventory",
                                             .text_en = "Cost of the inventory (each task in a process of its own)",
                                             .text_zh = "清单的计算开销（每项任务在独立进程中）",
                                             .columns = columns,
                                             .run = run};
