/* derive.c - the boundary layer of a site from its energy balance (derive.h).
 *
 * The same laws as the weather of the grid (model/met): clear-sky radiation by the sun's height and the share that
 * cloud leaves, long-wave radiation of the sky, energy balance of one class of land (energy_balance.c) with the heat
 * that the ground stores, and the mixing height with its memory (boundary_layer.c). Wind is brought to 10 m by the
 * neutral logarithmic law. zic is the height that the day's convection has reached, zim what friction mixes below it;
 * in stable air zim is the mechanical height of u* and L.
 *
 * Hours that have their boundary layer hand their height on to those that lack it. A calm hour is derived with the wind
 * it was given, or with the least wind of the energy balance.
 *
 * Limits: dry soil water half full, no snow; a gap of hours starts the memory of the mixing height again; the albedo
 * and roughness of the table, where it has them, go before those of the land. */
#include "model/gaussian/weather/derive.h"

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/ground.h"
#include "model/met/humidity.h"
#include "model/met/radiation.h"
#include "model/met/similarity.h"
#include "model/met/solar.h"

#include <math.h>

static const lt_mixing_rules rules = {LT_MIXING_GROWTH, 60.0, 4000.0, 0.006}; /* as settings.c has them by itself */
static const lt_ground_rules start = {0.0, 0.5};

typedef struct site {
    const lt_derive_ground *ground;
    lt_land_table table;
    lt_ground_memory memory;
    lt_mixing mixing;
} site;

static bool can_be(const lt_plume_hour *h) {
    return h->wind_ms >= 0.0 && h->temperature_K > 0.0 && h->relative_humidity >= 0.0 && h->cloud >= 0.0 &&
           h->wind_height_m > 0.0 && h->pressure_Pa > 0.0;
}

static bool lacks(const lt_plume_hour *h) {
    const bool heated = h->obukhov_m < 0.0 && (isnan(h->convective_height_m) || isnan(h->convective_velocity_ms));
    return isnan(h->friction_velocity_ms) || isnan(h->obukhov_m) || isnan(h->mechanical_height_m) || heated ||
           isnan(h->roughness_m) || isnan(h->lapse_above_Km);
}

/* Mean temperature of the 24 hours around one. */
static double day_temperature(const lt_plume_weather *w, long k) {
    double sum = 0.0;
    long n = 0;
    for (long j = k - 12; j < k + 12; j++) {
        if (j < 0 || j >= w->n || !(w->hours[j].temperature_K > 0.0)) continue;
        sum += w->hours[j].temperature_K;
        n++;
    }
    return sum / (double)n;
}

static lt_near_air air_of(const lt_plume_hour *h, const lt_derive_ground *g, double roughness_m) {
    const double vapour = h->relative_humidity * lt_saturation_pressure(h->temperature_K);
    const double to_10m = log(10.0 / roughness_m) / log(fmax(h->wind_height_m, 2.0 * roughness_m) / roughness_m);
    const double clear = lt_solar_clear_sky_hour(h->end_s - LT_HOUR, g->lat, g->lon);
    return (lt_near_air){.wind_10m_ms = h->wind_ms * to_10m,
                         .temperature_K = h->temperature_K,
                         .vapour_Pa = vapour,
                         .pressure_Pa = h->pressure_Pa,
                         .density_kgm3 = h->pressure_Pa / (LT_R_DRY * h->temperature_K),
                         .shortwave_Wm2 = clear * lt_shortwave_share(h->cloud),
                         .longwave_Wm2 = lt_longwave_down(h->temperature_K, vapour, h->cloud)};
}

static void fill(double *to, double value) {
    if (isnan(*to)) *to = value;
}

static void derive(site *s, const lt_plume_weather *w, long k, lt_plume_hour *h) {
    const lt_derive_ground *g = s->ground;
    lt_ground_season season;
    lt_ground_season_of(&s->table, h->end_s - LT_HOUR, &season);
    lt_ground_tile tile = season.of[g->land];
    tile.share = 1.0;
    tile.roughness_m = h->roughness_m > 0.0   ? h->roughness_m
                       : g->roughness_m > 0.0 ? g->roughness_m
                                              : exp(tile.roughness_m);
    const lt_ground_kind kind = g->land == LT_LAND_URBAN ? LT_GROUND_TOWN : LT_GROUND_LOW;
    const double day = day_temperature(w, k), roughness = fmin(tile.roughness_m, 3.0);
    if (!s->memory.begun) lt_ground_begin(&s->memory, &start, day);
    const lt_near_air air = air_of(h, g, roughness);
    const lt_tile_ground now = lt_ground_now(&tile, kind, &s->memory, air.shortwave_Wm2, air.temperature_K, h->albedo);
    const lt_fluxes f = lt_energy_balance(&now, &air);
    lt_ground_warm(&s->memory, kind, f.ground_Wm2, day);
    const double coriolis = lt_coriolis(g->lat);
    const double height = lt_mixing_land(&s->mixing, &f, h->temperature_K, air.density_kgm3, coriolis, &rules);
    const double neutral = 1e-5; /* 1/L that is no 0 */
    const double inverse = fabs(f.inverse_obukhov_m) > neutral ? f.inverse_obukhov_m : neutral;
    fill(&h->roughness_m, roughness);
    fill(&h->friction_velocity_ms, f.friction_velocity_ms);
    fill(&h->obukhov_m, 1.0 / inverse);
    const bool convective = h->obukhov_m < 0.0;
    fill(&h->convective_height_m, convective ? height : 0.0);
    fill(&h->mechanical_height_m,
         convective ? lt_mechanical_height_heated(h->friction_velocity_ms, h->convective_height_m)
                    : lt_mechanical_height(h->friction_velocity_ms, 1.0 / h->obukhov_m, coriolis, &rules));
    fill(&h->convective_velocity_ms, convective ? fmax(lt_convective_velocity(h->convective_height_m, h->temperature_K,
                                                                              air.density_kgm3, f.sensible_Wm2),
                                                       0.001)
                                                : 0.0);
    fill(&h->lapse_above_Km, rules.lapse_above_Km);
}

static bool is_of(const lt_plume_hour *h, lt_derive_of of) {
    return of == LT_DERIVE_CALM ? h->air == LT_AIR_CALM : h->wind_ms > 0.0;
}

lt_status lt_derive_boundary_layer(const lt_derive_ground *ground, lt_plume_weather *weather, lt_derive_of of,
                                   long *derived) {
    site s = {.ground = ground};
    *derived = 0;
    LT_TRY(lt_land_table_read(&s.table));
    for (long k = 0; k < weather->n; k++) {
        lt_plume_hour *h = &weather->hours[k];
        if (!lacks(h)) {
            const bool convective = h->obukhov_m < 0.0;
            lt_mixing_found(&s.mixing, convective ? h->convective_height_m : h->mechanical_height_m, convective,
                            &rules);
        } else if (!can_be(h)) {
            s.mixing = (lt_mixing){0};
        } else if (is_of(h, of)) {
            derive(&s, weather, k, h);
            ++*derived;
        }
    }
    return LT_OK;
}
