/* city_weather.c - daily values of cities in space and time.
 *
 * Time: means of a day stand at its noon (UTC+8) and change linearly to the next one's; rain and sunshine are the same
 * all day. Temperature runs through T_min at 7:30 and T_max at 14:30 by half waves of a cosine (the coldest and the
 * warmest hour of data/winter_statistics.csv, its middle). Vapour pressure: mean humidity times saturation at the mean
 * temperature.
 *
 * Space: F(x, y) = plane + sum of w_c (F_c - plane at c),  w_c = 1/(d_c^2 + (30 km)^2), made 1 in sum;  plane: least
 * squares over the cities; for temperature and pressure (Shepard 1968, doi 10.1145/800186.810616, on the departures
 * from the plane). Vapour, cloud, rain and wind by w_c alone, so that they stay between the cities' values. Temperature
 * and pressure are reduced to sea level first (lapse of the settings; daily.h).
 *
 * Limits: CMA's extremes are of 20 h to 20 h; no front is sharper than the distance of the cities; a wind's day has one
 * direction, that of its strongest wind. */
#include "model/met/city_weather.h"

#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/solar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define KM_PER_DEGREE 111.1949
#define COLDEST_S (7.5 * 3600.0)
#define WARMEST_S (14.5 * 3600.0)

struct lt_city_weather {
    const lt_daily *daily;
    double lapse_Km;
    long last_day; /* of the run */
    int n, city[LT_DAILY_MAX_CITIES];
    double x[LT_DAILY_MAX_CITIES], y[LT_DAILY_MAX_CITIES]; /* km from the mean place */
    double run_K[LT_DAILY_MAX_CITIES];
    double *smooth, *near; /* [cell * n + city] */
    double value[LT_N_CITY_FIELDS][LT_DAILY_MAX_CITIES];
};

static bool complete(const lt_daily *daily, int city, long first, long last) {
    if (!(daily->city[city].altitude_m < 500.0)) return false;
    for (long day = first; day <= last; day++)
        for (int v = 0; v < LT_N_DAILY; v++)
            if (isnan(lt_daily_at(daily, city, day, v))) return false;
    return true;
}

static lt_status choose_cities(lt_city_weather *w, long first, long last) {
    char from[24], to[24];
    for (int c = 0; c < w->daily->n_cities; c++)
        if (complete(w->daily, c, first, last)) w->city[w->n++] = c;
    if (w->n >= LT_CITY_LEAST) return LT_OK;
    lt_time_local(lt_local_day_noon(first), from);
    lt_time_local(lt_local_day_noon(last), to);
    return LT_RAISE(LT_ERR_INPUT, .what = "the daily weather does not cover the run", .where = w->daily->path,
                    .expected =
                        lt_fmt("at least %d cities below 500 m, complete from %.10s to %.10s (spin-up included)",
                               (int)LT_CITY_LEAST, from, to),
                    .found = lt_fmt("%d", w->n), .todo = "choose a period inside the file, or another file");
}

/* Weights of the plane's value at (x, y): row (1 x y) (A^T A)^-1 A^T; the cities' coordinates have mean 0. */
static void plane_weights(const lt_city_weather *w, double x, double y, double *out) {
    double xx = 0, xy = 0, yy = 0;
    for (int c = 0; c < w->n; c++) {
        xx += w->x[c] * w->x[c];
        xy += w->x[c] * w->y[c];
        yy += w->y[c] * w->y[c];
    }
    double d = xx * yy - xy * xy;
    for (int c = 0; c < w->n; c++) {
        double slope = x * (yy * w->x[c] - xy * w->y[c]) + y * (xx * w->y[c] - xy * w->x[c]);
        out[c] = 1.0 / w->n + (d > 0.0 ? slope / d : 0.0);
    }
}

static void weights_of(const lt_city_weather *w, double x, double y, double *smooth, double *near) {
    double sum = 0.0;
    for (int c = 0; c < w->n; c++) {
        double dx = x - w->x[c], dy = y - w->y[c];
        near[c] = 1.0 / (dx * dx + dy * dy + 30.0 * 30.0);
        sum += near[c];
    }
    plane_weights(w, x, y, smooth);
    for (int c = 0; c < w->n; c++) near[c] /= sum;
    for (int c = 0; c < w->n; c++) {
        double there[LT_DAILY_MAX_CITIES];
        plane_weights(w, w->x[c], w->y[c], there);
        for (int k = 0; k < w->n; k++) smooth[k] += near[c] * ((k == c) - there[k]);
    }
}

static void place_cities(lt_city_weather *w, const lt_grid *grid) {
    double lat = 0.0, lon = 0.0;
    for (int c = 0; c < w->n; c++) {
        lat += w->daily->city[w->city[c]].lat / w->n;
        lon += w->daily->city[w->city[c]].lon / w->n;
    }
    double per_lon = KM_PER_DEGREE * cos(lat * LT_DEGREE);
    for (int c = 0; c < w->n; c++) {
        w->x[c] = (w->daily->city[w->city[c]].lon - lon) * per_lon;
        w->y[c] = (w->daily->city[w->city[c]].lat - lat) * KM_PER_DEGREE;
    }
    for (long cell = 0; cell < (long)grid->nx * grid->ny; cell++)
        weights_of(w, (grid->lon[cell] - lon) * per_lon, (grid->lat[cell] - lat) * KM_PER_DEGREE,
                   w->smooth + cell * w->n, w->near + cell * w->n);
}

static double sea_level(const lt_city_weather *w, int c, double temperature_K) {
    return temperature_K + w->lapse_Km * w->daily->city[w->city[c]].altitude_m;
}

static lt_status prepare(lt_city_weather *w, const lt_grid *grid, long first, long last) {
    LT_TRY(choose_cities(w, first, last));
    w->last_day = last;
    size_t n = (size_t)grid->nx * (size_t)grid->ny * (size_t)w->n;
    LT_TRY(lt_calloc(n, sizeof(double), &w->smooth));
    LT_TRY(lt_calloc(n, sizeof(double), &w->near));
    place_cities(w, grid);
    for (int c = 0; c < w->n; c++) {
        for (long day = first; day <= last; day++)
            w->run_K[c] += lt_daily_at(w->daily, w->city[c], day, LT_DAILY_T_MEAN) / (double)(last - first + 1);
        w->run_K[c] = sea_level(w, c, w->run_K[c]);
    }
    return LT_OK;
}

lt_status lt_city_weather_create(const lt_daily *daily, const lt_grid *grid, double lapse_Km, lt_time start, long n,
                                 lt_city_weather **out) {
    lt_city_weather *w = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    w->daily = daily;
    w->lapse_Km = lapse_Km;
    lt_status status = prepare(w, grid, lt_local_day(start), lt_local_day(start + (lt_time)n * LT_HOUR - 1));
    if (status != LT_OK) {
        lt_city_weather_free(w);
        return status;
    }
    *out = w;
    return LT_OK;
}

void lt_city_weather_free(lt_city_weather *w) {
    if (!w) return;
    lt_free(w->smooth);
    lt_free(w->near);
    lt_free(w);
}

int lt_city_weather_count(const lt_city_weather *w) {
    return w->n;
}

void lt_city_weather_names(const lt_city_weather *w, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (int c = 0; c < w->n && used < size; c++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", c ? ", " : "", w->daily->city[w->city[c]].name);
}

/* Day's values at noon, linear between; a neighbour that is missing takes the day's own value. t: within day. */
static double between_noons(lt_time t, long day, double own, double before, double after) {
    double w = (double)(t - lt_local_day_noon(day)) / LT_DAY, other = w < 0.0 ? before : after;
    return isnan(other) ? own : own + fabs(w) * (other - own);
}

static double half_wave(double from, double to, double share) {
    return from + (to - from) * 0.5 * (1.0 - cos(M_PI * share));
}

static double temperature(const lt_daily *daily, int city, lt_time t, long day) {
    double s = (double)(t - lt_local_day_noon(day)) + LT_DAY / 2; /* since midnight */
    double low = lt_daily_at(daily, city, day, LT_DAILY_T_MIN), high = lt_daily_at(daily, city, day, LT_DAILY_T_MAX);
    double night = LT_DAY - WARMEST_S + COLDEST_S;
    if (s < COLDEST_S) {
        double before = lt_daily_at(daily, city, day - 1, LT_DAILY_T_MAX);
        return half_wave(isnan(before) ? high : before, low, (s + LT_DAY - WARMEST_S) / night);
    }
    if (s < WARMEST_S) return half_wave(low, high, (s - COLDEST_S) / (WARMEST_S - COLDEST_S));
    double next = lt_daily_at(daily, city, day + 1, LT_DAILY_T_MIN);
    return half_wave(high, isnan(next) ? low : next, (s - WARMEST_S) / night);
}

typedef struct city_day {
    double mean_K, pressure, vapour, speed, east, north;
} city_day;

static city_day day_of(const lt_daily *daily, int city, long day) {
    city_day d = {.mean_K = lt_daily_at(daily, city, day, LT_DAILY_T_MEAN),
                  .pressure = lt_daily_sea_level_pressure(daily, city, day),
                  .speed = lt_daily_at(daily, city, day, LT_DAILY_WIND)};
    double from = lt_daily_at(daily, city, day, LT_DAILY_STRONGEST_FROM) * LT_DEGREE;
    d.vapour = lt_daily_at(daily, city, day, LT_DAILY_HUMIDITY) * lt_saturation_pressure(d.mean_K);
    d.east = -d.speed * sin(from);
    d.north = -d.speed * cos(from);
    return d;
}

void lt_city_weather_set_time(lt_city_weather *w, lt_time t) {
    long day = lt_local_day(t);
    if (day > w->last_day) day = w->last_day; /* the midnight that ends the run: its day need not be in the file */
    for (int c = 0; c < w->n; c++) {
        int city = w->city[c];
        const lt_daily_city *place = &w->daily->city[city];
        city_day own = day_of(w->daily, city, day), before = day_of(w->daily, city, day - 1),
                 after = day_of(w->daily, city, day + 1);
        w->value[LT_CITY_T][c] = sea_level(w, c, temperature(w->daily, city, t, day));
        w->value[LT_CITY_T_DAY][c] = sea_level(w, c, between_noons(t, day, own.mean_K, before.mean_K, after.mean_K));
        w->value[LT_CITY_T_RUN][c] = w->run_K[c];
        w->value[LT_CITY_P][c] = between_noons(t, day, own.pressure, before.pressure, after.pressure);
        w->value[LT_CITY_VAPOUR][c] = between_noons(t, day, own.vapour, before.vapour, after.vapour);
        w->value[LT_CITY_SPEED][c] = between_noons(t, day, own.speed, before.speed, after.speed);
        w->value[LT_CITY_EAST][c] = between_noons(t, day, own.east, before.east, after.east);
        w->value[LT_CITY_NORTH][c] = between_noons(t, day, own.north, before.north, after.north);
        double sun = lt_daily_at(w->daily, city, day, LT_DAILY_SUNSHINE);
        double length_s = lt_solar_day_length_h(lt_local_day_noon(day), place->lat) * 3600.0;
        w->value[LT_CITY_CLEAR][c] = fmax(0.0, fmin(1.0, sun / length_s));
        w->value[LT_CITY_RAIN][c] = lt_daily_at(w->daily, city, day, LT_DAILY_PRECIPITATION) / LT_DAY;
    }
}

double lt_city_weather_at(const lt_city_weather *w, long cell, enum lt_city_field field) {
    const double *weight = (field <= LT_CITY_P ? w->smooth : w->near) + cell * w->n;
    double sum = 0.0;
    for (int c = 0; c < w->n; c++) sum += weight[c] * w->value[field][c];
    return sum;
}
