/* richardson.h - height of the boundary layer from a real profile. */
#ifndef LT_MET_RICHARDSON_H
#define LT_MET_RICHARDSON_H

/* A column above ground: n heights, potential temperature (virtual), wind; lowest first. */
typedef struct lt_met_column {
    int n;
    const double *z_m, *theta_K, *east_ms, *north_ms;
} lt_met_column;

/* Where the bulk Richardson number reaches 0.25, between the heights of the profile linearly; the last height if
 * nowhere. surface_K: potential temperature of the air near the ground with what convection adds. */
double lt_richardson_height(const lt_met_column *profile, double surface_K, double friction_velocity_ms);
/* Where a parcel of that potential temperature has no more buoyancy; 0 if it never had any. */
double lt_parcel_height(const lt_met_column *profile, double surface_K);
/* What a convective surface adds to the potential temperature of the air near it, K. */
double lt_parcel_excess(double heat_flux_Wm2, double density_kgm3, double friction_velocity_ms, double convective_ms);

#endif
