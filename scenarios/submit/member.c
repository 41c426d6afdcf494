/* member.c - see member.h. */
#include "scenarios/submit/member.h"

#include "base/log.h"
#include "base/shell.h"
#include "base/stop.h"
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

enum { BEAT_S = 20, AT_BYTES = 160, MESSAGE = 4096, SECOND_MS = 1000 };

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
    LT_TRY(lt_cli_parse(n, words, &cli));
    return lt_road_run(stages, n_stages, &cli, NULL);
}

/* A status and the text of its error into the pipe. */
static void run_child(const lt_stage *stages, int n_stages, const lt_roster *roster, long member, int pipe)
    __attribute__((noreturn));
static void run_child(const lt_stage *stages, int n_stages, const lt_roster *roster, long member, int pipe) {
    char message[MESSAGE] = "";
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* who writes how it stands is gone: the next start goes on */
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
    int told; /* the signal that was handed on */
} work;

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

static void beat(work *w, lt_time now) {
    if (now - w->standing.heartbeat < BEAT_S) return;
    w->standing.heartbeat = now;
    lt_standing_place(&w->standing, at_shared);
    write_standing(w);
}

/* The child says one thing at its end; until then: signals handed on, signs of life. */
static void follow_child(work *w) {
    for (;;) {
        struct pollfd wait = {.fd = w->pipe, .events = POLLIN};
        const int ready = poll(&wait, 1, SECOND_MS);
        const int asked = lt_stop_asked();
        if (asked && !w->told) {
            w->told = asked;
            kill(w->child, SIGUSR1);
        }
        beat(w, (lt_time)time(NULL));
        if (ready <= 0) continue;
        const ssize_t n = read(w->pipe, w->message + w->used, MESSAGE - 1 - w->used);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        w->used += (size_t)n;
    }
}

/* Signals by which a run is asked to end, and ends at once where it is in no hour of the model. */
static bool is_request(int signal_number) {
    return signal_number == SIGUSR1 || signal_number == SIGTERM || signal_number == SIGINT;
}

void lt_member_killed(lt_standing *s, int signal_number, lt_time now) {
    if (is_request(signal_number)) {
        lt_standing_say(s, lt_fmt("stopped: told to stop by signal %d (%s) outside of the hours of the model",
                                  signal_number, strsignal(signal_number)));
        lt_standing_end(s, LT_STOPPED, now);
        return;
    }
    s->deaths++;
    lt_standing_say(s, lt_fmt("ended by signal %d (%s)", signal_number, strsignal(signal_number)));
    if (signal_number == SIGKILL)
        lt_standing_say(
            s, lt_fmt("%s\n  to do:    kill -9, or too little memory: more memory, or fewer runs at once", s->error));
    lt_standing_end(s, LT_STOPPED, now);
    if (s->deaths < LT_DEATHS) return;
    lt_standing_say(s, lt_fmt("%s, %ld times in a row without going on", s->error, s->deaths));
    s->state = LT_FAILED;
    s->code = lt_status_exit_code(LT_ERR_ENV);
}

void lt_member_bound(lt_standing *s, long attempts) {
    if (attempts <= 0) attempts = LT_ATTEMPTS;
    if (s->state != LT_STOPPED || s->attempt < attempts) return;
    lt_standing_say(
        s, lt_fmt("started %ld times and still not done\n  to do:    a longer --time, or more --attempts", s->attempt));
    s->state = LT_FAILED;
    s->code = lt_status_exit_code(LT_ERR_ENV);
}

/* What became of the child, into how the member stands. */
static lt_status settle(work *w, int ended) {
    lt_standing *s = &w->standing;
    const lt_time now = (lt_time)time(NULL);
    const lt_status status = w->used > 0 ? (lt_status)(w->message[0] - 'A') : LT_ERR_INTERNAL;
    lt_standing_place(s, at_shared);
    if (w->used == 0 && WIFSIGNALED(ended)) {
        lt_member_killed(s, WTERMSIG(ended), now);
        return LT_ERR_STOPPED;
    }
    if (w->used == 0)
        lt_standing_say(s, lt_fmt("ended with code %d without a word; its log may say why", WEXITSTATUS(ended)));
    else if (status != LT_OK)
        lt_standing_say(s, w->message + 1);
    if (status == LT_ERR_STOPPED || status == LT_OK) s->deaths = 0;
    if (status == LT_OK) s->at[0] = '\0';
    lt_standing_end(s, status == LT_OK ? LT_DONE : status == LT_ERR_STOPPED ? LT_STOPPED : LT_FAILED, now);
    if (s->state == LT_FAILED) s->code = lt_status_exit_code(status);
    return status;
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
    int ended = 0;
    follow_child(w);
    while (waitpid(w->child, &ended, 0) < 0 && errno == EINTR) continue;
    close(w->pipe);
    const lt_status status = settle(w, ended);
    lt_member_bound(&w->standing, attempts);
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
