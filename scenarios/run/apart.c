/* apart.c - see apart.h. */
#include "scenarios/run/apart.h"

#include "scenarios/run/performance.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void folder_of(const lt_task *task, char path[PATH_MAX]) {
    snprintf(path, PATH_MAX, "%s/jobs/%s_%s", lt_outdir_path(task->job.out), task->job.variant, task->job.period->id);
}

bool lt_apart_stands(const lt_task *task) {
    char path[PATH_MAX];
    if (!task->stage->apart) return false;
    folder_of(task, path);
    return lt_path_exists(path);
}

/* Is it before the task, for its period, and of its variant, of base or of all? More than it reads, and never less. */
static bool stands_on(const lt_task *task, const lt_task *other) {
    const char *variant = other->job.variant;
    return !other->stage->apart && other->stage < task->stage &&
           (!other->job.period || other->job.period == task->job.period) &&
           (!variant || strcmp(variant, "base") == 0 || strcmp(variant, task->job.variant) == 0);
}

/* Links to what the task reads. */
static lt_status take_inputs(const lt_tasks *tasks, const lt_task *task, lt_outdir *own) {
    for (int k = 0; k < tasks->n; k++) {
        const lt_task *other = &tasks->rows[k];
        if (!stands_on(task, other)) continue;
        for (int o = 0; o < other->n_outputs; o++)
            if (lt_outdir_has(other->job.out, other->outputs[o], false, NULL))
                LT_TRY(lt_outdir_take(own, other->job.out, other->outputs[o]));
    }
    return LT_OK;
}

/* The same tasks with their own folder. */
static lt_status create_own(const lt_task *task, const lt_stage *stages, int n_stages, lt_outdir *folder,
                            lt_tasks *out) {
    lt_job job = task->job;
    job.out = folder;
    job.period = NULL;
    job.variant = NULL;
    LT_TRY(lt_tasks_create(stages, n_stages, &job, out));
    return lt_tasks_remember(out, folder);
}

static lt_status run_own(lt_tasks *own, int t, bool force) {
    lt_task *task = &own->rows[t];
    lt_digest inputs;
    LT_TRY(lt_task_inputs(task, inputs));
    if (!force && lt_task_up_to_date(task, inputs)) return LT_OK;
    LT_TRY(lt_performance_run(task));
    LT_TRY(lt_task_done(task, inputs));
    return lt_tasks_write(own, task->job.out);
}

/* What the run stands on has been made from what the case says now. */
static lt_status check_prepared(const lt_tasks *tasks, const lt_task *task) {
    for (int k = 0; k < tasks->n; k++) {
        const lt_task *other = &tasks->rows[k];
        lt_digest inputs;
        if (!stands_on(task, other)) continue;
        LT_TRY(lt_task_inputs(other, inputs));
        if (lt_task_up_to_date(other, inputs)) continue;
        const bool never = other->inputs[0] == '\0';
        return LT_RAISE(LT_ERR_INPUT,
                        .what = never ? "what the run stands on has not been made"
                                      : "what the run stands on was made from another inventory, case or version",
                        .where = lt_fmt("%s: %s", lt_outdir_path(other->job.out), other->key),
                        .expected = lt_fmt("made from %.12s", inputs),
                        .found = never ? "nothing" : lt_fmt("made from %.12s", other->inputs),
                        .todo = "make it with `lantian run CASE --jobs`, then run the list that it prints");
    }
    return LT_OK;
}

lt_status lt_apart_run(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages) {
    const lt_task *task = &tasks->rows[t];
    char path[PATH_MAX];
    lt_outdir *folder = NULL;
    lt_tasks own = {0};
    LT_TRY(check_prepared(tasks, task));
    folder_of(task, path);
    LT_TRY(lt_outdir_open(path, &folder));
    lt_status status = take_inputs(tasks, task, folder);
    if (status == LT_OK) status = create_own(task, stages, n_stages, folder, &own);
    if (status == LT_OK) status = run_own(&own, t, task->job.cli && task->job.cli->force);
    lt_tasks_free(&own);
    lt_outdir_close(folder);
    return status;
}

/* --- by the run of the case --- */

/* A file of the case that the finished task saw in another version. */
static const char *other_file(const lt_tasks *tasks, const lt_task *task, const lt_outdir *own) {
    for (int k = 0; k < tasks->n; k++) {
        const lt_task *other = &tasks->rows[k];
        for (int o = 0; stands_on(task, other) && o < other->n_outputs; o++) {
            lt_digest here = "", there = "";
            if (lt_outdir_has(other->job.out, other->outputs[o], false, here) &&
                lt_outdir_has(own, other->outputs[o], false, there) && strcmp(here, there) != 0)
                return other->outputs[o];
        }
    }
    return NULL;
}

static lt_status refuse_other(const lt_tasks *tasks, const lt_task *task, const lt_task *own, const lt_digest inputs) {
    if (own->inputs[0] == '\0' || strcmp(own->inputs, inputs) == 0) return LT_OK;
    const char *file = other_file(tasks, task, own->job.out);
    return LT_RAISE(LT_ERR_INPUT,
                    .what = "a finished run comes from another version of the inventory, the weather or the case",
                    .where = lt_outdir_path(own->job.out), .expected = lt_fmt("made from %.12s", inputs),
                    .found = lt_fmt("made from %.12s%s%s", own->inputs, file ? ", other " : "", file ? file : ""),
                    .todo = lt_fmt("run it again with --only %s/%s, or remove its folder", task->job.variant,
                                   task->job.period->id));
}

static lt_status take_outputs(lt_task *task, const lt_task *own) {
    for (int o = 0; o < task->n_outputs; o++) {
        const bool stands = lt_outdir_has(own->job.out, task->outputs[o], false, NULL);
        LT_TRY(stands ? lt_outdir_take(task->job.out, own->job.out, task->outputs[o])
                      : lt_outdir_drop(task->job.out, task->outputs[o]));
    }
    task->cost = own->cost;
    return LT_OK;
}

lt_status lt_apart_gather(lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, const lt_digest inputs) {
    lt_task *task = &tasks->rows[t];
    char path[PATH_MAX];
    lt_outdir *folder = NULL;
    lt_tasks own = {0};
    folder_of(task, path);
    LT_TRY(lt_outdir_open(path, &folder));
    lt_status status = create_own(task, stages, n_stages, folder, &own);
    if (status == LT_OK) status = refuse_other(tasks, task, &own.rows[t], inputs);
    if (status == LT_OK) status = take_inputs(tasks, task, folder);
    if (status == LT_OK) status = run_own(&own, t, false);
    if (status == LT_OK) status = take_outputs(task, &own.rows[t]);
    lt_tasks_free(&own);
    lt_outdir_close(folder);
    return status;
}

/* What it was made from is asked when it is taken. */
lt_status lt_apart_finished(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, bool *out) {
    char path[PATH_MAX];
    lt_outdir *folder;
    lt_tasks own = {0};
    *out = false;
    if (!lt_apart_stands(&tasks->rows[t])) return LT_OK;
    folder_of(&tasks->rows[t], path);
    LT_TRY(lt_outdir_look(path, &folder));
    const lt_status status = create_own(&tasks->rows[t], stages, n_stages, folder, &own);
    if (status == LT_OK) *out = own.rows[t].inputs[0] != '\0';
    lt_tasks_free(&own);
    lt_outdir_close(folder);
    return status;
}

lt_status lt_apart_drop(const lt_task *task) {
    char path[PATH_MAX];
    lt_outdir *folder = NULL;
    folder_of(task, path);
    LT_TRY(lt_outdir_open(path, &folder)); /* nobody may be at work in it */
    DIR *list = opendir(path);
    for (const struct dirent *entry; list && (entry = readdir(list));) {
        char name[PATH_MAX];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (snprintf(name, sizeof name, "%s/%s", path, entry->d_name) < (int)sizeof name) unlink(name);
    }
    if (list) closedir(list);
    lt_outdir_close(folder);
    if (rmdir(path) != 0) return lt_errno_raise(errno, "remove the folder", path);
    char parent[PATH_MAX];
    snprintf(parent, sizeof parent, "%s/jobs", lt_outdir_path(task->job.out));
    rmdir(parent); /* the last one takes the folder of all with it */
    return LT_OK;
}
