/* straw_burning.c - straw burnt in the field.
 *
 *   M = Y g w c                       t of dry straw that burns on a hectare that is set on fire
 *   E_i = M e_i                       kg/ha; e_i g a kg of dry straw burnt, as the row gives it
 *   CO2 = 44/12 M (C - 12/28 e_CO - 12/16 e_CH4 - 0.6 e_NMVOC - e_BC - e_OC)      biogenic
 * Y yield of grain [t/ha], g straw a tonne of grain, w dry part, c part of it that burns in a fire, C carbon [g/kg],
 * 0.6 carbon of the VOC. The activity is the area that burns: sown area x share of its straw that is burnt in the
 * field. The form is that of the biomass guideline of 2014 and of IPCC 2006 (vol. 4 equation 2.27). Carbon is conserved
 * here instead of a factor for CO2: 450 g/kg gives 1 516 g CO2 with the factors of the shipped rows, where the table of
 * IPCC has 1 515 (recalled).
 * Limits: one fire is like another; no smouldering of wet straw apart, which gives more CO, NMVOC and PM. */
#include "inventory/methods/method.h"

#include <math.h>

enum { YIELD, RATIO, DRY, BURNS, CARBON, SO2, NOX, CO, NMVOC, NH3, TSP, PM10, PM25, BC, OC, CH4, N2O, N };

#define FACTOR(species)                                                                                                \
    { species, "g/kg", 0, 2000, NAN, NULL, "a kg of dry straw burnt" }
static const lt_method_parameter parameters[N] = {
    [YIELD] = {"yield_t_ha", "t/ha", 0, 30, NAN, NULL, "grain"},
    [RATIO] = {"straw_per_grain", "t/t", 0, 10, NAN, NULL, "straw a tonne of grain"},
    [DRY] = {"dry", "1", 0, 1, NAN, NULL, "dry part of the straw"},
    [BURNS] = {"burns", "1", 0, 1, NAN, NULL, "part of the straw that burns in a fire"},
    [CARBON] = {"carbon_g_kg", "g/kg", 0, 600, 450, NULL, "carbon of the dry straw"},
    [SO2] = FACTOR("SO2"),
    [NOX] = FACTOR("NOx"),
    [CO] = FACTOR("CO"),
    [NMVOC] = FACTOR("NMVOC"),
    [NH3] = FACTOR("NH3"),
    [TSP] = FACTOR("TSP"),
    [PM10] = FACTOR("PM10"),
    [PM25] = FACTOR("PM2.5"),
    [BC] = FACTOR("BC"),
    [OC] = FACTOR("OC"),
    [CH4] = FACTOR("CH4"),
    [N2O] = FACTOR("N2O")};

/* Columns of the row and what they are. */
static const int pollutants[N] = {
    [SO2] = LT_SO2,   [NOX] = LT_NOX,   [CO] = LT_CO, [NMVOC] = LT_NMVOC, [NH3] = LT_NH3, [TSP] = LT_TSP,
    [PM10] = LT_PM10, [PM25] = LT_PM25, [BC] = LT_BC, [OC] = LT_OC,       [CH4] = LT_CH4, [N2O] = LT_N2O};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double burnt = p[YIELD] * p[RATIO] * p[DRY] * p[BURNS];
    for (int k = SO2; k < N; k++) kg[pollutants[k]] = burnt * p[k];
    double carbon = p[CARBON] - 12.0 / 28.0 * p[CO] - 12.0 / 16.0 * p[CH4] - 0.6 * p[NMVOC] - p[BC] - p[OC];
    kg[LT_CO2_BIO] = burnt * 44.0 / 12.0 * fmax(0.0, carbon);
}

const lt_method lt_method_straw_burning = {.name = "straw_burning",
                                           .activity_unit = "ha",
                                           .source = "biomass guideline 2014; IPCC 2006 vol. 4 equation 2.27",
                                           .parameters = parameters,
                                           .n = N,
                                           .factors = factors};
