/* comm_mpi_private.h - shared by comm_mpi.c and files_mpi.c. */
#ifndef LT_COMM_MPI_PRIVATE_H
#define LT_COMM_MPI_PRIVATE_H

#include "base/comm.h"

#include <mpi.h>

/* Of our messages: none of a library's is taken for one. */
MPI_Comm lt_comm_mpi_talk(const lt_comm *comm);

#endif
