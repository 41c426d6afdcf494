/* chemical_set.h - the species that a run carries, by its chemistry (`model: chemistry:`); tracers come behind them.
 *
 *   off           the passive species of species.h
 *   a mechanism   by name or path of its .def: first its gases in its order, then NH3 (which does not react as a
 *                 gas) and the vapours of the organics' scheme, then the particles of aerosol/constituents.h and
 *                 those of the scheme
 * A particle of the mechanism that is one of these reacts in it with what the air holds. Its other particles, and its
 * counters (species_table.h), are not carried: they are 0 before a step of the chemistry and forgotten after it. */
#ifndef LT_CHEMICAL_SET_H
#define LT_CHEMICAL_SET_H

#include "base/hash.h"
#include "base/status.h"
#include "model/aerosol/constituents.h"
#include "model/aerosol/organics/scheme.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/state/species.h"

#define LT_DEFAULT_CHEMISTRY "cb6r5"

/* A species that the mechanism's reactions make or lose. */
typedef struct lt_reacting {
    int species;       /* its place in the set */
    int row;           /* and among the mechanism's variable species */
    double molar_mass; /* g/mol, by which the mechanism counts it */
} lt_reacting;

typedef struct lt_chemical_set {
    char *chemistry;         /* as asked for */
    lt_mechanism *mechanism; /* NULL: off, nothing reacts */
    int n;
    lt_species_info *info; /* [n] */
    int n_gases;           /* info[0 .. n_gases - 1] are the mechanism's */
    int n_reacting;        /* these, then particles that react in it */
    lt_reacting *reacting; /* [n_reacting] */
    const lt_organics_scheme *organics;
    lt_constituent *organic; /* what its particles are */
    int n_words;
    char **words; /* [n_words] names and descriptions that are the set's own */
} lt_chemical_set;

/* chemistry, organics (of organics/schemes.h) NULL or "": the default. LT_ERR_INPUT: what lt_mechanism_read finds, no
 * such scheme, or a gas whose molar mass chemistry_species.csv does not have; LT_ERR_MEMORY. */
lt_status lt_chemical_set_create_with(const char *chemistry, const char *organics, lt_chemical_set **out);
/* With the default organics. */
lt_status lt_chemical_set_create(const char *chemistry, lt_chemical_set **out);
void lt_chemical_set_free(lt_chemical_set *set); /* NULL is fine */
/* The place of a species, -1 if the set does not have it. */
int lt_chemical_set_find(const lt_chemical_set *set, const char *name);
/* Is a variable species of the mechanism, by its row, carried? */
bool lt_chemical_set_carries(const lt_chemical_set *set, int row);
lt_species_set lt_chemical_set_species(const lt_chemical_set *set);
/* What the set is made from, into a digest: the mechanism's files and the table of species. */
lt_status lt_chemical_set_inputs(const lt_chemical_set *set, lt_hash *hash);

#endif
