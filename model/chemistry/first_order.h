/* first_order.h - oxidation of SO2 and NOx at first-order rates (issues "Ozone in the grid" and "PM2.5" replace it).
 *
 * MESOPUFF II rates as carried by CALPUFF (Scire, Lurmann et al. 1984; formulas recalled, mark R; the night rates
 * 0.2 and 2.0 %/h are the defaults rnite1 and rnite3 of CALPUFF, mark S), in % per hour:
 *   day    k(SO2) = 36 R^0.55 O3^0.71 S^-1.29,            at least 0.2
 *          k(NOx) = 1261 O3^1.45 S^-1.34 NOx^-0.12
 *   night  k(SO2) = 0.2, k(NOx) = 2.0
 *   always + 3e-8 RH^4 for SO2 (surrogate for oxidation in water; at night as well: our choice)
 * R global radiation [kW/m2], O3 background ozone [ppm], S stability (2 unstable .. 6 stable), RH [%, at most 100],
 * NOx [ppm, at least 0.001]. A rate of p %/h becomes k = -ln(1 - p/100) / 3600 s.
 * Limits: ozone is a constant of the month; nothing feeds back on oxidants. */
#ifndef LT_FIRST_ORDER_H
#define LT_FIRST_ORDER_H

#include "model/state/state.h"
#include "model/kernel/kernels.h"

typedef struct lt_oxidation_weather {
    const double *shortwave;              /* [ny][nx] W/m2 */
    const double *inverse_obukhov_length; /* [ny][nx] 1/m */
    const double *relative_humidity;      /* [nz][ny][nx], 0..1 */
    double ozone_ppm;
} lt_oxidation_weather;

/* Stability index 2..6 from 1/L [1/m]. */
double lt_stability_index(double inverse_obukhov_length);
/* Rates [1/s] of one cell. */
void lt_first_order_rates(double shortwave_w, double ozone_ppm, double stability, double humidity, double nox_ppm,
                          double *k_so2, double *k_nox);
/* Apply over dt to all blocks. Fails only for want of memory (two rows of rates a task). */
lt_status lt_first_order_step(lt_state *state, const lt_kernels *kernels, const lt_oxidation_weather *weather,
                              double dt);

#endif
