/* comm_mpi.c - the table of base/comm.h by MPI: bytes both ways, errors returned with MPI's words. */
#include "base/mpi/comm_mpi.h"

#include "base/log.h"
#include "base/process.h"
#include "base/mpi/comm_mpi_private.h"
#include "base/mpi/files_mpi.h"
#include "base/outdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct mpi_team {
    MPI_Comm talk; /* of our messages: none of a library's is taken for one */
    MPI_Comm end;  /* of the end: it may be reached in the midst of others' messages */
} mpi_team;

_Static_assert(sizeof(MPI_Request) <= sizeof(void *), "a request of MPI has room in ours");

/* --- errors ------------------------------------------------------------------------------------------------------- */

static lt_status raise_mpi(const lt_comm *comm, int code, const char *doing) {
    char text[MPI_MAX_ERROR_STRING] = "";
    int length = 0;
    MPI_Error_string(code, text, &length);
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("MPI could not %s", doing),
                    .where = lt_fmt("rank %d of %d", comm->rank, comm->size), .found = text,
                    .todo = "look whether another rank ended first, and at the network between the nodes");
}

static lt_status judge(const lt_comm *comm, int code, const char *doing) {
    return code == MPI_SUCCESS ? LT_OK : raise_mpi(comm, code, doing);
}

MPI_Comm lt_comm_mpi_talk(const lt_comm *comm) {
    return ((const mpi_team *)comm->team)->talk;
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

static void keep_request(lt_comm_request *out, MPI_Request request) {
    memcpy(&out->handle, &request, sizeof request);
}

static lt_status post_send(const lt_comm *comm, int peer, int tag, const void *data, size_t bytes,
                           lt_comm_request *out) {
    MPI_Request request;
    LT_TRY(judge(comm, MPI_Isend(data, (int)bytes, MPI_BYTE, peer, tag, lt_comm_mpi_talk(comm), &request),
                 "send a message"));
    keep_request(out, request);
    return LT_OK;
}

static lt_status post_receive(const lt_comm *comm, int peer, int tag, void *data, size_t bytes, lt_comm_request *out) {
    MPI_Request request;
    LT_TRY(judge(comm, MPI_Irecv(data, (int)bytes, MPI_BYTE, peer, tag, lt_comm_mpi_talk(comm), &request),
                 "be ready for a message"));
    keep_request(out, request);
    return LT_OK;
}

static lt_status wrong_length(const lt_comm *comm, const lt_comm_request *request, const char *found) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a message of another length than was asked for",
                    .where = lt_fmt("rank %d of %d, from rank %d", comm->rank, comm->size, request->peer),
                    .expected = lt_fmt("%zu bytes", request->bytes), .found = found);
}

/* The end of a message or a collective call. Like MPI_Wait, but a rank that waits longer than a message takes leaves
 * its core to others between looks: ranks may be more than cores, and what they wait for is then computed there. */
static int wait_kindly(MPI_Request *request, MPI_Status *status) {
    const struct timespec nap = {.tv_nsec = 50000};
    const double patience = 2e-4, begin = lt_wall_seconds();
    int done = 0, code = MPI_Test(request, &done, status);
    while (code == MPI_SUCCESS && !done) {
        if (lt_wall_seconds() - begin > patience) nanosleep(&nap, NULL);
        code = MPI_Test(request, &done, status);
    }
    return code;
}

static lt_status wait_one(const lt_comm *comm, lt_comm_request *asked) {
    MPI_Request request;
    MPI_Status status;
    int bytes = 0, class = MPI_SUCCESS;
    memcpy(&request, &asked->handle, sizeof request);
    asked->handle = NULL;
    const int code = wait_kindly(&request, &status);
    if (code != MPI_SUCCESS) MPI_Error_class(code, &class);
    if (class == MPI_ERR_TRUNCATE) return wrong_length(comm, asked, "more");
    LT_TRY(judge(comm, code, "end a message"));
    if (!asked->data) return LT_OK;
    MPI_Get_count(&status, MPI_BYTE, &bytes);
    return (size_t)bytes == asked->bytes ? LT_OK : wrong_length(comm, asked, lt_fmt("%d", bytes));
}

static lt_status wait_all(const lt_comm *comm, int n, lt_comm_request *requests) {
    for (int k = 0; k < n; k++)
        if (requests[k].handle) LT_TRY(wait_one(comm, &requests[k]));
    return LT_OK;
}

/* A message that is coming already cannot be called back: it gets a while, as one that was sent. One that does not end
 * is left to MPI. */
static bool drop(const lt_comm *comm, lt_comm_request *asked) {
    const struct timespec nap = {.tv_nsec = 1000000};
    const double last = lt_wall_seconds() + 1.0;
    MPI_Request request;
    int done = 0, code;
    (void)comm;
    memcpy(&request, &asked->handle, sizeof request);
    if (asked->data) MPI_Cancel(&request);
    while ((code = MPI_Test(&request, &done, MPI_STATUS_IGNORE)) == MPI_SUCCESS && !done && lt_wall_seconds() < last)
        nanosleep(&nap, NULL);
    if (code == MPI_SUCCESS && !done) MPI_Request_free(&request);
    return done || code != MPI_SUCCESS;
}

/* An error will come again where the message is waited for. */
static void look(const lt_comm *comm) {
    int there;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, lt_comm_mpi_talk(comm), &there, MPI_STATUS_IGNORE);
}

/* --- some of the ranks -------------------------------------------------------------------------------------------- */

static lt_status first(const lt_comm *comm, int n, lt_comm *out) {
    const int among = out->rank >= 0;
    mpi_team *team;
    MPI_Comm talk = MPI_COMM_NULL;
    LT_TRY(judge(comm, MPI_Comm_split(lt_comm_mpi_talk(comm), among ? 0 : MPI_UNDEFINED, comm->rank, &talk),
                 "group ranks"));
    (void)n;
    if (!among) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *team, &team));
    *team = (mpi_team){.talk = talk, .end = MPI_COMM_NULL};
    out->ops = comm->ops;
    out->team = team;
    return LT_OK;
}

static void close_team(lt_comm *comm) {
    mpi_team *team = comm->team;
    MPI_Comm_free(&team->talk);
    lt_free(team);
}

/* --- collective --------------------------------------------------------------------------------------------------- */

/* The end of a collective call that was begun. */
static lt_status end(const lt_comm *comm, int code, MPI_Request *request, const char *doing) {
    LT_TRY(judge(comm, code, doing));
    return judge(comm, wait_kindly(request, MPI_STATUS_IGNORE), doing);
}

static lt_status reduce(const lt_comm *comm, void *values, int n, MPI_Datatype type, MPI_Op op) {
    MPI_Request request;
    const int code = MPI_Iallreduce(MPI_IN_PLACE, values, n, type, op, lt_comm_mpi_talk(comm), &request);
    return end(comm, code, &request, "bring numbers together");
}

static lt_status sum_i64(const lt_comm *comm, int64_t *values, int n) {
    return reduce(comm, values, n, MPI_INT64_T, MPI_SUM);
}

static lt_status max_i64(const lt_comm *comm, int64_t *values, int n) {
    return reduce(comm, values, n, MPI_INT64_T, MPI_MAX);
}

static lt_status max_double(const lt_comm *comm, double *values, int n) {
    return reduce(comm, values, n, MPI_DOUBLE, MPI_MAX);
}

static lt_status broadcast(const lt_comm *comm, void *data, size_t bytes, int root) {
    MPI_Request request;
    const int code = MPI_Ibcast(data, (int)bytes, MPI_BYTE, root, lt_comm_mpi_talk(comm), &request);
    return end(comm, code, &request, "tell all ranks");
}

static lt_status barrier(const lt_comm *comm) {
    MPI_Request request;
    const int code = MPI_Ibarrier(lt_comm_mpi_talk(comm), &request);
    return end(comm, code, &request, "wait for all ranks");
}

static const lt_comm_ops ops = {.name = "MPI",
                                .send = post_send,
                                .receive = post_receive,
                                .wait = wait_all,
                                .drop = drop,
                                .sum_i64 = sum_i64,
                                .max_i64 = max_i64,
                                .max_double = max_double,
                                .broadcast = broadcast,
                                .barrier = barrier,
                                .first = first,
                                .close = close_team,
                                .look = look,
                                .netcdf = &lt_files_mpi};

/* --- beginning and end -------------------------------------------------------------------------------------------- */

const char *lt_comm_mpi_library(void) {
    char text[MPI_MAX_LIBRARY_VERSION_STRING] = "";
    int length = 0;
    MPI_Get_library_version(text, &length);
    return lt_fmt("%.*s", (int)strcspn(text, ",\n"), text);
}

/* Slurm leaves the variables of a step in what was submitted from it, but a batch script is no task of a step. Its
 * slurmstepd, an ancestor of ours, calls itself "slurmstepd: [JOB.batch]". */
static bool is_of_batch_script(void) {
    static const char step[] = "slurmstepd: [";
    for (long pid = (long)getppid(); pid > 1;) {
        char path[64], text[512];
        snprintf(path, sizeof path, "/proc/%ld/cmdline", pid);
        text[lt_path_head(path, text, sizeof text - 1)] = '\0';
        if (strncmp(text, step, sizeof step - 1) == 0) return strstr(text, ".batch]") != NULL;
        char state;
        if (!lt_process_look(pid, &state, &pid)) return false;
    }
    return false;
}

/* How many processes the starter says it started; 0: it says nothing. Variables of Open MPI, of MPICH's Hydra and its
 * kin, and of srun. */
static int started(const char **by) {
    static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const char *text = getenv(names[n]);
        *by = names[n];
        if (text && atoi(text) > 0) return atoi(text);
    }
    return 0;
}

/* One process of a step that Slurm gave no PMI is one rank. Open MPI would take the name of the step for a start of
 * ranks by srun, and end. */
static void leave_step(void) {
    const char *tasks = getenv("SLURM_STEP_NUM_TASKS");
    if (!tasks || getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMIX_RANK") || getenv("PMI_RANK")) return;
    if (atoi(tasks) == 1 || is_of_batch_script()) unsetenv("SLURM_STEP_ID");
}

static lt_status check_company(const lt_comm *comm) {
    const char *by;
    const int wanted = started(&by);
    if (comm->size > 1 || wanted < 2) return LT_OK;
    if (strncmp(by, "SLURM", 5) == 0 && is_of_batch_script()) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "started as one of several ranks, but MPI knows of no other",
                    .where = lt_fmt("%s=%d", by, wanted), .expected = lt_fmt("%d ranks", wanted),
                    .found = lt_fmt("1 rank by %s", lt_comm_mpi_library()),
                    .todo =
                        "start it with the mpirun of that MPI library (with srun: --mpi=pmix, see srun --mpi=list); "
                        "for one rank: srun --ntasks=1");
}

static lt_status begin_team(mpi_team *team, lt_comm *out) {
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, &out->rank);
    MPI_Comm_size(MPI_COMM_WORLD, &out->size);
    out->team = team;
    /* Duplicates take the handler over. */
    LT_TRY(judge(out, MPI_Comm_dup(MPI_COMM_WORLD, &team->talk), "begin"));
    LT_TRY(judge(out, MPI_Comm_dup(MPI_COMM_WORLD, &team->end), "begin"));
    out->ops = &ops;
    return check_company(out);
}

lt_status lt_comm_mpi_begin(int *argc, char ***argv, lt_comm *out) {
    static mpi_team team;
    int threads = MPI_THREAD_SINGLE;
    *out = lt_comm_self();
    leave_step();
    lt_files_mpi_choose();
    LT_TRY(judge(out, MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &threads), "begin"));
    if (threads < MPI_THREAD_FUNNELED)
        return LT_RAISE(LT_ERR_ENV, .what = "this MPI library cannot be used by programs with threads",
                        .where = lt_comm_mpi_library(), .expected = "MPI_THREAD_FUNNELED", .found = "MPI_THREAD_SINGLE",
                        .todo = "use an MPI library that was built with threads");
    return begin_team(&team, out);
}

bool lt_comm_mpi_together(const lt_comm *comm, double seconds) {
    const mpi_team *team = comm->team;
    const struct timespec nap = {.tv_nsec = 1000000};
    const double last = lt_wall_seconds() + seconds;
    MPI_Request request;
    int done = 0;
    if (comm->size == 1) return true;
    if (MPI_Ibarrier(team->end, &request) != MPI_SUCCESS) return false;
    while (MPI_Test(&request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && !done && lt_wall_seconds() < last)
        nanosleep(&nap, NULL);
    return done != 0;
}

void lt_comm_mpi_end(const lt_comm *comm) {
    int begun = 0;
    (void)comm;
    MPI_Initialized(&begun);
    if (begun) MPI_Finalize();
}

void lt_comm_mpi_abort(const lt_comm *comm, int exit_code) {
    (void)comm;
    MPI_Abort(MPI_COMM_WORLD, exit_code);
}
