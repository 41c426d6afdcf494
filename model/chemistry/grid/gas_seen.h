/* gas_seen.h - what the chemistry of the grid finds of a column beside its species: fields [ny][nx] of the last step,
 * for outputs. */
#ifndef LT_GAS_SEEN_H
#define LT_GAS_SEEN_H

#include "model/aerosol/sizes/optics.h"

/* X(NAME, name, CF standard name, unit, description) */
#define LT_GAS_SEEN_LIST(X)                                                                                            \
    X(VISIBILITY, LT_VISIBILITY_NAME, "visibility_in_air", LT_VISIBILITY_UNIT, LT_VISIBILITY_TEXT)                     \
    X(AOD, LT_AOD_NAME, "atmosphere_optical_thickness_due_to_ambient_aerosol_particles", LT_AOD_UNIT, LT_AOD_TEXT)

enum {
#define LT_GAS_SEEN_ENUM(symbol, ...) LT_GAS_SEEN_##symbol,
    LT_GAS_SEEN_LIST(LT_GAS_SEEN_ENUM) LT_N_GAS_SEEN
#undef LT_GAS_SEEN_ENUM
};

typedef struct lt_gas_seen_row {
    const char *name, *standard_name, *unit, *text;
} lt_gas_seen_row;

static const lt_gas_seen_row lt_gas_seen_rows[LT_N_GAS_SEEN] = {
#define LT_GAS_SEEN_ROW(symbol, name, standard, unit, text) {name, standard, unit, text},
    LT_GAS_SEEN_LIST(LT_GAS_SEEN_ROW)
#undef LT_GAS_SEEN_ROW
};

#endif
