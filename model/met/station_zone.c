/* station_zone.c - is the zone of a series what its column says? Nothing in a file proves it; the sun gives a hint.
 *
 * First harmonic of the mean temperature by hour of the day, T(h) = T0 + a cos(2 pi h / 24) + b sin(2 pi h / 24): its
 * amplitude is sqrt(a^2 + b^2), its maximum at h = 24 / (2 pi) atan2(b, a); with the longitude, in mean solar time
 * h + lon / 15. Over land the maximum comes two to three hours after noon; a series that is 8 hours off has it at 6 or
 * at 22. Limits: less than 5 days or 1 K of amplitude say nothing (A), nor does an error of one or two hours; the
 * middle of the domain stands for the station (0.5 h at its edges). */
#include "model/met/station.h"

#include "base/log.h"

#include <math.h>

static const double pi = 3.14159265358979323846;
static const double domain_lon = 122.25, least_amplitude_K = 1.0, earliest_h = 10.0, latest_h = 19.0;
enum { LEAST_DAYS = 5 };

bool lt_station_warmest_hour(const lt_station *station, double lon_deg, double *solar_h) {
    double sum[24] = {0}, n[24] = {0}, a = 0, b = 0;
    for (long i = 0; i < station->n; i++) {
        const double temperature = station->hours[i].temperature_K;
        const int hour = lt_time_civil(station->start + (lt_time)i * LT_HOUR).hour;
        if (isnan(temperature)) continue;
        sum[hour] += temperature;
        n[hour] += 1;
    }
    for (int h = 0; h < 24; h++) {
        if (n[h] < LEAST_DAYS) return false;
        a += sum[h] / n[h] * cos(2 * pi * (h + 0.5) / 24) / 12;
        b += sum[h] / n[h] * sin(2 * pi * (h + 0.5) / 24) / 12;
    }
    if (hypot(a, b) < least_amplitude_K) return false;
    *solar_h = fmod(24 / (2 * pi) * atan2(b, a) + lon_deg / 15 + 48, 24);
    return true;
}

void lt_station_doubt_zone(const lt_station *station) {
    double solar_h;
    if (!lt_station_warmest_hour(station, domain_lon, &solar_h)) return;
    if (solar_h >= earliest_h && solar_h <= latest_h) return;
    lt_remark(
        LT_LOG_WARNING,
        "%s: the days are warmest at %04.1f h solar time, not in the afternoon. Are the times in the zone that the "
        "name of their column says? UTC+8 taken for UTC gives about 22 h, UTC taken for UTC+8 about 6 h",
        station->path, solar_h);
}
