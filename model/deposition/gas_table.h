/* gas_table.h - what dry and wet deposition need to know of a gas: diffusivity, Henry's law, reactivity
 * (model/data/deposition_gases.csv, where every number has its mark and source).
 *
 *   H*(T, h)  effective constant, mol/l/atm, at h mol/l of H+:
 *     none   H          acid   H (1 + k1/h)          acid2  H (1 + k1/h + k1 k2/h^2)          base  H (1 + k1 h/k2)
 *   each constant x(T) = x exp(x_K (1/T - 1/298 K)); at most 1e15: all of the gas. */
#ifndef LT_GAS_TABLE_H
#define LT_GAS_TABLE_H

#include "base/status.h"
#include "model/kernel/ltmath.h"

#include <stdbool.h>

typedef enum lt_gas_ion { LT_GAS_NONE, LT_GAS_ACID, LT_GAS_ACID2, LT_GAS_BASE, LT_N_GAS_IONS } lt_gas_ion;

typedef struct lt_gas_fact {
    const char *name;
    bool deposits;           /* else all numbers are 0 */
    double diffusivity_cm2s; /* at 273.15 K, 1013.25 hPa */
    double henry[2];         /* mol/l/atm at 298 K; K */
    lt_gas_ion ion;
    double k1[2], k2[2]; /* mol/l at 298 K; K */
    double alpha, beta;  /* conductances to ground and cuticles: alpha that of SO2 + beta that of O3 */
    double reactivity;   /* f0 of Wesely */
    double retention;    /* share that stays in freezing drops */
    double ice;          /* 1: sticks to ice */
} lt_gas_fact;

typedef struct lt_gas_table lt_gas_table;

/* The shipped table, or one of the same form. LT_ERR_INPUT names row and column: a name twice, an unknown mark, kind
 * or representative, a number out of its bounds. LT_ERR_MEMORY. */
lt_status lt_gas_table_read(lt_gas_table **out);
lt_status lt_gas_table_read_file(const char *path, lt_gas_table **out);
void lt_gas_table_free(lt_gas_table *table);
int lt_gas_table_rows(const lt_gas_table *table);
const lt_gas_fact *lt_gas_table_row(const lt_gas_table *table, int row);
/* NULL if the table does not have the gas; capitals count. */
const lt_gas_fact *lt_gas_table_find(const lt_gas_table *table, const char *name);
/* The rows of n gases into facts[n]; one that the table lacks: LT_ERR_INPUT, all are named. */
lt_status lt_gas_table_choose(const lt_gas_table *table, const char *const *names, int n, const lt_gas_fact **facts);

#define LT_GAS_MOST_SOLUBLE 1e15
#define LT_GAS_HENRY_K 298.0 /* that constants are given at */

/* A constant x(T); inverse: 1/T - 1/298 K. */
static inline double lt_gas_constant(const double constant[2], double inverse) {
    return constant[0] * lt_exp(constant[1] * inverse);
}

/* H* of a gas whose ion is known (so that loops over lanes have no branch); as lt_gas_henry. */
static inline double lt_gas_henry_as(lt_gas_ion ion, const lt_gas_fact *gas, double temperature_K,
                                     double hydrogen_moll) {
    const double inverse = 1.0 / temperature_K - 1.0 / LT_GAS_HENRY_K, h = hydrogen_moll;
    const double solved = lt_gas_constant(gas->henry, inverse);
    double held = 1.0; /* and what becomes of it */
    if (ion == LT_GAS_ACID || ion == LT_GAS_ACID2) held += lt_gas_constant(gas->k1, inverse) / h;
    if (ion == LT_GAS_ACID2) held += lt_gas_constant(gas->k1, inverse) * lt_gas_constant(gas->k2, inverse) / (h * h);
    if (ion == LT_GAS_BASE) held += lt_gas_constant(gas->k1, inverse) * h / lt_gas_constant(gas->k2, inverse);
    const double effective = solved * held;
    return effective < LT_GAS_MOST_SOLUBLE ? effective : LT_GAS_MOST_SOLUBLE;
}

/* H*, mol/l/atm; hydrogen_moll: of the water, 1e-5 at pH 5. */
static inline double lt_gas_henry(const lt_gas_fact *gas, double temperature_K, double hydrogen_moll) {
    return lt_gas_henry_as(gas->ion, gas, temperature_K, hydrogen_moll);
}

#endif
