#include "postproc/obs/measured.h"

#include <string.h>

const lt_measured_row lt_measured_table[LT_N_MEASURED] = {
#define LT_MEASURED_ROW(id, name, unit, ugm3, gas, variable) {name, unit, ugm3, gas, variable},
    LT_MEASURED_LIST(LT_MEASURED_ROW)
#undef LT_MEASURED_ROW
};

bool lt_measured_find(const char *name, lt_measured *out) {
    for (int s = 0; s < LT_MEASURED_NOX; s++) {
        if (strcmp(lt_measured_table[s].name, name) != 0) continue;
        *out = (lt_measured)s;
        return true;
    }
    return false;
}
