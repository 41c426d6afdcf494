/* member.h - one member of a submission, as its script starts it.
 *
 * The work is done by a child of this process, or by ranks that it starts (launch.h); this one writes how it stands,
 * hands SIGUSR1 and SIGTERM on to it, and puts the job back into the queue where the child stopped for the time limit
 * or was killed. It never starts a member that failed again, and none without end: three times in a row killed without
 * having gone on, or `attempts` starts. */
#ifndef LT_MEMBER_H
#define LT_MEMBER_H

#include "scenarios/submit/roster.h"
#include "scenarios/submit/standing.h"

/* folder: OUT/submit; name: a number or a name of the plan; attempts: 0 is LT_ATTEMPTS (outcome.h). LT_OK: done.
 * LT_ERR_STOPPED: not yet. Else what the member failed with. */
lt_status lt_member_run(const lt_stage *stages, int n_stages, const char *folder, const char *name, long attempts);

#endif
