/* ghg.h - greenhouse gases of a ledger by category of the 2006 Guidelines, and as CO2 with a set of warming potentials.
 */
#ifndef LT_GHG_H
#define LT_GHG_H

#include "inventory/classes.h"
#include "inventory/ledger.h"

typedef struct lt_gwp {
    char set[16];
    double ch4_fossil, ch4_other, n2o; /* kg CO2 a kg, 100 years (data/gwp.csv) */
} lt_gwp;

/* A set by its name (AR4, AR5, AR6); LT_ERR_USAGE with the names there are. */
lt_status lt_gwp_read(const char *set, lt_gwp *out);

typedef struct lt_ghg_row {
    const lt_class_name *category; /* NULL: the total */
    double co2_kt;                 /* fossil and of processes */
    double co2_bio_kt;             /* of biomass: a memo, in no sum of CO2e */
    double ch4_t, n2o_t;
    double co2e_kt;
} lt_ghg_row;

typedef struct lt_ghg_table {
    lt_ghg_row *rows; /* categories with something in them, each after its parent, then the total */
    long n;
} lt_ghg_table;

/* Rows of one region, or of the 14 cities (NULL). Methane counts as fossil in 1B (fugitive) and 2 (processes). What
 * the category "none" holds (soils by themselves) is in its row alone and in no total. A source that emits a greenhouse
 * gas and has no category is LT_ERR_INPUT. */
lt_status lt_ghg_make(const lt_ledger *ledger, const char *region, const lt_classes *classes, const lt_gwp *gwp,
                      lt_ghg_table *out);
void lt_ghg_free(lt_ghg_table *table);

#endif
