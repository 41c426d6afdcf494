/* direction.c - a direction that is known by sector is drawn within it.
 *
 *   theta = centre of the hour's 90-degree sector + first + u (last - first),  u: draw.c, persistent, 0 to 1
 *   [first, last] = the sector, or that part of it which lies within 33.75 degrees of the direction of the day's
 *   strongest wind: the day's 16-sector and one more on either side. A day whose direction lies neither in the sector
 * nor in the 16-sector beside it says nothing about the hour. Calm or variable hours: the geostrophic wind of the day
 * turned back by the neutral drag law, +-90 degrees; without it the centre of the last sector, +-180 degrees.
 *
 * The persistence of u is the time in which the autocorrelation of the unit vector of the sectors' centres, its mean
 * daily cycle taken off, falls to 1/e: 9 h (0.364) in the hourly Shenyang file 2013-2014 (derived; mark D). A direction
 * within its sector cannot last longer than that. In 2014, 51 % of the hours had the day's direction in their sector,
 * 10 % in the 16-sector beside it, 32 % elsewhere, 8 % were calm or variable.
 *
 * The width of 33.75 degrees is an assumption (mark A): the wind of the other hours turns against the strongest one by
 * one 16-sector as a rule. Nothing here was chosen by looking at concentrations.
 *
 * Limits: directions jump where the sector does; hours of a sector do not know those of the next. */
#include "model/met/direction.h"

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/domain_weather.h"
#include "model/met/draw.h"

#include <math.h>

bool lt_direction_range(double centre_deg, double day_deg, double *first, double *last) {
    const double half = 45.0, reach = 33.75;
    *first = -half;
    *last = half;
    if (isnan(day_deg)) return false;
    double away = remainder(day_deg - centre_deg, 360.0);
    double low = fmax(-half, away - reach), high = fmin(half, away + reach);
    if (low >= high) return false;
    *first = low;
    *last = high;
    return true;
}

static double whole_circle(double degrees) {
    double angle = fmod(degrees, 360.0);
    return angle < 0.0 ? angle + 360.0 : angle;
}

/* The last known sector before hour i; north-west, the most frequent of the cold season, if there is none. */
static double last_sector(const lt_station_hour *hours, long i) {
    while (i > 0 && isnan(hours[i].wind_from_deg)) i--;
    return isnan(hours[i].wind_from_deg) ? 315.0 : hours[i].wind_from_deg;
}

typedef struct choice {
    double centre, first, last;
} choice;

static choice of_calm(const lt_pressure_wind *pressure, const lt_met_settings *s, const lt_station_hour *hour,
                      double last_deg, lt_time t, lt_directions *count) {
    double east, north, speed, turn;
    if (!lt_pressure_wind_at(pressure, t, &east, &north)) {
        count->calm_by_last++;
        return (choice){last_deg, -180.0, 180.0};
    }
    lt_geostrophic_drag(hour->wind_speed_ms, s->station.roughness_m, lt_coriolis(s->station.lat), &speed, &turn);
    count->calm_by_pressure++;
    return (choice){(atan2(-east, -north) - turn) / LT_DEGREE, -90.0, 90.0};
}

static choice of_sector(double centre_deg, double day_deg, lt_directions *count) {
    choice c = {.centre = centre_deg};
    if (lt_direction_range(centre_deg, day_deg, &c.first, &c.last))
        count->of_day++;
    else
        count->of_sector++;
    return c;
}

lt_status lt_directions_draw(lt_station *station, const lt_daily *daily, int city, const lt_pressure_wind *pressure,
                             const lt_met_settings *settings, int draw, lt_time start, long n, lt_directions *out) {
    long first = (long)((start - station->start) / LT_HOUR) - 13, last = first + n + 26;
    if (first < 0) first = 0;
    if (last > station->n) last = station->n;
    *out = (lt_directions){0};
    if (!station->sectors || first >= last) return LT_OK;
    double *u = NULL, *chosen = NULL;
    lt_status status = LT_OK;
    LT_TRY_GOTO(status, lt_calloc((size_t)(last - first), sizeof *u, &u), done);
    LT_TRY_GOTO(status, lt_calloc((size_t)(last - first), sizeof *chosen, &chosen), done);
    LT_TRY_GOTO(status,
                lt_draw_series(settings->draw_seed, draw, settings->draw_persistence_s,
                               station->start + first * LT_HOUR, last - first, u),
                done);
    for (long i = first; i < last; i++) {
        const lt_station_hour *hour = &station->hours[i];
        lt_time t = station->start + (lt_time)i * LT_HOUR;
        lt_directions other = {0}, *count = t >= start && t < start + (lt_time)n * LT_HOUR ? out : &other;
        chosen[i - first] = NAN;
        if (!lt_station_complete(hour)) continue;
        double day_deg = daily ? lt_daily_at(daily, city, lt_local_day(t), LT_DAILY_STRONGEST_FROM) : NAN;
        choice c = isnan(hour->wind_from_deg)
                       ? of_calm(pressure, settings, hour, last_sector(station->hours, i), t + LT_HOUR / 2, count)
                       : of_sector(hour->wind_from_deg, day_deg, count);
        chosen[i - first] = whole_circle(c.centre + c.first + u[i - first] * (c.last - c.first));
    }
    for (long i = first; i < last; i++) station->hours[i].wind_from_deg = chosen[i - first];
done:
    lt_free(u);
    lt_free(chosen);
    return status;
}
