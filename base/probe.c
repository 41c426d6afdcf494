/* probe.c - a foreign file in the hands of a child process. See probe.h.
 *
 * The child has limits on memory, CPU and wall time; it never prints and leaves with _exit. What it says comes through
 * a pipe. */
#include "base/probe.h"

#include "base/outdir.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROBE_MEMORY_BYTES ((rlim_t)2 << 30) /* on top of what the process has already */
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
    const char *found = "the library crashed on it";
    if (WIFEXITED(result)) {
        if (WEXITSTATUS(result) == 0) return LT_OK;
        if (said[0]) found = said;
    } else if (WTERMSIG(result) == SIGALRM || WTERMSIG(result) == SIGXCPU) {
        found = lt_fmt("reading it did not end within %.0f s", seconds);
    } else if (WTERMSIG(result) == SIGKILL) {
        found = "reading it took too much time or memory";
    }
    return LT_RAISE(LT_ERR_INPUT, .what = probe->what, .where = probe->path, .found = found,
                    .expected = probe->expected, .todo = probe->todo);
}

lt_status lt_probe_run(const lt_probe *probe) {
    const char *path = probe->path;
    double seconds = probe->seconds;
    struct stat info;
    int channel[2];
    if (seconds <= 0)
        seconds = PROBE_SECONDS + (stat(path, &info) == 0 ? (double)info.st_size / PROBE_BYTES_PER_SECOND : 0);
    if (pipe2(channel, O_CLOEXEC) != 0) return lt_errno_raise(errno, "make a pipe to check", path);
    const pid_t child = fork();
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
