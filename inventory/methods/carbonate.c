/* carbonate.c - carbon dioxide of kilns that burn carbonates: cement clinker, lime, magnesia, glass.
 *
 * CO2 = 1000 r k w (f_CaO M_CO2 / M_CaO + f_MgO M_CO2 / M_MgO)            by the oxides of the burnt product
 *     + m_limestone M_CO2 / M_CaCO3 + m_dolomite 2 M_CO2 / M_CaMg(CO3)2
 *     + m_soda M_CO2 / M_Na2CO3                                           by the raw material
 *     + r h c o 44/12                                                     of the fuel     [kg a tonne of product]
 *   r  burnt product (clinker) in the product (cement)     t/t
 *   k  burnt product with the dust that leaves the kiln for good, over the product       1
 *   w  share of the carbonate that is decomposed           1
 *   f  mass share of the oxide in the burnt product, as far as it came from carbonate    1
 *   m  raw material a tonne of product                     kg/t
 *   h  heat of the fuel a tonne of burnt product           GJ/t
 *   c  carbon of the fuel                                  tC/TJ = kgC/GJ
 *   o  share of that carbon that is oxidised               1
 *   M  molar masses: C 12.011, O 15.999, Ca 40.078, Mg 24.305, Na 22.990 g/mol
 * MgO from MgCO3 so gives 1.0919, CaO from CaCO3 0.7848 kg a kg of oxide.
 *
 * Source: stoichiometry; IPCC 2006, volume 3, chapter 2 (equations 2.1 to 2.14).
 *
 * Limits: give a material by its oxide or by its mass, not both; calcium that came in as slag or fly ash holds no
 * carbonate and must not be in f. Electricity (fused magnesia) is the power station's. */
#include "inventory/methods/method.h"

#include <math.h>

enum { CAO, MGO, BURNT, DUST, DEGREE, LIMESTONE, DOLOMITE, SODA, HEAT, CARBON, OXIDISED, N };

static const lt_method_parameter parameters[N] = {
    [CAO] = {"cao_percent", "%", 0, 100, 0, NULL, "CaO of carbonate in the burnt product"},
    [MGO] = {"mgo_percent", "%", 0, 100, 0, NULL, "MgO of carbonate in the burnt product"},
    [BURNT] = {"burnt_share", "t/t", 0, 1, 1, NULL, "burnt product in the product (clinker in cement)"},
    [DUST] = {"kiln_dust", "1", 1, 1.2, 1, NULL, "burnt product with lost kiln dust, over the product"},
    [DEGREE] = {"degree", "1", 0, 1, 1, NULL, "share of the carbonate that is decomposed"},
    [LIMESTONE] = {"limestone_kg", "kg/t", 0, 3000, 0, NULL, "limestone (CaCO3) a tonne of product"},
    [DOLOMITE] = {"dolomite_kg", "kg/t", 0, 3000, 0, NULL, "dolomite (CaMg(CO3)2) a tonne of product"},
    [SODA] = {"soda_kg", "kg/t", 0, 1000, 0, NULL, "soda ash (Na2CO3) a tonne of product"},
    [HEAT] = {"fuel_GJ", "GJ/t", 0, 100, 0, NULL, "heat of the fuel a tonne of burnt product"},
    [CARBON] = {"cc_tC_per_TJ", "tC/TJ", 0, 100, 0, NULL, "carbon in the fuel's heat"},
    [OXIDISED] = {"of", "1", 0, 1, 1, NULL, "share of the fuel's carbon that is oxidised"}};

static const double c_gmol = 12.011, o_gmol = 15.999, ca_gmol = 40.078, mg_gmol = 24.305, na_gmol = 22.990;

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double co2 = c_gmol + 2.0 * o_gmol, co3 = c_gmol + 3.0 * o_gmol;
    double oxides = p[CAO] / 100.0 * co2 / (ca_gmol + o_gmol) + p[MGO] / 100.0 * co2 / (mg_gmol + o_gmol);
    double raw = p[LIMESTONE] * co2 / (ca_gmol + co3) + p[DOLOMITE] * 2.0 * co2 / (ca_gmol + mg_gmol + 2.0 * co3) +
                 p[SODA] * co2 / (2.0 * na_gmol + co3);
    double fuel = p[HEAT] * p[CARBON] * p[OXIDISED] * 44.0 / 12.0;
    kg[LT_CO2] = 1000.0 * p[BURNT] * p[DUST] * p[DEGREE] * oxides + raw + p[BURNT] * fuel;
}

const lt_method lt_method_carbonate = {.name = "carbonate",
                                       .activity_unit = "t",
                                       .source = "stoichiometry; IPCC 2006, volume 3, chapter 2",
                                       .parameters = parameters,
                                       .n = N,
                                       .factors = factors};
