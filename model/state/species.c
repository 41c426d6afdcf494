/* species.c - the table of species.h as data. */
#include "model/state/species.h"

#include <string.h>

const lt_species_info lt_passive_species[LT_N_SPECIES] = {
#define LT_SPECIES_ROW(symbol, name_, text_, emitted_, gas_, dry)                                                      \
    {.name = name_, .text = text_, .emitted = emitted_, .gas = gas_, .dry_class = dry},
    LT_SPECIES_LIST(LT_SPECIES_ROW)
#undef LT_SPECIES_ROW
};

const lt_species_set lt_passive_set = {LT_N_SPECIES, lt_passive_species};

enum lt_dry_class lt_primary_particles(const char *name) {
    if (strcmp(name, LT_PRIMARY_FINE) == 0) return LT_DRY_FINE;
    return strcmp(name, LT_PRIMARY_COARSE) == 0 ? LT_DRY_COARSE : LT_DRY_NONE;
}

int lt_species_find(const lt_species_set *set, const char *name) {
    for (int s = 0; s < set->n; ++s)
        if (strcmp(set->info[s].name, name) == 0) return s;
    return -1;
}
