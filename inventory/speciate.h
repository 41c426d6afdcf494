/* speciate.h - from ledger pollutants to the species of the model. */
#ifndef LT_SPECIATE_H
#define LT_SPECIATE_H

#include "inventory/ledger.h"

/* Model species of emissions.nc, all as mass [kg]: NOX as NO2, SO4 primary sulfate, POM organic matter, PMO other fine
 * primary particles, PMC PM10 - PM2.5, CO2 fossil and of processes, CO2_bio of biomass. */
#define LT_EMITTED_LIST(X)                                                                                             \
    X(LT_EM_SO2, "SO2")                                                                                                \
    X(LT_EM_NOX, "NOX")                                                                                                \
    X(LT_EM_CO, "CO")                                                                                                  \
    X(LT_EM_VOC, "VOC")                                                                                                \
    X(LT_EM_NH3, "NH3")                                                                                                \
    X(LT_EM_SO4, "SO4")                                                                                                \
    X(LT_EM_BC, "BC")                                                                                                  \
    X(LT_EM_POM, "POM")                                                                                                \
    X(LT_EM_PMO, "PMO")                                                                                                \
    X(LT_EM_PMC, "PMC")                                                                                                \
    X(LT_EM_CO2, "CO2")                                                                                                \
    X(LT_EM_CO2_BIO, "CO2_bio")                                                                                        \
    X(LT_EM_CH4, "CH4")                                                                                                \
    X(LT_EM_N2O, "N2O")

enum lt_emitted {
#define LT_EMITTED_ENUM(id, name) id,
    LT_EMITTED_LIST(LT_EMITTED_ENUM)
#undef LT_EMITTED_ENUM
        LT_N_EMITTED
};
extern const char *const lt_emitted_names[LT_N_EMITTED];

typedef struct lt_sector {
    char name[32], name_en[48], name_zh[48], group[32];
    double om_oc;         /* organic matter / organic carbon */
    double sulfate_share; /* share of the emitted sulfur that leaves as sulfate */
} lt_sector;

typedef struct lt_sectors {
    lt_sector *items;
    const char **names;
    int n;
} lt_sectors;

lt_status lt_sectors_read(const char *path, lt_sectors **out);
void lt_sectors_free(lt_sectors *sectors);
const lt_sector *lt_sectors_find(const lt_sectors *sectors, const char *name); /* NULL */

/* kg[] of pollutants -> kg[] of species. Returns the mass [kg] of BC + POM (and of PM2.5 above PM10) that did not fit
 * into PM2.5 (PM10) and was let stand: PMO and PMC are never negative. */
double lt_speciate(const lt_sector *sector, const double pollutant[LT_N_POLLUTANTS], double species[LT_N_EMITTED]);

#endif
