/* steel_carbon.c - carbon dioxide of one process of a steel works by its carbon balance.
 *
 * CO2 = 44/12 (m_coke c_coke o_coke + m_coal c_coal o_coal + m_iron c_iron + m_electrode + V_gas c_gas
 *              - 1000 c_product)
 *     + 0.4397 m_limestone + 0.4773 m_dolomite                                      [kg a tonne of product]
 *   m  what goes in a tonne of product             kg/t
 *   V  gas of the works burnt a tonne of product   m3/t
 *   c  carbon in it, by mass                       1      (of gas kg/m3)
 *   o  share of that carbon that leaves as CO2 or CO, not with dust and slag      1
 *
 * The whole works counts every carbon once. The blast furnace's balance gives all that becomes furnace gas, wherever
 * that gas is burnt afterwards (stoves, rolling mills, captive boilers), so burning it has no CO2 of its own. The
 * carbon of pig iron leaves that balance with c_product and comes out of the converter's. A coke oven has only the gas
 * it makes and that is burnt in the works: the coke goes to furnace and strand, the gas that households buy is theirs.
 *
 * Source: IPCC 2006, volume 3, chapter 4, equations 4.9 to 4.11. Oxidised shares of Chinese works: coke 0.935, sinter
 * fuel 0.9995, injected coal 0.9745 (Xu et al. 2016, J. Clean. Prod. 139, 1504; abstract read).
 *
 * Limits: means of a year and a province; CO that is not burnt later is counted as CO2 too, as the guidelines do. */
#include "inventory/methods/method.h"

#include <math.h>

enum {
    COKE,
    COKE_CARBON,
    COKE_OXIDISED,
    COAL,
    COAL_CARBON,
    COAL_OXIDISED,
    IRON,
    IRON_CARBON,
    ELECTRODE,
    GAS,
    GAS_CARBON,
    PRODUCT_CARBON,
    LIMESTONE,
    DOLOMITE,
    N
};

static const lt_method_parameter parameters[N] = {
    [COKE] = {"coke_kg", "kg/t", 0, 2000, 0, NULL, "coke a tonne of product"},
    [COKE_CARBON] = {"coke_carbon_percent", "%", 0, 100, 0, NULL, "carbon in coke"},
    [COKE_OXIDISED] = {"coke_oxidised", "1", 0, 1, 1, NULL, "share of the coke's carbon that leaves as gas"},
    [COAL] = {"coal_kg", "kg/t", 0, 2000, 0, NULL, "coal a tonne of product"},
    [COAL_CARBON] = {"coal_carbon_percent", "%", 0, 100, 0, NULL, "carbon in coal"},
    [COAL_OXIDISED] = {"coal_oxidised", "1", 0, 1, 1, NULL, "share of the coal's carbon that leaves as gas"},
    [IRON] = {"iron_kg", "kg/t", 0, 1500, 0, NULL, "pig iron a tonne of product"},
    [IRON_CARBON] = {"iron_carbon_percent", "%", 0, 7, 0, NULL, "carbon in pig iron"},
    [ELECTRODE] = {"electrode_kg", "kg/t", 0, 50, 0, NULL, "carbon of electrodes a tonne of product"},
    [GAS] = {"gas_m3", "m3/t", 0, 3000, 0, NULL, "gas that is made and burnt in the works a tonne of product"},
    [GAS_CARBON] = {"gas_carbon_kg_m3", "kg/m3", 0, 2, 0, NULL, "carbon in that gas"},
    [PRODUCT_CARBON] = {"product_carbon_percent", "%", 0, 7, 0, NULL, "carbon in the product (pig iron, steel)"},
    [LIMESTONE] = {"limestone_kg", "kg/t", 0, 1000, 0, NULL, "raw limestone a tonne of product"},
    [DOLOMITE] = {"dolomite_kg", "kg/t", 0, 1000, 0, NULL, "raw dolomite a tonne of product"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double carbon = p[COKE] * p[COKE_CARBON] / 100.0 * p[COKE_OXIDISED] +
                    p[COAL] * p[COAL_CARBON] / 100.0 * p[COAL_OXIDISED] + p[IRON] * p[IRON_CARBON] / 100.0 +
                    p[ELECTRODE] + p[GAS] * p[GAS_CARBON] - 10.0 * p[PRODUCT_CARBON];
    kg[LT_CO2] = carbon * 44.0 / 12.0 + 0.4397 * p[LIMESTONE] + 0.4773 * p[DOLOMITE];
}

const lt_method lt_method_steel_carbon = {.name = "steel_carbon",
                                          .activity_unit = "t",
                                          .source = "IPCC 2006, volume 3, chapter 4",
                                          .parameters = parameters,
                                          .n = N,
                                          .factors = factors};
