/* station.c - hourly station series: storage, coverage, repair of short gaps. See station.h. */
#include "model/met/station.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const lt_station_hour lt_station_missing = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};

lt_status lt_station_create(const char *name, lt_time start, long n, lt_station **out) {
    lt_station *station = NULL;
    LT_TRY(lt_calloc(1, sizeof *station, &station));
    lt_status status = lt_calloc((size_t)n, sizeof *station->hours, &station->hours);
    if (status != LT_OK) {
        lt_free(station);
        return status;
    }
    snprintf(station->name, sizeof station->name, "%s", name);
    station->start = start;
    station->n = n;
    for (long i = 0; i < n; i++) station->hours[i] = lt_station_missing;
    *out = station;
    return LT_OK;
}

void lt_station_free(lt_station *station) {
    if (!station) return;
    lt_free(station->hours);
    lt_free(station);
}

const lt_station_hour *lt_station_at(const lt_station *station, lt_time t) {
    if (t < station->start) return NULL;
    lt_time i = (t - station->start) / LT_HOUR;
    return i < station->n ? &station->hours[i] : NULL;
}

bool lt_station_complete(const lt_station_hour *hour) {
    return !isnan(hour->temperature_K) && !isnan(hour->dew_point_K) && !isnan(hour->sea_level_pressure_Pa) &&
           !isnan(hour->wind_speed_ms);
}

static lt_status check_coverage(const lt_station *station, lt_time start, lt_time end) {
    lt_time have_end = station->start + (lt_time)station->n * LT_HOUR;
    if (start >= station->start && end <= have_end) return LT_OK;
    char need_from[24], need_to[24], have_from[24], have_to[24];
    lt_time_local(start, need_from);
    lt_time_local(end, need_to);
    lt_time_local(station->start, have_from);
    lt_time_local(have_end, have_to);
    return LT_RAISE(LT_ERR_INPUT, .what = "the station series does not cover the run", .where = station->path,
                    .expected = lt_fmt("%s to %s (UTC+8, spin-up included)", need_from, need_to),
                    .found = lt_fmt("%s to %s (UTC+8)", have_from, have_to),
                    .todo = "choose a period (start, length, spinup) inside the series, or another file with --met");
}

static double mix(double a, double b, double weight) {
    return a + (b - a) * weight;
}

/* Directions turn the short way; an unknown one takes the other. */
static double mix_direction(double a, double b, double weight) {
    if (isnan(a)) return b;
    if (isnan(b)) return a;
    double turn = remainder(b - a, 360.0), angle = fmod(a + weight * turn, 360.0);
    return angle < 0 ? angle + 360.0 : angle;
}

/* The hours first..last (indices) are missing, their neighbours are there. */
static void interpolate(lt_station *station, long first, long last) {
    const lt_station_hour *a = &station->hours[first - 1], *b = &station->hours[last + 1];
    for (long i = first; i <= last; i++) {
        lt_station_hour *hour = &station->hours[i];
        double w = (double)(i - first + 1) / (double)(last - first + 2);
        hour->temperature_K = mix(a->temperature_K, b->temperature_K, w);
        hour->dew_point_K = mix(a->dew_point_K, b->dew_point_K, w);
        hour->sea_level_pressure_Pa = mix(a->sea_level_pressure_Pa, b->sea_level_pressure_Pa, w);
        hour->wind_speed_ms = mix(a->wind_speed_ms, b->wind_speed_ms, w);
        hour->wind_from_deg = mix_direction(a->wind_from_deg, b->wind_from_deg, w);
    }
}

static lt_status raise_gap(const lt_station *station, long first, long last) {
    char from[24], to[24];
    lt_time_local(station->start + (lt_time)first * LT_HOUR, from);
    lt_time_local(station->start + (lt_time)last * LT_HOUR, to);
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the station series has a gap too long to interpolate",
        .where = lt_fmt("%s, hours %s to %s (UTC+8)", station->path, from, to),
        .expected = lt_fmt("temperature, humidity, pressure and wind speed, gaps up to %d h", LT_STATION_LONGEST_GAP),
        .found = lt_fmt("%ld hours missing", last - first + 1),
        .todo = "fill the gap in the file or choose another period");
}

static lt_status repair_gaps(lt_station *station, long i0, long i1, lt_station_repairs *out) {
    for (long i = 0; i < station->n; i++) {
        if (lt_station_complete(&station->hours[i])) continue;
        long last = i;
        while (last + 1 < station->n && !lt_station_complete(&station->hours[last + 1])) last++;
        bool inside = last >= i0 && i < i1;
        bool open = i == 0 || last == station->n - 1;
        if (!open && last - i < LT_STATION_LONGEST_GAP) {
            interpolate(station, i, last);
            for (long h = i; h <= last; h++) out->interpolated += h >= i0 && h < i1;
        } else if (inside) {
            return raise_gap(station, i, last);
        }
        i = last;
    }
    return LT_OK;
}

lt_status lt_station_judge_gaps(const lt_station *station, lt_faults *faults) {
    const bool cells_good = faults->n == 0; /* else hours may be missing for what has been said */
    for (long i = 0; i < station->n; i++) {
        long first = i;
        while (i < station->n && !lt_station_complete(&station->hours[i])) i++;
        const bool begins = first == 0, ends = i == station->n, is_long = i - first > LT_STATION_LONGEST_GAP;
        if (i > first && ((is_long && !(begins && ends)) || ((begins || ends) && cells_good)))
            LT_TRY(lt_faults_take(faults, raise_gap(station, first, i - 1)));
    }
    return LT_OK;
}

static void hold_directions(lt_station *station, long i0, long i1, lt_station_repairs *out) {
    double last = NAN;
    for (long i = 0; i < station->n && isnan(last); i++) last = station->hours[i].wind_from_deg;
    if (isnan(last)) last = 0.0; /* a series that never had a direction: calm throughout */
    for (long i = 0; i < station->n; i++) {
        lt_station_hour *hour = &station->hours[i];
        if (!isnan(hour->wind_from_deg)) {
            last = hour->wind_from_deg;
        } else if (lt_station_complete(hour)) {
            hour->wind_from_deg = last;
            out->direction_held += i >= i0 && i < i1;
        }
    }
}

lt_status lt_station_repair(lt_station *station, lt_time start, long n, lt_station_repairs *out) {
    *out = (lt_station_repairs){0, 0, 0};
    LT_TRY(check_coverage(station, start, start + (lt_time)n * LT_HOUR));
    long i0 = (long)((start - station->start) / LT_HOUR), i1 = i0 + n;
    LT_TRY(repair_gaps(station, i0, i1, out));
    hold_directions(station, i0, i1, out);
    for (long i = 0; i < station->n; i++) {
        if (!isnan(station->hours[i].precipitation_mm)) continue;
        station->hours[i].precipitation_mm = 0.0;
        out->precipitation_assumed += i >= i0 && i < i1;
    }
    if (out->interpolated)
        lt_remark(LT_LOG_INFO, "%s: %ld missing hours interpolated", station->path, out->interpolated);
    return LT_OK;
}
