/* species.c - the table of species.h as data. */
#include "model/state/species.h"


#include <string.h>

const lt_species_info lt_passive_species[LT_N_SPECIES] = {
#define LT_SPECIES_ROW(symbol, name_, text_, emitted_, gas_, dry)                                                 \
    {.name = name_, .text = text_, .emitted = emitted_, .gas = gas_, .dry_class = dry},
    LT_SPECIES_LIST(LT_SPECIES_ROW)
#undef LT_SPECIES_ROW
};

const lt_species_set lt_passive_set = {LT_N_SPECIES, lt_passive_species};

int lt_species_find(const lt_species_set *set, const char *name) {
    for (int s = 0; s < set->n; ++s)
        if (strcmp(set->info[s].name, name) == 0) return s;
    return -1;
}
