/* paved_road.c - dust that wheels lift from a paved road.
 *
 *   EF = k sL^0.91 W^1.02 (1 - P / 4N)   g a vehicle-kilometre
 *   k    0.15 PM2.5, 0.62 PM10, 3.23 TSP (PM30)
 *   sL   silt on the road [g/m2];  W mean weight of all vehicles that use it [short tons; the parameter is in t]
 *   P    days of the N that have 0.254 mm of rain and more
 * Source: US EPA AP-42, section 13.2.1 (January 2011), equations 1 and 2; exponents and k as quoted in public documents
 * that agree (S). The Chinese dust guide (2014) has the same equation.
 * Limits: W is the mean of the fleet, not of a class: shares of classes go by km x W^1.02 only roughly. Exhaust, brakes
 * and tyres are not in it. Valid for sL 0.03 to 400 g/m2, W 1.8 to 38 t, 1 to 88 km/h. */
#include "inventory/methods/method.h"

#include <math.h>

enum { SILT, WEIGHT, WET, DAYS, N };

static const lt_method_parameter parameters[N] = {
    [SILT] = {"silt_g_m2", "g/m2", 0.03, 400, NAN, NULL, "silt on the road"},
    [WEIGHT] = {"weight_t", "t", 0.5, 60, NAN, NULL, "mean weight of the vehicles"},
    [WET] = {"wet_days", "d", 0, 366, 0, NULL, "days with 0.254 mm of rain and more"},
    [DAYS] = {"days", "d", 1, 366, 365, NULL, "days of the period"}};

#define SHORT_TONS_PER_TONNE 1.10231131

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const double dry = pow(p[SILT], 0.91) * pow(SHORT_TONS_PER_TONNE * p[WEIGHT], 1.02);
    const double kg_per_k = 1e-3 * dry * (1 - fmin(p[WET], p[DAYS]) / (4 * p[DAYS]));
    kg[LT_TSP] = 3.23 * kg_per_k;
    kg[LT_PM10] = 0.62 * kg_per_k;
    kg[LT_PM25] = 0.15 * kg_per_k;
}

const lt_method lt_method_paved_road = {.name = "paved_road",
                                        .activity_unit = "km",
                                        .source = "US EPA AP-42 13.2.1 (2011)",
                                        .parameters = parameters,
                                        .n = N,
                                        .factors = factors};
