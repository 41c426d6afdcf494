#include "model/state/tile.h"

static int tiles_of(const lt_block *place) {
    return (place->ni * place->nj + LT_LANES - 1) / LT_LANES;
}

static void fill(const lt_part *part, const lt_state_block *b, int block, int first, lt_tile *tile) {
    int n_columns = b->place.ni * b->place.nj;
    tile->block = block;
    tile->i0 = part->i0;
    tile->j0 = part->j0;
    tile->n = n_columns - first < LT_LANES ? n_columns - first : LT_LANES;
    for (int l = 0; l < LT_LANES; ++l) {
        int column = first + (l < tile->n ? l : tile->n - 1), i = column % b->place.ni, j = column / b->place.ni;
        tile->i[l] = b->place.i0 + i;
        tile->j[l] = b->place.j0 + j;
        if (l >= tile->n) continue;
        if (l == 0 || i == 0)
            tile->run[tile->n_runs++] =
                (lt_run){.lane = l, .place = j * (int)b->row + i, .i = tile->i[l], .j = tile->j[l]};
        ++tile->run[tile->n_runs - 1].n;
    }
}

lt_status lt_tiles_create(lt_state *state) {
    int n = 0;
    for (int b = 0; b < state->decomp.n_blocks; ++b) n += tiles_of(&state->blocks[b].place);
    LT_TRY(lt_calloc((size_t)n, sizeof *state->tiles, &state->tiles));
    for (int b = 0; b < state->decomp.n_blocks; ++b)
        for (int q = 0; q < tiles_of(&state->blocks[b].place); ++q)
            fill(&state->part, &state->blocks[b], b, q * LT_LANES, &state->tiles[state->n_tiles++]);
    return LT_OK;
}

lt_status lt_tile_at_cell(const lt_tile *tile, int cell, const char *what, lt_status status) {
    const int l = cell % LT_LANES;
    return lt_error_context(status, "%s of layer %d, row %d, column %d", what, cell / LT_LANES, tile->j0 + tile->j[l],
                            tile->i0 + tile->i[l]);
}
