/* timeaxis.h - calendar time. Inside: whole seconds since 1970-01-01 00:00 UTC (proleptic Gregorian, no leap seconds).
 * For people: UTC+8 (China Standard Time). */
#ifndef LT_TIMEAXIS_H
#define LT_TIMEAXIS_H

#include "status.h"

#include <stdint.h>

typedef int64_t lt_time;

enum { LT_HOUR = 3600, LT_DAY = 86400, LT_CST_OFFSET = 8 * 3600 };

typedef struct lt_civil {
    int year, month, day, hour, minute, second; /* month and day from 1 */
    int weekday;                                /* 0 = Monday */
    int yearday;                                /* from 1 */
} lt_civil;

lt_time lt_time_from_civil(int year, int month, int day, int hour, int minute, int second);
lt_civil lt_time_civil(lt_time t); /* UTC; add LT_CST_OFFSET before for local */
/* "2014-01-06", "2014-01-06 13:00", "2014-01-06T13:00:00", optional trailing Z or +08:00; without zone it is
 * UTC+offset_seconds. */
lt_status lt_time_parse(const char *text, int default_offset_seconds, lt_time *out);
/* The same in a known zone: a zone that stands in the text must be this one. */
lt_status lt_time_parse_in(const char *text, int zone_seconds, lt_time *out);
/* "2014-01-06T13:00:00Z" */
void lt_time_iso(lt_time t, char out[24]);
/* "2014-01-06 21:00" in UTC+8 */
void lt_time_local(lt_time t, char out[24]);
int lt_days_in_month(int year, int month);
int lt_days_in_year(int year);

#endif
