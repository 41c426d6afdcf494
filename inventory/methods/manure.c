/* manure.c - methane and nitrous oxide of manure before it is spread.
 *
 * IPCC 2006 vol. 4 ch. 10, equations 10.23, 10.25 to 10.29:
 *   CH4 = VS 365 B_o 0.67 sum_s MS_s MCF_s                           kg a head and year
 *   N2O = 44/28 N_ex [sum_s MS_s EF3_s + frac_gas EF4 + frac_leach EF5]
 * VS volatile solids [kg/d]; B_o most CH4 they can give [m3/kg]; 0.67 kg/m3; MS_s share of the manure in system s;
 * N_ex excreted N [kg/a]; frac_gas lost as NH3 and NOx, frac_leach washed out; EF4 0.01, EF5 0.0075 kg N2O-N/kg N.
 *   s                 liquid  solid   dry lot  pasture  poultry
 *   MCF at 10 C       0.17    0.02    0.01     0.01     0.015     (table 10.17, mean of the year 10 C and less)
 *   EF3               0       0.005   0.02     0        0.001     (table 10.21; pasture counts under soils)
 * Recalled, all. Limits: no digester; one class of temperature: Liaoning's mean is 5-11 C. MCF of liquid at 12 C is
 * already 0.20. */
#include "inventory/methods/method.h"

#include <math.h>

enum { VS, BO, N_EXCRETED, LIQUID, SOLID, DRY_LOT, PASTURE, POULTRY, FRAC_GAS, FRAC_LEACH, N };
enum { N_SYSTEMS = 5 };

static const double mcf[N_SYSTEMS] = {0.17, 0.02, 0.01, 0.01, 0.015}, ef3[N_SYSTEMS] = {0, 0.005, 0.02, 0, 0.001};
static const double ef4 = 0.01, ef5 = 0.0075;

static const lt_method_parameter parameters[N] = {
    [VS] = {"vs_kg_d", "kg/d", 0, 20, NAN, NULL, "volatile solids"},
    [BO] = {"bo_m3_kg", "m3/kg", 0, 1, NAN, NULL, "most methane of a kilogram of volatile solids"},
    [N_EXCRETED] = {"n_kg_a", "kg/a", 0, 300, NAN, NULL, "nitrogen excreted"},
    [LIQUID] = {"liquid", "1", 0, 1, 0, NULL, "share of manure kept as slurry or in pits"},
    [SOLID] = {"solid", "1", 0, 1, 0, NULL, "share of manure in heaps"},
    [DRY_LOT] = {"dry_lot", "1", 0, 1, 0, NULL, "share of manure that lies in yards"},
    [PASTURE] = {"pasture", "1", 0, 1, 0, NULL, "share of manure dropped outdoors"},
    [POULTRY] = {"poultry", "1", 0, 1, 0, NULL, "share kept as dry poultry manure"},
    [FRAC_GAS] = {"frac_gas", "1", 0, 1, 0, NULL, "nitrogen lost as NH3 and NOx before spreading"},
    [FRAC_LEACH] = {"frac_leach", "1", 0, 1, 0, NULL, "nitrogen washed out before spreading"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double methane = 0, oxide = p[FRAC_GAS] * ef4 + p[FRAC_LEACH] * ef5;
    for (int s = 0; s < N_SYSTEMS; s++) {
        methane += p[LIQUID + s] * mcf[s];
        oxide += p[LIQUID + s] * ef3[s];
    }
    kg[LT_CH4] = p[VS] * 365.0 * p[BO] * 0.67 * methane;
    kg[LT_N2O] = 44.0 / 28.0 * p[N_EXCRETED] * oxide;
}

const lt_method lt_method_manure = {.name = "manure",
                                    .activity_unit = "head",
                                    .source = "IPCC 2006 vol. 4 ch. 10, equations 10.23, 10.25-10.29",
                                    .parameters = parameters,
                                    .n = N,
                                    .factors = factors};
