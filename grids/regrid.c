/* regrid.c - the weights of two grids: every target cell cut (regrid_cut.c), row by row, and put together (regrid.h).
 */
#include "grids/regrid_private.h"

#include <limits.h>
#include <math.h>

static lt_status cut_all(const lt_regrid_work *w, lt_regrid_strip *strips) {
    int nx = w->target->nx, ny = w->target->ny;
    for (int j = 0; j < ny; j++) LT_TRY(lt_calloc((size_t)nx, sizeof(long), &strips[j].count));
#pragma omp parallel for schedule(dynamic, 1)
    for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++) {
            long before = strips[j].n;
            lt_regrid_cut(w, j * nx + i, &strips[j]);
            strips[j].count[i] = strips[j].n - before;
        }
    for (int j = 0; j < ny; j++)
        if (strips[j].failed) return LT_RAISE(LT_ERR_MEMORY, .what = "out of memory for the weights of two grids");
    return LT_OK;
}

static void find_window(const lt_mesh *source, const lt_regrid_strip *strips, int n, lt_regrid_window *window) {
    int i1 = INT_MAX, i2 = -1, j1 = INT_MAX, j2 = -1;
    for (int k = 0; k < n; k++)
        for (long e = 0; e < strips[k].n; e++) {
            const int i = strips[k].entries[e].source % source->nx, j = strips[k].entries[e].source / source->nx;
            if (i < i1) i1 = i;
            if (i > i2) i2 = i;
            if (j < j1) j1 = j;
            if (j > j2) j2 = j;
        }
    *window = i2 < 0 ? (lt_regrid_window){0} : (lt_regrid_window){i1, j1, i2 - i1 + 1, j2 - j1 + 1};
}

lt_status lt_regrid_collect(const lt_mesh *source, const lt_regrid_strip *strips, int n_strips, lt_regrid *r) {
    const lt_regrid_window *w = &r->window;
    find_window(source, strips, n_strips, &r->window);
    r->n_source = (long)w->nx * w->ny;
    for (int k = 0; k < n_strips; k++) r->n += strips[k].n;
    LT_TRY(lt_calloc((size_t)r->n, sizeof *r->source, &r->source));
    LT_TRY(lt_calloc((size_t)r->n, sizeof *r->overlap, &r->overlap));
    LT_TRY(lt_calloc((size_t)r->n_source, sizeof *r->source_area, &r->source_area));
    long at = 0;
    for (int k = 0; k < n_strips; k++)
        for (long e = 0; e < strips[k].n; e++, at++) {
            const lt_regrid_entry *entry = &strips[k].entries[e];
            r->source[at] = (entry->source / source->nx - w->j0) * w->nx + entry->source % source->nx - w->i0;
            r->overlap[at] = entry->area;
        }
    for (long s = 0; s < r->n_source; s++)
        r->source_area[s] = lt_mesh_area(source, (int)((w->j0 + s / w->nx) * source->nx + w->i0 + s % w->nx));
    return LT_OK;
}

static lt_status fill_rows(const lt_mesh *target, const lt_regrid_strip *strips, lt_regrid *r) {
    r->n_target = (long)target->nx * target->ny;
    LT_TRY(lt_calloc((size_t)r->n_target + 1, sizeof *r->row, &r->row));
    LT_TRY(lt_calloc((size_t)r->n_target, sizeof *r->target_area, &r->target_area));
    for (long c = 0; c < r->n_target; c++) {
        r->row[c + 1] = r->row[c] + strips[c / target->nx].count[c % target->nx];
        r->target_area[c] = lt_mesh_area(target, (int)c);
    }
    return LT_OK;
}

lt_status lt_regrid_create(const lt_mesh *source, const lt_mesh *target, lt_regrid **out) {
    lt_regrid_work w = {.source = source, .target = target};
    lt_regrid_strip *strips = NULL;
    *out = NULL;
    lt_status status = lt_calloc((size_t)target->ny, sizeof *strips, &strips);
    if (status == LT_OK && !source->rectilinear) status = lt_regrid_make_buckets(source, &w.near);
    w.u1 = source->rectilinear ? fmin(source->u[0], source->u[source->nx]) : w.near.all.u1;
    w.u2 = source->rectilinear ? fmax(source->u[0], source->u[source->nx]) : w.near.all.u2;
    if (status == LT_OK) status = cut_all(&w, strips);
    if (status == LT_OK) status = lt_calloc(1, sizeof **out, out);
    if (status == LT_OK) status = fill_rows(target, strips, *out);
    if (status == LT_OK) status = lt_regrid_collect(source, strips, target->ny, *out);
    for (int j = 0; strips && j < target->ny; j++) {
        lt_free(strips[j].entries);
        lt_free(strips[j].count);
    }
    lt_free(strips);
    lt_regrid_free_buckets(&w.near);
    if (status == LT_OK) return LT_OK;
    lt_regrid_free(*out);
    *out = NULL;
    return status;
}

void lt_regrid_free(lt_regrid *r) {
    if (!r) return;
    void *parts[] = {r->row, r->source, r->overlap, r->source_area, r->target_area};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) lt_free(parts[k]);
    lt_free(r);
}
