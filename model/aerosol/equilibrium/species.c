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
const char *const lt_total_names[LT_N_TOTALS] = {LT_EQ_TOTALS(TOTAL_NAME)};
const char *const lt_gas_names[LT_N_GASES] = {LT_EQ_GASES(GAS_NAME)};
const char *const lt_ion_names[LT_N_IONS] = {LT_EQ_CATIONS(ION_NAME) LT_EQ_ANIONS(ION_NAME)};
const char *const lt_solid_names[LT_N_SOLIDS] = {LT_EQ_SALTS(SOLID_NAME) "CaSO4_s"};
