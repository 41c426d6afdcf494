/* mapping.h - which fields of emissions.nc make which species of a run.
 *
 * Without a mechanism (chemistry off) a species takes the field that species.h names. With one, a field of
 * the file goes
 *   1. to the species that LT_EMITTED_LIST and LT_EMITTED_VAPOURS name for it, where the run has them;
 *   2. else to the gas of its own name;
 *   3. else nowhere, if LT_EMITTED_ASIDE has it: a remark says so;
 *   4. else it is missing from the mechanism: lt_mapping_missing.
 * Units are the file's: what converts to mol s-1, or of amounts of a year to mol, counts molecules of the species it
 * goes to (kg = mol x its molar mass), what converts to kg s-1 or kg is mass. Shares of LT_EMITTED_LIST make one, so
 * that sums over the file are sums over what enters. */
#ifndef LT_MAPPING_H
#define LT_MAPPING_H

#include "base/comm.h"
#include "base/ncio.h"
#include "model/emission/emitted_hours.h"
#include "model/state/chemical_set.h"

/* X-macro: emitted name, species, share. CMAQ's names of emissions (cb6r5_ae7) onto those of its mechanism and the
 * particles of aerosol/constituents.h. Emitted PNA is sodium, the gas PNA peroxynitric acid: this table goes before
 * equal names. Methane is fixed in CB6r5; what is emitted adds to ECH4, which reacts as it does. Organic matter enters
 * as particles and evaporates at the first partitioning. POC and PNCOM, of files of others, are split as CMAQ splits
 * them (CMAQ_Control_DESID_cb6r5_ae7_aq.nml, gas and particle of a bin together; V). The oxygen of aluminium, silicon
 * and titanium is in PMOTHR. */
#define LT_EMITTED_LIST(X)                                                                                             \
    X("BENZ", "BENZENE", 1)                                                                                            \
    X("CH4", "ECH4", 1)                                                                                                \
    X("PSO4", "ASO4J", 1)                                                                                              \
    X("PNO3", "ANO3J", 1)                                                                                              \
    X("PNH4", "ANH4J", 1)                                                                                              \
    X("PEC", "AECJ", 1)                                                                                                \
    X("PLVPO1", "ALVPO1J", 1)                                                                                          \
    X("PSVPO1", "ASVPO1J", 1)                                                                                          \
    X("PSVPO2", "ASVPO2J", 1)                                                                                          \
    X("PSVPO3", "ASVPO3J", 1)                                                                                          \
    X("PIVPO1", "AIVPO1J", 1)                                                                                          \
    X("POC", "ALVPO1J", 0.09)                                                                                          \
    X("POC", "ASVPO1J", 0.09)                                                                                          \
    X("POC", "ASVPO2J", 0.14)                                                                                          \
    X("POC", "ASVPO3J", 0.18)                                                                                          \
    X("POC", "AIVPO1J", 0.5)                                                                                           \
    X("PNCOM", "ALVPO1J", 0.09)                                                                                        \
    X("PNCOM", "ASVPO1J", 0.09)                                                                                        \
    X("PNCOM", "ASVPO2J", 0.14)                                                                                        \
    X("PNCOM", "ASVPO3J", 0.18)                                                                                        \
    X("PNCOM", "AIVPO1J", 0.5)                                                                                         \
    X("PNA", "ANAJ", 1)                                                                                                \
    X("PCL", "ACLJ", 1)                                                                                                \
    X("PCA", "ACAJ", 1)                                                                                                \
    X("PMG", "AMGJ", 1)                                                                                                \
    X("PK", "AKJ", 1)                                                                                                  \
    X("PFE", "AFEJ", 1)                                                                                                \
    X("PMN", "AMNJ", 1)                                                                                                \
    X("PAL", "ASOILJ", 1)                                                                                              \
    X("PSI", "ASOILJ", 1)                                                                                              \
    X("PTI", "ASOILJ", 1)                                                                                              \
    X("PH2O", "AOTHRJ", 1)                                                                                             \
    X("PMOTHR", "AOTHRJ", 1)                                                                                           \
    X("PMC", "ACORS", 1)                                                                                               \
    X("PMC_SOIL", "ASOIL", 1)

/* What stands for vapours of combustion that inventories of VOC lack (`model: combustion_vapours:`): the inventory's
 * IVOC, or CMAQ's PCVOC, a mass tied to that of organic particles, which is a tuning (Murphy et al. 2017,
 * doi 10.5194/acp-17-11107-2017); they count the same carbon, so never both. */
typedef enum lt_combustion_vapours { LT_VAPOURS_IVOC, LT_VAPOURS_PCVOC, LT_VAPOURS_NONE } lt_combustion_vapours;
#define LT_VAPOURS_NAMES "ivoc|pcvoc|none"
/* Of a name of LT_VAPOURS_NAMES; NULL: the first. */
lt_combustion_vapours lt_combustion_vapours_of(const char *name);

/* X-macro: emitted name, species, factor, with which vapours. IVOC keeps its mass (240.5 g/mol in the inventory, 266 of
 * VIVPO1). 6.579 kg of PCVOC a kg of organic matter: CMAQ's, as above (V); PCPOA is the organic matter of what burns
 * without straw and wood, beside the bins (inventory/species/cb6r5.c). */
#define LT_EMITTED_VAPOURS(X)                                                                                          \
    X("IVOC", "VIVPO1", 240.5 / 266.0, LT_VAPOURS_IVOC)                                                                \
    X("PCPOA", "PCVOC", 6.579, LT_VAPOURS_PCVOC)                                                                       \
    X("POC", "PCVOC", 6.579, LT_VAPOURS_PCVOC)                                                                         \
    X("PNCOM", "PCVOC", 6.579, LT_VAPOURS_PCVOC)

/* X-macro: emitted name, why no mechanism has to have it. Gases of the climate can be tracers of kind gas. */
#define LT_EMITTED_ASIDE(X)                                                                                            \
    X("CH4", "methane of a mechanism that fixes it, or has none")                                                      \
    X("N2O", "does not react in the troposphere")                                                                      \
    X("CO2", "does not react")                                                                                         \
    X("CO2_bio", "does not react")                                                                                     \
    X("UNR", "vapours that do not react")                                                                              \
    X("NVOL", "matter of VOC profiles that is no vapour")                                                              \
    X("IVOC_PRODUCTS", "texanol and glycols of products: no species of the mechanism is so volatile and ages so")      \
    X("SOAALK", "a tracer, whose mass stands in other vapours")                                                        \
    X("PCPOA", "counted in the bins of organic matter; of use with combustion_vapours: pcvoc")                         \
    X("IVOC", "vapours that make particles and little ozone; of use with combustion_vapours: ivoc")

/* A field of the groups area and points. */
struct lt_emitted_field {
    char name[32];
    bool mol;          /* mol s-1 (potentials: mol), else kg s-1 (kg) */
    bool goes;         /* to species of the mechanism */
    const char *own;   /* of these the one of its own name; NULL: those of the tables */
    const char *aside; /* why it goes nowhere and need not; NULL: it must */
};

typedef struct lt_mapping {
    lt_ncr *file;               /* kept */
    lt_emitted_hours *rates;    /* of its fields */
    const lt_chemical_set *set; /* kept; NULL: the names of species.h */
    lt_combustion_vapours vapours;
    int n;
    lt_emitted_field *fields;
} lt_mapping;

/* What a species takes of a field: kg of it a unit (mol or kg). */
typedef struct lt_emitted_term {
    const lt_emitted_field *field;
    double kg;
} lt_emitted_term;
enum { LT_MOST_TERMS = 48 };

/* LT_ERR_INPUT: a field whose unit is neither, a file made for another chemistry (attribute mechanism), or one that has
 * nothing to make PCVOC of where it is asked for. */
lt_status lt_mapping_create(lt_ncr *file, const lt_chemical_set *set, lt_combustion_vapours vapours, lt_mapping **out);
void lt_mapping_free(lt_mapping *mapping); /* NULL is fine */
/* The terms of a species or tracer, *n of them: those of info->emitted, which is a species of the mechanism, a sum of
 * particles (species.h), or else a field. None: nothing emits it. LT_ERR_INPUT: moles of what has no molar mass. */
lt_status lt_mapping_terms(const lt_mapping *mapping, const lt_species_info *info, lt_emitted_term terms[LT_MOST_TERMS],
                           int *n);

/* The units that rates of a field, and amounts and potentials of a year, are read in. */
const char *lt_emitted_rate(const lt_emitted_field *field);
const char *lt_emitted_amount(const lt_emitted_field *field);

/* All fields of a file with their units, whatever its chemistry, to be freed with lt_free; one without a unit is a
 * fault and not among them. */
lt_status lt_emitted_list(lt_ncr *file, lt_faults *faults, lt_emitted_field **out, int *n);

/* Does a mechanism make the species of the run? */
bool lt_mapping_reacts(const lt_mapping *mapping);

/* mapping_missing.c: what the mechanism lacks and n_hours from hour `first` of the file emit, or a potential:
 * LT_ERR_INPUT with all names and masses, or with drop the same list into *text, to be freed with lt_free (NULL:
 * nothing is missing). Of the whole file, of which each rank of comm sees a part: collective, the same on all. */
lt_status lt_mapping_missing(const lt_mapping *mapping, const lt_comm *comm, size_t first, size_t n_hours, bool drop,
                             char **text);

#endif
