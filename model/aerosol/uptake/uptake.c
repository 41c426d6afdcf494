/* uptake.c - the kernels by their names, and the rates by theirs. */
#include "model/aerosol/uptake/kernels.h"

#include <string.h>

const lt_uptake_kernel *lt_uptake_kernel_of(const char *isa) {
    if (isa && strcmp(isa, "v4") == 0) return &lt_kernel_uptake_v4;
    if (isa && strcmp(isa, "v3") == 0) return &lt_kernel_uptake_v3;
    return &lt_uptake_plain;
}

int lt_uptake_of(const char *external) {
    static const char *const names[LT_N_UPTAKES] = {
#define NAME(name, external) #external,
        LT_UPTAKE_LIST(NAME)
#undef NAME
    };
    for (int k = 0; k < LT_N_UPTAKES; k++)
        if (strcmp(names[k], external) == 0) return k;
    return -1;
}

lt_n2o5_law lt_n2o5_law_of(const char *name) {
    static const char *const names[LT_N_N2O5_LAWS] = {
#define NAME(law) #law,
        LT_N2O5_LAWS(NAME)
#undef NAME
    };
    int law = name ? LT_N_N2O5_LAWS - 1 : 0;
    while (law > 0 && strcmp(names[law], name) != 0) --law;
    return (lt_n2o5_law)law;
}
