/* teams.h - a run of lantian-mpi as a team of processes: find its ranks, send them a signal, wait until all are gone.
 * Header only.
 *
 * The processes of a team are those whose command line names its output folder, which no other program's does. What
 * MPI leaves behind where it is killed (session folders, shared memory) goes into a folder of the test. */
#ifndef LT_TESTS_TEAMS_H
#define LT_TESTS_TEAMS_H

#include "base/log.h"
#include "tests/support/mpirun.h"

#include <ctype.h>

enum { TEAM_ROOM = 64 };

typedef struct team {
    const char *out; /* its output folder */
    pid_t mpirun;
    int out_fd, err_fd;
} team;

/* Files of MPI under this folder. Paths of sockets must be short. */
static LT_UNUSED void teams_keep_below(const char *folder) {
    setenv("TMPDIR", folder, 1);
    setenv("OMPI_MCA_orte_tmpdir_base", folder, 1);
    setenv("OMPI_MCA_btl_vader_backing_directory", folder, 1);
    mpirun_allow();
}

static LT_UNUSED team team_start(const char *out, const char *const *arguments) {
    team t = {.out = out};
    t.mpirun = program_start(&(const program_options){.program = LT_MPIEXEC}, arguments, &t.out_fd, &t.err_fd);
    assert_true(t.mpirun > 0);
    return t;
}

/* Is it a process of the team? An ended one that nobody has waited for has no command line. program: or NULL. */
static bool team_has(const team *t, const char *pid, const char *program) {
    char path[300], text[4096];
    snprintf(path, sizeof path, "/proc/%s/cmdline", pid);
    FILE *file = fopen(path, "re");
    if (!file) return false;
    const size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    if (program && strcmp(text, program) != 0) return false;
    for (size_t at = 0; at < n; at += strlen(text + at) + 1)
        if (strcmp(text + at, t->out) == 0) return true;
    return false;
}

/* Processes of the team but mpirun; program: those that run it alone, NULL: all. */
static LT_UNUSED int team_ranks(const team *t, const char *program, pid_t pids[TEAM_ROOM]) {
    int n = 0;
    DIR *dir = opendir("/proc");
    assert_non_null(dir);
    for (struct dirent *entry; n < TEAM_ROOM && (entry = readdir(dir)) != NULL;)
        if (isdigit((unsigned char)entry->d_name[0]) && atoi(entry->d_name) != t->mpirun &&
            team_has(t, entry->d_name, program))
            pids[n++] = atoi(entry->d_name);
    closedir(dir);
    return n;
}

static LT_UNUSED bool team_ended(const team *t) {
    siginfo_t info = {0};
    assert_int_equal(waitid(P_PID, (id_t)t->mpirun, &info, WEXITED | WNOHANG | WNOWAIT), 0);
    return info.si_pid != 0;
}

/* Seconds until no rank is left; the test fails where that takes longer than most. */
static LT_UNUSED double team_gone(const team *t, double most) {
    pid_t pids[TEAM_ROOM];
    const double begin = lt_wall_seconds();
    int left = team_ranks(t, NULL, pids);
    while (left > 0 && lt_wall_seconds() < begin + most) {
        program_sleep_ms(20);
        left = team_ranks(t, NULL, pids);
    }
    const double taken = lt_wall_seconds() - begin;
    for (int p = 0; p < left; p++) kill(pids[p], SIGKILL);
    if (left > 0) print_error("%d ranks are left after %.1f s\n", left, taken);
    assert_int_equal(left, 0);
    return taken;
}

/* How often mpirun stood still after its last rank. */
static LT_UNUSED int teams_stood;

/* The end of a team whose ranks have begun. After the last rank mpirun ends; that of Open MPI 4.1.4 may stand still
 * there for ever (PMIx_server_finalize waits for a lock, where a rank was killed as it began): after ten seconds it is
 * killed, as a queue would. */
static LT_UNUSED program_result team_finish(const team *t) {
    pid_t pids[TEAM_ROOM];
    double last = lt_wall_seconds();
    while (!team_ended(t)) {
        if (team_ranks(t, NULL, pids) > 0) last = lt_wall_seconds();
        if (lt_wall_seconds() > last + 10) {
            print_message("mpirun stands still though all ranks are gone: killed\n");
            kill(t->mpirun, SIGKILL);
            teams_stood++;
            break;
        }
        program_sleep_ms(20);
    }
    return program_finish(t->mpirun, t->out_fd, t->err_fd);
}

#endif
