/* combustion.c - methane and nitrous oxide of stationary combustion.
 *
 * CH4 = NCV e_CH4 / 1000,   N2O = NCV e_N2O / 1000        [kg a unit of fuel]
 *   NCV  lower heating value                        GJ/unit
 *   e    factor of the sector and fuel              kg/TJ = g/GJ
 * Source: IPCC 2006, volume 2, tables 2.2 (energy industries), 2.3 (manufacturing), 2.4 (commercial), 2.5
 * (residential), 2.6 (fluidised bed: N2O 61 kg/TJ, forty times that of a grate, because its fire is cold). Limits:
 * means of the world. The guidelines give CH4 a factor of 2 to 3 and N2O one of up to 10 (volume 2, table 2.12,
 * recalled); the spread of the rows says so. */
#include "inventory/methods/method.h"

#include <math.h>

enum { HEAT, METHANE, NITROUS, N };

static const lt_method_parameter parameters[N] = {
    [HEAT] = {"ncv_GJ", "GJ a unit", 0, 1e3, NAN, NULL, "lower heating value of a unit of fuel"},
    [METHANE] = {"ch4_kg_per_TJ", "kg/TJ", 0, 1e4, NAN, NULL, "methane in the flue gas"},
    [NITROUS] = {"n2o_kg_per_TJ", "kg/TJ", 0, 1e3, NAN, NULL, "nitrous oxide in the flue gas"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    kg[LT_CH4] = p[HEAT] * p[METHANE] * 1e-3;
    kg[LT_N2O] = p[HEAT] * p[NITROUS] * 1e-3;
}

const lt_method lt_method_combustion = {.name = "combustion",
                                        .activity_unit = NULL,
                                        .source = "IPCC 2006, volume 2, tables 2.2 to 2.6",
                                        .parameters = parameters,
                                        .n = N,
                                        .factors = factors};
