/* probe.c - a foreign file in the hands of a child process. See probe.h.
 *
 * The child has limits on memory, CPU and wall time; it never prints and leaves with _exit. What it says comes through
 * a pipe.
 *
 * A series of files is looked at by several readers and opened again and again; a fork each time costs more than all
 * else (3 ms and more; the values of a large file, seconds). So what went well is remembered. A change within the
 * clock's step of the file system would not show in its times: a file changed within the last seconds is not
 * remembered. */
#include "base/probe.h"

#include "base/outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROBE_MEMORY_BYTES ((rlim_t)2 << 30) /* on top of what the process has already */
#define PROBE_SECONDS 20.0
#define PROBE_BYTES_PER_SECOND 10e6
#define PROBE_CLOCK_TIMES 6.0 /* ours: a busy machine or a slow disk is no damage of a file */

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

enum { SAID_BYTES = 400 };

/* --- in the child --- */

static void limit_child(double seconds) {
    /* A handler of the program that goes on after a crash (cmocka's does) would go on in the child. */
    static const int ours[] = {SIGALRM, SIGINT, SIGTERM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGSYS};
    for (size_t s = 0; s < sizeof ours / sizeof *ours; s++) signal(ours[s], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a child that outlives us would keep the lock of the output folder */
    const rlim_t cpu = (rlim_t)ceil(seconds);
    setrlimit(RLIMIT_CPU, &(const struct rlimit){cpu, cpu + 1});
    setrlimit(RLIMIT_CORE, &(const struct rlimit){0, 0});
    alarm((unsigned)ceil(PROBE_CLOCK_TIMES * seconds));
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

static void run_child(const lt_probe *probe, double seconds, int report) __attribute__((noreturn));
static void run_child(const lt_probe *probe, double seconds, int report) {
    const int silent = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (silent >= 0) {
        dup2(silent, STDOUT_FILENO);
        dup2(silent, STDERR_FILENO);
    }
    limit_child(seconds);
    char said[SAID_BYTES] = "";
    if (probe->try_it(probe->path, probe->context, said, sizeof said)) _exit(0);
    if (write(report, said, strlen(said)) < 0) _exit(2);
    _exit(1);
}

/* --- in the parent --- */

static lt_status judge(const lt_probe *probe, int result, double seconds, const char *said) {
    const char *found = "the library crashed on it", *todo = probe->todo;
    if (WIFEXITED(result)) {
        if (WEXITSTATUS(result) == 0) return LT_OK;
        if (said[0]) found = said;
    } else if (WTERMSIG(result) == SIGXCPU) {
        found = lt_fmt("reading it did not end within %.0f s", seconds);
    } else if (WTERMSIG(result) == SIGALRM) {
        found = lt_fmt("reading it did not end within %.0f s of the clock", PROBE_CLOCK_TIMES * seconds);
        todo = "try again when the machine or its disk is less busy; then get the file again";
    } else if (WTERMSIG(result) == SIGKILL) {
        found = "reading it took too much time or memory";
    }
    return LT_RAISE(LT_ERR_INPUT, .what = probe->what, .where = probe->path, .found = found,
                    .expected = probe->expected, .todo = todo);
}

static lt_status run(const lt_probe *probe) {
    const char *path = probe->path;
    double seconds = probe->seconds;
    struct stat info;
    int channel[2];
    if (seconds <= 0)
        seconds = PROBE_SECONDS + (stat(path, &info) == 0 ? (double)info.st_size / PROBE_BYTES_PER_SECOND : 0);
    if (pipe2(channel, O_CLOEXEC) != 0) return lt_errno_raise(errno, "make a pipe to check", path);
    /* Not fork(): clang's OpenMP would make its locks anew in the child, and ecCodes, which holds some, crashes on
     * that. */
    const pid_t child = _Fork();
    if (child == 0) run_child(probe, seconds, channel[1]);
    const int error_number = errno;
    close(channel[1]);
    if (child < 0) {
        close(channel[0]);
        return lt_errno_raise(error_number, "start a process to check", path);
    }
    char said[SAID_BYTES];
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
    return judge(probe, result, seconds, said);
}

/* --- what went well --- */

typedef struct passed_file {
    bool (*try_it)(const char *path, const void *context, char *said, size_t size);
    int depth;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed, modified;
} passed_file;

static pthread_mutex_t passed_lock = PTHREAD_MUTEX_INITIALIZER;
static passed_file *passed; /* kept for the life of the process */
static long n_passed, passed_room;
static const time_t SETTLED_S = 2; /* longer than the step of any file system's clock (FAT: 2 s) */

static bool same_time(struct timespec a, struct timespec b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static passed_file describe(const lt_probe *probe, const struct stat *info) {
    return (passed_file){probe->try_it, probe->depth,  info->st_dev, info->st_ino,
                         info->st_size, info->st_ctim, info->st_mtim};
}

static bool went_well(const lt_probe *probe, const struct stat *info) {
    const passed_file file = describe(probe, info);
    bool found = false;
    pthread_mutex_lock(&passed_lock);
    for (long p = n_passed - 1; p >= 0 && !found; p--)
        found = passed[p].inode == file.inode && passed[p].device == file.device && passed[p].size == file.size &&
                passed[p].try_it == file.try_it && passed[p].depth >= file.depth &&
                same_time(passed[p].changed, file.changed) && same_time(passed[p].modified, file.modified);
    pthread_mutex_unlock(&passed_lock);
    return found;
}

/* info: from before the trial. Without memory it is tried again. */
static void remember(const lt_probe *probe, const struct stat *info) {
    if (time(NULL) - info->st_ctim.tv_sec <= SETTLED_S) return;
    pthread_mutex_lock(&passed_lock);
    if (lt_grow(&passed, sizeof *passed, n_passed + 1, &passed_room) == LT_OK)
        passed[n_passed++] = describe(probe, info);
    else
        lt_error_clear();
    pthread_mutex_unlock(&passed_lock);
}

/* --- without a child --- */

static bool by_manifest;

void lt_probe_by_manifest(void) {
    by_manifest = true;
}

static lt_status look_in_manifest(const char *path) {
    char folder[PATH_MAX];
    const char *name;
    lt_outdir *dir;
    LT_TRY(lt_path_split(path, folder, sizeof folder, &name));
    LT_TRY(lt_outdir_look(folder, &dir));
    const bool known = lt_outdir_has(dir, name, false, NULL);
    lt_outdir_close(dir);
    if (known) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a file that is no checked result of Lantian", .where = path,
                    .expected = lt_fmt("a file that stands in MANIFEST.sha256 of %s with its digest", folder),
                    .found = lt_path_exists(path) ? "a file that does not" : "no such file",
                    .todo = "this program opens no other: name a file as `lantian` wrote it, or make this run with "
                            "`lantian`, which checks files");
}

lt_status lt_probe_run(const lt_probe *probe) {
    struct stat info;
    if (by_manifest) return look_in_manifest(probe->path);
    const bool known = probe->depth > 0 && stat(probe->path, &info) == 0;
    if (known && went_well(probe, &info)) return LT_OK;
    LT_TRY(run(probe));
    if (known) remember(probe, &info);
    return LT_OK;
}
