/* names.h - what a case names in a mechanism: species, reactions, what rates need from outside; the nearest name where
 * there is none. */
#ifndef LT_BOX_NAMES_H
#define LT_BOX_NAMES_H

#include "model/chemistry/box/quantity.h"
#include "model/chemistry/mechanism/mechanism.h"

typedef enum lt_species_reach { LT_SPECIES_ANY, LT_SPECIES_VARIABLE } lt_species_reach;

/* LT_ERR_INPUT with the place of node, key, and the nearest name. */
lt_status lt_names_species(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *name,
                           lt_species_reach set, int *out);
lt_status lt_names_reaction(const lt_mechanism *mechanism, const lt_node *node, const char *key, const char *label,
                            int *out);
/* Entry k of a list of species and amounts; LT_ERR_INPUT too where an entry before it is the same species. */
lt_status lt_names_listed(const lt_mechanism *mechanism, const lt_named_list *list, int k, const char *key,
                          lt_species_reach set, int *out);
/* An external of this kind (index in externals), or else a reaction by its label, one that light or particles drive:
 * the other one is -1. */
lt_status lt_names_external(const lt_mechanism *mechanism, const lt_node *node, const char *key, lt_external_kind kind,
                            const char *name, int *external, int *reaction);

#endif
