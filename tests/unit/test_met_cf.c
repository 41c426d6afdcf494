/* The reader of CF netCDF: layouts of the Climate Data Store old and new, model levels, maps, intervals, signs and
 * units; what is wrong with a file is said. The new store's layout is that of a public ncdump -h of a download of 2026
 * (data_stream-oper_stepType-accum.nc: valid_time, number, expver, GRIB_stepType). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/anymap.h"
#include "tests/support/gridded.h"
#include "tests/support/nc_make.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

enum { NX = 4, NY = 3, NT = 3, NZ = 3, N = NX * NY };

static const lt_time start = 1388534400; /* 2014-01-01 00:00 UTC */

/* A value that says where it stands. */
static double at(int t, int k, int j, int i) {
    return 250.0 + t + 0.1 * k + 0.01 * j + 0.001 * i;
}

static void put_field(int id, const char *name, int times, int levels) {
    double *values = malloc((size_t)(times * levels * N) * sizeof *values);
    for (int n = 0; n < times * levels * N; n++) values[n] = at(n / (levels * N), n / N % levels, n / NX % NY, n % NX);
    nc_put(id, name, values);
    free(values);
}

/* --- new store --- */

/* Latitudes fall; longitudes count from 0 to 360. */
static int begin_new(const char *name, const char *step_type) {
    static const double lat[] = {43.0, 42.0, 41.0}, lon[] = {121.0, 122.0, 123.0, 124.0};
    double time[NT];
    int id = nc_begin(in_root(name));
    nc_dim(id, "valid_time", NT);
    nc_dim(id, "pressure_level", NZ);
    nc_dim(id, "latitude", NY);
    nc_dim(id, "longitude", NX);
    int v = nc_var(id, "valid_time", NC_INT64, "valid_time", "seconds since 1970-01-01");
    nc_text(id, v, "calendar", "proleptic_gregorian");
    nc_text(id, v, "standard_name", "time");
    v = nc_var(id, "pressure_level", NC_DOUBLE, "pressure_level", "hPa");
    nc_text(id, v, "standard_name", "air_pressure");
    v = nc_var(id, "latitude", NC_DOUBLE, "latitude", "degrees_north");
    nc_text(id, v, "standard_name", "latitude");
    v = nc_var(id, "longitude", NC_DOUBLE, "longitude", "degrees_east");
    nc_text(id, v, "standard_name", "longitude");
    nc_var(id, "number", NC_INT64, "", "1");
    nc_var(id, "expver", NC_STRING, "valid_time", NULL);
    nc_text(id, NC_GLOBAL, "GRIB_centre", "ecmf");
    nc_text(id, NC_GLOBAL, "institution", "European Centre for Medium-Range Weather Forecasts");
    nc_text(id, NC_GLOBAL, "history", step_type);
    for (int t = 0; t < NT; t++) time[t] = (double)(start + t * LT_HOUR);
    nc_put(id, "valid_time", time);
    nc_put(id, "latitude", lat);
    nc_put(id, "longitude", lon);
    nc_put(id, "pressure_level", (double[]){1000, 850, 500});
    return id;
}

static int add_new(int id, const char *name, const char *dims, const char *unit, const char *step_type) {
    int v = nc_var(id, name, NC_FLOAT, dims, unit);
    nc_text(id, v, "GRIB_stepType", step_type);
    nc_text(id, v, "standard_name", "unknown");
    nc_text(id, v, "coordinates", "number valid_time latitude longitude expver");
    return v;
}

static void test_new_store(void **state) {
    (void)state;
    float got[NZ * N];
    int id = begin_new("pressure.nc", "instant");
    add_new(id, "t", "valid_time pressure_level latitude longitude", "K", "instant");
    add_new(id, "z", "valid_time pressure_level latitude longitude", "m**2 s**-2", "instant");
    put_field(id, "t", NT, NZ);
    nc_fill(id, "z", 9806.65);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("pressure.nc"));
    assert_string_equal(g->reader->name, "cf");
    assert_true(g->level_kind == LT_LEVELS_PRESSURE && g->n_levels == NZ && g->pressure_Pa[0] == 1e5);
    assert_true(g->plane->kind == LT_PLANE_AXES && g->plane->lat[0] == 43.0 && g->plane->lon[3] == 124.0);
    gridded_read(g, LT_G_TEMPERATURE, 2, got);
    assert_near((double)got[1 * N + 2 * NX + 3], at(2, 1, 2, 3), 2e-5);
    gridded_read(g, LT_G_HEIGHT, 0, got);
    assert_near((double)got[5], 1000.0, 1e-3);
    assert_true(!lt_gridded_has(g, LT_G_TERRAIN)); /* z on levels is no terrain */
    lt_gridded_close(g);

    id = begin_new("accum.nc", "accum");
    add_new(id, "tp", "valid_time latitude longitude", "m", "accum");
    add_new(id, "sf", "valid_time latitude longitude", "m of water equivalent", "accum");
    int v = add_new(id, "sshf", "valid_time latitude longitude", "J m**-2", "accum");
    nc_good(nc_put_att_text(id, v, "standard_name", 33, "surface_upward_sensible_heat_flux"));
    add_new(id, "avg_sdswrf", "valid_time latitude longitude", "W m**-2", "avg");
    add_new(id, "z", "valid_time latitude longitude", "m**2 s**-2", "instant");
    nc_fill(id, "tp", 0.002);
    nc_fill(id, "sf", 0.001);
    nc_fill(id, "sshf", -360000.0); /* the ground warms the air by 100 W m-2 */
    nc_fill(id, "avg_sdswrf", 250.0);
    nc_fill(id, "z", 490.3325);
    nc_end(id);
    g = gridded_open(in_root("accum.nc"));
    gridded_read(g, LT_G_RAIN, 1, got);
    assert_near((double)got[0], 2.0, 1e-6);
    assert_true(g->records[LT_G_RAIN].items[1].begin == start && g->records[LT_G_RAIN].items[1].end == start + LT_HOUR);
    gridded_read(g, LT_G_SNOWFALL, 1, got);
    assert_near((double)got[0], 1.0, 1e-6);
    gridded_read(g, LT_G_SENSIBLE, 0, got);
    assert_near((double)got[0], 100.0, 1e-4);
    gridded_read(g, LT_G_SHORTWAVE, 0, got);
    assert_near((double)got[0], 250.0, 1e-4);
    assert_true(g->records[LT_G_SHORTWAVE].items[0].begin == start - LT_HOUR);
    gridded_read(g, LT_G_TERRAIN, 0, got);
    assert_near((double)got[0], 50.0, 1e-4);
    lt_gridded_close(g);
}

/* Names and units of ERA5's request (`lantian example era5-request`) in netCDF, each with a value and what it becomes.
 */
static void test_names_of_era5(void **state) {
    (void)state;
    static const struct {
        const char *name, *unit, *step_type;
        lt_gridded_field field;
        double stored, value;
    } rows[] = {{"lsm", "(0 - 1)", "instant", LT_G_LAND, 0.5, 0.5},
                {"sp", "Pa", "instant", LT_G_SURFACE_PRESSURE, 99000, 99000},
                {"msl", "Pa", "instant", LT_G_SEA_PRESSURE, 101000, 101000},
                {"t2m", "K", "instant", LT_G_T2M, 270, 270},
                {"d2m", "K", "instant", LT_G_DEW_POINT, 265, 265},
                {"u10", "m s**-1", "instant", LT_G_EAST_10M, 3, 3},
                {"v10", "m s**-1", "instant", LT_G_NORTH_10M, -4, -4},
                {"skt", "K", "instant", LT_G_SKIN, 268, 268},
                {"sst", "K", "instant", LT_G_SEA_SURFACE, 275, 275},
                {"siconc", "(0 - 1)", "instant", LT_G_SEA_ICE, 0.25, 0.25},
                {"sd", "m of water equivalent", "instant", LT_G_SNOW, 0.02, 20},
                {"swvl1", "m**3 m**-3", "instant", LT_G_SOIL_MOISTURE, 0.3, 0.3},
                {"stl1", "K", "instant", LT_G_SOIL_TEMPERATURE, 272, 272},
                {"fal", "(0 - 1)", "instant", LT_G_ALBEDO, 0.2, 0.2},
                {"tcc", "(0 - 1)", "instant", LT_G_CLOUD_TOTAL, 0.75, 0.75},
                {"blh", "m", "instant", LT_G_PBLH, 400, 400},
                {"zust", "m s**-1", "instant", LT_G_USTAR, 0.3, 0.3},
                {"fsr", "m", "instant", LT_G_ROUGHNESS, 0.1, 0.1},
                {"tp", "m", "accum", LT_G_RAIN, 0.003, 3},
                {"cp", "m", "accum", LT_G_RAIN_CONVECTIVE, 0.001, 1},
                {"sf", "m of water equivalent", "accum", LT_G_SNOWFALL, 0.002, 2},
                {"ssrd", "J m**-2", "accum", LT_G_SHORTWAVE, 720000, 200},
                {"strd", "J m**-2", "accum", LT_G_LONGWAVE, 1080000, 300},
                {"sshf", "J m**-2", "accum", LT_G_SENSIBLE, -72000, 20},
                {"slhf", "J m**-2", "accum", LT_G_LATENT, 36000, -10}};
    enum { N_NAMES = sizeof rows / sizeof *rows };
    float got[N];
    int id = begin_new("names.nc", "instant");
    for (int k = 0; k < N_NAMES; k++) {
        add_new(id, rows[k].name, "valid_time latitude longitude", rows[k].unit, rows[k].step_type);
        nc_fill(id, rows[k].name, rows[k].stored);
    }
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("names.nc"));
    for (int k = 0; k < N_NAMES; k++) {
        bool fixed = rows[k].field == LT_G_LAND;
        gridded_read(g, rows[k].field, fixed ? 0 : NT - 1, got);
        assert_near((double)got[N - 1], rows[k].value, 1e-6 * fabs(rows[k].value));
    }
    lt_gridded_close(g);
}

/* ECMWF's relative humidity is over ice where it is cold. At 253.15 K saturation is 103.26 Pa over ice, 125.6 Pa over
 * water (Murphy and Koop 2005, R), and ((253.15 - 250.16) / 23)^2 of the mixture is water. */
static void test_humidity_over_ice(void **state) {
    (void)state;
    float got[NZ * N];
    int id = begin_new("ice.nc", "instant");
    add_new(id, "t", "valid_time pressure_level latitude longitude", "K", "instant");
    add_new(id, "r", "valid_time pressure_level latitude longitude", "%", "instant");
    double kelvin[NT * NZ * N];
    for (int n = 0; n < NT * NZ * N; n++) kelvin[n] = n / N % NZ ? 253.15 : 280.0;
    nc_put(id, "t", kelvin);
    nc_fill(id, "r", 50.0);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("ice.nc"));
    gridded_read(g, LT_G_RELATIVE_HUMIDITY, 1, got);
    const double water = pow((253.15 - 250.16) / 23.0, 2.0), mixture = water + (1.0 - water) * 103.26 / 125.6;
    assert_near((double)got[0], 0.5, 1e-6);
    assert_near((double)got[N], 0.5 * mixture, 0.5 * 0.004); /* forms of saturation differ by 0.4 % */
    const char *english, *chinese;
    gridded_good(lt_notes_text(g->notes, &english, &chinese));
    assert_non_null(strstr(english, "made one over water"));
    lt_gridded_close(g);
}

/* --- old store --- */

/* Packed shorts; the last time is preliminary (expver 5), its place under expver 1 is missing. */
static void test_old_store(void **state) {
    (void)state;
    enum { MISSING = -32767 };
    static double packed[NT * 2 * N], ground[NT * 2 * N];
    float got[N];
    int id = nc_begin(in_root("old.nc"));
    nc_dim(id, "longitude", NX);
    nc_dim(id, "latitude", NY);
    nc_dim(id, "expver", 2);
    nc_dim(id, "level", 2);
    nc_dim(id, "time", NT);
    nc_var(id, "longitude", NC_FLOAT, "longitude", "degrees_east");
    nc_var(id, "latitude", NC_FLOAT, "latitude", "degrees_north");
    nc_var(id, "expver", NC_INT, "expver", NULL);
    nc_var(id, "level", NC_INT, "level", "millibars");
    int v = nc_var(id, "time", NC_INT, "time", "hours since 1900-01-01 00:00:00.0");
    nc_text(id, v, "calendar", "gregorian");
    const char *names[2] = {"t2m", "t"}, *dims[2] = {"time expver latitude longitude", "time level latitude longitude"};
    for (int k = 0; k < 2; k++) {
        v = nc_var(id, names[k], NC_SHORT, dims[k], "K");
        nc_number(id, v, "scale_factor", NC_DOUBLE, 0.01);
        nc_number(id, v, "add_offset", NC_DOUBLE, 270.0);
        nc_number(id, v, "_FillValue", NC_SHORT, MISSING);
        nc_number(id, v, "missing_value", NC_SHORT, MISSING);
    }
    nc_text(id, NC_GLOBAL, "history",
            "2014-02-01 GMT by grib_to_netcdf-2.28.1: /opt/ecmwf/mars-client/bin/grib_to_netcdf");
    nc_put(id, "longitude", (double[]){358.0, 359.0, 0.0, 1.0}); /* over the meridian of Greenwich */
    nc_put(id, "latitude", (double[]){43.0, 42.5, 42.0});
    nc_put(id, "expver", (double[]){1, 5});
    nc_put(id, "level", (double[]){850, 1000});
    nc_put(id, "time", (double[]){999312, 999313, 999314}); /* 2014-01-01 00 UTC */
    for (int n = 0; n < NT * 2 * N; n++) {
        int t = n / (2 * N), which = n / N % 2;
        ground[n] = which == (t == 2) ? 100.0 * t + n % N : MISSING;
        packed[n] = 1000.0 * which + n % N;
    }
    nc_put(id, "t2m", ground);
    nc_put(id, "t", packed);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("old.nc"));
    assert_true(g->records[LT_G_T2M].items[0].end == start && g->records[LT_G_T2M].n == NT);
    for (int t = 0; t < NT; t++) {
        gridded_read(g, LT_G_T2M, t, got);
        assert_near((double)got[7], 270.0 + t + 0.07, 2e-5);
    }
    assert_true(g->plane->lon[2] == 360.0 && g->plane->lon[3] == 361.0);
    assert_true(g->pressure_Pa[0] == 1e5 && g->pressure_Pa[1] == 8.5e4);
    float levels[2 * N];
    gridded_read(g, LT_G_TEMPERATURE, 0, levels); /* 1000 hPa stands second in the file and first here */
    assert_near((double)levels[3], 280.03, 2e-5);
    assert_near((double)levels[N + 3], 270.03, 2e-5);
    lt_gridded_close(g);
}

static void test_packed_missing(void **state) {
    (void)state;
    float got[N];
    double values[NT * N];
    int id = begin_new("hole.nc", "instant");
    int v = nc_var(id, "sst", NC_SHORT, "valid_time latitude longitude", "K");
    nc_number(id, v, "scale_factor", NC_DOUBLE, 0.01);
    nc_number(id, v, "add_offset", NC_DOUBLE, 280.0);
    nc_number(id, v, "_FillValue", NC_SHORT, -32767);
    for (int n = 0; n < NT * N; n++) values[n] = n % 2 ? -32767 : 100;
    nc_put(id, "sst", values);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("hole.nc"));
    gridded_read(g, LT_G_SEA_SURFACE, 1, got);
    assert_true(isnan(got[1]));
    assert_near((double)got[2], 281.0, 2e-5);
    lt_gridded_close(g);
}

/* --- others --- */

static struct {
    const char *time_unit, *calendar, *t2m_unit, *lat_unit, *level_unit, *institution, *bounds;
    bool swapped, second_grid, members, cdo;
    double first_hour, second_level;
} make;

static void reset(void) {
    make.time_unit = "hours since 2014-01-01 00:00:00";
    make.calendar = "standard";
    make.t2m_unit = "degC";
    make.lat_unit = "degrees_north";
    make.level_unit = "Pa";
    make.institution = "Institute";
    make.bounds = NULL;
    make.swapped = make.second_grid = make.members = make.cdo = false;
    make.first_hour = 0.0;
    make.second_level = 85000;
}

static const char *write_plain(const char *name) {
    int id = nc_begin(in_root(name));
    nc_dim(id, "time", NT);
    nc_dim(id, "lev", NZ);
    nc_dim(id, "lat", NY);
    nc_dim(id, "lon", NX);
    nc_dim(id, "bnds", 2);
    if (make.members) nc_dim(id, "member", 2);
    if (make.second_grid) nc_dim(id, "lat_2", NY);
    int v = nc_var(id, "time", NC_DOUBLE, "time", make.time_unit);
    nc_text(id, v, "calendar", make.calendar);
    if (make.bounds) nc_text(id, v, "bounds", make.bounds);
    nc_var(id, "time_bnds", NC_DOUBLE, "time bnds", NULL);
    nc_var(id, "lat", NC_DOUBLE, "lat", make.lat_unit);
    nc_var(id, "lon", NC_DOUBLE, "lon", "degrees_east");
    nc_var(id, "lev", NC_DOUBLE, "lev", make.level_unit);
    const char *points = make.swapped ? "time lon lat" : "time lat lon";
    v = nc_var(id, "tas", NC_FLOAT, points, make.t2m_unit);
    nc_text(id, v, "standard_name", "air_temperature");
    nc_var(id, "ta", NC_FLOAT,
           make.members   ? "time member lat lon"
           : make.swapped ? "time lev lon lat"
                          : "time lev lat lon",
           "K");
    nc_var(id, "sp", NC_FLOAT, make.second_grid ? "time lat_2 lon" : points, "hPa");
    nc_var(id, "pr", NC_FLOAT, points, "kg m-2 s-1");
    v = nc_var(id, "rsds", NC_FLOAT, points, "W m-2");
    nc_text(id, v, "cell_methods", "time: mean");
    nc_var(id, "tp", NC_FLOAT, points, "kg m-2");
    if (make.institution) nc_text(id, NC_GLOBAL, "institution", make.institution);
    if (make.cdo) nc_text(id, NC_GLOBAL, "CDO", "Climate Data Operators version 2.1.1 (https://mpimet.mpg.de/cdo)");
    double time[NT], bounds[2 * NT];
    for (int t = 0; t < NT; t++) {
        time[t] = make.first_hour + 3.0 * t;
        bounds[2 * t] = time[t] - 3.0;
        bounds[2 * t + 1] = time[t];
    }
    nc_put(id, "time", time);
    nc_put(id, "time_bnds", bounds);
    nc_put(id, "lat", (double[]){40.0, 41.0, 42.0});
    nc_put(id, "lon", (double[]){120.0, 121.0, 122.0, 123.0});
    nc_put(id, "lev", (double[]){100000, make.second_level, 50000});
    nc_fill(id, "tas", -5.0);
    nc_fill(id, "ta", 260.0);
    nc_fill(id, "sp", 1010.0);
    nc_fill(id, "pr", 1e-4);
    nc_fill(id, "rsds", 200.0);
    nc_fill(id, "tp", 3.0);
    nc_end(id);
    return in_root(name);
}

static void test_units_and_bounds(void **state) {
    (void)state;
    float got[NZ * N];
    reset();
    make.bounds = "time_bnds";
    make.first_hour = 3.0;
    lt_gridded *g = gridded_open(write_plain("plain.nc"));
    gridded_read(g, LT_G_T2M, 0, got);
    assert_near((double)got[0], 268.15, 2e-5);
    gridded_read(g, LT_G_SURFACE_PRESSURE, 0, got);
    assert_near((double)got[0], 101000.0, 1e-2);
    gridded_read(g, LT_G_SHORTWAVE, 2, got);
    const lt_gridded_record *r = &g->records[LT_G_SHORTWAVE].items[2];
    assert_true(r->begin == start + 6 * LT_HOUR && r->end == start + 9 * LT_HOUR);
    gridded_read(g, LT_G_RAIN, 0, got); /* tp goes before pr */
    assert_near((double)got[0], 3.0, 1e-6);
    lt_gridded_close(g);
}

/* Who says nothing of the interval gives no amounts; the rest is taken, and a note says so. */
static void test_intervals(void **state) {
    (void)state;
    const char *english, *chinese;
    reset();
    lt_gridded *g = gridded_open(write_plain("silent.nc"));
    assert_true(!lt_gridded_has(g, LT_G_RAIN) && !lt_gridded_has(g, LT_G_SHORTWAVE) && lt_gridded_has(g, LT_G_T2M));
    gridded_good(lt_notes_text(g->notes, &english, &chinese));
    assert_non_null(strstr(english, "rsds"));
    lt_gridded_close(g);
    make.institution = "National Centers for Environmental Prediction"; /* six hours; times 2, 5, 8 */
    make.first_hour = 2.0;
    g = gridded_open(write_plain("gfs.nc"));
    assert_true(g->records[LT_G_RAIN].items[1].begin == start &&
                g->records[LT_G_RAIN].items[1].end == start + 5 * LT_HOUR);
    assert_true(g->records[LT_G_RAIN].items[2].begin == start + 6 * LT_HOUR);
    lt_gridded_close(g);
    make.institution = "European Centre for Medium-Range Weather Forecasts"; /* cdo: since the start of the forecast */
    make.cdo = true;
    g = gridded_open(write_plain("ifs.nc"));
    assert_true(g->records[LT_G_RAIN].items[2].begin == start &&
                g->records[LT_G_RAIN].items[2].end == start + 8 * LT_HOUR);
    lt_gridded_close(g);
}

/* IFS forecasts as cfgrib writes them: the start is a scalar, valid_time runs along step. */
static void test_forecast_steps(void **state) {
    (void)state;
    int id = nc_begin(in_root("step.nc"));
    nc_dim(id, "step", NT);
    nc_dim(id, "latitude", NY);
    nc_dim(id, "longitude", NX);
    int v = nc_var(id, "time", NC_INT64, "", "seconds since 1970-01-01");
    nc_text(id, v, "standard_name", "forecast_reference_time");
    nc_var(id, "step", NC_DOUBLE, "step", "hours");
    v = nc_var(id, "valid_time", NC_DOUBLE, "step", "seconds since 1970-01-01");
    nc_text(id, v, "standard_name", "time");
    nc_var(id, "latitude", NC_DOUBLE, "latitude", "degrees_north");
    nc_var(id, "longitude", NC_DOUBLE, "longitude", "degrees_east");
    add_new(id, "tp", "step latitude longitude", "m", "accum");
    nc_text(id, NC_GLOBAL, "GRIB_centre", "ecmf");
    nc_put(id, "time", (double[]){(double)start});
    nc_put(id, "step", (double[]){0, 3, 6});
    nc_put(id, "valid_time", (double[]){(double)start, (double)start + 3 * LT_HOUR, (double)start + 6 * LT_HOUR});
    nc_put(id, "latitude", (double[]){40.0, 41.0, 42.0});
    nc_put(id, "longitude", (double[]){120.0, 121.0, 122.0, 123.0});
    nc_fill(id, "tp", 0.01);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("step.nc"));
    assert_int_equal(g->records[LT_G_RAIN].n, 2); /* nothing has fallen at the start */
    assert_true(g->records[LT_G_RAIN].items[1].begin == start &&
                g->records[LT_G_RAIN].items[1].end == start + 6 * LT_HOUR);
    lt_gridded_close(g);
}

static void test_faults(void **state) {
    (void)state;
    reset();
    make.t2m_unit = "kg";
    gridded_expect(write_plain("unit.nc"), "tas");
    reset();
    make.level_unit = "1"; /* model levels without coefficients, sigma, theta: none is known */
    gridded_expect(write_plain("level.nc"), "levels of a kind that is not known");
    reset();
    make.second_level = NAN;
    gridded_expect(write_plain("pressure.nc"), "a pressure level without a pressure");
    make.second_level = 0.0;
    gridded_expect(write_plain("pressure.nc"), "a pressure level without a pressure");
    reset();
    make.swapped = true;
    gridded_expect(write_plain("swapped.nc"), "longitudes stand before latitudes");
    reset();
    make.second_grid = true;
    gridded_expect(write_plain("two.nc"), "several grids");
    reset();
    make.members = true;
    gridded_expect(write_plain("members.nc"), "several forecasts or members");
    reset();
    make.calendar = "360_day";
    gridded_expect(write_plain("calendar.nc"), "calendar");
    reset();
    make.time_unit = "hours since 0001-01-01 00:00:00";
    make.calendar = "proleptic_gregorian"; /* udunits would be two days off */
    gridded_expect(write_plain("proleptic.nc"), "proleptic");
    make.calendar = "standard"; /* the year 1 */
    gridded_expect(write_plain("year.nc"), "1900 to 2200");
    reset();
    make.time_unit = "fortnights since yesterday";
    gridded_expect(write_plain("time.nc"), "unknown unit");
    reset();
    gridded_truncate(write_plain("whole.nc"), in_root("half.nc"));
    gridded_expect(in_root("half.nc"), "damaged");
}

/* p = a + b ps at layers; as cdo writes the levels of a GRIB file. */
static void test_model_levels(void **state) {
    (void)state;
    float got[NZ * N];
    for (int half = 0; half < 2; half++) {
        int id = nc_begin(in_root("model.nc"));
        nc_dim(id, "time", 1);
        nc_dim(id, "lev", NZ);
        nc_dim(id, "nhym", half ? NZ + 1 : NZ);
        nc_dim(id, "lat", NY);
        nc_dim(id, "lon", NX);
        nc_var(id, "time", NC_DOUBLE, "time", "hours since 2014-01-01 00:00:00");
        nc_var(id, "lat", NC_DOUBLE, "lat", "degrees_north");
        nc_var(id, "lon", NC_DOUBLE, "lon", "degrees_east");
        int v = nc_var(id, "lev", NC_DOUBLE, "lev", "1");
        nc_text(id, v, "standard_name", "hybrid_sigma_pressure");
        nc_text(id, v, "long_name", "hybrid level at layer midpoints");
        nc_var(id, half ? "hyai" : "hyam", NC_DOUBLE, "nhym", "Pa");
        nc_var(id, half ? "hybi" : "hybm", NC_DOUBLE, "nhym", "1");
        nc_var(id, "t", NC_FLOAT, "time lev lat lon", "K");
        nc_put(id, "time", (double[]){0});
        nc_put(id, "lat", (double[]){40.0, 41.0, 42.0});
        nc_put(id, "lon", (double[]){120.0, 121.0, 122.0, 123.0});
        nc_put(id, "lev", (double[]){1, 2, 3});
        nc_put(id, half ? "hyai" : "hyam", half ? (double[]){0, 10000, 5000, 0} : (double[]){5000, 7500, 2500});
        nc_put(id, half ? "hybi" : "hybm", half ? (double[]){0, 0.2, 0.7, 1} : (double[]){0.1, 0.45, 0.85});
        put_field(id, "t", 1, NZ);
        nc_end(id);
        lt_gridded *g = gridded_open(in_root("model.nc"));
        assert_true(g->level_kind == LT_LEVELS_HYBRID && g->n_levels == NZ);
        assert_near(g->hybrid_a[0], 2500.0, 1e-9); /* the lowest layer stands last in the file */
        assert_near(g->hybrid_b[0], 0.85, 1e-12);
        assert_near(g->hybrid_b[2], 0.1, 1e-12);
        gridded_read(g, LT_G_TEMPERATURE, 0, got);
        assert_near((double)got[0], at(0, 2, 0, 0), 2e-5);
        lt_gridded_close(g);
    }
}

/* A wind of true (6, -2) m/s along the axes of a Lambert map that its grid_mapping describes. */
static void test_turned_map(void **state) {
    (void)state;
    static const char map_text[] = "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=40 +lon_0=100 +R=6371229 +units=m +no_defs";
    const double dx = 20000.0, x0 = 1500000.0, y0 = 100000.0; /* 14 degrees turned */
    double u[N], v[N], x[NX], y[NY], lon, lat, angle;
    float got[N];
    lt_anymap *map;
    gridded_good(lt_anymap_open(map_text, &map));
    for (int p = 0; p < N; p++) {
        assert_true(lt_anymap_inverse(map, x0 + dx * (p % NX), y0 + dx * (p / NX), &lon, &lat));
        assert_true(lt_anymap_angle(map, x0 + dx * (p % NX), y0 + dx * (p / NX), 10.0, &angle));
        u[p] = 6.0 * cos(angle) - 2.0 * sin(angle);
        v[p] = -2.0 * cos(angle) - 6.0 * sin(angle);
    }
    lt_anymap_close(map);
    assert_true(fabs(angle) > 0.1);
    for (int i = 0; i < NX; i++) x[i] = (x0 + dx * i) / 1000.0; /* km */
    for (int j = 0; j < NY; j++) y[j] = (y0 + dx * j) / 1000.0;
    int id = nc_begin(in_root("map.nc"));
    nc_dim(id, "y", NY);
    nc_dim(id, "x", NX);
    nc_var(id, "time", NC_DOUBLE, "", "hours since 2014-01-01 00:00:00");
    int k = nc_var(id, "x", NC_DOUBLE, "x", "km");
    nc_text(id, k, "standard_name", "projection_x_coordinate");
    k = nc_var(id, "y", NC_DOUBLE, "y", "km");
    nc_text(id, k, "standard_name", "projection_y_coordinate");
    k = nc_var(id, "crs", NC_INT, "", NULL);
    nc_text(id, k, "grid_mapping_name", "lambert_conformal_conic");
    nc_good(nc_put_att_double(id, k, "standard_parallel", NC_DOUBLE, 2, (double[]){30.0, 60.0}));
    nc_number(id, k, "longitude_of_central_meridian", NC_DOUBLE, 100.0);
    nc_number(id, k, "latitude_of_projection_origin", NC_DOUBLE, 40.0);
    nc_number(id, k, "earth_radius", NC_DOUBLE, 6371229.0);
    for (int c = 0; c < 2; c++) {
        k = nc_var(id, c ? "v10" : "u10", NC_DOUBLE, "y x", "m s-1");
        nc_text(id, k, "standard_name", c ? "y_wind" : "x_wind");
        nc_text(id, k, "grid_mapping", "crs");
    }
    nc_put(id, "time", (double[]){0});
    nc_put(id, "x", x);
    nc_put(id, "y", y);
    nc_put(id, "u10", u);
    nc_put(id, "v10", v);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root("map.nc"));
    assert_true(g->plane->kind == LT_PLANE_MAP);
    assert_near(g->plane->dx, dx, 1e-6);
    gridded_read(g, LT_G_EAST_10M, 0, got);
    for (int p = 0; p < N; p++) assert_near((double)got[p], 6.0, 1e-5);
    gridded_read(g, LT_G_NORTH_10M, 0, got);
    for (int p = 0; p < N; p++) assert_near((double)got[p], -2.0, 1e-5);
    lt_gridded_close(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_new_store),        cmocka_unit_test(test_names_of_era5),
                                       cmocka_unit_test(test_old_store),        cmocka_unit_test(test_packed_missing),
                                       cmocka_unit_test(test_units_and_bounds), cmocka_unit_test(test_intervals),
                                       cmocka_unit_test(test_faults),           cmocka_unit_test(test_forecast_steps),
                                       cmocka_unit_test(test_model_levels),     cmocka_unit_test(test_turned_map),
                                       cmocka_unit_test(test_humidity_over_ice)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
