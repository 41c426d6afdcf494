/* scheme.h - what a scheme of organic aerosol says: which vapour stands in equilibrium with which particle, which
 * particles do not evaporate, what becomes of the counters of the mechanism, which vapours the mechanism does not have.
 *
 * Who carries species takes them from here: vapours (as gases that do not react, with their rows in
 * model/data/chemistry_species.csv and deposition_gases.csv), pairs and only (particles, fine mode). Gases of the
 * mechanism that a pair names are the mechanism's. Names are CMAQ's, particles with J for the fine mode. */
#ifndef LT_ORGANICS_SCHEME_H
#define LT_ORGANICS_SCHEME_H

#include "base/status.h"
#include "model/aerosol/organics/schemes.h"

#include <stdbool.h>

/* Room of partition.h. */
enum { LT_ORGANICS_MOST_PAIRS = 32, LT_ORGANICS_MOST_ONLY = 16 };

/* Where the matter is from, for sums of a report. */
typedef enum lt_organics_origin {
    LT_ORGANICS_PRIMARY,       /* as emitted */
    LT_ORGANICS_AGED,          /* vapours of primary matter, oxidised */
    LT_ORGANICS_ANTHROPOGENIC, /* secondary, of aromatics, alkanes, combustion */
    LT_ORGANICS_BIOGENIC,      /* secondary, of isoprene and terpenes */
    LT_ORGANICS_MIXED          /* of glyoxal and methylglyoxal of any source */
} lt_organics_origin;

/* A particle. kappa: hygroscopicity (Petters and Kreidenweis 2007). absorbs: takes part in the organic phase. */
typedef struct lt_organics_particle {
    const char *name;
    lt_organics_origin origin;
    double molar_mass; /* g/mol */
    double o_to_c;     /* mol/mol */
    double om_to_oc;   /* kg/kg */
    double density;    /* kg/m3 */
    double kappa;
    bool absorbs;
} lt_organics_particle;

/* A vapour and its particle. C*(T) = C* (298 K/T) exp[H/R (1/298 K - 1/T)]. */
typedef struct lt_organics_pair {
    const char *gas;
    double gas_molar_mass;  /* g/mol; the particle may have another: mass is what passes */
    double saturation_ugm3; /* C* at 298 K */
    double enthalpy;        /* H, J/mol */
    lt_organics_particle particle;
} lt_organics_pair;

/* What of a counter (mol of its species that reacted in the step) becomes a vapour or a particle: by mass. */
typedef struct lt_organics_yield {
    const char *counter;
    double counter_molar_mass; /* g/mol */
    const char *product;       /* a vapour, or a particle of `only` */
    double mass_yield;         /* kg of product a kg that reacted */
} lt_organics_yield;

typedef struct lt_organics_scheme {
    const char *name, *text_en, *text_zh;
    int n_pairs;
    const lt_organics_pair *pairs;
    int n_only;
    const lt_organics_particle *only; /* particles that do not evaporate */
    int n_yields;
    const lt_organics_yield *yields;
    int n_vapours;
    const char *const *vapours; /* gases of pairs that no mechanism has */
    const char *ivoc;           /* gas that emitted IVOC become; NULL: the scheme has none for them */
} lt_organics_scheme;

extern const char *const lt_organics_scheme_names[];
extern const int lt_n_organics_schemes;

/* The scheme of a name; NULL or "": the default. LT_ERR_INPUT: there is none of that name; where: for it. */
lt_status lt_organics_scheme_choose(const char *name, const char *where, const lt_organics_scheme **out);
/* Facts of a particle of the scheme, of a pair or of `only`; NULL if it has none of that name. */
const lt_organics_particle *lt_organics_scheme_particle(const lt_organics_scheme *scheme, const char *name);
/* Of a run that takes the emissions' IVOC (model: combustion_vapours: ivoc; model/emission/mapping.h makes VIVPO1 of
 * them): LT_ERR_INPUT if that gas does not stay one in the scheme. */
lt_status lt_organics_scheme_expect_ivoc(const lt_organics_scheme *scheme, const char *where);

#endif
