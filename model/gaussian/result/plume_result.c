/* plume_result.c - the columns of a result (plume_result.h). */
#include "model/gaussian/result/plume_result.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Does a list of texts hold a word? */
static bool wants(const lt_list *list, const char *word) {
    for (long k = 0; k < list->n; k++)
        if (strcmp(((char **)list->items)[k], word) == 0) return true;
    return false;
}

static lt_status add(lt_plume_result *r, long *room, const lt_plume_column *column) {
    LT_TRY(lt_grow(&r->columns, sizeof *r->columns, r->n_columns + 1, room));
    r->columns[r->n_columns++] = *column;
    return LT_OK;
}

static lt_status add_tops(lt_plume_result *r, long *room, int track, int l) {
    const lt_list *nth = &r->setup->keys->outputs.nth;
    const char *name = r->tracks[track].text;
    const int hours = lt_statistics_hours[l];
    for (long k = 0; k < nth->n; k++) {
        const int rank = (int)((const double *)nth->items)[k];
        lt_plume_column c = {.what = LT_PLUME_TOP, .track = track, .length = l, .rank = rank - 1};
        snprintf(c.name, sizeof c.name, "%s_%dh_rank%d_ugm3", name, hours, rank);
        snprintf(c.text, sizeof c.text, "%s: value %d from the highest of the means over %d h", name, rank, hours);
        LT_TRY(add(r, room, &c));
    }
    return LT_OK;
}

static lt_status add_percentiles(lt_plume_result *r, long *room, int track, int l) {
    const lt_list *list = &r->setup->keys->outputs.percentiles;
    const char *name = r->tracks[track].text;
    const int hours = lt_statistics_hours[l];
    for (long k = 0; k < list->n && track < r->statistics->wish.n_stored; k++) {
        const double p = ((const double *)list->items)[k];
        lt_plume_column c = {.what = LT_PLUME_PERCENTILE, .track = track, .length = l, .p = p};
        snprintf(c.name, sizeof c.name, "%s_%dh_p%g_ugm3", name, hours, p);
        for (char *dot = c.name; (dot = strchr(dot, '.')) && dot < strstr(c.name, "_ugm3");) *dot = '_';
        snprintf(c.text, sizeof c.text, "%s: percentile %g of the means over %d h", name, p, hours);
        LT_TRY(add(r, room, &c));
    }
    return LT_OK;
}

lt_status lt_plume_result_columns(lt_plume_result *r) {
    const lt_list *averages = &r->setup->keys->outputs.averages;
    long room = 0;
    for (int t = 0; t < r->n_tracks; t++) {
        lt_plume_column mean = {.what = LT_PLUME_MEAN, .track = t};
        snprintf(mean.name, sizeof mean.name, "%s_mean_ugm3", r->tracks[t].text);
        snprintf(mean.text, sizeof mean.text, "%s: mean over the good hours of the period", r->tracks[t].text);
        if (averages->n == 0 || wants(averages, "period")) LT_TRY(add(r, &room, &mean));
        for (int l = 0; l < LT_STATISTICS_LENGTHS; l++) {
            if (!r->statistics->wish.length[l]) continue;
            LT_TRY(add_tops(r, &room, t, l));
            LT_TRY(add_percentiles(r, &room, t, l));
        }
    }
    return LT_OK;
}

lt_status lt_plume_result_value(const lt_plume_result *r, const lt_plume_column *c, int receptor, double *ugm3,
                                lt_time *end) {
    const lt_plume_statistics *s = r->statistics;
    double value = NAN;
    if (c->what == LT_PLUME_MEAN) value = lt_plume_statistics_mean(s, c->track, receptor);
    if (c->what == LT_PLUME_PERCENTILE)
        LT_TRY(lt_plume_statistics_percentile(s, c->length, c->track, c->p, receptor, &value));
    if (c->what == LT_PLUME_TOP) {
        const lt_ranked top = lt_plume_statistics_top(s, c->length, c->track, c->rank, receptor);
        value = top.value;
        if (end) *end = top.end;
    }
    *ugm3 = 1e6 * value;
    return LT_OK;
}
