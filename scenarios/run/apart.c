/* apart.c - see apart.h. */
#include "scenarios/run/apart.h"

#include "base/part.h"
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

/* Links to what the task reads; one to what is there no more would stand for it. */
static lt_status take_inputs(const lt_tasks *tasks, const lt_task *task, lt_outdir *own) {
    for (int k = 0; k < tasks->n; k++) {
        const lt_task *other = &tasks->rows[k];
        if (!stands_on(task, other)) continue;
        for (int o = 0; o < other->n_outputs; o++) {
            const bool stands = lt_outdir_has(other->job.out, other->outputs[o], false, NULL);
            LT_TRY(stands ? lt_outdir_take(own, other->job.out, other->outputs[o])
                          : lt_outdir_drop(own, other->outputs[o]));
        }
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

/* What is out of date, and what decides it. */
static lt_status judge_own(const lt_task *task, bool force, lt_digest inputs, bool *due) {
    LT_TRY(lt_task_inputs(task, inputs));
    *due = force || !lt_task_up_to_date(task, inputs);
    return LT_OK;
}

static lt_status record_own(lt_tasks *own, int t, const lt_digest inputs) {
    LT_TRY(lt_task_done(&own->rows[t], inputs));
    return lt_tasks_write(own, own->rows[t].job.out);
}

static lt_status run_own(lt_tasks *own, int t, bool force) {
    lt_digest inputs;
    bool due;
    LT_TRY(judge_own(&own->rows[t], force, inputs, &due));
    if (!due) return LT_OK;
    LT_TRY(lt_performance_run(&own->rows[t]));
    return record_own(own, t, inputs);
}

/* A file of a task that was made from the right things, and is not as it was written. */
static const char *changed_file(const lt_task *task) {
    for (int o = 0; o < task->n_outputs; o++) {
        lt_digest digest = "";
        if (!lt_outdir_has(task->job.out, task->outputs[o], false, digest)) digest[0] = '\0';
        if (strcmp(task->written[o], digest) != 0) return task->outputs[o];
    }
    return "";
}

static lt_status not_prepared(const lt_task *other, const lt_digest inputs) {
    static const char todo[] = "make it with `lantian run CASE --jobs`, then run the list that it prints";
    const bool never = other->inputs[0] == '\0';
    if (strcmp(other->inputs, inputs) == 0) {
        const char *path = lt_fmt("%s/%s", lt_outdir_path(other->job.out), changed_file(other));
        return LT_RAISE(LT_ERR_INPUT, .what = "a file that the run stands on was changed, or is gone", .where = path,
                        .expected = lt_fmt("the file that stage %s has written", other->key),
                        .found = lt_path_exists(path) ? "another file" : "no such file", .todo = todo);
    }
    return LT_RAISE(LT_ERR_INPUT,
                    .what = never ? "what the run stands on has not been made"
                                  : "what the run stands on was made from another inventory, case or version",
                    .where = lt_fmt("%s: %s", lt_outdir_path(other->job.out), other->key),
                    .expected = lt_fmt("made from %.12s", inputs),
                    .found = never ? "nothing" : lt_fmt("made from %.12s", other->inputs), .todo = todo);
}

/* What the run stands on has been made from what the case says now. */
static lt_status check_prepared(const lt_tasks *tasks, const lt_task *task) {
    for (int k = 0; k < tasks->n; k++) {
        const lt_task *other = &tasks->rows[k];
        lt_digest inputs;
        if (!stands_on(task, other)) continue;
        LT_TRY(lt_task_inputs(other, inputs));
        if (!lt_task_up_to_date(other, inputs)) return not_prepared(other, inputs);
    }
    return LT_OK;
}

/* The folder of a run, its tasks, and what is to be done; the lowest rank makes it, the others read there. */
typedef struct own_run {
    lt_outdir *folder;
    lt_tasks tasks;
    lt_digest inputs;
    bool due;
} own_run;

static lt_status open_own(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, own_run *own) {
    const lt_task *task = &tasks->rows[t];
    char path[PATH_MAX];
    LT_TRY(check_prepared(tasks, task));
    folder_of(task, path);
    LT_TRY(lt_outdir_open(path, &own->folder));
    LT_TRY(take_inputs(tasks, task, own->folder));
    LT_TRY(create_own(task, stages, n_stages, own->folder, &own->tasks));
    return judge_own(&own->tasks.rows[t], task->job.cli && task->job.cli->force, own->inputs, &own->due);
}

static lt_status look_own(const lt_task *task, const lt_stage *stages, int n_stages, own_run *own) {
    char path[PATH_MAX];
    folder_of(task, path);
    LT_TRY(lt_outdir_look(path, &own->folder));
    return create_own(task, stages, n_stages, own->folder, &own->tasks);
}

/* A rank that fails alone returns alone from the run: after it ranks speak only if it went well here. */
static lt_status run_together(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages, own_run *own) {
    const lt_comm comm = lt_layout_comm(tasks->rows[t].job.layout);
    const bool first = comm.rank == 0;
    LT_TRY(lt_comm_agree(&comm, first ? open_own(tasks, t, stages, n_stages, own) : LT_OK));
    LT_TRY(lt_comm_agree(&comm, first ? LT_OK : look_own(&tasks->rows[t], stages, n_stages, own)));
    LT_TRY(lt_comm_broadcast(&comm, &own->due, sizeof own->due, 0));
    if (!own->due) return LT_OK;
    LT_TRY(lt_performance_run(&own->tasks.rows[t]));
    return first ? record_own(&own->tasks, t, own->inputs) : LT_OK;
}

lt_status lt_apart_run(const lt_tasks *tasks, int t, const lt_stage *stages, int n_stages) {
    own_run own = {0};
    const lt_status status = run_together(tasks, t, stages, n_stages, &own);
    lt_tasks_free(&own.tasks);
    lt_outdir_close(own.folder);
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
