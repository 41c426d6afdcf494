/* calendar.h - how an annual emission is spread over the hours of a year (calendars.csv), in local time (UTC+8). */
#ifndef LT_CALENDAR_H
#define LT_CALENDAR_H

#include "base/status.h"
#include "base/timeaxis.h"
#include "inventory/time/holidays.h"

typedef struct lt_calendar {
    char name[24];
    double month[12];  /* share of the year, sum 1 */
    double weekday[7]; /* weight, Monday first, mean 1 */
    double hour[24];   /* weight of the local hour that begins then, mean 1 */
    char source[512];
    lt_holidays *holidays;           /* NULL: knows none */
    double holiday, spring_festival; /* weights of such days, in place of that of the weekday */
    /* Sum of day x hour over the hours of each month of the years asked for last. */
    int year[2];
    double month_weight[2][12];
    const unsigned char *kinds[2]; /* of their days (holidays.h), NULL: all ordinary */
} lt_calendar;

typedef struct lt_calendars {
    lt_calendar *items;
    const char **names; /* for messages */
    long n;
    lt_holidays *holidays;
} lt_calendars;

/* Rows of base_year stand in place of the rows of the same name without a year; rows of other years are left out. */
lt_status lt_calendars_read(const char *path, int base_year, lt_calendars **out);
/* Which days are holidays (holidays.h), and what they weigh: columns calendar, holiday, spring_festival (empty: as
 * holiday), mark, source. A worked weekend day weighs as Monday to Friday do in the mean. */
lt_status lt_calendars_add_holidays(lt_calendars *calendars, const char *days, const char *weights);
void lt_calendars_free(lt_calendars *calendars);
int lt_calendars_find(const lt_calendars *calendars, const char *name); /* -1 */

/* calendar_month.c: a calendar with the days and hours of one and these shares of months (sum 1): one that is there
 * with the same months, else a new one, which moves the items. */
lt_status lt_calendars_with_months(lt_calendars *calendars, int base, const double month[12], int *out);

/* Emission rate of the hour that begins at start_utc over the mean rate of its (local) year; the mean over all hours of
 * a year is exactly 1 to rounding. Not thread safe (it remembers two years): fill tables before a parallel loop. */
double lt_calendar_factor(lt_calendar *calendar, lt_time start_utc);
/* Rate [kg/s] of one kg a year in that hour. */
double lt_calendar_rate(lt_calendar *calendar, lt_time start_utc);

#endif
