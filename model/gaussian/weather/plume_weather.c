/* plume_weather.c - the hours of a case (plume_weather.h). */
#include "model/gaussian/weather/plume_weather.h"

#include "base/log.h"
#include "model/gaussian/puff/puff_air.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lt_plume_hour lt_plume_hour_missing(lt_time end) {
    return (lt_plume_hour){.end_s = end,
                           .air = LT_AIR_MISSING,
                           .wind_ms = NAN,
                           .wind_from_deg = NAN,
                           .wind_height_m = NAN,
                           .temperature_K = NAN,
                           .temperature_height_m = NAN,
                           .pressure_Pa = NAN,
                           .friction_velocity_ms = NAN,
                           .obukhov_m = NAN,
                           .convective_velocity_ms = NAN,
                           .convective_height_m = NAN,
                           .mechanical_height_m = NAN,
                           .lapse_above_Km = NAN,
                           .roughness_m = NAN,
                           .measured_height_m = NAN,
                           .sigma_v_ms = NAN,
                           .sigma_w_ms = NAN,
                           .rain_mmh = NAN,
                           .relative_humidity = NAN,
                           .cloud = NAN,
                           .albedo = NAN,
                           .bowen = NAN};
}

/* All but wind and direction. */
static bool is_complete(const lt_plume_hour *h) {
    const bool surface = h->friction_velocity_ms > 0.0 && isfinite(h->obukhov_m) && h->obukhov_m != 0.0 &&
                         h->mechanical_height_m > 0.0 && h->roughness_m > 0.0 && h->temperature_K > 0.0 &&
                         h->pressure_Pa > 0.0 && h->wind_height_m > 0.0 && h->temperature_height_m > 0.0;
    const bool heated = h->obukhov_m > 0.0 ||
                        (h->convective_height_m > 0.0 && h->convective_velocity_ms > 0.0 && h->lapse_above_Km > 0.0);
    return surface && heated;
}

void lt_plume_hour_judge(lt_plume_hour *h) {
    if (h->wind_ms == 0.0)
        h->air = LT_AIR_CALM;
    else if (!(h->wind_ms > 0.0) || !is_complete(h))
        h->air = LT_AIR_MISSING;
    else
        h->air = isfinite(h->wind_from_deg) ? LT_AIR_GOOD : LT_AIR_CALM;
}

lt_plume_weather *lt_plume_weather_of(const char *path) {
    lt_plume_weather *weather = NULL;
    if (lt_calloc(1, sizeof *weather, &weather) != LT_OK) return NULL;
    snprintf(weather->path, sizeof weather->path, "%s", path);
    weather->lon = weather->lat = NAN;
    return weather;
}

void lt_plume_weather_free(lt_plume_weather *weather) {
    if (!weather) return;
    lt_free(weather->hours);
    lt_free(weather);
}

static lt_status put(lt_plume_weather *weather, const lt_plume_hour *hour) {
    LT_TRY(lt_grow(&weather->hours, sizeof *weather->hours, weather->n + 1, &weather->room));
    weather->hours[weather->n++] = *hour;
    return LT_OK;
}

static lt_status fill_gap(lt_plume_weather *weather, long hours) {
    const lt_time begin = weather->hours[weather->n - 1].end_s;
    weather->gaps++;
    weather->gap_hours += hours;
    if (hours > weather->longest_gap_hours) {
        weather->longest_gap_hours = hours;
        weather->longest_gap_begin = begin;
    }
    for (long k = 1; k <= hours; k++) {
        const lt_plume_hour none = lt_plume_hour_missing(begin + k * LT_HOUR);
        LT_TRY(put(weather, &none));
    }
    return LT_OK;
}

lt_status lt_plume_weather_add(lt_plume_weather *weather, const lt_plume_hour *hour, const char *place) {
    const long longest = 200L * 8784;
    if (weather->n == 0) return put(weather, hour);
    const long step = (long)((hour->end_s - weather->hours[weather->n - 1].end_s) / LT_HOUR);
    if (step < 1 || step > longest)
        return LT_RAISE(LT_ERR_INPUT, .what = "the hours do not go on from the row before", .where = place,
                        .expected = "a later hour, at most 200 years later",
                        .found = lt_fmt("%ld hours after it", step),
                        .todo = "sort the rows, each hour once; look at the years");
    if (step > 1) LT_TRY(fill_gap(weather, step - 1));
    return put(weather, hour);
}

lt_status lt_plume_weather_end(lt_plume_weather *weather) {
    weather->calm = weather->puffed_calms;
    weather->missing = 0;
    for (long k = 0; k < weather->n; k++) {
        weather->calm += weather->hours[k].air == LT_AIR_CALM;
        weather->missing += weather->hours[k].air == LT_AIR_MISSING;
    }
    if (weather->calm - weather->puffed_calms + weather->missing < weather->n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no hour of the weather is good", .where = weather->path,
                    .expected = "hours with wind, direction, temperature, u*, L and mixing height",
                    .found = lt_fmt("%ld hours, %ld calm, %ld missing", weather->n, weather->calm, weather->missing),
                    .todo = "look at the missing codes and units of the file");
}

lt_status lt_plume_weather_cut(lt_plume_weather *weather, lt_time from, lt_time to) {
    long kept = 0;
    for (long k = 0; k < weather->n; k++) {
        const lt_time end = weather->hours[k].end_s;
        if ((from && end <= from) || (to && end > to)) continue;
        weather->hours[kept++] = weather->hours[k];
    }
    char begin[24] = "none", end[24] = "none";
    if (weather->n > 0) {
        lt_time_local(weather->hours[0].end_s - LT_HOUR, begin);
        lt_time_local(weather->hours[weather->n - 1].end_s, end);
    }
    if (kept == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather has no hour between start and end of the case",
                        .where = weather->path, .expected = "hours of the period",
                        .found = lt_fmt("%s to %s (UTC+8)", begin, end), .todo = "change start and end, or the file");
    weather->n = kept;
    return LT_OK;
}

void lt_plume_weather_lend_wind(lt_plume_weather *weather, double lowest_ms) {
    double direction = NAN;
    for (long k = 0; k < weather->n; k++) {
        lt_plume_hour *h = &weather->hours[k];
        if (h->air == LT_AIR_GOOD) direction = h->wind_from_deg;
        if (h->air != LT_AIR_CALM) continue;
        h->wind_from_deg = direction;
        if (isfinite(direction)) h->wind_ms = fmax(h->wind_ms, lowest_ms);
    }
}

void lt_plume_weather_settle_calms(lt_plume_weather *weather) {
    for (long k = 0; k < weather->n; k++) {
        lt_plume_hour *h = &weather->hours[k];
        if (h->air != LT_AIR_CALM) continue;
        lt_plume_hour_judge(h);
        weather->lifted += h->air == LT_AIR_GOOD;
        if (h->air != LT_AIR_MISSING) continue;
        h->air = LT_AIR_CALM;
        h->wind_ms = 0.0;
        h->wind_from_deg = NAN;
    }
}

static lt_status judge_gaps(const lt_plume_weather *w) {
    long row = 0;
    for (long k = 0; k < w->n; k++) {
        row = w->hours[k].air == LT_AIR_MISSING ? row + 1 : 0;
        if (row <= LT_PUFF_MOST_MISSING) continue;
        char begin[24];
        lt_time_local(w->hours[k - row + 1].end_s - LT_HOUR, begin);
        return LT_RAISE(LT_ERR_INPUT, .what = "puffs are lost from sight: too many hours of the weather are missing",
                        .where = w->path,
                        .expected = lt_fmt("at most %d missing hours in a row", (int)LT_PUFF_MOST_MISSING),
                        .found = lt_fmt("more of them from %s (UTC+8) on", begin),
                        .todo = "add the hours, set weather: start and end, or take plumes alone (calms: skip)");
    }
    return LT_OK;
}

lt_status lt_plume_weather_puff(lt_plume_weather *w, double below_ms) {
    LT_TRY(judge_gaps(w));
    for (long k = 0; k < w->n; k++) {
        lt_plume_hour *h = &w->hours[k];
        const bool calm = h->air == LT_AIR_CALM;
        if (!calm && !(h->air == LT_AIR_GOOD && h->wind_ms < below_ms)) continue;
        if (calm) {
            const double wind = h->wind_ms, from = h->wind_from_deg;
            *h = lt_puff_calm(h);
            h->wind_ms = wind;
            h->wind_from_deg = from;
        }
        h->air = LT_AIR_PUFF;
        w->puffed++;
        w->puffed_calms += calm;
    }
    return LT_OK;
}

void lt_plume_weather_turn(lt_plume_weather *weather, double clockwise_deg) {
    for (long k = 0; k < weather->n; k++) {
        double *d = &weather->hours[k].wind_from_deg;
        if (isfinite(*d)) *d = fmod(*d + clockwise_deg + 360.0, 360.0);
    }
}

void lt_plume_weather_tell(const lt_plume_weather *w, const char *calms) {
    if (w->puffed > 0)
        lt_remark(LT_LOG_INFO, "%s: %ld of %ld hours are made of puffs, %ld of them calm", w->path, w->puffed, w->n,
                  w->puffed_calms);
    if (w->calm > w->puffed_calms)
        lt_remark(LT_LOG_WARNING,
                  "%s: %ld of %ld hours are calm; %ld of them got the lowest wind, %ld are left out "
                  "(calms: %s)",
                  w->path, w->calm, w->n, w->lifted, w->calm - w->lifted, calms);
    if (w->missing > 0)
        lt_remark(LT_LOG_WARNING, "%s: %ld of %ld hours are missing and left out of all means", w->path, w->missing,
                  w->n);
    if (w->gaps == 0) return;
    char begin[24];
    lt_time_local(w->longest_gap_begin, begin);
    lt_remark(LT_LOG_WARNING, "%s: %ld gap%s of %ld hours in all; the longest begins %s (UTC+8) and has %ld hours",
              w->path, w->gaps, w->gaps == 1 ? "" : "s", w->gap_hours, begin, w->longest_gap_hours);
}
