/* species.c - the lists of species.h as tables. */
#include "model/aerosol/equilibrium/species.h"

#define TEXT(x) #x
#define TOTAL_NAME(name, column) TEXT(column),
#define GAS_NAME(name, column) TEXT(column),
#define ION_NAME(name, column, charge) TEXT(column),
#define ION_CHARGE(name, column, charge) charge,
#define SOLID_NAME(name, column, ...) TEXT(column),
#define SOLID_IONS(name, column, ...) {__VA_ARGS__},

const double lt_ion_charge[LT_N_IONS] = {LT_EQ_CATIONS(ION_CHARGE) LT_EQ_ANIONS(ION_CHARGE)};
const int lt_solid_ions[LT_N_SOLIDS][LT_N_IONS] = {
    LT_EQ_SALTS(SOLID_IONS)[LT_SOLID_CASO4] = {[LT_ION_CA] = 1, [LT_ION_SO4] = 1}};
const int lt_ion_total[LT_N_IONS] = {
    [LT_ION_H] = -1,
    [LT_ION_NA] = LT_TOTAL_NA,
    [LT_ION_NH4] = LT_TOTAL_NH4,
    [LT_ION_CA] = LT_TOTAL_CA,
    [LT_ION_K] = LT_TOTAL_K,
    [LT_ION_MG] = LT_TOTAL_MG,
    [LT_ION_SO4] = LT_TOTAL_SO4,
    [LT_ION_HSO4] = LT_TOTAL_SO4,
    [LT_ION_NO3] = LT_TOTAL_NO3,
    [LT_ION_CL] = LT_TOTAL_CL,
};
const char *const lt_total_names[LT_N_TOTALS] = {LT_EQ_TOTALS(TOTAL_NAME)};
const char *const lt_gas_names[LT_N_GASES] = {LT_EQ_GASES(GAS_NAME)};
const char *const lt_ion_names[LT_N_IONS] = {LT_EQ_CATIONS(ION_NAME) LT_EQ_ANIONS(ION_NAME)};
const char *const lt_solid_names[LT_N_SOLIDS] = {LT_EQ_SALTS(SOLID_NAME) "CaSO4_s"};
