/* apart_list.c - the runs that can go apart, by name and as commands (apart.h). */
#include "scenarios/run/apart.h"

#include "base/log.h"

#include <stdio.h>
#include <string.h>

lt_status lt_apart_find(const lt_tasks *tasks, const char *name, int *out) {
    char known[512] = "";
    for (int t = 0; t < tasks->n; t++) {
        const lt_task *task = &tasks->rows[t];
        if (!task->stage->apart) continue;
        const char *own = lt_fmt("%s/%s", task->job.variant, task->job.period->id);
        *out = t;
        if (strcmp(own, name) == 0) return LT_OK;
        const size_t used = strlen(known);
        snprintf(known + used, sizeof known - used, "%s%s", used ? ", " : "", own);
    }
    return LT_RAISE(LT_ERR_USAGE, .what = "the case has no such model run", .where = "--only",
                    .expected = lt_fmt("one of %.200s", known), .found = lt_fmt("\"%s\"", name),
                    .todo = "take a line of `lantian run CASE --jobs`");
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
