/* domain_weather.c - from the station's hours to the domain's weather: means of the day, cloud, snow, wind aloft.
 *
 * Day's mean: 25 hours around the hour, the outer two at half weight; hours that the series lacks are left out.
 *
 * Cloud: N = 1 - sunshine of the day/day length where the day's sunshine is known; else
 * N = 1 - sunshine/day length of the month + (RH of the day - RH of the month), within 0 to 0.9; at least 0.9 in hours
 * with precipitation (assumption; the month's sunshine and RH from data/monthly_climate.csv).
 *
 * Geostrophic wind at the surface: direction of the day's pressures (pressure_wind.c) where they are known, else of the
 * day's mean wind by the drag law; speed the larger of the two. Both fall short of the hour's: the pressures are
 * smoothed over some 800 km and a day, the drag law knows no stable nights. The neutral drag law with u* = k U10 /
 * ln(10/z0): speed from the mean speed, direction from the mean vector (the vector's length would be short of the speed
 * wherever the wind turns within the day, down to nothing, while the pressure gradient is there all the time): (k G /
 * u*)^2 = (ln(u* / (f z0)) - A)^2 + B^2,  sin(turn) = B u* / (k G),  A = 1.8, B = 4.5 Source: Blackadar and Tennekes
 * (1968), doi 10.1175/1520-0469(1968)025<1015:ASINBP>2.0.CO;2; A, B of Garratt (1992), recalled. The wind aloft is
 * turned clockwise against that at the ground (northern hemisphere).
 *
 * Thermal wind: du/dz = -(g/(f T)) dT/dy,  dv/dz = (g/(f T)) dT/dx, with the month's horizontal gradients of ten
 * stations; northward kept between -1.5 and -0.3 K/100 km, eastward between -0.4 and 0.4: the ground's gradients in
 * summer come from the coast, not from the air above (assumption).
 *
 * Limits: sunshine recorders miss the lowest sun, so that a clear day counts as a tenth cloudy; one station: no fronts,
 * no lows inside the domain; the same wind aloft from 36 to 46 N. */
#include "model/met/domain_weather.h"

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/solar.h"

#include <math.h>

typedef struct day_mean {
    double temperature_K, relative_humidity, speed_ms, east_ms, north_ms;
} day_mean;

static day_mean around(const lt_station *station, lt_time t) {
    day_mean sum = {0};
    double weights = 0.0;
    for (int h = -12; h <= 12; h++) {
        const lt_station_hour *hour = lt_station_at(station, t + (lt_time)h * LT_HOUR);
        if (!hour || !lt_station_complete(hour)) continue;
        double w = h == -12 || h == 12 ? 0.5 : 1.0, from = hour->wind_from_deg * LT_DEGREE;
        weights += w;
        sum.temperature_K += w * hour->temperature_K;
        sum.relative_humidity +=
            w * lt_saturation_pressure(hour->dew_point_K) / lt_saturation_pressure(hour->temperature_K);
        sum.speed_ms += w * hour->wind_speed_ms;
        if (isnan(from)) continue;
        sum.east_ms -= w * hour->wind_speed_ms * sin(from);
        sum.north_ms -= w * hour->wind_speed_ms * cos(from);
    }
    return (day_mean){sum.temperature_K / weights, sum.relative_humidity / weights, sum.speed_ms / weights,
                      sum.east_ms / weights, sum.north_ms / weights};
}

void lt_geostrophic_drag(double wind_10m_ms, double roughness_m, double coriolis, double *speed_ms, double *turn_rad) {
    const double a = 1.8, b = 4.5;
    double friction = LT_VON_KARMAN * fmax(wind_10m_ms, 0.1) / log(10.0 / roughness_m);
    double x = fmax(log(friction / (coriolis * roughness_m)) - a, 1.0);
    double ratio = sqrt(x * x + b * b);
    *speed_ms = friction / LT_VON_KARMAN * ratio * (wind_10m_ms < 0.1 ? wind_10m_ms / 0.1 : 1.0);
    *turn_rad = asin(b / ratio);
}

void lt_geostrophic_from_surface(double speed_ms, double east_ms, double north_ms, double roughness_m, double coriolis,
                                 lt_domain_state *state) {
    double speed, turn, wind = hypot(east_ms, north_ms);
    state->geostrophic_east_ms = state->geostrophic_north_ms = 0.0;
    if (wind <= 0.0) return;
    lt_geostrophic_drag(speed_ms, roughness_m, coriolis, &speed, &turn);
    double east = east_ms / wind, north = north_ms / wind;
    state->geostrophic_east_ms = speed * (east * cos(turn) + north * sin(turn));
    state->geostrophic_north_ms = speed * (north * cos(turn) - east * sin(turn));
}

void lt_geostrophic_at_least(double least_ms, lt_domain_state *state) {
    double speed = hypot(state->geostrophic_east_ms, state->geostrophic_north_ms);
    if (speed <= 0.0 || speed >= least_ms) return;
    state->geostrophic_east_ms *= least_ms / speed;
    state->geostrophic_north_ms *= least_ms / speed;
}

void lt_thermal_wind(const lt_climate_month *month, double coriolis, double temperature_K, lt_domain_state *state) {
    double gradient_north = fmax(-1.5e-5, fmin(-0.3e-5, month->gradient_north_Km));
    double gradient_east = fmax(-0.4e-5, fmin(0.4e-5, month->gradient_east_Km));
    state->shear_east_s = -LT_GRAVITY / (coriolis * temperature_K) * gradient_north;
    state->shear_north_s = LT_GRAVITY / (coriolis * temperature_K) * gradient_east;
}

double lt_cloud_of_sunshine(double sunshine_s, double day_length_h, bool wet) {
    double cloud = fmax(0.0, fmin(1.0, 1.0 - sunshine_s / (day_length_h * 3600.0)));
    return wet ? fmax(cloud, 0.9) : cloud;
}

double lt_cloud_of_climate(const lt_climate_month *month, double day_length_h, double relative_humidity, bool wet) {
    double clear = month->sunshine_s / (day_length_h * 3600.0);
    double cloud = 1.0 - clear + relative_humidity - month->relative_humidity;
    cloud = fmax(0.0, fmin(0.9, cloud));
    return wet ? fmax(cloud, 0.9) : cloud;
}

static lt_domain_state hour_state(const lt_met_settings *s, const lt_climate *climate, const lt_domain_sources *sources,
                                  lt_time t) {
    const lt_station_hour *h = lt_station_at(sources->station, t);
    const lt_climate_month *month = &climate->month[lt_time_civil(t + LT_CST_OFFSET).month - 1];
    day_mean day = around(sources->station, t);
    lt_domain_state out = {.time = t + LT_HOUR / 2,
                           .altitude_m = s->station.altitude_m,
                           .wind_roughness_m = s->station.roughness_m,
                           .temperature_K = h->temperature_K,
                           .dew_point_K = fmin(h->dew_point_K, h->temperature_K),
                           .sea_level_pressure_Pa = h->sea_level_pressure_Pa,
                           .day_temperature_K = day.temperature_K,
                           .wind_speed_ms = h->wind_speed_ms,
                           .wind_from_deg = h->wind_from_deg,
                           .east = -sin(h->wind_from_deg * LT_DEGREE),
                           .north = -cos(h->wind_from_deg * LT_DEGREE),
                           .sea_surface_K = month->sea_surface_K,
                           .precipitation_kgm2s = h->precipitation_mm / LT_HOUR};
    double sunshine =
        sources->daily ? lt_daily_at(sources->daily, sources->city, lt_local_day(t), LT_DAILY_SUNSHINE) : NAN;
    double day_length_h = lt_solar_day_length_h(t, s->station.lat), coriolis = lt_coriolis(s->station.lat);
    bool wet = h->precipitation_mm > 0.0;
    out.cloud = isnan(sunshine) ? lt_cloud_of_climate(month, day_length_h, day.relative_humidity, wet)
                                : lt_cloud_of_sunshine(sunshine, day_length_h, wet);
    double east, north, least, turn;
    if (lt_pressure_wind_at(sources->pressure, out.time, &east, &north) && hypot(east, north) > 0.0) {
        out.geostrophic_east_ms = east;
        out.geostrophic_north_ms = north;
        lt_geostrophic_drag(day.speed_ms, s->station.roughness_m, coriolis, &least, &turn);
        lt_geostrophic_at_least(least, &out);
    } else {
        lt_geostrophic_from_surface(day.speed_ms, day.east_ms, day.north_ms, s->station.roughness_m, coriolis, &out);
    }
    lt_thermal_wind(month, coriolis, day.temperature_K, &out);
    return out;
}

lt_status lt_domain_weather_allocate(lt_time start, long n, lt_domain_weather **out) {
    lt_domain_weather *weather = NULL;
    LT_TRY(lt_calloc(1, sizeof *weather, &weather));
    lt_status status = lt_calloc((size_t)n, sizeof *weather->hour, &weather->hour);
    if (status != LT_OK) {
        lt_free(weather);
        return status;
    }
    weather->start = start;
    weather->n = n;
    *out = weather;
    return LT_OK;
}

lt_status lt_domain_weather_create(const lt_met_settings *settings, const lt_climate *climate,
                                   const lt_domain_sources *sources, lt_time start, long n, lt_domain_weather **out) {
    lt_domain_weather *weather = NULL;
    LT_TRY(lt_domain_weather_allocate(start, n, &weather));
    double sum = 0.0;
    for (long i = 0; i < n; i++) {
        weather->hour[i] = hour_state(settings, climate, sources, start + (lt_time)i * LT_HOUR);
        sum += weather->hour[i].temperature_K;
    }
    for (long i = 0; i < n; i++) weather->hour[i].mean_temperature_K = sum / (double)n;
    *out = weather;
    return LT_OK;
}

void lt_domain_weather_free(lt_domain_weather *weather) {
    if (!weather) return;
    lt_free(weather->hour);
    lt_free(weather);
}

void lt_local_weather_free(lt_local_weather *local) {
    if (local) local->release(local);
}

lt_domain_state lt_domain_weather_edge(const lt_domain_weather *weather, long edge) {
    const lt_domain_state *a = &weather->hour[edge > 0 ? edge - 1 : 0];
    const lt_domain_state *b = &weather->hour[edge < weather->n ? edge : weather->n - 1];
    lt_domain_state out = *b;
    out.time = weather->start + (lt_time)edge * LT_HOUR;
    out.temperature_K = 0.5 * (a->temperature_K + b->temperature_K);
    out.sea_level_pressure_Pa = 0.5 * (a->sea_level_pressure_Pa + b->sea_level_pressure_Pa);
    out.day_temperature_K = 0.5 * (a->day_temperature_K + b->day_temperature_K);
    return out;
}
