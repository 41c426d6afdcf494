/* mapping.h - which fields of emissions.nc make which species of a run.
 *
 * Without a mechanism (chemistry off) a species takes the field that species.h names. With one, a field of
 * the file goes
 *   1. to the species that LT_EMITTED_LIST names for it, where the run has it (the first row that fits holds);
 *   2. else to the gas of its own name;
 *   3. else nowhere, if LT_EMITTED_ASIDE has it: a remark says so;
 *   4. else it is missing from the mechanism: lt_mapping_missing.
 * Units are the file's: what converts to mol s-1 counts molecules of the species it goes to (kg = mol x its molar
 * mass), what converts to kg s-1 is mass. Nothing is scaled: sums over the file are sums over what enters. */
#ifndef LT_MAPPING_H
#define LT_MAPPING_H

#include "base/ncio.h"
#include "model/state/chemical_set.h"

/* X-macro: emitted name, species. CMAQ's names of emissions (cb6r5_ae7) onto those of its mechanism and the particles
 * of chemical_set.h. Emitted PNA is sodium, the gas PNA peroxynitric acid: this table goes before equal names. Methane
 * is fixed in CB6r5; what is emitted adds to ECH4, which reacts as it does. */
#define LT_EMITTED_LIST(X)                                                                                             \
    X("BENZ", "BENZENE")                                                                                               \
    X("CH4", "ECH4")                                                                                                   \
    X("PSO4", "ASO4J")                                                                                                  \
    X("PNO3", "ANO3J")                                                                                                  \
    X("PNH4", "ANH4J")                                                                                                  \
    X("PEC", "AECJ")                                                                                                    \
    X("POC", "ALVPO1J")                                                                                                   \
    X("PNCOM", "ALVPO1J")                                                                                                 \
    X("PNA", "ANAJ")                                                                                                  \
    X("PCL", "ACLJ")                                                                                                  \
    X("PCA", "ACAJ")                                                                                                  \
    X("PMG", "AMGJ")                                                                                                  \
    X("PK", "AKJ")                                                                                                   \
    X("PFE", "AFEJ")                                                                                                  \
    X("PMN", "AMNJ")                                                                                                  \
    X("PAL", "ASOILJ")                                                                                                  \
    X("PSI", "ASOILJ")                                                                                                  \
    X("PTI", "ASOILJ")                                                                                                  \
    X("PH2O", "AOTHRJ")                                                                                                 \
    X("PMOTHR", "AOTHRJ")                                                                                               \
    X("PMC", "ACORS")

/* X-macro: emitted name, why no mechanism has to have it. Gases of the climate can be tracers of kind gas. */
#define LT_EMITTED_ASIDE(X)                                                                                            \
    X("CH4", "methane of a mechanism that fixes it, or has none")                                                      \
    X("N2O", "does not react in the troposphere")                                                                      \
    X("CO2", "does not react")                                                                                         \
    X("CO2_bio", "does not react")                                                                                     \
    X("UNR", "vapours that do not react")                                                                              \
    X("NVOL", "matter of VOC profiles that is no vapour")                                                              \
    X("IVOC", "vapours that make particles and little ozone; with the organic aerosol")

/* A field of the groups area and points. */
typedef struct lt_emitted_field {
    char name[32];
    bool mol;          /* mol s-1 (potentials: mol), else kg s-1 (kg) */
    const char *goes;  /* the species of the mechanism; NULL: nowhere */
    const char *aside; /* why it goes nowhere and need not; NULL: it must */
} lt_emitted_field;

typedef struct lt_mapping {
    lt_ncr *file;               /* kept */
    const lt_chemical_set *set; /* kept; NULL: the names of species.h */
    int n;
    lt_emitted_field *fields;
} lt_mapping;

/* What a species takes of a field: kg of it a unit (mol or kg). */
typedef struct lt_emitted_term {
    const lt_emitted_field *field;
    double kg;
} lt_emitted_term;
enum { LT_MOST_TERMS = 32 };

/* LT_ERR_INPUT: a field whose unit is neither, or a file made for another chemistry (attribute mechanism). */
lt_status lt_mapping_create(lt_ncr *file, const lt_chemical_set *set, lt_mapping **out);
void lt_mapping_free(lt_mapping *mapping); /* NULL is fine */
/* The terms of a species or tracer, *n of them: those of info->emitted, which is a species of the mechanism, or else a
 * field. None: nothing emits it. LT_ERR_INPUT: moles of what has no molar mass. */
lt_status lt_mapping_terms(const lt_mapping *mapping, const lt_species_info *info, lt_emitted_term terms[LT_MOST_TERMS],
                           int *n);

/* The units that a field and its potential are read in. */
const char *lt_emitted_rate(const lt_emitted_field *field);
const char *lt_emitted_amount(const lt_emitted_field *field);

/* All fields of a file with their units, whatever its chemistry, to be freed with lt_free; one without a unit is a
 * fault and not among them. */
lt_status lt_emitted_list(lt_ncr *file, lt_faults *faults, lt_emitted_field **out, int *n);

/* What the mechanism lacks and n_hours from hour `first` of the file emit, or a potential: LT_ERR_INPUT with all names
 * and masses, or with drop the same list into *text, to be freed with lt_free (NULL: nothing is missing). */
lt_status lt_mapping_missing(const lt_mapping *mapping, size_t first, size_t n_hours, bool drop, char **text);

#endif
