/* aerosol_sizes.c - how large the wet particles of a tile are, by mode (sizes/sizes.h): fine salts with the water of
 * the equilibrium, other matter with that of its kappa. */
#include "model/aerosol/aerosol_tile.h"

void lt_aerosol_sizes(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    for (int mode = 0; mode < LT_N_PARTICLE_MODES; ++mode) {
        const lt_size_sums sums = {t->spare[0], t->spare[1], t->spare[2]};
        const lt_size_rows out = {.surface = t->surface[mode], .radius = t->radius[mode]};
        lt_size_clear(t->n, &sums);
        for (int n = 0; n < plan->kinds.n; ++n) {
            const lt_particle_kind *of = &plan->kinds.of[n];
            if (of->mode == mode && of->counts)
                lt_size_add(t->n, of->density, of->kappa, t->row[plan->row_of_kind[n]], t->density, &sums);
        }
        lt_size_of(t->n, mode, &sums, mode == LT_FINE ? t->x[LT_PART_AH2OJ] : NULL, t->humidity, t->density, &out);
    }
}
