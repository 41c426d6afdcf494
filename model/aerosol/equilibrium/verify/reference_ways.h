/* reference_ways.h - what solving by ISORROPIA's ways and looking at its answers share: the problem and the
 * coefficients by the ways up to one. Plain doubles. */
#ifndef LT_EQUILIBRIUM_REFERENCE_WAYS_H
#define LT_EQUILIBRIUM_REFERENCE_WAYS_H

#define LT_PLAIN
#include "model/aerosol/equilibrium/newton.h"
#include "model/aerosol/equilibrium/verify/reference.h"

void lt_way_problem(int way, const lt_reference_state *in, lt_problem *out);

/* log10 of the sums G of bromley.h. ion [LT_N_IONS] mol/m3, water kg/m3. */
void lt_way_activities(int way, const lt_problem *p, const double *ion, double water, double *g /* [LT_N_G] */);

/* kg/m3 of water over ions [mol/m3] by a way; rounded: what mixture_water.h makes of them. */
double lt_way_water(int way, const lt_reference_state *in, const double *ion, double rounded);

/* The state with the cations that its case has a place for; returns the least nitrate that it allows, mol/m3. */
double lt_reference_limits(const lt_reference_state *in, lt_reference_state *out);

#endif
