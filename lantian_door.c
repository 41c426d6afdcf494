/* lantian_door.c - what the programs have in common: the only place that prints. */
#include "lantian_door.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/outdir.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* --- threads ------------------------------------------------------------------------------------------------------ */

/* Threads that wait should sleep: where other programs use the processors too, threads that turn in circles were
 * measured to make a run four times slower. OpenMP reads its variables before main, so the program starts once more
 * with this one set; a value of the user's stays. */
void lt_door_wait_asleep(char **argv) {
    if (getenv("OMP_WAIT_POLICY") || setenv("OMP_WAIT_POLICY", "passive", 0) != 0) return;
    execv("/proc/self/exe", argv); /* if it cannot be, the run is only slower */
}

/* --- where words go ----------------------------------------------------------------------------------------------- */

static int output_error; /* errno of the first result that could not be printed */

static void say_sink(const char *text) {
    if (fputs(text, stdout) == EOF && !output_error) output_error = errno;
}

/* A remark is said once: stages that read the same input would repeat it. */
static bool said_before(const char *text) {
    static uint64_t said[512];
    static int n;
    const uint64_t hash = lt_hash_short(LT_HASH_SHORT, text, strlen(text));
    for (int k = 0; k < n; k++)
        if (said[k] == hash) return true;
    if (n < 512) said[n++] = hash;
    return false;
}

/* On a terminal, long remarks break between words and go on indented; files get them as they are. */
static void say_wrapped(const char *text, int column) {
    struct winsize window = {0};
    const bool terminal = isatty(STDERR_FILENO) && ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0;
    const int width = terminal && window.ws_col >= 40 ? window.ws_col : INT_MAX;
    while (*text) {
        const int blanks = (int)strspn(text, " "), word = (int)strcspn(text + blanks, " \n"), step = blanks + word;
        if (column > 4 && word < width - 4 && column + step >= width) {
            fprintf(stderr, "\n    %.*s", word, text + blanks);
            column = 4 + word;
        } else {
            fprintf(stderr, "%.*s", step, text);
            column += step;
        }
        text += step;
        if (*text != '\n') continue;
        if (text[1]) fputc('\n', stderr);
        column = 0;
        text++;
    }
    fputc('\n', stderr);
}

static void log_sink(lt_log_level level, const char *text) {
    if (said_before(text)) return;
    if (level == LT_LOG_WARNING) fputs("warning: ", stderr);
    say_wrapped(text, level == LT_LOG_WARNING ? 9 : 0);
}

static void progress_sink(const char *line, bool last) {
    fprintf(stderr, "\r\033[K%s%s", line, last ? "\n" : "");
}

void lt_door_open(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    lt_log_set_sinks(say_sink, log_sink);
}

void lt_door_remarks(bool wanted) {
    if (!wanted) lt_log_set_sinks(say_sink, NULL);
    if (wanted && isatty(STDERR_FILENO)) lt_progress_set_sink(progress_sink);
}

/* What could not be printed has not been said: `lantian ... > file` on a full disk is no success. */
lt_status lt_door_check_output(void) {
    if (fflush(stdout) != 0 && !output_error) output_error = errno;
    if (!output_error && !ferror(stdout)) return LT_OK;
    return lt_errno_raise(output_error ? output_error : EIO, "write the results", "standard output");
}

void lt_door_print_error(lt_status status) {
    char text[8192];
    lt_error_text(status, text, sizeof text);
    fprintf(stderr, "%s%s", text, text[0] && text[strlen(text) - 1] == '\n' ? "" : "\n");
}
