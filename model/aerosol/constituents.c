#include "model/aerosol/constituents.h"

#include <stddef.h>
#include <string.h>

const lt_constituent lt_constituents[LT_N_CONSTITUENTS] = {
#define CONSTITUENT(name, ...) {name, __VA_ARGS__},
    LT_INORGANIC_PARTICLE_LIST(CONSTITUENT) LT_ORGANIC_PARTICLE_LIST(CONSTITUENT)
#undef CONSTITUENT
};

const lt_constituent *lt_constituent_find(const char *name) {
    for (int n = 0; n < LT_N_CONSTITUENTS; ++n)
        if (strcmp(lt_constituents[n].name, name) == 0) return &lt_constituents[n];
    return NULL;
}
