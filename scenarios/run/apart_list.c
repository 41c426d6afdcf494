/* apart_list.c - the runs that can go apart, by name and as commands (apart.h). */
#include "scenarios/run/apart.h"

#include "base/csv.h"
#include "base/log.h"
#include "base/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUN_NAME = 256 };

const char *lt_apart_name(const lt_task *task) {
    return lt_fmt("%s/%s", task->job.variant, task->job.period->id);
}

static lt_status no_such_run(const lt_tasks *tasks, const char *name) {
    char(*names)[RUN_NAME];
    const char **pointers;
    long n = 0;
    LT_TRY(lt_calloc((size_t)tasks->n + 1, sizeof *names, &names));
    lt_status status = lt_calloc((size_t)tasks->n + 1, sizeof *pointers, &pointers);
    for (int t = 0; t < tasks->n && status == LT_OK; t++) {
        const lt_task *task = &tasks->rows[t];
        if (!task->stage->apart) continue;
        snprintf(names[n], RUN_NAME, "%s", lt_apart_name(task));
        pointers[n] = names[n];
        n++;
    }
    if (status == LT_OK)
        status = LT_RAISE(LT_ERR_USAGE, .what = "the case has no such model run", .where = "--only",
                          .expected = lt_one_of(pointers, n), .found = lt_fmt("\"%s\"", name),
                          .todo = "take a line of `lantian run CASE --jobs`");
    lt_free(pointers);
    lt_free(names);
    return status;
}

lt_status lt_apart_find(const lt_tasks *tasks, const char *name, int *out) {
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (!task->stage->apart) continue;
        *out = t;
        if (strcmp(lt_apart_name(task), name) == 0) return LT_OK;
    }
    return no_such_run(tasks, name);
}

static lt_status say_command(const lt_task *task, const lt_cli *cli) {
    char *line = NULL;
    size_t size;
    FILE *out = open_memstream(&line, &size);
    for (int a = 0; out && a < cli->argc; a++) {
        if (strcmp(cli->argv[a], "--jobs") == 0) continue;
        lt_shell_put(out, cli->argv[a]);
        fputc(' ', out);
    }
    const bool whole = out && fclose(out) == 0;
    if (whole) lt_say("%s--only %s\n", line, lt_apart_name(task));
    free(line);
    return whole ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a command", .where = task->key);
}

lt_status lt_apart_list(const lt_tasks *tasks, const lt_cli *cli) {
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        lt_digest inputs;
        if (!task->stage->apart) continue;
        LT_TRY(lt_task_inputs(task, inputs));
        if (!lt_task_up_to_date(task, inputs)) LT_TRY(say_command(task, cli));
    }
    return LT_OK;
}
