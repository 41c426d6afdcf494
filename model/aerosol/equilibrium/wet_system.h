/* wet_system.h - the equations of wet.h at a point: activities, water, gases with their derivatives by ln of ions. */
#ifndef LT_WET_SYSTEM_H
#define LT_WET_SYSTEM_H

#define LT_PLAIN
#include "model/aerosol/equilibrium/newton.h"
#include "model/aerosol/equilibrium/wet.h"

/* A problem with what of its ions and solids takes part. */
typedef struct lt_wet_system {
    const lt_wet_problem *of;
    double total[LT_N_TOTALS]; /* but what CaSO4 has */
    bool has[LT_N_IONS], crustal;
    int n_solids, solid[LT_N_SOLIDS_WITH_WATER];
    double scale[LT_N_SOLIDS_WITH_WATER]; /* mol/m3: the most there can be of a solid */
} lt_wet_system;

/* Everything at a point; index of derivatives: ions. */
typedef struct lt_wet_point {
    double n[LT_N_IONS], gas[LT_N_GASES], water, strength, hydroxide;
    double a[LT_N_IONS], by[LT_N_IONS][LT_N_IONS]; /* ln of activities, d by ln n */
    double by_water[LT_N_IONS];                    /* d ln W by ln n */
    double charge, charge_scale;
} lt_wet_point;

/* Moles of what the balance of ion i counts in a mole of salt: of SO4 with bisulfate. */
int lt_wet_counted(int salt, int i);
void lt_wet_system_of(const lt_wet_problem *problem, lt_wet_system *out);
void lt_wet_point_at(const lt_wet_system *system, const double *log_n, lt_wet_point *out);

/* ln K - P of a salt; by [LT_N_IONS] its derivative, or NULL. */
double lt_wet_undersaturation(const lt_wet_system *system, const lt_wet_point *point, int salt, double *by);

/* Residuals of the equations, one an ion, and their derivatives by ln n; solid [n_solids] mol/m3. */
void lt_wet_equations(const lt_wet_system *system, const lt_wet_point *point, const double *solid, double *e,
                      double by[LT_N_IONS][LT_N_IONS]);

#endif
