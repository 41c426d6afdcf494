#include "model/driver/output_columns.h"

#include <string.h>

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

static bool of_sites(const lt_output_columns *columns) {
    return columns->sites.n > 0;
}

lt_status lt_output_columns_create(const lt_part *part, const lt_grid *grid, const lt_output_set *set,
                                   lt_output_columns *out) {
    const bool cities = set->place == LT_OUT_CITIES;
    out->part = *part;
    if (cities) LT_TRY(take_sites(grid, set, &out->sites));
    out->n = cities ? (size_t)out->sites.n : (size_t)grid->nx * (size_t)grid->ny;
    out->whole = cities ? out->n : (size_t)part->nx * (size_t)part->ny;
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

lt_status lt_output_columns_join(lt_output_columns *columns, int layers) {
    if (columns->part.comm.size == 1 || of_sites(columns)) return LT_OK;
    return lt_gather_create(&columns->part, layers, sizeof(float), &columns->gather);
}

void lt_output_columns_free(lt_output_columns *columns) {
    lt_sites_free(&columns->sites);
    lt_gather_free(columns->gather);
    lt_free(columns->items);
}

void lt_output_columns_find(lt_output_columns *columns, const lt_state *state) {
    if (columns->found) return;
    columns->found = true;
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

/* --- over ranks --- */

/* A site has one owner, and the others bring zeros: a sum of whole numbers leaves its bits as they are. */
static lt_status merge_sites(const lt_output_columns *columns, int layers, void *values, size_t bytes) {
    const size_t n = (size_t)layers * columns->n;
    int64_t *bits;
    char *value = values;
    if (columns->part.comm.size == 1) return LT_OK;
    LT_TRY(lt_calloc(n, sizeof *bits, &bits));
    for (size_t c = 0; c < n; ++c)
        if (columns->items[c % columns->n].block >= 0) memcpy(&bits[c], value + c * bytes, bytes);
    const lt_status status = lt_comm_sum_i64(&columns->part.comm, bits, (long)n);
    for (size_t c = 0; c < n && status == LT_OK; ++c) memcpy(value + c * bytes, &bits[c], bytes);
    lt_free(bits);
    return status;
}

lt_status lt_output_columns_collect(lt_output_columns *columns, int layers, float *mine, float *whole) {
    if (columns->gather) {
        const ptrdiff_t row = columns->part.ni, plane = row * columns->part.nj;
        return lt_gather_field(columns->gather, layers, &(lt_gather_part){mine, row, plane}, whole);
    }
    return of_sites(columns) ? merge_sites(columns, layers, mine, sizeof *mine) : LT_OK;
}

lt_status lt_output_columns_exchange(lt_output_columns *columns, lt_restart *restart, const char *group,
                                     const char *name, int layers, double *mine) {
    if (!of_sites(columns)) return lt_restart_cells(restart, group, name, "1", &columns->part, layers, mine);
    LT_TRY(merge_sites(columns, layers, mine, sizeof *mine));
    return lt_restart_doubles(restart, group, name, "1", (size_t)layers * columns->n, mine);
}
