/* bench_fork.c - a piece of work in a process of its own, so that its memory and processor time are its own. */
#include "base/bench.h"

#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child tells. */
typedef struct report {
    double wall_s, cpu_s;
    long rows;
    lt_status status;
    char text[2048];
} report;

/* Of the process and of those that it started and waited for: foreign files are tried in one. */
static double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return lt_cpu_seconds() + (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static void child(lt_status (*prepare)(void *), lt_status (*work)(void *, long *), void *context, int pipe_in) {
    report told = {0};
    told.status = prepare ? prepare(context) : LT_OK;
    const double wall = lt_wall_seconds(), cpu = cpu_seconds();
    if (told.status == LT_OK && work) told.status = work(context, &told.rows);
    told.wall_s = lt_wall_seconds() - wall;
    told.cpu_s = cpu_seconds() - cpu;
    if (told.status != LT_OK) lt_error_text(told.status, told.text, sizeof told.text);
    const char *at = (const char *)&told;
    for (size_t left = sizeof told; left > 0;) {
        ssize_t n = write(pipe_in, at, left);
        if (n <= 0) _exit(1);
        at += n;
        left -= (size_t)n;
    }
    _exit(0);
}

static lt_status no_process(const char *what) {
    return LT_RAISE(LT_ERR_ENV, .what = "no process for a benchmark", .where = what, .expected = "fork and pipe",
                    .found = strerror(errno), .todo = "look at the limits of processes and memory");
}

/* One run; the peak is that of the child. */
static lt_status once(lt_status (*prepare)(void *), lt_status (*work)(void *, long *), void *context, report *told,
                      double *peak_mb) {
    int ends[2], code;
    struct rusage used;
    if (pipe(ends) != 0) return no_process("pipe");
    const pid_t pid = fork();
    if (pid < 0) {
        close(ends[0]);
        close(ends[1]);
        return no_process("fork");
    }
    if (pid == 0) {
        close(ends[0]);
        child(prepare, work, context, ends[1]);
    }
    close(ends[1]);
    char *at = (char *)told;
    size_t got = 0;
    for (ssize_t n; got < sizeof *told && (n = read(ends[0], at + got, sizeof *told - got)) > 0;) got += (size_t)n;
    close(ends[0]);
    if (wait4(pid, &code, 0, &used) != pid || got < sizeof *told)
        return LT_RAISE(LT_ERR_ENV, .what = "the process of a benchmark ended without a word", .where = "lantian bench",
                        .expected = "its times", .found = "nothing", .todo = "look whether memory ran out");
    *peak_mb = (double)used.ru_maxrss / 1024.0;
    if (told->status != LT_OK)
        return LT_RAISE(told->status, .what = "a benchmark failed", .where = "lantian bench", .found = told->text);
    return LT_OK;
}

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

lt_status lt_bench_fork(int repeats, lt_status (*prepare)(void *context), lt_status (*work)(void *context, long *rows),
                        void *context, lt_bench_cost *out) {
    double wall[LT_BENCH_MOST_REPEATS], cpu[LT_BENCH_MOST_REPEATS], peak[LT_BENCH_MOST_REPEATS], ignored;
    report told;
    if (repeats > LT_BENCH_MOST_REPEATS) repeats = LT_BENCH_MOST_REPEATS;
    if (prepare) LT_TRY(once(prepare, NULL, context, &told, &ignored));
    for (int k = 0; k < repeats; ++k) {
        LT_TRY(once(NULL, work, context, &told, &peak[k]));
        wall[k] = told.wall_s;
        cpu[k] = told.cpu_s;
    }
    qsort(wall, (size_t)repeats, sizeof *wall, by_size);
    qsort(cpu, (size_t)repeats, sizeof *cpu, by_size);
    qsort(peak, (size_t)repeats, sizeof *peak, by_size);
    *out = (lt_bench_cost){wall[repeats / 2], cpu[repeats / 2], peak[repeats / 2], told.rows};
    return LT_OK;
}
