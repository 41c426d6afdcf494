/* outcome.c - see outcome.h. */
#include "scenarios/submit/outcome.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* --- how it ended --- */

static lt_status status_of(const lt_standing *report) {
    return report->state == LT_DONE      ? LT_OK
           : report->state == LT_STOPPED ? LT_ERR_STOPPED
           : report->code == 3           ? LT_ERR_ENV
           : report->code == 2           ? LT_ERR_INPUT
                                         : LT_ERR_INTERNAL;
}

/* Signals by which a run is asked to end, and ends at once where it is in no hour of the model. */
static bool is_request(int signal_number) {
    return signal_number == SIGUSR1 || signal_number == SIGTERM || signal_number == SIGINT;
}

lt_outcome lt_outcome_of(int ended, const char *message, const lt_standing *report, bool told) {
    const int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    if (message[0]) return (lt_outcome){.status = (lt_status)(message[0] - 'A'), .text = message + 1};
    if (report && report->state != LT_WAITING && report->state != LT_RUNNING)
        return (lt_outcome){.status = status_of(report), .text = report->text};
    if (WIFSIGNALED(ended)) return (lt_outcome){.signal = code - 128};
    /* A launcher says so of a rank, or of the others, which it then ends by a signal that asks to. */
    if (report && code > 128) return (lt_outcome){.signal = !told && is_request(code - 128) ? SIGKILL : code - 128};
    const char *todo = report
                           ? "\n  to do:    of ranks by srun: it must start them as their MPI wants (srun --mpi=list, "
                             "SLURM_MPI_TYPE=pmix for Open MPI)"
                           : "";
    return (lt_outcome){.status = LT_ERR_INTERNAL,
                        .text = lt_fmt("ended with code %d without a word; its log may say why%s", code, todo)};
}

bool lt_outcome_went_on(const char *restart_file, lt_time since) {
    struct stat info;
    return stat(restart_file, &info) == 0 && (lt_time)info.st_mtime > since;
}

/* --- what that makes of the member --- */

void lt_outcome_killed(lt_standing *s, int signal_number, bool went_on, lt_time now) {
    if (is_request(signal_number)) {
        lt_standing_say(s, lt_fmt("stopped: told to stop by signal %d (%s) outside of the hours of the model",
                                  signal_number, strsignal(signal_number)));
        lt_standing_end(s, LT_STOPPED, now);
        return;
    }
    s->deaths = went_on ? 0 : s->deaths + 1;
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

lt_status lt_outcome_settle(const lt_outcome *how, lt_standing *s, lt_time now) {
    if (how->signal) {
        lt_outcome_killed(s, how->signal, how->went_on, now);
        return LT_ERR_STOPPED;
    }
    const bool done = how->status == LT_OK, stopped = how->status == LT_ERR_STOPPED;
    if (!done) lt_standing_say(s, how->text);
    if (done || stopped) s->deaths = 0;
    if (done) s->at[0] = '\0';
    lt_standing_end(s, done ? LT_DONE : stopped ? LT_STOPPED : LT_FAILED, now);
    if (s->state == LT_FAILED) s->code = lt_status_exit_code(how->status);
    return how->status;
}

void lt_outcome_bound(lt_standing *s, long attempts) {
    if (attempts <= 0) attempts = LT_ATTEMPTS;
    if (s->state != LT_STOPPED || s->attempt < attempts) return;
    lt_standing_say(
        s, lt_fmt("started %ld times and still not done\n  to do:    a longer --time, or more --attempts", s->attempt));
    s->state = LT_FAILED;
    s->code = lt_status_exit_code(LT_ERR_ENV);
}
