#include "model/deposition/wet.h"

#include "model/kernel/ltmath.h"

static double remove_column(lt_state *state, int b, int s, int j, int i, const double *mass, ptrdiff_t layer,
                            double share_left, const double *z_edge) {
    const lt_state_block *block = &state->blocks[b];
    double removed = 0.0;
    for (int k = 0; k < state->nz && 0.5 * (z_edge[k] + z_edge[k + 1]) < 2000.0; ++k) {
        lt_real *q = lt_state_slab(block, s, k) + j * block->row + i;
        lt_real left = (lt_real)((double)*q * share_left);
        removed += ((double)*q - (double)left) * mass[k * layer];
        *q = left;
    }
    return removed;
}

void lt_wet_remove(lt_state *state, const double *mass, ptrdiff_t mass_row, ptrdiff_t mass_layer,
                   const double *precipitation, const double *z_edge, double dt, double *removed) {
#pragma omp parallel for schedule(dynamic) /* the few that rain takes stand side by side */
    for (int s = 0; s < state->n_species; ++s) {
        double ratio = state->species[s].wet_ratio;
        if (ratio <= 0.0) continue;
        for (int b = 0; b < state->decomp.n_blocks; ++b) {
            const lt_block *p = &state->blocks[b].place;
            for (int j = 0; j < p->nj; ++j)
                for (int i = 0; i < p->ni; ++i) {
                    int gi = p->i0 + i, gj = p->j0 + j;
                    ptrdiff_t c = (ptrdiff_t)gj * state->nx + gi;
                    double rain = precipitation[c];
                    if (rain <= 0.0) continue;
                    double lambda = ratio * 1e6 * rain / (1000.0 * 1000.0);
                    const double *column = mass + (gj + 1) * mass_row + gi + 1;
                    removed[(ptrdiff_t)s * state->nx * state->ny + c] +=
                        remove_column(state, b, s, j, i, column, mass_layer, lt_exp(-lambda * dt), z_edge);
                }
        }
    }
}
