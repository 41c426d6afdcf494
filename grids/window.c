#include "grids/window.h"

#include "grids/grid.h"

#include <math.h>
#include <string.h>

/* Number of the outer edge at low; false unless low and high, which enclose whole cells, lie on edges of the outer grid
 * and inside it. */
static bool edges_fit(double low, double high, double outer_low, double outer_cell, int n_outer, int *first_out) {
    double first = (low - outer_low) / outer_cell, last = (high - outer_low) / outer_cell;
    bool on_edges = fabs(first - nearbyint(first)) < 1e-6 && fabs(last - nearbyint(last)) < 1e-6;
    *first_out = (int)nearbyint(first);
    return on_edges && nearbyint(first) >= 0 && nearbyint(last) <= n_outer;
}

static lt_status raise_edges(const lt_frame *outer, const lt_frame *inner, const char *where) {
    double x1 = inner->x0 + inner->cell * inner->nx, y1 = inner->y0 + inner->cell * inner->ny;
    const double outer_x1 = outer->x0 + outer->cell * outer->nx, outer_y1 = outer->y0 + outer->cell * outer->ny;
    const double hair = 1e-6 * outer->cell;
    const bool outside =
        inner->x0 < outer->x0 - hair || x1 > outer_x1 + hair || inner->y0 < outer->y0 - hair || y1 > outer_y1 + hair;
    return LT_RAISE(LT_ERR_INPUT,
                    .what = outside ? "the nest reaches out of its parent"
                                    : "the edges of the nest do not lie on edges of its parent",
                    .where = where,
                    .expected =
                        lt_fmt("outer edges inside %s (x %g .. %g m, y %g .. %g m) and on its edges of %g m, a whole "
                               "number of cells in one of the parent's",
                               outer->name, outer->x0, outer_x1, outer->y0, outer_y1, outer->cell),
                    .found = lt_fmt("x %g .. %g m, y %g .. %g m, cell %g m", inner->x0, x1, inner->y0, y1, inner->cell),
                    .todo = "change nx, ny, cell, centre_east or centre_north");
}

static lt_status find_layers(const lt_frame *outer, const lt_frame *inner, const char *where, int *layer) {
    for (int k = 0, m = 0; k < inner->n_edges; k++) {
        while (m < outer->n_edges && outer->z_edge[m] < inner->z_edge[k] - 1e-6) m++;
        if (m == outer->n_edges || fabs(outer->z_edge[m] - inner->z_edge[k]) > 1e-6)
            return LT_RAISE(LT_ERR_INPUT, .what = "a layer edge of the nest is none of its parent's", .where = where,
                            .expected = lt_fmt("layer edges of %s", outer->name),
                            .found = lt_fmt("%g m", inner->z_edge[k]),
                            .todo = "take the height from the parent's layer_edges");
        layer[k] = m;
    }
    return LT_OK;
}

lt_status lt_window_find(const lt_frame *outer, const lt_frame *inner, const char *where, lt_window *out) {
    double ratio = outer->cell / inner->cell;
    *out = (lt_window){.ratio = (int)nearbyint(ratio), .nx = inner->nx, .ny = inner->ny, .nz = inner->n_edges - 1};
    if (!(fabs(ratio - nearbyint(ratio)) < 1e-9 && ratio > 0.5 &&
          edges_fit(inner->x0, inner->x0 + inner->cell * inner->nx, outer->x0, outer->cell, outer->nx, &out->i0) &&
          edges_fit(inner->y0, inner->y0 + inner->cell * inner->ny, outer->y0, outer->cell, outer->ny, &out->j0)))
        return raise_edges(outer, inner, where);
    LT_TRY(lt_calloc((size_t)inner->n_edges, sizeof *out->layer, &out->layer));
    lt_status status = find_layers(outer, inner, where, out->layer);
    if (status != LT_OK) lt_window_free(out);
    return status;
}

static lt_frame frame_of(const lt_grid *g) {
    return (lt_frame){g->name, g->x0, g->y0, g->dx, g->nx, g->ny, g->nz + 1, g->z_edge};
}

lt_status lt_window_of_grids(const lt_grid *outer, const lt_grid *inner, const char *where, lt_window *out) {
    lt_frame a = frame_of(outer), b = frame_of(inner);
    *out = (lt_window){0};
    if (strcmp(outer->proj, inner->proj) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a nest must have its parent's projection", .where = where,
                        .expected = lt_fmt("%s, that of %s", outer->proj, outer->name), .found = inner->proj,
                        .todo = "copy the section projection of the parent");
    return lt_window_find(&a, &b, where, out);
}

void lt_window_free(lt_window *window) {
    lt_free(window->layer);
    *window = (lt_window){0};
}
