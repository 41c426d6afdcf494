/* plume_statistics.c - see plume_statistics.h.
 *
 * Blocks of 8 and 24 hours begin at 0, 8, 16 h and at midnight of local time (UTC+8). A block of L hours with n good
 * ones has the mean  sum / max(n, ceil(0.75 L)):  calms and missing hours do not thin it out until a quarter is gone,
 * and beyond that a few hours do not stand for a day (EPA's calms policy, 40 CFR 51 appendix W, 8.4.6; recalled). What
 * is in the air without the sources is there in all hours, and is not thinned out: of a track's air the mean is that of
 * the n hours.
 * Without a good hour, or where the series covers less than three quarters of it, a block is left out. The mean of the
 * period is that of its good hours.
 *
 * Percentile p of n sorted values: at position 1 + (n - 1) p / 100, linear between two (HJ 663-2013, appendix A).
 *
 * Every receptor is summed by itself in the order of the hours, so that bits do not depend on threads. */
#include "model/gaussian/result/plume_statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const int lt_statistics_hours[LT_STATISTICS_LENGTHS] = {1, 8, 24};

static size_t cells(const lt_plume_statistics *s) {
    return (size_t)s->wish.n_tracks * (size_t)s->wish.n_receptors;
}

lt_status lt_plume_statistics_create(const lt_statistics_wish *wish, lt_plume_statistics **out) {
    lt_plume_statistics *s;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->wish = *wish;
    lt_status status = lt_calloc(cells(s), sizeof *s->sum, &s->sum);
    for (int l = 0; status == LT_OK && l < LT_STATISTICS_LENGTHS; l++) {
        lt_statistics_blocks *b = &s->blocks[l];
        const size_t n = cells(s) * (size_t)wish->n_ranks;
        if (!wish->length[l]) continue;
        status = lt_calloc(cells(s), sizeof *b->sum, &b->sum);
        if (status == LT_OK) status = lt_calloc((size_t)wish->n_tracks, sizeof *b->air, &b->air);
        if (status == LT_OK) status = lt_calloc(n, sizeof *b->top, &b->top);
        for (size_t k = 0; status == LT_OK && k < n; k++) b->top[k].value = NAN;
    }
    if (status == LT_OK)
        *out = s;
    else
        lt_plume_statistics_free(s);
    return status;
}

void lt_plume_statistics_free(lt_plume_statistics *s) {
    if (!s) return;
    for (int l = 0; l < LT_STATISTICS_LENGTHS; l++) {
        lt_free(s->blocks[l].sum);
        lt_free(s->blocks[l].air);
        lt_free(s->blocks[l].top);
        lt_free(s->blocks[l].stored);
    }
    lt_free(s->sum);
    lt_free(s);
}

static void rank_in(lt_ranked *top, int n_ranks, double value, lt_time end) {
    int at = n_ranks;
    while (at > 0 && !(top[at - 1].value >= value)) at--; /* equal values: the earlier first; NAN gives way */
    if (at == n_ranks) return;
    memmove(top + at + 1, top + at, (size_t)(n_ranks - at - 1) * sizeof *top);
    top[at] = (lt_ranked){value, end};
}

static lt_status close_block(lt_plume_statistics *s, int l) {
    lt_statistics_blocks *b = &s->blocks[l];
    const int length = lt_statistics_hours[l], least = (3 * length + 3) / 4, n = s->wish.n_receptors;
    const long stored = (long)s->wish.n_stored * n;
    const lt_time end = (b->number + 1) * length * LT_HOUR - LT_CST_OFFSET;
    if (!b->open) return LT_OK;
    b->open = false;
    if (b->valid == 0 || b->hours < least) {
        b->left_out++;
        memset(b->sum, 0, cells(s) * sizeof *b->sum);
        memset(b->air, 0, (size_t)s->wish.n_tracks * sizeof *b->air);
        return LT_OK;
    }
    b->thin += b->valid < least;
    if (stored > 0) LT_TRY(lt_grow(&b->stored, sizeof *b->stored, (b->n + 1) * stored, &b->room));
    const double part = 1.0 / (b->valid > least ? b->valid : least), thinned = 1.0 / b->valid - part;
    double *store = b->stored + b->n * stored;
#pragma omp parallel for schedule(static)
    for (long k = 0; k < (long)s->wish.n_tracks * n; k++) {
        const double value = b->sum[k] * part + b->air[k / n] * thinned; /* thinned 0: as if there were no air */
        b->sum[k] = 0.0;
        if (k < stored) store[k] = value;
        rank_in(b->top + k * s->wish.n_ranks, s->wish.n_ranks, value, end);
    }
    memset(b->air, 0, (size_t)s->wish.n_tracks * sizeof *b->air);
    b->n++;
    return LT_OK;
}

static void add(double *sum, const double *values, long n) {
#pragma omp parallel for schedule(static)
    for (long k = 0; k < n; k++) sum[k] += values[k];
}

lt_status lt_plume_statistics_hour(lt_plume_statistics *s, lt_time end, const double *values, const double *air) {
    const lt_time local = end - LT_HOUR + LT_CST_OFFSET;
    s->hours++;
    if (values) {
        s->good++;
        add(s->sum, values, (long)cells(s));
    }
    for (int l = 0; l < LT_STATISTICS_LENGTHS; l++) {
        lt_statistics_blocks *b = &s->blocks[l];
        const lt_time span = lt_statistics_hours[l] * LT_HOUR, number = local / span - (local % span < 0);
        if (!s->wish.length[l]) continue;
        if (b->open && b->number != number) LT_TRY(close_block(s, l));
        if (!b->open) b->hours = b->valid = 0;
        b->open = true;
        b->number = number;
        b->hours++;
        if (!values) continue;
        b->valid++;
        add(b->sum, values, (long)cells(s));
        for (int t = 0; air && t < s->wish.n_tracks; t++) b->air[t] += air[t];
    }
    return LT_OK;
}

lt_status lt_plume_statistics_end(lt_plume_statistics *s) {
    for (int l = 0; l < LT_STATISTICS_LENGTHS; l++)
        if (s->wish.length[l]) LT_TRY(close_block(s, l));
    return LT_OK;
}

double lt_plume_statistics_mean(const lt_plume_statistics *s, int track, int receptor) {
    const double sum = s->sum[(long)track * s->wish.n_receptors + receptor];
    return s->good > 0 ? sum / (double)s->good : NAN;
}

lt_ranked lt_plume_statistics_top(const lt_plume_statistics *s, int length, int track, int rank, int receptor) {
    const long cell = (long)track * s->wish.n_receptors + receptor;
    return s->blocks[length].top[cell * s->wish.n_ranks + rank];
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

lt_status lt_plume_statistics_percentile(const lt_plume_statistics *s, int length, int track, double p, int receptor,
                                         double *out) {
    const lt_statistics_blocks *b = &s->blocks[length];
    const long stored = (long)s->wish.n_stored * s->wish.n_receptors, n = b->n;
    double *sorted;
    *out = NAN;
    if (n == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)n, sizeof *sorted, &sorted));
    for (long k = 0; k < n; k++) sorted[k] = b->stored[k * stored + (long)track * s->wish.n_receptors + receptor];
    qsort(sorted, (size_t)n, sizeof *sorted, ascending);
    const double at = (double)(n - 1) * p / 100.0;
    const long low = (long)floor(at), high = low + 1 < n ? low + 1 : n - 1;
    *out = sorted[low] + (at - (double)low) * (sorted[high] - sorted[low]);
    lt_free(sorted);
    return LT_OK;
}
