/* runner.c - see runner.h. */
#include "scenarios/submit/runner.h"

#include "base/log.h"
#include "base/machine.h"
#include "base/stop.h"
#include "scenarios/submit/outcome.h"
#include "scenarios/submit/script.h"
#include "scenarios/submit/standing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE_US = 20000 };

typedef struct runner {
    const lt_roster *roster;
    const bool *wanted;
    long attempts, at_once;
    bool chinese, told; /* told: all were asked to stop */
    pid_t *children;    /* [roster->n], 0: none */
    long n_children;
} runner;

/* --- processes --- */

/* Where the runner itself is a job of Slurm: its members are none. The scripts and the standing of a member would take
 * the runner's task and job for theirs, a member that is killed would put that job back into the queue, and ranks would
 * go to its nodes. */
static void leave_job(void) {
    for (size_t n = 0; environ[n];) {
        char *name = strndup(environ[n], strcspn(environ[n], "="));
        if (name && strncmp(name, "SLURM_", 6) == 0 && strcmp(name, "SLURM_CONF") != 0)
            unsetenv(name); /* the next takes its place */
        else
            n++;
        free(name);
    }
}

static void exec_script(const lt_roster *roster, long member) __attribute__((noreturn));
static void exec_script(const lt_roster *roster, long member) {
    const lt_member_kind kind = roster->rows[member].kind;
    char script[PATH_MAX + 32], log[PATH_MAX + 64], number[32] = "";
    snprintf(script, sizeof script, "%s/%s.sh", roster->folder, lt_script_name(kind));
    snprintf(number, sizeof number, "%ld", member);
    snprintf(log, sizeof log, "%s/log_%s%s%s.txt", roster->folder, lt_script_name(kind),
             kind == LT_MEMBER_RUN ? "_" : "", kind == LT_MEMBER_RUN ? number : "");
    const int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (out >= 0) {
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
    }
    leave_job();
    setpgid(0, 0);                    /* Ctrl-C is for the runner, which asks them to stop */
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* and so does its end */
    execl("/bin/bash", "bash", script, kind == LT_MEMBER_RUN ? number : NULL, (char *)NULL);
    _exit(127);
}

static lt_status start(runner *r, long member) {
    fflush(NULL);
    const pid_t child = fork();
    if (child < 0) return lt_errno_raise(errno, "start", r->roster->rows[member].run);
    if (child == 0) exec_script(r->roster, member);
    r->children[member] = child;
    r->n_children++;
    return LT_OK;
}

static void tell_all(runner *r) {
    if (r->told || !lt_stop_asked()) return;
    r->told = true;
    lt_remark(LT_LOG_INFO, "stopping: %ld runs write their restart files", r->n_children);
    for (long k = 0; k < r->roster->n; k++)
        if (r->children[k] > 0) kill(r->children[k], SIGTERM);
}

/* --- what became of a member --- */

static void say(const runner *r, long member, const lt_standing *s) {
    lt_say("%-32s %s", r->roster->rows[member].run, lt_standing_word(s->state, false, r->chinese));
    if (s->state == LT_DONE) lt_say("  %.0f s", s->seconds);
    if (s->error[0]) lt_say(": %s", s->error);
    lt_say("\n");
}

/* The process that should have said how it stands could not; one that was told to end before it began still waits. */
static lt_status mend(const runner *r, long member, int ended, lt_standing *s) {
    if (r->told && s->state == LT_WAITING) return LT_OK;
    if (s->state == LT_RUNNING && WIFSIGNALED(ended)) {
        lt_outcome_killed(s, WTERMSIG(ended), lt_outcome_went_on(lt_roster_restart_file(r->roster, member), s->begun),
                          (lt_time)time(NULL));
        lt_outcome_bound(s, r->attempts);
    } else if (s->state == LT_RUNNING || s->state == LT_WAITING) {
        lt_standing_say(s, lt_fmt("its script ended with code %d; its log in %s may say why",
                                  WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended), r->roster->folder));
        lt_standing_end(s, LT_FAILED, (lt_time)time(NULL));
        s->code = lt_status_exit_code(LT_ERR_ENV);
    } else {
        return LT_OK;
    }
    return lt_standing_write(r->roster->folder, member, s);
}

/* again: it shall be started once more. */
static lt_status reap(runner *r, long member, int ended, bool *again) {
    lt_standing s;
    r->children[member] = 0;
    r->n_children--;
    lt_standing_read(r->roster->folder, member, &s);
    LT_TRY(mend(r, member, ended, &s));
    say(r, member, &s);
    *again = s.state == LT_STOPPED && !r->told;
    return LT_OK;
}

/* Members first to end - 1 to their ends. */
static lt_status run_some(runner *r, long first, long end) {
    long next = first;
    lt_status status = LT_OK;
    while (status == LT_OK || r->n_children > 0) {
        tell_all(r);
        while (next < end && !r->wanted[next]) next++;
        if (next < end && status == LT_OK && !r->told && r->n_children < r->at_once) {
            status = start(r, next++);
            continue;
        }
        if (r->n_children == 0) break;
        int ended;
        const pid_t child = waitpid(-1, &ended, WNOHANG);
        for (long k = first; child > 0 && k < end; k++) {
            bool again = false;
            if (r->children[k] != child) continue;
            const lt_status now = reap(r, k, ended, &again);
            if (status == LT_OK) status = now;
            if (again && status == LT_OK) status = start(r, k);
            break;
        }
        if (child == 0) usleep(PAUSE_US);
    }
    return status;
}

/* LT_OK: the member is done. */
static lt_status expect_done(const runner *r, long member) {
    lt_standing s;
    lt_standing_read(r->roster->folder, member, &s);
    if (s.state == LT_DONE) return LT_OK;
    const lt_status status = r->told || s.state == LT_STOPPED ? LT_ERR_STOPPED
                             : s.code == 3                    ? LT_ERR_ENV
                             : s.code == 2                    ? LT_ERR_INPUT
                                                              : LT_ERR_INTERNAL;
    return LT_RAISE(status, .what = lt_fmt("%s is not done", r->roster->rows[member].run), .where = r->roster->folder,
                    .expected = "every member done", .found = s.error[0] ? s.error : "stopped",
                    .todo = "see `lantian status`; then the same command with --resume goes on");
}

static lt_status run_phases(runner *r) {
    const long end = r->roster->n - 1;
    LT_TRY(run_some(r, 0, 1));
    if (r->wanted[0]) LT_TRY(expect_done(r, 0));
    LT_TRY(run_some(r, 1, end));
    if (!r->told) LT_TRY(run_some(r, end, end + 1));
    return expect_done(r, end);
}

lt_status lt_runner_run(const lt_roster *roster, const bool *wanted, long attempts, long at_once, long threads,
                        bool chinese) {
    if (threads <= 0) threads = 1;
    if (at_once <= 0) at_once = lt_machine_cores() / (threads * (roster->n > 2 ? roster->rows[1].ranks : 1));
    runner r = {.roster = roster,
                .wanted = wanted,
                .attempts = attempts,
                .at_once = at_once > 0 ? at_once : 1,
                .chinese = chinese};
    LT_TRY(lt_calloc((size_t)roster->n, sizeof *r.children, &r.children));
    lt_stop_catch(true);
    const lt_status status = run_phases(&r);
    lt_stop_release();
    lt_free(r.children);
    return status;
}
