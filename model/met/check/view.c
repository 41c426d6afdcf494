/* view.c - which kind of weather a file is, and what the kinds share. See view.h. */
#include "model/met/check/view.h"

#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A zero byte near the beginning: no text, so no table. */
static bool is_binary(const char *path) {
    char head[512];
    const size_t n = lt_path_head(path, head, sizeof head);
    return memchr(head, 0, n) != NULL;
}

static lt_status open_kind(lt_met_view *view, const char *list, lt_faults *faults) {
    const lt_gridded_reader *reader = NULL;
    if (lt_met_view_is_own(view->path)) return lt_met_view_own(view);
    LT_TRY(lt_gridded_recognise(view->path, &reader));
    if (reader || is_binary(view->path)) return lt_met_view_gridded(view);
    return lt_met_view_stations(view, list, faults);
}

lt_status lt_met_view_open(const char *path, const char *list, lt_faults *faults, lt_met_view **out) {
    lt_met_view *view = NULL;
    LT_TRY(lt_calloc(1, sizeof *view, &view));
    snprintf(view->path, sizeof view->path, "%s", path);
    const lt_status status = open_kind(view, list, faults);
    if (status != LT_OK) {
        lt_met_view_close(view);
        return status;
    }
    *out = view;
    return LT_OK;
}

void lt_met_view_close(lt_met_view *view) {
    if (!view) return;
    if (view->close) view->close(view);
    lt_free(view->lon);
    lt_free(view->lat);
    lt_free(view->name);
    lt_free(view->height_m);
    lt_free(view->fields);
    lt_free(view);
}

long lt_met_view_find(const lt_met_view *view, int role) {
    for (long f = 0; f < view->n_fields; f++)
        if (view->fields[f].role == role) return f;
    return -1;
}

bool lt_met_view_is_fixed(int role) {
    return role >= 0 && role < LT_N_GRIDDED && lt_gridded_rows[role].shape == LT_GRIDDED_FIXED;
}

lt_status lt_met_view_add(lt_met_view *view, lt_view_field **out) {
    LT_TRY(lt_grow(&view->fields, sizeof *view->fields, view->n_fields + 1, &view->room));
    *out = &view->fields[view->n_fields++];
    memset(*out, 0, sizeof **out);
    (*out)->role = LT_VIEW_OTHER;
    (*out)->least = -INFINITY;
    (*out)->most = INFINITY;
    return LT_OK;
}
