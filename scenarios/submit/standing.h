/* standing.h - how a member of a submission stands: one file a member beside plan.csv, written by whoever runs it, read
 * by anyone, without a queue.
 *
 * The file is JSON and always STANDING_BYTES long (blanks at its end). It is replaced whole; where the disk is full it
 * is written over in place, so that the full disk can still be told. */
#ifndef LT_STANDING_H
#define LT_STANDING_H

#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

enum { LT_STANDING_BYTES = 4096 };

typedef enum lt_standing_state {
    LT_WAITING,
    LT_RUNNING,
    LT_STOPPED, /* told to, or killed; the next start goes on from the newest restart file */
    LT_FAILED,
    LT_DONE,
    LT_N_STANDINGS
} lt_standing_state;

typedef struct lt_standing {
    lt_standing_state state;
    char host[96], job[64]; /* job: of the queue, "123_4"; "" without one */
    long pid;
    int code;                        /* exit code of what failed */
    long attempt;                    /* starts so far */
    long deaths;                     /* of them the last in a row that ended without going on, killed */
    lt_time begun, heartbeat, ended; /* of the last start; 0: not */
    double seconds;                  /* of all starts that ended */
    char at[160];                    /* where a run stood last: "model base  2020-01-09 07:00  34/168 h" */
    char error[320];                 /* first line of why it failed or stopped, "" */
    char text[1800];                 /* the whole of it */
} lt_standing;

/* A member without a file waits. A file that is no standing: LT_WAITING, and error says so. */
void lt_standing_read(const char *folder, long member, lt_standing *out);
lt_status lt_standing_write(const char *folder, long member, const lt_standing *standing);
/* Remove the file, if it stands. */
void lt_standing_drop(const char *folder, long member);

/* "waiting" ..., "等待" ...; lost: that of a member that is said to run and does not. */
const char *lt_standing_word(lt_standing_state state, bool lost, bool chinese);
/* Is it said to run, but its process is gone (on this host) or has given no sign of life for five minutes? */
bool lt_standing_is_lost(const lt_standing *standing, lt_time now);
/* The error of the thread as its text, cut to fit; the first line apart. */
void lt_standing_take_error(lt_standing *standing, lt_status status);
/* Where it stands, cut to fit. */
void lt_standing_place(lt_standing *standing, const char *text);
/* Another text: first line and the rest. */
void lt_standing_say(lt_standing *standing, const char *text);
/* Host, process and job of who runs it, and the times of a start; one attempt more. */
void lt_standing_begin(lt_standing *standing, lt_time now);
/* The end of a start. */
void lt_standing_end(lt_standing *standing, lt_standing_state state, lt_time now);

#endif
