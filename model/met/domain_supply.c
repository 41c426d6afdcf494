/* domain_supply.c - columns and ground of a cell from the weather of the domain. See domain_supply.h, profile.c. */
#include "model/met/domain_supply.h"

#include "model/met/column.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"

#include <math.h>

typedef struct domain_supply {
    lt_supply face;
    const lt_met_settings *settings;
    const lt_grid *grid;
    lt_domain_weather *weather;
    lt_local_weather *local;
    lt_domain_state state; /* that is loaded */
    double z_centre[LT_MET_MAX_LAYERS];
} domain_supply;

static void load(domain_supply *s, const lt_domain_state *state) {
    s->state = *state;
    if (s->local) s->local->set_time(s->local, state->time);
}

static lt_status load_instant(lt_supply *face, lt_time t) {
    domain_supply *s = (domain_supply *)face;
    lt_domain_state edge = lt_domain_weather_edge(s->weather, (long)((t - s->weather->start) / LT_HOUR));
    load(s, &edge);
    return LT_OK;
}

static lt_status load_hour(lt_supply *face, lt_time begin) {
    domain_supply *s = (domain_supply *)face;
    load(s, &s->weather->hour[(begin - s->weather->start) / LT_HOUR]);
    return LT_OK;
}

static lt_domain_state state_of(const domain_supply *s, long cell) {
    lt_domain_state here = s->state;
    if (s->local) s->local->at(s->local, cell, &here);
    return here;
}

static void mass(const lt_supply *face, long cell, double *mass_kgm2) {
    const domain_supply *s = (const domain_supply *)face;
    double temperature[LT_MET_MAX_LAYERS], pressure[LT_MET_MAX_LAYERS + 1];
    lt_domain_state here = state_of(s, cell);
    lt_air air = lt_air_of(s->settings, &here);
    lt_air_column(&air, s->grid->terrain[cell], s->grid->nz, s->grid->z_edge, temperature, pressure, mass_kgm2);
}

static void air_of(const lt_supply *face, long cell, lt_column *c) {
    const domain_supply *s = (const domain_supply *)face;
    double terrain = s->grid->terrain[cell];
    lt_domain_state here = state_of(s, cell);
    lt_air air = lt_air_of(s->settings, &here);
    lt_air_column(&air, terrain, s->grid->nz, s->grid->z_edge, c->temperature_K, c->pressure_edge_Pa, c->mass_kgm2);
    for (int k = 0; k < s->grid->nz; k++) {
        double middle = 0.5 * (c->pressure_edge_Pa[k] + c->pressure_edge_Pa[k + 1]);
        c->relative_humidity[k] = lt_air_relative_humidity(&air, terrain + s->z_centre[k], c->temperature_K[k], middle);
        c->buoyancy_s2[k] = lt_air_buoyancy(&air, terrain, s->z_centre[k]);
        c->cloud_fraction[k] = c->cloud_water[k] = c->cloud_ice[k] = NAN;
    }
}

static void ground(const lt_supply *face, long cell, lt_ground_weather *g) {
    const domain_supply *s = (const domain_supply *)face;
    double terrain = s->grid->terrain[cell];
    lt_domain_state here = state_of(s, cell);
    lt_air air = lt_air_of(s->settings, &here);
    *g = (lt_ground_weather){.temperature_2m_K = lt_air_temperature(&air, terrain, 2.0),
                             .wind_10m_ms = here.wind_speed_ms,
                             .east = here.east,
                             .north = here.north,
                             .wind_roughness_m = here.wind_roughness_m,
                             .precipitation_kgm2s = here.precipitation_kgm2s,
                             .snow_share = NAN,
                             .cloud = here.cloud,
                             .shortwave_Wm2 = NAN,
                             .longwave_Wm2 = NAN,
                             .heat_flux_Wm2 = NAN,
                             .latent_flux_Wm2 = NAN,
                             .friction_velocity_ms = NAN,
                             .boundary_layer_m = NAN,
                             .albedo = NAN,
                             .soil_moisture = NAN,
                             .skin_K = NAN,
                             .sea_surface_K = here.sea_surface_K,
                             .sea_ice = NAN,
                             .snow_kgm2 = NAN,
                             .day_temperature_K = air.sea_level_K - air.lapse_Km * terrain};
    double pressure = lt_air_surface_pressure(&air, terrain);
    double humidity = lt_air_relative_humidity(&air, terrain, g->temperature_2m_K, pressure);
    g->dew_point_2m_K = lt_dew_point(humidity * lt_saturation_pressure(g->temperature_2m_K));
}

static void wind(const lt_supply *face, long cell, const lt_surface_state *surface, double *east, double *north) {
    const domain_supply *s = (const domain_supply *)face;
    lt_domain_state here = state_of(s, cell);
    if (s->local && s->local->wind) {
        s->local->wind(s->local, cell, &here, surface, s->grid->nz, s->z_centre, east, north);
        return;
    }
    lt_wind profile = {surface->wind_10m_ms, surface->roughness_m, surface->inverse_obukhov_m,
                       surface->boundary_layer_m, s->settings->gradient_depth_m};
    lt_wind_profile(&profile, &here, s->grid->nz, s->z_centre, east, north);
}

static void release(lt_supply *face) {
    domain_supply *s = (domain_supply *)face;
    lt_domain_weather_free(s->weather);
    lt_local_weather_free(s->local);
    lt_free(s);
}

void lt_supply_free(lt_supply *supply) {
    if (supply) supply->release(supply);
}

lt_status lt_domain_supply_create(const lt_met_settings *settings, const lt_grid *grid, lt_domain_weather *weather,
                                  lt_local_weather *local, lt_supply **out) {
    domain_supply *s = NULL;
    lt_status status = lt_calloc(1, sizeof *s, &s);
    if (status != LT_OK) {
        lt_domain_weather_free(weather);
        lt_local_weather_free(local);
        return status;
    }
    *s = (domain_supply){.face = {load_instant, load_hour, mass, air_of, ground, wind, release, NULL, false},
                         .settings = settings,
                         .grid = grid,
                         .weather = weather,
                         .local = local};
    for (int k = 0; grid && k < grid->nz; k++) s->z_centre[k] = 0.5 * (grid->z_edge[k] + grid->z_edge[k + 1]);
    *out = &s->face;
    return LT_OK;
}
