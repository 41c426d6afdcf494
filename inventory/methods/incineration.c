/* incineration.c - gases of waste that is burnt.
 *
 * CO2     = 1000 w CCW FCF CE 44/12,     CO2_bio = 1000 w CCW (1 - FCF) CE 44/12        [kg a tonne of wet waste]
 *   w    dry matter in wet waste                    1
 *   CCW  carbon in dry matter                       1
 *   FCF  share of that carbon that is fossil        1
 *   CE   share of the carbon that burns             1
 * CH4 and N2O: grams a tonne of wet waste, as given.
 * Source: provincial greenhouse gas guide, 2025, as carried by a public table (S): municipal 0.4 0.4 0.95, hazardous
 * 0.5 0.9 0.995, there without w; IPCC 2006, volume 5, table 2.4 gives such carbon for dry matter, and the guide of
 * 2011 had 0.20 for wet waste (recalled), so municipal waste gets w = 0.5. CH4, N2O: IPCC 2006, volume 5,
 * tables 5.3, 5.6. Limits: no pollutants of the flue gas; they stand in data/factors/waste.csv. */
#include "inventory/methods/method.h"

#include <math.h>

enum { DRY, CARBON, FOSSIL, BURNT, METHANE, NITROUS, N };

static const lt_method_parameter parameters[N] = {
    [DRY] = {"dry", "1", 0, 1, 1, NULL, "dry matter in wet waste"},
    [CARBON] = {"ccw", "1", 0, 1, NAN, NULL, "carbon in dry matter"},
    [FOSSIL] = {"fcf", "1", 0, 1, NAN, NULL, "share of the carbon that is fossil"},
    [BURNT] = {"ce", "1", 0, 1, NAN, NULL, "share of the carbon that burns"},
    [METHANE] = {"ch4_g_per_t", "g/t", 0, 1e5, 0, NULL, "methane"},
    [NITROUS] = {"n2o_g_per_t", "g/t", 0, 1e4, 0, NULL, "nitrous oxide"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double all = 1000.0 * p[DRY] * p[CARBON] * p[BURNT] * 44.0 / 12.0;
    kg[LT_CO2] = all * p[FOSSIL];
    kg[LT_CO2_BIO] = all * (1.0 - p[FOSSIL]);
    kg[LT_CH4] = p[METHANE] * 1e-3;
    kg[LT_N2O] = p[NITROUS] * 1e-3;
}

const lt_method lt_method_incineration = {.name = "incineration",
                                          .activity_unit = "t",
                                          .source = "provincial greenhouse gas guide, 2025",
                                          .parameters = parameters,
                                          .n = N,
                                          .factors = factors};
