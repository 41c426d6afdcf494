/* timeaxis.c - calendar arithmetic in the proleptic Gregorian calendar.
 *
 * Days are counted in 400-year eras of 146 097 days that begin on 1 March, so that the leap day is the last of its
 * year (H. Hinnant, "chrono-compatible low-level date algorithms", 2013). */
#include "base/timeaxis.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int64_t days_from_civil(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

lt_time lt_time_from_civil(int year, int month, int day, int hour, int minute, int second) {
    return days_from_civil(year, month, day) * LT_DAY + hour * LT_HOUR + minute * 60 + second;
}

lt_civil lt_time_civil(lt_time t) {
    int64_t days = t / LT_DAY, rest = t % LT_DAY;
    if (rest < 0) {
        rest += LT_DAY;
        days--;
    }
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    lt_civil c;
    c.day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    c.month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    c.year = (int)(year_of_era + era * 400 + (c.month <= 2));
    c.hour = (int)(rest / LT_HOUR);
    c.minute = (int)(rest % LT_HOUR / 60);
    c.second = (int)(rest % 60);
    c.weekday = (int)(((days + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
    c.yearday = (int)(days - days_from_civil(c.year, 1, 1)) + 1;
    return c;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int lt_days_in_year(int year) {
    return is_leap(year) ? 366 : 365;
}

int lt_days_in_month(int year, int month) {
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Exactly n digits; advances *at. */
static bool take_digits(const char **at, int n, int *out) {
    int value = 0;
    for (int i = 0; i < n; i++) {
        char c = (*at)[i];
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    *at += n;
    *out = value;
    return true;
}

static bool take_char(const char **at, char c) {
    if (**at != c) return false;
    (*at)++;
    return true;
}

/* "Z", "+08:00", "+0800", "+08" or nothing. */
static bool take_zone(const char **at, int *offset) {
    if (take_char(at, 'Z')) {
        *offset = 0;
        return true;
    }
    int sign = **at == '-' ? -1 : 1, hours = 0, minutes = 0;
    if (**at != '+' && **at != '-') return true;
    (*at)++;
    if (!take_digits(at, 2, &hours)) return false;
    bool colon = take_char(at, ':');
    if ((colon || **at) && !take_digits(at, 2, &minutes)) return false;
    *offset = sign * (hours * LT_HOUR + minutes * 60);
    return hours <= 14 && minutes < 60;
}

/* *offset: the zone if the text has none; then the zone that counted. */
static bool scan_time(const char *at, int *offset, lt_time *out) {
    int year, month, day, hour = 0, minute = 0, second = 0;
    if (!take_digits(&at, 4, &year) || !take_char(&at, '-') || !take_digits(&at, 2, &month) || !take_char(&at, '-') ||
        !take_digits(&at, 2, &day))
        return false;
    if ((*at == ' ' || *at == 'T') && at[1] >= '0' && at[1] <= '9') {
        at++;
        if (!take_digits(&at, 2, &hour) || !take_char(&at, ':') || !take_digits(&at, 2, &minute)) return false;
        if (take_char(&at, ':') && !take_digits(&at, 2, &second)) return false;
    }
    if (*at == ' ' && (at[1] == '+' || at[1] == '-' || at[1] == 'Z')) at++;
    if (!take_zone(&at, offset) || *at) return false;
    if (day < 1 || day > lt_days_in_month(year, month)) return false;
    bool midnight = hour == 24 && minute == 0 && second == 0; /* ISO 8601: the end of the day */
    if ((hour > 23 && !midnight) || minute > 59 || second > 59) return false;
    *out = lt_time_from_civil(year, month, day, hour, minute, second) - *offset;
    return true;
}

static lt_status parse(const char *text, int *offset, lt_time *out) {
    char trimmed[64];
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t')) length--;
    bool fits = length < sizeof trimmed;
    if (fits) {
        memcpy(trimmed, text, length);
        trimmed[length] = '\0';
    }
    if (!fits || !scan_time(trimmed, offset, out))
        return LT_RAISE(LT_ERR_INPUT, .what = "not a date or time",
                        .expected = "a date that exists, as 2014-01-06 or 2014-01-06 13:00, with Z or +08:00 if wanted",
                        .found = lt_fmt("\"%s\"", text), .todo = "correct the date");
    return LT_OK;
}

lt_status lt_time_parse(const char *text, int default_offset_seconds, lt_time *out) {
    return parse(text, &default_offset_seconds, out);
}

static const char *zone_name(int seconds) {
    const int minutes = (seconds < 0 ? -seconds : seconds) / 60;
    return seconds == 0 ? "UTC" : lt_fmt("UTC%c%d:%02d", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

lt_status lt_time_parse_in(const char *text, int zone_seconds, lt_time *out) {
    int zone = zone_seconds;
    LT_TRY(parse(text, &zone, out));
    if (zone == zone_seconds) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a time in another zone than its column says",
                    .expected = lt_fmt("a time in %s, with or without the zone", zone_name(zone_seconds)),
                    .found = lt_fmt("\"%.60s\", which is in %s", text, zone_name(zone)),
                    .todo = "name the column after the zone that its times have, or write the times in the zone of its "
                            "name");
}

void lt_time_iso(lt_time t, char out[24]) {
    lt_civil c = lt_time_civil(t);
    snprintf(out, 24, "%04d-%02u-%02uT%02u:%02u:%02uZ", c.year, c.month & 15u, c.day & 31u, c.hour & 31u,
             c.minute & 63u, c.second & 63u);
}

void lt_time_local(lt_time t, char out[24]) {
    lt_civil c = lt_time_civil(t + LT_CST_OFFSET);
    snprintf(out, 24, "%04d-%02u-%02u %02u:%02u", c.year, c.month & 15u, c.day & 31u, c.hour & 31u, c.minute & 63u);
}
