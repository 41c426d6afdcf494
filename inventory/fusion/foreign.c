/* foreign.c - see foreign.h. */
#include "inventory/fusion/foreign.h"

#include "base/exactsum.h"

#include <math.h>
#include <string.h>

void lt_foreign_free(lt_foreign *f) {
    for (long k = 0; k < f->n_fields; k++) lt_free(f->fields[k].amount);
    lt_free(f->fields);
    lt_free(f->rows);
    lt_free(f->stacks);
    memset(f, 0, sizeof *f);
}

lt_status lt_foreign_add_field(lt_foreign *f, lt_foreign_field **out) {
    LT_TRY(lt_grow(&f->fields, sizeof *f->fields, f->n_fields + 1, &f->room[0]));
    *out = &f->fields[f->n_fields];
    **out = (lt_foreign_field){0};
    LT_TRY(lt_calloc((size_t)f->grid.nx * (size_t)f->grid.ny, sizeof(double), &(*out)->amount));
    f->n_fields++;
    return LT_OK;
}

lt_status lt_foreign_add_row(lt_foreign *f, lt_foreign_row **out) {
    LT_TRY(lt_grow(&f->rows, sizeof *f->rows, f->n_rows + 1, &f->room[1]));
    *out = &f->rows[f->n_rows++];
    **out = (lt_foreign_row){.stack = -1};
    return LT_OK;
}

lt_status lt_foreign_add_stack(lt_foreign *f, lt_foreign_stack **out) {
    LT_TRY(lt_grow(&f->stacks, sizeof *f->stacks, f->n_stacks + 1, &f->room[2]));
    *out = &f->stacks[f->n_stacks++];
    **out = (lt_foreign_stack){0};
    return LT_OK;
}

static const char *grid_text(const lt_foreign_grid *g) {
    return lt_fmt("%d x %d cells of %.9g x %.9g from %.9g, %.9g%s", g->nx, g->ny, g->dx, g->dy, g->x0, g->y0,
                  g->lonlat ? " degrees" : " m");
}

lt_status lt_foreign_set_grid(lt_foreign *f, const lt_foreign_grid *grid, const char *path) {
    if (f->grid.nx == 0) {
        f->grid = *grid;
        return LT_OK;
    }
    const lt_foreign_grid *have = &f->grid;
    const double slack = 1e-4 * have->dx;
    const bool same = have->nx == grid->nx && have->ny == grid->ny && have->lonlat == grid->lonlat &&
                      fabs(have->x0 - grid->x0) < slack && fabs(have->y0 - grid->y0) < slack &&
                      fabs(have->dx - grid->dx) * grid->nx < slack && fabs(have->dy - grid->dy) * grid->ny < slack &&
                      strcmp(have->projection, grid->projection) == 0;
    if (same) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the files of one inventory stand on two grids", .where = path,
                    .expected = lt_fmt("%s, as in %.200s", grid_text(have), f->path), .found = grid_text(grid),
                    .todo = "put files of one grid together; make two backgrounds of two grids");
}

double lt_foreign_cell_area(const lt_foreign_grid *g, int j) {
    const double radius = 6371000.0, degree = M_PI / 180;
    const double south = fmax(-90, g->y0 + j * g->dy), north = fmin(90, g->y0 + (j + 1) * g->dy);
    return radius * radius * g->dx * degree * (sin(north * degree) - sin(south * degree));
}

double lt_foreign_field_sum(const lt_foreign *f, const lt_foreign_field *field) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long c = 0; c < (long)f->grid.nx * f->grid.ny; c++) lt_exactsum_add(&sum, field->amount[c]);
    return lt_exactsum_value(&sum);
}

double lt_foreign_row_sum(const lt_foreign *f, const char *region, const char *sector, const char *species, int year) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long k = 0; k < f->n_rows; k++) {
        const lt_foreign_row *r = &f->rows[k];
        if (region && strcmp(region, r->region) != 0) continue;
        if (sector && strcmp(sector, r->sector) != 0) continue;
        if (species && strcmp(species, r->species) != 0) continue;
        if (!year || year == r->year) lt_exactsum_add(&sum, r->kg);
    }
    return lt_exactsum_value(&sum);
}
