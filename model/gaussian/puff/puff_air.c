/* puff_air.c - even air, and one profile per hour. */
#include "model/gaussian/puff/puff_air.h"

#include <math.h>

static void even_at(const void *self, double t, double x, double y, double z, lt_puff_weather *out) {
    (void)t, (void)x, (void)y, (void)z;
    *out = *(const lt_puff_weather *)self;
}

lt_puff_air lt_puff_air_even(const lt_puff_weather *weather) {
    return (lt_puff_air){.at = even_at, .self = weather};
}

static void of_hour(const lt_puff_hours *h, int k, double z, lt_puff_weather *out) {
    const lt_profile *p = &h->at[k];
    const lt_profile_air air = lt_profile_at(p, z);
    const double wind = h->calm && h->calm[k] ? 0.0 : air.wind_ms;
    *out = (lt_puff_weather){.u_ms = wind * p->to_x,
                             .v_ms = wind * p->to_y,
                             .sigma_v_ms = air.sigma_v_ms,
                             .sigma_w_ms = air.sigma_w_ms,
                             .lapse_Km = air.lapse_Km,
                             .temperature_K = p->hour.temperature_K,
                             .friction_velocity_ms = p->hour.friction_velocity_ms,
                             .obukhov_m = p->hour.obukhov_m,
                             .mixing_m = p->mixing_m,
                             .mechanical_m = p->hour.mechanical_height_m,
                             .convective = p->convective};
}

/* The two hours around a time, and how far it is on the way from a to b. */
static double between(const lt_puff_hours *h, double t, int *a, int *b) {
    const double place = (t - h->start_s) / h->hour_s - 0.5, low = floor(place);
    *a = low < 0.0 ? 0 : low > h->n - 1 ? h->n - 1 : (int)low;
    *b = low + 1.0 < 0.0 ? 0 : low + 1.0 > h->n - 1 ? h->n - 1 : (int)(low + 1.0);
    return place - low;
}

static void hours_at(const void *self, double t, double x, double y, double z, lt_puff_weather *out) {
    (void)x, (void)y;
    const lt_puff_hours *h = self;
    int a, b;
    const double f = between(h, t, &a, &b);
    of_hour(h, a, z, out);
    if (a == b) return;
    lt_puff_weather next;
    of_hour(h, b, z, &next);
    const double inverse = (1.0 - f) / out->obukhov_m + f / next.obukhov_m;
#define LT_BETWEEN(field) out->field += f * (next.field - out->field)
    LT_BETWEEN(u_ms);
    LT_BETWEEN(v_ms);
    LT_BETWEEN(sigma_v_ms);
    LT_BETWEEN(sigma_w_ms);
    LT_BETWEEN(lapse_Km);
    LT_BETWEEN(temperature_K);
    LT_BETWEEN(friction_velocity_ms);
    LT_BETWEEN(mixing_m);
    LT_BETWEEN(mechanical_m);
#undef LT_BETWEEN
    out->convective = f < 0.5 ? out->convective : next.convective;
    out->obukhov_m = inverse != 0.0 ? 1.0 / inverse : 1e9;
}

static const lt_profile *hours_profile(const void *self, double t, double x, double y, lt_profile *room) {
    (void)x, (void)y, (void)room;
    const lt_puff_hours *h = self;
    int a, b;
    const double f = between(h, t, &a, &b);
    return &h->at[f < 0.5 ? a : b];
}

lt_puff_air lt_puff_air_hours(const lt_puff_hours *hours) {
    return (lt_puff_air){.at = hours_at, .profile = hours_profile, .self = hours};
}

static double known(double value, double other) {
    return value > 0.0 && isfinite(value) ? value : other;
}

lt_plume_hour lt_puff_calm(const lt_plume_hour *hour) {
    lt_plume_hour h = *hour;
    h.air = LT_AIR_GOOD;
    h.wind_ms = known(h.wind_ms, 0.28);
    h.wind_from_deg = isfinite(h.wind_from_deg) ? h.wind_from_deg : 0.0;
    h.wind_height_m = known(h.wind_height_m, 10.0);
    h.temperature_K = known(h.temperature_K, 288.0);
    h.temperature_height_m = known(h.temperature_height_m, 2.0);
    h.friction_velocity_ms = known(h.friction_velocity_ms, 0.05);
    if (!isfinite(h.obukhov_m) || h.obukhov_m == 0.0 || fabs(h.obukhov_m) > 9e4) h.obukhov_m = 10.0;
    h.convective_velocity_ms = h.obukhov_m < 0.0 ? known(h.convective_velocity_ms, 0.0) : 0.0;
    h.convective_height_m = known(h.convective_height_m, h.convective_velocity_ms > 0.0 ? 50.0 : 0.0);
    h.mechanical_height_m = known(h.mechanical_height_m, 50.0);
    h.roughness_m = known(h.roughness_m, 0.1);
    h.lapse_above_Km = known(h.lapse_above_Km, 0.005);
    return h;
}
