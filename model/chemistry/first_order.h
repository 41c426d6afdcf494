/* first_order.h - oxidation of SO2 and NOx at first-order rates (issues "Ozone in the grid" and "PM2.5" replace it).
 *
 * MESOPUFF II rates as carried by CALPUFF (Scire, Lurmann et al. 1984; formulas recalled, mark R; the night rates
 * 0.2 and 2.0 %/h are the defaults rnite1 and rnite3 of CALPUFF, mark S), in % per hour:
 *   day    k(SO2) = 36 R^0.55 O3^0.71 S^-1.29,            at least 0.2
 *          k(NOx) = 1261 O3^1.45 S^-1.34 NOx^-0.12
 *          + 3e-8 RH^4 for SO2, a surrogate for oxidation in water
 *   night  k(SO2) = 0.2, k(NOx) = 2.0 g,  g = 1 - 0.9 (NOx - NOx_b) / O3, within 0..1
 * R global radiation [kW/m2], O3 background ozone [ppm], S stability (2 unstable .. 6 stable), RH [%, at most 100],
 * NOx [ppm, at least 0.001], NOx_b the background's, which that ozone already stands beside. A rate of p %/h, at most
 * 90, becomes k = -ln(1 - p/100) / 3600 s (kernel/oxidation.c).
 * g is ours: at night nitric acid comes from NO3 and N2O5, which need ozone, and NO destroys both ozone and NO3 in
 * seconds to minutes. Nine tenths of the NOx that was added is NO (share of combustion, R); where that exceeds the
 * ozone, none is left. Without g the scheme oxidises more NOx at night in a town than there is ozone to do it.
 * Limits: ozone is a constant of the month; nothing feeds back on oxidants by day. */
#ifndef LT_FIRST_ORDER_H
#define LT_FIRST_ORDER_H

#include "model/state/state.h"
#include "model/transport/air.h"

typedef struct lt_oxidation_weather {
    const double *shortwave;              /* [ny][nx] W/m2 */
    const double *inverse_obukhov_length; /* [ny][nx] 1/m */
    const double *relative_humidity;      /* [nz][ny][nx], 0..1 */
    double ozone_ppm;
    const double *nox_background; /* [nz] kg/kg */
} lt_oxidation_weather;

/* Stability index 2..6 from 1/L [1/m]. */
double lt_stability_index(double inverse_obukhov_length);
/* Rates of a column, % per hour: SO2 in the gas plus so2_water RH^4, RH in %; NOx f x^e g, g = 1 - titration (x - x_b)
 * within 0..1, x in ppm (titration is 0 by day, f x^e = f by night). */
typedef struct lt_oxidation_rates {
    double so2_gas, so2_water, nox_factor, nox_exponent, titration;
} lt_oxidation_rates;
lt_oxidation_rates lt_oxidation_percent(double shortwave_w, double ozone_ppm, double stability);

/* The rates of an hour, by tile, and working memory of the threads that there are when it is made. */
typedef struct lt_oxidation lt_oxidation;
lt_status lt_oxidation_create(const lt_state *state, const lt_kernels *kernels, lt_oxidation **out);
void lt_oxidation_free(lt_oxidation *oxidation);
/* Take the weather of an hour whose steps are dt. */
void lt_oxidation_hour(lt_oxidation *oxidation, const lt_state *state, const lt_oxidation_weather *weather, double dt);
/* Apply a step to all tiles. won [s][ny][nx] gets the kg of every species that reacts on top (less than 0 for what is
 * lost); air: of the moment. */
void lt_oxidation_step(lt_oxidation *oxidation, lt_state *state, const lt_air *air, double *won);

#endif
