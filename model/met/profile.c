/* profile.c - vertical profiles.
 *
 * Temperature: T(z) = T_d - lapse' (z - z_station) + (T - T_d) exp(-height above ground/depth)
 *   T_d mean of the day at the station, lapse' = lapse + (T_d - T_run)/upper_damping: the changes from day to day fade
 *   with height (cold air is shallow); the daily swing fades upwards from the ground, over day_depth when it is warmer
 *   than T_d (about a dry-adiabatic layer), over night_depth when colder (an inversion). Assumptions.
 * Pressure at the ground: p = p_sea (1 - lapse' z/T_sea)^(g/(R lapse')), hydrostatic for the free part of T.
 * Buoyancy: N^2 = (g/T) (dT/dz + g/cp) of this course.
 * Water: mixing ratio of the station, falling with height above the station by its scale height (usual 2 to 3 km).
 * Wind: 10-m exposure between places U2 = U1 ln(60/z1) ln(10/z2) / (ln(10/z1) ln(60/z2))  (Wieringa 1986,
 *   doi 10.1002/qj.49711247316: blending height 60 m, neutral);
 *   up to z_s = min(max(0.1 h, 10 m), 100 m) similarity wind along the 10-m direction; from there to
 *   h_e = max(h, 300 m) between that and the wind aloft in ln z, speed and direction (the short way) each for itself
 *   (were the vectors mixed, a wind that turns with height would pass through a calm); above: wind aloft
 *   V_up(z) = V_g + shear (z - z^2/(2 D)), D the depth over which the horizontal temperature gradient vanishes.
 * Limits: no jet, no valley or sea breeze; uniform over the domain but for roughness, stability and h. */
#include "model/met/profile.h"

#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"

#include <math.h>

lt_air lt_air_of(const lt_met_settings *settings, const lt_domain_state *state) {
    lt_air air;
    double change = (state->day_temperature_K - state->mean_temperature_K) / settings->upper_damping_m;
    air.lapse_Km = fmax(1e-3, fmin(9.5e-3, settings->lapse_Km + change));
    air.sea_level_K = state->day_temperature_K + air.lapse_Km * state->altitude_m;
    air.surface_excess_K = state->temperature_K - state->day_temperature_K;
    air.excess_depth_m = air.surface_excess_K > 0.0 ? settings->day_depth_m : settings->night_depth_m;
    air.sea_level_Pa = state->sea_level_pressure_Pa;
    double pressure = lt_air_surface_pressure(&air, state->altitude_m);
    air.mixing_ratio = lt_mixing_ratio(lt_saturation_pressure(state->dew_point_K), pressure);
    air.moisture_base_m = state->altitude_m;
    air.moisture_height_m = settings->moisture_height_m;
    return air;
}

double lt_air_temperature(const lt_air *air, double terrain_m, double above_ground_m) {
    double free_air = air->sea_level_K - air->lapse_Km * (terrain_m + above_ground_m);
    return free_air + air->surface_excess_K * exp(-above_ground_m / air->excess_depth_m);
}

double lt_air_buoyancy(const lt_air *air, double terrain_m, double above_ground_m) {
    double excess = air->surface_excess_K / air->excess_depth_m * exp(-above_ground_m / air->excess_depth_m);
    double rise = LT_GRAVITY / LT_CP_DRY - air->lapse_Km - excess; /* of potential temperature, K m-1 */
    return LT_GRAVITY / lt_air_temperature(air, terrain_m, above_ground_m) * rise;
}

double lt_air_surface_pressure(const lt_air *air, double terrain_m) {
    double ratio = 1.0 - air->lapse_Km * terrain_m / air->sea_level_K;
    return air->sea_level_Pa * pow(ratio, LT_GRAVITY / (LT_R_DRY * air->lapse_Km));
}

double lt_air_relative_humidity(const lt_air *air, double above_sea_m, double temperature_K, double pressure_Pa) {
    double rise = fmax(0.0, above_sea_m - air->moisture_base_m);
    double ratio = air->mixing_ratio * exp(-rise / air->moisture_height_m);
    double humidity = lt_vapour_pressure(ratio, pressure_Pa) / lt_saturation_pressure(temperature_K);
    return fmax(0.01, fmin(1.0, humidity));
}

double lt_wind_exposure(double wind_ms, double roughness_station_m, double roughness_m) {
    return wind_ms * log(60.0 / roughness_station_m) * log(10.0 / roughness_m) /
           (log(10.0 / roughness_station_m) * log(60.0 / roughness_m));
}

static void aloft(const lt_domain_state *state, double depth_m, double z, double *east, double *north) {
    double x = fmin(z, depth_m), law = x - x * x / (2.0 * depth_m);
    *east = state->geostrophic_east_ms + state->shear_east_s * law;
    *north = state->geostrophic_north_ms + state->shear_north_s * law;
}

void lt_wind_profile(const lt_wind *wind, const lt_domain_state *state, int n, const double *height, double *east,
                     double *north) {
    double low = fmin(fmax(0.1 * wind->height_m, 10.0), 100.0), high = fmax(wind->height_m, 300.0);
    double at_10 = lt_layer_wind(10.0, wind->roughness_m, wind->inverse_obukhov_m), top_east, top_north;
    double at_low = lt_layer_wind(low, wind->roughness_m, wind->inverse_obukhov_m);
    double low_ms = wind->wind_10m_ms * at_low / at_10, log_span = log(high / low);
    aloft(state, wind->gradient_depth_m, high, &top_east, &top_north);
    double top_ms = hypot(top_east, top_north), from = atan2(state->north, state->east);
    double turn = top_ms > 0.0 ? remainder(atan2(top_north, top_east) - from, 2.0 * M_PI) : 0.0;
    for (int k = 0; k < n; k++) {
        double z = height[k];
        if (z >= high) {
            aloft(state, wind->gradient_depth_m, z, &east[k], &north[k]);
            continue;
        }
        double ratio = 1.0, w = 0.0;
        if (z <= low)
            ratio = lt_layer_wind(z, wind->roughness_m, wind->inverse_obukhov_m) / at_low;
        else
            w = log(z / low) / log_span;
        double speed = low_ms * ratio * (1.0 - w) + top_ms * w;
        east[k] = speed * cos(from + w * turn);
        north[k] = speed * sin(from + w * turn);
    }
}
