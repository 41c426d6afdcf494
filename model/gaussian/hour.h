/* hour.h - the boundary layer of one hour at one place: what a steady plume is given. */
#ifndef LT_GAUSSIAN_HOUR_H
#define LT_GAUSSIAN_HOUR_H

#include <stdint.h>

typedef enum lt_plume_air {
    LT_AIR_GOOD,
    LT_AIR_PUFF,   /* sources make puffs in it; without wind or direction a calm */
    LT_AIR_CALM,   /* no wind, or no direction: counted and left out */
    LT_AIR_MISSING /* no weather */
} lt_plume_air;

/* Heights are above ground. NAN: not known, where it says so. */
typedef struct lt_plume_hour {
    int64_t end_s; /* end of the hour, seconds since 1970-01-01 UTC */
    lt_plume_air air;
    double wind_ms, wind_from_deg, wind_height_m;
    double temperature_K, temperature_height_m;
    double pressure_Pa;
    double friction_velocity_ms;
    double obukhov_m;              /* < 0 convective, > 0 stable; never 0 */
    double convective_velocity_ms; /* w*; 0 in stable air */
    double convective_height_m;    /* zic; 0 in stable air */
    double mechanical_height_m;    /* zim */
    double lapse_above_Km;         /* dtheta/dz above the convective layer, K m-1 */
    double roughness_m;
    double measured_height_m, sigma_v_ms, sigma_w_ms; /* turbulence that was measured; NAN: by similarity */
    double rain_mmh, relative_humidity, cloud;        /* 0..1; NAN: not known */
    double albedo, bowen;                             /* NAN: not known */
} lt_plume_hour;

#endif
