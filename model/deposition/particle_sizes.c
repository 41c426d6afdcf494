#include "model/deposition/particle_sizes.h"

#include "model/aerosol/constituents.h"

#include <string.h>

_Static_assert((int)LT_FINE == (int)LT_SIZE_FINE && (int)LT_COARSE == (int)LT_SIZE_COARSE, "modes have one order");

static const lt_sized_species unknown[LT_N_SIZE_MODES] = {{-1, LT_SIZE_FINE, 1600.0, 0.3},
                                                          {-1, LT_SIZE_COARSE, 2300.0, 0.03}};

static bool is_organic(const lt_constituent *particle) {
#define ORGANIC(name, ...) name,
    static const char *const names[] = {LT_ORGANIC_PARTICLE_LIST(ORGANIC)};
#undef ORGANIC
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
        if (strcmp(names[n], particle->name) == 0) return true;
    return false;
}

static lt_sized_species sized(const lt_species_info *info, int s, bool water) {
    const lt_constituent *particle = info->particle;
    lt_sized_species of = unknown[info->dry_class == LT_DRY_COARSE];
    if (particle) {
        const bool given = water && particle->mode == LT_FINE && !is_organic(particle);
        of = (lt_sized_species){s, (int)particle->mode, 1e3 * particle->density_gcm3, given ? 0.0 : particle->kappa};
    }
    of.species = s;
    return of;
}

lt_status lt_particle_sizes_create(const lt_chemical_set *set, lt_particle_sizes *out) {
    *out = (lt_particle_sizes){.water = lt_chemical_set_find(set, "AH2OJ")};
    LT_TRY(lt_calloc((size_t)set->n, sizeof *out->of, &out->of));
    for (int s = 0; s < set->n; ++s)
        if (set->info[s].dry_class != LT_DRY_NONE && s != out->water)
            out->of[out->n++] = sized(&set->info[s], s, out->water >= 0);
    return LT_OK;
}

void lt_particle_sizes_free(lt_particle_sizes *sizes) {
    lt_free(sizes->of);
    *sizes = (lt_particle_sizes){0};
}

enum { N_ROWS = 3 * LT_N_SIZE_MODES + 2 };

size_t lt_particle_sizes_work(int nz) {
    return (size_t)(N_ROWS * nz) * LT_LANES;
}

void lt_particle_sizes_of(const lt_particle_sizes *sizes, const lt_state *state, const lt_tile *tile, int nz,
                          const double *humidity, const double *air, double *work,
                          const lt_size_rows out[LT_N_SIZE_MODES]) {
    const int n = nz * LT_LANES;
    double *q = work + (N_ROWS - 2) * n, *water = work + (N_ROWS - 1) * n;
    lt_size_sums sums[LT_N_SIZE_MODES];
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode) {
        double *rows = work + 3 * mode * n;
        sums[mode] = (lt_size_sums){rows, rows + n, rows + 2 * n};
        lt_size_clear(n, &sums[mode]);
    }
    for (int s = 0; s < sizes->n; ++s) {
        const lt_sized_species *of = &sizes->of[s];
        lt_tile_load_layers(state, tile, of->species, nz, q);
        lt_size_add(n, of->density, of->kappa, q, air, &sums[of->mode]);
    }
    if (sizes->water >= 0) lt_tile_load_layers(state, tile, sizes->water, nz, water);
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode)
        lt_size_of(n, mode, &sums[mode], mode == LT_SIZE_FINE && sizes->water >= 0 ? water : NULL, humidity, air,
                   &out[mode]);
}
