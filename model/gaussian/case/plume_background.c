/* plume_background.c - the background of a case (plume_background.h). */
#include "model/gaussian/case/plume_background.h"

#include "base/log.h"

#include <limits.h>
#include <math.h>

static bool in_sectors(const lt_list *sectors, double from_deg) {
    const double *s = sectors->items;
    for (long k = 0; k + 1 < sectors->n; k += 2) {
        const double width = s[k + 1] - s[k] >= 360.0 ? 360.0 : fmod(s[k + 1] - s[k] + 720.0, 360.0);
        const double at = fmod(from_deg - s[k] + 720.0, 360.0);
        if (at <= width) return true;
    }
    return false;
}

static int hour_of_day(lt_time end) {
    return lt_time_civil(end - LT_HOUR + LT_CST_OFFSET).hour;
}

/* Means over the hours that are known, by hour of the day (24) and of all (at 24). */
static void means_of(const lt_plume_background *b, const lt_plume_weather *w, double mean[25]) {
    double sum[25] = {0};
    long n[25] = {0};
    for (long k = 0; k < b->n; k++) {
        if (isnan(b->gm3[k])) continue;
        const int h = hour_of_day(w->hours[k].end_s);
        sum[h] += b->gm3[k];
        sum[24] += b->gm3[k];
        n[h]++;
        n[24]++;
    }
    for (int h = 0; h < 25; h++) mean[h] = n[h] > 0 ? sum[h] / (double)n[h] : n[24] > 0 ? sum[24] / (double)n[24] : NAN;
}

static lt_status fill(const char *path, const lt_plume_weather *w, lt_plume_background *b) {
    double mean[25];
    means_of(b, w, mean);
    if (isnan(mean[24]))
        return LT_RAISE(LT_ERR_INPUT, .what = "the background has no hour of the case that can be used", .where = path,
                        .expected = "values outside exclude_sectors", .found = lt_fmt("none in %ld hours", b->n),
                        .todo = "give the background of the weather's hours");
    b->mean_gm3 = mean[24];
    for (long k = 0; k < b->n; k++)
        if (isnan(b->gm3[k])) b->gm3[k] = mean[hour_of_day(w->hours[k].end_s)];
    if (b->missing + b->seen > 0)
        lt_remark(LT_LOG_WARNING,
                  "%s: %ld hours are not there, in %ld the station saw the sources; they got the mean "
                  "of the others of their hour of the day",
                  path, b->missing, b->seen);
    return LT_OK;
}

lt_status lt_plume_background_make(const lt_plume_case *setup, const lt_plume_weather *w, lt_plume_background *out) {
    const lt_background_keys *keys = &setup->background;
    char path[PATH_MAX];
    lt_hour_series series;
    *out = (lt_plume_background){.given = isfinite(keys->constant_gm3) || lt_given(keys->file), .n = w->n};
    if (!out->given) return LT_OK;
    LT_TRY(lt_calloc((size_t)w->n, sizeof *out->gm3, &out->gm3));
    out->mean_gm3 = keys->constant_gm3;
    for (long k = 0; k < w->n; k++) out->gm3[k] = keys->constant_gm3;
    if (!lt_given(keys->file)) return LT_OK;
    lt_node_path(lt_node_get(setup->document, "background"), keys->file, path, sizeof path);
    LT_TRY(lt_hour_series_read(path, "value_ugm3", 0.0, &series));
    for (long k = 0; k < w->n; k++) {
        const lt_plume_hour *h = &w->hours[k];
        const double value = 1e-6 * lt_hour_series_at(&series, h->end_s);
        const bool seen = h->air == LT_AIR_PUFF && !(h->wind_ms > 0.0 && isfinite(h->wind_from_deg))
                              ? keys->exclude_sectors.n > 0 /* smoke of a calm may be anywhere */
                              : isfinite(h->wind_from_deg) && in_sectors(&keys->exclude_sectors, h->wind_from_deg);
        out->gm3[k] = seen ? NAN : value;
        if (!lt_plume_hour_counts(h)) continue;
        out->seen += seen && isfinite(value);
        out->missing += isnan(value);
    }
    lt_hour_series_free(&series);
    return fill(path, w, out);
}

void lt_plume_background_free(lt_plume_background *background) {
    lt_free(background->gm3);
    *background = (lt_plume_background){0};
}
