/* ncio_probe.c - try a foreign netCDF file in a child process first.
 *
 * libnetcdf 4.9 and libhdf5 1.10 crash or hang on some damaged files (measured on bit-flipped files, design.md section
 * 4). The child opens the file and reads every attribute and every variable, in pieces that follow the chunks, under
 * limits on memory, CPU and wall time; it never prints and leaves with _exit. What it says comes through a pipe. */
#include "base/ncio_private.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROBE_MEMORY_BYTES ((rlim_t)2 << 30) /* on top of what the process has already */
#define PROBE_PIECE_BYTES ((size_t)64 << 20)
#define PROBE_SECONDS 20.0
#define PROBE_BYTES_PER_SECOND 10e6

#ifdef __has_feature
#define LT_HAS_FEATURE(x) __has_feature(x)
#else
#define LT_HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || LT_HAS_FEATURE(address_sanitizer) ||              \
    LT_HAS_FEATURE(thread_sanitizer) || LT_HAS_FEATURE(memory_sanitizer)
enum { LIMIT_MEMORY = 0 }; /* sanitizers reserve terabytes of address space */
#else
enum { LIMIT_MEMORY = 1 };
#endif

/* --- in the child --- */

typedef struct probe {
    char variable[NC_MAX_NAME + 1]; /* where the trouble was, for the message */
    bool values;                    /* read them too? */
} probe;

static int read_attributes(int group, int id, int n) {
    for (int a = 0; a < n; a++) {
        char name[NC_MAX_NAME + 1];
        int type;
        size_t length, item;
        int code = nc_inq_attname(group, id, a, name);
        if (code == NC_NOERR) code = nc_inq_att(group, id, name, &type, &length);
        if (code == NC_NOERR) code = nc_inq_type(group, type, NULL, &item);
        if (code != NC_NOERR) return code;
        if (item && length > SIZE_MAX / 2 / item) return NC_ENOMEM;
        void *data = calloc(length ? length : 1, item ? item : 1);
        if (!data) return NC_ENOMEM;
        if (length > 0) code = nc_get_att(group, id, name, data);
        if (code == NC_NOERR && length > 0 && type == NC_STRING) nc_free_string(length, data);
        free(data);
        if (code != NC_NOERR) return code;
    }
    return NC_NOERR;
}

/* The piece that is read at once: chunks, doubled along the fastest dimensions first while it is small enough. */
static size_t choose_piece(int group, int id, int n, const size_t lengths[], size_t item, size_t piece[]) {
    int storage = NC_CONTIGUOUS;
    size_t size = item ? item : 1;
    if (nc_inq_var_chunking(group, id, &storage, piece) != NC_NOERR || storage != NC_CHUNKED)
        for (int d = 0; d < n; d++) piece[d] = 1;
    for (int d = 0; d < n; d++) {
        if (piece[d] == 0) piece[d] = 1;
        if (piece[d] > lengths[d]) piece[d] = lengths[d];
        if (size > SIZE_MAX / 4 / piece[d]) return 0;
        size *= piece[d];
    }
    for (int d = n - 1; d >= 0; d--) {
        while (piece[d] < lengths[d] && size <= PROBE_PIECE_BYTES / 2) {
            piece[d] *= 2;
            size *= 2;
        }
        if (piece[d] < lengths[d]) break;
        size = size / piece[d] * lengths[d];
        piece[d] = lengths[d];
    }
    return size;
}

static int read_pieces(int group, int id, int type, int n, const size_t lengths[], size_t item) {
    size_t piece[NC_MAX_VAR_DIMS], start[NC_MAX_VAR_DIMS] = {0}, count[NC_MAX_VAR_DIMS];
    for (int d = 0; d < n; d++)
        if (lengths[d] == 0) return NC_NOERR;
    const size_t size = choose_piece(group, id, n, lengths, item, piece);
    char *data = size ? malloc(size) : NULL;
    if (!data) return NC_ENOMEM;
    for (;;) {
        size_t values = 1;
        for (int d = 0; d < n; d++) {
            count[d] = piece[d] < lengths[d] - start[d] ? piece[d] : lengths[d] - start[d];
            values *= count[d];
        }
        const int code = nc_get_vara(group, id, start, count, data);
        if (code != NC_NOERR) {
            free(data);
            return code;
        }
        if (type == NC_STRING) nc_free_string(values, (char **)(void *)data);
        int d = n - 1;
        for (; d >= 0; d--) {
            start[d] += count[d];
            if (start[d] < lengths[d]) break;
            start[d] = 0;
        }
        if (d < 0) break;
    }
    free(data);
    return NC_NOERR;
}

static int read_variable(int group, int id, probe *state) {
    int type, n, n_attributes, dims[NC_MAX_VAR_DIMS];
    size_t lengths[NC_MAX_VAR_DIMS], item = 0;
    int code = nc_inq_var(group, id, state->variable, &type, &n, dims, &n_attributes);
    if (code == NC_NOERR) code = nc_inq_type(group, type, NULL, &item);
    if (code == NC_NOERR) code = read_attributes(group, id, n_attributes);
    for (int d = 0; code == NC_NOERR && d < n; d++) code = nc_inq_dimlen(group, dims[d], &lengths[d]);
    return code == NC_NOERR && state->values ? read_pieces(group, id, type, n, lengths, item) : code;
}

static int read_group(int group, probe *state, int depth) {
    int n_variables, n_attributes, n_groups;
    if (depth > 32) return NC_EBADGRPID;
    int code = nc_inq_natts(group, &n_attributes);
    if (code == NC_NOERR) code = read_attributes(group, NC_GLOBAL, n_attributes);
    if (code == NC_NOERR) code = nc_inq_nvars(group, &n_variables);
    for (int v = 0; code == NC_NOERR && v < n_variables; v++) code = read_variable(group, v, state);
    if (code == NC_NOERR) state->variable[0] = '\0';
    if (code == NC_NOERR) code = nc_inq_grps(group, &n_groups, NULL);
    if (code != NC_NOERR || n_groups == 0) return code;
    int *groups = calloc((size_t)n_groups, sizeof *groups);
    if (!groups) return NC_ENOMEM;
    code = nc_inq_grps(group, NULL, groups);
    for (int g = 0; code == NC_NOERR && g < n_groups; g++) code = read_group(groups[g], state, depth + 1);
    free(groups);
    return code;
}

static void limit_child(double seconds) {
    signal(SIGALRM, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a child that outlives us would keep the lock of the output folder */
    const rlim_t cpu = (rlim_t)ceil(seconds);
    setrlimit(RLIMIT_CPU, &(const struct rlimit){cpu, cpu + 1});
    setrlimit(RLIMIT_CORE, &(const struct rlimit){0, 0});
    alarm((unsigned)ceil(seconds));
    if (!LIMIT_MEMORY) return;
    unsigned long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");
    if (statm) {
        if (fscanf(statm, "%lu", &pages) != 1) pages = 0;
        fclose(statm);
    }
    const rlim_t bytes = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + PROBE_MEMORY_BYTES;
    setrlimit(RLIMIT_AS, &(const struct rlimit){bytes, bytes});
}

static void run_child(const char *path, bool values, double seconds, int report) __attribute__((noreturn));
static void run_child(const char *path, bool values, double seconds, int report) {
    const int silent = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (silent >= 0) {
        dup2(silent, STDOUT_FILENO);
        dup2(silent, STDERR_FILENO);
    }
    limit_child(seconds);
    probe state = {.values = values};
    int file;
    int code = lt_nc_classic_complete(path) ? nc_open(path, NC_NOWRITE, &file) : NC_ETRUNC;
    if (code == NC_NOERR) code = read_group(file, &state, 0);
    if (code == NC_NOERR) code = nc_close(file);
    if (code == NC_NOERR) _exit(0);
    char text[400];
    const int n = snprintf(text, sizeof text, "%s%.120s%s%.200s", state.variable[0] ? "variable " : "", state.variable,
                           state.variable[0] ? ": " : "", nc_strerror(code));
    if (n > 0 && write(report, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1) < 0) _exit(2);
    _exit(1);
}

/* --- in the parent --- */

static lt_status judge(const char *path, int result, double seconds, const char *said) {
    const char *found = "the library crashed on it";
    if (WIFEXITED(result)) {
        if (WEXITSTATUS(result) == 0) return LT_OK;
        if (said[0]) found = said;
    } else if (WTERMSIG(result) == SIGALRM || WTERMSIG(result) == SIGXCPU) {
        found = lt_fmt("reading it did not end within %.0f s", seconds);
    } else if (WTERMSIG(result) == SIGKILL) {
        found = "reading it took too much time or memory";
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "damaged or not netCDF", .where = path, .found = found,
                    .expected = "a netCDF file whose variables can all be read",
                    .todo = "get the file again, or check it with ncdump");
}

static lt_status try_in_child(const char *path, bool values, double seconds) {
    struct stat info;
    int channel[2];
    if (seconds <= 0)
        seconds = PROBE_SECONDS + (stat(path, &info) == 0 ? (double)info.st_size / PROBE_BYTES_PER_SECOND : 0);
    if (pipe2(channel, O_CLOEXEC) != 0) return lt_errno_raise(errno, "make a pipe to check", path);
    const pid_t child = fork();
    if (child == 0) run_child(path, values, seconds, channel[1]);
    const int error_number = errno;
    close(channel[1]);
    if (child < 0) {
        close(channel[0]);
        return lt_errno_raise(error_number, "start a process to check", path);
    }
    char said[400];
    size_t used = 0;
    ssize_t n;
    while (used < sizeof said - 1 && (n = read(channel[0], said + used, sizeof said - 1 - used)) != 0) {
        if (n < 0 && errno != EINTR) break;
        if (n > 0) used += (size_t)n;
    }
    said[used] = '\0';
    close(channel[0]);
    int result = 0;
    while (waitpid(child, &result, 0) < 0)
        if (errno != EINTR) return lt_errno_raise(errno, "wait for the check of", path);
    return judge(path, result, seconds, said);
}

lt_status lt_nc_probe_limited(const char *path, double seconds) {
    return try_in_child(path, true, seconds);
}

lt_status lt_nc_probe(const char *path) {
    return try_in_child(path, true, 0);
}

lt_status lt_nc_probe_header(const char *path) {
    return try_in_child(path, false, 0);
}
