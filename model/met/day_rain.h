/* day_rain.h - rain of the hours that a station's series lacks, from the day's amount. */
#ifndef LT_MET_DAY_RAIN_H
#define LT_MET_DAY_RAIN_H

#include "model/met/daily.h"
#include "model/met/station.h"

/* Of the hours asked for: those without a record whose day has an amount, and what fell in them. */
typedef struct lt_day_rain {
    long hours;
    double amount_mm;
} lt_day_rain;

/* Hours without precipitation whose day the city's daily values have; the others stay missing. All days of the series
 * are filled alike, counted are the hours [start, start + n h). city < 0 or daily NULL: nothing. */
void lt_day_rain_fill(lt_station *station, const lt_daily *daily, int city, lt_time start, long n, lt_day_rain *out);

#endif
