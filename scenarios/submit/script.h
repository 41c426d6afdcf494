/* script.h - the three batch scripts of a submission: inputs.sh, runs.sh (an array, a task a model run), finish.sh.
 *
 * Their heads are for sbatch; their bodies run a member, of a queue or by hand (`bash runs.sh 3`), and the local runner
 * starts the same bodies. */
#ifndef LT_SCRIPT_H
#define LT_SCRIPT_H

#include "scenarios/submit/roster.h"

enum { LT_GRACE_S = 300 };

/* Of the members, those that a script shall run. */
typedef struct lt_script_wish {
    const lt_cli *cli;
    const bool *wanted; /* [roster->n] */
} lt_script_wish;

/* "inputs", "runs", "finish" */
const char *lt_script_name(lt_member_kind kind);
/* Of the options that go into the heads: plain names, a time as sbatch takes it, ranks; LT_ERR_USAGE. */
lt_status lt_script_judge(const lt_cli *cli);
/* Into the folder of the roster; the text too where it is not NULL (free). */
lt_status lt_script_write(const lt_roster *roster, const lt_script_wish *wish, lt_member_kind kind, lt_outdir *dir,
                          char **text);

#endif
