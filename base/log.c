/* log.c - messages and the progress line; clocks. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The sinks are set once by the front door before any thread starts. */
static void (*say_sink)(const char *text);
static void (*log_sink)(lt_log_level level, const char *text);
static void (*progress_sink)(const char *line, bool last);

void lt_log_set_sinks(void (*say)(const char *text), void (*log)(lt_log_level, const char *text)) {
    say_sink = say;
    log_sink = log;
}

/* The text, malloc'ed; NULL without memory. */
static char *text_of(const char *format, va_list args) {
    char *text = NULL;
    return vasprintf(&text, format, args) < 0 ? NULL : text;
}

void lt_say(const char *format, ...) {
    if (!say_sink) return;
    va_list args;
    va_start(args, format);
    char *text = text_of(format, args);
    va_end(args);
    if (text) say_sink(text);
    free(text);
}

void lt_remark(lt_log_level level, const char *format, ...) {
    if (!log_sink) return;
    va_list args;
    va_start(args, format);
    char *text = text_of(format, args);
    va_end(args);
    if (text) log_sink(level, text);
    free(text);
}

/* One progress line for the process; it is driven by the main thread. */
static const double PROGRESS_INTERVAL = 0.1; /* s between two lines: 10 a second is smooth and costs nothing */
static const double ESTIMATE_AFTER = 0.5;    /* s before the rate is worth an estimate */

struct lt_progress {
    char task[64], unit[16];
    long total;
    double begun, shown;
    bool active, visible;
};
static lt_progress progress;

void lt_progress_set_sink(void (*sink)(const char *line, bool last)) {
    progress_sink = sink;
}

void lt_progress_begin(const char *task, long total_steps, const char *unit) {
    if (progress.active) lt_progress_end();
    progress = (lt_progress){.total = total_steps, .begun = lt_wall_seconds(), .shown = -1.0, .active = true};
    snprintf(progress.task, sizeof progress.task, "%s", task);
    snprintf(progress.unit, sizeof progress.unit, "%s", unit);
}

static void format_left(double seconds, char *out, size_t size) {
    if (seconds < 60.0)
        snprintf(out, size, "  %.0f s left", seconds);
    else if (seconds < 3600.0)
        snprintf(out, size, "  %d min %02d s left", (int)seconds / 60, (int)seconds % 60);
    else
        snprintf(out, size, "  %.0f h %02.0f min left", (seconds - (double)((long)seconds % 3600)) / 3600.0,
                 (double)((long)seconds % 3600 / 60));
}

void lt_progress_step(long done_steps, const char *where) {
    if (!progress_sink || !progress.active) return;
    double now = lt_wall_seconds();
    if (progress.shown >= 0.0 && now - progress.shown < PROGRESS_INTERVAL) return;
    progress.shown = now;
    progress.visible = true;
    double elapsed = now - progress.begun;
    char left[48] = "";
    if (done_steps > 0 && progress.total > done_steps && elapsed >= ESTIMATE_AFTER)
        format_left(elapsed * (double)(progress.total - done_steps) / (double)done_steps, left, sizeof left);
    char line[256];
    snprintf(line, sizeof line, "%s%s%s  %ld/%ld %s%s", progress.task, where && where[0] ? "  " : "",
             where ? where : "", done_steps, progress.total, progress.unit, left);
    progress_sink(line, false);
}

void lt_progress_end(void) {
    if (progress.active && progress.visible && progress_sink) {
        char line[128];
        snprintf(line, sizeof line, "%s  %.1f s", progress.task, lt_wall_seconds() - progress.begun);
        progress_sink(line, true);
    }
    progress.active = false;
}

double lt_wall_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double lt_cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double lt_thread_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void lt_thread_lap(double *since, double *sum) {
    const double now = lt_thread_seconds();
    *sum += now - *since;
    *since = now;
}
