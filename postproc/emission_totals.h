/* emission_totals.h - a year's emissions of Liaoning out of ledger_<variant>.csv. */
#ifndef LT_EMISSION_TOTALS_H
#define LT_EMISSION_TOTALS_H

#include "base/outdir.h"

/* In the order of summary.json; NOx as NO2; ofp_kt_o3 is the ozone that the VOC can form (MIR, column ofp_t_o3). */
#define LT_TOTAL_LIST(X)                                                                                               \
    X("SO2")                                                                                                           \
    X("NOx") X("CO") X("NMVOC") X("ofp_kt_o3") X("NH3") X("PM10") X("PM2.5") X("BC") X("OC") X("CO2")
enum { LT_N_TOTALS = 11 };
extern const char *const lt_emission_total_names[LT_N_TOTALS];

/* Sector of plants and soils in tables of the inventory, which no measure is about. */
#define LT_SECTOR_NATURAL "natural"

/* kt a year: what people emit, and plants and soils. */
typedef struct lt_emission_total {
    double people[LT_N_TOTALS], natural[LT_N_TOTALS];
} lt_emission_total;

/* Sums over the rows whose column `region` is one of the 14 cities. Columns <name>_kt, <name>_t or <name>_kg. */
lt_status lt_emission_totals(lt_outdir *dir, const char *name, lt_emission_total *out);

#endif
