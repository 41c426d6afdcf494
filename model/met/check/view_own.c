/* view_own.c - our met_<period>.nc as a view. See view.h.
 *
 * Every variable on (time, y, x), (time, z, y, x) or (time, z_edge, y, x) is a field. The wind of the layers, which the
 * file does not hold, is made from its fluxes: u = 1/2 (F_west + F_east) d / m along the map's x axis, F the hour's
 * mass flux through the faces [kg s-1], d the true distance of neighbouring centres [m], m the cell's air mass, mean of
 * both ends of the hour [kg]; v likewise; then turned to true east and north by the map's angle. So it is the wind that
 * the model will transport with, after the correction. d stands for area / length of face: equal within the square of
 * the change of the map's scale over a cell (1e-5 at 27 km). */
#include "model/met/check/view_own.h"

#include "model/met/constants.h"
#include "model/met/flux.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct own {
    lt_ncr *file;
    lt_plane *plane;
    lt_gridded_record *hours;
    long n_hours;
    int nz;
    double *cosine, *sine, *step_x, *step_y; /* [n]: of the map's angle; true distances of centres, m */
    double *mass[2], *flux_x, *flux_y;
    float *wind[2]; /* east, north [nz][n] of hour `made` */
    float *terrain; /* of the grid.nc beside the file, NULL: there is none */
    long made;
} own;

static const struct {
    const char *name;
    int role;
    double least, most; /* where role is no field of fields.h */
} known[] = {
    {"air_temperature", LT_G_TEMPERATURE, 0, 0},
    {"relative_humidity", LT_G_RELATIVE_HUMIDITY, 0, 0},
    {"cloud_liquid_water_mixing_ratio", LT_G_CLOUD_WATER, 0, 0},
    {"cloud_ice_mixing_ratio", LT_G_CLOUD_ICE, 0, 0},
    {"cloud_area_fraction_in_atmosphere_layer", LT_G_CLOUD, 0, 0},
    {"air_temperature_2m", LT_G_T2M, 0, 0},
    {"u_wind_10m", LT_G_EAST_10M, 0, 0},
    {"v_wind_10m", LT_G_NORTH_10M, 0, 0},
    {"surface_pressure", LT_G_SURFACE_PRESSURE, 0, 0},
    {"skin_temperature", LT_G_SKIN, 0, 0},
    {"boundary_layer_height", LT_G_PBLH, 0, 0},
    {"friction_velocity", LT_G_USTAR, 0, 0},
    {"sensible_heat_flux", LT_G_SENSIBLE, 0, 0},
    {"latent_heat_flux", LT_G_LATENT, 0, 0},
    {"downwelling_shortwave", LT_G_SHORTWAVE, 0, 0},
    {"downwelling_longwave", LT_G_LONGWAVE, 0, 0},
    {"surface_albedo", LT_G_ALBEDO, 0, 0},
    {"cloud_cover", LT_G_CLOUD_TOTAL, 0, 0},
    {"soil_moisture", LT_G_SOIL_MOISTURE, 0, 0},
    {"roughness_length", LT_G_ROUGHNESS, 0, 0},
    {"wind_speed_10m", LT_VIEW_SPEED, 0, 150},
    {"ventilation_coefficient", LT_VIEW_VENTILATION, 0, 2e6},
    {"air_stagnation", LT_VIEW_STAGNANT, 0, 1},
    {"snow_share", LT_VIEW_OTHER, 0, 1},
    {"snow_cover", LT_VIEW_OTHER, 0, 1},
    {"convective_velocity_scale", LT_VIEW_OTHER, 0, 20},
    {"displacement_height", LT_VIEW_OTHER, 0, 100},
    {"cloud_optical_depth", LT_VIEW_OTHER, 0, 1e4},
    {"kz", LT_VIEW_OTHER, 0, 1e5},
    {"inverse_obukhov_length", LT_VIEW_OTHER, -1e6, 1e6},
    {"precipitation_flux", LT_VIEW_OTHER, 0, 1},
};
enum { N_KNOWN = sizeof known / sizeof *known };
static const char east_name[] = "eastward_wind", north_name[] = "northward_wind";

bool lt_met_view_is_own(const char *path) {
    lt_ncr *file = NULL;
    if (!lt_nc_is(path)) return false;
    if (lt_ncr_open_header(path, &file) != LT_OK) {
        lt_error_clear();
        return false;
    }
    const bool is = lt_ncr_has(file, "air_mass") && lt_ncr_has(file, "mass_flux_x") && lt_ncr_has(file, "time_edge");
    lt_ncr_close(file);
    return is;
}

lt_ncr *lt_met_view_own_file(const lt_met_view *view) {
    return ((const own *)view->own_data)->file;
}

int lt_met_view_own_layers(const lt_met_view *view) {
    return ((const own *)view->own_data)->nz;
}

/* --- winds of the layers ------------------------------------------------------------------------------------------ */

static lt_status make_winds(lt_met_view *view, long hour) {
    own *o = view->own_data;
    const size_t n = (size_t)view->n, nx = (size_t)view->nx, ny = (size_t)view->ny, nz = (size_t)o->nz;
    if (o->made == hour) return LT_OK;
    for (size_t e = 0; e < 2; e++)
        LT_TRY(lt_ncr_get_double_record(o->file, "air_mass", "kg", (size_t)hour + e, n * nz, o->mass[e]));
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_x", "kg s-1", (size_t)hour, (nx + 1) * ny * nz, o->flux_x));
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_y", "kg s-1", (size_t)hour, nx * (ny + 1) * nz, o->flux_y));
    for (size_t k = 0; k < nz; k++)
        for (size_t c = 0; c < n; c++) {
            const double *west = o->flux_x + (k * ny + c / nx) * (nx + 1) + c % nx,
                         *south = o->flux_y + k * nx * (ny + 1) + c;
            const double two_mass = o->mass[0][k * n + c] + o->mass[1][k * n + c];
            const double u = (west[0] + west[1]) * o->step_x[c] / two_mass,
                         v = (south[0] + south[nx]) * o->step_y[c] / two_mass;
            double east, north;
            lt_rotate_to_true(u, v, o->cosine[c], o->sine[c], &east, &north);
            o->wind[0][k * n + c] = (float)east;
            o->wind[1][k * n + c] = (float)north;
        }
    o->made = hour;
    return LT_OK;
}

static lt_status read_field(lt_met_view *view, long field, long record, float *values) {
    own *o = view->own_data;
    const lt_view_field *f = &view->fields[field];
    const size_t n = (size_t)view->n * (size_t)(f->levels ? f->levels : 1);
    const bool east = strcmp(f->name, east_name) == 0, north = strcmp(f->name, north_name) == 0;
    if (f->role == LT_G_TERRAIN) {
        memcpy(values, o->terrain, n * sizeof *values);
        return LT_OK;
    }
    if (!east && !north)
        return lt_ncr_get_float_record(o->file, f->name, f->unit[0] ? f->unit : NULL, (size_t)record, n, values);
    LT_TRY(make_winds(view, record));
    memcpy(values, o->wind[north], n * sizeof *values);
    return LT_OK;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static lt_status read_hours(own *o, const char *path) {
    double *edge = NULL;
    size_t n, n_hours;
    LT_TRY(lt_ncr_dim(o->file, "time_edge", &n));
    LT_TRY(lt_ncr_dim(o->file, "time", &n_hours));
    if (n != n_hours + 1 || n_hours < 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "hours and full hours do not belong together", .where = path,
                        .expected = "one time_edge more than time", .found = lt_fmt("%zu and %zu", n, n_hours),
                        .todo = "make the file again");
    LT_TRY(lt_calloc(n, sizeof *edge, &edge));
    lt_status status = lt_ncr_get_double(o->file, "time_edge", "seconds since 1970-01-01 00:00:00", n, edge);
    if (status == LT_OK) status = lt_calloc(n, sizeof *o->hours, &o->hours);
    for (size_t h = 0; status == LT_OK && h + 1 < n; h++)
        o->hours[h] = (lt_gridded_record){(lt_time)llround(edge[h]), (lt_time)llround(edge[h + 1])};
    o->n_hours = (long)n - 1;
    lt_free(edge);
    return status;
}

static lt_status read_axis(own *o, const char *name, int *n, double *first, double *step) {
    size_t length;
    double *axis = NULL;
    LT_TRY(lt_ncr_dim(o->file, name, &length));
    LT_TRY(lt_calloc(length + 1, sizeof *axis, &axis));
    const lt_status status = lt_ncr_get_double(o->file, name, "m", length, axis);
    *n = (int)length;
    *first = axis[0];
    *step = length > 1 ? (axis[length - 1] - axis[0]) / (double)(length - 1) : 1.0;
    lt_free(axis);
    return status;
}

static double distance(const lt_met_view *view, long a, long b) {
    const double mean_lat = 0.5 * (view->lat[a] + view->lat[b]) * LT_DEGREE;
    return 6370000.0 * LT_DEGREE *
           hypot(view->lat[a] - view->lat[b], (view->lon[a] - view->lon[b]) * cos(mean_lat)); /* neighbours: flat */
}

static lt_status place_points(lt_met_view *view, own *o) {
    char proj[512];
    double x0, y0, dx, dy, *angle = NULL;
    LT_TRY(read_axis(o, "x", &view->nx, &x0, &dx));
    LT_TRY(read_axis(o, "y", &view->ny, &y0, &dy));
    LT_TRY(lt_ncr_attr_text(o->file, NULL, "proj4", proj, sizeof proj));
    LT_TRY(lt_plane_map(proj, view->nx, view->ny, x0, y0, dx, dy, &o->plane));
    view->plane = o->plane;
    view->n = o->plane->n;
    const size_t n = (size_t)view->n;
    double **all[] = {&view->lon, &view->lat, &o->cosine, &o->sine, &o->step_x, &o->step_y};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) LT_TRY(lt_calloc(n, sizeof(double), all[a]));
    LT_TRY(lt_plane_places(o->plane, view->lon, view->lat));
    LT_TRY(lt_calloc(n, sizeof *angle, &angle));
    const lt_status status = lt_plane_angles(o->plane, angle);
    for (long c = 0; status == LT_OK && c < view->n; c++) {
        const int i = (int)(c % view->nx), j = (int)(c / view->nx);
        o->cosine[c] = cos(angle[c]);
        o->sine[c] = sin(angle[c]);
        const long west = i > 0 ? c - 1 : c, east = i + 1 < view->nx ? c + 1 : c;
        const long south = j > 0 ? c - view->nx : c, north = j + 1 < view->ny ? c + view->nx : c;
        o->step_x[c] = distance(view, west, east) / (double)(east - west ? east - west : 1);
        o->step_y[c] = distance(view, south, north) / (double)(north - south ? (north - south) / view->nx : 1);
    }
    lt_free(angle);
    return status;
}

static lt_status describe(lt_met_view *view, own *o, const char *name, const char *unit, int levels) {
    lt_view_field *field;
    LT_TRY(lt_met_view_add(view, &field));
    snprintf(field->name, sizeof field->name, "%s", name);
    snprintf(field->unit, sizeof field->unit, "%s", unit);
    field->levels = levels;
    field->records = o->hours;
    field->n_records = o->n_hours;
    for (int k = 0; k < N_KNOWN; k++) {
        if (strcmp(known[k].name, name) != 0) continue;
        const bool of_list = known[k].role >= 0 && known[k].role < LT_N_GRIDDED;
        field->role = known[k].role;
        field->least = of_list ? lt_gridded_rows[known[k].role].least : known[k].least;
        field->most = of_list ? lt_gridded_rows[known[k].role].most : known[k].most;
        if (of_list) snprintf(field->unit, sizeof field->unit, "%s", lt_gridded_rows[known[k].role].unit);
    }
    return LT_OK;
}

static lt_status add_fields(lt_met_view *view, own *o) {
    char name[64], unit[24];
    for (int v = 0; lt_ncr_variable(o->file, v, name, sizeof name); v++) {
        lt_ncr_shape shape;
        LT_TRY(lt_ncr_get_shape(o->file, name, &shape));
        if (shape.n < 3 || strcmp(shape.dim[0], "time") != 0 || strcmp(shape.dim[shape.n - 1], "x") != 0 ||
            strcmp(shape.dim[shape.n - 2], "y") != 0 || shape.n > 4)
            continue;
        if (lt_ncr_attr_text(o->file, name, "units", unit, sizeof unit) != LT_OK) {
            lt_error_clear();
            unit[0] = '\0';
        }
        LT_TRY(describe(view, o, name, unit, shape.n == 4 ? (int)shape.length[1] : 0));
    }
    LT_TRY(describe(view, o, east_name, "m s-1", o->nz));
    view->fields[view->n_fields - 1].role = LT_G_EAST;
    LT_TRY(describe(view, o, north_name, "m s-1", o->nz));
    view->fields[view->n_fields - 1].role = LT_G_NORTH;
    for (long f = view->n_fields - 2; f < view->n_fields; f++) {
        view->fields[f].least = lt_gridded_rows[LT_G_EAST].least;
        view->fields[f].most = lt_gridded_rows[LT_G_EAST].most;
    }
    return LT_OK;
}

/* The grid that the file was made on lies beside it, where the file is still in its folder. */
static lt_status read_terrain(lt_met_view *view, own *o) {
    char proj[512], other[512];
    lt_ncr *grid = NULL;
    const char *slash = strrchr(view->path, '/');
    const char *path = lt_fmt("%.*sgrid.nc", slash ? (int)(slash - view->path) + 1 : 0, view->path);
    if (!lt_path_exists(path)) return LT_OK;
    const size_t n = (size_t)view->n;
    lt_status status = lt_ncr_open(path, &grid);
    if (status == LT_OK) status = lt_calloc(n, sizeof *o->terrain, &o->terrain);
    if (status == LT_OK) status = lt_ncr_attr_text(o->file, NULL, "proj4", proj, sizeof proj);
    if (status == LT_OK) status = lt_ncr_attr_text(grid, NULL, "proj4", other, sizeof other);
    if (status == LT_OK) status = lt_ncr_expect_dim(grid, "x", (size_t)view->nx);
    if (status == LT_OK) status = lt_ncr_expect_dim(grid, "y", (size_t)view->ny);
    if (status == LT_OK) status = lt_ncr_get_float(grid, "terrain", "m", n, o->terrain);
    lt_ncr_close(grid);
    if (status != LT_OK || strcmp(proj, other) != 0) { /* another grid: as if there were none */
        lt_error_clear();
        lt_free(o->terrain);
        o->terrain = NULL;
        return LT_OK;
    }
    LT_TRY(describe(view, o, "terrain", "m", 0));
    lt_view_field *field = &view->fields[view->n_fields - 1];
    field->role = LT_G_TERRAIN;
    field->least = lt_gridded_rows[LT_G_TERRAIN].least;
    field->most = lt_gridded_rows[LT_G_TERRAIN].most;
    field->n_records = 1;
    return LT_OK;
}

static lt_status make_room(const lt_met_view *view, own *o) {
    const size_t n = (size_t)view->n, nz = (size_t)o->nz, nx = (size_t)view->nx, ny = (size_t)view->ny;
    for (int e = 0; e < 2; e++) {
        LT_TRY(lt_calloc(n * nz, sizeof(double), &o->mass[e]));
        LT_TRY(lt_calloc(n * nz, sizeof(float), &o->wind[e]));
    }
    LT_TRY(lt_calloc((nx + 1) * ny * nz, sizeof(double), &o->flux_x));
    return lt_calloc(nx * (ny + 1) * nz, sizeof(double), &o->flux_y);
}

static void close_own(lt_met_view *view) {
    own *o = view->own_data;
    void *all[] = {o->hours,  o->cosine, o->sine,    o->step_x,  o->step_y,  o->mass[0], o->mass[1],
                   o->flux_x, o->flux_y, o->wind[0], o->wind[1], o->terrain, o};
    lt_ncr_close(o->file);
    lt_plane_free(o->plane);
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
}

lt_status lt_met_view_own(lt_met_view *view) {
    own *o = NULL;
    size_t nz;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    o->made = -1;
    view->own_data = o;
    view->close = close_own;
    view->read = read_field;
    view->own = view->hour_means = true;
    view->level_text_en = "layers above ground";
    view->level_text_zh = "地面以上各层";
    snprintf(view->kind, sizeof view->kind, "met.nc");
    LT_TRY(lt_ncr_open(view->path, &o->file));
    LT_TRY(lt_ncr_attr_text(o->file, NULL, "weather_label_en", view->label, sizeof view->label));
    LT_TRY(lt_ncr_attr_text(o->file, NULL, "weather_label_zh", view->label_zh, sizeof view->label_zh));
    LT_TRY(lt_ncr_dim(o->file, "z", &nz));
    o->nz = view->n_levels = (int)nz;
    LT_TRY(lt_calloc(nz, sizeof(double), &view->height_m));
    LT_TRY(lt_ncr_get_double(o->file, "z", "m", nz, view->height_m));
    LT_TRY(read_hours(o, view->path));
    LT_TRY(place_points(view, o));
    LT_TRY(make_room(view, o));
    LT_TRY(add_fields(view, o));
    return read_terrain(view, o);
}
