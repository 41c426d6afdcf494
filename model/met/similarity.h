/* similarity.h - which u* and 1/L go with a wind and a heat flux, by the profiles of kernel/surface_layer.h. */
#ifndef LT_MET_SIMILARITY_H
#define LT_MET_SIMILARITY_H

/* 1/L, m-1, of a heat flux at a friction velocity; |L| at least 5 m. */
double lt_inverse_obukhov(double friction_velocity_ms, double temperature_K, double density_kgm3, double heat_flux_Wm2);
/* Speed of the air with the gusts of free convection, m s-1: heat flux upward, W m-2; at least 0.5 m/s. */
double lt_gusty_wind(double wind_ms, double temperature_K, double density_kgm3, double heat_flux_Wm2);
/* Convective velocity scale w*, m s-1, of a boundary layer of height h; 0 without upward heat. */
double lt_convective_velocity(double height_m, double temperature_K, double density_kgm3, double heat_flux_Wm2);

/* A surface that says what heat flux [W m-2, upward] goes with an inverse Obukhov length, and with what u*. */
typedef struct lt_flux_law {
    double (*heat)(void *self, double inverse_obukhov_m, double *friction_velocity_ms);
    void *self;
    double temperature_K, density_kgm3;
} lt_flux_law;
/* The 1/L at which heat, u* and 1/L agree, to 1e-6 m-1; where the stable side has several, one next to the neutral
 * end. The last call of the law is at the result. */
double lt_similarity_close(const lt_flux_law *law);

/* u*, 1/L of wind at z over a roughness with a given upward heat flux of either sign. */
void lt_similarity_of_flux(double z_m, double wind_ms, double roughness_m, double temperature_K, double density_kgm3,
                           double heat_flux_Wm2, double *friction_velocity_ms, double *inverse_obukhov_m);

/* u* is nowhere smaller, m s-1. */
#define LT_SMALLEST_FRICTION 0.02

#endif
