/* profile.h - wind, turbulence and temperature with height, from one hour by similarity (profile.c has the equations).
 */
#ifndef LT_GAUSSIAN_PROFILE_H
#define LT_GAUSSIAN_PROFILE_H

#include "model/gaussian/hour.h"

#include <stdbool.h>

/* A town that warms its night (Oke 1978): people in it, roughness. people 0: none. */
typedef struct lt_plume_town {
    double people, roughness_m;
} lt_plume_town;

enum { LT_PROFILE_LEVELS = 64 };

/* Levels from the ground to 5000 m, denser below; between them linear. Means over a range of heights are differences of
 * `*_sum`, the integrals from the ground. */
typedef struct lt_profile {
    lt_plume_hour hour; /* as the town leaves it */
    bool convective;
    double mixing_m; /* zi: the larger of both heights in convective air, else the mechanical */
    double z_m[LT_PROFILE_LEVELS], wind_ms[LT_PROFILE_LEVELS], sigma_v_ms[LT_PROFILE_LEVELS],
        sigma_w_ms[LT_PROFILE_LEVELS], lapse_Km[LT_PROFILE_LEVELS], temperature_K[LT_PROFILE_LEVELS];
    double wind_sum[LT_PROFILE_LEVELS], v_sum[LT_PROFILE_LEVELS], w_sum[LT_PROFILE_LEVELS],
        lapse_sum[LT_PROFILE_LEVELS];
} lt_profile;

/* At a height, or the mean from low to high (equal: at the height). lapse: of potential temperature, K m-1. */
typedef struct lt_profile_mean {
    double wind_ms, sigma_v_ms, sigma_w_ms, lapse_Km;
} lt_profile_mean;

/* hour: one with air good. town: NULL, or of the sources that are urban. */
void lt_profile_make(lt_profile *profile, const lt_plume_hour *hour, const lt_plume_town *town);
lt_profile_mean lt_profile_between(const lt_profile *profile, double low_m, double high_m);
double lt_profile_temperature(const lt_profile *profile, double z_m); /* K */

/* Wind at z over that at another height: the logarithmic law with its corrections. */
double lt_similarity_wind(double friction_velocity_ms, double obukhov_m, double roughness_m, double z_m);

#endif
