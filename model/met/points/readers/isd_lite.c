/* isd_lite.c - reader of ISD-lite (NOAA NCEI, "Integrated Surface Data - Lite, Format Documentation", 20 June 2006; V),
 * a station and a year a file, USAF-WBAN-YEAR, unpacked. Columns from 1, UTC:
 *
 *   1-4 year, 6-7 month, 9-11 day, 12-13 hour (rounded to the nearest full hour), then eight fields ending in
 *   19 air temperature degC x 10         37 wind direction degrees (0: calm)    55 precipitation of 1 h mm x 10
 *   25 dew point degC x 10               43 wind speed m/s x 10                 61 of 6 h (both: -1 a trace)
 *   31 sea level pressure hPa x 10       49 sky cover code                      -9999 missing
 *
 * Sky: 0 to 8 oktas; 9, 10 no amount; 11 to 13 scattered 3/8, 14 to 16 broken 6/8, 17 to 19 overcast (codes as the
 * document lists them; the eighths of scattered, broken: WMO, R). Values hold at the hour, precipitation for the hour
 * before it. What cannot be (temperature outside -60 to 60 degC, pressure outside 900 to 1100 hPa, wind above 80 m/s,
 * ...) is taken as missing and counted; a line that is none is an error. An amount of six hours, less what its hours
 * have of their own, goes evenly to those that have none (A: many stations report it alone). */
#include "model/met/points/network.h"

#include "base/outdir.h"
#include "model/met/constants.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_END = 19, LEAST_LENGTH = 43, MISSING = -9999 };

static bool digits(const char *text, int first, int last) {
    for (int c = first; c <= last; c++)
        if (!isdigit((unsigned char)text[c - 1])) return false;
    return true;
}

static bool matches(const char *path, const char *head) {
    (void)path;
    size_t length = strcspn(head, "\r\n");
    return length >= LEAST_LENGTH && length <= 80 && digits(head, 1, 4) && head[4] == ' ' && digits(head, 6, 7) &&
           head[7] == ' ' && head[10] == ' ' && digits(head, 12, 13);
}

/* The field of six columns that ends in column `end`; missing where the line is short. false: no number. */
static bool field(const char *line, size_t length, int end, long *out) {
    char text[7], *rest;
    *out = MISSING;
    if (length < (size_t)end) return true;
    snprintf(text, sizeof text, "%.6s", line + end - 6);
    *out = strtol(text, &rest, 10);
    return rest != text && rest[strspn(rest, " ")] == '\0';
}

static double value(long raw, double scale, double offset, double min, double max, long *impossible) {
    double x = (double)raw * scale;
    if (raw == MISSING) return NAN;
    if (x >= min && x <= max) return x + offset;
    ++*impossible;
    return NAN;
}

static double cover(long code) {
    if (code >= 0 && code <= 8) return (double)code / 8.0;
    if (code >= 11 && code <= 19) return code <= 13 ? 3.0 / 8.0 : code <= 16 ? 6.0 / 8.0 : 1.0;
    return NAN;
}

static double amount(long raw, double most_mm, long *impossible) {
    return raw == -1 ? 0.0 : value(raw, 0.1, 0.0, 0, most_mm, impossible);
}

/* *six_mm: precipitation of the six hours before. */
static bool read_line(const char *line, size_t length, lt_time *t, lt_station_hour *hour, double *six_mm,
                      long *impossible) {
    long f[8];
    char date[14];
    if (length < LEAST_LENGTH) return false;
    snprintf(date, sizeof date, "%.13s", line);
    int year, month, day, hours;
    if (sscanf(date, "%4d %2d %2d %2d", &year, &month, &day, &hours) != 4) return false;
    if (year < 1900 || month < 1 || month > 12 || day < 1 || day > lt_days_in_month(year, month) || hours < 0 ||
        hours > 23)
        return false;
    for (int k = 0; k < 8; k++)
        if (!field(line, length, FIRST_END + 6 * k, &f[k])) return false;
    *t = lt_time_from_civil(year, month, day, hours, 0, 0);
    *hour = lt_station_missing;
    hour->temperature_K = value(f[0], 0.1, LT_ICE_POINT, -60, 60, impossible);
    hour->dew_point_K = value(f[1], 0.1, LT_ICE_POINT, -80, 40, impossible);
    hour->sea_level_pressure_Pa = value(f[2], 10.0, 0.0, 90000, 110000, impossible);
    hour->wind_from_deg = value(f[3], 1.0, 0.0, 0, 360, impossible);
    hour->wind_speed_ms = value(f[4], 0.1, 0.0, 0, 80, impossible);
    if (hour->wind_speed_ms == 0.0) hour->wind_from_deg = NAN;
    hour->cloud = f[5] == MISSING ? NAN : cover(f[5]);
    hour->precipitation_mm = amount(f[6], 300, impossible);
    *six_mm = amount(f[7], 600, impossible);
    return true;
}

static lt_status raise_line(const char *path, long number, const char *line, size_t length) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a line that is not ISD-lite", .where = lt_fmt("%s:%ld", path, number),
                    .expected = "year, month, day, hour and eight fields of six columns, as 2014 01 06 13  -128  -189 "
                                "10267   320    30     0     0 -9999",
                    .found = lt_fmt("%.*s", (int)(length < 70 ? length : 70), line),
                    .todo = "unpack the file again; a file that was cut ends in the middle of a line");
}

/* The name without the year. */
static void name_of(const char *path, char *out, size_t size) {
    const char *slash = strrchr(path, '/'), *start = slash ? slash + 1 : path;
    int length = (int)strcspn(start, ".");
    if (length > 5 && start[length - 5] == '-' && strspn(start + length - 4, "0123456789") >= 4) length -= 5;
    snprintf(out, size, "%.*s", length, start);
}

/* The six hours that end at t; those before the series had their part too. */
static void spread_six(lt_station *s, lt_time t, double six_mm) {
    long last = (long)((t - s->start) / LT_HOUR);
    double known = 0.0, without = 0.0;
    for (long i = last - 5; i <= last; i++) {
        bool has = i >= 0 && !isnan(s->hours[i].precipitation_mm);
        known += has ? s->hours[i].precipitation_mm : 0.0;
        without += !has;
    }
    for (long i = last < 5 ? 0 : last - 5; i <= last && !isnan(six_mm); i++)
        if (isnan(s->hours[i].precipitation_mm))
            s->hours[i].precipitation_mm = six_mm > known ? (six_mm - known) / without : 0.0;
}

typedef enum pass { SPAN, PUT, SIX_HOURS } pass;

/* Passes over the lines: the span of time; hours; amounts of six hours, when all hours are there. */
static lt_status walk(const char *path, const char *text, lt_network_station *station, pass now, lt_time *first,
                      lt_time *last) {
    long number = 0, impossible = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), used = length;
        lt_time t;
        lt_station_hour hour;
        double six_mm;
        number++;
        if (used && line[used - 1] == '\r') used--;
        if (used && !read_line(line, used, &t, &hour, &six_mm, &impossible))
            return raise_line(path, number, line, used);
        if (used && now == SPAN) {
            if (t < *first) *first = t;
            if (t > *last) *last = t;
        }
        if (used && now == PUT) LT_TRY(lt_network_put(station, t, &hour, lt_fmt("%s:%ld", path, number)));
        if (used && now == SIX_HOURS) spread_six(station->series, t, six_mm);
        line += length + (line[length] == '\n');
    }
    if (now == PUT) station->impossible += impossible;
    return LT_OK;
}

static lt_status read_text(const char *path, const char *text, lt_network *network) {
    char name[64];
    lt_network_station *station = NULL;
    lt_time first = INT64_MAX, last = INT64_MIN;
    name_of(path, name, sizeof name);
    LT_TRY(lt_network_station_of(network, name, NULL, path, &station));
    LT_TRY(walk(path, text, station, SPAN, &first, &last));
    if (last < first || last - first > (lt_time)20 * 366 * LT_DAY)
        return LT_RAISE(LT_ERR_INPUT, .what = "an ISD-lite file covers no time or too much", .where = path,
                        .expected = "the hours of a year", .found = last < first ? "no lines" : "years far apart",
                        .todo = "fetch it again");
    station->instants = true;
    LT_TRY(lt_network_cover(station, first, last));
    LT_TRY(walk(path, text, station, PUT, &first, &last));
    return walk(path, text, station, SIX_HOURS, &first, &last);
}

static lt_status read(const char *path, lt_network *network) {
    char *text = NULL;
    LT_TRY(lt_path_read_text(path, &text));
    lt_status status = read_text(path, text, network);
    free(text);
    return status;
}

const lt_network_reader lt_network_reader_isd_lite = {
    "ISD-lite", "ISD-lite (lines of 2014 01 06 13  -128 ...), named USAF-WBAN-YEAR", matches, read};
