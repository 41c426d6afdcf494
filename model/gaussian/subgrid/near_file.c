/* near_file.c - see near_file.h. */
#include "model/gaussian/subgrid/near_file.h"

#include "base/ncio.h"
#include "grids/anymap.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

const char *lt_near_stem(const char *site) {
    return lt_fmt("near_%s", site);
}

typedef struct writer {
    const lt_near_input *in;
    const lt_near_result *r;
    lt_ncw *file;
    size_t nx, ny;  /* points of the map */
    double *values; /* room for a map, for twice the sources */
} writer;

/* --- definition --------------------------------------------------------------------------------------------------- */

static const lt_field axes[] = {{"x", "projection_x_coordinate", "m", "x", "x of the points on the grid's map"},
                                {"y", "projection_y_coordinate", "m", "y", "y of the points on the grid's map"},
                                {"lon", "longitude", "degrees_east", "y x", "longitude"},
                                {"lat", "latitude", "degrees_north", "y x", "latitude"},
                                {"cell_x", NULL, "m", "cell_x", "x of the middles of the grid's cells"},
                                {"cell_y", NULL, "m", "cell_y", "y of the middles of the grid's cells"},
                                {"source/lon", "longitude", "degrees_east", "stack", "longitude of the stack"},
                                {"source/lat", "latitude", "degrees_north", "stack", "latitude of the stack"},
                                {"source/x", NULL, "m", "stack", "x of the stack on the grid's map"},
                                {"source/y", NULL, "m", "stack", "y of the stack on the grid's map"},
                                {"source/height", NULL, "m", "stack", "height of the stack above ground"},
                                {"source/place_assumed", NULL, "1", "stack", "1: the place of the stack is assumed"}};
enum { N_AXES = sizeof axes / sizeof *axes };

static lt_status define_map(writer *w, int m) {
    enum { N = 5, LOCAL = 3 }; /* those from LOCAL on where tags are */
    char name[N][32];
    const char *what = w->r->names[m];
    static const char *const forms[N] = {"%s", "%s_max", "%s_cell", "%s_local", "%s_stacks"};
    static const char *const dims[N] = {"y x", "y x", "cell_y cell_x", "cell_y cell_x", "y x"};
    static const char *const texts[N] = {"mean of the period", "highest hour", "the grid's own mean of the period",
                                         "of that what the stacks of the cell and its neighbours gave (tags)",
                                         "of the mean of the period what the plumes of these stacks shape"};
    for (int k = 0; k < N; k++) {
        snprintf(name[k], sizeof name[k], forms[k], what);
        const lt_field field = {name[k], NULL, "ug m-3", dims[k], texts[k]};
        if (k < LOCAL || w->r->local[m]) LT_TRY(lt_ncw_var(w->file, &field, NC_DOUBLE));
    }
    const lt_field change = {lt_fmt("%s_change", what), NULL, "ug m-3", "y x",
                             "mean of the period less that of the run that the measures act on (change_from)"};
    if (w->r->change[m]) LT_TRY(lt_ncw_var(w->file, &change, NC_DOUBLE));
    if (!w->r->local[m]) return LT_OK;
    const lt_near_count *count = &w->r->count[m];
    const double sum = count->local_sum > 0.0 ? count->local_sum : 1.0;
    LT_TRY(lt_ncw_attr_double(w->file, name[LOCAL], "share_above_cell", count->limited_sum / sum));
    LT_TRY(lt_ncw_attr_double(w->file, name[LOCAL], "share_flat", count->flat_sum / sum));
    if (count->gauss_sum > 0.0)
        LT_TRY(lt_ncw_attr_double(w->file, name[LOCAL], "grid_over_plumes", count->shaped_sum / count->gauss_sum));
    const lt_field rate = {lt_fmt("source/%s_rate", what), NULL, "g s-1", "stack",
                           "emission of the stack, mean of the period"};
    return lt_ncw_var(w->file, &rate, NC_DOUBLE);
}

static lt_status define_attributes(const writer *w) {
    const lt_near_input *in = w->in;
    char pollutants[64] = "";
    for (int m = 0; m < w->r->n_maps; m++)
        snprintf(pollutants + strlen(pollutants), sizeof pollutants - strlen(pollutants), "%s%s", m ? " " : "",
                 w->r->names[m]);
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "proj4", in->grid->proj));
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "site", in->setup->site));
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "title_en", in->setup->title_en ? in->setup->title_en : ""));
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "title_zh", in->setup->title_zh ? in->setup->title_zh : ""));
    LT_TRY(lt_ncw_attr_text(w->file, NULL, "pollutants", pollutants));
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"site_lon", in->setup->lon},
                   {"site_lat", in->setup->lat},
                   {"resolution_m", in->plane.cell_m / in->plane.shape.points},
                   {"cell_m", in->plane.cell_m},
                   {"layer_m", in->plane.layer_m},
                   {"hours", (double)in->n_hours},
                   {"hours_without_plume", (double)w->r->hours_without_plume},
                   {"mean_error", w->r->mean_error}};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        LT_TRY(lt_ncw_attr_double(w->file, NULL, numbers[k].name, numbers[k].value));
    return LT_OK;
}

static lt_status define(writer *w) {
    static const lt_field ids = {"source/id", NULL, "1", "stack", "id of the stack, of the inventory's row"};
    LT_TRY(lt_ncw_dim(w->file, "x", w->nx));
    LT_TRY(lt_ncw_dim(w->file, "y", w->ny));
    LT_TRY(lt_ncw_dim(w->file, "cell_x", (size_t)w->in->plane.shape.nx));
    LT_TRY(lt_ncw_dim(w->file, "cell_y", (size_t)w->in->plane.shape.ny));
    if (w->in->n_sources > 0) LT_TRY(lt_ncw_dim(w->file, "stack", (size_t)w->in->n_sources));
    for (int k = 0; k < N_AXES; k++)
        if (w->in->n_sources > 0 || strncmp(axes[k].name, "source/", 7) != 0)
            LT_TRY(lt_ncw_var(w->file, &axes[k], NC_DOUBLE));
    if (w->in->n_sources > 0) LT_TRY(lt_ncw_var(w->file, &ids, NC_STRING));
    for (int m = 0; m < w->r->n_maps; m++) LT_TRY(define_map(w, m));
    return define_attributes(w);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* Middle of the k-th of n parts of the map's side from its first cell. */
static double middle_of(const lt_near_input *in, int first, double corner, size_t k, int parts) {
    return corner + (first + (double)in->plane.shape.nx * ((double)k + 0.5) / parts) * in->grid->dx;
}

static lt_status put_axis(writer *w, const char *name, int first, double corner, size_t n) {
    for (size_t k = 0; k < n; k++) w->values[k] = middle_of(w->in, first, corner, k, (int)n);
    return lt_ncw_put_double(w->file, name, w->values);
}

static lt_status put_degrees(writer *w, lt_anymap *map) {
    const lt_near_input *in = w->in;
    double *lon = w->values, *lat = w->values + w->nx * w->ny;
    for (size_t q = 0; q < w->ny; q++)
        for (size_t p = 0; p < w->nx; p++) {
            const double x = middle_of(in, in->i0, in->grid->x0, p, (int)w->nx);
            const double y = middle_of(in, in->j0, in->grid->y0, q, (int)w->ny);
            if (lt_anymap_inverse(map, x, y, &lon[q * w->nx + p], &lat[q * w->nx + p])) continue;
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a point of a map has no degrees", .where = in->setup->site,
                            .expected = "a place on the grid's projection", .found = lt_fmt("%g, %g m", x, y),
                            .todo = "report it");
        }
    LT_TRY(lt_ncw_put_double(w->file, "lon", lon));
    return lt_ncw_put_double(w->file, "lat", lat);
}

static lt_status put_places(writer *w) {
    const lt_near_input *in = w->in;
    lt_anymap *map;
    LT_TRY(put_axis(w, "x", in->i0, in->grid->x0, w->nx));
    LT_TRY(put_axis(w, "y", in->j0, in->grid->y0, w->ny));
    LT_TRY(put_axis(w, "cell_x", in->i0, in->grid->x0, (size_t)in->plane.shape.nx));
    LT_TRY(put_axis(w, "cell_y", in->j0, in->grid->y0, (size_t)in->plane.shape.ny));
    LT_TRY(lt_anymap_open(in->grid->proj, &map));
    const lt_status status = put_degrees(w, map);
    lt_anymap_close(map);
    return status;
}

static double of_source(const lt_near_source *s, const char *name) {
    return strcmp(name, "source/lon") == 0      ? s->lon
           : strcmp(name, "source/lat") == 0    ? s->lat
           : strcmp(name, "source/x") == 0      ? s->map_x_m
           : strcmp(name, "source/y") == 0      ? s->map_y_m
           : strcmp(name, "source/height") == 0 ? s->plume.height_m
                                                : (double)s->place_assumed;
}

static lt_status put_sources(writer *w) {
    const lt_near_input *in = w->in;
    const char **ids;
    LT_TRY(lt_calloc((size_t)in->n_sources, sizeof *ids, &ids));
    for (long k = 0; k < in->n_sources; k++) ids[k] = in->sources[k].id;
    lt_status status = lt_ncw_put_strings(w->file, "source/id", ids);
    lt_free(ids);
    for (int a = 0; status == LT_OK && a < N_AXES; a++) {
        if (strncmp(axes[a].name, "source/", 7) != 0) continue;
        for (long k = 0; k < in->n_sources; k++) w->values[k] = of_source(&in->sources[k], axes[a].name);
        status = lt_ncw_put_double(w->file, axes[a].name, w->values);
    }
    for (int p = 0; status == LT_OK && p < in->n_pollutants; p++) {
        for (long k = 0; k < in->n_sources; k++) w->values[k] = 0.0;
        for (long n = 0; n < in->n_hours * in->n_sources; n++)
            w->values[n % in->n_sources] += in->rate_gs[p * in->n_hours * in->n_sources + n] / (double)in->n_hours;
        status = lt_ncw_put_double(w->file, lt_fmt("source/%s_rate", in->pollutants[p]->name), w->values);
    }
    return status;
}

static lt_status put(writer *w) {
    const lt_near_result *r = w->r;
    LT_TRY(put_places(w));
    if (w->in->n_sources > 0) LT_TRY(put_sources(w));
    for (int m = 0; m < r->n_maps; m++) {
        LT_TRY(lt_ncw_put_double(w->file, r->names[m], r->mean[m]));
        LT_TRY(lt_ncw_put_double(w->file, lt_fmt("%s_max", r->names[m]), r->most[m]));
        LT_TRY(lt_ncw_put_double(w->file, lt_fmt("%s_cell", r->names[m]), r->cell[m]));
        if (r->change[m]) LT_TRY(lt_ncw_put_double(w->file, lt_fmt("%s_change", r->names[m]), r->change[m]));
        if (r->local[m]) LT_TRY(lt_ncw_put_double(w->file, lt_fmt("%s_local", r->names[m]), r->local[m]));
        if (r->stacks[m]) LT_TRY(lt_ncw_put_double(w->file, lt_fmt("%s_stacks", r->names[m]), r->stacks[m]));
    }
    return LT_OK;
}

lt_status lt_near_file_write(const lt_near_input *in, const lt_near_result *result, const char *change_from,
                             lt_outdir *dir, const char *name) {
    const lt_keep_shape *s = &in->plane.shape;
    writer w = {.in = in, .r = result, .nx = (size_t)(s->nx * s->points), .ny = (size_t)(s->ny * s->points)};
    const size_t room = 2 * w.nx * w.ny > (size_t)in->n_sources ? 2 * w.nx * w.ny : (size_t)in->n_sources;
    LT_TRY(lt_calloc(room, sizeof *w.values, &w.values));
    lt_status status = lt_ncw_create(dir, name, "Lantian near field: a map within cells of the grid", &w.file);
    const bool created = status == LT_OK;
    if (status == LT_OK) status = define(&w);
    if (status == LT_OK && change_from) status = lt_ncw_attr_text(w.file, NULL, "change_from", change_from);
    if (status == LT_OK) status = put(&w);
    lt_free(w.values);
    if (status == LT_OK) return lt_ncw_commit(w.file);
    if (created) lt_ncw_abandon(w.file);
    return status;
}
