#include "model/aerosol/constituents.h"

#include <stddef.h>
#include <string.h>

const lt_constituent lt_inorganic_constituents[LT_N_INORGANIC] = {
#define CONSTITUENT(name, ...) {name, __VA_ARGS__},
    LT_INORGANIC_PARTICLE_LIST(CONSTITUENT)
#undef CONSTITUENT
};

static const struct {
    const char *name, *text;
} organic[] = {
#define ORGANIC(name, text) {name, text},
    LT_ORGANIC_PARTICLE_LIST(ORGANIC)
#undef ORGANIC
};

lt_constituent lt_constituent_organic(const char *name, double molar_mass, double density_gcm3, double kappa) {
    lt_constituent out = {name, name, LT_FINE, molar_mass, density_gcm3, kappa, LT_ORGANIC_REFRACTION, 0.0};
    for (size_t n = 0; n < sizeof organic / sizeof *organic; ++n)
        if (strcmp(organic[n].name, name) == 0) out.text = organic[n].text;
    return out;
}
