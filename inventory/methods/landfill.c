/* landfill.c - methane of waste that is tipped, by mass balance.
 *
 * CH4 = 1000 MCF DOC DOCf F 16/12 (1 - R) (1 - OX)        [kg a tonne of wet waste]
 *   MCF   correction for air in the tip: managed 1, deep 0.8, shallow 0.4                        1
 *   DOC   degradable carbon in wet waste = 0.15 food + 0.2 garden + 0.4 paper + 0.43 wood + 0.24 textiles   1
 *   DOCf  share of it that decays (0.5)    F methane in the gas by volume (0.5)                  1
 *   R     share of the methane that is collected     OX oxidised in the cover (0.1 of a managed tip)   1
 * Source: provincial greenhouse gas guide (2011 and 2025), mass balance; IPCC 2006, volume 5, chapter 3.
 * Limits: all methane of a year's waste is put into that year; a decay of first order (half-life of some 10 years here)
 * would spread it, so after a turn to incineration this falls too early. */
#include "inventory/methods/method.h"

#include <math.h>

enum { AIR, CARBON, DECAYS, METHANE, COLLECTED, OXIDISED, N };

static const lt_method_parameter parameters[N] = {
    [AIR] = {"mcf", "1", 0, 1, NAN, NULL, "correction for air in the tip"},
    [CARBON] = {"doc", "1", 0, 0.5, NAN, NULL, "degradable organic carbon in wet waste"},
    [DECAYS] = {"docf", "1", 0, 1, 0.5, NULL, "share of the degradable carbon that decays"},
    [METHANE] = {"f", "1", 0, 1, 0.5, NULL, "methane in the gas of the tip"},
    [COLLECTED] = {"recovered", "1", 0, 1, 0, NULL, "share of the methane that is collected"},
    [OXIDISED] = {"ox", "1", 0, 1, 0.1, NULL, "share of the rest that the cover oxidises"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double made = 1000.0 * p[AIR] * p[CARBON] * p[DECAYS] * p[METHANE] * 16.0 / 12.0;
    kg[LT_CH4] = made * (1.0 - p[COLLECTED]) * (1.0 - p[OXIDISED]);
}

const lt_method lt_method_landfill = {.name = "landfill",
                                      .activity_unit = "t",
                                      .source = "provincial greenhouse gas guide, mass balance",
                                      .parameters = parameters,
                                      .n = N,
                                      .factors = factors};
