/* queue.h - the commands of Slurm: sbatch, scontrol, squeue, scancel. */
#ifndef LT_QUEUE_H
#define LT_QUEUE_H

#include "scenarios/submit/script.h"

typedef struct lt_queue_ids {
    char of[3][32]; /* jobs of inputs, runs and finish; "" where none was wanted */
} lt_queue_ids;

#define LT_QUEUE_FILE "queue.csv"

/* Is sbatch among the commands? */
bool lt_queue_is_there(void);
/* Submit the scripts that stand in the folder of the roster, each after those that it stands on: the runs when the
 * inputs are done, the end when the runs have ended, in whatever way. wanted: by kind. What went in is taken out again
 * where a later one is refused (LT_ERR_ENV). */
lt_status lt_queue_submit(const lt_roster *roster, const bool wanted[3], lt_queue_ids *out);
/* The line of sbatch for a script, for people; before: the job that it waits for. Through lt_fmt. */
const char *lt_queue_line(const lt_roster *roster, lt_member_kind kind, const char *before, lt_member_kind of);
/* queue.csv of the folder: written; read ("" where it is not there). */
lt_status lt_queue_write(const lt_queue_ids *ids, lt_outdir *dir);
void lt_queue_read(const char *folder, lt_queue_ids *out);
/* Those of the jobs that are in the queue, a word each ("42_3 43"), tasks of an array apart; "" without Slurm. For
 * lt_free. LT_ERR_ENV: the queue does not answer, though it was asked again for some seconds; then nobody knows. */
lt_status lt_queue_ask(const lt_queue_ids *ids, char **jobs);
bool lt_queue_has(const char *jobs, const char *job);
/* LT_ERR_ENV: jobs of these are still in the queue, or it does not answer. Without Slurm: LT_OK. */
lt_status lt_queue_expect_none(const lt_queue_ids *ids);
/* Put the job of this process back into the queue; it ends soon after. Asked again for some seconds, too. */
lt_status lt_queue_again(const char *job);

#endif
