/* nh3_temperature.c - ammonia leaves manure and fertilised soil as its vapour pressure over the solution rises.
 *
 *   g = (T_0 / T) exp(T_e / T_0 - T_e / T)
 * T temperature at 2 m of the hour [K], T_e exponent [K] (laws/nh3_temperature_exponent_temperature; 10 378 K: the
 * compensation point 161 500 / T exp(-10 378 / T) Gamma of Nemitz, Milford and Sutton 2001, 10.1002/qj.49712757306,
 * recalled: the Henry and dissociation equilibria of ammonia), T_0 = 288.15 K, which cancels and keeps g near 1. At 280
 * K it doubles in 5.3 K. The month keeps its share of the climatology (dressings and heads are the calendar's), its
 * warm hours and days have more of it. Limits: air in place of the surface's own temperature; no wind, rain, soil water
 * or canopy; a store that empties is not followed, so a month much warmer than the climatology emits too much (all
 * measured sources together rose by 42 % for 5 K, Sutton et al. 2013, 10.1098/rstb.2013.0166). */
#include "model/emission/law.h"

#include "model/kernel/ltmath.h"

static void ask(const double *parameter, const lt_law_hour *hour, double *g) {
    const double reference = 288.15, at_reference = parameter[0] / reference;
    for (long c = 0; c < hour->n; ++c)
        g[c] = reference / hour->hour[c] * lt_exp(at_reference - parameter[0] / hour->hour[c]);
}

const lt_law lt_law_nh3_temperature = {.name = "nh3_temperature",
                                       .ask = ask,
                                       .parameters = {{"exponent_temperature", "K", 0, 30000}},
                                       .by_hour = true,
                                       .by_month = true};
