#include "model/state/state.h"

#include "base/status.h"
#include "model/state/tile.h"

#include <stdint.h>
#include <string.h>

enum { LT_ROW_BYTES = 64 };

static lt_status block_create(lt_block place, int n_species, int nz, lt_state_block *b) {
    ptrdiff_t per_line = LT_ROW_BYTES / (ptrdiff_t)sizeof(lt_real);
    b->place = place;
    const ptrdiff_t before = (LT_HALO + per_line - 1) / per_line * per_line; /* cell (0,0) begins a cache line */
    /* The halo before a row stands at the end of the row before it. Kernels write whole vectors and put back there what
     * they found (kernel/advection.h). */
    const ptrdiff_t lines = (place.ni + per_line - 1) / per_line * per_line, end = place.ni + LT_HALO;
    b->row = ((lines > end ? lines : end) + LT_HALO + per_line - 1) / per_line * per_line;
    b->layer = b->row * (place.nj + 2 * LT_HALO);
    b->species = b->layer * nz;
    LT_TRY(lt_calloc((size_t)(b->species * n_species + before), sizeof(lt_real), &b->storage));
    b->origin = b->storage + LT_HALO * b->row + before;
    return LT_OK;
}

lt_status lt_state_create_part(const lt_species_set *species, const lt_part *part, int nz, int nbx, int nby,
                               lt_state **out) {
    lt_state *state;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *state, &state));
    state->part = *part;
    state->nx = part->ni;
    state->ny = part->nj;
    state->nz = nz;
    state->n_species = species->n;
    state->species = species->info;
    lt_status status;
    LT_TRY_GOTO(status, lt_decomp_create(part->ni, part->nj, nbx, nby, LT_HALO, &state->decomp), fail);
    LT_TRY_GOTO(status, lt_calloc((size_t)state->decomp.n_blocks, sizeof *state->blocks, &state->blocks), fail);
    for (int b = 0; b < state->decomp.n_blocks; ++b)
        LT_TRY_GOTO(status, block_create(state->decomp.blocks[b], species->n, nz, &state->blocks[b]), fail);
    LT_TRY_GOTO(status, lt_tiles_create(state), fail);
    *out = state;
    return LT_OK;
fail:
    lt_state_free(state);
    return status;
}

lt_status lt_state_create(const lt_species_set *species, int nx, int ny, int nz, int nbx, int nby, lt_state **out) {
    const lt_part whole = lt_part_whole(nx, ny);
    return lt_state_create_part(species, &whole, nz, nbx, nby, out);
}

void lt_state_free(lt_state *state) {
    if (!state) return;
    for (int b = 0; state->blocks && b < state->decomp.n_blocks; ++b) lt_free(state->blocks[b].storage);
    lt_free(state->blocks);
    lt_free(state->tiles);
    lt_decomp_free(&state->decomp);
    lt_free(state);
}

static void copy_species(const lt_state *state, int s, lt_real *array, int to_array) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_state_block *me = &state->blocks[b];
        for (int k = 0; k < state->nz; ++k)
            for (int j = 0; j < me->place.nj; ++j) {
                lt_real *row = lt_state_slab(me, s, k) + j * me->row;
                lt_real *flat = array + ((size_t)k * state->ny + (size_t)(me->place.j0 + j)) * state->nx + me->place.i0;
                memcpy(to_array ? flat : row, to_array ? row : flat, (size_t)me->place.ni * sizeof(lt_real));
            }
    }
}

void lt_state_get(const lt_state *state, int s, lt_real *out) {
    copy_species(state, s, out, 1);
}

void lt_state_set(lt_state *state, int s, const lt_real *in) {
    /* copy_species only reads the array when it fills the state. */
    copy_species(state, s, (lt_real *)(uintptr_t)in, 0);
}

lt_status lt_state_digest(const lt_state *state, lt_digest out) {
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_real *flat;
    LT_TRY(lt_calloc(n, sizeof *flat, &flat));
    lt_hash hash;
    lt_hash_init(&hash);
    for (int s = 0; s < state->n_species; ++s) {
        lt_state_get(state, s, flat);
        lt_hash_bytes(&hash, flat, n * sizeof *flat);
    }
    lt_hash_end(&hash, out);
    lt_free(flat);
    return LT_OK;
}
