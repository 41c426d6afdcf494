/* soil_n2o.c - nitrous oxide of nitrogen on fields, from the field itself and from what leaves it.
 *
 * IPCC 2006 vol. 4 ch. 11, equations 11.1, 11.9, 11.10 (2019 Refinement alike):
 *   N2O = 44/28 x 1000 [EF1 + frac_gas EF4 + frac_leach EF5]      kg a tonne of nitrogen that comes to the soil
 * frac_gas of it is lost as NH3 and NOx and falls elsewhere, frac_leach is washed out (only where rain exceeds what
 * evaporates).
 *              EF1      EF1 of rice   EF4     EF5      frac_gas mineral, organic    frac_leach
 *   2006       0.01     0.003         0.01    0.0075   0.10, 0.20                   0.30
 *   2019       0.01     0.004         0.01    0.011    0.11, 0.21                   0.24
 * (2019 read in open code, S; 2006 recalled.) The provincial guide of 2011 has 0.0114 for north-eastern fields
 * (0.0021-0.0258, recalled). Limits: EF1 is uncertain by a factor of three. */
#include "inventory/methods/method.h"

#include <math.h>

enum { EF1, EF4, EF5, FRAC_GAS, FRAC_LEACH, N };

static const lt_method_parameter parameters[N] = {
    [EF1] = {"ef1", "1", 0, 0.2, NAN, NULL, "N2O-N a kg of nitrogen on the field"},
    [EF4] = {"ef4", "1", 0, 0.2, 0.01, NULL, "N2O-N a kg of nitrogen that fell again"},
    [EF5] = {"ef5", "1", 0, 0.2, 0.011, NULL, "N2O-N a kg of nitrogen washed out"},
    [FRAC_GAS] = {"frac_gas", "1", 0, 1, 0, NULL, "part lost as NH3 and NOx"},
    [FRAC_LEACH] = {"frac_leach", "1", 0, 1, 0, NULL, "part washed out"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_N2O] = 44.0 / 28.0 * 1000.0 * (p[EF1] + p[FRAC_GAS] * p[EF4] + p[FRAC_LEACH] * p[EF5]);
}

const lt_method lt_method_soil_n2o = {.name = "soil_n2o",
                                      .activity_unit = "t",
                                      .source = "IPCC 2006 and 2019 Refinement, vol. 4 ch. 11",
                                      .parameters = parameters,
                                      .n = N,
                                      .factors = factors};
