#include "model/deposition/particle_sizes.h"

_Static_assert((int)LT_FINE == (int)LT_SIZE_FINE && (int)LT_COARSE == (int)LT_SIZE_COARSE, "modes have one order");

enum { N_ROWS = 3 * LT_N_SIZE_MODES + 2 };

size_t lt_particle_sizes_work(int nz) {
    return (size_t)(N_ROWS * nz) * LT_LANES;
}

static bool is_asked(const lt_size_rows *of) {
    return of->diameter || of->density || of->volume || of->surface || of->radius || of->number;
}

void lt_particle_sizes_of(const lt_particle_kinds *sizes, const lt_state *state, const lt_tile *tile, int nz,
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
    for (int k = 0; k < sizes->n; ++k) {
        const lt_particle_kind *of = &sizes->of[k];
        if (!of->counts || !is_asked(&out[of->mode])) continue;
        lt_tile_load_layers(state, tile, of->species, nz, q);
        lt_size_add(n, of->density, of->kappa, q, air, &sums[of->mode]);
    }
    const bool has_water = sizes->water >= 0 && is_asked(&out[LT_SIZE_FINE]);
    if (has_water) lt_tile_load_layers(state, tile, sizes->of[sizes->water].species, nz, water);
    for (int mode = 0; mode < LT_N_SIZE_MODES; ++mode)
        if (is_asked(&out[mode]))
            lt_size_of(n, mode, &sums[mode], mode == LT_SIZE_FINE && has_water ? water : NULL, humidity, air,
                       &out[mode]);
}
