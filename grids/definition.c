/* definition.c - schema and rules of a grid definition (definition.h). */
#include "grids/definition.h"

#include "base/csv.h"
#include "base/document_path.h"
#include "base/outdir.h"
#include "grids/window.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(member) offsetof(lt_definition_projection, member)
static const lt_config_row projection_rows[] = {
    {.key = "type", .type = LT_TEXT, .offset = AT(type), .choices = "lambert_conformal", .doc = "the projection"},
    {.key = "standard_parallels",
     .type = LT_REALS,
     .offset = AT(parallels),
     .unit = "degree",
     .min = -89,
     .max = 89,
     .doc = "the two parallels that the cone cuts"},
    {.key = "origin_longitude",
     .type = LT_REAL_UNIT,
     .offset = AT(lon_0),
     .unit = "degree",
     .min = -180,
     .max = 360,
     .doc = "where x = 0 and north is up"},
    {.key = "origin_latitude",
     .type = LT_REAL_UNIT,
     .offset = AT(lat_0),
     .unit = "degree",
     .min = -89,
     .max = 89,
     .doc = "where y = 0"},
    {.key = "sphere_radius",
     .type = LT_REAL_UNIT,
     .offset = AT(radius),
     .unit = "m",
     .fallback = "6370 km",
     .min = 6.2e6,
     .max = 6.5e6,
     .doc = "of the spherical Earth"},
    {.key = NULL}};
#undef AT
#define AT(member) offsetof(lt_definition, member)
const lt_config_row lt_definition_rows[] = {
    {.key = "name", .type = LT_TEXT, .offset = AT(name), .doc = "name of the grid"},
    {.key = "title_en", .type = LT_TEXT, .offset = AT(title_en), .fallback = "", .doc = "English title"},
    {.key = "title_zh", .type = LT_TEXT, .offset = AT(title_zh), .fallback = "", .doc = "Chinese title"},
    {.key = "projection",
     .type = LT_MAP,
     .offset = AT(projection),
     .sub = projection_rows,
     .sub_size = sizeof(lt_definition_projection),
     .doc = "how the Earth becomes a map"},
    {.key = "cell",
     .type = LT_REAL_UNIT,
     .offset = AT(cell),
     .unit = "m",
     .min = 100,
     .max = 500e3,
     .doc = "side of a cell on the map"},
    {.key = "nx", .type = LT_INT, .offset = AT(nx), .min = 2, .max = 4000, .doc = "cells from west to east"},
    {.key = "ny", .type = LT_INT, .offset = AT(ny), .min = 2, .max = 4000, .doc = "cells from south to north"},
    {.key = "centre_east",
     .type = LT_REAL_UNIT,
     .offset = AT(centre_east),
     .unit = "1",
     .fallback = "0",
     .min = -4000,
     .max = 4000,
     .doc = "centre of the grid east of the origin, cells"},
    {.key = "centre_north",
     .type = LT_REAL_UNIT,
     .offset = AT(centre_north),
     .unit = "1",
     .fallback = "0",
     .min = -4000,
     .max = 4000,
     .doc = "centre of the grid north of the origin, cells"},
    {.key = "layer_edges",
     .type = LT_REALS,
     .offset = AT(layer_edges),
     .unit = "m",
     .min = 0,
     .max = 60e3,
     .doc = "heights above ground, from 0 upward"},
    {.key = "parent",
     .type = LT_TEXT,
     .offset = AT(parent),
     .fallback = "",
     .doc = "a grid on whose cell and layer edges the edges of this one lie"},
    {.key = NULL}};
#undef AT

enum { MAX_PARENTS = 4 };

static lt_status unknown_grid(const char *name) {
    static const char *const shipped[] = {"liaoning-27", "liaoning-9", "liaoning-27w"};
    const char *near = lt_nearest_name(name, shipped, sizeof shipped / sizeof *shipped);
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown grid", .where = "name of a grid",
                    .expected = "liaoning-27, liaoning-9, liaoning-27w or the path of a definition file",
                    .found = lt_fmt("%s", name),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "`lantian example grid` prints a definition");
}

/* beside: the definition that names it as its parent, or NULL. */
static lt_status path_of(const char *name, const char *beside, char *out, size_t size) {
    if (lt_is_document_path(name)) {
        lt_node_path(beside ? &(lt_node){.file = beside} : NULL, name, out, size);
        return LT_OK;
    }
    if (beside) {
        const char *slash = strrchr(beside, '/');
        snprintf(out, size, "%.*s%s.yaml", slash ? (int)(slash - beside + 1) : 0, beside, name);
        if (lt_path_exists(out)) return LT_OK;
    }
    /* Without the shipped definitions the installation is broken; with them the name is wrong. */
    LT_TRY(lt_share_path("grids/data/liaoning-27.yaml", out, size));
    if (lt_share_path(lt_fmt("grids/data/%s.yaml", name), out, size) != LT_OK) return unknown_grid(name);
    return LT_OK;
}

lt_projection_spec lt_definition_spec(const lt_definition *d) {
    const double *parallel = d->projection.parallels.items;
    return (lt_projection_spec){.lat_1 = parallel[0],
                                .lat_2 = parallel[1],
                                .lon_0 = d->projection.lon_0,
                                .lat_0 = d->projection.lat_0,
                                .radius = d->projection.radius};
}

void lt_definition_corner(const lt_definition *d, double *x0, double *y0) {
    *x0 = (d->centre_east - 0.5 * (double)d->nx) * d->cell;
    *y0 = (d->centre_north - 0.5 * (double)d->ny) * d->cell;
}

/* A number that the schema has refused is NAN here (lt_config_fill_faults): its fault is known. */
static lt_status judge_layers(const lt_definition *d, const char *where, lt_faults *faults) {
    const double *z = d->layer_edges.items;
    long n = d->layer_edges.n;
    if (n == 1 || (n > 0 && (z[0] < 0 || z[0] > 0)))
        LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "layers must begin at the ground", .where = where,
                                               .expected = "layer_edges with at least two heights, the first 0 m",
                                               .found = lt_fmt("%ld heights, first %g m", n, z[0]),
                                               .todo = "correct layer_edges")));
    for (long k = 1; k < n; k++)
        if (z[k] <= z[k - 1])
            LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "layer edges must grow", .where = where,
                                                   .expected = lt_fmt("edge %ld above %g m", k + 1, z[k - 1]),
                                                   .found = lt_fmt("%g m", z[k]), .todo = "correct layer_edges")));
    if (n > 0 && z[n - 1] > 9000 && z[n - 1] < 15000)
        LT_TRY(lt_faults_take(
            faults, LT_RAISE(LT_ERR_INPUT, .what = "the top of the grid lies in the range of the tropopause",
                             .where = where, .expected = "at most 9 km, or 15 km and more",
                             .found = lt_fmt("%g m", z[n - 1]), .todo = "lower or raise the last of layer_edges")));
    return LT_OK;
}

static lt_status judge_projection(const lt_definition *d, const char *where) {
    const double *parallel = d->projection.parallels.items;
    if (d->projection.parallels.n != 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "a cone has two standard parallels", .where = where,
                        .expected = "standard_parallels: [36 degree, 46 degree]",
                        .found = lt_fmt("%ld", d->projection.parallels.n), .todo = "give two, equal ones if it is one");
    if (isnan(parallel[0]) || isnan(parallel[1]) || d->projection.radius <= 0) return LT_OK; /* known */
    lt_projection_spec spec = lt_definition_spec(d);
    lt_projection *projection;
    LT_TRY_CONTEXT(lt_projection_create(&spec, &projection), "reading %s", where);
    lt_projection_free(projection);
    return LT_OK;
}

static lt_status judge(const lt_definition *d, const char *where, lt_faults *faults) {
    if (d->name && strlen(d->name) > 63)
        LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "name of the grid is too long", .where = where,
                                               .expected = "at most 63 bytes", .found = lt_fmt("%.80s", d->name),
                                               .todo = "shorten it")));
    if (d->projection.parallels.n > 0) LT_TRY(lt_faults_take(faults, judge_projection(d, where)));
    return judge_layers(d, where, faults);
}

static lt_frame frame_of(const lt_definition *d) {
    lt_frame frame = {.name = d->name,
                      .cell = d->cell,
                      .nx = (int)d->nx,
                      .ny = (int)d->ny,
                      .n_edges = (int)d->layer_edges.n,
                      .z_edge = d->layer_edges.items};
    lt_definition_corner(d, &frame.x0, &frame.y0);
    return frame;
}

static lt_status judge_nest(const lt_definition *d, const lt_definition *parent, const char *where) {
    lt_projection_spec a = lt_definition_spec(d), b = lt_definition_spec(parent);
    if (memcmp(&a, &b, sizeof a) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a nest must have its parent's projection", .where = where,
                        .expected = lt_fmt("the projection of %s", parent->name), .found = "another one",
                        .todo = "copy the section projection of the parent");
    lt_frame outer = frame_of(parent), inner = frame_of(d);
    lt_window window;
    LT_TRY(lt_window_find(&outer, &inner, where, &window));
    lt_window_free(&window);
    return LT_OK;
}

static lt_status read_file(const char *path, int depth, lt_definition **out);

static lt_status read_parent(const lt_definition *d, const char *path, int depth) {
    if (!d->parent || !d->parent[0]) return LT_OK;
    if (depth >= MAX_PARENTS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many nested grids", .where = lt_fmt("%s", path),
                        .expected = lt_fmt("at most %d parents, in no circle", (int)MAX_PARENTS),
                        .found = lt_fmt("parent %s", d->parent), .todo = "remove a parent");
    char parent_path[4096];
    LT_TRY_CONTEXT(path_of(d->parent, path, parent_path, sizeof parent_path), "looking for the parent of %s", path);
    lt_definition *parent;
    LT_TRY_CONTEXT(read_file(parent_path, depth + 1, &parent), "reading the parent of %s", path);
    lt_status status = judge_nest(d, parent, lt_fmt("%s", path));
    lt_definition_free(parent);
    return status;
}

static lt_status read_file(const char *path, int depth, lt_definition **out) {
    *out = NULL;
    lt_node *document = NULL;
    lt_definition *d = NULL;
    lt_status status;
    LT_TRY(lt_node_read(path, &document));
    LT_TRY_GOTO(status, lt_calloc(1, sizeof *d, &d), end);
    LT_TRY_GOTO(status, lt_config_fill(document, lt_definition_rows, d), end);
    LT_TRY_GOTO(status, judge(d, lt_fmt("%s", path), &(lt_faults){0}), end);
    LT_TRY_GOTO(status, read_parent(d, path, depth), end);
    d->path = strdup(path);
    if (!d->path) status = LT_RAISE(LT_ERR_MEMORY, .what = "out of memory");
end:
    lt_node_free(document);
    if (status == LT_OK)
        *out = d;
    else
        lt_definition_free(d);
    return status;
}

lt_status lt_definition_read(const char *name, lt_definition **out) {
    *out = NULL;
    char path[4096];
    LT_TRY(path_of(name, NULL, path, sizeof path));
    return read_file(path, 0, out);
}

void lt_definition_free(lt_definition *d) {
    if (!d) return;
    lt_config_release(lt_definition_rows, d);
    free(d->path);
    lt_free(d);
}

lt_status lt_definition_digest(const char *name, lt_hash *hash) {
    char path[4096], beside[4096];
    const char *next = name, *from = NULL;
    char parent[256];
    for (int depth = 0; depth <= MAX_PARENTS; depth++) {
        lt_digest digest;
        lt_definition *d;
        LT_TRY(path_of(next, from, path, sizeof path));
        LT_TRY(read_file(path, 0, &d));
        snprintf(parent, sizeof parent, "%s", d->parent ? d->parent : "");
        lt_definition_free(d);
        LT_TRY(lt_hash_file(path, digest));
        lt_hash_text(hash, digest);
        if (!parent[0]) return LT_OK;
        snprintf(beside, sizeof beside, "%s", path);
        from = beside;
        next = parent;
    }
    return LT_OK;
}

const char *lt_grid_example(void) {
    return "# A grid: 10 x 8 cells of 50 km around Shenyang, 4 layers. `lantian grid FILE` makes its grid.nc.\n"
           "name: example\n"
           "projection:\n"
           "  type: lambert_conformal\n"
           "  standard_parallels: [36 degrees_north, 46 degrees_north]\n"
           "  origin_longitude: 123.4 degrees_east\n"
           "  origin_latitude: 41.8 degrees_north\n"
           "cell: 50 km\n"
           "nx: 10\n"
           "ny: 8\n"
           "layer_edges: [0 m, 40 m, 200 m, 1 km, 8 km]\n"
           "# Save as example.yaml: lantian check example.yaml; lantian grid example.yaml. In a case beside it: grid: "
           "example.yaml\n";
}

lt_status lt_grid_check(lt_node *document, lt_fault_report *report, void *context) {
    lt_faults faults = {.report = report, .context = context};
    lt_definition d = {0};
    lt_status status = lt_config_fill_faults(document, lt_definition_rows, &faults, &d);
    if (status == LT_OK) status = judge(&d, lt_fmt("%s", document->file), &faults);
    /* Only a grid that is right in itself can be laid on its parent. */
    if (status == LT_OK && faults.n == 0) status = lt_faults_take(&faults, read_parent(&d, document->file, 0));
    lt_config_release(lt_definition_rows, &d);
    LT_TRY(status);
    if (faults.n == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid has faults", .where = document->file, .expected = "no fault",
                    .found = lt_fmt("%ld", faults.n), .todo = "mend what was listed");
}
