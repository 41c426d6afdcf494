#include "model/driver/output_columns.h"

/* Sites off the grid are left out: a nest or a window does not hold all. */
static lt_status take_sites(const lt_grid *grid, const lt_output_set *set, lt_sites *out) {
    LT_TRY(lt_sites_read_shipped(out));
    long kept = 0;
    for (long q = 0; q < out->n; ++q) {
        int i, j;
        bool inside;
        LT_TRY(lt_grid_cell(grid, out->items[q].lon, out->items[q].lat, &i, &j, &inside));
        if (inside) out->items[kept++] = out->items[q];
    }
    out->n = kept;
    if (kept > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no national site lies on the grid",
                    .where = lt_fmt("output set %s, grid %s", set->name, grid->name),
                    .expected = "a grid that holds sites", .found = "none", .todo = "leave the set out");
}

lt_status lt_output_columns_create(const lt_grid *grid, const lt_output_set *set, lt_output_columns *out) {
    const bool cities = set->place == LT_OUT_CITIES;
    if (cities) LT_TRY(take_sites(grid, set, &out->sites));
    out->n = cities ? (size_t)out->sites.n : (size_t)grid->nx * (size_t)grid->ny;
    LT_TRY(lt_calloc(out->n, sizeof *out->items, &out->items));
    for (size_t c = 0; c < out->n; ++c) {
        lt_output_column *column = &out->items[c];
        column->block = -1;
        column->i = (int)(c % (size_t)grid->nx);
        column->j = (int)(c / (size_t)grid->nx);
        if (!cities) continue;
        bool inside;
        LT_TRY(lt_grid_cell(grid, out->sites.items[c].lon, out->sites.items[c].lat, &column->i, &column->j, &inside));
    }
    return LT_OK;
}

void lt_output_columns_free(lt_output_columns *columns) {
    lt_sites_free(&columns->sites);
    lt_free(columns->items);
}

void lt_output_columns_find(lt_output_columns *columns, const lt_state *state) {
    if (columns->items[0].block >= 0) return;
    for (size_t c = 0; c < columns->n; ++c) {
        lt_output_column *column = &columns->items[c];
        for (int b = 0; b < state->decomp.n_blocks; ++b) {
            const lt_state_block *block = &state->blocks[b];
            int i = column->i - block->place.i0, j = column->j - block->place.j0;
            if (i < 0 || j < 0 || i >= block->place.ni || j >= block->place.nj) continue;
            column->block = b;
            column->place = j * block->row + i;
        }
    }
}
