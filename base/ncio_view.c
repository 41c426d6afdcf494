/* ncio_view.c - a file read as if it held a part of the grid alone (ncio.h). */
#include "base/ncio_private.h"

#include <string.h>

/* The four dimensions of a grid by their names, design.md section 5: cells and faces along each axis. */
static const struct {
    const char *name;
    int axis;
    size_t more; /* faces beyond the cells */
} axes[] = {{"x", 0, 0}, {"y", 1, 0}, {"x_edge", 0, 1}, {"y_edge", 1, 1}};
enum { N_AXES = sizeof axes / sizeof axes[0] };

bool lt_nc_is_of_grid(const char *dim) {
    for (int a = 0; a < N_AXES; a++)
        if (strcmp(dim, axes[a].name) == 0) return true;
    return false;
}

static lt_status judge(lt_ncr *file, const lt_ncr_window *view) {
    const size_t first[] = {view->i0, view->j0}, cells[] = {view->nx, view->ny};
    for (int a = 0; a < 2; a++) {
        size_t length;
        LT_TRY(lt_ncr_dim(file, axes[a].name, &length));
        if (cells[a] < 1 || cells[a] > length || first[a] > length - cells[a])
            return LT_RAISE(LT_ERR_INPUT, .what = "the file does not hold this part of the grid",
                            .where = lt_fmt("%.700s, dimension %s", file->path, axes[a].name),
                            .expected = lt_fmt("cells %zu to %zu (from 0)", first[a], first[a] + cells[a]),
                            .found = lt_fmt("%zu cells", length),
                            .todo = "use a file made for this grid, or make it again");
    }
    return LT_OK;
}

lt_status lt_ncr_view(lt_ncr *file, const lt_ncr_window *view) {
    lt_nc_drop_ahead(file);
    LT_NC_ALONE;
    file->has_view = false;
    if (!view) return LT_OK;
    LT_TRY(judge(file, view));
    file->view = *view;
    file->has_view = true;
    return LT_OK;
}

const char *lt_ncr_cell_text(const lt_ncr *file, size_t j, size_t i) {
    const bool part = file->has_view;
    return lt_fmt("row %zu, column %zu", j + (part ? file->view.j0 : 0), i + (part ? file->view.i0 : 0));
}

void lt_nc_view_of(const lt_ncr *file, const char *dim, size_t *start, size_t *count) {
    if (!file->has_view) return;
    for (int a = 0; a < N_AXES; a++) {
        if (strcmp(dim, axes[a].name) != 0) continue;
        *start = axes[a].axis ? file->view.j0 : file->view.i0;
        *count = (axes[a].axis ? file->view.ny : file->view.nx) + axes[a].more;
    }
}
