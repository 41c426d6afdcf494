/* surface_layer.h - friction velocity, Obukhov length and heat flux of one surface from routine weather. */
#ifndef LT_MET_SURFACE_LAYER_H
#define LT_MET_SURFACE_LAYER_H

typedef struct lt_surface {
    double wind_10m_ms, roughness_m, temperature_K, density_kgm3;
    double cloud;         /* 0 to 1 */
    double clear_sky_Wm2; /* global radiation without cloud */
    double albedo;        /* land */
    double moisture;      /* land: alpha of Holtslag and van Ulden, 0 dry or frozen to 1 wet grass */
    double sea_surface_K; /* sea */
} lt_surface;

typedef struct lt_surface_fluxes {
    double friction_velocity_ms, inverse_obukhov_m; /* 1/L: negative unstable, positive stable */
    double heat_flux_Wm2;                           /* sensible, upward positive */
    double shortwave_Wm2, net_radiation_Wm2;        /* downward global; net (land, by day) */
} lt_surface_fluxes;

lt_surface_fluxes lt_surface_land(const lt_surface *surface);
lt_surface_fluxes lt_surface_sea(const lt_surface *surface);
/* u*, 1/L from a given upward heat flux, unstable or neutral. */
void lt_surface_unstable(double wind_10m_ms, double roughness_m, double temperature_K, double density_kgm3,
                         double heat_flux_Wm2, double *friction_velocity_ms, double *inverse_obukhov_m);
/* u*, 1/L for a temperature scale theta* [K] > 0, stable. */
void lt_surface_stable(double wind_10m_ms, double roughness_m, double temperature_K, double theta_star_K,
                       double *friction_velocity_ms, double *inverse_obukhov_m);
/* 1/L of a heat flux at a friction velocity, |L| at least 5 m. */
double lt_inverse_obukhov(double friction_velocity_ms, double temperature_K, double density_kgm3, double heat_flux_Wm2);
/* ln(z/z0) - psi_m(z/L) + psi_m(z0/L): wind at z is u* /k times this. */
double lt_similarity_wind(double z_m, double roughness_m, double inverse_obukhov_m);

#endif
