#include "model/state/hours.h"

#include <math.h>

bool lt_hours_is_time(double seconds_since_1970) {
    return fabs(seconds_since_1970) < 1e11; /* 3000 years */
}

/* The first hour that does not come an hour after the one before it: a gap would shift all that follows. n if all do.
 */
static size_t first_gap(const double *times, size_t n) {
    if (n > 0 && !lt_hours_is_time(times[0])) return 0;
    for (size_t h = 0; h < n; ++h)
        if (!(fabs(times[h] - times[0] - (double)h * LT_HOUR) < 1.0)) return h;
    return n;
}

static lt_status raise_gap(const lt_ncr *file, const char *what, size_t gap, const double *times, size_t n) {
    char want[24] = "", have[24] = "";
    if (n > 0 && lt_hours_is_time(times[0]))
        lt_time_iso((lt_time)times[0] - LT_HOUR / 2 + (lt_time)gap * LT_HOUR, want);
    bool known = n > 0 && lt_hours_is_time(times[gap]);
    if (known) lt_time_iso((lt_time)times[gap] - LT_HOUR / 2, have);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("an hour of %s is missing", what),
                    .where = lt_fmt("%s, time, record %zu", lt_ncr_path(file), gap),
                    .expected = want[0] ? lt_fmt("hours one after the other: here that from %s", want)
                                        : "hours one after the other",
                    .found = n == 0  ? "no hours at all"
                             : known ? lt_fmt("one from %s", have)
                                     : "no number (missing, or NaN)",
                    .todo = lt_fmt("make %s again with `lantian run`", what));
}

/* Start of the first hour. */
static lt_status read_hours(lt_ncr *file, const char *what, size_t n_file, lt_time *begin) {
    double *times;
    LT_TRY(lt_calloc(n_file, sizeof(double), &times));
    lt_status status = lt_ncr_get_double(file, "time", "seconds since 1970-01-01 00:00:00", n_file, times);
    if (status == LT_OK) {
        size_t gap = first_gap(times, n_file);
        if (gap < n_file || n_file == 0)
            status = raise_gap(file, what, gap, times, n_file);
        else
            *begin = (lt_time)times[0] - LT_HOUR / 2;
    }
    lt_free(times);
    return status;
}

lt_status lt_hours_judge(lt_ncr *file, const char *what, lt_faults *faults) {
    size_t n = 0;
    lt_time begin;
    lt_status status = lt_ncr_dim(file, "time", &n);
    if (status == LT_OK) status = read_hours(file, what, n, &begin);
    return lt_faults_take(faults, status);
}

lt_status lt_hours_cover(lt_ncr *file, const char *what, size_t n_file, lt_time start, size_t n_hours, lt_time *first) {
    lt_time begin;
    LT_TRY(read_hours(file, what, n_file, &begin));
    lt_time end = begin + (lt_time)n_file * LT_HOUR, need = start + (lt_time)n_hours * LT_HOUR;
    *first = begin;
    if (start >= begin && need <= end && (start - begin) % LT_HOUR == 0) return LT_OK;
    char have[2][24], want[2][24];
    lt_time_iso(begin, have[0]);
    lt_time_iso(end, have[1]);
    lt_time_iso(start, want[0]);
    lt_time_iso(need, want[1]);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s does not cover the run", what), .where = lt_ncr_path(file),
                    .expected = lt_fmt("hours from %s to %s", want[0], want[1]),
                    .found = lt_fmt("%s to %s", have[0], have[1]),
                    .todo = lt_fmt("make %s for the period of the case", what));
}
