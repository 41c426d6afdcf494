#include "model/gaussian/verify/hours.h"

#include <math.h>

/* u*, L, w*, zic, zim of winds over a roughness of 0.1 m; each is consistent with the others to two digits. */
#define LT_HOUR(text, wind, star, obukhov, w, zic, zim)                                                                \
    {                                                                                                                  \
        text, {                                                                                                        \
            .wind_ms = wind, .wind_from_deg = 250.0, .wind_height_m = 10.0, .temperature_K = 288.0,                    \
            .temperature_height_m = 2.0, .pressure_Pa = 101325.0, .friction_velocity_ms = star, .obukhov_m = obukhov,  \
            .convective_velocity_ms = w, .convective_height_m = zic, .mechanical_height_m = zim,                       \
            .lapse_above_Km = 0.01, .roughness_m = 0.1, .measured_height_m = 10.0, .sigma_v_ms = NAN,                  \
            .sigma_w_ms = NAN                                                                                          \
        }                                                                                                              \
    }
const lt_named_hour lt_named_hours[LT_N_NAMED_HOURS] = {
    LT_HOUR("very_stable", 1.5, 0.08, 12.0, 0.0, 0.0, 52.0), LT_HOUR("stable", 3.0, 0.20, 80.0, 0.0, 0.0, 206.0),
    LT_HOUR("neutral", 8.0, 0.69, 2000.0, 0.0, 0.0, 1318.0), LT_HOUR("unstable", 4.0, 0.38, -80.0, 1.28, 1000.0, 539.0),
    LT_HOUR("convective", 2.0, 0.23, -12.0, 1.80, 1500.0, 254.0)};
