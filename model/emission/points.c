#include "model/emission/points.h"

#include "base/log.h"
#include "model/emission/area.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Places may be anywhere; the stack itself has a size. */
static lt_status check_stack(lt_ncr *file, const char *name, const char *unit, size_t point, double value) {
    bool place = strcmp(name, "points/x") == 0 || strcmp(name, "points/y") == 0;
    if (isfinite(value) && (place || value >= 0.0)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a stack cannot be like this",
                    .where = lt_fmt("%s, %s, point %zu", lt_ncr_path(file), name, point),
                    .expected = lt_fmt("a finite number in %s%s", unit, place ? "" : ", 0 or more"),
                    .found = lt_fmt("%g", value), .todo = "make the emissions again with `lantian run`");
}

lt_points_grid lt_points_grid_of(const lt_grid *g) {
    return (lt_points_grid){g->x0, g->y0, g->dx, g->i0, g->j0, g->beyond_x, g->beyond_y};
}

/* The cell of a stack, -1: of another part, -2: outside the grid. */
static long cell_of(const lt_points_grid *at, size_t nx, size_t ny, double x, double y) {
    const double i = floor((x - at->x0) / at->dx) - at->i0, j = floor((y - at->y0) / at->dx) - at->j0;
    if (i >= 0 && j >= 0 && i < (double)nx && j < (double)ny) return (long)j * (long)nx + (long)i;
    const bool elsewhere =
        i >= -at->i0 && j >= -at->j0 && i < (double)nx + at->beyond_x && j < (double)ny + at->beyond_y;
    return elsewhere ? -1 : -2;
}

static lt_status read_stacks(lt_ncr *file, size_t nx, size_t ny, const lt_points_grid *place, lt_points *points) {
    static const char *const names[] = {
        "points/x", "points/y", "points/height", "points/diameter", "points/exit_temperature", "points/exit_velocity"};
    static const char *const units[] = {"m", "m", "m", "m", "K", "m s-1"};
    double *column[6] = {0};
    lt_status status = LT_OK;
    for (int c = 0; c < 6 && status == LT_OK; ++c) {
        status = lt_calloc(points->n, sizeof(double), &column[c]);
        if (status == LT_OK) status = lt_ncr_get_double(file, names[c], units[c], points->n, column[c]);
    }
    long outside = 0;
    for (size_t p = 0; p < points->n && status == LT_OK; ++p) {
        for (int c = 0; c < 6 && status == LT_OK; ++c) status = check_stack(file, names[c], units[c], p, column[c][p]);
        if (status != LT_OK) break;
        const long cell = cell_of(place, nx, ny, column[0][p], column[1][p]);
        points->cell[p] = cell >= 0 ? cell : -1;
        outside += cell == -2;
        points->stacks[p] = (lt_stack){column[2][p], column[3][p], column[4][p], column[5][p]};
    }
    for (int c = 0; c < 6; ++c) lt_free(column[c]);
    if (outside)
        lt_remark(LT_LOG_WARNING, "%ld of %zu point sources lie outside the grid and are left out", outside, points->n);
    return status;
}

lt_status lt_points_open(lt_ncr *file, const lt_weather *w, const lt_points_grid *place, lt_points *out) {
    *out = (lt_points){.nz = w->nz};
    if (lt_ncr_has(file, "points/x")) LT_TRY(lt_ncr_dim(file, "point", &out->n));
    LT_TRY(lt_calloc(out->n, sizeof(double), &out->field));
    LT_TRY(lt_calloc(out->n, sizeof(double), &out->rate));
    LT_TRY(lt_calloc(out->n * w->nz, sizeof(double), &out->layer_share));
    LT_TRY(lt_calloc(out->n, sizeof *out->stacks, &out->stacks));
    LT_TRY(lt_calloc(out->n, sizeof *out->cell, &out->cell));
    return out->n ? read_stacks(file, w->nx, w->ny, place, out) : LT_OK;
}

void lt_points_close(lt_points *points) {
    lt_free(points->stacks);
    lt_free(points->cell);
    lt_free(points->field);
    lt_free(points->rate);
    lt_free(points->layer_share);
    *points = (lt_points){0};
}

void lt_points_place(lt_points *points, const lt_weather *w, const double *z_edge) {
    for (size_t p = 0; p < points->n; ++p) {
        if (points->cell[p] < 0) continue;
        size_t c = (size_t)points->cell[p];
        lt_stack_air air = {w->temperature_2m[c], w->wind_10m[c], w->inverse_obukhov_length[c]};
        lt_law_plume_rise.place(&points->stacks[p], &air, (int)w->nz, z_edge, points->layer_share + p * w->nz);
    }
}

lt_status lt_points_hour(lt_points *points, lt_ncr *file, lt_emitted_hours *rates, const lt_emitted_field *field,
                         size_t hour, lt_time begin) {
    char name[64];
    const char *unit = lt_emitted_rate(field);
    snprintf(name, sizeof name, "points/%s", field->name);
    if (!points->n) return LT_OK;
    LT_TRY(lt_emitted_hours_get(rates, LT_EMITTED_POINTS, field, hour, points->field));
    for (size_t p = 0; p < points->n; ++p)
        if (!lt_is_rate(points->field[p]))
            return lt_rate_fault(file, name, unit, hour, begin, lt_fmt("point %zu", p), points->field[p]);
    return LT_OK;
}

void lt_points_clear(lt_points *points) {
    memset(points->rate, 0, points->n * sizeof(double));
}

void lt_points_add(lt_points *points, double kg) {
    for (size_t p = 0; p < points->n; ++p) points->rate[p] += kg * points->field[p];
}
