/* gases.h - gases that are carried as passive tracers: how they are written and what the air outside holds of them,
 * from model/data/passive_gases.csv. */
#ifndef LT_GASES_H
#define LT_GASES_H

#include "base/hash.h"
#include "base/status.h"

enum { LT_MAX_GASES = 16 };

typedef struct lt_gas {
    char name[24];     /* also that of its emissions in emissions.nc */
    char unit[8];      /* ppm or ppb */
    double molar_mass; /* g/mol */
    double per_mole;   /* value in that unit = per_mole x mole fraction [mol/mol] */
    double per_ratio;  /* value in that unit = per_ratio x mixing ratio [kg/kg of air] */
} lt_gas;

typedef struct lt_gases {
    int n;
    lt_gas items[LT_MAX_GASES];
} lt_gases;

lt_status lt_gases_read(lt_gases *out);
int lt_gases_find(const lt_gases *gases, const char *name); /* -1 */
/* Background mixing ratio [kg/kg] of a year and month (1..12). LT_ERR_INPUT for a year that the table does not have. */
lt_status lt_gas_background(const lt_gas *gas, int year, int month, double *out);
/* kg/kg of a mole fraction [mol/mol]. */
double lt_gas_ratio(const lt_gas *gas, double mole_fraction);
lt_status lt_gases_inputs(lt_hash *hash);

#endif
