/* result_netcdf.c - plume.nc: a CF file of points (discrete sampling, CF-1.10 chapter 9), a variable a column, with the
 * end of the block of every highest value beside it (plume_result.h). */
#include "base/ncio.h"
#include "model/gaussian/result/plume_result.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static const lt_field places[] = {
    {"x", "projection_x_coordinate", "m", "receptor", "from the site, east on the plane of the case"},
    {"y", "projection_y_coordinate", "m", "receptor", "from the site, north on the plane of the case"},
    {"lon", "longitude", "degrees_east", "receptor", "longitude"},
    {"lat", "latitude", "degrees_north", "receptor", "latitude"},
    {"height", "height", "m", "receptor", "above ground"}};
enum { N_PLACES = sizeof places / sizeof *places };

/* "all_1h_rank1": the unit is an attribute. */
static void name_of(const lt_plume_column *c, char out[128]) {
    snprintf(out, 128, "%.*s", (int)(strlen(c->name) - strlen("_ugm3")), c->name);
    for (char *p = out; *p; p++)
        if (*p == '.' || *p == '-') *p = '_';
}

static lt_status define_column(lt_ncw *file, const lt_plume_column *c) {
    char name[128], end[136];
    name_of(c, name);
    snprintf(end, sizeof end, "%s_end", name);
    const lt_field field = {name, NULL, "ug m-3", "receptor", c->text};
    LT_TRY(lt_ncw_var(file, &field, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_text(file, name, "coordinates", "lon lat height receptor_id"));
    if (c->what != LT_PLUME_TOP) return LT_OK;
    const lt_field time = {end, NULL, "seconds since 1970-01-01 00:00:00", "receptor",
                           "end of that hour or block, UTC"};
    return lt_ncw_var(file, &time, NC_DOUBLE);
}

static lt_status define(const lt_plume_result *r, lt_ncw *file) {
    static const lt_field ids = {"receptor_id", NULL, "1", "receptor", "name of the receptor"};
    const lt_plume_weather *w = r->setup->weather;
    LT_TRY(lt_ncw_dim(file, "receptor", (size_t)r->setup->receptors.n));
    LT_TRY(lt_ncw_var(file, &ids, NC_STRING));
    for (int k = 0; k < N_PLACES; k++) LT_TRY(lt_ncw_var(file, &places[k], NC_DOUBLE));
    for (int c = 0; c < r->n_columns; c++) LT_TRY(define_column(file, &r->columns[c]));
    LT_TRY(lt_ncw_attr_text(file, NULL, "featureType", "point"));
    LT_TRY(lt_ncw_attr_text(file, NULL, "pollutant", r->setup->keys->pollutant));
    LT_TRY(lt_ncw_attr_text(file, NULL, "proj4", r->setup->plane.projection));
    LT_TRY(lt_ncw_attr_double(file, NULL, "site_x", r->setup->plane.east_m));
    LT_TRY(lt_ncw_attr_double(file, NULL, "site_y", r->setup->plane.north_m));
    LT_TRY(lt_ncw_attr_double(file, NULL, "layer_m", r->setup->receptors.layer_m));
    LT_TRY(lt_ncw_attr_double(file, NULL, "hours_good", (double)r->statistics->good));
    LT_TRY(lt_ncw_attr_double(file, NULL, "hours_calm", (double)w->calm));
    LT_TRY(lt_ncw_attr_double(file, NULL, "hours_calm_with_lowest_wind", (double)w->lifted));
    LT_TRY(lt_ncw_attr_double(file, NULL, "hours_of_puffs", (double)w->puffed));
    return lt_ncw_attr_double(file, NULL, "hours_missing", (double)w->missing);
}

static lt_status put_column(const lt_plume_result *r, lt_ncw *file, const lt_plume_column *c, double *values,
                            double *ends) {
    char name[128];
    name_of(c, name);
    for (int n = 0; n < r->setup->receptors.n; n++) {
        lt_time end = 0;
        LT_TRY(lt_plume_result_value(r, c, n, &values[n], &end));
        ends[n] = isfinite(values[n]) ? (double)end : NAN;
    }
    LT_TRY(lt_ncw_put_double(file, name, values));
    return c->what == LT_PLUME_TOP ? lt_ncw_put_double(file, lt_fmt("%s_end", name), ends) : LT_OK;
}

static lt_status put(const lt_plume_result *r, lt_ncw *file, double *room, const char **names) {
    const lt_receptor_set *s = &r->setup->receptors;
    const double *columns[N_PLACES] = {s->x_m, s->y_m, s->lon, s->lat, s->above_m};
    for (int n = 0; n < s->n; n++) names[n] = s->ids[n].text;
    LT_TRY(lt_ncw_put_strings(file, "receptor_id", names));
    for (int k = 0; k < N_PLACES; k++) LT_TRY(lt_ncw_put_double(file, places[k].name, columns[k]));
    for (int c = 0; c < r->n_columns; c++) LT_TRY(put_column(r, file, &r->columns[c], room, room + s->n));
    return LT_OK;
}

lt_status lt_plume_result_netcdf(const lt_plume_result *result, lt_outdir *dir) {
    lt_ncw *file = NULL;
    double *room = NULL;
    const char **names = NULL;
    const size_t n = (size_t)result->setup->receptors.n;
    lt_status status = lt_calloc(2 * n, sizeof *room, &room);
    if (status == LT_OK) status = lt_calloc(n, sizeof *names, &names);
    if (status == LT_OK) status = lt_ncw_create(dir, "plume.nc", "Concentrations of lantian plume", &file);
    if (status == LT_OK) status = define(result, file);
    if (status == LT_OK) status = put(result, file, room, names);
    lt_free(room);
    lt_free(names);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}
