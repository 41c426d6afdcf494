/* diagnosis.c - one cell: tiles, height of the boundary layer, indices.
 *
 * Tiles: land (ground.c), sea, inland water, ice. u*^2, heat and vapour fluxes, skin T^4 and albedo are averaged by
 * area, roughness in its logarithm; 1/L follows from the averages. What the source says of heat flux, u*, radiation,
 * albedo, snow, soil moisture, skin and height is taken in place of what is found here, the fluxes of the tiles keeping
 * their own balance. Inland water has the mean temperature of the day and is ice 0.3 m thick over water at 0 degC while
 * that is below 0 degC; sea ice is 0.5 m over water at -1.8 degC (A).
 *
 * Height: by rules->method; `auto` takes the source's, else the larger of bulk Richardson number and parcel where
 * columns are real profiles, else the growth of the day (boundary_layer.c).
 * Ventilation coefficient: h times the mean wind below h, m2 s-1 (Holzworth 1972, EPA AP-101: mixing height times
 * transport wind).
 * Stagnation: wind at 10 m below 3.2 m/s, at 500 hPa below 13 m/s, no precipitation: Wang and Angell (1999), NOAA/ARL
 * Atlas No. 1 (V: 13 m/s at 500 hPa, no precipitation; a day there, an hour here), with 3.2 m/s at 10 m in place of
 * their geostrophic 8 m/s as Horton, Harshvardhan and Diffenbaugh (2012), doi 10.1029/2012GL052981 (R). A grid whose
 * top lies below 500 hPa has the wind of its highest layer there. None is what a gauge does not tell in a day, 0.1 mm:
 * fields that are interpolated are nowhere quite dry.
 * Entrainment: K = 0.2 F/(d theta/dz), F kinematic heat flux at the ground: the downward flux of 0.2 F at the top, in a
 * gradient of at least 1 K/km. */
#include "model/met/diagnosis.h"

#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/profile.h"
#include "model/met/radiation.h"
#include "model/met/richardson.h"
#include "model/met/sea.h"
#include "model/met/similarity.h"
#include "model/met/wet_bulb.h"

#include <math.h>

/* Sums over the tiles. */
typedef struct tile_sums {
    double share, stress, heat, latent, net, ground, evaporation, skin4, wind, log_roughness, albedo;
} tile_sums;

static void add(tile_sums *s, const lt_fluxes *f, double share, double wind_ms, double roughness_m, double albedo) {
    double t2 = f->skin_K * f->skin_K;
    s->share += share;
    s->stress += share * f->friction_velocity_ms * f->friction_velocity_ms;
    s->heat += share * f->sensible_Wm2;
    s->latent += share * f->latent_Wm2;
    s->net += share * f->net_Wm2;
    s->ground += share * f->ground_Wm2;
    s->evaporation += share * f->evaporation_kgm2s;
    s->skin4 += share * t2 * t2;
    s->wind += share * wind_ms;
    s->log_roughness += share * log(roughness_m);
    s->albedo += share * albedo;
}

static void add_sums(tile_sums *to, const tile_sums *s) {
    double *a = &to->share;
    const double *b = &s->share;
    for (size_t n = 0; n < sizeof *to / sizeof(double); n++) a[n] += b[n];
}

static lt_fluxes mean_of(const tile_sums *s, double temperature_K, double density_kgm3) {
    lt_fluxes f = {0};
    if (!(s->share > 0.0)) return f;
    double part = 1.0 / s->share;
    f.friction_velocity_ms = sqrt(part * s->stress);
    f.sensible_Wm2 = part * s->heat;
    f.latent_Wm2 = part * s->latent;
    f.net_Wm2 = part * s->net;
    f.ground_Wm2 = part * s->ground;
    f.evaporation_kgm2s = part * s->evaporation;
    f.skin_K = sqrt(sqrt(part * s->skin4));
    f.inverse_obukhov_m = lt_inverse_obukhov(f.friction_velocity_ms, temperature_K, density_kgm3, f.sensible_Wm2);
    return f;
}

/* Wind over a tile: the source's own, or brought there from the ground it was measured over. */
static double wind_over(const lt_ground_weather *given, double roughness_m) {
    double from = given->wind_roughness_m;
    return from > 0.0 ? lt_wind_exposure(given->wind_10m_ms, from, roughness_m) : given->wind_10m_ms;
}

static void land_tiles(const lt_ground *ground, const lt_ground_weather *given, const lt_near_air *above,
                       lt_ground_memory *memory, tile_sums *sums) {
    for (int k = 0; k < LT_N_GROUND; k++) {
        const lt_ground_tile *tile = &ground->tile[k];
        if (!(tile->share > 0.0)) continue;
        lt_near_air air = *above;
        lt_tile_ground now =
            lt_ground_now(tile, (lt_ground_kind)k, memory, air.shortwave_Wm2, air.temperature_K, given->albedo);
        /* without its snow, which the ground remembers: runs that overlap have one wind */
        air.wind_10m_ms = wind_over(given, tile->roughness_m);
        lt_fluxes f = lt_energy_balance(&now, &air);
        lt_ground_warm(memory, (lt_ground_kind)k, f.ground_Wm2, given->day_temperature_K);
        add(sums, &f, tile->share, air.wind_10m_ms, now.roughness_m, now.albedo);
    }
}

static void ice_tile(const lt_near_air *above, const lt_ground_weather *given, const lt_ground_memory *memory,
                     double share, double water_K, double thickness_m, tile_sums *sums) {
    if (!(share > 0.0)) return;
    lt_near_air air = *above;
    lt_tile_ground ice = lt_ground_ice(memory, water_K, thickness_m);
    air.wind_10m_ms = wind_over(given, ice.roughness_m);
    lt_fluxes f = lt_energy_balance(&ice, &air);
    add(sums, &f, share, air.wind_10m_ms, ice.roughness_m, ice.albedo);
}

static void water_tile(const lt_near_air *above, const lt_ground_weather *given, double share, double water_K,
                       tile_sums *sums) {
    if (!(share > 0.0)) return;
    lt_near_air air = *above;
    double roughness;
    air.wind_10m_ms = wind_over(given, LT_SEA_EXPOSURE);
    lt_fluxes f = lt_sea_fluxes(&air, water_K, &roughness);
    add(sums, &f, share, air.wind_10m_ms, roughness, LT_WATER_ALBEDO);
}

static double sea_temperature(const lt_ground_weather *g) {
    return !isnan(g->sea_surface_K) ? g->sea_surface_K : !isnan(g->skin_K) ? g->skin_K : g->temperature_2m_K;
}

/* Fluxes that the source gives. */
static void take_fluxes(const lt_ground_weather *given, lt_diagnosis *d) {
    lt_fluxes *f = &d->fluxes;
    if (!isnan(given->latent_flux_Wm2)) f->latent_Wm2 = given->latent_flux_Wm2;
    if (!isnan(given->heat_flux_Wm2)) {
        f->sensible_Wm2 = given->heat_flux_Wm2;
        lt_similarity_of_flux(10.0, d->state.wind_10m_ms, d->state.roughness_m, d->temperature_K, d->density_kgm3,
                              f->sensible_Wm2, &f->friction_velocity_ms, &f->inverse_obukhov_m);
    }
    if (!isnan(given->friction_velocity_ms))
        f->friction_velocity_ms = fmax(LT_SMALLEST_FRICTION, given->friction_velocity_ms);
    if (!isnan(given->heat_flux_Wm2) || !isnan(given->friction_velocity_ms))
        f->inverse_obukhov_m =
            lt_inverse_obukhov(f->friction_velocity_ms, d->temperature_K, d->density_kgm3, f->sensible_Wm2);
    if (!isnan(given->heat_flux_Wm2)) d->land = d->sea = *f;
    if (!isnan(given->skin_K)) f->skin_K = given->skin_K;
    f->ground_Wm2 = f->net_Wm2 - f->sensible_Wm2 - f->latent_Wm2;
}

void lt_diagnose_surface(const lt_ground *ground, const lt_ground_rules *rules, const lt_ground_weather *given,
                         double clear_sky_Wm2, double pressure_Pa, double lat_deg, lt_cell_memory *memory,
                         lt_diagnosis *out) {
    double t = given->temperature_2m_K, vapour = lt_saturation_pressure(given->dew_point_2m_K);
    lt_near_air air = {.temperature_K = t,
                       .vapour_Pa = vapour,
                       .pressure_Pa = pressure_Pa,
                       .density_kgm3 = pressure_Pa / (LT_R_DRY * t),
                       .shortwave_Wm2 = isnan(given->shortwave_Wm2) ? clear_sky_Wm2 * lt_shortwave_share(given->cloud)
                                                                    : fmax(0.0, given->shortwave_Wm2),
                       .longwave_Wm2 = isnan(given->longwave_Wm2) ? lt_longwave_down(t, vapour, given->cloud)
                                                                  : given->longwave_Wm2};
    lt_ground_memory *m = &memory->ground;
    if (!m->begun) lt_ground_begin(m, rules, given->day_temperature_K);
    lt_ground_take(m, given->snow_kgm2, given->soil_moisture);
    *out = (lt_diagnosis){.temperature_K = t,
                          .density_kgm3 = air.density_kgm3,
                          .coriolis = lt_coriolis(lat_deg),
                          .shortwave_Wm2 = air.shortwave_Wm2,
                          .longwave_Wm2 = air.longwave_Wm2,
                          .snow_share = isnan(given->snow_share) ? lt_snow_share(lt_wet_bulb(t, vapour, pressure_Pa))
                                                                 : fmax(0.0, fmin(1.0, given->snow_share))};
    tile_sums land = {0}, sea = {0};
    land_tiles(ground, given, &air, m, &land);
    double evaporation = land.share > 0.0 ? land.evaporation / land.share : 0.0;
    bool frozen = given->day_temperature_K < LT_ICE_POINT;
    ice_tile(&air, given, m, frozen ? ground->inland_water : 0.0, LT_ICE_POINT, 0.3, &land);
    water_tile(&air, given, frozen ? 0.0 : ground->inland_water, given->day_temperature_K, &land);
    double ice = isnan(given->sea_ice) ? 0.0 : fmax(0.0, fmin(1.0, given->sea_ice));
    ice_tile(&air, given, m, ground->sea * ice, LT_ICE_POINT - 1.8, 0.5, &sea);
    water_tile(&air, given, ground->sea * (1.0 - ice), sea_temperature(given), &sea);
    lt_ground_wet(m, given->precipitation_kgm2s, out->snow_share, t, evaporation);

    out->land = mean_of(&land, t, air.density_kgm3);
    out->sea = mean_of(&sea, t, air.density_kgm3);
    out->land_share = land.share / (land.share + sea.share);
    add_sums(&land, &sea);
    out->fluxes = mean_of(&land, t, air.density_kgm3);
    out->state.wind_10m_ms = land.wind / land.share;
    out->state.roughness_m = exp(land.log_roughness / land.share);
    out->albedo = land.albedo / land.share;
    for (int k = 0; k < LT_N_GROUND; k++) out->displacement_m += ground->tile[k].share * ground->tile[k].displacement_m;
    take_fluxes(given, out);
    out->state.friction_velocity_ms = out->fluxes.friction_velocity_ms;
    out->state.inverse_obukhov_m = out->fluxes.inverse_obukhov_m;
    double firm = ground->sea * ice + (frozen ? ground->inland_water : 0.0);
    for (int k = 0; k < LT_N_GROUND; k++) firm += ground->tile[k].share;
    out->snow_cover = fmin(1.0, firm) * lt_ground_snow_cover(m);
    out->soil_moisture = isnan(given->soil_moisture) ? lt_ground_soil_moisture(m) : given->soil_moisture;
}

/* Height by bulk Richardson number and parcel over the layers. */
static double height_of_profile(const lt_column *air, int nz, const double *z_centre, const double *east,
                                const double *north, const lt_diagnosis *d, double excess_K, lt_mixing_method method) {
    double theta[LT_MET_MAX_LAYERS], surface = air->pressure_edge_Pa[0], near = 0.0;
    for (int k = 0; k < nz; k++) {
        double p = 0.5 * (air->pressure_edge_Pa[k] + air->pressure_edge_Pa[k + 1]), t = air->temperature_K[k];
        double vapour = air->relative_humidity[k] * lt_saturation_pressure(t);
        double moist = 1.0 + 0.61 * lt_mixing_ratio(vapour, p);
        theta[k] = t * pow(surface / p, LT_R_DRY / LT_CP_DRY) * moist;
        if (k == 0) near = fmax(theta[0], d->temperature_K * (1.0 + 2.0 * LT_GRAVITY / LT_CP_DRY / t) * moist);
    }
    const lt_met_column profile = {nz, z_centre, theta, east, north};
    bool convective = d->fluxes.sensible_Wm2 > 0.0;
    double start = convective ? near + excess_K : theta[0];
    double parcel = convective && method != LT_MIXING_RICHARDSON ? lt_parcel_height(&profile, start) : 0.0;
    if (method == LT_MIXING_PARCEL) return parcel;
    return fmax(parcel, lt_richardson_height(&profile, start, d->fluxes.friction_velocity_ms));
}

static lt_mixing_method method_of(const lt_mixing_rules *rules, const lt_ground_weather *given, bool profiles) {
    lt_mixing_method m = (lt_mixing_method)rules->method;
    bool known = !isnan(given->boundary_layer_m);
    if ((m == LT_MIXING_AUTO || m == LT_MIXING_SOURCE) && known) return LT_MIXING_SOURCE;
    if (m == LT_MIXING_GROWTH || !profiles) return LT_MIXING_GROWTH;
    return m == LT_MIXING_SOURCE ? LT_MIXING_AUTO : m;
}

void lt_diagnose_height(const lt_mixing_rules *rules, const lt_ground_weather *given, const lt_column *air, int nz,
                        const double *z_centre, const double *east, const double *north, lt_cell_memory *memory,
                        lt_diagnosis *d) {
    lt_mixing *m = &memory->mixing;
    double t = d->temperature_K, density = d->density_kgm3, height, heat = d->fluxes.sensible_Wm2;
    lt_mixing_method method = method_of(rules, given, east != NULL);
    if (method == LT_MIXING_GROWTH) {
        height = 0.0;
        if (d->land_share > 0.0) height += d->land_share * lt_mixing_land(m, &d->land, t, density, d->coriolis, rules);
        if (d->land_share < 1.0) height += (1.0 - d->land_share) * lt_mixing_sea(&d->sea, d->coriolis, rules);
        d->residual_m = d->land_share * m->residual_m;
    } else {
        if (method == LT_MIXING_SOURCE) {
            height = given->boundary_layer_m;
        } else {
            double velocity = lt_convective_velocity(fmax(m->height_m, rules->lowest_m), t, density, heat);
            double excess = lt_parcel_excess(heat, density, d->fluxes.friction_velocity_ms, velocity);
            height = height_of_profile(air, nz, z_centre, east, north, d, excess, method);
        }
        height = lt_mixing_found(m, height, heat > 0.0, rules);
        d->residual_m = m->residual_m;
    }
    d->state.boundary_layer_m = height;
    d->convective_ms = lt_convective_velocity(height, t, density, heat);
}

double lt_transport_wind(double h_m, int nz, const double *z_edge, const double *east, const double *north) {
    double sum = 0.0, depth = 0.0;
    for (int k = 0; k < nz && z_edge[k] < h_m; k++) {
        double part = fmin(z_edge[k + 1], h_m) - z_edge[k];
        sum += part * sqrt(east[k] * east[k] + north[k] * north[k]);
        depth += part;
    }
    return depth > 0.0 ? sum / depth : 0.0;
}

bool lt_stagnant(const lt_column *air, int nz, const double *east, const double *north, double wind_10m_ms,
                 double precipitation_kgm2s) {
    const double told = 0.1 / 86400.0; /* kg m-2 s-1 */
    if (wind_10m_ms >= 3.2 || precipitation_kgm2s >= told) return false;
    int k = 0;
    while (k < nz - 1 && air->pressure_edge_Pa[k + 1] > 5e4) k++;
    return east[k] * east[k] + north[k] * north[k] < 13.0 * 13.0;
}

double lt_entrainment_kz(double heat_flux_Wm2, double density_kgm3, double temperature_K, double buoyancy_s2) {
    if (!(heat_flux_Wm2 > 0.0)) return 0.0;
    double gradient = fmax(1e-3, buoyancy_s2 * temperature_K / LT_GRAVITY); /* of potential temperature, K m-1 */
    return 0.2 * heat_flux_Wm2 / (density_kgm3 * LT_CP_DRY) / gradient;
}
