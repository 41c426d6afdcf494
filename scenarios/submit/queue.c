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

enum { SAID = 1024 };

/* --- commands of others --- */

static bool is_command(const char *name) {
    const char *path = getenv("PATH");
    for (const char *p = path ? path : ""; *p; p += strcspn(p, ":"), p += *p == ':') {
        char file[PATH_MAX];
        snprintf(file, sizeof file, "%.*s/%s", (int)strcspn(p, ":"), p, name);
        if (access(file, X_OK) == 0) return true;
    }
    return false;
}

bool lt_queue_is_there(void) {
    return is_command("sbatch");
}

static lt_status refused(const char *const *argv, int code, const char *said) {
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("%s refused", argv[0]), .where = "Slurm",
                    .found = lt_fmt("exit code %d: %s", code, said[0] ? said : "nothing was said"),
                    .todo = "look at what it says; a queue may want --partition, --account or --time");
}

/* Both outputs of a command, its last line end cut. LT_ERR_ENV: it did not end well. */
static lt_status call(const char *const *argv, char said[SAID]) {
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
        const bool room = used < SAID - 1;
        const ssize_t n = room ? read(ends[0], said + used, SAID - 1 - used) : read(ends[0], rest, sizeof rest);
        if (n == 0 || (n < 0 && errno != EINTR)) break;
        if (n > 0 && room) used += (size_t)n;
    }
    close(ends[0]);
    if (child < 0) return lt_errno_raise(errno, "start", argv[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    while (used > 0 && said[used - 1] == '\n') used--;
    said[used] = '\0';
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return code == 0 ? LT_OK : refused(argv, code, said);
}

/* --- submitting --- */

/* "--dependency=afterok:12" of a script that waits for another; "" for none. */
static void put_dependency(char out[80], const char *before, lt_member_kind of) {
    out[0] = '\0';
    if (before[0]) snprintf(out, 80, "--dependency=%s:%s", of == LT_MEMBER_RUN ? "afterany" : "afterok", before);
}

const char *lt_queue_line(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of) {
    char dependency[80], *line = NULL;
    size_t size;
    FILE *out = open_memstream(&line, &size);
    if (!out) return "sbatch";
    put_dependency(dependency, before, of);
    fprintf(out, "sbatch --parsable%s%s%s ", dependency[0] ? " " : "", dependency,
            dependency[0] && of == LT_MEMBER_INPUTS ? " --kill-on-invalid-dep=yes" : "");
    lt_shell_put(out, lt_fmt("%s/%s.sh", roster->folder, lt_script_name(kind)));
    const char *said = fclose(out) == 0 ? lt_fmt("%s", line) : "sbatch";
    free(line);
    return said;
}

static lt_status submit_one(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of,
                            char id[32], char said[SAID]) {
    char dependency[80], path[PATH_MAX + 16];
    const char *argv[8] = {"sbatch", "--parsable"};
    int n = 2;
    put_dependency(dependency, before, of);
    if (dependency[0]) argv[n++] = dependency;
    if (dependency[0] && of == LT_MEMBER_INPUTS) argv[n++] = "--kill-on-invalid-dep=yes";
    snprintf(path, sizeof path, "%s/%s.sh", roster->folder, lt_script_name(kind));
    argv[n++] = path;
    LT_TRY(call(argv, said));
    const char *line = strrchr(said, '\n'); /* after remarks of the site */
    line = line ? line + 1 : said;
    snprintf(id, 32, "%.*s", (int)strspn(line, "0123456789"), line);
    return id[0] ? LT_OK : refused(argv, 0, said);
}

static void take_out(const lt_queue_ids *ids) {
    for (int k = 0; k < 3; k++) {
        char said[SAID];
        const char *argv[] = {"scancel", ids->of[k], NULL};
        if (!ids->of[k][0]) continue;
        if (call(argv, said) == LT_OK) continue;
        lt_remark(LT_LOG_WARNING, "job %s could not be taken out of the queue: scancel %s", ids->of[k], ids->of[k]);
    }
}

lt_status lt_queue_submit(const lt_roster *roster, const bool wanted[3], lt_queue_ids *out) {
    char said[SAID];
    const char *before = "";
    lt_member_kind of = LT_MEMBER_INPUTS;
    *out = (lt_queue_ids){0};
    for (int k = 0; k < 3; k++) {
        if (!wanted[k]) continue;
        if (submit_one(roster, (lt_member_kind)k, before, of, out->of[k], said) != LT_OK) {
            take_out(out);
            return LT_RAISE(LT_ERR_ENV, .what = "sbatch refused the job",
                            .where = lt_fmt("%s/%s.sh", roster->folder, lt_script_name((lt_member_kind)k)),
                            .found = said[0] ? said : "nothing was said",
                            .todo = "look at what it says; a queue may want --partition, --account or --time");
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

lt_status lt_queue_expect_none(const lt_queue_ids *ids) {
    char list[128], said[SAID];
    int n = 0;
    list[0] = '\0';
    for (int k = 0; k < 3; k++)
        if (ids->of[k][0]) n += snprintf(list + n, sizeof list - (size_t)n, "%s%s", n ? "," : "", ids->of[k]);
    if (n == 0 || !is_command("squeue")) return LT_OK;
    const char *argv[] = {"squeue", "--noheader", "--format=%i", "--jobs", list, NULL};
    if (call(argv, said) != LT_OK) { /* jobs that are long gone are refused */
        lt_error_clear();
        return LT_OK;
    }
    if (said[0] == '\0') return LT_OK;
    for (char *c = said; *c; c++)
        if (*c == '\n') *c = ' ';
    return LT_RAISE(LT_ERR_ENV, .what = "jobs of this case are still in the queue", .where = "Slurm",
                    .found = lt_fmt("%.300s", said),
                    .todo = lt_fmt("wait for them (`lantian status`), or take them out: scancel %s", list));
}

lt_status lt_queue_again(const char *job) {
    char said[SAID];
    const char *argv[] = {"scontrol", "requeue", job, NULL};
    return call(argv, said);
}
