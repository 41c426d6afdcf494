/* bench_folder.c - what tasks in processes of their own share: the row of their cost, a folder for their files. */
#include "base/bench.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

cJSON *lt_bench_cost_row(lt_bench *bench, const char *task, const lt_bench_cost *cost) {
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
