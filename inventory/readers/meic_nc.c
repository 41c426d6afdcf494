/* meic_nc.c - MEIC as netCDF in the old form of GMT: x_range(2), y_range(2), spacing(2), dimension(2) and z(xysize),
 * rows from north to south. Units and names: meic.h.
 *
 * Ranges are the outer edges where n spacing = range (pixel registration), the outer centres where (n - 1) spacing =
 * range (grid-line registration); a file that is neither is refused. */
#include "inventory/readers/grid_axes.h"
#include "inventory/readers/meic.h"

#include "base/ncio.h"

#include <math.h>
#include <string.h>

/* West (south) edge of one axis. */
static lt_status find_edge(const char *path, const char *axis, const double range[2], double spacing, double count,
                           double *edge) {
    const double span = range[1] - range[0], slack = 1e-4 * spacing;
    if (spacing > 0 && fabs(count * spacing - span) <= slack * count) {
        *edge = range[0];
        return LT_OK;
    }
    if (spacing > 0 && fabs((count - 1) * spacing - span) <= slack * count) {
        *edge = range[0] - 0.5 * spacing;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "range, spacing and number of cells do not agree",
                    .where = lt_fmt("%.600s, %s", path, axis),
                    .expected = lt_fmt("%g / spacing cells, or one more", span),
                    .found = lt_fmt("%g cells of %g", count, spacing), .todo = "get the file again");
}

static lt_status read_grid(lt_ncr *file, const char *path, lt_foreign_grid *g) {
    double x[2], y[2], spacing[2], n[2];
    LT_TRY(lt_ncr_get_double(file, "x_range", NULL, 2, x));
    LT_TRY(lt_ncr_get_double(file, "y_range", NULL, 2, y));
    LT_TRY(lt_ncr_get_double(file, "spacing", NULL, 2, spacing));
    LT_TRY(lt_ncr_get_double(file, "dimension", NULL, 2, n));
    if (!(n[0] >= 1 && n[1] >= 1 && n[0] <= 20000 && n[1] <= 20000))
        return LT_RAISE(LT_ERR_INPUT, .what = "no grid can have this size", .where = lt_fmt("%.600s, dimension", path),
                        .expected = "1 to 20000 cells each way", .found = lt_fmt("%g x %g", n[0], n[1]),
                        .todo = "get the file again");
    *g = (lt_foreign_grid){.lonlat = true, .dx = spacing[0], .dy = spacing[1], .nx = (int)n[0], .ny = (int)n[1]};
    LT_TRY(find_edge(path, "x_range", x, spacing[0], n[0], &g->x0));
    LT_TRY(find_edge(path, "y_range", y, spacing[1], n[1], &g->y0));
    if (fabs(g->x0) <= 360 && g->y0 >= -90 - g->dy && g->y0 + g->dy * g->ny <= 90 + g->dy) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid is not one of degrees, and the file does not say its map",
                    .where = lt_fmt("%.600s, x_range", path), .expected = "longitudes and latitudes",
                    .found = lt_fmt("from %g, %g", x[0], y[0]),
                    .todo = "download the grid of longitudes and latitudes");
}

static lt_status read_file(lt_ncr *file, const char *path, const lt_reader_hint *hint, lt_faults *faults,
                           lt_foreign *out) {
    lt_foreign_grid grid;
    lt_foreign_field says = {0}, *field;
    double nodata = NAN;
    LT_TRY(lt_meic_name(path, hint, &says));
    LT_TRY(read_grid(file, path, &grid));
    LT_TRY(lt_foreign_set_grid(out, &grid, path));
    LT_TRY(lt_foreign_add_field(out, &field));
    says.amount = field->amount;
    *field = says;
    const long n = (long)grid.nx * grid.ny;
    LT_TRY(lt_ncr_get_double(file, "z", NULL, (size_t)n, field->amount));
    if (lt_ncr_attr_double(file, "z", "nodata_value", &nodata) != LT_OK) lt_error_clear();
    const double unit = lt_meic_unit(field);
    for (long c = 0; c < n; c++) {
        double *value = &field->amount[c];
        if (isnan(*value) || *value == nodata) *value = 0;
        if (*value < 0)
            LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "a negative emission",
                                                   .where = lt_fmt("%.600s, variable z, value %ld", path, c),
                                                   .expected = "0 or more, or nodata_value",
                                                   .found = lt_fmt("%g", *value), .todo = "get the file again")));
        *value *= unit;
    }
    lt_grid_axes_south_first(field->amount, grid.nx, grid.ny, true);
    return LT_OK;
}

static lt_status read_meic(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    lt_ncr *file;
    LT_TRY(lt_ncr_open(path, &file));
    const lt_status status = lt_faults_take(faults, read_file(file, path, hint, faults, out));
    lt_ncr_close(file);
    return status;
}

const lt_reader lt_reader_meic_nc = {
    "meic_nc", "MEIC netCDF (.nc, form of GMT)", "MEIC netCDF", "meic", "t a month; species of a mechanism 1e6 mol",
    read_meic};
