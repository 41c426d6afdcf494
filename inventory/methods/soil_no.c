/* soil_no.c - nitric oxide of soils without fertiliser, by area and year, as NO2.
 *
 *   EF = 46/14 A H r 3.6e-3     kg/km2 a year
 *   A    flux of moist soil of the biome where f is 1, 3.6 degC of the soil [ng N m-2 s-1]
 *   H    sum over the hours of the mean year of f, the temperature of the soil (model/emission/soil_no.c, the model's
 *        law) [h]; derived over the mean year of Shenyang and derived again by tests/verify/test_natural_hours.c
 *   r    what the leaves above let out: (exp(-8.75 SAI) + exp(-0.24 LAI)) / 2
 * Source: Yienger and Levy 1995, 10.1029/95JD00370: A 0.03 forests, 0.36 grassland and fields, 0.003 wetland; r; SAI
 * (area of stomata) 0.036 forest, 0.018 grassland, 0.032 fields: all recalled. Fertiliser stands apart: share of its
 * nitrogen (factors/natural.csv).
 * Limits: moist soil all year (no dry season, no pulses of rain: these add a tenth to a fifth in middle latitudes,
 * recalled), one climate, no pH or texture. */
#include "inventory/methods/method.h"

#include <math.h>

enum { FLUX, HOURS, CANOPY, N };

static const lt_method_parameter parameters[N] = {
    [FLUX] = {"flux_ng_m2_s", "ng m-2 s-1", 0, 20, NAN, NULL, "nitrogen of moist soil where f is 1"},
    [HOURS] = {"standard_hours", "h", 0, 200000, NAN, NULL, "sum of the soil's temperature factor over the year"},
    [CANOPY] = {"through_canopy", "1", 0, 1, 1, NULL, "what the leaves above let out"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_NOX] = 46.0 / 14.0 * p[FLUX] * p[HOURS] * p[CANOPY] * 3.6e-3; /* 1 ng/(m2 s) for an hour: 3.6e-3 kg/km2 */
}

const lt_method lt_method_soil_no = {.name = "soil_no",
                                     .activity_unit = "km2",
                                     .source = "Yienger and Levy 1995, 10.1029/95JD00370 (recalled)",
                                     .parameters = parameters,
                                     .n = N,
                                     .factors = factors};
