/* facts.c - a scheme as the kernels take it; which kernel runs. */
#include "model/aerosol/organics/kernels.h"

#include <string.h>

/* The place of an enthalpy; a new one at the end. */
static int place_of(lt_organics_facts *facts, double enthalpy_K) {
    int e = 0;
    while (e < facts->n_enthalpies && facts->enthalpy_K[e] != enthalpy_K) e++;
    if (e == facts->n_enthalpies) facts->enthalpy_K[facts->n_enthalpies++] = enthalpy_K;
    return e;
}

void lt_organics_facts_fill(const lt_organics_scheme *scheme, lt_organics_facts *out) {
    memset(out, 0, sizeof *out);
    out->n_pairs = scheme->n_pairs;
    out->n_only = scheme->n_only;
    for (int p = 0; p < scheme->n_pairs; p++) {
        const lt_organics_pair *pair = &scheme->pairs[p];
        out->per_ug[p] = 1.0 / pair->particle.molar_mass;
        out->at_298[p] = pair->saturation_ugm3 / pair->particle.molar_mass;
        out->enthalpy_of[p] = place_of(out, pair->enthalpy / LT_ORGANICS_GAS_CONSTANT);
    }
    for (int p = 0; p < scheme->n_only; p++)
        out->only_per_ug[p] = scheme->only[p].absorbs ? 1.0 / scheme->only[p].molar_mass : 0.0;
}

const lt_organics_kernel *lt_organics_kernel_of(const char *isa) {
    if (isa && strcmp(isa, "v4") == 0) return &lt_kernel_organics_v4;
    if (isa && strcmp(isa, "v3") == 0) return &lt_kernel_organics_v3;
    return &lt_organics_plain;
}
