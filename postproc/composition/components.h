/* components.h - what PM2.5 and PM10 are made of: one table of the fields of conc_*.nc, their names in both languages.
 *
 * A part counts to PM2.5, a coarse part to PM10 beside it; what a chemistry does not have is not in its file. `off` has
 * sulfate, bc, om, pm_other and pmc, the particles that are emitted; there om is a part, with a mechanism it is the sum
 * of poa and soa and no part of its own. Water is not in PM2.5, which is dry. Mean of a period, ug/m3, but light. */
#ifndef LT_COMPONENTS_H
#define LT_COMPONENTS_H

#include <stdbool.h>

typedef enum lt_component_group {
    LT_OF_PM25,  /* its parts */
    LT_OF_PM10,  /* coarse parts: PM10 = PM2.5 + these */
    LT_PM_TOTAL, /* what the parts must sum to */
    LT_PM_WATER,
    LT_PM_GAS,  /* that shares nitrate or ammonium */
    LT_PM_LIGHT /* what it does to light */
} lt_component_group;

/* X-macro: id, field, unit, group, g/mol where a ratio of moles is made of it (atomic weights, chemistry_species.csv,
 * D), English, Chinese. In the order of the bars. */
#define LT_COMPONENT_LIST(X)                                                                                           \
    X(POA, "poa", "ug m-3", LT_OF_PM25, 0, "organic matter, emitted", "一次有机物")                                    \
    X(SOA, "soa", "ug m-3", LT_OF_PM25, 0, "organic matter, formed", "二次有机物")                                     \
    X(OM, "om", "ug m-3", LT_OF_PM25, 0, "organic matter", "有机物")                                                   \
    X(BC, "bc", "ug m-3", LT_OF_PM25, 0, "elemental carbon", "元素碳")                                                 \
    X(SULFATE, "sulfate", "ug m-3", LT_OF_PM25, 96.056, "sulfate", "硫酸盐")                                           \
    X(HMS, "hms", "ug m-3", LT_OF_PM25, 0, "hydroxymethanesulfonate", "羟甲基磺酸盐")                                  \
    X(NITRATE, "nitrate", "ug m-3", LT_OF_PM25, 62.004, "nitrate", "硝酸盐")                                           \
    X(AMMONIUM, "ammonium", "ug m-3", LT_OF_PM25, 18.039, "ammonium", "铵盐")                                          \
    X(CHLORIDE, "chloride", "ug m-3", LT_OF_PM25, 0, "chloride", "氯化物")                                             \
    X(SODIUM, "sodium", "ug m-3", LT_OF_PM25, 0, "sodium", "钠")                                                       \
    X(CRUSTAL_IONS, "crustal_ions", "ug m-3", LT_OF_PM25, 0, "Ca, K, Mg, Fe, Mn", "钙钾镁铁锰")                        \
    X(SOIL, "soil", "ug m-3", LT_OF_PM25, 0, "soil (Al, Si, Ti)", "土壤尘（铝、硅、钛）")                              \
    X(PM_OTHER, "pm_other", "ug m-3", LT_OF_PM25, 0, "other fine particles", "其他细颗粒物")                           \
    X(PM25, "pm25", "ug m-3", LT_PM_TOTAL, 0, "PM2.5", "PM2.5")                                                        \
    X(WATER, "pm_water", "ug m-3", LT_PM_WATER, 0, "water of fine particles", "细颗粒物含水")                          \
    X(PMC_SOIL, "pmc_soil", "ug m-3", LT_OF_PM10, 0, "coarse soil", "粗粒土壤尘")                                      \
    X(PMC_SEA_SALT, "pmc_sea_salt", "ug m-3", LT_OF_PM10, 0, "coarse sea salt", "粗粒海盐")                            \
    X(PMC_NITRATE, "pmc_nitrate", "ug m-3", LT_OF_PM10, 0, "coarse nitrate", "粗粒硝酸盐")                             \
    X(PMC_OTHER, "pmc_other", "ug m-3", LT_OF_PM10, 0, "other coarse particles", "其他粗颗粒物")                       \
    X(PMC, "pmc", "ug m-3", LT_OF_PM10, 0, "coarse particles", "粗颗粒物")                                             \
    X(PM10, "pm10", "ug m-3", LT_PM_TOTAL, 0, "PM10", "PM10")                                                          \
    X(NH3, "nh3", "ug m-3", LT_PM_GAS, 17.031, "ammonia gas", "氨气")                                                  \
    X(HNO3, "hno3", "ug m-3", LT_PM_GAS, 63.012, "nitric acid gas", "硝酸气")                                          \
    X(VISIBILITY, "visibility", "km", LT_PM_LIGHT, 0, "visibility", "能见度")                                          \
    X(AOD, "aod_550", "1", LT_PM_LIGHT, 0, "optical depth at 550 nm", "550 nm气溶胶光学厚度")
typedef enum lt_component {
#define LT_COMPONENT_ID(id, field, unit, group, molar_mass, en, zh) LT_COMPONENT_##id,
    LT_COMPONENT_LIST(LT_COMPONENT_ID)
#undef LT_COMPONENT_ID
        LT_N_COMPONENTS
} lt_component;

typedef struct lt_component_row {
    const char *field, *unit;
    lt_component_group group;
    double molar_mass;
    const char *en, *zh;
} lt_component_row;
extern const lt_component_row lt_component_table[LT_N_COMPONENTS];

/* Does it count to its total, beside what else the file has? */
bool lt_component_counts(lt_component component, const bool has[LT_N_COMPONENTS]);

#endif
