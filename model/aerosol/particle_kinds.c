#include "model/aerosol/particle_kinds.h"

#include <string.h>

/* Of a set without a mechanism. */
static const lt_particle_kind unknown[LT_N_PARTICLE_MODES] = {
    {.mode = LT_FINE, .counts = true, .density = 1600.0, .kappa = 0.3, .refraction = 1.5},
    {.mode = LT_COARSE, .counts = true, .density = 2300.0, .kappa = 0.03, .refraction = 1.53}};

static lt_particle_kind kind_of(const lt_chemical_set *set, int species) {
    const lt_constituent *of = set->info[species].particle;
    if (!of) {
        lt_particle_kind kind = unknown[set->info[species].dry_class == LT_DRY_COARSE];
        kind.species = species;
        return kind;
    }
    return (lt_particle_kind){.species = species,
                              .mode = (int)of->mode,
                              .counts = strcmp(of->name, "AH2OJ") != 0 && strcmp(of->name, "AH3OPJ") != 0,
                              .organic = lt_organics_scheme_particle(set->organics, of->name) != NULL,
                              .soot = strcmp(of->name, "AECJ") == 0,
                              .density = 1e3 * of->density_gcm3,
                              .kappa = of->kappa,
                              .refraction = of->refraction,
                              .absorption = 1e3 * of->absorption_m2g};
}

lt_status lt_particle_kinds_create(const lt_chemical_set *set, lt_particle_kinds *out) {
    *out = (lt_particle_kinds){.water = -1};
    LT_TRY(lt_calloc((size_t)set->n, sizeof *out->of, &out->of));
    for (int s = 0; s < set->n; ++s) {
        if (set->info[s].dry_class == LT_DRY_NONE) continue;
        if (strcmp(set->info[s].name, "AH2OJ") == 0) out->water = out->n;
        out->of[out->n++] = kind_of(set, s);
    }
    return LT_OK;
}

void lt_particle_kinds_free(lt_particle_kinds *kinds) {
    lt_free(kinds->of);
    *kinds = (lt_particle_kinds){0};
}
