/* report.c - see report.h. A report that cannot be written must not end the run. */
#include "scenarios/submit/report.h"

#include "base/log.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { BETWEEN_S = 5 };

static char reports[PATH_MAX]; /* "": none is wanted */
static long of_member;
static lt_standing now_standing;

static void write_report(void) {
    if (lt_standing_write(reports, of_member, &now_standing) == LT_OK) return;
    lt_remark(LT_LOG_WARNING, "%s/member_%04ld.json could not be written: %s", reports, of_member, lt_error_what());
    lt_error_clear();
}

static void keep_progress(const char *line, bool last) {
    const lt_time now = (lt_time)time(NULL);
    if (last || now - now_standing.heartbeat < BETWEEN_S) return;
    lt_standing_place(&now_standing, line);
    now_standing.heartbeat = now;
    write_report();
}

void lt_report_begin(const char *folder, long member, bool lowest) {
    snprintf(reports, sizeof reports, "%s", folder);
    of_member = member;
    lt_standing_begin(&now_standing, (lt_time)time(NULL));
    if (!lowest) return;
    mkdir(folder, 0777);
    write_report();
    lt_progress_set_sink(keep_progress);
}

void lt_report_end(lt_status status) {
    if (!reports[0]) return;
    if (status != LT_OK) lt_standing_take_error(&now_standing, status);
    now_standing.code = lt_status_exit_code(status);
    lt_standing_end(&now_standing,
                    status == LT_OK            ? LT_DONE
                    : status == LT_ERR_STOPPED ? LT_STOPPED
                                               : LT_FAILED,
                    (lt_time)time(NULL));
    write_report();
}
