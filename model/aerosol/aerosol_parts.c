#include "model/aerosol/aerosol_parts.h"

#include "model/aerosol/constituents.h"

static const char *const names[LT_N_PARTS] = {
#define PART_NAME(name, changes) #name,
    LT_AEROSOL_PART_LIST(PART_NAME)
#undef PART_NAME
};
static const bool changing[LT_N_PARTS] = {
#define PART_CHANGES(name, changes) changes,
    LT_AEROSOL_PART_LIST(PART_CHANGES)
#undef PART_CHANGES
};

static int row_of(lt_aerosol_parts *parts, int species) {
    for (int r = 0; r < parts->n; ++r)
        if (parts->species[r] == species) return r;
    parts->species[parts->n] = species;
    return parts->n++;
}

int lt_aerosol_parts_row(lt_aerosol_parts *parts, const lt_chemical_set *set, const char *name) {
    const int s = lt_chemical_set_find(set, name);
    return s < 0 ? -1 : row_of(parts, s);
}

int lt_aerosol_parts_changing(lt_aerosol_parts *parts, const lt_chemical_set *set, const char *name) {
    const int row = lt_aerosol_parts_row(parts, set, name);
    if (row >= 0) parts->changes[row] = true;
    return row;
}

lt_status lt_aerosol_parts_create(const lt_chemical_set *set, lt_aerosol_parts *out) {
    *out = (lt_aerosol_parts){0};
    LT_TRY(lt_calloc((size_t)set->n, sizeof *out->species, &out->species));
    LT_TRY(lt_calloc((size_t)set->n, sizeof *out->changes, &out->changes));
    for (int p = 0; p < LT_N_PARTS; ++p) {
        out->row[p] = (changing[p] ? lt_aerosol_parts_changing : lt_aerosol_parts_row)(out, set, names[p]);
        if (out->row[p] < 0) continue;
        const lt_species_info *info = &set->info[out->species[out->row[p]]];
        out->molar_mass[p] = info->particle ? info->particle->molar_mass : info->molar_mass;
    }
    return LT_OK;
}

void lt_aerosol_parts_free(lt_aerosol_parts *parts) {
    lt_free(parts->species);
    lt_free(parts->changes);
    *parts = (lt_aerosol_parts){0};
}
