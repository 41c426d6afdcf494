/* mpirun.h - run a program of ranks as a user does. Header only.
 *
 * Root and more ranks than cores are allowed by variables, as libraries but Open MPI do not know its options. */
#ifndef LT_TESTS_MPIRUN_H
#define LT_TESTS_MPIRUN_H

#include "tests/support/program.h"

static LT_UNUSED void mpirun_allow(void) {
    static const char *const variables[][2] = {{"OMPI_ALLOW_RUN_AS_ROOT", "1"},
                                               {"OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"},
                                               {"OMPI_MCA_rmaps_base_oversubscribe", "1"},
                                               {"OMPI_MCA_hwloc_base_binding_policy", "none"},
                                               {"OMPI_MCA_mpi_yield_when_idle", "1"},
                                               {"PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe"}};
    for (size_t v = 0; v < sizeof variables / sizeof *variables; v++) setenv(variables[v][0], variables[v][1], 0);
}

/* mpirun_run("4", LT_MPI_PROGRAM, "model", "liaoning") */
#define mpirun_run(ranks, ...)                                                                                         \
    (mpirun_allow(), program_run_list(&(const program_options){.program = LT_MPIEXEC},                                 \
                                      (const char *const[]){"-n", (ranks), __VA_ARGS__, NULL}))

#endif
