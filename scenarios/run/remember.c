/* remember.c - stages.json: what each task was made from, what it wrote, what it cost. */
#include "scenarios/run/task.h"

#include "base/json.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FILE_NAME[] = "stages.json";
static const char SCHEMA[] = "lantian-stages-1";

static const char *text_of(const cJSON *item, const char *key) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, key));
    return text != NULL ? text : "";
}

static double number_of(const cJSON *item, const char *key) {
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(item, key);
    return cJSON_IsNumber(number) ? number->valuedouble : 0;
}

static void remember(lt_task *task, const cJSON *item) {
    snprintf(task->inputs, sizeof task->inputs, "%s", text_of(item, "inputs"));
    const cJSON *outputs = cJSON_GetObjectItemCaseSensitive(item, "outputs");
    for (int o = 0; o < task->n_outputs; o++)
        snprintf(task->written[o], sizeof task->written[o], "%s", text_of(outputs, task->outputs[o]));
    task->cost = (lt_task_cost){number_of(item, "wall_s"), number_of(item, "cpu_s"), number_of(item, "peak_bytes")};
}

lt_status lt_tasks_remember(lt_tasks *tasks, const lt_outdir *dir) {
    char path[1100], *text;
    if (!lt_outdir_has(dir, FILE_NAME, true, NULL)) return LT_OK;
    LT_TRY(lt_outdir_join(dir, FILE_NAME, path, sizeof path));
    LT_TRY(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    if (strcmp(text_of(root, "schema"), SCHEMA) == 0) {
        const cJSON *stages = cJSON_GetObjectItemCaseSensitive(root, "tasks");
        for (int t = 0; t < tasks->n; t++) {
            const cJSON *item = cJSON_GetObjectItemCaseSensitive(stages, tasks->rows[t].key);
            if (item != NULL) remember(&tasks->rows[t], item);
        }
    }
    cJSON_Delete(root);
    return LT_OK;
}

static void add_task(cJSON *stages, const lt_task *task) {
    cJSON *item = cJSON_AddObjectToObject(stages, task->key);
    cJSON_AddStringToObject(item, "inputs", task->inputs);
    cJSON_AddNumberToObject(item, "wall_s", task->cost.wall_s);
    cJSON_AddNumberToObject(item, "cpu_s", task->cost.cpu_s);
    cJSON_AddNumberToObject(item, "peak_bytes", task->cost.peak_bytes);
    cJSON *outputs = cJSON_AddObjectToObject(item, "outputs");
    for (int o = 0; o < task->n_outputs; o++) cJSON_AddStringToObject(outputs, task->outputs[o], task->written[o]);
}

lt_status lt_tasks_write(const lt_tasks *tasks, lt_outdir *dir) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", SCHEMA);
    cJSON *stages = cJSON_AddObjectToObject(root, "tasks");
    for (int t = 0; t < tasks->n; t++)
        if (tasks->rows[t].inputs[0] != '\0') add_task(stages, &tasks->rows[t]);
    return lt_json_write(root, dir, FILE_NAME);
}
