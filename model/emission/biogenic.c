/* biogenic.c - what leaves of plants give off, by light and temperature.
 *
 *   g = f C_L C_T + (1 - f) exp(beta (T - T_S))
 *   C_T = exp(c_1 (T - T_S) / (R T_S T)) / (c_3 + exp(c_2 (T - T_M) / (R T_S T)))          leaf, G95
 *   C_L = F(L) / F(L_S),  F(L) = integral over the canopy of a k L e^(-k x) / sqrt(1 + (a k L e^(-k x))^2) dx
 *       = (asinh(a k L) - asinh(a k L e^(-k Lambda))) / k,  x leaf area above
 * T temperature at 2 m of the hour [K]; L light above the canopy [umol photons m-2 s-1] = laws/biogenic_photon_yield
 * [umol J-1] x solar radiation; f share that needs light (laws/biogenic_light_share), beta [1/K] of what is stored and
 * goes by warmth alone (laws/biogenic_exponent). c_1 = 95 000, c_2 = 230 000 J/mol, c_3 = 0.961, T_M = 314 K, T_S = 303
 * K, a = 0.0027: Guenther et al. 1993 (10.1029/93JD00527) and 1995 (10.1029/94JD02950), recalled; the leaf's light
 * curve is theirs, summed over a canopy with Beer's law (k = 0.5, leaves in all directions). g = 1 (to 3 per mille in
 * C_T) at 303 K and L_S = 1500 over Lambda = 5, the standard of the fluxes of MEGAN2.1 (Guenther et al. 2012,
 * 10.5194/gmd-5-1471-2012), which has f and beta by compound.
 * The month keeps its share of the climatology (leaves are the calendar's: ../../inventory/data/README.md).
 * Limits: leaves as warm as the air; no memory of the last days' warmth and light, no drought, no CO2, no sun flecks or
 * diffuse light; one leaf area for the course of the day. */
#include "model/emission/law.h"

#include "model/kernel/ltmath.h"

#include <math.h>

enum { LIGHT_SHARE, EXPONENT, PHOTONS };

/* asinh x - asinh (x e^(-k Lambda)) in one logarithm */
static inline double canopy(double light) {
    const double ak = 0.0027 * 0.5, shade = 0.0820849986238988; /* a k, e^(-k Lambda) with k = 0.5, Lambda = 5 */
    const double top = ak * light, under = shade * top;
    return lt_log((top + sqrt(top * top + 1.0)) / (under + sqrt(under * under + 1.0)));
}

static void ask(const double *parameter, const lt_law_hour *hour, double *g) {
    const double c1 = 95000.0, c2 = 230000.0, c3 = 0.961, gas = 8.314, standard = 303.0, best = 314.0;
    const double f = parameter[LIGHT_SHARE], beta = parameter[EXPONENT], at_standard = canopy(1500.0);
    for (long c = 0; c < hour->n; ++c) {
        const double t = hour->hour[c], over = 1.0 / (gas * standard * t);
        const double warmth = lt_exp(c1 * (t - standard) * over) / (c3 + lt_exp(c2 * (t - best) * over));
        const double light = canopy(parameter[PHOTONS] * (hour->light[c] > 0.0 ? hour->light[c] : 0.0)) / at_standard;
        g[c] = f * light * warmth + (1.0 - f) * lt_exp(beta * (t - standard));
    }
}

const lt_law lt_law_biogenic = {.name = "biogenic",
                                .ask = ask,
                                .parameters = {[LIGHT_SHARE] = {"light_share", "1", 0, 1},
                                               [EXPONENT] = {"exponent", "K-1", 0, 0.5},
                                               [PHOTONS] = {"photon_yield", "umol J-1", 0.5, 5}},
                                .by_hour = true,
                                .by_light = true,
                                .by_month = true};
