/* dry_hour.h - dry deposition velocities of an hour of the Gaussian model, by the functions of the grid
 * (model/deposition): gases over land cover by Zhang et al., spheres by Emerson et al., settling after Stokes.
 *
 * The hour has u*, L, roughness, temperature, humidity, cloud and rain; the place adds land cover, snow and the sun:
 *   light        clear sky of the hour at the place times the share that the cloud lets through (model/met/radiation.h)
 *   skin         as warm as the air (A): the hour has none; of weight for dew and frost only
 *   height       that of the wind
 * Limits: those of gas_dry.h and particle_dry.h. */
#ifndef LT_GAUSSIAN_DRY_HOUR_H
#define LT_GAUSSIAN_DRY_HOUR_H

#include "base/status.h"
#include "grids/land.h"
#include "model/gaussian/hour.h"

typedef struct lt_dry_place {
    double lon_deg, lat_deg;
    double fraction[LT_N_LAND]; /* of land cover around the plume; sums to 1 */
    double snow_cover;          /* 0..1, of open ground */
} lt_dry_place;

/* A gas by its name in model/data/deposition_gases.csv; or, gas NULL, spheres of a diameter. */
typedef struct lt_dry_matter {
    const char *gas;
    double diameter_m, density_kgm3;
} lt_dry_matter;

typedef struct lt_dry_hours lt_dry_hours;

/* LT_ERR_INPUT: a gas the table lacks, shares that do not sum to 1, a sphere without size. LT_ERR_MEMORY. */
lt_status lt_dry_hours_create(const lt_dry_place *place, const lt_dry_matter *matter, int n, lt_dry_hours **out);
void lt_dry_hours_free(lt_dry_hours *dry); /* NULL is fine */

/* v_d and what of it is settling, m/s, of the n matters. The air of the hour is good. LT_ERR_INPUT: humidity, cloud or
 * rain of the hour is not known. */
lt_status lt_dry_hours_of(lt_dry_hours *dry, const lt_plume_hour *hour, double *deposition_ms, double *settling_ms);

#endif
