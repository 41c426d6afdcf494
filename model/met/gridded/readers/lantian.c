/* lantian.c - our own met_<period>.nc, with the grid.nc that stands beside it, as weather for another grid or case.
 *
 *   p(0)   = surface_pressure, or where the file has none  g m_0 / (1 - exp(-g dz_0 / (R T_0)))   (column.c's law)
 *   p(k+1) = p(k) - g m_k;  p = sqrt(p(k) p(k+1)) at a centre;  m = air mass per area, mean of the hour's two edges
 *   u = (F_w / (m_w L_w) + F_e / (m_e L_e)) / 2;  F flux through a face of length L, m there the mean of both cells
 *   east = u cos a - v sin a, north = v cos a + u sin a
 *
 * All states are hour means and stand at the middle of their hour; precipitation and fluxes cover it. The winds are
 * those that the transport uses: after the correction that closes the columns. Heights need the terrain of grid.nc. */
#include "model/met/gridded/readers/foreign.h"

#include "model/met/constants.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct own {
    lt_ncr *file;
    const char *path;
    int nx, ny, nz;
    long n_times;
    lt_time *times, *edges;                               /* middles [n]; begins and the last end [n+1] */
    double *area, *angle, *terrain, *face_x, *face_y, *z; /* of grid.nc; z: edges of the layers */
    double *mass;                                         /* [nz*ny*nx] kg m-2, of the record read last */
    double *work;                                         /* [nz*(ny+1)*(nx+1)] */
    float *east, *north;
    long mass_record, wind_record;
} own;

/* Fields that stand in the file as they are, and the unit to ask for; an amount is a flux there. */
static const struct row {
    lt_gridded_field field;
    const char *variable, *unit;
} rows[] = {
    {LT_G_TEMPERATURE, "air_temperature", "K"},
    {LT_G_RELATIVE_HUMIDITY, "relative_humidity", "1"},
    {LT_G_CLOUD_WATER, "cloud_water", "kg kg-1"},
    {LT_G_CLOUD_ICE, "cloud_ice", "kg kg-1"},
    {LT_G_CLOUD, "cloud_fraction", "1"},
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
enum { N_ROWS = sizeof rows / sizeof *rows };

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

static lt_status open_grid(const own *o, lt_ncr **out) {
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

static lt_status read_geometry(own *o, lt_ncr *grid) {
    size_t nx = (size_t)o->nx, ny = (size_t)o->ny;
    LT_TRY(take(grid, "area", "m2", nx * ny, &o->area));
    LT_TRY(take(grid, "angle", "rad", nx * ny, &o->angle));
    LT_TRY(take(grid, "terrain", "m", nx * ny, &o->terrain));
    LT_TRY(take(grid, "face_x", "m", ny * (nx + 1), &o->face_x));
    LT_TRY(take(grid, "face_y", "m", (ny + 1) * nx, &o->face_y));
    return take(o->file, "z_edge", "m", (size_t)o->nz + 1, &o->z);
}

static lt_status read_grid(own *o) {
    lt_ncr *grid = NULL;
    LT_TRY(open_grid(o, &grid));
    lt_status status = read_geometry(o, grid);
    lt_ncr_close(grid);
    return status;
}

/* --- opening --- */

static lt_status seconds(own *o, const char *name, long n, lt_time **out) {
    double *numbers = NULL;
    LT_TRY(lt_calloc((size_t)n, sizeof **out, out));
    LT_TRY(lt_calloc((size_t)n, sizeof *numbers, &numbers));
    lt_status status = lt_ncr_get_double(o->file, name, "seconds since 1970-01-01 00:00:00", (size_t)n, numbers);
    for (long t = 0; t < n && status == LT_OK; t++) (*out)[t] = (lt_time)llround(numbers[t]);
    lt_free(numbers);
    return status == LT_OK ? lt_foreign_judge_times(lt_fmt("%s, variable %s", o->path, name), n, *out) : status;
}

static lt_status make_plane(own *o, lt_gridded *g) {
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

static lt_status add_records(own *o, lt_gridded *g, lt_gridded_field field) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    if (row->shape == LT_GRIDDED_FIXED) return lt_gridded_add_record(g, field, 0, 0);
    if (row->span == LT_GRIDDED_STATE) return lt_foreign_add_states(g, field, o->n_times, o->times);
    for (long t = 0; t < o->n_times; t++) LT_TRY(lt_gridded_add_record(g, field, o->edges[t], o->edges[t + 1]));
    return LT_OK;
}

static lt_status list_fields(own *o, lt_gridded *g) {
    static const lt_gridded_field made[] = {LT_G_PRESSURE, LT_G_HEIGHT, LT_G_EAST, LT_G_NORTH, LT_G_TERRAIN};
    for (size_t k = 0; k < sizeof made / sizeof *made; k++) LT_TRY(add_records(o, g, made[k]));
    for (int r = 0; r < N_ROWS; r++) {
        lt_ncr_shape shape;
        if (!lt_ncr_has(o->file, rows[r].variable)) continue;
        LT_TRY(lt_ncr_get_shape(o->file, rows[r].variable, &shape));
        int n = lt_gridded_rows[rows[r].field].shape == LT_GRIDDED_LEVELS ? 4 : 3;
        if (shape.n == n) LT_TRY(add_records(o, g, rows[r].field)); /* older files have one cloud cover an hour */
    }
    return LT_OK;
}

static lt_status fill(own *o, lt_gridded *g) {
    char label[96];
    o->path = g->path;
    o->mass_record = o->wind_record = -1;
    LT_TRY(lt_ncr_open(g->path, &o->file));
    o->nx = (int)lt_foreign_dim(o->file, "x");
    o->ny = (int)lt_foreign_dim(o->file, "y");
    o->nz = (int)lt_foreign_dim(o->file, "z");
    o->n_times = lt_foreign_dim(o->file, "time");
    LT_TRY(seconds(o, "time", o->n_times, &o->times));
    LT_TRY(seconds(o, "time_edge", o->n_times + 1, &o->edges));
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
    own *o = NULL;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    g->own = o;
    return fill(o, g);
}

/* --- values --- */

static long cells(const own *o) {
    return (long)o->nx * o->ny;
}

/* kg m-2 of every cell, mean of the hour's edges. */
static lt_status read_mass(own *o, long t) {
    size_t n = (size_t)(o->nz * cells(o));
    if (o->mass_record == t) return LT_OK;
    o->mass_record = -1;
    LT_TRY(lt_ncr_get_double_record(o->file, "air_mass", "kg", (size_t)t, n, o->mass));
    LT_TRY(lt_ncr_get_double_record(o->file, "air_mass", "kg", (size_t)t + 1, n, o->work));
    for (size_t c = 0; c < n; c++) o->mass[c] = 0.5 * (o->mass[c] + o->work[c]) / o->area[c % (size_t)cells(o)];
    o->mass_record = t;
    return LT_OK;
}

/* Pressure at the ground into out [ny*nx]; temperature: work [nz*ny*nx], whose lowest layer is used. */
static lt_status ground_pressure(own *o, long t, float *temperature, double *out) {
    long n = cells(o);
    if (lt_ncr_has(o->file, "surface_pressure"))
        return lt_ncr_get_double_record(o->file, "surface_pressure", "Pa", (size_t)t, (size_t)n, out);
    LT_TRY(lt_ncr_get_float_record(o->file, "air_temperature", "K", (size_t)t, (size_t)(o->nz * n), temperature));
    for (long c = 0; c < n; c++) {
        double a = LT_GRAVITY * (o->z[1] - o->z[0]) / (LT_R_DRY * (double)temperature[c]);
        out[c] = LT_GRAVITY * o->mass[c] / (1.0 - exp(-a));
    }
    return LT_OK;
}

static lt_status make_pressure(own *o, long t, float *values) {
    long n = cells(o);
    LT_TRY(read_mass(o, t));
    LT_TRY(ground_pressure(o, t, values, o->work));
    for (int k = 0; k < o->nz; k++)
        for (long c = 0; c < n; c++) {
            double below = o->work[c], above = below - LT_GRAVITY * o->mass[k * n + c];
            if (!(above > 0.0))
                return LT_RAISE(LT_ERR_INPUT, .what = "the air mass is more than the pressure carries",
                                .where = lt_fmt("%s, hour %ld, layer %d, cell %ld (from 0)", o->path, t, k, c),
                                .expected = "a pressure above 0", .found = lt_fmt("%g Pa", above),
                                .todo = "make the file again");
            values[k * n + c] = (float)sqrt(below * above);
            o->work[c] = above;
        }
    return LT_OK;
}

static void make_height(const own *o, float *values) {
    long n = cells(o);
    for (long p = 0; p < o->nz * n; p++) values[p] = (float)(o->terrain[p % n] + 0.5 * (o->z[p / n] + o->z[p / n + 1]));
}

/* Wind along one axis at the centres: faces are `step` apart, `rows_longer` says whether their rows are one longer. */
static void wind_along(const own *o, bool along_x, float *out) {
    int nx = o->nx, ny = o->ny;
    const double *length = along_x ? o->face_x : o->face_y;
    long stride = along_x ? 1 : nx, faces = along_x ? (long)(nx + 1) * ny : (long)nx * (ny + 1);
    for (int k = 0; k < o->nz; k++)
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++) {
                long c = (long)k * nx * ny + (long)j * nx + i;
                long face = along_x ? (long)j * (nx + 1) + i : (long)j * nx + i, at = along_x ? i : j;
                long before = at > 0 ? c - stride : c, after = at < (along_x ? nx : ny) - 1 ? c + stride : c;
                double low = o->work[k * faces + face] / (0.5 * (o->mass[before] + o->mass[c]) * length[face]);
                double high =
                    o->work[k * faces + face + stride] / (0.5 * (o->mass[c] + o->mass[after]) * length[face + stride]);
                out[c] = (float)(0.5 * (low + high));
            }
}

static lt_status read_wind(own *o, long t) {
    long n = o->nz * cells(o);
    if (o->wind_record == t) return LT_OK;
    o->wind_record = -1;
    LT_TRY(read_mass(o, t));
    size_t n_x = (size_t)o->nz * (size_t)o->ny * (size_t)(o->nx + 1);
    size_t n_y = (size_t)o->nz * (size_t)(o->ny + 1) * (size_t)o->nx;
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_x", "kg s-1", (size_t)t, n_x, o->work));
    wind_along(o, true, o->east);
    LT_TRY(lt_ncr_get_double_record(o->file, "mass_flux_y", "kg s-1", (size_t)t, n_y, o->work));
    wind_along(o, false, o->north);
    for (long p = 0; p < n; p++) {
        double u = (double)o->east[p], v = (double)o->north[p], angle = o->angle[p % cells(o)];
        o->east[p] = (float)(u * cos(angle) - v * sin(angle));
        o->north[p] = (float)(v * cos(angle) + u * sin(angle));
    }
    o->wind_record = t;
    return LT_OK;
}

static lt_status read_plain(own *o, lt_gridded_field field, long t, double interval, float *values) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    size_t n = (size_t)cells(o) * (row->shape == LT_GRIDDED_LEVELS ? (size_t)o->nz : 1);
    int r = 0;
    while (rows[r].field != field) r++;
    LT_TRY(lt_ncr_get_float_record(o->file, rows[r].variable, rows[r].unit, (size_t)t, n, values));
    for (size_t p = 0; p < n && row->span == LT_GRIDDED_AMOUNT; p++) values[p] = (float)((double)values[p] * interval);
    return LT_OK;
}

static lt_status read_own(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    own *o = g->own; /* records are the hours of the file, in their order */
    double interval = (double)(g->records[field].items[record].end - g->records[field].items[record].begin);
    size_t n = (size_t)(o->nz * cells(o)) * sizeof *values;
    switch (field) {
    case LT_G_PRESSURE:
        return make_pressure(o, record, values);
    case LT_G_HEIGHT:
        make_height(o, values);
        return LT_OK;
    case LT_G_EAST:
    case LT_G_NORTH:
        LT_TRY(read_wind(o, record));
        memcpy(values, field == LT_G_EAST ? o->east : o->north, n);
        return LT_OK;
    case LT_G_TERRAIN:
        for (long c = 0; c < cells(o); c++) values[c] = (float)o->terrain[c];
        return LT_OK;
    default:
        return read_plain(o, field, record, interval, values);
    }
}

static void close_own(lt_gridded *g) {
    own *o = g->own;
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
    .read = read_own,
    .close = close_own,
};
