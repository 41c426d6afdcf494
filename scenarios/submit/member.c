/* member.c - see member.h. */
#include "scenarios/submit/member.h"

#include "base/log.h"
#include "base/shell.h"
#include "base/stop.h"
#include "scenarios/submit/launch.h"
#include "scenarios/submit/outcome.h"
#include "scenarios/submit/queue.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    BEAT_S = 20,
    TELL_AGAIN_S = 15,
    STILL_S = 10,
    AT_BYTES = 160,
    MESSAGE = 4096,
    SECOND_MS = 1000,
    PAUSE_US = 100000
};

/* --- the child --- */

static char *at_shared; /* where the run stands, seen by both */

static void keep_progress(const char *line, bool last) {
    if (!last) snprintf(at_shared, AT_BYTES, "%s", line);
}

static lt_status do_work(const lt_stage *stages, int n_stages, const lt_roster *roster, long member) {
    char *words[LT_ROSTER_WORDS];
    lt_cli cli;
    int n;
    if (chdir(roster->start_folder) != 0)
        return lt_errno_raise(errno, "go to the folder of the submission", roster->start_folder);
    LT_TRY(lt_shell_split(roster->rows[member].command, roster->folder, words, LT_ROSTER_WORDS, &n));
    if (roster->rows[member].ranks > 1) return lt_launch_become(roster, member, words, n);
    LT_TRY(lt_cli_parse(n, words, &cli));
    return lt_road_run(stages, n_stages, &cli, NULL);
}

/* A status and the text of its error into the pipe. */
static void run_child(const lt_stage *stages, int n_stages, const lt_roster *roster, long member, int pipe)
    __attribute__((noreturn));
static void run_child(const lt_stage *stages, int n_stages, const lt_roster *roster, long member, int pipe) {
    char message[MESSAGE] = "";
    /* Who writes how it stands is gone: the next start goes on. What starts ranks has to end them first. */
    prctl(PR_SET_PDEATHSIG, roster->rows[member].ranks > 1 ? SIGTERM : SIGKILL);
    lt_progress_set_sink(keep_progress);
    const lt_status status = do_work(stages, n_stages, roster, member);
    message[0] = (char)('A' + (int)status);
    if (status != LT_OK) lt_error_text(status, message + 1, sizeof message - 1);
    fflush(NULL);
    const size_t size = strlen(message);
    _exit(write(pipe, message, size) == (ssize_t)size ? lt_status_exit_code(status) : LT_ERR_INTERNAL);
}

/* --- the parent --- */

typedef struct work {
    const lt_roster *roster;
    long member;
    lt_standing standing;
    pid_t child;
    int pipe;
    char message[MESSAGE];
    size_t used;
    lt_time looked, moved; /* when its launcher was last looked at, and seen with a rank or with none yet */
    int told;              /* the signal that was handed on first */
    lt_time told_at;       /* when last */
} work;

static bool has_ranks(const work *w) {
    return w->roster->rows[w->member].ranks > 1;
}

/* What its ranks say of themselves; LT_WAITING: nothing. */
static lt_standing report_of(const work *w) {
    lt_standing report;
    lt_standing_read(lt_launch_reports(w->roster->folder), w->member, &report);
    return report;
}

/* Signals wait while the child comes into being, so that it begins with none of ours and misses none. */
static lt_status start_child(work *w, const lt_stage *stages, int n_stages) {
    sigset_t ours, before;
    int ends[2];
    at_shared = mmap(NULL, AT_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at_shared == MAP_FAILED) return lt_errno_raise(errno, "share memory with", "the run");
    if (pipe2(ends, O_CLOEXEC) != 0) return lt_errno_raise(errno, "make a pipe to", "the run");
    sigemptyset(&ours);
    sigaddset(&ours, SIGUSR1);
    sigaddset(&ours, SIGTERM);
    sigprocmask(SIG_BLOCK, &ours, &before);
    if (has_ranks(w)) lt_standing_drop(lt_launch_reports(w->roster->folder), w->member);
    fflush(NULL);
    w->child = fork();
    if (w->child == 0) {
        lt_stop_release();
        sigprocmask(SIG_SETMASK, &before, NULL);
        run_child(stages, n_stages, w->roster, w->member, ends[1]);
    }
    const int error_number = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    w->pipe = ends[0];
    return w->child > 0 ? LT_OK : lt_errno_raise(error_number, "start", "the run");
}

/* A state that cannot be written must not end the run. */
static void write_standing(const work *w) {
    if (lt_standing_write(w->roster->folder, w->member, &w->standing) == LT_OK) return;
    char text[1024];
    lt_error_text(LT_ERR_ENV, text, sizeof text);
    lt_remark(LT_LOG_WARNING, "%s", text);
    lt_error_clear();
}

static void place(work *w) {
    lt_standing_place(&w->standing, has_ranks(w) ? report_of(w).at : at_shared);
}

static void beat(work *w, lt_time now) {
    if (now - w->standing.heartbeat < BEAT_S) return;
    w->standing.heartbeat = now;
    place(w);
    write_standing(w);
}

/* Signals are handed on; to ranks again and again, as those that are just being started may miss one. */
static void hand_on(work *w, lt_time now) {
    const int asked = lt_stop_asked();
    if (!asked || (w->told && (!has_ranks(w) || now - w->told_at < TELL_AGAIN_S))) return;
    if (!w->told) w->told = asked; /* the first says whether the job goes back */
    w->told_at = now;
    kill(w->child, SIGUSR1);
}

/* The one thing that the child says at its end, or before it becomes a launcher; false: there is no more. */
static bool hear(work *w) {
    struct pollfd wait = {.fd = w->pipe, .events = POLLIN};
    if (poll(&wait, 1, SECOND_MS) <= 0) return true;
    const ssize_t n = read(w->pipe, w->message + w->used, MESSAGE - 1 - w->used);
    if (n < 0 && errno == EINTR) return true;
    if (n > 0) w->used += (size_t)n;
    return n > 0;
}

/* A launcher that does not come to its end is killed: its ranks are gone, and the member goes back or on. */
static void end_launcher(work *w, lt_time now) {
    if (!has_ranks(w) || now == w->looked) return;
    if (!w->looked || !lt_launch_stands_still(w->child)) w->moved = now;
    w->looked = now;
    if (now - w->moved >= STILL_S) kill(w->child, SIGKILL);
}

/* Until the child has ended: signals handed on, signs of life. How it ended. */
static int follow_child(work *w) {
    int ended = 0;
    for (bool open = true;;) {
        if (open)
            open = hear(w);
        else
            usleep(PAUSE_US);
        hand_on(w, (lt_time)time(NULL));
        beat(w, (lt_time)time(NULL));
        end_launcher(w, (lt_time)time(NULL));
        if (!open && waitpid(w->child, &ended, WNOHANG) == w->child) return ended;
    }
}

/* What became of the child, into how the member stands. */
static lt_status settle(work *w, int ended) {
    const lt_standing report = report_of(w);
    lt_outcome how = lt_outcome_of(ended, w->message, has_ranks(w) ? &report : NULL, w->told != 0);
    how.went_on = lt_outcome_went_on(lt_roster_restart_file(w->roster, w->member), w->standing.begun);
    place(w);
    return lt_outcome_settle(&how, &w->standing, (lt_time)time(NULL));
}

/* In a queue, a run that was stopped by its time limit or killed goes back; one that its user ended does not. */
static void queue_again(work *w) {
    const int first = w->told ? w->told : lt_stop_asked();
    if (w->standing.state != LT_STOPPED || !w->standing.job[0] || first == SIGTERM) return;
    lt_remark(LT_LOG_INFO, "goes back into the queue: scontrol requeue %s", w->standing.job);
    if (lt_queue_again(w->standing.job) == LT_OK) return;
    char text[1024];
    lt_error_text(LT_ERR_ENV, text, sizeof text);
    lt_error_clear();
    lt_standing_say(&w->standing, lt_fmt("%s; could not be put back into the queue\n%s", w->standing.error, text));
    write_standing(w);
}

/* It cannot begin: it fails, and says so. */
static lt_status refuse(work *w, lt_status status) {
    lt_standing_take_error(&w->standing, status);
    lt_standing_end(&w->standing, LT_FAILED, w->standing.begun);
    w->standing.code = lt_status_exit_code(status);
    write_standing(w);
    return status;
}

/* The child to its end, and what became of it. */
static lt_status watch_child(work *w, long attempts) {
    const int ended = follow_child(w);
    close(w->pipe);
    const lt_status status = settle(w, ended);
    lt_outcome_bound(&w->standing, attempts);
    write_standing(w);
    queue_again(w);
    return status;
}

static lt_status run_member(work *w, const lt_stage *stages, int n_stages, long attempts) {
    const lt_status started = start_child(w, stages, n_stages);
    lt_status status = started == LT_OK ? watch_child(w, attempts) : started;
    if (status == LT_OK) return LT_OK;
    if (started != LT_OK) return refuse(w, started);
    if (w->standing.state == LT_FAILED && status == LT_ERR_STOPPED) status = LT_ERR_ENV;
    lt_remark(LT_LOG_WARNING, "%s", w->standing.text);
    return LT_RAISE(status,
                    .what = lt_fmt("%s %s", w->roster->rows[w->member].run,
                                   w->standing.state == LT_FAILED ? "failed" : "is not done yet"),
                    .where = lt_fmt("%s, member %ld", w->roster->folder, w->member), .expected = "a run to its end",
                    .found = w->standing.error, .todo = "see `lantian status` of the output folder");
}

/* Another process that is at it: not the start before of this job, which a queue has ended. */
static lt_status expect_alone(const work *w, const lt_standing *now) {
    const lt_standing *s = &w->standing;
    if (s->state != LT_RUNNING || lt_standing_is_lost(s, now->heartbeat)) return LT_OK;
    if (s->job[0] && strcmp(s->job, now->job) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "this member is being run already",
                    .where = lt_fmt("%s, member %ld", w->roster->folder, w->member),
                    .found = lt_fmt("process %ld on %s%s%s", s->pid, s->host, s->job[0] ? ", job " : "", s->job),
                    .todo = "wait for it (`lantian status`), or end it");
}

static lt_status begin_and_run(const lt_stage *stages, int n_stages, const char *folder, const char *name,
                               long attempts) {
    lt_roster roster;
    lt_standing now = {0};
    LT_TRY(lt_roster_read(folder, &roster));
    work w = {.roster = &roster};
    lt_status status = lt_roster_find(&roster, name, &w.member);
    if (status == LT_OK) {
        lt_standing_read(roster.folder, w.member, &w.standing);
        lt_standing_begin(&now, (lt_time)time(NULL));
        status = expect_alone(&w, &now);
    }
    if (status == LT_OK) {
        lt_standing_begin(&w.standing, now.begun);
        write_standing(&w);
        const lt_status fit = lt_roster_check(&roster);
        status = fit == LT_OK ? run_member(&w, stages, n_stages, attempts) : refuse(&w, fit);
    }
    lt_roster_free(&roster);
    return status;
}

/* A signal that comes before the child is there is handed on to it. */
lt_status lt_member_run(const lt_stage *stages, int n_stages, const char *folder, const char *name, long attempts) {
    lt_stop_catch(false);
    const lt_status status = begin_and_run(stages, n_stages, folder, name, attempts);
    lt_stop_release();
    return status;
}
