/* rank_files.h - runs of the model on ranks of MPI beside runs on one: a folder that all share, and are two files of it
 * the same? */
#ifndef LT_TEST_RANK_FILES_H
#define LT_TEST_RANK_FILES_H

#include "base/mpi/comm_mpi.h"
#include "model/driver/run.h"
#include "tests/support/files.h"
#include "tests/support/mini_air.h"

enum { RANK_LAYOUTS = 4 };

static lt_comm rank_comm;
static char rank_folder[64];

/* All ranks or none. */
static inline void rank_good(lt_status status) {
    char text[4096];
    status = lt_comm_agree(&rank_comm, status);
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

/* A restart file names the parts of its outputs, which go by its own name: all runs have one, and then it is moved. */
static inline void rank_keep_restart(const char *restart, const char *name) {
    char from[4096], to[4096];
    files_join(from, rank_folder, restart);
    files_join(to, rank_folder, name);
    rename(from, to);
}

static inline bool rank_same_file(const char *a, const char *b) {
    char path[2][4096];
    size_t size[2];
    files_join(path[0], rank_folder, a);
    files_join(path[1], rank_folder, b);
    char *bytes[2] = {files_read(path[0], &size[0]), files_read(path[1], &size[1])};
    const bool same = bytes[0] && bytes[1] && size[0] == size[1] && memcmp(bytes[0], bytes[1], size[0]) == 0;
    free(bytes[0]);
    free(bytes[1]);
    if (!same) fprintf(stderr, "%s and %s differ\n", a, b);
    return same;
}

/* The layouts of these ranks that the domain of 14 x 12 cells, and so a nest of more, has room for. */
static inline int rank_layouts(lt_layout out[RANK_LAYOUTS]) {
    int n = 0;
    for (int px = 1; px <= rank_comm.size; ++px)
        if (rank_comm.size % px == 0 && MINI_NX / px >= LT_HALO && MINI_NY / (rank_comm.size / px) >= LT_HALO)
            out[n++] = (lt_layout){.comm = rank_comm, .px = px, .py = rank_comm.size / px};
    return n;
}

/* What a run does with the folder, as the rank that writes or one that reads. */
typedef lt_status (*rank_work)(lt_outdir *dir, const void *what);

/* On all ranks, or on rank 0 alone. */
static inline void rank_run(bool alone, rank_work work, const void *what) {
    lt_outdir *dir = NULL;
    lt_status status = LT_OK;
    if (!alone || rank_comm.rank == 0) {
        status = rank_comm.rank == 0 ? lt_outdir_open(rank_folder, &dir) : lt_outdir_look(rank_folder, &dir);
        if (status == LT_OK) status = work(dir, what);
        lt_outdir_close(dir);
    }
    rank_good(status);
}

/* A folder of rank 0 for all; make fills it and gives its name and lock. */
static inline void rank_fresh(lt_outdir *(*make)(char folder[64])) {
    char text[64] = "";
    if (rank_comm.rank == 0) lt_outdir_close(make(text));
    rank_good(lt_comm_broadcast(&rank_comm, text, sizeof text, 0));
    memcpy(rank_folder, text, sizeof rank_folder);
}

static inline void rank_drop(void) {
    rank_good(lt_comm_barrier(&rank_comm));
    if (rank_comm.rank == 0) files_remove(rank_folder);
}

/* Around cmocka's tests; the first argument: how many ranks there should be. */
static inline int rank_begin(int argc, char **argv) {
    if (lt_comm_mpi_begin(&argc, &argv, &rank_comm) != LT_OK) return 3;
    if (argc > 1 && rank_comm.size != atoi(argv[1])) return 4;
    return rank_comm.rank > 0 && !freopen("/dev/null", "w", stdout) ? 5 : 0;
}

static inline int rank_end(int failed) {
    if (!lt_comm_mpi_together(&rank_comm, failed ? 10 : INFINITY)) lt_comm_mpi_abort(&rank_comm, 1);
    lt_comm_mpi_end(&rank_comm);
    return failed;
}

#endif
