/* species.c - the table of species.h as data. */
#include "model/state/species.h"

#include "model/deposition/dry.h"

const lt_species_info lt_species_table[LT_N_SPECIES] = {
#define LT_SPECIES_ROW(symbol, name, text, emitted, wet, dry) {name, text, emitted, wet, dry},
    LT_SPECIES_LIST(LT_SPECIES_ROW)
#undef LT_SPECIES_ROW
};

const lt_species_set lt_species_alone = {LT_N_SPECIES, lt_species_table};
