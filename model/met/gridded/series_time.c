/* series_time.c - which states of a series make an instant or a mean, and which hours it lacks (series.h).
 *
 * Between states a field is linear in time, beyond the ends constant (only runs that hold one state ask there). The
 * mean over from..to of a piece between t_i and t_{i+1} is its value in the middle of what lies within, so that
 *   weight_i += length (1 - m), weight_{i+1} += length m,  m = (middle - t_i)/(t_{i+1} - t_i);  all over (to - from).
 */
#include "model/met/gridded/series.h"

#include <stdlib.h>
#include <string.h>

/* The last item whose end is not after t (0 if none is). */
static long at_or_before(const lt_series_record *items, long n, lt_time t) {
    long low = 0, high = n;
    while (high - low > 1) {
        long middle = (low + high) / 2;
        if (items[middle].end <= t)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Adds a piece from..to that lies between two neighbouring items, or beyond the ends. */
static void add_piece(const lt_series_record *items, long n_items, double from, double to, double total, long first,
                      double *weight) {
    double middle = 0.5 * (from + to), share = total > 0.0 ? (to - from) / total : 1.0;
    long i = at_or_before(items, n_items, (lt_time)middle);
    if (i == n_items - 1 || middle < (double)items[i].end) {
        weight[i - first] += share;
        return;
    }
    double m = (middle - (double)items[i].end) / (double)(items[i + 1].end - items[i].end);
    weight[i - first] += share * (1.0 - m);
    if (m > 0.0) weight[i + 1 - first] += share * m;
}

void lt_series_weights(const lt_series_record *items, long n_items, lt_time from, lt_time to, long *first, long *n,
                       double *weight) {
    *first = at_or_before(items, n_items, from);
    long last = at_or_before(items, n_items, to);
    if (items[last].end < to && last < n_items - 1) last++;
    *n = last - *first + 1;
    if (!weight) return;
    memset(weight, 0, (size_t)*n * sizeof *weight);
    double total = (double)(to - from), at = (double)from;
    for (long i = *first; i <= last && total > 0.0; i++) {
        double end = (double)items[i].end;
        if (end <= at || end >= (double)to) continue;
        add_piece(items, n_items, at, end, total, *first, weight);
        at = end;
    }
    add_piece(items, n_items, at, (double)to, total, *first, weight);
}

/* --- coverage --- */

/* The first hole within first..last: between which ends. */
static bool find_hole(const lt_series_record *items, long n, lt_time first, lt_time last, lt_time *from, lt_time *to) {
    *from = first;
    *to = last;
    if (!n) return true;
    if (items[0].end > first) {
        *to = items[0].end < last ? items[0].end : last;
        return true;
    }
    for (long i = at_or_before(items, n, first); i < n - 1 && items[i].end < last; i++)
        if (items[i + 1].end - items[i].end > LT_SERIES_STEP) {
            *from = items[i].end > first ? items[i].end : first;
            *to = items[i + 1].end < last ? items[i + 1].end : last;
            return true;
        }
    if (items[n - 1].end >= last) return false;
    *from = items[n - 1].end > first ? items[n - 1].end : first;
    return true;
}

/* What could be wrong with the whole: another year, another zone. */
static const char *guess(const lt_series_record *items, long n, lt_time first, lt_time last) {
    lt_time from, to;
    lt_civil theirs = lt_time_civil(items[0].end), ours = lt_time_civil(first);
    lt_time day = lt_time_from_civil(theirs.year, ours.month, ours.day == 29 ? 28 : ours.day, ours.hour, 0, 0);
    if (theirs.year != ours.year && !find_hole(items, n, day, day + (last - first), &from, &to))
        return lt_fmt("the files hold these days of %d: correct the period, or take weather of %d", theirs.year,
                      ours.year);
    for (int zone = -12; zone <= 14; zone++)
        if (zone && !find_hole(items, n, first + zone * LT_HOUR, last + zone * LT_HOUR, &from, &to))
            return lt_fmt("shifted by %d h they would cover it: times of the files are taken as UTC, the period's as "
                          "written (UTC+8 without a zone)",
                          zone);
    return "give files of all hours, spin-up included, or change the period";
}

bool lt_series_covers(const lt_series *s, lt_gridded_field f, lt_time first, lt_time last) {
    lt_time from, to;
    return !find_hole(s->field[f].items, s->field[f].n, first, last, &from, &to);
}

lt_status lt_series_cover(const lt_series *s, lt_gridded_field f, lt_time first, lt_time last) {
    lt_time from, to;
    const lt_series_record *items = s->field[f].items;
    long n = s->field[f].n;
    if (!find_hole(items, n, first, last, &from, &to)) return LT_OK;
    char a[24], b[24], c[24], d[24], start[24], end[24];
    lt_time_iso(first, a);
    lt_time_iso(last, b);
    lt_time_iso(from, c);
    lt_time_iso(to, d);
    if (!n)
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather lacks a field", .where = s->part[0]->path,
                        .expected = lt_fmt("%s from %s to %s", lt_gridded_rows[f].name, a, b), .found = "none",
                        .todo = "take a file with it, or add one to the list");
    lt_time_iso(items[0].end, start);
    lt_time_iso(items[n - 1].end, end);
    return LT_RAISE(LT_ERR_INPUT, .what = "the weather does not cover the run", .where = s->part[items[0].part]->path,
                    .expected = lt_fmt("%s from %s to %s, at most %d h apart", lt_gridded_rows[f].name, a, b,
                                       LT_SERIES_STEP / LT_HOUR),
                    .found = lt_fmt("nothing between %s and %s; the files hold %ld time%s from %s to %s", c, d, n,
                                    n == 1 ? "" : "s", start, end),
                    .todo = guess(items, n, first, last));
}
