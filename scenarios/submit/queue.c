/* queue.c - see queue.h. */
#include "scenarios/submit/queue.h"

#include "base/csv.h"
#include "base/log.h"
#include "base/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID = 1024, JOBS = 1 << 20, CALLS = 4, PAUSE_US = 500000 };

/* --- commands of others --- */

bool lt_queue_is_there(void) {
    return lt_shell_has("sbatch");
}

/* Exit code of a command, and both its outputs, cut to fit, the last line end too. LT_ERR_ENV: it could not be started.
 */
static lt_status call(const char *const *argv, char *said, size_t size, int *code) {
    int ends[2], status = 0;
    size_t used = 0;
    said[0] = '\0';
    if (pipe2(ends, O_CLOEXEC) != 0) return lt_errno_raise(errno, "make a pipe for", argv[0]);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(ends[1]);
    for (char rest[256]; child > 0;) {
        const bool room = used < size - 1;
        const ssize_t n = room ? read(ends[0], said + used, size - 1 - used) : read(ends[0], rest, sizeof rest);
        if (n == 0 || (n < 0 && errno != EINTR)) break;
        if (n > 0 && room) used += (size_t)n;
    }
    close(ends[0]);
    if (child < 0) return lt_errno_raise(errno, "start", argv[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    while (used > 0 && said[used - 1] == '\n') used--;
    said[used] = '\0';
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return LT_OK;
}

static lt_status refused(const char *what, const char *where, int code, const char *said, const char *todo) {
    return LT_RAISE(LT_ERR_ENV, .what = what, .where = where, .expected = "exit code 0, and what was asked for",
                    .found = lt_fmt("exit code %d: %s", code, said[0] ? said : "nothing was said"), .todo = todo);
}

/* A queue that cannot be reached now may be in a moment. gone: words of an answer that is none of an outage. */
static lt_status call_patiently(const char *const *argv, const char *gone, char *said, size_t size, int *code) {
    LT_TRY(call(argv, said, size, code));
    for (int n = 0; n < CALLS - 1 && *code != 0 && !strstr(said, gone); n++) {
        usleep(PAUSE_US << n);
        LT_TRY(call(argv, said, size, code));
    }
    return LT_OK;
}

/* --- submitting --- */

/* What sbatch is called with; of, before: the script that this one waits for and its job, "" for none. */
typedef struct call_words {
    const char *argv[8];
    char dependency[80], path[PATH_MAX + 16];
} call_words;

static void make_words(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of,
                       call_words *out) {
    int n = 0;
    *out = (call_words){0};
    out->argv[n++] = "sbatch";
    out->argv[n++] = "--parsable";
    if (before[0]) {
        snprintf(out->dependency, sizeof out->dependency, "--dependency=%s:%s",
                 of == LT_MEMBER_RUN ? "afterany" : "afterok", before);
        out->argv[n++] = out->dependency;
        if (of == LT_MEMBER_INPUTS) out->argv[n++] = "--kill-on-invalid-dep=yes";
    }
    snprintf(out->path, sizeof out->path, "%s/%s.sh", roster->folder, lt_script_name(kind));
    out->argv[n] = out->path;
}

const char *lt_queue_line(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of) {
    call_words words;
    char *line = NULL;
    size_t size;
    FILE *out = open_memstream(&line, &size);
    if (!out) return "sbatch";
    make_words(roster, kind, before, of, &words);
    for (int n = 0; words.argv[n]; n++) {
        if (n > 0) fputc(' ', out);
        lt_shell_put(out, words.argv[n]);
    }
    const char *said = fclose(out) == 0 ? lt_fmt("%s", line) : "sbatch";
    free(line);
    return said;
}

static lt_status submit_one(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of,
                            char id[32]) {
    call_words words;
    char said[SAID];
    int code;
    make_words(roster, kind, before, of, &words);
    LT_TRY(call(words.argv, said, sizeof said, &code));
    const char *line = strrchr(said, '\n'); /* after remarks of the site */
    line = line ? line + 1 : said;
    if (code == 0) snprintf(id, 32, "%.*s", (int)strspn(line, "0123456789"), line);
    if (id[0]) return LT_OK;
    return refused("sbatch refused the job", words.path, code, said,
                   "look at what it says; a queue may want --partition, --account or --time");
}

/* The error before it stays. */
static void take_out(const lt_queue_ids *ids) {
    for (int k = 0; k < 3; k++) {
        char said[SAID];
        int code;
        const char *argv[] = {"scancel", ids->of[k], NULL};
        if (!ids->of[k][0]) continue;
        if (call(argv, said, sizeof said, &code) == LT_OK && code == 0) continue;
        lt_remark(LT_LOG_WARNING, "job %s could not be taken out of the queue: scancel %s", ids->of[k], ids->of[k]);
    }
}

lt_status lt_queue_submit(const lt_roster *roster, const bool wanted[3], lt_queue_ids *out) {
    const char *before = "";
    lt_member_kind of = LT_MEMBER_INPUTS;
    *out = (lt_queue_ids){0};
    for (int k = 0; k < 3; k++) {
        if (!wanted[k]) continue;
        const lt_status status = submit_one(roster, (lt_member_kind)k, before, of, out->of[k]);
        if (status != LT_OK) {
            take_out(out);
            return status;
        }
        before = out->of[k];
        of = (lt_member_kind)k;
    }
    return LT_OK;
}

lt_status lt_queue_write(const lt_queue_ids *ids, lt_outdir *dir) {
    return lt_outdir_write_text(
        dir, LT_QUEUE_FILE, lt_fmt("script,job\ninputs,%s\nruns,%s\nfinish,%s\n", ids->of[0], ids->of[1], ids->of[2]));
}

void lt_queue_read(const char *folder, lt_queue_ids *out) {
    char path[PATH_MAX + 16];
    lt_csv *table;
    int column;
    *out = (lt_queue_ids){0};
    snprintf(path, sizeof path, "%s/%s", folder, LT_QUEUE_FILE);
    if (!lt_path_exists(path)) return;
    if (lt_csv_read(path, &table) != LT_OK) {
        lt_error_clear();
        return;
    }
    if (lt_csv_rows(table) == 3 && (column = lt_csv_find(table, "job")) >= 0)
        for (int k = 0; k < 3; k++) snprintf(out->of[k], sizeof out->of[k], "%s", lt_csv_text(table, k, column));
    lt_csv_free(table);
}

/* --- later --- */

/* "41,42"; "" for none. */
static void put_list(const lt_queue_ids *ids, char list[128]) {
    int n = 0;
    list[0] = '\0';
    for (int k = 0; k < 3; k++)
        if (ids->of[k][0]) n += snprintf(list + n, 128 - (size_t)n, "%s%s", n ? "," : "", ids->of[k]);
}

lt_status lt_queue_ask(const lt_queue_ids *ids, char **jobs) {
    static const char gone[] = "Invalid job id"; /* of jobs that ended long ago */
    char list[128];
    int code = 0;
    put_list(ids, list);
    LT_TRY(lt_calloc(JOBS, 1, jobs));
    if (!list[0] || !lt_shell_has("squeue")) return LT_OK;
    const char *argv[] = {"squeue", "--noheader", "--array", "--format=%i", "--jobs", list, NULL};
    lt_status status = call_patiently(argv, gone, *jobs, JOBS, &code);
    if (status == LT_OK && code != 0 && !strstr(*jobs, gone))
        status = refused("squeue does not answer", "Slurm", code, *jobs,
                         lt_fmt("ask again when it answers; where there is no such queue any more, remove the file %s",
                                LT_QUEUE_FILE));
    if (status != LT_OK || code != 0) (*jobs)[0] = '\0';
    for (char *c = *jobs; *c; c++)
        if (*c == '\n') *c = ' ';
    if (status == LT_OK) return LT_OK;
    lt_free(*jobs);
    *jobs = NULL;
    return status;
}

bool lt_queue_has(const char *jobs, const char *job) {
    const size_t length = strlen(job);
    for (const char *at = jobs; (at = strstr(at, job)); at += length)
        if ((at == jobs || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
    return false;
}

lt_status lt_queue_expect_none(const lt_queue_ids *ids) {
    char list[128], *jobs;
    LT_TRY_CONTEXT(lt_queue_ask(ids, &jobs), "asking whether jobs of this case are in the queue");
    lt_status status = LT_OK;
    put_list(ids, list);
    if (jobs[0])
        status = LT_RAISE(LT_ERR_ENV, .what = "jobs of this case are still in the queue", .where = "Slurm",
                          .found = lt_fmt("%.300s", jobs),
                          .todo = lt_fmt("wait for them (`lantian status`), or take them out: scancel %s", list));
    lt_free(jobs);
    return status;
}

lt_status lt_queue_again(const char *job) {
    char said[SAID];
    int code;
    const char *argv[] = {"scontrol", "requeue", job, NULL};
    LT_TRY(call_patiently(argv, "denied", said, sizeof said, &code));
    return code == 0 ? LT_OK
                     : refused("scontrol refused to requeue the job", "Slurm", code, said,
                               "`lantian submit CASE --resume` goes on");
}
