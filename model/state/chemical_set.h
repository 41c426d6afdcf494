/* chemical_set.h - the species that a run carries, by its chemistry (`model: chemistry:`); tracers come behind them.
 *
 *   off           the passive species of species.h
 *   a mechanism   by name or path of its .def: first its gases in its order, then NH3 (which does not react as a
 *                 gas), then the particles below
 * Species of the mechanism that are particles or counters (species_table.h) are not carried: they are 0 before a step
 * of the chemistry and forgotten after it. */
#ifndef LT_CHEMICAL_SET_H
#define LT_CHEMICAL_SET_H

#include "base/hash.h"
#include "base/status.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/state/species.h"

#define LT_DEFAULT_CHEMISTRY "cb6r5"

/* X-macro: particles beside a mechanism. Name, description, wet scavenging ratio (in millions, as in species.h), dry
 * deposition class. The name of mass: SO4, NO3, NH4, carbon, organic matter. */
#define LT_PARTICLE_LIST(X)                                                                                            \
    X("ASO4", "fine particulate sulfate", 1.0, LT_DRY_FINE)                                                            \
    X("ANO3", "fine particulate nitrate", 1.0, LT_DRY_FINE)                                                            \
    X("ANH4", "fine particulate ammonium", 1.0, LT_DRY_FINE)                                                           \
    X("AEC", "fine elemental carbon", 0.7, LT_DRY_FINE)                                                                \
    X("APOM", "fine primary organic matter", 0.7, LT_DRY_FINE)                                                         \
    X("AOTHR", "other fine primary particles", 0.7, LT_DRY_FINE)                                                       \
    X("ACORS", "coarse primary particles, 2.5 to 10 um", 1.0, LT_DRY_COARSE)

typedef struct lt_chemical_set {
    char *chemistry;         /* as asked for */
    lt_mechanism *mechanism; /* NULL: off, nothing reacts */
    int n;
    lt_species_info *info; /* [n] */
    int n_gases;           /* info[0 .. n_gases - 1] are the mechanism's */
    int *variable;         /* [n_gases] their rows among its variable species */
    char **words;          /* names and descriptions that are the set's own */
} lt_chemical_set;

/* chemistry NULL or "": the default. LT_ERR_INPUT: what lt_mechanism_read finds, or a gas whose molar mass
 * chemistry_species.csv does not have; LT_ERR_MEMORY. */
lt_status lt_chemical_set_create(const char *chemistry, lt_chemical_set **out);
void lt_chemical_set_free(lt_chemical_set *set); /* NULL is fine */
/* The place of a species, -1 if the set does not have it. */
int lt_chemical_set_find(const lt_chemical_set *set, const char *name);
lt_species_set lt_chemical_set_species(const lt_chemical_set *set);
/* What the set is made from, into a digest: the mechanism's files and the table of species. */
lt_status lt_chemical_set_inputs(const lt_chemical_set *set, lt_hash *hash);

#endif
