/* comm_mpi.h - MPI behind base/comm.h, from its beginning to its end. One team a process. */
#ifndef LT_COMM_MPI_H
#define LT_COMM_MPI_H

#include "base/comm.h"

#include <stdbool.h>

/* Begin, from the main thread, before any thread is made; argc and argv of main. LT_ERR_ENV where MPI cannot begin, or
 * where this process was started as one of several by the mpirun of another MPI library. */
lt_status lt_comm_mpi_begin(int *argc, char ***argv, lt_comm *out);
/* Have all ranks come to the end of their work? Waits up to so many seconds (INFINITY: for ever) for them. Collective,
 * once. False: some are still at work or wait for a message of this one, and lt_comm_mpi_abort is what is left. */
bool lt_comm_mpi_together(const lt_comm *comm, double seconds);
/* The end, all together; fine where MPI did not begin. */
void lt_comm_mpi_end(const lt_comm *comm);
/* The end of all ranks, now; does not return. */
void lt_comm_mpi_abort(const lt_comm *comm, int exit_code);
/* "Open MPI v4.1.4, ...": up to its first comma or line end, through lt_fmt. */
const char *lt_comm_mpi_library(void);

#endif
