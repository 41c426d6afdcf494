/* launch.h - a member on ranks: its command is of lantian-mpi and is started by srun inside of a job of Slurm, else by
 * mpirun. */
#ifndef LT_LAUNCH_H
#define LT_LAUNCH_H

#include "scenarios/submit/roster.h"

#include <sys/types.h>

/* --ranks and --layout fit, and there is what starts ranks; LT_ERR_USAGE, LT_ERR_ENV. */
lt_status lt_launch_judge(const lt_cli *cli);
/* This program, or with ranks lantian-mpi beside it; LT_ERR_ENV: it was not built. */
lt_status lt_launch_find(bool ranks, char path[PATH_MAX]);
/* The process becomes the launcher of a member, whose command is words[0 .. n - 1]; it waits for ranks of an earlier
 * start that are not gone yet. Returns only where that cannot be: LT_ERR_ENV. */
lt_status lt_launch_become(const lt_roster *roster, long member, char **words, int n);
/* Has the launcher children, and are all of them ended but not waited for? Open MPI's mpirun may stand still so for
 * ever where a rank is killed as it begins (4.1.4: PMIx_server_finalize waits for a lock that nobody gives up). */
bool lt_launch_stands_still(pid_t launcher);
/* Folder of the reports of ranks (report.h), through lt_fmt. folder: OUT/submit. */
const char *lt_launch_reports(const char *folder);

#endif
