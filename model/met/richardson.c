/* richardson.c - bulk Richardson number and parcel.
 *
 *   Ri(z) = (g/theta_s) (theta(z) - theta_s) (z - z_s) / [(u - u_s)^2 + (v - v_s)^2 + 100 u*^2]
 *   h: Ri(h) = 0.25.   s: the lowest height of the profile; theta virtual potential temperature, K
 *   convective: theta_s is that near the ground with the excess 8.5 F/w, w = (u*^3 + 0.6 w*^3)^(1/3); F kinematic heat
 *   flux, K m s-1. Parcel: the height where theta(z) = theta_s. In convection the larger of both.
 *
 * Sources: Vogelezang and Holtslag (1996), doi 10.1007/BF02430331, with 100 u*^2 (b of theirs) and their bulk number;
 * 0.25 as in the ECMWF model and Seidel et al. (2012), doi 10.1029/2012JD018143 (V: 0.25 and 100 as in the diagnosis
 * of the Canadian model after both); excess Holtslag and Boville (1993),
 * doi 10.1175/1520-0442(1993)006<1825:LVNBLD>2.0.CO;2 (8.5 there, R); parcel Holzworth (1964),
 * doi 10.1175/1520-0493(1964)092<0235:EOMMMD>2.3.CO;2.
 *
 * Limits: no better than the layers of the profile; no memory. */
#include "model/met/richardson.h"

#include "model/met/constants.h"

#include <math.h>

#define CRITICAL 0.25
#define FRICTION_PART 100.0

double lt_parcel_excess(double heat_flux_Wm2, double density_kgm3, double friction_velocity_ms, double convective_ms) {
    if (!(heat_flux_Wm2 > 0.0)) return 0.0;
    double u3 = friction_velocity_ms * friction_velocity_ms * friction_velocity_ms;
    double velocity = cbrt(u3 + 0.6 * convective_ms * convective_ms * convective_ms);
    return fmin(3.0, 8.5 * heat_flux_Wm2 / (density_kgm3 * LT_CP_DRY * velocity)); /* 3 K: as WRF's YSU (R) */
}

double lt_richardson_height(const lt_met_column *p, double surface_K, double friction_velocity_ms) {
    double last = 0.0, friction = FRICTION_PART * friction_velocity_ms * friction_velocity_ms;
    for (int k = 1; k < p->n; k++) {
        double du = p->east_ms[k] - p->east_ms[0], dv = p->north_ms[k] - p->north_ms[0];
        double shear = fmax(du * du + dv * dv + friction, 1e-6);
        double number = LT_GRAVITY / surface_K * (p->theta_K[k] - surface_K) * (p->z_m[k] - p->z_m[0]) / shear;
        if (number >= CRITICAL) {
            double part = (CRITICAL - last) / (number - last);
            return p->z_m[k - 1] + part * (p->z_m[k] - p->z_m[k - 1]);
        }
        last = number;
    }
    return p->z_m[p->n - 1];
}

double lt_parcel_height(const lt_met_column *p, double surface_K) {
    if (p->theta_K[0] >= surface_K) return 0.0;
    for (int k = 1; k < p->n; k++)
        if (p->theta_K[k] >= surface_K) {
            double part = (surface_K - p->theta_K[k - 1]) / (p->theta_K[k] - p->theta_K[k - 1]);
            return p->z_m[k - 1] + part * (p->z_m[k] - p->z_m[k - 1]);
        }
    return p->z_m[p->n - 1];
}
