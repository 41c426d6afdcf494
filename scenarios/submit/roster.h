/* roster.h - the members of a submission: what makes the inputs, every model run, and what takes the runs and ends the
 * case. OUT/submit/plan.csv, a row a member in the order in which they run. */
#ifndef LT_ROSTER_H
#define LT_ROSTER_H

#include "base/hash.h"
#include "scenarios/run/road.h"

#include <limits.h>

#define LT_ROSTER_FILE "plan.csv"
enum { LT_ROSTER_WORDS = 64 }; /* of a command, the NULL at its end included */

typedef enum lt_member_kind { LT_MEMBER_INPUTS, LT_MEMBER_RUN, LT_MEMBER_FINISH } lt_member_kind;

typedef struct lt_member_row {
    lt_member_kind kind;
    char run[260]; /* "boilers/winter"; "inputs", "finish" */
    long ranks;    /* processes of MPI that do it together; 1: lantian itself */
    char *command; /* as a shell takes it */
} lt_member_row;

typedef struct lt_roster {
    char folder[PATH_MAX]; /* OUT/submit from the root; "" until lt_roster_write */
    char out[1024];        /* OUT as the case names it */
    char case_id[64], case_file[PATH_MAX], start_folder[PATH_MAX];
    char version[64];      /* of the program that made it */
    lt_digest case_digest; /* of case_file then */
    lt_member_row *rows;   /* the inputs, the runs, the end */
    long n;
} lt_roster;

/* The members of a case, which is judged as lt_road_run does; nothing is written. cli: as of `lantian submit`.
 * LT_ERR_ENV: --ranks where lantian-mpi was not built. */
lt_status lt_roster_make(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_roster *out);
/* plan.csv in the folder OUT/submit, which the roster then knows. */
lt_status lt_roster_write(lt_roster *roster, lt_outdir *dir);
/* folder: OUT/submit. */
lt_status lt_roster_read(const char *folder, lt_roster *out);
void lt_roster_free(lt_roster *roster);

/* The folder of a model run, and the restart file that it replaces there; through lt_fmt. */
const char *lt_roster_run_folder(const lt_roster *roster, long member);
const char *lt_roster_restart_file(const lt_roster *roster, long member);

/* May this program run a member now? LT_ERR_INPUT: it is another version, or the case is no longer the one planned. */
lt_status lt_roster_check(const lt_roster *roster);
/* Two members of the same version, case and command but for program, threads and ranks? Then what is done of one is
 * done of both. */
bool lt_roster_same(const lt_roster *a, long of_a, const lt_roster *b, long of_b);
/* The member of a number ("3") or name ("inputs", "boilers/winter", "finish"); LT_ERR_USAGE names those there are. */
lt_status lt_roster_find(const lt_roster *roster, const char *text, long *out);

#endif
