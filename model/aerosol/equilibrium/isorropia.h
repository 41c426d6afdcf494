/* isorropia.h - Kusik and Meissner as ISORROPIA II's tables have it: at the nearest of 198, 223, 248 ... 323 K.
 *
 * For comparisons with its results; coefficients jump at 260.5 and 285.5 K. Its tables are also of steps in ionic
 * strength (0.05 mol/kg, beyond 20 mol/kg 0.5), which is not done here. */
#ifndef LT_ISORROPIA_H
#define LT_ISORROPIA_H

#include "model/aerosol/equilibrium/kusik_meissner.h"

static inline lt_activity_air lt_isorropia_air(lt_dvec temperature) {
    const lt_dvec whole = lt_d_all(LT_WHOLE);
    lt_dvec step = (temperature - lt_d_all(198.0)) * lt_d_all(0.04) + whole - whole;
    step = lt_d_min(lt_d_max(step, lt_d_all(0.0)), lt_d_all(5.0));
    /* its tables count Celsius from 273 K; the Debye term is of the true temperature */
    lt_activity_air air = lt_kusik_meissner_air(lt_d_all(198.15) + lt_d_all(25.0) * step);
    air.debye = lt_kusik_meissner_air(temperature).debye;
    return air;
}

static inline void lt_isorropia_pairs(const lt_activity_air *air, lt_dvec strength, bool crustal,
                                      lt_activity_pairs *out) {
    lt_kusik_meissner_pairs(air, strength, crustal, out);
}

#endif
