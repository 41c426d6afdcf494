/* aermet.c - reader of AERMET's .SFC and .PFL.
 *
 * .SFC: a header "41.300N  88.200W  UA_ID: ...  VERSION: ...", then free numbers of an hour in a line:
 *   year month day day-of-year hour(1..24, its end, local standard time)  H [W m-2]  u* [m s-1]  w* [m s-1]
 *   dtheta/dz above the mixed layer [K m-1]  zic [m]  zim [m]  L [m]  z0 [m]  Bowen ratio  albedo  wind [m s-1]
 *   direction [degrees]  its height [m]  temperature [K]  its height [m]
 *   and from version 06341 on: code and amount of precipitation [mm h-1], relative humidity [%], pressure [mb], cloud
 *   [tenths]
 * Missing: wind < 0 or >= 90; direction <= -9 or > 900; temperature <= 0 or > 900; u* < 0 or >= 9; L < -99990;
 *   zim < 0 or > 90000; in convective air (L < 0) zic and w* likewise. Precipitation < 0 or > 900, humidity and cloud
 *   out of range, pressure <= 0 or > 2000 mb: not known (pressure: the standard one of sea level is taken).
 * Calm: wind 0; its boundary layer is missing, and derived where something is done with calms (open_weather.c). A
 * direction of 0 with wind is one of 360. |L| is at least 1 m, the lapse above at least 0.005 K m-1, z0 at least 0.0001
 * m, u* and w* as they are. .PFL: year month day hour height [m] top(0/1) direction wind temperature [degC] sigma-theta
 * [degrees] sigma-w [m s-1]; the lowest level with turbulence is taken: sigma_v = wind tan(sigma-theta). Missing: below
 * 0, sigma-theta >= 99, sigma-w >= 90.
 *
 * Sources: AERMET User's Guide, EPA-454/B-23-005 (2023), appendix C; how AERMOD takes the codes: its routines CHKCLM,
 * CHKMSG and METQA (version 04079 and later). Limit: of several levels of wind and temperature in the .PFL only the
 * turbulence is used. */
#include "model/gaussian/weather/aermet.h"

#include "base/number.h"
#include "base/outdir.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SURFACE_LEAST = 20, SURFACE_MOST = 25, PROFILE_LEAST = 11 };
enum { YEAR, MONTH, DAY, YEARDAY, HOUR, HEAT, USTAR, WSTAR, LAPSE, ZIC, ZIM, LENGTH, ROUGHNESS, BOWEN, ALBEDO, WIND };
enum { FROM = WIND + 1, WIND_HEIGHT, TEMPERATURE, TEMPERATURE_HEIGHT, RAIN_CODE, RAIN, HUMIDITY, PRESSURE, CLOUD };

/* A file that is gone through line by line. */
typedef struct lines {
    const char *path;
    char *text, *next;
    int number;
} lines;

static char *next_line(lines *l) {
    while (*l->next) {
        char *line = l->next, *end = line + strcspn(line, "\r\n");
        l->next = *end ? end + 1 + (end[0] == '\r' && end[1] == '\n') : end;
        *end = '\0';
        l->number++;
        if (line[strspn(line, " \t")]) return line;
    }
    return NULL;
}

static const char *where(const lines *l) {
    return lt_fmt("%s:%d", l->path, l->number);
}

/* At most `most` numbers of a line; what follows the first word that is none is not looked at. */
static int numbers_of(const char *line, int most, double *out) {
    int n = 0;
    const char *end = line;
    while (n < most && lt_number_scan(line, &out[n], &end) && (*end == '\0' || isspace((unsigned char)*end))) {
        line = end;
        n++;
    }
    return n;
}

/* --- the header --------------------------------------------------------------------------------------------------- */

/* "41.300N" */
static bool degrees_of(const char **text, const char *plus, const char *minus, double *out) {
    const char *end;
    if (!lt_number_scan(*text, out, &end) || !*end || (!strchr(plus, *end) && !strchr(minus, *end))) return false;
    if (strchr(minus, *end)) *out = -*out;
    *text = end + 1;
    return true;
}

static bool read_header(const char *line, double *lon, double *lat) {
    const char *at = line;
    return degrees_of(&at, "Nn", "Ss", lat) && degrees_of(&at, "Ee", "Ww", lon);
}

bool lt_aermet_is(const char *path) {
    char head[256] = "";
    double lon, lat;
    const size_t n = lt_path_head(path, head, sizeof head - 1);
    head[n < sizeof head ? n : sizeof head - 1] = '\0';
    return read_header(head, &lon, &lat) || strstr(head, "UA_ID:");
}

/* --- an hour ------------------------------------------------------------------------------------------------------ */

static lt_status bad_line(const lines *l, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where(l), .expected = expected, .found = found,
                    .todo = "make the file with AERMET again, or mend the line");
}

/* Two digits: 50 to 99 are of the last century, as AERMOD takes them. */
static lt_status time_of(const lines *l, double y, double m, double d, double hour, int zone_s, lt_time *out) {
    const double full = y < 50 ? y + 2000 : y < 100 ? y + 1900 : y;
    const bool whole = y == floor(y) && m == floor(m) && d == floor(d) && hour == floor(hour);
    const bool can_be =
        whole && full >= 1900 && full <= 2200 && m >= 1 && m <= 12 && d >= 1 && d <= 31 && hour >= 1 && hour <= 24;
    const int year = can_be ? (int)full : 0, month = can_be ? (int)m : 1, day = can_be ? (int)d : 0;
    if (!can_be || day > lt_days_in_month(year, month))
        return bad_line(l, "the time of a line cannot be", "year, month, day of the calendar and hour 1 to 24",
                        lt_fmt("%g %g %g %g", y, m, d, hour));
    *out = lt_time_from_civil(year, month, day, 0, 0, 0) + (lt_time)hour * LT_HOUR - zone_s;
    return LT_OK;
}

static double within(double value, double least, double most) {
    return value >= least && value <= most ? value : NAN;
}

/* What is there, NAN what is missing. */
static lt_plume_hour hour_of(const double *v, lt_time end) {
    lt_plume_hour h = lt_plume_hour_missing(end);
    const double length = v[LENGTH] < -99990.0 ? NAN : v[LENGTH];
    h.wind_ms = v[WIND] >= 0.0 && v[WIND] < 90.0 ? v[WIND] : NAN;
    h.wind_from_deg = v[FROM] > -9.0 && v[FROM] <= 900.0 ? fmod(v[FROM] + 720.0, 360.0) : NAN;
    h.wind_height_m = within(v[WIND_HEIGHT], 0.001, 1000.0);
    h.temperature_K = within(v[TEMPERATURE], 1e-9, 900.0);
    h.temperature_height_m = within(v[TEMPERATURE_HEIGHT], 0.001, 1000.0);
    h.friction_velocity_ms = v[USTAR] >= 0.0 && v[USTAR] < 9.0 ? v[USTAR] : NAN;
    if (isfinite(length)) {
        const double sign = length < 0.0 || (length == 0.0 && v[HEAT] > 0.0) ? -1.0 : 1.0;
        h.obukhov_m = sign * fmax(fabs(length), 1.0);
    }
    const bool convective = h.obukhov_m < 0.0;
    const bool stable = h.obukhov_m > 0.0; /* none of them: left to derive.h */
    h.mechanical_height_m = within(v[ZIM], 0.0, 90000.0);
    h.convective_height_m = convective ? within(v[ZIC], 0.0, 90000.0) : stable ? 0.0 : NAN;
    h.convective_velocity_ms = convective && v[WSTAR] >= 0.0 ? fmax(v[WSTAR], 0.001) : stable ? 0.0 : NAN;
    h.lapse_above_Km = convective ? fmax(v[LAPSE], 0.005) : v[LAPSE] > 0.0 ? v[LAPSE] : stable ? 0.005 : NAN;
    h.roughness_m = fmax(v[ROUGHNESS], 0.0001);
    h.albedo = within(v[ALBEDO], 0.0, 1.0);
    h.bowen = v[BOWEN] > -10.0 ? v[BOWEN] : NAN;
    h.rain_mmh = within(v[RAIN], 0.0, 900.0);
    h.relative_humidity = within(v[HUMIDITY], 0.0, 100.0) / 100.0;
    h.pressure_Pa = v[PRESSURE] > 0.0 && v[PRESSURE] < 2000.0 ? 100.0 * v[PRESSURE] : 101325.0;
    h.cloud = within(v[CLOUD], 0.0, 10.0) / 10.0;
    return h;
}

/* A wind whose direction is a missing code is a missing hour to AERMOD; a calm says nothing of its direction. */
static void judge(lt_plume_hour *h) {
    lt_plume_hour_judge(h);
    if (h->air == LT_AIR_CALM && h->wind_ms > 0.0) h->air = LT_AIR_MISSING;
}

static lt_status read_hour(const lines *l, const char *line, int zone_s, lt_plume_weather *weather) {
    double v[SURFACE_MOST];
    lt_time end;
    for (int k = 0; k < SURFACE_MOST; k++) v[k] = NAN;
    const int n = numbers_of(line, SURFACE_MOST, v);
    if (n < SURFACE_LEAST)
        return bad_line(l, "a line of the surface file is no hour", "20 numbers or more", lt_fmt("%d numbers", n));
    LT_TRY(time_of(l, v[YEAR], v[MONTH], v[DAY], v[HOUR], zone_s, &end));
    const int yearday = lt_time_civil(end + zone_s - LT_HOUR).yearday;
    if (v[YEARDAY] != yearday)
        return bad_line(l, "the day of the year is not that of the date", lt_fmt("%d", yearday),
                        lt_fmt("%g", v[YEARDAY]));
    lt_plume_hour hour = hour_of(v, end);
    judge(&hour);
    return lt_plume_weather_add(weather, &hour, where(l));
}

/* --- the profile -------------------------------------------------------------------------------------------------- */

static lt_plume_hour *find_hour(lt_plume_weather *weather, lt_time end) {
    if (weather->n == 0) return NULL;
    const lt_time k = (end - weather->hours[0].end_s) / LT_HOUR;
    return k >= 0 && k < weather->n && weather->hours[k].end_s == end ? &weather->hours[k] : NULL;
}

static lt_status read_level(const lines *l, const char *line, int zone_s, lt_plume_weather *weather, long *unknown) {
    double v[PROFILE_LEAST];
    lt_time end;
    const int n = numbers_of(line, PROFILE_LEAST, v);
    if (n < PROFILE_LEAST)
        return bad_line(l, "a line of the profile file is no level", "11 numbers", lt_fmt("%d numbers", n));
    LT_TRY(time_of(l, v[0], v[1], v[2], v[3], zone_s, &end));
    if (v[5] != 0.0 && v[5] != 1.0)
        return bad_line(l, "the mark of the top level cannot be", "0 or 1", lt_fmt("%g", v[5]));
    lt_plume_hour *hour = find_hour(weather, end);
    *unknown += !hour;
    const double speed = v[7] > 0.0 && v[7] < 90.0 ? v[7] : NAN;
    const double across = v[9] >= 0.0 && v[9] < 99.0 ? speed * tan(v[9] * M_PI / 180.0) : NAN;
    const double up = v[10] >= 0.0 && v[10] < 90.0 ? v[10] : NAN;
    if (!hour || (isnan(across) && isnan(up)) || !(v[4] > 0.0)) return LT_OK;
    if (hour->measured_height_m <= v[4]) return LT_OK;
    hour->measured_height_m = v[4];
    hour->sigma_v_ms = across;
    hour->sigma_w_ms = up;
    return LT_OK;
}

static lt_status read_profile(const char *path, int zone_s, lt_faults *faults, lt_plume_weather *weather) {
    lines l = {.path = path};
    long unknown = 0;
    LT_TRY(lt_path_read_text(path, &l.text));
    l.next = l.text;
    lt_status status = LT_OK;
    for (char *line; status == LT_OK && (line = next_line(&l));)
        status = lt_faults_take(faults, read_level(&l, line, zone_s, weather, &unknown));
    free(l.text);
    if (status == LT_OK && unknown > 0)
        status = lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "the profile has hours that the surface lacks",
                                                 .where = path, .expected = lt_fmt("hours of %s", weather->path),
                                                 .found = lt_fmt("%ld levels of other hours", unknown),
                                                 .todo = "name the .SFC and .PFL of one run of AERMET"));
    return status;
}

lt_status lt_aermet_read(const char *surface, const char *profile, int zone_s, lt_faults *faults,
                         lt_plume_weather **out) {
    lines l = {.path = surface};
    lt_plume_weather *weather = lt_plume_weather_of(surface);
    *out = NULL;
    if (!weather) return LT_ERR_MEMORY;
    lt_status status = lt_path_read_text(surface, &l.text);
    if (status != LT_OK) goto end;
    l.next = l.text;
    char *line = next_line(&l);
    if (!line || !read_header(line, &weather->lon, &weather->lat)) {
        status =
            lt_faults_take(faults, bad_line(&l, "the surface file does not begin with AERMET's header",
                                            "\"41.300N   123.200E   UA_ID: ...\"", lt_fmt("%.40s", line ? line : "")));
        if (status != LT_OK) goto end;
    }
    while (status == LT_OK && (line = next_line(&l)))
        status = lt_faults_take(faults, read_hour(&l, line, zone_s, weather));
    if (status == LT_OK && profile && profile[0]) status = read_profile(profile, zone_s, faults, weather);
end:
    free(l.text);
    if (status == LT_OK)
        *out = weather;
    else
        lt_plume_weather_free(weather);
    return status;
}
