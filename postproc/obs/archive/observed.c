#include "postproc/obs/archive/observed.h"

#include "postproc/reference_state.h"

#include <string.h>
#include <strings.h>

const lt_observed_row lt_observed_table[LT_N_OBSERVED] = {
#define LT_OBSERVED_ROW(id, name, header, gas, molar, variable) {name, header, gas, molar, variable},
    LT_OBSERVED_LIST(LT_OBSERVED_ROW)
#undef LT_OBSERVED_ROW
};

int lt_observed_find(const char *name, size_t length) {
    for (int s = 0; s < LT_N_OBSERVED; s++) {
        const lt_observed_row *row = &lt_observed_table[s];
        if (strlen(row->name) == length && strncasecmp(row->name, name, length) == 0) return s;
        if (strlen(row->header) == length && strncasecmp(row->header, name, length) == 0) return s;
    }
    return -1;
}

double lt_observed_ugm3_of_ppb(lt_observed species) {
    const double gas_constant = 8314.462618; /* J kmol-1 K-1 */
    const double kmol_m3 = 101325.0 / (gas_constant * lt_state_temperature(LT_STATE_REFERENCE));
    return 1e-9 * kmol_m3 * lt_observed_table[species].molar * 1e9; /* a part in 1e9, kg to ug */
}

double lt_observed_to_reference(lt_observed species, lt_obs_state state, lt_obs_state *out_state) {
    *out_state = state;
    if (!lt_observed_table[species].is_gas || state != LT_STATE_STANDARD) return 1.0;
    *out_state = LT_STATE_REFERENCE;
    return lt_state_temperature(LT_STATE_STANDARD) / lt_state_temperature(LT_STATE_REFERENCE);
}
