/* day_rain.c - the day's rain shared among the hours that have no record.
 *
 * Day: 20:00 of the day before to 20:00 (UTC+8), as CMA sums precipitation (Shenyang 2014, days with 24 recorded hours:
 * correlation of the hours' sum with the daily value 0.995, by the civil day 0.825).
 * Amount: the day's less what its recorded hours have, not below 0.
 * Hours: amount / mean rain of the series' own hours with rain, rounded up; the moistest of those without a record
 * (least T - Td; in equal ones the earlier), each the same. Shenyang 2013-2014: as many of the moistest hours as it
 * rained in hold 60 % of the rain, as many at random 38 %. Where the series has no rain: all hours without a record.
 *
 * Limits: showers become rain of one strength; the hours are likely ones, not known ones. */
#include "model/met/day_rain.h"

#include <math.h>

enum { HOURS = 24 };

/* mm of an hour with rain, mean of the series; 0 where none rained. */
static double typical(const lt_station *station) {
    double sum = 0.0;
    long wet = 0;
    for (long i = 0; i < station->n; i++)
        if (station->hours[i].precipitation_mm > 0.0) {
            sum += station->hours[i].precipitation_mm;
            wet++;
        }
    return wet ? sum / (double)wet : 0.0;
}

/* The day's hours without a record, the moistest first; their number. left: what they have to share. */
static int lacking(const lt_station *station, lt_time begin, double day_mm, lt_station_hour *out[HOURS], double *left) {
    int n = 0;
    *left = day_mm;
    for (int h = 0; h < HOURS; h++) {
        const lt_time at_hour = (begin - station->start) / LT_HOUR + h;
        if (begin + h * LT_HOUR < station->start || at_hour >= station->n) continue;
        lt_station_hour *hour = &station->hours[at_hour];
        if (!isnan(hour->precipitation_mm)) {
            *left -= hour->precipitation_mm;
            continue;
        }
        const double depression = hour->temperature_K - hour->dew_point_K;
        int at = n++;
        for (; at > 0; at--) {
            const double before = out[at - 1]->temperature_K - out[at - 1]->dew_point_K;
            if (!(depression < before) && !(isnan(before) && !isnan(depression))) break;
            out[at] = out[at - 1];
        }
        out[at] = hour;
    }
    *left = fmax(*left, 0.0);
    return n;
}

void lt_day_rain_fill(lt_station *station, const lt_daily *daily, int city, lt_time start, long n, lt_day_rain *out) {
    *out = (lt_day_rain){0, 0.0};
    if (!daily || city < 0) return;
    const double each = typical(station);
    for (long day = daily->first_day; day < daily->first_day + daily->n_days; day++) {
        const double day_mm = lt_daily_at(daily, city, day, LT_DAILY_PRECIPITATION);
        lt_station_hour *hour[HOURS];
        double left;
        if (isnan(day_mm)) continue;
        const int lack = lacking(station, lt_local_day_noon(day) - 16 * LT_HOUR, day_mm, hour, &left);
        const int wet = each > 0.0 ? (int)fmin(lack, ceil(left / each)) : lack;
        for (int h = 0; h < lack; h++) {
            const lt_time at = station->start + (hour[h] - station->hours) * LT_HOUR;
            hour[h]->precipitation_mm = h < wet ? left / wet : 0.0;
            if (at < start || at >= start + n * LT_HOUR) continue;
            out->hours++;
            out->amount_mm += hour[h]->precipitation_mm;
        }
    }
}
