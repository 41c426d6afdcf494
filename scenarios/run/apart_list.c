/* apart_list.c - the runs that can go apart, by name and as commands (apart.h). */
#include "scenarios/run/apart.h"

#include "base/csv.h"
#include "base/log.h"

#include <stdio.h>
#include <string.h>

enum { RUN_NAME = 256 };

static lt_status no_such_run(const lt_tasks *tasks, const char *name) {
    char(*names)[RUN_NAME];
    const char **pointers;
    long n = 0;
    LT_TRY(lt_calloc((size_t)tasks->n + 1, sizeof *names, &names));
    lt_status status = lt_calloc((size_t)tasks->n + 1, sizeof *pointers, &pointers);
    for (int t = 0; t < tasks->n && status == LT_OK; t++) {
        const lt_task *task = &tasks->rows[t];
        if (!task->stage->apart) continue;
        snprintf(names[n], RUN_NAME, "%s/%s", task->job.variant, task->job.period->id);
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
        if (strcmp(lt_fmt("%s/%s", task->job.variant, task->job.period->id), name) == 0) return LT_OK;
    }
    return no_such_run(tasks, name);
}

/* For a shell: in quotes unless all its letters are plain. */
static void say_word(const char *word) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
    if (word[0] && word[strspn(word, plain)] == '\0') {
        lt_say("%s", word);
        return;
    }
    lt_say("'");
    for (; *word; word++)
        if (*word == '\'')
            lt_say("'\\''");
        else
            lt_say("%c", *word);
    lt_say("'");
}

static void say_command(const lt_task *task, const lt_cli *cli) {
    for (int a = 0; a < cli->argc; a++) {
        if (strcmp(cli->argv[a], "--jobs") == 0) continue;
        say_word(cli->argv[a]);
        lt_say(" ");
    }
    lt_say("--only %s/%s\n", task->job.variant, task->job.period->id);
}

lt_status lt_apart_list(const lt_tasks *tasks, const lt_cli *cli) {
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        lt_digest inputs;
        if (!task->stage->apart) continue;
        LT_TRY(lt_task_inputs(task, inputs));
        if (!lt_task_up_to_date(task, inputs)) say_command(task, cli);
    }
    return LT_OK;
}
