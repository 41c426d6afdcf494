/* near_map.c
 *
 *   C(x) = r(x) + G(x) alpha(x)
 * E of a cell is its value, E_local = min(tag, E): passive tags know no chemistry, which may have taken more of the
 * species than the tag says. G is the Gaussian field of the same sources (near_field.c) and <G> its mean over the
 * points of a cell. alpha keeps <G alpha> = E_local, r keeps <r> = E - E_local (both keep.c, with weight G and 1), so
 * that <C> = E; both are continuous and >= 0, and so is C where G is. alpha is E_local/<G> of the cell, made
 * continuous. Where <G> < least E_local the wind of the Gaussian model does not bring there what the grid has there
 * (numerical spread, calms, the hour before): the local part stays with r, which is flat but for what continuity wants.
 */
#include "model/gaussian/subgrid/near_map.h"

#include <stdbool.h>
#include <string.h>

struct lt_near_map {
    lt_keep *keep;
    double *rest, *local; /* means of the cells */
};

static size_t cells_of(const lt_keep_shape *s) {
    return (size_t)s->nx * (size_t)s->ny;
}

lt_status lt_near_map_create(lt_keep_shape shape, lt_near_map **out) {
    lt_near_map *map;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *map, &map));
    lt_status status = lt_keep_create(shape, &map->keep);
    if (status == LT_OK) status = lt_calloc(cells_of(&shape), sizeof *map->rest, &map->rest);
    if (status == LT_OK) status = lt_calloc(cells_of(&shape), sizeof *map->local, &map->local);
    if (status == LT_OK)
        *out = map;
    else
        lt_near_map_free(map);
    return status;
}

void lt_near_map_free(lt_near_map *map) {
    if (!map) return;
    lt_keep_free(map->keep);
    lt_free(map->rest);
    lt_free(map->local);
    lt_free(map);
}

void lt_near_map_make(lt_near_map *map, const double *cell, const double *tag, const double *gauss, double least,
                      double *out, double *stacks, lt_near_count *count) {
    const lt_keep_shape *s = &map->keep->shape;
    const size_t n = cells_of(s);
    for (size_t c = 0; c < n; c++) {
        const double mean = lt_keep_mean(s, c, gauss);
        double local = tag[c] > 0.0 ? tag[c] : 0.0;
        count->cells++;
        count->local += local > 0.0;
        count->limited += local > cell[c];
        count->local_sum += local;
        count->limited_sum += local > cell[c] ? local - cell[c] : 0.0;
        local = local < cell[c] ? local : cell[c];
        const bool flat = local > 0.0 && (mean <= 0.0 || mean < least * local);
        count->flat += flat;
        count->flat_sum += flat ? local : 0.0;
        count->shaped_sum += flat ? 0.0 : local;
        count->gauss_sum += flat || local <= 0.0 ? 0.0 : mean;
        map->local[c] = flat ? 0.0 : local;
        map->rest[c] = cell[c] - map->local[c];
    }
    const size_t fine = n * (size_t)s->points * (size_t)s->points;
    memset(out, 0, fine * sizeof *out);
    memset(stacks, 0, fine * sizeof *stacks);
    lt_keep_make(map->keep, map->rest, NULL);
    lt_keep_add(map->keep, NULL, out);
    lt_keep_make(map->keep, map->local, gauss);
    lt_keep_add(map->keep, gauss, stacks);
    for (size_t f = 0; f < fine; f++) out[f] += stacks[f];
}
