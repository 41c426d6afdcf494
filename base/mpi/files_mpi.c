#include "base/mpi/files_mpi.h"

#include "base/mpi/comm_mpi_private.h"
#include "base/outdir.h"

#include <errno.h>
#include <netcdf.h>
#include <netcdf_par.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The first write that failed in this process. */
static struct {
    bool is;
    void (*end)(lt_status status);
    double seconds;
    int class, error_number;
    char path[1024]; /* of the last file that was made */
    char text[MPI_MAX_ERROR_STRING];
} failed;

void lt_files_mpi_choose(void) {
    setenv("OMPI_MCA_io", "^ompio", 0); /* whoever names one has that */
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* HDF5 speaks over a duplicate of its own. */
static int create_netcdf(const lt_comm *comm, const char *path, int mode, int *id) {
    snprintf(failed.path, sizeof failed.path, "%s", path);
    return nc_create_par(path, mode, lt_comm_mpi_talk(comm), MPI_INFO_NULL, id);
}

static int write_together(int group, int variable) {
    return nc_var_par_access(group, variable, NC_COLLECTIVE);
}

const lt_comm_netcdf lt_files_mpi = {create_netcdf, write_together};

/* --- writes that fail --------------------------------------------------------------------------------------------- */

static lt_status raise_failed(void) {
    const char *where = lt_fmt("%s, or another file beside it", failed.path);
    const int number = failed.error_number;
    if (number == ENOSPC || number == EDQUOT || number == EFBIG) return lt_errno_raise(number, "write", where);
    if (failed.class == MPI_ERR_NO_SPACE || failed.class == MPI_ERR_QUOTA)
        return lt_errno_raise(ENOSPC, "write", where);
    return LT_RAISE(LT_ERR_ENV, .what = "a file that all ranks write cannot be written", .where = where,
                    .expected = "a disk that takes what is written", .found = failed.text,
                    .todo = "check the disk of the output folder, or choose another --out");
}

static void *wait_and_end(void *unused) {
    const struct timespec time = {.tv_sec = (time_t)failed.seconds,
                                  .tv_nsec = (long)(1e9 * (failed.seconds - (double)(time_t)failed.seconds))};
    (void)unused;
    nanosleep(&time, NULL);
    failed.end(raise_failed());
    return NULL;
}

/* Called by MPI, within the call that failed, which then returns its error. */
static void take_note(MPI_File *file, int *code, ...) {
    const int error_number = errno; /* may be that of the write */
    int length;
    pthread_t thread;
    (void)file;
    if (failed.is) return;
    failed.is = true;
    failed.error_number = error_number;
    MPI_Error_class(*code, &failed.class);
    MPI_Error_string(*code, failed.text, &length);
    if (pthread_create(&thread, NULL, wait_and_end, NULL) == 0) pthread_detach(thread);
}

void lt_files_mpi_watch(const lt_comm *comm, double seconds, void (*end)(lt_status status)) {
    MPI_Errhandler handler;
    failed.end = end;
    failed.seconds = seconds + 0.5 * (comm->rank < 20 ? comm->rank : 20);
    if (MPI_File_create_errhandler(take_note, &handler) != MPI_SUCCESS) return;
    MPI_File_set_errhandler(MPI_FILE_NULL, handler); /* of files that are opened from now on */
    MPI_Errhandler_free(&handler);
}
