/* station_values.c - station values at an instant. See station_values.h.
 *
 * Temperature goes to the reference altitude by the lapse rate, vapour pressure by the scale height of the mixing ratio
 * and that of pressure (8 km), the wind by its exposure at 60 m (profile.c). Weights of a calm wind: its direction
 * counts as 0.1 m/s, so that a domain in calm has one. */
#include "model/met/points/station_values.h"

#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/profile.h"

#include <math.h>

lt_status lt_station_values_create(const lt_network *network, const lt_point_reference *reference, lt_time start,
                                   long n, lt_station_values **out) {
    lt_station_values *v = NULL;
    LT_TRY(lt_calloc(1, sizeof *v, &v));
    *v = (lt_station_values){.network = network, .reference = *reference, .start = start, .n = n};
    lt_status status = lt_calloc((size_t)network->n, sizeof(double), &v->run_K);
    if (status == LT_OK) status = lt_calloc((size_t)network->n * LT_N_POINT, sizeof(double), &v->value);
    if (status != LT_OK) {
        lt_station_values_free(v);
        return status;
    }
    for (long s = 0; s < network->n; s++) {
        double sum = 0.0, hours = 0.0;
        for (long h = 0; h < n; h++) {
            const lt_station_hour *hour = lt_station_at(network->station[s].series, start + (lt_time)h * LT_HOUR);
            if (!hour || isnan(hour->temperature_K)) continue;
            sum += hour->temperature_K;
            hours += 1.0;
        }
        double rise = network->station[s].place.altitude_m - reference->altitude_m;
        v->run_K[s] = sum / hours + reference->lapse_Km * rise; /* NaN without hours */
    }
    *out = v;
    return LT_OK;
}

void lt_station_values_free(lt_station_values *v) {
    if (!v) return;
    lt_free(v->run_K);
    lt_free(v->value);
    lt_free(v);
}

typedef struct day_mean {
    double temperature_K, humidity, speed_ms, east_ms, north_ms;
} day_mean;

static double exposure(const lt_station_values *v, const lt_network_station *s) {
    double own = s->place.roughness_m, reference = v->reference.roughness_m;
    return isnan(own) || fabs(own - reference) <= 0.0 ? 1.0 : lt_wind_exposure(1.0, own, reference);
}

/* As domain_weather.c has it; each variable without the hours that lack it. */
static day_mean around(const lt_network_station *s, lt_time t) {
    day_mean sum = {0};
    double warm = 0.0, damp = 0.0, windy = 0.0;
    for (int h = -12; h <= 12; h++) {
        const lt_station_hour *x = lt_station_at(s->series, t + (lt_time)h * LT_HOUR);
        if (!x || isnan(x->temperature_K)) continue;
        double w = h == -12 || h == 12 ? 0.5 : 1.0, from = x->wind_from_deg * LT_DEGREE;
        warm += w;
        sum.temperature_K += w * x->temperature_K;
        if (!isnan(x->dew_point_K)) {
            damp += w;
            sum.humidity += w * lt_saturation_pressure(x->dew_point_K) / lt_saturation_pressure(x->temperature_K);
        }
        if (isnan(x->wind_speed_ms)) continue;
        windy += w;
        sum.speed_ms += w * x->wind_speed_ms;
        sum.east_ms -= w * x->wind_speed_ms * sin(from);
        sum.north_ms -= w * x->wind_speed_ms * cos(from);
    }
    return (day_mean){sum.temperature_K / warm, sum.humidity / damp, sum.speed_ms / windy, sum.east_ms / windy,
                      sum.north_ms / windy};
}

lt_network_day lt_station_values_day(const lt_station_values *v, lt_time hour) {
    lt_network_day sum = {0};
    double warm = 0.0, windy = 0.0;
    for (long s = 0; s < v->network->n; s++) {
        const lt_network_station *station = &v->network->station[s];
        day_mean day = around(station, hour);
        double ratio = exposure(v, station);
        if (!isnan(day.temperature_K)) {
            warm += 1.0;
            sum.temperature_K +=
                day.temperature_K + v->reference.lapse_Km * (station->place.altitude_m - v->reference.altitude_m);
        }
        if (isnan(day.speed_ms)) continue;
        windy += 1.0;
        sum.speed_ms += ratio * day.speed_ms;
        sum.east_ms += ratio * day.east_ms;
        sum.north_ms += ratio * day.north_ms;
    }
    return (lt_network_day){sum.temperature_K / warm, sum.speed_ms / windy, sum.east_ms / windy, sum.north_ms / windy};
}

static double between(double a, double b, bool edge) {
    return !edge || isnan(a) ? b : isnan(b) ? a : 0.5 * (a + b);
}

static void set_station(lt_station_values *v, long s, lt_time before, lt_time hour, bool edge) {
    const lt_network_station *station = &v->network->station[s];
    const lt_station_hour *b = lt_station_at(station->series, hour), *a = lt_station_at(station->series, before);
    if (!b) b = &lt_station_missing;
    if (!a) a = &lt_station_missing;
    day_mean day = around(station, hour), day_before = edge ? around(station, before) : day;
    double rise = station->place.altitude_m - v->reference.altitude_m, ratio = exposure(v, station);
    double warmth = v->reference.lapse_Km * rise, from = b->wind_from_deg * LT_DEGREE;
    double vapour = lt_saturation_pressure(fmin(b->dew_point_K, b->temperature_K));
    double speed = ratio * b->wind_speed_ms, weight = fmax(speed, 0.1);
    if (isnan(b->wind_speed_ms)) weight = NAN;
    double value[LT_N_POINT] = {
        [LT_POINT_T] = between(a->temperature_K, b->temperature_K, edge) + warmth,
        [LT_POINT_T_DAY] = between(day_before.temperature_K, day.temperature_K, edge) + warmth,
        [LT_POINT_T_RUN] = v->run_K[s],
        [LT_POINT_P] = between(a->sea_level_pressure_Pa, b->sea_level_pressure_Pa, edge),
        [LT_POINT_VAPOUR] =
            isnan(b->dew_point_K) ? NAN : log(vapour) + rise / v->reference.moisture_height_m + rise / 8000.0,
        [LT_POINT_RH_DAY] = day.humidity,
        [LT_POINT_CLOUD] = b->cloud,
        [LT_POINT_RAIN] = b->precipitation_mm,
        [LT_POINT_SPEED] = speed,
        [LT_POINT_EAST] = -weight * sin(from),
        [LT_POINT_NORTH] = -weight * cos(from)};
    for (int p = 0; p < LT_N_POINT; p++) v->value[p * v->network->n + s] = value[p];
}

void lt_station_values_set_time(lt_station_values *v, lt_time instant) {
    bool edge = (instant - v->start) % LT_HOUR == 0;
    lt_time last = v->start + (lt_time)(v->n - 1) * LT_HOUR, hour = instant - (edge ? 0 : LT_HOUR / 2);
    lt_time before = hour - (edge ? LT_HOUR : 0);
    if (hour > last) hour = last;
    if (before < v->start) before = v->start;
    for (long s = 0; s < v->network->n; s++) set_station(v, s, before, hour, edge);
}
