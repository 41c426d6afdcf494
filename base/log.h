/* log.h - messages, results and the progress line, all through sinks that the front door sets. */
#ifndef LT_LOG_H
#define LT_LOG_H

#include <stdbool.h>
#include <stddef.h>

typedef enum lt_log_level { LT_LOG_INFO, LT_LOG_WARNING } lt_log_level;

/* Results for the user (tables, totals) go to lt_say; remarks to lt_remark. Both are silent until a sink is set.
 * The text of lt_say is handed on unchanged (it carries its own line ends); a remark is one line without its end. */
void lt_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void lt_remark(lt_log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lt_log_set_sinks(void (*say)(const char *text), void (*log)(lt_log_level, const char *text));

/* Progress: one line rewritten in place, with an estimate of what is left; the sink is NULL when stderr is no terminal.
 * Text is "model base  2020-01-09 07:00  34/168 h  12 s left". */
typedef struct lt_progress lt_progress;
void lt_progress_set_sink(void (*sink)(const char *line, bool last));
void lt_progress_begin(const char *task, long total_steps, const char *unit);
void lt_progress_step(long done_steps, const char *where);
void lt_progress_end(void);

/* Wall seconds from a monotonic clock, CPU seconds of the process. */
double lt_wall_seconds(void);
double lt_cpu_seconds(void);
/* Of the calling thread alone. */
double lt_thread_seconds(void);
/* Its time since `since` goes to sum, and counts from now on. */
void lt_thread_lap(double *since, double *sum);

#endif
