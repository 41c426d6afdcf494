/* lantian.c - our own met_<period>.nc, with the grid.nc that stands beside it, as weather for another grid or case.
 *
 * All states are hour means and stand at the middle of their hour; the first and the last also stand at the ends of the
 * file, so that it covers a run of its own period. Precipitation and fluxes cover their hour. The winds are
 * those that the transport uses: after the correction that closes the columns. Heights need the terrain of grid.nc. */
#include "model/met/gridded/readers/lantian.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* In the order of fields.h. */
const lt_own_row lt_own_rows[] = {
    {LT_G_TEMPERATURE, "air_temperature", "K"},
    {LT_G_RELATIVE_HUMIDITY, "relative_humidity", "1"},
    {LT_G_CLOUD_WATER, "cloud_liquid_water_mixing_ratio", "kg kg-1"},
    {LT_G_CLOUD_ICE, "cloud_ice_mixing_ratio", "kg kg-1"},
    {LT_G_CLOUD, "cloud_area_fraction_in_atmosphere_layer", "1"},
    {LT_G_SURFACE_PRESSURE, "surface_pressure", "Pa"},
    {LT_G_T2M, "air_temperature_2m", "K"},
    {LT_G_EAST_10M, "u_wind_10m", "m s-1"},
    {LT_G_NORTH_10M, "v_wind_10m", "m s-1"},
    {LT_G_SKIN, "skin_temperature", "K"},
    {LT_G_SOIL_MOISTURE, "soil_moisture", "1"},
    {LT_G_ALBEDO, "surface_albedo", "1"},
    {LT_G_CLOUD_TOTAL, "cloud_cover", "1"},
    {LT_G_PBLH, "boundary_layer_height", "m"},
    {LT_G_USTAR, "friction_velocity", "m s-1"},
    {LT_G_ROUGHNESS, "roughness_length", "m"},
    {LT_G_RAIN, "precipitation_flux", "kg m-2 s-1"},
    {LT_G_SHORTWAVE, "downwelling_shortwave", "W m-2"},
    {LT_G_LONGWAVE, "downwelling_longwave", "W m-2"},
    {LT_G_SENSIBLE, "sensible_heat_flux", "W m-2"},
    {LT_G_LATENT, "latent_heat_flux", "W m-2"},
};
const int lt_own_n_rows = sizeof lt_own_rows / sizeof *lt_own_rows;

static lt_status recognise(const char *path, bool *mine) {
    lt_ncr *file = NULL;
    *mine = false;
    LT_TRY(lt_foreign_header(path, &file));
    if (!file) return LT_OK;
    *mine = lt_ncr_has(file, "air_mass") && lt_ncr_has(file, "mass_flux_x") && lt_ncr_has(file, "mass_flux_y") &&
            lt_foreign_dim(file, "time_edge") > 0 && lt_foreign_dim(file, "x_edge") > 0;
    lt_ncr_close(file);
    return LT_OK;
}

/* --- the grid beside it --- */

static bool opens_as(const char *path, const char *grid, lt_ncr **out) {
    char name[64];
    if (!lt_nc_is(path) || lt_ncr_open(path, out) != LT_OK) {
        lt_error_clear();
        return false;
    }
    if (lt_foreign_text(*out, NULL, "grid_name", name, sizeof name) && strcmp(name, grid) == 0) return true;
    lt_ncr_close(*out);
    *out = NULL;
    return false;
}

static lt_status open_grid(const lt_own *o, lt_ncr **out) {
    char name[64], path[1200];
    const char *slash = strrchr(o->path, '/');
    int folder = slash ? (int)(slash - o->path) + 1 : 0;
    *out = NULL;
    lt_foreign_text(o->file, NULL, "grid_name", name, sizeof name);
    snprintf(path, sizeof path, "%.*sgrid.nc", folder, o->path);
    if (opens_as(path, name, out)) return LT_OK;
    snprintf(path, sizeof path, "%.*sgrid_%s.nc", folder, o->path, name);
    if (opens_as(path, name, out)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "weather of our own without its grid", .where = o->path,
                    .expected = lt_fmt("grid.nc or grid_%s.nc of the grid %s beside it", name, name),
                    .found = "neither", .todo = "copy the grid file of that run beside the weather");
}

static lt_status take(lt_ncr *grid, const char *name, const char *unit, size_t n, double **out) {
    LT_TRY(lt_calloc(n, sizeof **out, out));
    return lt_ncr_get_double(grid, name, unit, n, *out);
}

static lt_status read_geometry(lt_own *o, lt_ncr *grid) {
    size_t nx = (size_t)o->nx, ny = (size_t)o->ny;
    LT_TRY(take(grid, "area", "m2", nx * ny, &o->area));
    LT_TRY(take(grid, "angle", "rad", nx * ny, &o->angle));
    LT_TRY(take(grid, "terrain", "m", nx * ny, &o->terrain));
    LT_TRY(take(grid, "face_x", "m", ny * (nx + 1), &o->face_x));
    LT_TRY(take(grid, "face_y", "m", (ny + 1) * nx, &o->face_y));
    return take(o->file, "z_edge", "m", (size_t)o->nz + 1, &o->z);
}

static lt_status read_grid(lt_own *o) {
    lt_ncr *grid = NULL;
    LT_TRY(open_grid(o, &grid));
    lt_status status = read_geometry(o, grid);
    lt_ncr_close(grid);
    return status;
}

/* --- opening --- */

static lt_status seconds(lt_own *o, const char *name, long n, lt_time **out) {
    double *numbers = NULL;
    LT_TRY(lt_calloc((size_t)n, sizeof **out, out));
    LT_TRY(lt_calloc((size_t)n, sizeof *numbers, &numbers));
    lt_status status = lt_ncr_get_double(o->file, name, "seconds since 1970-01-01 00:00:00", (size_t)n, numbers);
    for (long t = 0; t < n && status == LT_OK; t++) (*out)[t] = (lt_time)llround(numbers[t]);
    lt_free(numbers);
    return status == LT_OK ? lt_foreign_judge_times(lt_fmt("%s, variable %s", o->path, name), n, *out) : status;
}

/* Middles of the hours, and both ends of the file. */
static lt_status read_times(lt_own *o) {
    lt_time *middles = NULL;
    LT_TRY(seconds(o, "time_edge", o->n_times + 1, &o->edges));
    LT_TRY(lt_calloc((size_t)o->n_times + 2, sizeof *o->times, &o->times));
    lt_status status = seconds(o, "time", o->n_times, &middles);
    for (long t = 0; t < o->n_times && status == LT_OK; t++) o->times[t + 1] = middles[t];
    o->times[0] = o->edges[0];
    o->times[o->n_times + 1] = o->edges[o->n_times];
    lt_free(middles);
    return status;
}

static lt_status make_plane(lt_own *o, lt_gridded *g) {
    double *x = NULL, *y = NULL;
    lt_status status = take(o->file, "x", "m", (size_t)o->nx, &x);
    if (status == LT_OK) status = take(o->file, "y", "m", (size_t)o->ny, &y);
    char map[sizeof g->plane->map] = "";
    if (status == LT_OK) status = lt_ncr_attr_text(o->file, NULL, "proj4", map, sizeof map);
    if (status == LT_OK)
        status = lt_plane_map(map, o->nx, o->ny, x[0], y[0], o->nx > 1 ? x[1] - x[0] : 0.0,
                              o->ny > 1 ? y[1] - y[0] : 0.0, &g->plane);
    lt_free(x);
    lt_free(y);
    return status;
}

static lt_status add_records(lt_own *o, lt_gridded *g, lt_gridded_field field) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    if (row->shape == LT_GRIDDED_FIXED) return lt_gridded_add_record(g, field, 0, 0);
    if (row->span == LT_GRIDDED_STATE) return lt_foreign_add_states(g, field, o->n_times + 2, o->times);
    for (long t = 0; t < o->n_times; t++) LT_TRY(lt_gridded_add_record(g, field, o->edges[t], o->edges[t + 1]));
    return LT_OK;
}

static lt_status list_fields(lt_own *o, lt_gridded *g) {
    static const lt_gridded_field made[] = {LT_G_PRESSURE, LT_G_HEIGHT, LT_G_EAST, LT_G_NORTH, LT_G_TERRAIN};
    for (size_t k = 0; k < sizeof made / sizeof *made; k++) LT_TRY(add_records(o, g, made[k]));
    for (int r = 0; r < lt_own_n_rows; r++) {
        lt_ncr_shape shape;
        if (!lt_ncr_has(o->file, lt_own_rows[r].variable)) continue;
        LT_TRY(lt_ncr_get_shape(o->file, lt_own_rows[r].variable, &shape));
        int n = lt_gridded_rows[lt_own_rows[r].field].shape == LT_GRIDDED_LEVELS ? 4 : 3;
        if (shape.n == n)
            LT_TRY(add_records(o, g, lt_own_rows[r].field)); /* older files have one cloud cover an hour */
    }
    return LT_OK;
}

static lt_status fill(lt_own *o, lt_gridded *g) {
    char label[96];
    o->path = g->path;
    o->mass_record = o->wind_record = -1;
    LT_TRY(lt_ncr_open(g->path, &o->file));
    o->nx = (int)lt_foreign_dim(o->file, "x");
    o->ny = (int)lt_foreign_dim(o->file, "y");
    o->nz = (int)lt_foreign_dim(o->file, "z");
    o->n_times = lt_foreign_dim(o->file, "time");
    LT_TRY(read_times(o));
    LT_TRY(make_plane(o, g));
    LT_TRY(read_grid(o));
    size_t n = (size_t)o->nz * (size_t)o->ny * (size_t)o->nx;
    LT_TRY(lt_calloc(n, sizeof *o->mass, &o->mass));
    LT_TRY(lt_calloc((size_t)o->nz * (size_t)(o->ny + 1) * (size_t)(o->nx + 1), sizeof *o->work, &o->work));
    LT_TRY(lt_calloc(n, sizeof *o->east, &o->east));
    LT_TRY(lt_calloc(n, sizeof *o->north, &o->north));
    g->level_kind = LT_LEVELS_FIELD;
    g->n_levels = o->nz;
    LT_TRY(list_fields(o, g));
    lt_note(g->notes,
            "our own weather: pressures from the air mass, winds from the mass fluxes that the transport uses; %s",
            "本模型气象：气压由空气质量得出，风由输送所用的质量通量得出；%s",
            lt_gridded_has(g, LT_G_SURFACE_PRESSURE) ? "surface_pressure" : "hydrostatic");
    lt_foreign_text(o->file, NULL, "weather_label_en", label, sizeof label);
    snprintf(g->label, sizeof g->label, "Lantian: %s", label);
    return LT_OK;
}

static lt_status open_own(lt_gridded *g) {
    lt_own *o = NULL;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    g->own = o;
    return fill(o, g);
}

static void close_own(lt_gridded *g) {
    lt_own *o = g->own;
    lt_ncr_close(o->file);
    void *all[] = {o->times,  o->edges, o->area, o->angle, o->terrain, o->face_x,
                   o->face_y, o->z,     o->mass, o->work,  o->east,    o->north};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) lt_free(all[k]);
    lt_free(o);
}

const lt_gridded_reader lt_gridded_reader_lantian = {
    .name = "lantian",
    .doc_en = "our own met_<period>.nc with its grid.nc beside it",
    .doc_zh = "本模型的 met_<period>.nc（旁有其 grid.nc）",
    .recognise = recognise,
    .open = open_own,
    .read = lt_own_read,
    .close = close_own,
};
