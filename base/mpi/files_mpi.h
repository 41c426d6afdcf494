/* files_mpi.h - netCDF files that all ranks write, by MPI-IO. */
#ifndef LT_FILES_MPI_H
#define LT_FILES_MPI_H

#include "base/comm.h"

/* Of lt_comm_ops. */
extern const lt_comm_netcdf lt_files_mpi;

/* Of Open MPI's two ways to files the one that tells of a write that failed; before MPI begins. */
void lt_files_mpi_choose(void);
/* After a write that failed on one rank HDF5 may wait for ever on all, in calls that do not belong together. So the
 * rank that it failed on calls end, that many seconds later, with the error, from a thread of its own: end does not
 * return. Behind lt_comm_mpi_begin; once. A rank of a higher number is later by half a second each, so that one speaks.
 */
void lt_files_mpi_watch(const lt_comm *comm, double seconds, void (*end)(lt_status status));

#endif
