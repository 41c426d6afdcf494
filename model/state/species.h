/* species.h - what is known of a species that the model carries, and the passive ones of `chemistry: off`
 * (chemical_set.h has those of a mechanism): what the inventory's mechanism `simple` emits, nothing reacts. Mixing
 * ratios are kg of the named mass per kg of air. */
#ifndef LT_SPECIES_H
#define LT_SPECIES_H

#include "model/kernel/real.h"

#include <stdbool.h>

/* As which particles a species falls, sticks and is rained out (model/deposition/). */
enum lt_dry_class {
    LT_DRY_NONE, /* no particle */
    LT_DRY_FINE,
    LT_DRY_COARSE,
    LT_N_DRY_CLASSES
};

#define LT_M_AIR 28.9647 /* g/mol, dry air */

/* X-macro: symbol, name, description, emitted species of emissions.nc, gas as which it goes dry and wet
 * (model/data/deposition_gases.csv; NULL: none), as which particles. */
#define LT_SPECIES_LIST(X)                                                                                             \
    X(LT_S_SO2, "SO2", "sulfur dioxide", "SO2", "SO2", LT_DRY_NONE)                                                    \
    X(LT_S_SO4, "SO4", "fine particulate sulfate", "SO4", NULL, LT_DRY_FINE)                                           \
    X(LT_S_NOX, "NOX", "nitrogen oxides as NO2", "NOX", "NO2", LT_DRY_NONE)                                            \
    X(LT_S_NH3, "NH3", "ammonia", "NH3", "NH3", LT_DRY_NONE)                                                           \
    X(LT_S_CO, "CO", "carbon monoxide", "CO", "CO", LT_DRY_NONE)                                                       \
    X(LT_S_VOC, "VOC", "non-methane volatile organic compounds", "VOC", NULL, LT_DRY_NONE)                             \
    X(LT_S_BC, "BC", "fine black carbon", "BC", NULL, LT_DRY_FINE)                                                     \
    X(LT_S_POM, "POM", "fine primary organic matter", "POM", NULL, LT_DRY_FINE)                                        \
    X(LT_S_PMO, "PMO", "other fine primary particles", "PMO", NULL, LT_DRY_FINE)                                       \
    X(LT_S_PMC, "PMC", "coarse primary particles, 2.5 to 10 um", "PMC", NULL, LT_DRY_COARSE)

enum lt_species {
#define LT_SPECIES_ENUM(symbol, name, text, emitted, gas, dry) symbol,
    LT_SPECIES_LIST(LT_SPECIES_ENUM)
#undef LT_SPECIES_ENUM
        LT_N_SPECIES
};

typedef struct lt_species_info {
    const char *name, *text;
    const char
        *emitted;    /* "": nothing; of a mechanism its name, which fields is emission/mapping.h's; else the field */
    const char *gas; /* as which it goes dry and wet (model/data/deposition_gases.csv); NULL: a particle, or it stays */
    int dry_class;   /* enum lt_dry_class */
    double
        molar_mass; /* g/mol of a gas of a mechanism (chemical_set.h): mole fraction = ratio x M_air / molar_mass; 0 */
    const struct lt_constituent *particle; /* of a mechanism's set, NULL: a gas */
    bool short_lived; /* a gas of a mechanism that is made and gone within the hour: needs no border value */
    /* Of tracers only (tracers.h); zero for the species above. */
    const char *part;    /* of the emissions: NULL or "" all, "area", "points", or a height profile of emissions.nc */
    const lt_real *mask; /* share of a column's sources, one layer with the strides of the air; NULL: all */
    unsigned hours;      /* bit h: of local hour h (UTC+8) only; 0: all hours */
    const char *unit;    /* of concentrations: NULL ug m-3, else ppm, ppb or 1: per_ratio x mixing ratio */
    double per_ratio;
    double background; /* mixing ratio above which an enhancement is counted; 0: none is written */
} lt_species_info;

extern const lt_species_info lt_passive_species[LT_N_SPECIES];

/* What a run carries: the species of its chemistry in their order, then tracers. */
typedef struct lt_species_set {
    int n;
    const lt_species_info *info;
} lt_species_set;

extern const lt_species_set lt_passive_set;

/* The place of a species, -1 if the set does not have it. */
int lt_species_find(const lt_species_set *set, const char *name);

/* Sums of emitted particles that a tag may follow as one species (tracer_setup.h): all fine ones, all coarse ones. They
 * go dry and wet as one, for all of a mode do. LT_DRY_NONE: no such sum. */
#define LT_PRIMARY_FINE "primary_pm25"
#define LT_PRIMARY_COARSE "primary_pmc"
enum lt_dry_class lt_primary_particles(const char *name);

#endif
