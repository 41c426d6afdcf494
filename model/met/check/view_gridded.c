/* view_gridded.c - what a reader of gridded weather takes, as a view. See view.h. */
#include "model/met/check/view.h"

#include <stdio.h>

static lt_status read_field(lt_met_view *view, long field, long record, float *values) {
    lt_gridded *g = view->own_data;
    const lt_gridded_field id = (lt_gridded_field)view->fields[field].role;
    LT_TRY_CONTEXT(g->reader->read(g, id, record, values), "reading %s of %s", view->fields[field].name, view->path);
    return LT_OK;
}

static void close_gridded(lt_met_view *view) {
    lt_gridded_close(view->own_data);
}

static lt_status add_field(lt_met_view *view, const lt_gridded *g, lt_gridded_field id) {
    const lt_gridded_row *row = &lt_gridded_rows[id];
    lt_view_field *field;
    LT_TRY(lt_met_view_add(view, &field));
    snprintf(field->name, sizeof field->name, "%s", row->name);
    snprintf(field->unit, sizeof field->unit, "%s", row->unit);
    field->role = (int)id;
    field->amount = row->span == LT_GRIDDED_AMOUNT;
    field->levels = row->shape == LT_GRIDDED_LEVELS ? g->n_levels : 0;
    field->least = row->least;
    field->most = row->most;
    field->records = g->records[id].items;
    field->n_records = g->records[id].n;
    return LT_OK;
}

lt_status lt_met_view_gridded(lt_met_view *view) {
    static const char *const levels_en[] = {"ground alone", "pressures", "hybrid of pressure and ground pressure",
                                            "levels of the model, pressure a field"},
                             *const levels_zh[] = {"仅地面", "等压面", "混合坐标", "模式层，气压为场"};
    lt_gridded *g = NULL;
    LT_TRY(lt_gridded_open(view->path, &g));
    view->own_data = g;
    view->close = close_gridded;
    view->read = read_field;
    snprintf(view->kind, sizeof view->kind, "%s", g->reader->name);
    snprintf(view->label, sizeof view->label, "%s", g->label);
    view->n = g->plane->n;
    view->nx = g->plane->nx;
    view->ny = g->plane->ny;
    view->plane = g->plane;
    view->n_levels = g->n_levels;
    view->level_text_en = levels_en[g->level_kind];
    view->level_text_zh = levels_zh[g->level_kind];
    view->pressure_Pa = g->level_kind == LT_LEVELS_PRESSURE ? g->pressure_Pa : NULL;
    LT_TRY(lt_calloc((size_t)view->n, sizeof(double), &view->lon));
    LT_TRY(lt_calloc((size_t)view->n, sizeof(double), &view->lat));
    LT_TRY(lt_plane_places(g->plane, view->lon, view->lat));
    for (int f = 0; f < LT_N_GRIDDED; f++)
        if (g->records[f].n > 0) LT_TRY(add_field(view, g, (lt_gridded_field)f));
    return LT_OK;
}

const lt_gridded *lt_met_view_gridded_of(const lt_met_view *view) {
    return view->read == read_field ? view->own_data : NULL;
}
