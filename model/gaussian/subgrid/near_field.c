/* near_field.c */
#include "model/gaussian/subgrid/near_field.h"

#include <math.h>

struct lt_near_field {
    lt_near_grid grid;
    lt_plume_room *room;
    double *x_m, *y_m, *value; /* of the points of nine cells */
};

lt_status lt_near_field_create(const lt_near_grid *grid, lt_near_field **out) {
    const size_t n = 9 * (size_t)grid->shape.points * (size_t)grid->shape.points;
    lt_near_field *field;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *field, &field));
    field->grid = *grid;
    lt_status status = lt_plume_room_create(&field->room);
    if (status == LT_OK) status = lt_calloc(n, sizeof *field->x_m, &field->x_m);
    if (status == LT_OK) status = lt_calloc(n, sizeof *field->y_m, &field->y_m);
    if (status == LT_OK) status = lt_calloc(n, sizeof *field->value, &field->value);
    if (status == LT_OK)
        *out = field;
    else
        lt_near_field_free(field);
    return status;
}

void lt_near_field_free(lt_near_field *field) {
    if (!field) return;
    lt_plume_room_free(field->room);
    lt_free(field->x_m);
    lt_free(field->y_m);
    lt_free(field->value);
    lt_free(field);
}

static double side(double d) {
    const double far = 1.5 - fabs(d);
    return far > 1.0 ? 1.0 : far > 0.0 ? far : 0.0;
}

double lt_near_window(double x, double y) {
    return side(x) * side(y);
}

void lt_near_cell(const lt_near_grid *grid, const lt_plume_source *source, int *i, int *j) {
    *i = (int)floor((source->x_m - grid->west_m) / grid->cell_m);
    *j = (int)floor((source->y_m - grid->south_m) / grid->cell_m);
}

void lt_near_field_add(lt_near_field *field, const lt_plume_source *source, const lt_profile *profile,
                       const lt_plume_ways *ways, double rate_gs, double *out) {
    const lt_near_grid *g = &field->grid;
    const int points = g->shape.points;
    int i, j;
    lt_near_cell(g, source, &i, &j);
    const int west = i > 1 ? i - 1 : 0, east = i + 2 < g->shape.nx ? i + 2 : g->shape.nx;
    const int south = j > 1 ? j - 1 : 0, north = j + 2 < g->shape.ny ? j + 2 : g->shape.ny;
    const double step_m = g->cell_m / points;
    int n = 0;
    for (int q = south * points; q < north * points; q++)
        for (int p = west * points; p < east * points; p++, n++) {
            field->x_m[n] = g->west_m + (p + 0.5) * step_m;
            field->y_m[n] = g->south_m + (q + 0.5) * step_m;
            field->value[n] = 0.0;
        }
    if (n == 0) return;
    const lt_plume_receptors receptors = {.n = n, .x_m = field->x_m, .y_m = field->y_m, .layer_m = g->layer_m};
    lt_plume_add(source, profile, ways, &receptors, rate_gs, field->room, field->value);
    n = 0;
    for (int q = south * points; q < north * points; q++)
        for (int p = west * points; p < east * points; p++, n++)
            if (field->value[n] > 0.0) /* the sum over an area's edges leaves down to -1e-6 of its largest value */
                out[(size_t)q * (size_t)(g->shape.nx * points) + (size_t)p] +=
                    field->value[n] * lt_near_window((p + 0.5) / points - (i + 0.5), (q + 0.5) / points - (j + 0.5));
}
