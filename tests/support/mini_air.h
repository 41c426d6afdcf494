/* mini_air.h - a small grid, weather and emissions written to an output folder, for tests of the model: 14 x 12 cells
 * of 27 km, 6 layers, wind that turns with the hour and crosses every border, air mass that changes in time, a column
 * residual at the top left on purpose in one layer, two area profiles, two stacks, and potentials of CO by both laws.
 */
#ifndef LT_TEST_MINI_AIR_H
#define LT_TEST_MINI_AIR_H

#include "base/csv.h"
#include "base/ncio.h"
#include "grids/grid.h"
#include "tests/support/laws_file.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINI_NX = 14, MINI_NY = 12, MINI_NZ = 6 };
static const double mini_edges[MINI_NZ + 1] = {0, 40, 120, 300, 800, 2000, 5000};

/* A grid of the fixture: the whole one, or a window of it with smaller cells and fewer layers (mini_nest.h). */
typedef struct mini_shape {
    int nx, ny, nz, i0, j0, ratio; /* south-west corner and cells in one of the whole grid's */
    const int *layer;              /* [nz + 1] the whole grid's layer edges that are its own */
    bool closed;                   /* air only turns inside: nothing crosses sides or top, masses stay */
} mini_shape;
static const int mini_layers[MINI_NZ + 1] = {0, 1, 2, 3, 4, 5, 6};
static const mini_shape mini_whole = {MINI_NX, MINI_NY, MINI_NZ, 0, 0, 1, mini_layers, false};

#define MINI_OK(call)                                                                                                  \
    do {                                                                                                               \
        lt_status mini_status_ = (call);                                                                               \
        if (mini_status_ != LT_OK) {                                                                                   \
            char mini_text_[2048];                                                                                     \
            lt_error_text(mini_status_, mini_text_, sizeof mini_text_);                                                \
            fail_msg("%s: %s", #call, mini_text_);                                                                     \
        }                                                                                                              \
    } while (0)

/* start of the spin-up: 2020-01-06 00:00 UTC */
static const lt_time mini_start = 1578268800;

#define MINI_PROJECTION                                                                                                \
    "projection:\n  type: lambert_conformal\n"                                                                         \
    "  standard_parallels: [36 degrees_north, 46 degrees_north]\n  origin_longitude: 122.25 degrees_east\n"            \
    "  origin_latitude: 41.1 degrees_north\n  sphere_radius: 6370 km\n"
static const char mini_definition[] =
    "name: mini\ntitle_en: a small grid for tests\ntitle_zh: 测试网格\n" MINI_PROJECTION "cell: 27 km\nnx: 14\nny: 12\n"
    "layer_edges: [0 m, 40 m, 120 m, 300 m, 800 m, 2000 m, 5000 m]\n";

/* The text as a definition in a file of the folder, and its grid.nc of the name. */
static inline void mini_grid_of(lt_outdir *dir, const char *folder, const char *definition, const mini_shape *m,
                                const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%.*s.yaml", folder, (int)strcspn(definition + 6, "\n"), definition + 6);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(definition, file);
    fclose(file);
    lt_definition *d;
    lt_grid *grid;
    MINI_OK(lt_definition_read(path, &d));
    MINI_OK(lt_grid_create(d, 1, &grid));
    for (int c = 0; c < m->nx * m->ny; ++c) {
        int i = m->i0 + c % m->nx / m->ratio, sea = i > 10;
        grid->terrain[c] = sea ? 0.0 : 40.0 * (10 - i);
        double at_sea = i > 10 ? 1.0 : i == 10 ? 0.375 : 0.0; /* a coast cell stands in both regions */
        grid->region_fraction[c] = 1.0 - at_sea;
        grid->region_fraction[LT_REGION_SEA * m->nx * m->ny + c] = at_sea;
        grid->population[c] = 1000.0;
    }
    lt_land_from_regions(grid, LT_LAND_CROPLAND);
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "CHN_HE");
    MINI_OK(lt_grid_write(grid, dir, name));
    lt_grid_free(grid);
    lt_definition_free(d);
}

static inline void mini_grid(lt_outdir *dir, const char *folder) {
    mini_grid_of(dir, folder, mini_definition, &mini_whole, "grid.nc");
}

typedef struct mini_field {
    lt_field field;
    int type;
} mini_field;

static const mini_field mini_fields[] = {
    {{"air_mass", NULL, "kg", "time_edge z y x", "air"}, NC_DOUBLE},
    {{"mass_flux_x", NULL, "kg s-1", "time z y x_edge", "flux"}, NC_DOUBLE},
    {{"mass_flux_y", NULL, "kg s-1", "time z y_edge x", "flux"}, NC_DOUBLE},
    {{"kz", NULL, "m2 s-1", "time z_edge y x", "kz"}, NC_FLOAT},
    {{"air_temperature", NULL, "K", "time z y x", "T"}, NC_FLOAT},
    {{"relative_humidity", NULL, "1", "time z y x", "RH"}, NC_FLOAT},
    {{"friction_velocity", NULL, "m s-1", "time y x", "u*"}, NC_FLOAT},
    {{"inverse_obukhov_length", NULL, "m-1", "time y x", "1/L"}, NC_FLOAT},
    {{"precipitation_flux", NULL, "kg m-2 s-1", "time y x", "P"}, NC_FLOAT},
    {{"air_temperature_2m", NULL, "K", "time y x", "T2"}, NC_FLOAT},
    {{"wind_speed_10m", NULL, "m s-1", "time y x", "U"}, NC_FLOAT},
    {{"downwelling_shortwave", NULL, "W m-2", "time y x", "SW"}, NC_FLOAT},
    {{"boundary_layer_height", NULL, "m", "time y x", "h"}, NC_FLOAT},
    {{"cloud_liquid_water_mixing_ratio", NULL, "kg kg-1", "time z y x", "ql"}, NC_FLOAT},
    {{"cloud_ice_mixing_ratio", NULL, "kg kg-1", "time z y x", "qi"}, NC_FLOAT},
    {{"cloud_area_fraction_in_atmosphere_layer", NULL, "1", "time z y x", "f"}, NC_FLOAT},
    {{"roughness_length", NULL, "m", "time y x", "z0"}, NC_FLOAT},
    {{"skin_temperature", NULL, "K", "time y x", "Ts"}, NC_FLOAT},
    {{"surface_pressure", NULL, "Pa", "time y x", "p"}, NC_FLOAT},
    {{"surface_albedo", NULL, "1", "time y x", "a"}, NC_FLOAT},
    {{"cloud_cover", NULL, "1", "time y x", "C"}, NC_FLOAT},
    {{"cloud_optical_depth", NULL, "1", "time y x", "tau"}, NC_FLOAT},
    {{"snow_cover", NULL, "1", "time y x", "snow"}, NC_FLOAT},
};
enum { MINI_FIELDS = sizeof mini_fields / sizeof mini_fields[0] };

/* true: no wind, and air that does not change: all that the model then does is linear in the tracer. */
static bool mini_calm = false;
/* true: warm and stormy, saturated in a row: sea salt, dust and every water of the aerosol have something to do. */
static bool mini_stormy = false;

/* What a storm changes; NAN: nothing. */
static inline double mini_storm(const char *name, double i, double j) {
    if (!strcmp(name, "air_temperature") || !strcmp(name, "air_temperature_2m")) return 283.0 + 0.1 * i;
    if (!strcmp(name, "skin_temperature")) return 284.0 + 0.1 * i;
    if (!strcmp(name, "wind_speed_10m")) return 32.0;
    if (!strcmp(name, "relative_humidity")) return j > 5.5 && j < 6.5 ? 1.02 : 0.5 + 0.03 * j;
    return NAN;
}

/* Stream function of a closed window at the corner of cells (column, row), of the air's mass. */
static inline double mini_stream(const mini_shape *m, int h, int row, int column) {
    if (row == 0 || column == 0 || row == m->ny || column == m->nx) return 0.0;
    return 3e-4 * cos(0.5 * h) * sin(M_PI * column / m->nx) * sin(2 * M_PI * row / m->ny);
}

/* The value of a field at hour h and place; smooth, different in every cell, both signs of the wind. A window sees the
 * same fields where it lies. */
static inline double mini_value(const mini_shape *m, const char *name, int h, int layer, int row, int column) {
    double i = m->i0 + (column + 0.5) / m->ratio - 0.5, j = m->j0 + (row + 0.5) / m->ratio - 0.5;
    int k = m->layer[layer];
    const double storm = mini_stormy ? mini_storm(name, i, j) : NAN;
    if (!isnan(storm)) return storm;
    double dz = layer < m->nz ? mini_edges[m->layer[layer + 1]] - mini_edges[k] : 1.0;
    double cell = 27e3 / m->ratio, mass = 1.25 * exp(-mini_edges[k] / 8000.0) * dz * cell * cell;
    if (mini_calm && !strcmp(name, "air_mass")) return mass;
    if (mini_calm && !strncmp(name, "mass_flux", 9)) return 0.0;
    if (m->closed && !strcmp(name, "air_mass")) return mass;
    if (m->closed && !strcmp(name, "mass_flux_x"))
        return mass * (mini_stream(m, h, row + 1, column) - mini_stream(m, h, row, column));
    if (m->closed && !strcmp(name, "mass_flux_y"))
        return mass * (mini_stream(m, h, row, column) - mini_stream(m, h, row, column + 1));
    if (!strcmp(name, "air_mass")) return mass * (1.0 + 0.003 * sin(0.7 * h + 0.3 * i) + 0.002 * cos(0.4 * j + k));
    if (!strcmp(name, "mass_flux_x")) return mass / cell * (3.0 + 2.0 * k) * cos(0.5 * h + 0.2 * k + 0.05 * j);
    if (!strcmp(name, "mass_flux_y")) return mass / cell * (2.0 + 1.5 * k) * sin(0.5 * h + 0.1 * i);
    if (!strcmp(name, "kz")) return k == 0 || k == MINI_NZ ? 0.0 : 8.0 + 2.0 * cos(0.3 * i);
    if (!strcmp(name, "air_temperature") || !strcmp(name, "air_temperature_2m")) return 265.0 + 0.1 * i;
    if (!strcmp(name, "relative_humidity")) return 0.6 + 0.01 * j;
    if (!strcmp(name, "friction_velocity")) return 0.25 + 0.01 * i;
    if (!strcmp(name, "inverse_obukhov_length")) return h % 2 ? 0.01 : -0.01;
    if (!strcmp(name, "precipitation_flux")) return h == 1 ? 1e-4 : 0.0;
    if (!strcmp(name, "wind_speed_10m")) return 3.0;
    if (!strcmp(name, "downwelling_shortwave")) return h % 2 ? 0.0 : 200.0;
    bool cloudy = k >= 3 && k < 5 && column % 3 != 1; /* 300 to 2000 m; it rains without cloud, too */
    if (!strcmp(name, "cloud_liquid_water_mixing_ratio")) return cloudy ? 2e-4 : 0.0;
    if (!strcmp(name, "cloud_ice_mixing_ratio")) return cloudy ? 1e-5 : 0.0;
    if (!strcmp(name, "cloud_area_fraction_in_atmosphere_layer")) return cloudy ? 0.6 : 0.0;
    if (!strcmp(name, "roughness_length")) return i > 10 ? 2e-4 : 0.1;
    if (!strcmp(name, "skin_temperature")) return 266.0 + 0.1 * i;
    if (!strcmp(name, "surface_pressure")) return 101000.0 + 50.0 * j;
    if (!strcmp(name, "surface_albedo")) return 0.2;
    if (!strcmp(name, "cloud_cover")) return column % 3 != 1 ? 0.6 : 0.0;
    if (!strcmp(name, "cloud_optical_depth")) return column % 3 != 1 ? 20.0 : 0.0;
    if (!strcmp(name, "snow_cover")) return i < 4 ? 0.5 : 0.0;
    return 500.0; /* boundary_layer_height */
}

/* Middles of cells on the map, of an axis whose dimension is there. */
static inline void mini_axis(lt_ncw *file, const char *name, int n, int first, int ratio, double corner) {
    double at[256];
    MINI_OK(lt_ncw_var(file, &(lt_field){name, NULL, "m", name, "middles of cells"}, NC_DOUBLE));
    for (int k = 0; k < n; ++k) at[k] = corner + 27e3 * (first + (k + 0.5) / ratio);
    MINI_OK(lt_ncw_put_double(file, name, at));
}

static inline void mini_axes(lt_ncw *file, const mini_shape *m) {
    mini_axis(file, "x", m->nx, m->i0, m->ratio, -0.5 * MINI_NX * 27e3);
    mini_axis(file, "y", m->ny, m->j0, m->ratio, -0.5 * MINI_NY * 27e3);
}

static inline void mini_met_of(lt_outdir *dir, const mini_shape *m, const char *name, lt_time start, int n_hours) {
    int since = (int)((start - mini_start) / LT_HOUR);
    static const char *const attributes[] = {"weather_id", "weather_label_en", "weather_label_zh", "evidence_city",
                                             "assumptions"};
    lt_ncw *file;
    MINI_OK(lt_ncw_create(dir, name, "mini weather", &file));
    MINI_OK(lt_ncw_time_hours(file, start, (size_t)n_hours));
    MINI_OK(lt_ncw_dim(file, "time_edge", (size_t)n_hours + 1));
    const struct {
        const char *name;
        size_t n;
    } dims[] = {{"z", (size_t)m->nz},          {"z_edge", (size_t)m->nz + 1}, {"y", (size_t)m->ny},
                {"y_edge", (size_t)m->ny + 1}, {"x", (size_t)m->nx},          {"x_edge", (size_t)m->nx + 1}};
    for (int d = 0; d < 6; ++d) MINI_OK(lt_ncw_dim(file, dims[d].name, dims[d].n));
    for (int f = 0; f < MINI_FIELDS; ++f) MINI_OK(lt_ncw_var(file, &mini_fields[f].field, mini_fields[f].type));
    for (int a = 0; a < 5; ++a) MINI_OK(lt_ncw_attr_text(file, NULL, attributes[a], "mini"));
    mini_axes(file, m);
    double *values = calloc((size_t)((m->nz + 1) * (m->ny + 1) * (m->nx + 1)), sizeof *values);
    for (int f = 0; f < MINI_FIELDS; ++f) {
        const lt_field *field = &mini_fields[f].field;
        int edge_time = strstr(field->dims, "time_edge") != NULL, layered = strchr(field->dims, 'z') != NULL;
        int nz = !layered ? 1 : strstr(field->dims, "z_edge") ? m->nz + 1 : m->nz;
        int ny = strstr(field->dims, "y_edge") ? m->ny + 1 : m->ny,
            nx = strstr(field->dims, "x_edge") ? m->nx + 1 : m->nx;
        for (int h = 0; h < n_hours + edge_time; ++h) {
            for (int c = 0; c < nz * ny * nx; ++c)
                values[c] = mini_value(m, field->name, since + h, c / (ny * nx), c / nx % ny, c % nx);
            MINI_OK(lt_ncw_put_double_record(file, field->name, (size_t)h, values));
        }
    }
    free(values);
    MINI_OK(lt_ncw_commit(file));
}

static inline void mini_met(lt_outdir *dir, const char *name, int n_hours) {
    mini_met_of(dir, &mini_whole, name, mini_start, n_hours);
}

/* What is emitted, in kg of the passive species, or in mol of a mechanism's gases and kg of its particles. */
typedef struct mini_emitted {
    const char *name, *unit;
} mini_emitted;
static const mini_emitted mini_lumps[] = {{"SO2", "kg s-1"}, {"NOX", "kg s-1"}, {"CO", "kg s-1"}, {"VOC", "kg s-1"},
                                          {"NH3", "kg s-1"}, {"SO4", "kg s-1"}, {"BC", "kg s-1"}, {"POM", "kg s-1"},
                                          {"PMO", "kg s-1"}, {"PMC", "kg s-1"}, {"CO2", "kg s-1"}};
static const mini_emitted mini_gases[] = {
    {"SO2", "mol s-1"},  {"NO", "mol s-1"},   {"CO", "kg s-1"},     {"NO2", "mol s-1"}, {"NH3", "mol s-1"},
    {"FORM", "mol s-1"}, {"ISOP", "mol s-1"}, {"OLE", "mol s-1"},   {"TOL", "mol s-1"}, {"PAR", "mol s-1"},
    {"PSO4", "kg s-1"},  {"PEC", "kg s-1"},   {"PMOTHR", "kg s-1"}, {"PMC", "kg s-1"},  {"CO2", "kg s-1"}};
enum {
    MINI_LUMPS = sizeof mini_lumps / sizeof *mini_lumps,
    MINI_GASES = sizeof mini_gases / sizeof *mini_gases,
    MINI_MOST_EMITTED = MINI_GASES
};
/* true: emissions are those of a mechanism (model: chemistry: cb6r5). */
static bool mini_reacts = false;
static const char *const mini_profiles[] = {"ground", "stacks"};

static inline void mini_emissions_of(lt_outdir *dir, const mini_shape *m, const char *name, lt_time start,
                                     int n_hours) {
    int since = (int)((start - mini_start) / LT_HOUR);
    static const lt_field points[] = {{"points/x", NULL, "m", "point", "x"},
                                      {"points/y", NULL, "m", "point", "y"},
                                      {"points/height", NULL, "m", "point", "h"},
                                      {"points/diameter", NULL, "m", "point", "d"},
                                      {"points/exit_temperature", NULL, "K", "point", "T"},
                                      {"points/exit_velocity", NULL, "m s-1", "point", "v"}};
    static const double point_values[6][2] = {{-50e3, 90e3}, {10e3, -60e3}, {180, 60}, {5, 1.5}, {400, 350}, {20, 8}};
    static const lt_field fraction = {"area/profile_fraction", NULL, "1", "profile z", "share"};
    static const lt_field profile_names = {"area/profile_name", NULL, "1", "profile", "name"};
    double fractions[2 * MINI_NZ] = {1};
    fractions[m->nz] = 0.2;
    fractions[m->nz + 1] = 0.5;
    fractions[m->nz + 2] = 0.3;
    lt_ncw *file;
    MINI_OK(lt_ncw_create(dir, name, "mini emissions", &file));
    MINI_OK(lt_ncw_time_hours(file, start, (size_t)n_hours));
    const struct {
        const char *name;
        size_t n;
    } dims[] = {{"z", (size_t)m->nz}, {"y", (size_t)m->ny}, {"x", (size_t)m->nx}, {"profile", 2}, {"point", 2}};
    for (int d = 0; d < 5; ++d) MINI_OK(lt_ncw_dim(file, dims[d].name, dims[d].n));
    for (int p = 0; p < 6; ++p) MINI_OK(lt_ncw_var(file, &points[p], NC_DOUBLE));
    MINI_OK(lt_ncw_var(file, &fraction, NC_DOUBLE));
    MINI_OK(lt_ncw_var(file, &profile_names, NC_STRING));
    char names[2 * MINI_MOST_EMITTED][32];
    const mini_emitted *emitted = mini_reacts ? mini_gases : mini_lumps;
    const int n = mini_reacts ? MINI_GASES : MINI_LUMPS;
    for (int s = 0; s < 2 * n; ++s) {
        snprintf(names[s], sizeof names[s], "%s/%s", s < n ? "area" : "points", emitted[s % n].name);
        lt_field field = {names[s], NULL, emitted[s % n].unit, s < n ? "time profile y x" : "time point", "rate"};
        MINI_OK(lt_ncw_var(file, &field, NC_FLOAT));
    }
    laws_file laws = laws_good((size_t)m->nx, (size_t)m->ny);
    laws.kg = 2e4 / (m->ratio * m->ratio);
    MINI_OK(laws_define(file, &laws));
    MINI_OK(laws_put(file, &laws));
    mini_axes(file, m);
    for (int p = 0; p < 6; ++p) MINI_OK(lt_ncw_put_double(file, points[p].name, point_values[p]));
    MINI_OK(lt_ncw_put_double(file, "area/profile_fraction", fractions));
    double *values = calloc((size_t)(2 * m->ny * m->nx), sizeof *values);
    MINI_OK(lt_ncw_put_strings(file, "area/profile_name", mini_profiles));
    for (int s = 0; s < 2 * n; ++s)
        for (int h = 0; h < n_hours; ++h) {
            const double unit = strcmp(emitted[s % n].unit, "mol s-1") ? 1.0 : 100.0; /* a town's */
            for (int c = 0; c < 2 * m->ny * m->nx; ++c)
                values[c] =
                    unit * (c % 7 == 0 ? 0.01 : 0.001) * (1 + s % n) * (1 + 0.1 * (since + h)) / (m->ratio * m->ratio);
            MINI_OK(lt_ncw_put_double_record(file, names[s], (size_t)h, values));
        }
    free(values);
    MINI_OK(lt_ncw_commit(file));
}

static inline void mini_emissions(lt_outdir *dir, const char *name, int n_hours) {
    mini_emissions_of(dir, &mini_whole, name, mini_start, n_hours);
}

/* A fresh folder with all three files, locked. */
static inline lt_outdir *mini_dir(char folder[64], int n_hours) {
    lt_outdir *dir;
    snprintf(folder, 64, "/tmp/lantian-mini-XXXXXX");
    assert_non_null(mkdtemp(folder));
    MINI_OK(lt_outdir_open(folder, &dir));
    mini_grid(dir, folder);
    mini_met(dir, "met_p.nc", n_hours);
    mini_emissions(dir, "emissions_base_p.nc", n_hours);
    return dir;
}

/* Close and remove it; 0 if that went well. */
static inline int mini_remove(lt_outdir *dir, const char *folder) {
    char command[128];
    lt_outdir_close(dir);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* A column of a budget in the folder, summed over the hours of one species. */
static inline double mini_budget_sum(const char *folder, const char *file, const char *species, const char *column) {
    char path[256];
    lt_csv *table;
    double sum = 0;
    int name, value;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    MINI_OK(lt_csv_read(path, &table));
    MINI_OK(lt_csv_column(table, "species", &name));
    MINI_OK(lt_csv_column(table, column, &value));
    for (long row = 0; row < lt_csv_rows(table); ++row) {
        double v;
        MINI_OK(lt_csv_double(table, row, value, &v));
        if (!strcmp(lt_csv_text(table, row, name), species)) sum += v;
    }
    lt_csv_free(table);
    return sum;
}
#endif
