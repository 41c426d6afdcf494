/* program.h - run the lantian program as a user does and look at what it said. Header only.
 *
 * What the program prints is caught in memory, so that a full disk or a file size limit hits only the program's files.
 */
#ifndef LT_TESTS_PROGRAM_H
#define LT_TESTS_PROGRAM_H

#include "tests/support/files.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

typedef struct program_result {
    int code;   /* exit code, or 128 + signal */
    char *said; /* stdout */
    char *err;  /* stderr */
} program_result;

typedef struct program_options {
    const char *program;    /* NULL = lantian */
    const char *folder;     /* working folder, NULL = this one */
    size_t file_size_limit; /* bytes, 0 = none: writing beyond fails as a full disk does */
    const char *variable;   /* one more environment variable "NAME=value" */
} program_options;

enum { PROGRAM_MAX_ARGUMENTS = 24 };

static LT_UNUSED int program_catcher(void) {
    return memfd_create("caught", 0); /* not MFD_CLOEXEC: the program inherits it */
}

static LT_UNUSED char *program_caught(int fd) {
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = calloc(1, (size_t)size + 1);
    if (text && pread(fd, text, (size_t)size, 0) < 0) text[0] = '\0';
    close(fd);
    return text;
}

/* Start it; *out_fd and *err_fd catch what it prints. The arguments end with NULL and begin after "lantian". */
static LT_UNUSED pid_t program_start(const program_options *options, const char *const *arguments, int *out_fd,
                                     int *err_fd) {
    const char *program = options && options->program ? options->program : LT_PROGRAM;
    const char *argv[PROGRAM_MAX_ARGUMENTS + 2] = {program};
    for (int n = 0; n < PROGRAM_MAX_ARGUMENTS && arguments[n]; n++) argv[n + 1] = arguments[n];
    *out_fd = program_catcher();
    *err_fd = program_catcher();
    fflush(NULL);
    pid_t child = fork();
    if (child != 0) return child;
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    dup2(*out_fd, 1);
    dup2(*err_fd, 2);
    if (options && options->folder && chdir(options->folder) != 0) _exit(126);
    if (options && options->variable) putenv((char *)(uintptr_t)options->variable);
    if (options && options->file_size_limit) {
        struct rlimit limit = {options->file_size_limit, options->file_size_limit};
        signal(SIGXFSZ, SIG_IGN); /* inherited: write() then returns EFBIG */
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(125);
    }
    execv(program, (char *const *)(uintptr_t)argv);
    _exit(127);
}

static LT_UNUSED program_result program_finish(pid_t child, int out_fd, int err_fd) {
    program_result result = {0};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.said = program_caught(out_fd);
    result.err = program_caught(err_fd);
    return result;
}

static LT_UNUSED program_result program_run_list(const program_options *options, const char *const *arguments) {
    int out_fd, err_fd;
    pid_t child = program_start(options, arguments, &out_fd, &err_fd);
    return program_finish(child, out_fd, err_fd);
}

/* program_run(NULL, "run", "liaoning", "--quiet") */
#define program_run(options, ...) program_run_list((options), (const char *const[]){__VA_ARGS__, NULL})

static LT_UNUSED void program_free(program_result *result) {
    free(result->said);
    free(result->err);
    memset(result, 0, sizeof *result);
}

/* How many times word occurs in text. */
static LT_UNUSED int program_count(const char *text, const char *word) {
    int n = 0;
    for (const char *p = text; (p = strstr(p, word)) != NULL; p += strlen(word)) n++;
    return n;
}

static LT_UNUSED void program_sleep_ms(long milliseconds) {
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

#endif
