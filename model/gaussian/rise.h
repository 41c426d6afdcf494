/* rise.h - how high smoke rises, after Briggs: of one stack, scalars.
 *
 *   F_b = g v d^2 (T_s - T_a)/(4 T_s), F_m = v^2 d^2 T_a/(4 T_s)         buoyancy m4 s-3, momentum m4 s-2; T_s >= T_a
 *   s   = g/T_a dtheta/dz                                                 s-2
 *   buoyant  neutral, unstable  21.425 F_b^(3/4)/u, F_b >= 55: 38.71 F_b^(3/5)/u
 *            at                 x_f = 49 F_b^(5/8), F_b >= 55: 119 F_b^(2/5)
 *            stable             2.6 (F_b/(u s))^(1/3), calm 4 F_b^(1/4) s^(-3/8); at x_f = 2.0715 u s^(-1/2)
 *            on the way         1.6 F_b^(1/3) x^(2/3)/u
 *   momentum neutral, unstable  3 d v/u, at 4 d (v + 3 u)^2/(v u)
 *            stable             1.5 (F_m/(u s^(1/2)))^(1/3), at 0.5 pi u s^(-1/2)
 *            on the way         (3 F_m x/(b^2 u^2))^(1/3), stable (3 F_m sin(x s^(1/2)/u)/(b^2 u s^(1/2)))^(1/3),
 *                               b = 1/3 + u/v
 *   buoyant where T_s - T_a is at least  neutral, unstable  0.0297 T_s v^(1/3)/d^(2/3),
 *                                                           F_b >= 55: 0.00575 T_s v^(2/3)/d^(1/3)
 *                                        stable             0.019582 T_s v s^(1/2)
 *   stack-tip downwash: h' = h + 2 d (v/u - 1.5) where v < 1.5 u
 * Stable: momentum is at most the neutral one; buoyant at most neutral and calm ones (so that little stability and
 * little wind have no infinite rise). Sources: ISC3 User's Guide II, EPA-454/B-95-003b, 1.1.4 (R), after Briggs (1969,
 * 1971, 1974, 1975); knowledge of the project: gaussian_analytic.md, A10, beside GasDispersion.jl (S).
 * Limits: one wind and lapse for the whole rise; no inversion above (the plume's own code has it). The kernels of
 * buoyant rise are those of the grid (../kernel/briggs.h); the grid's law (../emission/plume_rise.c) has no momentum,
 * downwash or way up. */
#ifndef LT_GAUSSIAN_RISE_H
#define LT_GAUSSIAN_RISE_H

#include "model/kernel/ltmath.h"

#include <stdbool.h>

double lt_rise_buoyancy(double exit_ms, double diameter_m, double exit_K, double air_K); /* F_b; 0 of cold gas */
double lt_rise_momentum(double exit_ms, double diameter_m, double exit_K,
                        double air_K);                   /* F_m; of cold gas T_s = T_a */
double lt_rise_stability(double air_K, double lapse_Km); /* s */

double lt_rise_reach(double buoyancy);                                    /* x_f, m; 0 for 0 */
double lt_rise_neutral(double buoyancy, double wind_ms);                  /* m */
double lt_rise_reach_stable(double wind_ms, double stability);            /* m */
double lt_rise_stable(double buoyancy, double wind_ms, double stability); /* m, bent over: not bounded */
double lt_rise_calm(double buoyancy, double stability);                   /* m */
/* m, not bounded by the final rise; of buoyancy and distances above 0. */
static inline double lt_rise_on_way(double buoyancy, double wind_ms, double distance_m) {
    return 1.6 * lt_pow(buoyancy, 1.0 / 3.0) * lt_pow(distance_m, 2.0 / 3.0) / wind_ms;
}
double lt_rise_jet(double exit_ms, double diameter_m, double wind_ms); /* m, of momentum, neutral */
double lt_rise_jet_stable(double momentum, double wind_ms, double stability);

/* T_s - T_a from which on a plume is buoyant, K. */
double lt_rise_crossover(double exit_ms, double diameter_m, double exit_K, double buoyancy);
double lt_rise_crossover_stable(double exit_ms, double exit_K, double stability);

/* Height of release with stack-tip downwash, 0 at least. */
double lt_rise_downwash(double height_m, double diameter_m, double exit_ms, double wind_ms);

/* All of it for one stack in one hour. */
typedef struct lt_rise {
    bool buoyant, stable;
    double final_m, reach_m; /* final rise, from this distance on */
    double buoyancy, momentum, stability, wind_ms, exit_ms;
} lt_rise;

/* lapse_Km: dtheta/dz at the stack; stable where above 0. exit_K 0: as warm as the air. wind_ms > 0. */
lt_rise lt_rise_of(double exit_ms, double diameter_m, double exit_K, double wind_ms, double air_K, double lapse_Km);
double lt_rise_at(const lt_rise *rise, double distance_m); /* m above the stack, final_m from reach_m on */

#endif
