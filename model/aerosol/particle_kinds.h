/* particle_kinds.h - the particles of a set as sizes and light ask for them, by their places in it. */
#ifndef LT_PARTICLE_KINDS_H
#define LT_PARTICLE_KINDS_H

#include "model/state/chemical_set.h"

typedef struct lt_particle_kind {
    int species, mode;
    bool counts, organic, soot;                    /* counts: false of water and its acid, which have no dry volume */
    double density, kappa, refraction, absorption; /* kg/m3; 1; 1; m2/kg */
} lt_particle_kind;

typedef struct lt_particle_kinds {
    int n, water; /* which of them is the water of fine salts, -1: none */
    lt_particle_kind *of;
} lt_particle_kinds;

/* All particles of a set; of one without a mechanism fine ones have 1600 kg/m3 and kappa 0.3, coarse 2300 kg/m3 and
 * 0.03 (A). LT_ERR_MEMORY. Free it also then. */
lt_status lt_particle_kinds_create(const lt_chemical_set *set, lt_particle_kinds *out);
void lt_particle_kinds_free(lt_particle_kinds *kinds);

#endif
