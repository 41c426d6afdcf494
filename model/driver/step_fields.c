#include "model/driver/step_fields.h"

#include "model/aerosol/neutral.h"

#include <string.h>

lt_status lt_step_fields_create(const lt_chemical_set *set, const lt_air *air, const lt_state *state,
                                const char *mixing, lt_step_fields *f) {
    memset(f, 0, sizeof *f);
    f->splits = !set->mechanism;
    f->scheme = lt_layer_mixing_named(mixing);
    LT_TRY(lt_layer_mixing_create(air, &f->mixing));
    for (int c = 0; c < LT_N_DRY_CLASSES; ++c)
        LT_TRY(lt_calloc((size_t)air->layer, sizeof(double), &f->swept_class[c]));
    LT_TRY(lt_calloc((size_t)state->n_species, sizeof *f->swept, &f->swept));
    for (int s = 0; s < state->n_species; ++s) f->swept[s] = f->swept_class[state->species[s].dry_class];
    return LT_OK;
}

void lt_step_fields_free(lt_step_fields *f) {
    lt_layer_mixing_free(&f->mixing);
    lt_free(f->swept);
    for (int c = 0; c < LT_N_DRY_CLASSES; ++c) lt_free(f->swept_class[c]);
    memset(f, 0, sizeof *f);
}

/* Mixing ratios of one cell of the lowest layer, whichever block holds it. */
static void ground_values(const lt_state *state, int b, int j, int i, double q[LT_N_SPECIES]) {
    const lt_state_block *block = &state->blocks[b];
    for (int s = 0; s < LT_N_SPECIES; ++s) q[s] = (double)lt_state_slab(block, s, 0)[j * block->row + i];
}

static void set_swept(lt_step_fields *f, const lt_grid *grid, const lt_weather *w, const lt_air *air,
                      const lt_state *state) {
    int sea_region = lt_grid_region(grid, "sea");
    double depth = grid->z_edge[1] - grid->z_edge[0];
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *place = &state->blocks[b].place;
        for (int j = 0; j < place->nj; ++j)
            for (int i = 0; i < place->ni; ++i) {
                int gi = place->i0 + i, gj = place->j0 + j;
                size_t c = (size_t)gj * (size_t)grid->nx + (size_t)gi;
                size_t plane = (size_t)grid->nx * (size_t)grid->ny;
                double q[LT_N_SPECIES];
                lt_neutral split = {0};
                if (f->splits) {
                    ground_values(state, b, j, i, q);
                    split = lt_neutral_split(q[LT_S_SO4], q[LT_S_TNO3], q[LT_S_NHX],
                                             lt_nitrate_product(w->temperature_2m[c], w->humidity[c]));
                }
                lt_dry_surface surface = {
                    .friction_velocity = w->friction_velocity[c],
                    .inverse_obukhov_length = w->inverse_obukhov_length[c],
                    .temperature = w->temperature_2m[c],
                    .sea_share = sea_region < 0 ? 0.0 : grid->region_fraction[(size_t)sea_region * plane + c],
                    .height = 0.5 * depth};
                for (int n = 1; n < LT_N_DRY_CLASSES; ++n) {
                    double gas = n == LT_DRY_NITRATE   ? 1.0 - split.nitrate_particle_share
                                 : n == LT_DRY_AMMONIA ? 1.0 - split.ammonia_particle_share
                                                       : 0.0;
                    ptrdiff_t at = lt_air_at(air, 0, gj, gi);
                    f->swept_class[n][at] =
                        lt_dry_velocity(&surface, (enum lt_dry_class)n, gas) * air->begin[at] / depth;
                }
            }
    }
}

void lt_step_fields_set(lt_step_fields *f, const lt_grid *grid, const lt_weather *w, const lt_air *air,
                        const lt_state *state) {
    const lt_mixing_weather mixing = {.z_edge = grid->z_edge, .weather = w, .air = air};
    f->scheme(&mixing, &f->mixing);
    set_swept(f, grid, w, air, state);
}
