/* evaporation.c - vapour of petrol leaves tanks and pumps as its pressure rises.
 *
 *   g = rho           a tank that is filled pushes its vapour out           (breathing 0)
 *   g = rho x         a tank at rest breathes out what warms                (breathing 1)
 *   rho = p / T       density of the saturated vapour, but for M / R
 *   x = max(0, (T - T_1) / T + (p - p_1) / (p_a - p))   volume that leaves, a volume of the gas space
 *   p = exp(A - B / (1.8 T)) psi,  A = 15.64 - 1.854 S^1/2 - (0.8742 - 0.3280 S^1/2) ln R
 *                                  B = 8742 - 1042 S^1/2 - (1049 - 179.4 S^1/2) ln R
 * T temperature at 2 m of the hour, T_1 of the hour before [K]; p, p_1 true vapour pressures of the petrol, p_a = 101
 * 325 Pa; R Reid vapour pressure [psi] of the month (laws/evaporation_reid_summer from May to October, _reid_winter
 * from November to April: GB 17930 has those seasons), S slope of the distillation [degF / vol.-%]
 * (laws/evaporation_slope; 3.0 for motor petrol). x is the expansion of AP-42 by the hour in place of the day: the air
 * of the gas space is warmed at p_a - p, and vapour follows it from the liquid. p: US EPA, AP-42, 7.1 Organic liquid
 * storage tanks, refined petroleum stocks (recalled; 5.2 psi at 60 degF for R 10 psi as its own table has). The month
 * keeps its share of the climatology, and the hours of the calendar weigh the filling; the breathing too, since the
 * air that is drawn in for petrol sold evaporates more (AP-42, 5.2, R).
 * Limits: air in place of the liquid's temperature (a buried tank hardly breathes and its vapour follows the ground);
 * no sun on walls, no weathering, no vapour return that differs with warmth; p is held below 0.9 p_a (57 degC). */
#include "model/emission/law.h"

#include "model/kernel/ltmath.h"

#include <math.h>

enum { REID_SUMMER, REID_WINTER, SLOPE, BREATHING };

static const double pa_per_psi = 6894.757293168, atmosphere = 101325.0;

static double pressure(double a, double b, double temperature) {
    const double p = pa_per_psi * lt_exp(a - b / (1.8 * temperature)), most = 0.9 * atmosphere;
    return p < most ? p : most;
}

static void ask(const double *parameter, const lt_law_hour *hour, double *g) {
    const bool summer = hour->month >= 5 && hour->month <= 10, breathes = parameter[BREATHING] > 0.5;
    const double r = lt_log(parameter[summer ? REID_SUMMER : REID_WINTER] / pa_per_psi), s = sqrt(parameter[SLOPE]);
    const double a = 15.64 - 1.854 * s - (0.8742 - 0.3280 * s) * r, b = 8742.0 - 1042.0 * s - (1049.0 - 179.4 * s) * r;
    for (long c = 0; c < hour->n; ++c) {
        const double t = hour->hour[c], p = pressure(a, b, t);
        double leaves = 1.0;
        if (breathes) {
            leaves = (t - hour->before[c]) / t + (p - pressure(a, b, hour->before[c])) / (atmosphere - p);
            leaves = leaves > 0.0 ? leaves : 0.0;
        }
        g[c] = p / t * leaves;
    }
}

const lt_law lt_law_evaporation = {.name = "evaporation",
                                   .ask = ask,
                                   .parameters = {[REID_SUMMER] = {"reid_summer", "Pa", 1e4, 1.2e5},
                                                  [REID_WINTER] = {"reid_winter", "Pa", 1e4, 1.2e5},
                                                  [SLOPE] = {"slope", "1", 1, 5},
                                                  [BREATHING] = {"breathing", "1", 0, 1}},
                                   .by_hour = true,
                                   .by_warming = true,
                                   .by_clock = true,
                                   .by_month = true};
