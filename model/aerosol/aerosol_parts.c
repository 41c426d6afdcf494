#include "model/aerosol/aerosol_parts.h"

#include "model/aerosol/constituents.h"

static const char *const names[LT_N_PARTS] = {
#define PART_NAME(name) #name,
    LT_AEROSOL_GAS_LIST(PART_NAME) LT_AEROSOL_PARTICLE_LIST(PART_NAME)
#undef PART_NAME
};

void lt_aerosol_parts_find(const lt_chemical_set *set, lt_aerosol_parts *out) {
    for (int p = 0; p < LT_N_PARTS; ++p) {
        const int s = lt_chemical_set_find(set, names[p]);
        out->place[p] = s;
        if (s < 0) continue;
        const lt_constituent *particle = set->info[s].particle;
        out->molar_mass[p] = particle ? particle->molar_mass : set->info[s].molar_mass;
    }
}
