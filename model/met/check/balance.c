/* balance.c - does the air of our file close? The column sums of every hour's fluxes against the change of the air
 * mass, made again from what the file holds, beside what the file says of itself. See sheet.h.
 *
 * Bound: 1e-12 of a column's mass in the hour, what the correction is tested to (model/met/README.md). */
#include "model/met/check/sheet.h"

#include "model/met/check/view_own.h"
#include "model/met/consistency.h"

#include <math.h>

static const double closes = 1e-12;

typedef struct air {
    double *begin, *end, *x, *y;
} air;

static lt_status read_hour(lt_ncr *file, const lt_grid *g, long hour, air *a) {
    const size_t n = (size_t)g->nx * (size_t)g->ny * (size_t)g->nz;
    const size_t nfx = (size_t)(g->nx + 1) * (size_t)g->ny * (size_t)g->nz,
                 nfy = (size_t)g->nx * (size_t)(g->ny + 1) * (size_t)g->nz;
    LT_TRY(lt_ncr_get_double_record(file, "air_mass", "kg", (size_t)hour, n, a->begin));
    LT_TRY(lt_ncr_get_double_record(file, "air_mass", "kg", (size_t)hour + 1, n, a->end));
    LT_TRY(lt_ncr_get_double_record(file, "mass_flux_x", "kg s-1", (size_t)hour, nfx, a->x));
    return lt_ncr_get_double_record(file, "mass_flux_y", "kg s-1", (size_t)hour, nfy, a->y);
}

static lt_status allocate(const lt_grid *g, air *a, lt_balance *b) {
    const size_t n = (size_t)g->nx * (size_t)g->ny, nz = (size_t)g->nz;
    LT_TRY(lt_calloc(n * nz, sizeof(double), &a->begin));
    LT_TRY(lt_calloc(n * nz, sizeof(double), &a->end));
    LT_TRY(lt_calloc((n + (size_t)g->ny) * nz, sizeof(double), &a->x));
    LT_TRY(lt_calloc((n + (size_t)g->nx) * nz, sizeof(double), &a->y));
    double **series[] = {&b->residual, &b->stored, &b->imbalance};
    for (int s = 0; s < 3; s++) LT_TRY(lt_calloc((size_t)b->n, sizeof(double), series[s]));
    return LT_OK;
}

static void look_at(const double *values, long n, bool mass, lt_balance *b) {
    for (long i = 0; i < n; i++) {
        b->broken += !isfinite(values[i]);
        if (mass && values[i] < b->least_mass) b->least_mass = values[i];
    }
}

static lt_status judge(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    const lt_balance *b = &sheet->balance;
    const lt_gridded_record *hours = view->fields[0].records;
    if (!(b->least_mass > 0.0))
        LT_TRY(lt_sheet_fault(sheet, "a cell without air", lt_fmt("%s, air_mass", view->path), "more than 0 kg",
                              lt_fmt("%g", b->least_mass), "make the file again"));
    if (b->broken > 0)
        LT_TRY(lt_sheet_fault(sheet, "air that is no number", lt_fmt("%s, air_mass and mass fluxes", view->path),
                              "a number everywhere", lt_fmt("%ld values missing or infinite", b->broken),
                              "make the file again"));
    for (long h = 0; h < b->n; h++) {
        if (b->residual[h] <= closes) continue;
        char when[24];
        lt_time_iso(hours[h].begin, when);
        LT_TRY(lt_sheet_fault(sheet, "the air of an hour does not close",
                              lt_fmt("%s, hour that begins %s", view->path, when),
                              lt_fmt("at most %g of a column's mass not explained by its fluxes", closes),
                              lt_fmt("%g (the file says %g)", b->residual[h], b->stored[h]),
                              "make the file again: the model would let the rest in or out at its top"));
    }
    return LT_OK;
}

lt_status lt_sheet_balance(lt_sheet *sheet) {
    lt_met_view *view = sheet->view;
    lt_balance *b = &sheet->balance;
    air a = {0};
    if (!view->own || view->n_fields == 0) return LT_OK;
    const lt_grid grid = {
        .nx = view->nx, .ny = view->ny, .nz = lt_met_view_own_layers(view)}; /* the sums ask no more */
    lt_ncr *file = lt_met_view_own_file(view);
    b->n = view->fields[0].n_records;
    b->least_mass = INFINITY;
    lt_status status = allocate(&grid, &a, b);
    if (status == LT_OK) status = lt_ncr_get_double(file, "column_residual", "1", (size_t)b->n, b->stored);
    if (status == LT_OK) status = lt_ncr_get_double(file, "column_imbalance", "1", (size_t)b->n, b->imbalance);
    for (long h = 0; h < b->n && status == LT_OK; h++) {
        status = read_hour(file, &grid, h, &a);
        if (status != LT_OK) break;
        b->residual[h] = lt_consistency_residual(&grid, a.begin, a.end, a.x, a.y);
        if (h == 0) look_at(a.begin, view->n * grid.nz, true, b);
        look_at(a.end, view->n * grid.nz, true, b);
        look_at(a.x, (view->n + grid.ny) * grid.nz, false, b);
        look_at(a.y, (view->n + grid.nx) * grid.nz, false, b);
    }
    double *all[] = {a.begin, a.end, a.x, a.y};
    for (int k = 0; k < 4; k++) lt_free(all[k]);
    LT_TRY(status);
    return judge(sheet);
}
