/* outcome.h - how a start of a member ended: what its child or its ranks said, or the signal that ended them, and what
 * that makes of the member. */
#ifndef LT_OUTCOME_H
#define LT_OUTCOME_H

#include "scenarios/submit/standing.h"

enum { LT_ATTEMPTS = 100, LT_DEATHS = 3 };

typedef struct lt_outcome {
    int signal; /* that ended it; 0: by itself, with a status and the text of its error */
    lt_status status;
    const char *text;
    bool went_on; /* it came to a restart file, so that killing it leads to an end all the same */
} lt_outcome;

/* But for went_on. ended: as of waitpid; message: of the child, 'A' plus its status and its text, "" none; report: of
 * its ranks (NULL: it has none), told: they were asked to stop. The text lives as long as these do. */
lt_outcome lt_outcome_of(int ended, const char *message, const lt_standing *report, bool told);
/* Into how the member stands; LT_ERR_STOPPED for what was ended by a signal. */
lt_status lt_outcome_settle(const lt_outcome *outcome, lt_standing *standing, lt_time now);
/* A start that was ended by a signal: stopped, or failed when that happened too often in a row to starts that did not
 * go on; a signal that asks to stop (SIGUSR1, SIGTERM, SIGINT) does not count. */
void lt_outcome_killed(lt_standing *standing, int signal_number, bool went_on, lt_time now);
/* Has the restart file of a run been written since then? */
bool lt_outcome_went_on(const char *restart_file, lt_time since);
/* A member that stopped: failed, where it was started too often. attempts: 0 is LT_ATTEMPTS. */
void lt_outcome_bound(lt_standing *standing, long attempts);

#endif
