/* fossil_co2.c - carbon dioxide of a fuel from its heat and carbon; of biomass it is counted apart.
 *
 * CO2 = NCV CC OF 44/12         [kg a unit of fuel]        fossil share g: CO2 = g CO2,  CO2_bio = (1 - g) CO2
 *   NCV  lower heating value                        GJ/unit
 *   CC   carbon in the fuel's heat                  tC/TJ = kgC/GJ
 *   OF   share of the carbon that is oxidised       1
 * Source: provincial greenhouse gas guide, 2025 edition, as carried by a public table of its values (S); the fourteen
 * fuels of that table are worked examples of data/worked_examples.csv. Biomass: IPCC 2006, volume 2, table 1.4.
 * Limits: one coal for the province; carbon that is stored in products or that another row counts (blast furnace gas
 * of coke) must not be given a row here. */
#include "inventory/methods/method.h"

#include <math.h>

enum { HEAT, CARBON, OXIDISED, FOSSIL, N };

static const lt_method_parameter parameters[N] = {
    [HEAT] = {"ncv_GJ", "GJ a unit", 0, 1e3, NAN, NULL, "lower heating value of a unit of fuel"},
    [CARBON] = {"cc_tC_per_TJ", "tC/TJ", 0, 100, NAN, NULL, "carbon in the fuel's heat"},
    [OXIDISED] = {"of", "1", 0, 1, NAN, NULL, "share of the carbon that is oxidised"},
    [FOSSIL] = {"fossil", "1", 0, 1, 1, NULL, "share of the carbon that is fossil"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double all = p[HEAT] * p[CARBON] * p[OXIDISED] * 44.0 / 12.0;
    if (p[FOSSIL] > 0) kg[LT_CO2] = all * p[FOSSIL];
    if (p[FOSSIL] < 1) kg[LT_CO2_BIO] = all * (1.0 - p[FOSSIL]);
}

const lt_method lt_method_fossil_co2 = {.name = "fossil_co2",
                                        .activity_unit = NULL,
                                        .source = "provincial greenhouse gas guide, 2025",
                                        .parameters = parameters,
                                        .n = N,
                                        .factors = factors};
