/* facts.h - what `lantian mechanism check` tells of a mechanism. */
#ifndef LT_MECHANISM_FACTS_H
#define LT_MECHANISM_FACTS_H

#include "model/chemistry/mechanism/mechanism.h"

#include <stdbool.h>

/* What a reaction is; the first that fits. */
typedef enum lt_reaction_sort {
    LT_SORT_PARTICLE,   /* owned by the aerosol in the grid */
    LT_SORT_UPTAKE,     /* its rate has HET() */
    LT_SORT_PHOTOLYSIS, /* hv */
    LT_SORT_GAS,
    LT_N_SORTS
} lt_reaction_sort;

/* A linear combination of variable species that no reaction changes. */
typedef struct lt_conserved {
    int n;
    lt_mech_term *terms;
} lt_conserved;

typedef struct lt_mech_facts {
    const lt_mechanism *m;
    lt_reaction_sort *sort; /* [n_reactions] */
    int n_sort[LT_N_SORTS];
    int n_foreign; /* rates that the user gives */
    int n_laws;
    int *law_uses; /* [n_laws] reactions with it */
    int n_plain;   /* rates that are one number */
    int n_jacobian, n_lu;
    int *unbalanced; /* [n_elements] reactions with a defect */
    int *unknown;    /* [n_elements] reactions that are not checked, for a species has no composition */
    int n_unchecked; /* reactions that are not checked for some element that is listed in #CHECK, or for all */
    bool *used;      /* [n_species] stands in a reaction */
    int n_conserved; /* -1: not worked out, the mechanism is too large */
    lt_conserved *conserved;
} lt_mech_facts;

/* LT_ERR_MEMORY. mechanism must outlive it. */
lt_status lt_mech_facts_gather(const lt_mechanism *mechanism, lt_mech_facts *out);
void lt_mech_facts_free(lt_mech_facts *facts);

/* conserved.c: a basis of the combinations that are conserved, in a reduced form. */
lt_status lt_mech_conserved(const lt_mechanism *mechanism, int *n, lt_conserved **out);

/* A balance of this element is listed on the terminal: it stands in #CHECK, or nothing does. */
bool lt_mech_is_listed(const lt_mechanism *mechanism, int element);

/* sheet.c, sheet_json.c */
void lt_mech_sheet_print(const lt_mech_facts *facts, bool chinese);
lt_status lt_mech_sheet_json(const lt_mech_facts *facts);

#endif
