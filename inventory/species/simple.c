/* simple.c - the lumps of the first model, all as mass.
 *
 *   SO4 = b SO2 96/64,  SO2' = (1 - b) SO2       sulfur is kept; b = sulfate_share of the sector
 *   POM = r OC                                   r = om_oc of the sector
 *   PMO = max(0, PM2.5 - BC - POM),  PMC = max(0, PM10 - PM2.5)
 * The primary sulfate is taken from the sulfur, not from PM2.5: factors of filterable PM do not hold it.
 * b = 0.03 and r = 1.25, 1.4, 1.7 are recalled values (sectors.csv); VOC is one lump. */
#include "inventory/species/speciation.h"

#include <stdio.h>

#define SPECIES(X)                                                                                                     \
    X(SO2, "sulfur dioxide")                                                                                           \
    X(NOX, "nitrogen oxides as NO2")                                                                                   \
    X(CO, "carbon monoxide")                                                                                           \
    X(VOC, "non-methane organic gases")                                                                                \
    X(NH3, "ammonia")                                                                                                  \
    X(SO4, "primary sulfate")                                                                                          \
    X(BC, "black carbon")                                                                                              \
    X(POM, "organic matter of primary particles")                                                                      \
    X(PMO, "other fine primary particles")                                                                             \
    X(PMC, "coarse primary particles, PM10 - PM2.5")                                                                   \
    X(CO2, "carbon dioxide, fossil and of processes")                                                                  \
    X(CO2_bio, "carbon dioxide of biomass")                                                                            \
    X(CH4, "methane")                                                                                                  \
    X(N2O, "nitrous oxide")

enum {
#define SPECIES_ENUM(name, doc) E_##name,
    SPECIES(SPECIES_ENUM) E_N
};

static const char *const docs[E_N] = {
#define SPECIES_DOC(name, doc) doc,
    SPECIES(SPECIES_DOC)};
static const char *const names[E_N] = {
#define SPECIES_NAME(name, doc) #name,
    SPECIES(SPECIES_NAME)};

static lt_status open_simple(lt_speciation *speciation) {
    LT_TRY(lt_calloc(E_N, sizeof *speciation->species, &speciation->species));
    speciation->n = E_N;
    for (int e = 0; e < E_N; e++) {
        lt_emitted *to = &speciation->species[e];
        snprintf(to->name, sizeof to->name, "%s", names[e]);
        snprintf(to->doc, sizeof to->doc, "%s", docs[e]);
        to->kg_per_mol = 1;
    }
    return LT_OK;
}

static double split(const lt_speciation *speciation, const lt_source *source, const lt_sector *sector,
                    const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    static const struct {
        int species;
        enum lt_pollutant pollutant;
    } same[] = {{E_NOX, LT_NOX}, {E_CO, LT_CO},           {E_VOC, LT_NMVOC}, {E_NH3, LT_NH3}, {E_BC, LT_BC},
                {E_CO2, LT_CO2}, {E_CO2_bio, LT_CO2_BIO}, {E_CH4, LT_CH4},   {E_N2O, LT_N2O}};
    (void)speciation;
    (void)source;
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        placed[same[k].pollutant] = out[same[k].species] = pollutant[same[k].pollutant];
    out[E_SO2] = (1.0 - sector->sulfate_share) * pollutant[LT_SO2];
    out[E_SO4] = sector->sulfate_share * pollutant[LT_SO2] * 96.0 / 64.0;
    placed[LT_SO2] = out[E_SO2] + out[E_SO4] * 64.0 / 96.0;
    out[E_POM] = sector->om_oc * pollutant[LT_OC];
    placed[LT_OC] = out[E_POM] / sector->om_oc;
    const double other = pollutant[LT_PM25] - out[E_BC] - out[E_POM], coarse = pollutant[LT_PM10] - pollutant[LT_PM25];
    const double too_much = other < 0 ? -other : 0, too_fine = coarse < 0 ? -coarse : 0;
    out[E_PMO] = other > 0 ? other : 0;
    out[E_PMC] = coarse > 0 ? coarse : 0;
    placed[LT_PM25] = out[E_BC] + out[E_POM] + out[E_PMO] - too_much;
    placed[LT_PM10] = placed[LT_PM25] + out[E_PMC] - too_fine;
    return too_much + too_fine;
}

const lt_mechanism lt_mechanism_simple = {
    .name = "simple", .text_en = "lumps of the first model, as mass", .open = open_simple, .split = split};
