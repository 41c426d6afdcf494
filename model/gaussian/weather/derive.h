/* derive.h - u*, L, w* and mixing heights of hours that know wind, temperature, humidity and cloud only. */
#ifndef LT_PLUME_DERIVE_H
#define LT_PLUME_DERIVE_H

#include "model/gaussian/weather/plume_weather.h"

/* The ground where the weather was measured. */
typedef struct lt_derive_ground {
    double lon, lat;
    int land;           /* lt_land_class; not water */
    double roughness_m; /* NAN: of the land */
} lt_derive_ground;

/* Which hours may be filled: those with wind; or those marked calm, once something is done with them. */
typedef enum lt_derive_of { LT_DERIVE_WINDY, LT_DERIVE_CALM } lt_derive_of;

/* Fills what is NAN of the boundary layer, hour by hour; *derived counts the hours. An hour without wind, temperature,
 * humidity or cloud stays as it is. */
lt_status lt_derive_boundary_layer(const lt_derive_ground *ground, lt_plume_weather *weather, lt_derive_of of,
                                   long *derived);

#endif
