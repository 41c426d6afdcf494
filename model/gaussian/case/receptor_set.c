/* receptor_set.c - receptors as written onto the plane (receptor_set.h). */
#include "model/gaussian/case/receptor_set.h"

#include "base/csv.h"
#include "base/log.h"
#include "model/gaussian/case/source_inside.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 4000000 };

typedef struct maker {
    const lt_plume_case *setup;
    const lt_plane *plane;
    const lt_source_set *sources;
    lt_receptor_set *set;
} maker;

static lt_status grow(lt_receptor_set *s) {
    double **columns[] = {&s->x_m, &s->y_m, &s->ground_m, &s->hill_m, &s->above_m, &s->lon, &s->lat};
    long room = s->room;
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        room = s->room;
        LT_TRY(lt_grow(columns[k], sizeof(double), s->n + 1, &room));
    }
    room = s->room;
    LT_TRY(lt_grow(&s->ids, sizeof *s->ids, s->n + 1, &room));
    room = s->room;
    LT_TRY(lt_grow(&s->named, sizeof *s->named, s->n + 1, &room));
    s->room = room;
    return LT_OK;
}

/* --- one receptor ------------------------------------------------------------------------------------------------- */

typedef struct one {
    double x, y, ground, hill, above; /* hill NAN: none above the ground */
    bool named;
    const char *id, *where;
} one;

static double site_ground(const lt_plume_case *setup) {
    return isfinite(setup->site.at.ground_m) ? setup->site.at.ground_m : 0.0;
}

/* A place or monitor is known by its name. */
static lt_status judge_name(const lt_receptor_set *s, const one *r) {
    const size_t length = strlen(r->id), most = sizeof s->ids->text - 1;
    bool twice = false;
    for (int n = 0; n < s->n && !twice; n++) twice = s->named[n] && strcmp(s->ids[n].text, r->id) == 0;
    if (length > 0 && length <= most && !twice) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = twice ? "two receptors have one id" : "a receptor has no id that fits",
                    .where = r->where, .expected = lt_fmt("an id of its own, 1 to %zu bytes", most),
                    .found = lt_fmt("\"%.80s\"", r->id), .todo = "change it");
}

static bool is_line(const lt_source_set *sources, long k) {
    return sources->items[k].kind == LT_PLUME_LINE;
}

static lt_status add(maker *m, const one *r) {
    lt_receptor_set *s = m->set;
    if (r->named) LT_TRY(judge_name(s, r));
    const lt_source_inside inside = lt_source_inside_at(m->sources, r->x, r->y);
    if (inside.source >= 0 && r->named)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("receptor %s stands inside a source", r->id), .where = r->where,
                        .expected =
                            lt_fmt("at least %.1f m from %s", inside.least_m,
                                   is_line(m->sources, inside.source) ? "its middle line, half its width" : "it"),
                        .found = lt_fmt("%.1f m from %s", inside.distance_m, m->sources->ids[inside.source].text),
                        .todo = "move it, or look at the coordinates of both");
    s->left_out += inside.source >= 0;
    if (inside.source >= 0) return LT_OK;
    if (s->n == MOST)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many receptors", .where = r->where,
                        .expected = lt_fmt("at most %d", MOST), .found = "more", .todo = "take a wider step");
    LT_TRY(grow(s));
    const int n = s->n++;
    s->x_m[n] = r->x;
    s->y_m[n] = r->y;
    const double site = site_ground(m->setup);
    s->ground_m[n] = isfinite(r->ground) ? r->ground : site;
    s->hill_m[n] = r->hill > s->ground_m[n] ? r->hill : s->ground_m[n];
    s->hilly = s->hilly || s->ground_m[n] != site || s->hill_m[n] > site;
    s->above_m[n] = r->above;
    s->named[n] = r->named;
    s->in_areas += inside.in_area;
    snprintf(s->ids[n].text, sizeof s->ids->text, "%s", r->id);
    if (!lt_plane_degrees(m->plane, r->x, r->y, &s->lon[n], &s->lat[n])) s->lon[n] = s->lat[n] = NAN;
    return LT_OK;
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

static lt_status add_grid(maker *m, const lt_grid_keys *g, const lt_node *node) {
    const double *fx = g->x.items, *fy = g->y.items;
    if (!g->id || g->x.n != 2 || g->y.n != 2 || !(g->step_m > 0.0)) return LT_OK; /* said by the judge */
    const long nx = (long)floor((fx[1] - fx[0]) / g->step_m + 1e-9) + 1;
    const long ny = (long)floor((fy[1] - fy[0]) / g->step_m + 1e-9) + 1;
    char where[512];
    snprintf(where, sizeof where, "%s", lt_node_where(node)); /* lt_fmt keeps the last few thousand names only */
    for (long j = 0; j < ny; j++)
        for (long i = 0; i < nx; i++) {
            one r = {.ground = NAN, .hill = NAN, .above = g->height_m, .where = where};
            const double gx = fx[0] + (double)i * g->step_m, gy = fy[0] + (double)j * g->step_m;
            LT_TRY(lt_plane_place(m->plane, &(lt_place_keys){NAN, NAN, gx, gy, NAN}, where, &r.x, &r.y));
            r.id = lt_fmt("%s_%ld_%ld", g->id, i + 1, j + 1);
            LT_TRY(add(m, &r));
        }
    return LT_OK;
}

static lt_status add_polar(maker *m, const lt_polar_keys *p, const lt_node *node) {
    double x = 0.0, y = 0.0;
    const lt_place_keys *at = &p->at;
    const bool given = isfinite(at->lon) || isfinite(at->lat) || isfinite(at->x_m) || isfinite(at->y_m);
    if (!p->id || p->directions < 1) return LT_OK;
    if (given) LT_TRY(lt_plane_place(m->plane, at, lt_node_where(node), &x, &y));
    for (long k = 0; k < p->radii.n; k++)
        for (long d = 0; d < p->directions; d++) {
            const double radius = ((const double *)p->radii.items)[k],
                         a = 2.0 * M_PI * (double)d / (double)p->directions;
            const one r = {.x = x + radius * sin(a),
                           .y = y + radius * cos(a),
                           .ground = at->ground_m,
                           .hill = NAN,
                           .above = p->height_m,
                           .id = lt_fmt("%s_%ld_%ld", p->id, k + 1, d + 1),
                           .where = lt_node_where(node)};
            if (isfinite(radius)) LT_TRY(add(m, &r));
        }
    return LT_OK;
}

static lt_status add_place(maker *m, const lt_receptor_keys *keys, const lt_node *node) {
    one r = {.ground = keys->at.ground_m,
             .hill = keys->hill_m,
             .above = keys->height_m,
             .named = true,
             .id = keys->id,
             .where = lt_node_where(node)};
    if (!keys->id) return LT_OK;
    LT_TRY(lt_plane_place(m->plane, &keys->at, r.where, &r.x, &r.y));
    return add(m, &r);
}

static lt_status cell(const lt_csv *table, long row, int column, double least, double most, double *out) {
    *out = NAN;
    if (column < 0 || lt_csv_empty(table, row, column)) return LT_OK;
    LT_TRY(lt_csv_double(table, row, column, out));
    if (isnan(*out) || (*out >= least && *out <= most)) return LT_OK; /* NAN: said under judgement */
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s of a monitor cannot be", lt_csv_header(table, column)),
                    .where = lt_csv_where(table, row, column), .expected = lt_fmt("%g to %g", least, most),
                    .found = lt_csv_text(table, row, column), .todo = "correct it; heights are above ground");
}

static lt_status add_monitor(maker *m, const lt_csv *table, long row, const int *column) {
    lt_place_keys at = {.ground_m = NAN};
    one r = {.named = true, .id = lt_csv_text(table, row, column[0]), .where = lt_csv_where(table, row, column[0])};
    LT_TRY(cell(table, row, column[1], -180, 180, &at.lon));
    LT_TRY(cell(table, row, column[2], -180, 180, &at.lat)); /* 90: the plane says whether the two are exchanged */
    LT_TRY(cell(table, row, column[3], -1e8, 1e8, &at.x_m));
    LT_TRY(cell(table, row, column[4], -1e8, 1e8, &at.y_m));
    LT_TRY(cell(table, row, column[5], 0, 500, &r.above));
    LT_TRY(cell(table, row, column[6], -500, 9000, &r.ground));
    LT_TRY(cell(table, row, column[7], -500, 9000, &r.hill));
    if (isnan(r.above)) r.above = 0.0;
    LT_TRY(lt_plane_place(m->plane, &at, r.where, &r.x, &r.y));
    return add(m, &r);
}

static lt_status add_monitors(maker *m, lt_faults *faults) {
    static const char *const allowed[] = {"id",       "lon",      "lat",    "x_m",  "y_m",
                                          "height_m", "ground_m", "hill_m", "name", NULL};
    char path[PATH_MAX];
    int column[8];
    lt_csv *table;
    if (!lt_given(m->setup->receptors.monitors)) return LT_OK;
    lt_node_path(lt_node_get(m->setup->document, "receptors"), m->setup->receptors.monitors, path, sizeof path);
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = lt_csv_only(table, allowed);
    for (int k = 0; k < 8; k++) column[k] = lt_csv_find(table, allowed[k]);
    if (status == LT_OK) status = lt_csv_column(table, "id", &column[0]);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++)
        status = lt_faults_take(faults, add_monitor(m, table, row, column));
    lt_csv_free(table);
    return status;
}

/* A layer has no height of its own, and its mean is that over flat ground. */
static lt_status judge_layer(const lt_plume_case *setup, lt_receptor_set *s) {
    bool high = false;
    if (!isfinite(setup->receptors.layer_m)) return LT_OK;
    s->layer_m = setup->receptors.layer_m;
    for (int n = 0; n < s->n && !high; n++) high = s->above_m[n] > 0.0;
    if (!high && !s->hilly) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the mean of a layer is one over flat ground, at no height",
                    .where = lt_node_where(lt_node_get(setup->document, "receptors")),
                    .expected = "receptors and sources as high as the site, without height and hill",
                    .found = high ? "a receptor with a height" : "grounds that differ, or a hill",
                    .todo = "take layer out, or the heights");
}

lt_status lt_receptor_set_make(const lt_plume_case *setup, const lt_plane *plane, const lt_source_set *sources,
                               lt_faults *faults, lt_receptor_set *out) {
    maker m = {setup, plane, sources, out};
    const lt_receptors_keys *keys = &setup->receptors;
    *out = (lt_receptor_set){0};
    for (long k = 0; k < sources->n; k++) out->hilly = out->hilly || sources->items[k].base_m != site_ground(setup);
    for (long k = 0; k < keys->grids.n; k++)
        LT_TRY(lt_faults_take(faults, add_grid(&m, (const lt_grid_keys *)keys->grids.items + k,
                                               lt_plume_case_item(setup, "receptors", "grids", k))));
    for (long k = 0; k < keys->polar.n; k++)
        LT_TRY(lt_faults_take(faults, add_polar(&m, (const lt_polar_keys *)keys->polar.items + k,
                                                lt_plume_case_item(setup, "receptors", "polar", k))));
    for (long k = 0; k < keys->places.n; k++)
        LT_TRY(lt_faults_take(faults, add_place(&m, (const lt_receptor_keys *)keys->places.items + k,
                                                lt_plume_case_item(setup, "receptors", "places", k))));
    LT_TRY(lt_faults_take(faults, add_monitors(&m, faults)));
    if (out->left_out > 0)
        lt_remark(
            LT_LOG_WARNING,
            out->left_out == 1
                ? "%ld receptor of a grid or ring stands inside a stack, volume source or road and is left out"
                : "%ld receptors of grids and rings stand inside stacks, volume sources or roads and are left out",
            out->left_out);
    if (out->in_areas > 0)
        lt_remark(LT_LOG_INFO, "%ld receptor%s inside area sources", out->in_areas,
                  out->in_areas == 1 ? " stands" : "s stand");
    LT_TRY(lt_faults_take(faults, judge_layer(setup, out)));
    if (out->n > 0 || faults->n > 0) return LT_OK;
    return lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "the case has no receptor outside its sources",
                                           .where = lt_node_where(lt_node_get(setup->document, "receptors")),
                                           .expected = "at least one",
                                           .found = lt_fmt("%ld inside stacks, volume sources or roads", out->left_out),
                                           .todo = "add places farther away, or look at the sizes of the sources"));
}

void lt_receptor_set_free(lt_receptor_set *s) {
    double *columns[] = {s->x_m, s->y_m, s->ground_m, s->hill_m, s->above_m, s->lon, s->lat};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) lt_free(columns[k]);
    lt_free(s->ids);
    lt_free(s->named);
    *s = (lt_receptor_set){0};
}

lt_plume_receptors lt_receptor_set_view(const lt_receptor_set *s) {
    return (lt_plume_receptors){.n = s->n,
                                .x_m = s->x_m,
                                .y_m = s->y_m,
                                .above_m = s->above_m,
                                .layer_m = s->layer_m,
                                .ground_m = s->hilly ? s->ground_m : NULL,
                                .hill_m = s->hilly ? s->hill_m : NULL};
}
