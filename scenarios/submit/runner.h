/* runner.h - the scripts of a submission run here, without a queue: the inputs, then model runs, some at once, then the
 * end; what stopped or was killed is started again, within the bounds of outcome.h. */
#ifndef LT_RUNNER_H
#define LT_RUNNER_H

#include "scenarios/submit/roster.h"

/* wanted [roster->n]; attempts: most starts of a member, 0: LT_ATTEMPTS; at_once: 0: as many as have processors;
 * threads of a run (of each of its ranks), 0: 1. SIGINT, SIGTERM and SIGUSR1 stop all that run (LT_ERR_STOPPED). LT_OK:
 * the case is done. Says what became of each member. */
lt_status lt_runner_run(const lt_roster *roster, const bool *wanted, long attempts, long at_once, long threads,
                        bool chinese);

#endif
