/* network_repair.c - from what the files say to complete hours. See network.h.
 *
 * Values of full hours (ISD-lite) become means of the hours between them, precipitation of the hour before moves to it.
 * Pressure at the station z above the sea becomes p exp(g z/(R (T + lapse z/2))), T the mean of now and of 12 hours
 * before (WMO practice for reductions, R: it takes the day's cycle out of the column that is not there). A dew point
 * above the temperature is the temperature. Gaps of up to three hours are interpolated, each variable for itself,
 * directions the short way. */
#include "model/met/points/network.h"

#include "base/log.h"
#include "model/met/constants.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool far(double a, double b) {
    return fabs(a - b) > 0.0;
}

static double mean(double a, double b) {
    return isnan(a) ? b : isnan(b) ? a : 0.5 * (a + b);
}

static double turn(double a, double b, double weight) {
    if (isnan(a) || isnan(b)) return isnan(a) ? b : a;
    double angle = fmod(a + weight * remainder(b - a, 360.0) + 360.0, 360.0);
    return far(angle, 360.0) ? angle : 0.0;
}

/* The last hour has one instant alone. */
static void hours_of_instants(lt_station *s) {
    for (long i = 0; i < s->n; i++) {
        lt_station_hour *a = &s->hours[i];
        const lt_station_hour *b = i + 1 < s->n ? a + 1 : &lt_station_missing;
        a->temperature_K = mean(a->temperature_K, b->temperature_K);
        a->dew_point_K = mean(a->dew_point_K, b->dew_point_K);
        a->sea_level_pressure_Pa = mean(a->sea_level_pressure_Pa, b->sea_level_pressure_Pa);
        a->wind_from_deg = turn(a->wind_from_deg, b->wind_from_deg, 0.5);
        a->wind_speed_ms = mean(a->wind_speed_ms, b->wind_speed_ms);
        a->cloud = mean(a->cloud, b->cloud);
        a->precipitation_mm = b->precipitation_mm;
    }
}

static void reduce_pressure(lt_station *s, double altitude_m, double lapse_Km) {
    for (long i = 0; i < s->n; i++) {
        lt_station_hour *h = &s->hours[i];
        double before = i >= 12 ? s->hours[i - 12].temperature_K : NAN, now = h->temperature_K;
        if (!isnan(h->sea_level_pressure_Pa) || isnan(h->station_pressure_Pa) || isnan(mean(before, now))) continue;
        double column_K = mean(before, now) + 0.5 * lapse_Km * altitude_m;
        h->sea_level_pressure_Pa = h->station_pressure_Pa * exp(LT_GRAVITY * altitude_m / (LT_R_DRY * column_K));
    }
}

static double *value_of(lt_station_hour *h, int variable) {
    double *const all[] = {&h->temperature_K, &h->dew_point_K,   &h->sea_level_pressure_Pa,
                           &h->cloud,         &h->wind_speed_ms, &h->wind_from_deg};
    return all[variable];
}

enum { SPEED = 4, DIRECTION = 5, VARIABLES = 6 };

static long fill_gap(lt_station *s, int variable, long first, long last, long i0, long i1) {
    long filled = 0;
    double a = *value_of(&s->hours[first - 1], variable), b = *value_of(&s->hours[last + 1], variable);
    for (long i = first; i <= last; i++) {
        double w = (double)(i - first + 1) / (double)(last - first + 2);
        double *at = value_of(&s->hours[i], variable);
        *at = variable == DIRECTION ? turn(a, b, w) : a + w * (b - a);
        filled += i >= i0 && i < i1 && variable != DIRECTION;
    }
    return filled;
}

/* A direction is missing only where the speed is; elsewhere it is calm or variable, and held. */
static long fill_gaps(lt_station *s, long i0, long i1) {
    long filled = 0;
    for (int pass = 0; pass < VARIABLES; pass++) {
        int variable = pass == 0 ? DIRECTION : pass - 1;
        for (long i = 0; i < s->n; i++) {
            long first = i;
            while (i < s->n && isnan(*value_of(&s->hours[i], variable)) &&
                   (variable != DIRECTION || isnan(s->hours[i].wind_speed_ms)))
                i++;
            bool inside = first > 0 && i < s->n && i > first && i - first <= LT_STATION_LONGEST_GAP;
            if (inside) filled += fill_gap(s, variable, first, i - 1, i0, i1);
        }
    }
    return filled;
}

static long hold_directions(lt_station *s, long i0, long i1) {
    long held = 0;
    double last = NAN;
    for (long i = 0; i < s->n && isnan(last); i++) last = s->hours[i].wind_from_deg;
    if (isnan(last)) last = 0.0;
    for (long i = 0; i < s->n; i++) {
        lt_station_hour *h = &s->hours[i];
        if (!isnan(h->wind_from_deg)) last = h->wind_from_deg;
        if (!isnan(h->wind_from_deg) || isnan(h->wind_speed_ms)) continue;
        h->wind_from_deg = last;
        held += i >= i0 && i < i1;
    }
    return held;
}

static void repair_station(lt_network_station *station, const lt_network_rules *rules, lt_time start, long n) {
    lt_station *s = station->series;
    long i0 = (long)((start - s->start) / LT_HOUR), i1 = i0 + n;
    for (long i = 0; i < s->n; i++) {
        lt_station_hour *h = &s->hours[i];
        if (!(h->dew_point_K > h->temperature_K)) continue;
        h->dew_point_K = h->temperature_K;
        station->impossible += i >= i0 && i < i1;
    }
    reduce_pressure(s, station->place.altitude_m, rules->lapse_Km);
    station->interpolated = fill_gaps(s, i0, i1 + (station->instants ? 1 : 0));
    if (station->instants) hours_of_instants(s);
    station->held = hold_directions(s, i0, i1);
}

static double coverage(const lt_station *s, lt_time start, long n) {
    long there = 0;
    for (long i = 0; i < n; i++) {
        const lt_station_hour *h = lt_station_at(s, start + (lt_time)i * LT_HOUR);
        there += h && !isnan(h->temperature_K) && !isnan(h->wind_speed_ms);
    }
    return (double)there / (double)n;
}

/* In the order of the files; the names of those that go into the log and the notes. */
static void drop(lt_network *network, const lt_network_rules *rules, lt_time start, long n, lt_notes *notes) {
    long kept = 0, dropped = 0;
    char names[400] = "";
    for (long s = 0; s < network->n; s++) {
        lt_network_station *station = &network->station[s];
        double share = coverage(station->series, start, n);
        if (share >= rules->least_coverage && share > 0.0) {
            network->station[kept++] = *station;
            continue;
        }
        size_t used = strlen(names);
        if (used < sizeof names - 80) snprintf(names + used, 80, "%s%s", dropped ? ", " : "", station->place.name);
        lt_remark(LT_LOG_WARNING,
                  "station %s has temperature and wind in %.0f %% of the %ld hours, fewer than %.0f %%: it is left out",
                  station->place.name, 100.0 * share, n, 100.0 * rules->least_coverage);
        lt_station_free(station->series);
        dropped++;
    }
    network->n = kept;
    if (dropped && notes)
        lt_note(notes, "%ld stations with temperature and wind in fewer than %.0f %% of the hours are left out: %s",
                "%ld 个站有气温和风的小时不足 %.0f %%，不予采用：%s", dropped, 100.0 * rules->least_coverage, names);
}

static lt_status raise_uncovered(const lt_network *network, lt_time start, long n) {
    char from[24], to[24], have_from[24] = "", have_to[24] = "";
    lt_time first = INT64_MAX, last = INT64_MIN;
    for (long s = 0; s < network->n; s++) {
        const lt_station *x = network->station[s].series;
        if (x->n > 0 && x->start < first) first = x->start;
        if (x->n > 0 && x->start + (lt_time)x->n * LT_HOUR > last) last = x->start + (lt_time)x->n * LT_HOUR;
    }
    lt_time_iso(start, from);
    lt_time_iso(start + (lt_time)n * LT_HOUR, to);
    if (first <= last) {
        lt_time_iso(first, have_from);
        lt_time_iso(last, have_to);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the stations do not cover the run",
                    .where = network->n ? network->station[0].series->path : "met: file",
                    .expected = lt_fmt("%s to %s (UTC, spin-up included)", from, to),
                    .found = lt_fmt("%ld stations, %s to %s", network->n, have_from, have_to),
                    .todo = "choose a period inside the files, add files, or lower met: station_coverage");
}

static lt_status check_hours(const lt_network *network, lt_time start, long n) {
    static const char *const names[] = {"temperature", "dew point", "pressure", "", "wind"};
    for (long i = 0; i < n; i++)
        for (int v = 0; v <= SPEED; v++) {
            bool some = v == 3;
            for (long s = 0; s < network->n && !some; s++) {
                const lt_station_hour *h = lt_station_at(network->station[s].series, start + (lt_time)i * LT_HOUR);
                some = h && !isnan(*value_of((lt_station_hour *)h, v));
            }
            if (some) continue;
            char when[24];
            lt_time_iso(start + (lt_time)i * LT_HOUR, when);
            return LT_RAISE(LT_ERR_INPUT, .what = "an hour that no station has",
                            .where = lt_fmt("%s, %s", names[v], when),
                            .expected = lt_fmt("at least one of %ld stations, gaps up to %d h", network->n,
                                               (int)LT_STATION_LONGEST_GAP),
                            .found = "none", .todo = "add a station that has it, or choose another period");
        }
    return LT_OK;
}

static double mean_pressure(const lt_station *s, lt_time start, long n) {
    double sum = 0.0, hours = 0.0;
    for (long i = 0; i < n; i++) {
        const lt_station_hour *h = lt_station_at(s, start + (lt_time)i * LT_HOUR);
        if (!h || isnan(h->sea_level_pressure_Pa)) continue;
        sum += h->sea_level_pressure_Pa;
        hours += 1.0;
    }
    return hours > 0.0 ? sum / hours : NAN;
}

/* A pressure "at sea level" that falls with altitude as that at the ground does: 12 Pa/m (p g/(R T)) within a third, at
 * stations more than 200 m up (24 hPa, more than highs and lows differ in the mean of a run; A). */
static lt_status check_level(const lt_network *network, lt_time start, long n) {
    double low = 0.0, stations = 0.0;
    for (long s = 0; s < network->n; s++) {
        double p = mean_pressure(network->station[s].series, start, n);
        if (isnan(p) || network->station[s].place.altitude_m > 100.0) continue;
        low += p;
        stations += 1.0;
    }
    for (long s = 0; s < network->n && stations > 0.0; s++) {
        double z = network->station[s].place.altitude_m, p = mean_pressure(network->station[s].series, start, n);
        double fall = (low / stations - p) / fmax(z, 1.0);
        if (z < 200.0 || !(fall > 8.0 && fall < 16.0)) continue;
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a pressure that is not one at sea level",
            .where =
                lt_fmt("%s, station %s at %g m", network->station[s].series->path, network->station[s].place.name, z),
            .expected = lt_fmt("about %.0f hPa, the mean of the stations below 100 m", low / stations / 100.0),
            .found = lt_fmt("%.0f hPa: the pressure at the station", p / 100.0),
            .todo = "call the column station_pressure_hPa: it is reduced to sea level then");
    }
    return LT_OK;
}

static void note_repairs(const lt_network *network, long n, lt_notes *notes) {
    long interpolated = 0, held = 0, impossible = 0, doubtful = 0, instants = 0;
    for (long s = 0; s < network->n; s++) {
        const lt_network_station *x = &network->station[s];
        double hour;
        interpolated += x->interpolated;
        held += x->held;
        impossible += x->impossible;
        instants += x->instants;
        bool odd = lt_station_warmest_hour(x->series, x->place.lon, &hour) && (hour < 10.0 || hour > 19.0);
        doubtful += odd;
        if (odd)
            lt_remark(LT_LOG_WARNING, "station %s: the days are warmest at %04.1f h solar time: is its time UTC?",
                      x->place.name, hour);
        if (x->interpolated || x->impossible)
            lt_remark(LT_LOG_INFO, "station %s: %ld values interpolated, %ld that cannot be", x->place.name,
                      x->interpolated, x->impossible);
    }
    if (!notes) return;
    lt_note(notes,
            "%ld stations over %ld hours: %ld values interpolated over gaps of up to 3 h, %ld hours calm or variable "
            "keep the last "
            "direction, %ld values that cannot be (dew point above the temperature: set to it)",
            "%ld 个站、%ld 小时：%ld 个值在不超过 3 小时的缺测处插值，%ld 小时静风或风向不定沿用前一风向，%ld "
            "个不可能的值（露点高于气温的取气温）",
            network->n, n, interpolated, held, impossible);
    if (instants)
        lt_note(notes, "%ld stations report at full hours: the mean of two reports is the hour between them",
                "%ld 个站为整点观测：取相邻两次观测的平均作为其间一小时的值", instants);
    if (doubtful)
        lt_note(notes, "%ld stations are warmest at night: their zone is doubtful", "%ld 个站夜间最暖：其时区可疑",
                doubtful);
}

lt_status lt_network_repair(lt_network *network, const lt_network_rules *rules, lt_time start, long n,
                            lt_notes *notes) {
    for (long s = 0; s < network->n; s++) repair_station(&network->station[s], rules, start, n);
    bool some = false;
    for (long s = 0; s < network->n; s++)
        some = some || (coverage(network->station[s].series, start, n) >= rules->least_coverage);
    if (!some) return raise_uncovered(network, start, n);
    drop(network, rules, start, n, notes);
    LT_TRY(check_hours(network, start, n));
    LT_TRY(check_level(network, start, n));
    note_repairs(network, n, notes);
    return LT_OK;
}
