/* biogenic.c - vapour of plants, by the area that they grow on and year.
 *
 *   EF = F H 1e-3      kg/km2 a year
 *   F    flux at standard conditions, leaves out: 303 K, 1500 umol photons m-2 s-1, leaf area 5 [ug m-2 h-1]
 *   H    standard hours of the year [h]: sum over the hours of the mean year of
 *        gamma_LAI (f E C_L C_T + (1 - f) exp(beta (T - 303 K)))
 *        gamma_LAI = 0.49 LAI / (1 + 0.2 LAI^2)^1/2,  E = exp(0.1 (T_m - 297 K))  memory of the last weeks' warmth
 * C_L, C_T, f and beta: model/emission/biogenic.c, the model's law, which gives the hours inside a month; LAI of the
 * month, T_m its mean. H is a number of the table here (the inventory does not call the model): derived by the law over
 * the mean year of Shenyang, and derived again by tests/verify/test_natural_hours.c, with the months of the calendars.
 * Source: Guenther et al. 2012 (MEGAN2.1), 10.5194/gmd-5-1471-2012: F by plant type (its tables 2 and 3, seen through
 * open code that quotes them), gamma_LAI, E (product of its two exponentials of 0.05, with the month's mean for the
 * last day and the last ten). Limits: one climate for the province; no age of leaves, drought, CO2; F of a plant type
 * is that of the world: for oaks more, for maples and fruit trees nothing. */
#include "inventory/methods/method.h"

#include <math.h>

enum { FLUX, HOURS, N };

static const lt_method_parameter parameters[N] = {
    [FLUX] = {"flux_ug_m2_h", "ug m-2 h-1", 0, 50000, NAN, NULL, "flux at standard conditions"},
    [HOURS] = {"standard_hours", "h", 0, 8784, NAN, NULL, "sum of the activity over the hours of the year"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_NMVOC] = p[FLUX] * p[HOURS] * 1e-3; /* 1 ug/m2 = 1e-3 kg/km2 */
}

const lt_method lt_method_biogenic = {.name = "biogenic",
                                      .activity_unit = "km2",
                                      .source = "Guenther et al. 2012 (MEGAN2.1), 10.5194/gmd-5-1471-2012",
                                      .parameters = parameters,
                                      .n = N,
                                      .factors = factors};
