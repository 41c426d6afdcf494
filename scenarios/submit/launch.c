/* launch.c - see launch.h. */
#include "scenarios/submit/launch.h"

#include "base/part.h"
#include "base/process.h"
#include "base/shell.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = LT_ROSTER_WORDS + 16, WAITS = 120, WAIT_US = 250000 };
static const char program_of_ranks[] = "lantian-mpi";

/* --- before anything is submitted --- */

lt_status lt_launch_judge(const lt_cli *cli) {
    const bool one_writes = lt_output_way_of(cli->output) == LT_OUTPUT_RANK; /* and has no block */
    const lt_comm comm = {.size = (int)cli->ranks - one_writes};
    lt_layout layout;
    const char *of_ranks = cli->layout        ? "--layout"
                           : cli->nest_layout ? "--nest-layout"
                           : cli->output      ? "--output"
                                              : NULL;
    if (of_ranks && cli->ranks <= 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "an option for ranks, without ranks", .where = of_ranks,
                        .expected = "--ranks N, at least 2", .found = "no --ranks",
                        .todo = "say the number of ranks, or leave the option out");
    if (cli->ranks <= 1) return LT_OK;
    LT_TRY(lt_layout_read(cli->nest_layout, "--nest-layout", &comm, true, &layout));
    LT_TRY(lt_layout_read(cli->layout, "--layout", &comm, false, &layout));
    if (cli->dry_run || !cli->local || lt_shell_has("mpirun")) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "there is no MPI here", .where = "PATH", .expected = "mpirun, for --ranks",
                    .found = "no such command", .todo = "install Open MPI (openmpi-bin), or leave --ranks out");
}

lt_status lt_launch_find(bool ranks, char path[PATH_MAX]) {
    const ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - sizeof program_of_ranks);
    if (length < 0) return lt_errno_raise(errno, "find the program", "/proc/self/exe");
    path[length] = '\0';
    if (!ranks) return LT_OK;
    strcpy(strrchr(path, '/') + 1, program_of_ranks);
    if (access(path, X_OK) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "lantian-mpi, which --ranks needs, was not built", .where = path,
                    .expected = "that program beside this one", .found = "no such program",
                    .todo = "install Open MPI and its netCDF (libopenmpi-dev openmpi-bin libnetcdf-mpi-dev) and build "
                            "again with -DLT_MPI=ON; or leave --ranks out");
}

/* --- a member --- */

const char *lt_launch_reports(const char *folder) {
    return lt_fmt("%s/ranks", folder);
}

/* Ranks of a start whose launcher was killed are gone some seconds later; until then they have the folder of the run.
 */
static void wait_for_folder(const lt_roster *roster, long member) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", lt_roster_run_folder(roster, member));
    for (int n = 0; n < WAITS && lt_path_exists(path); n++) {
        lt_outdir *dir;
        const lt_status status = lt_outdir_open(path, &dir);
        if (status == LT_OK) {
            lt_outdir_close(dir);
            return;
        }
        lt_error_clear(); /* if it stays so, lantian-mpi says it */
        usleep(WAIT_US);
    }
}

bool lt_launch_stands_still(pid_t launcher) {
    int ended = 0, alive = 0;
    DIR *dir = opendir("/proc");
    if (!dir) return false;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char state;
        long parent;
        if (lt_process_look(atol(entry->d_name), &state, &parent) && parent == launcher)
            *(state == 'Z' ? &ended : &alive) += 1;
    }
    closedir(dir);
    return ended > 0 && alive == 0;
}

static const char *threads_of(char **words, int n) {
    for (int k = 0; k + 1 < n; k++)
        if (strcmp(words[k], "--threads") == 0) return words[k + 1];
    return "1";
}

/* Words of the launcher: of Slurm, which ends all ranks when one is killed, or of MPI, for this machine alone. Several
 * runs share it: by itself Open MPI would bind the ranks of each to the same cores. Variables, as other libraries do
 * not know its options. */
static int put_launcher(const char **out, const char *ranks, const char *threads) {
    static const char *const variables[][2] = {{"OMPI_MCA_hwloc_base_binding_policy", "none"},
                                               {"OMPI_MCA_rmaps_base_oversubscribe", "1"},
                                               {"PRTE_MCA_hwloc_default_binding_policy", "none"},
                                               {"PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe"}};
    int n = 0;
    if (getenv("SLURM_JOB_ID")) {
        out[n++] = "srun";
        out[n++] = "--kill-on-bad-exit=1";
        out[n++] = "--ntasks";
        out[n++] = ranks;
        out[n++] = "--cpus-per-task";
        out[n++] = threads;
        return n;
    }
    for (size_t v = 0; v < sizeof variables / sizeof *variables; v++) setenv(variables[v][0], variables[v][1], 0);
    out[n++] = "mpirun";
    out[n++] = "-n";
    out[n++] = ranks;
    return n;
}

lt_status lt_launch_become(const lt_roster *roster, long member, char **words, int n) {
    const char *argv[MOST_WORDS];
    char ranks[32], number[32];
    snprintf(ranks, sizeof ranks, "%ld", roster->rows[member].ranks);
    snprintf(number, sizeof number, "%ld", member);
    int used = put_launcher(argv, ranks, threads_of(words, n));
    for (int k = 0; k < n; k++) argv[used++] = words[k];
    argv[used++] = "--member";
    argv[used++] = number;
    argv[used] = NULL;
    wait_for_folder(roster, member);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    const int error_number = errno;
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("%s could not be started", argv[0]), .where = "PATH",
                    .expected = "the command that starts ranks", .found = strerror(error_number),
                    .todo = "install Open MPI (openmpi-bin), or submit without --ranks");
}
