#include "model/bench/synthetic.h"

#include "base/ncio.h"
#include "grids/grid.h"
#include "model/verify/case_air.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

enum { NZ = LT_SYNTHETIC_LAYERS, N_POINTS = 40, N_PROFILES = 2 };

/* Those of liaoning-9. */
static const double edges[NZ + 1] = {0,    40,   90,   150,  220,  305,  410,  535,  690,  875, 1100,
                                     1370, 1700, 2100, 2580, 3160, 3860, 4710, 5740, 6990, 8500};
static const double cell_m = 9e3, pi = 3.14159265358979323846;

typedef struct place {
    lt_outdir *dir;
    int nx, ny, n_hours;
    bool of_mechanism; /* emissions */
    lt_case_air air;
    double *values; /* room for the largest field of an hour */
} place;

/* --- grid --------------------------------------------------------------------------------------------------------- */

static lt_status write_grid(const place *p) {
    char text[1024], path[1024];
    int used = snprintf(text, sizeof text,
                        "name: synthetic\ntitle_en: a grid for measuring\ntitle_zh: 测速网格\nprojection:\n"
                        "  type: lambert_conformal\n  standard_parallels: [36 degrees_north, 46 degrees_north]\n"
                        "  origin_longitude: 122.25 degrees_east\n  origin_latitude: 41.1 degrees_north\n"
                        "  sphere_radius: 6370 km\ncell: 9 km\nnx: %d\nny: %d\nlayer_edges: [0 m",
                        p->nx, p->ny);
    for (int k = 1; k <= NZ; ++k) used += snprintf(text + used, sizeof text - (size_t)used, ", %g m", edges[k]);
    snprintf(text + used, sizeof text - (size_t)used, "]\n");
    LT_TRY(lt_outdir_write_text(p->dir, "synthetic.yaml", text));
    LT_TRY(lt_outdir_join(p->dir, "synthetic.yaml", path, sizeof path));
    lt_definition *definition;
    lt_grid *grid = NULL;
    LT_TRY(lt_definition_read(path, &definition));
    lt_status status = lt_grid_create(definition, 1, &grid);
    if (status == LT_OK) {
        snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "%s", lt_neighbour_ids[0]);
        for (int c = 0; c < p->nx * p->ny; ++c) {
            const int sea = c % p->nx > 3 * p->nx / 4, region = sea ? LT_REGION_SEA : c % p->nx * 14 / p->nx;
            grid->terrain[c] = sea ? 0.0 : 100.0;
            grid->region_fraction[region * p->nx * p->ny + c] = 1.0;
            grid->population[c] = 1000.0;
        }
        lt_land_from_regions(grid, LT_LAND_CROPLAND);
        status = lt_grid_write(grid, p->dir, "grid.nc");
    }
    lt_grid_free(grid);
    lt_definition_free(definition);
    return status;
}

/* --- weather ------------------------------------------------------------------------------------------------------ */

/* Fields that are not the air: the value at hour h of the run and place x, y (0 to 1), interface or layer k. */
enum { FIRST_HOUR = 6 }; /* of the run, local time */

static double day(int h) {
    return sin(2 * pi * (FIRST_HOUR + h - 6) / 24.0);
}

static double mixing(int h, int k, double x, double y) {
    const double z = edges[k], sun = day(h);
    return k == 0 || k == NZ
               ? 0.0
               : 1.0 + 60.0 * (sun > 0.1 ? sun : 0.1) * exp(-z / 600.0) * (1.0 + 0.2 * sin(2 * pi * (x + y)));
}

static double temperature(int h, int k, double x, double y) {
    return 268.0 + 4.0 * day(h) + 3.0 * (x - y) - 0.006 * edges[k];
}

static double skin(int h, int k, double x, double y) {
    return temperature(h, k, x, y) + 2.0 * day(h);
}

static double pressure(int h, int k, double x, double y) {
    return 1.0e5 + 500.0 * (x - y) + 0.0 * h * k;
}

/* Above 0: cloud; the middle of a band is 1. */
static double band(int h, double x, double y) {
    return (sin(2 * pi * (x - 0.2 * h + y)) - 0.3) / 0.7;
}

static double in_cloud(int h, int k, double x, double y) {
    const double b = edges[k] >= 500.0 && edges[k] < 3000.0 ? band(h, x, y) : 0.0;
    return b > 0 ? b : 0.0;
}

static double cover(int h, int k, double x, double y) {
    const double b = band(h, x, y);
    return b > 0 ? 0.3 + 0.7 * b + 0.0 * k : 0.0;
}

static double optical_depth(int h, int k, double x, double y) {
    return 20.0 * cover(h, k, x, y);
}

static double cloud_water(int h, int k, double x, double y) {
    return 2e-4 * in_cloud(h, k, x, y);
}

static double cloud_ice(int h, int k, double x, double y) {
    return edges[k] > 1500.0 ? 2e-5 * in_cloud(h, k, x, y) : 0.0;
}

static double cloud_fraction(int h, int k, double x, double y) {
    return in_cloud(h, k, x, y) > 0 ? cover(h, k, x, y) : 0.0;
}

static double humidity(int h, int k, double x, double y) {
    const double dry = 0.55 + 0.2 * sin(2 * pi * (x - 0.1 * h) + 0.2 * k) * cos(pi * y), b = in_cloud(h, k, x, y);
    return dry + (1.0 - dry) * b;
}

static double friction(int h, int k, double x, double y) {
    return 0.3 + 0.1 * sin(2 * pi * (x + y)) + 0.0 * h * k;
}

static double roughness(int h, int k, double x, double y) {
    return 0.1 + 0.05 * sin(2 * pi * x) * sin(2 * pi * y) + 0.0 * h * k;
}

static double inverse_length(int h, int k, double x, double y) {
    return -0.02 * day(h) + 0.002 * (x - y) + 0.0 * k;
}

static double rain(int h, int k, double x, double y) {
    const double b = band(h, x, y);
    return (b > 0.6 ? 1e-4 * b : 0.0) + 0.0 * k;
}

static double wind(int h, int k, double x, double y) {
    return 4.0 + sin(2 * pi * x) * cos(2 * pi * y) + 0.0 * h * k;
}

static double sun(int h, int k, double x, double y) {
    const double height = day(h);
    return height > 0 ? 350.0 * height * (1.0 - 0.7 * cover(h, k, x, y)) : 0.0;
}

static double boundary_layer(int h, int k, double x, double y) {
    const double height = day(h);
    return 300.0 + 700.0 * (height > 0 ? height : 0.0) + 50.0 * (x + y) + 0.0 * k;
}

static double albedo(int h, int k, double x, double y) {
    return 0.2 + 0.05 * x + 0.0 * h * k * y;
}

static double snow(int h, int k, double x, double y) {
    return y > 0.7 ? 0.5 + 0.0 * h * k * x : 0.0;
}

static const struct {
    lt_field field;
    int layers; /* values in the vertical */
    double (*value)(int h, int k, double x, double y);
} fields[] = {
    {{"kz", NULL, "m2 s-1", "time z_edge y x", "eddy diffusivity"}, NZ + 1, mixing},
    {{"air_temperature", NULL, "K", "time z y x", "air temperature"}, NZ, temperature},
    {{"relative_humidity", NULL, "1", "time z y x", "relative humidity"}, NZ, humidity},
    {{"friction_velocity", NULL, "m s-1", "time y x", "friction velocity"}, 1, friction},
    {{"inverse_obukhov_length", NULL, "m-1", "time y x", "1/L"}, 1, inverse_length},
    {{"precipitation_flux", NULL, "kg m-2 s-1", "time y x", "precipitation"}, 1, rain},
    {{"air_temperature_2m", NULL, "K", "time y x", "temperature at 2 m"}, 1, temperature},
    {{"wind_speed_10m", NULL, "m s-1", "time y x", "wind at 10 m"}, 1, wind},
    {{"downwelling_shortwave", NULL, "W m-2", "time y x", "sun"}, 1, sun},
    {{"boundary_layer_height", NULL, "m", "time y x", "boundary layer height"}, 1, boundary_layer},
    {{"cloud_liquid_water_mixing_ratio", NULL, "kg kg-1", "time z y x", "cloud water"}, NZ, cloud_water},
    {{"cloud_ice_mixing_ratio", NULL, "kg kg-1", "time z y x", "cloud ice"}, NZ, cloud_ice},
    {{"cloud_area_fraction_in_atmosphere_layer", NULL, "1", "time z y x", "cloud fraction"}, NZ, cloud_fraction},
    {{"roughness_length", NULL, "m", "time y x", "roughness length"}, 1, roughness},
    {{"skin_temperature", NULL, "K", "time y x", "temperature of the ground"}, 1, skin},
    {{"surface_pressure", NULL, "Pa", "time y x", "pressure at the ground"}, 1, pressure},
    {{"surface_albedo", NULL, "1", "time y x", "albedo"}, 1, albedo},
    {{"cloud_cover", NULL, "1", "time y x", "cloud cover"}, 1, cover},
    {{"cloud_optical_depth", NULL, "1", "time y x", "optical depth of cloud"}, 1, optical_depth},
    {{"snow_cover", NULL, "1", "time y x", "snow cover"}, 1, snow},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static const lt_field air_fields[] = {{"air_mass", NULL, "kg", "time_edge z y x", "mass of air"},
                                      {"mass_flux_x", NULL, "kg s-1", "time z y x_edge", "air to the east"},
                                      {"mass_flux_y", NULL, "kg s-1", "time z y_edge x", "air to the north"}};

static lt_status define_met(const place *p, lt_ncw *file) {
    static const char *const attributes[] = {"weather_id", "weather_label_en", "weather_label_zh", "evidence_city",
                                             "assumptions"};
    LT_TRY(lt_ncw_time_hours(file, LT_SYNTHETIC_START, (size_t)p->n_hours));
    LT_TRY(lt_ncw_dim(file, "time_edge", (size_t)p->n_hours + 1));
    LT_TRY(lt_ncw_dim(file, "z", NZ));
    LT_TRY(lt_ncw_dim(file, "z_edge", NZ + 1));
    LT_TRY(lt_ncw_dim(file, "y", (size_t)p->ny));
    LT_TRY(lt_ncw_dim(file, "y_edge", (size_t)p->ny + 1));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)p->nx));
    LT_TRY(lt_ncw_dim(file, "x_edge", (size_t)p->nx + 1));
    for (int f = 0; f < 3; ++f) LT_TRY(lt_ncw_var_plain(file, &air_fields[f], NC_DOUBLE));
    for (int f = 0; f < N_FIELDS; ++f) LT_TRY(lt_ncw_var(file, &fields[f].field, NC_FLOAT));
    for (int a = 0; a < 5; ++a) LT_TRY(lt_ncw_attr_text(file, NULL, attributes[a], "fields for measuring"));
    return LT_OK;
}

static lt_status put_hour(const place *p, lt_ncw *file, int h) {
    const size_t record = (size_t)h;
    if (h == 0) LT_TRY(lt_ncw_put_double_record(file, "air_mass", 0, p->air.mass_begin));
    LT_TRY(lt_ncw_put_double_record(file, "air_mass", record + 1, p->air.mass_end));
    LT_TRY(lt_ncw_put_double_record(file, "mass_flux_x", record, p->air.flux_x));
    LT_TRY(lt_ncw_put_double_record(file, "mass_flux_y", record, p->air.flux_y));
    for (int f = 0; f < N_FIELDS; ++f) {
        double *to = p->values;
        for (int k = 0; k < fields[f].layers; ++k)
            for (int j = 0; j < p->ny; ++j)
                for (int i = 0; i < p->nx; ++i) *to++ = fields[f].value(h, k, (i + 0.5) / p->nx, (j + 0.5) / p->ny);
        LT_TRY(lt_ncw_put_double_record(file, fields[f].field.name, record, p->values));
    }
    return LT_OK;
}

static lt_status fill_met(place *p, lt_ncw *file) {
    LT_TRY(define_met(p, file));
    for (int h = 0; h < p->n_hours; ++h) {
        lt_case_air_hour(&p->air, h);
        LT_TRY(put_hour(p, file, h));
    }
    return LT_OK;
}

/* --- emissions ---------------------------------------------------------------------------------------------------- */

/* Mean rate of a cell: kg s-1, or mol s-1 of a mechanism's gases. */
typedef struct emitted {
    const char *name, *unit;
    double rate;
} emitted;

static const emitted lumps[] = {{"SO2", "kg s-1", 6e-3}, {"NOX", "kg s-1", 8e-3}, {"CO", "kg s-1", 8e-2},
                                {"VOC", "kg s-1", 1e-2}, {"NH3", "kg s-1", 4e-3}, {"SO4", "kg s-1", 3e-4},
                                {"BC", "kg s-1", 5e-4},  {"POM", "kg s-1", 2e-3}, {"PMO", "kg s-1", 2e-3},
                                {"PMC", "kg s-1", 3e-3}};
static const emitted species[] = {
    {"SO2", "mol s-1", 0.09},    {"NO", "mol s-1", 0.15},    {"NO2", "mol s-1", 0.015},  {"HONO", "mol s-1", 0.002},
    {"CO", "mol s-1", 2.8},      {"NH3", "mol s-1", 0.23},   {"PAR", "mol s-1", 0.25},   {"ETHA", "mol s-1", 0.03},
    {"PRPA", "mol s-1", 0.02},   {"ETH", "mol s-1", 0.03},   {"OLE", "mol s-1", 0.015},  {"IOLE", "mol s-1", 0.005},
    {"ETHY", "mol s-1", 0.02},   {"BENZ", "mol s-1", 0.015}, {"TOL", "mol s-1", 0.02},   {"XYLMN", "mol s-1", 0.015},
    {"FORM", "mol s-1", 0.01},   {"ALD2", "mol s-1", 0.004}, {"ALDX", "mol s-1", 0.003}, {"ACET", "mol s-1", 0.006},
    {"KET", "mol s-1", 0.003},   {"MEOH", "mol s-1", 0.015}, {"ETOH", "mol s-1", 0.01},  {"ISOP", "mol s-1", 0.002},
    {"TERP", "mol s-1", 0.0005}, {"PSO4", "kg s-1", 3e-4},   {"PEC", "kg s-1", 5e-4},    {"POC", "kg s-1", 1.3e-3},
    {"PNCOM", "kg s-1", 7e-4},   {"PMOTHR", "kg s-1", 2e-3}, {"PMC", "kg s-1", 3e-3},    {"PCL", "kg s-1", 2e-4},
    {"PNA", "kg s-1", 4e-5},     {"PCA", "kg s-1", 1e-4},    {"PK", "kg s-1", 5e-5},     {"PMG", "kg s-1", 3e-5},
    {"PFE", "kg s-1", 1e-4},     {"PMN", "kg s-1", 2e-6}};
enum { N_LUMPS = sizeof lumps / sizeof lumps[0], N_SPECIES = sizeof species / sizeof species[0] };

static const lt_field points[] = {{"points/x", NULL, "m", "point", "place"},
                                  {"points/y", NULL, "m", "point", "place"},
                                  {"points/height", NULL, "m", "point", "height"},
                                  {"points/diameter", NULL, "m", "point", "diameter"},
                                  {"points/exit_temperature", NULL, "K", "point", "temperature"},
                                  {"points/exit_velocity", NULL, "m s-1", "point", "velocity"}};

static double point_value(const place *p, int field, int n) {
    const double x = (0.1 + 0.8 * (n * 7 % N_POINTS) / N_POINTS - 0.5) * p->nx * cell_m;
    const double y = (0.1 + 0.8 * (n * 11 % N_POINTS) / N_POINTS - 0.5) * p->ny * cell_m;
    const double of[] = {x, y, 60.0 + 4.0 * n, 3.0, 400.0, 15.0};
    return of[field];
}

static int n_emitted(const place *p) {
    return p->of_mechanism ? N_SPECIES : N_LUMPS;
}

static const emitted *emitted_of(const place *p, int s) {
    return p->of_mechanism ? &species[s] : &lumps[s];
}

static lt_status define_emissions(const place *p, lt_ncw *file) {
    static const lt_field fraction = {"area/profile_fraction", NULL, "1", "profile z", "share of a layer"};
    double fractions[N_PROFILES * NZ] = {1.0}, value[N_POINTS];
    for (int k = 0; k < 4; ++k) fractions[NZ + k] = 0.25;
    LT_TRY(lt_ncw_time_hours(file, LT_SYNTHETIC_START, (size_t)p->n_hours));
    LT_TRY(lt_ncw_dim(file, "z", NZ));
    LT_TRY(lt_ncw_dim(file, "y", (size_t)p->ny));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)p->nx));
    LT_TRY(lt_ncw_dim(file, "profile", N_PROFILES));
    LT_TRY(lt_ncw_dim(file, "point", N_POINTS));
    for (int f = 0; f < 6; ++f) LT_TRY(lt_ncw_var(file, &points[f], NC_DOUBLE));
    LT_TRY(lt_ncw_var(file, &fraction, NC_DOUBLE));
    for (int s = 0; s < n_emitted(p); ++s) {
        const emitted *of = emitted_of(p, s);
        lt_field area = {lt_fmt("area/%s", of->name), NULL, of->unit, "time profile y x", "rate"};
        lt_field point = {lt_fmt("points/%s", of->name), NULL, of->unit, "time point", "rate"};
        LT_TRY(lt_ncw_var(file, &area, NC_FLOAT));
        LT_TRY(lt_ncw_var(file, &point, NC_FLOAT));
    }
    for (int f = 0; f < 6; ++f) {
        for (int n = 0; n < N_POINTS; ++n) value[n] = point_value(p, f, n);
        LT_TRY(lt_ncw_put_double(file, points[f].name, value));
    }
    return lt_ncw_put_double(file, fraction.name, fractions);
}

static lt_status fill_emissions(place *p, lt_ncw *file) {
    LT_TRY(define_emissions(p, file));
    const double cells = (double)p->nx * p->ny;
    for (int h = 0; h < p->n_hours; ++h)
        for (int s = 0; s < n_emitted(p); ++s) {
            const emitted *of = emitted_of(p, s);
            /* 0.9 from areas, 0.1 from stacks */
            for (int c = 0; c < N_PROFILES * p->nx * p->ny; ++c)
                p->values[c] = 0.45 * of->rate * (1.0 + 0.5 * day(h)) * 0.5 * (c % 5);
            LT_TRY(lt_ncw_put_double_record(file, lt_fmt("area/%s", of->name), (size_t)h, p->values));
            for (int n = 0; n < N_POINTS; ++n) p->values[n] = 0.1 * of->rate * cells / N_POINTS;
            LT_TRY(lt_ncw_put_double_record(file, lt_fmt("points/%s", of->name), (size_t)h, p->values));
        }
    return LT_OK;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static lt_status write_file(place *p, const char *name, lt_status (*fill)(place *p, lt_ncw *file)) {
    lt_ncw *file;
    LT_TRY(lt_ncw_create(p->dir, name, "fields for measuring", &file));
    const lt_status status = fill(p, file);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}

lt_status lt_synthetic_write(lt_outdir *dir, int nx, int ny, int n_hours, bool of_mechanism) {
    place p = {.dir = dir, .nx = nx, .ny = ny, .n_hours = n_hours, .of_mechanism = of_mechanism};
    LT_TRY(write_grid(&p));
    LT_TRY(lt_case_air_create(nx, ny, NZ, cell_m, edges, &p.air));
    lt_status status = lt_calloc((size_t)nx * (size_t)ny * (NZ + 1), sizeof(double), &p.values);
    if (status == LT_OK) status = write_file(&p, "met.nc", fill_met);
    if (status == LT_OK) status = write_file(&p, "emissions.nc", fill_emissions);
    lt_case_air_free(&p.air);
    lt_free(p.values);
    return status;
}
