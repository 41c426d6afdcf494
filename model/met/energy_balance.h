/* energy_balance.h - the closed energy balance of one piece of land. */
#ifndef LT_MET_ENERGY_BALANCE_H
#define LT_MET_ENERGY_BALANCE_H

/* The ground of a tile in an hour. */
typedef struct lt_tile_ground {
    double roughness_m, heat_roughness_m;
    double albedo, emissivity;
    double wet;            /* share that evaporates without resistance: snow, ice, water */
    double salt;           /* share by which salt lowers the vapour pressure */
    double conductance_ms; /* of the rest of the surface for vapour, m s-1; 0: dry */
    double skin_Wm2K;      /* conductance from the skin to the body below it */
    double body_K;         /* temperature of that body */
} lt_tile_ground;

/* The air above it: wind at 10 m, temperature and humidity at 2 m, counted from the displacement height. */
typedef struct lt_near_air {
    double wind_10m_ms, temperature_K, vapour_Pa, pressure_Pa, density_kgm3;
    double shortwave_Wm2, longwave_Wm2; /* downward */
} lt_near_air;

/* What follows. Fluxes W m-2; net radiation downward = sensible + latent upward + ground downward. */
typedef struct lt_fluxes {
    double friction_velocity_ms, inverse_obukhov_m; /* 1/L: negative unstable, positive stable */
    double net_Wm2, sensible_Wm2, latent_Wm2, ground_Wm2;
    double evaporation_kgm2s;
    double skin_K;
} lt_fluxes;

lt_fluxes lt_energy_balance(const lt_tile_ground *ground, const lt_near_air *air);
/* The same for a skin of known temperature (water): ground_Wm2 is what is left over. */
lt_fluxes lt_known_skin(const lt_tile_ground *ground, const lt_near_air *air, double skin_K);
/* Latent heat of vapour at a temperature, over water and over ice below the ice point, J kg-1. */
double lt_latent_heat(double temperature_K);

#endif
