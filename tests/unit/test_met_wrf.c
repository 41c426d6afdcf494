/* The reader of WRF: winds of known true direction on a Lambert grid come back through staggering and rotation; base
 * and perturbation, temperature, rain and buckets against their formulas; what is wrong with a file is said. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "grids/anymap.h"
#include "tests/support/gridded.h"
#include "tests/support/nc_make.h"
#include "tests/support/root.h"

#include <math.h>

enum { NX = 12, NY = 9, NZ = 3, NT = 2, N = NX * NY };
static const double DX = 30000.0, X0 = 310000.0, Y0 = -150000.0; /* well off the central meridian: 4 degrees turned */

/* MAP_PROJ and what it means to PROJ with the numbers that define() writes; plane: what the reader makes of it; bound:
 * of winds on layers, m/s. The mean of two neighbours differs from the middle by h^2/8 of the second derivative: over
 * 30 km the angle's is below (h / R)^2 / 8 = 3e-6 of the wind, and that of cos(latitude) too: 40 m/s times 6e-6, and
 * the rounding of floats. Where the pole is moved and the file has no COSALPHA the angle comes from differences of
 * second order over 2 h at the edge: (h / R)^2 of it is 2e-5, at most 1e-4 with its derivatives here. */
static const struct map_case {
    double kind;
    const char *text;
    lt_plane_kind plane;
    double bound, bound_without;
} map_cases[] = {
    {1, "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=42 +lon_0=115 +R=6370000 +units=m +no_defs", LT_PLANE_MAP, 4e-4, 4e-4},
    {2, "+proj=stere +lat_0=90 +lat_ts=30 +lon_0=115 +y_0=6000000 +R=6370000 +units=m +no_defs", LT_PLANE_MAP, 4e-4,
     4e-4},
    {3, "+proj=merc +lat_ts=30 +lon_0=115 +R=6370000 +units=m +no_defs", LT_PLANE_MAP, 4e-4, 4e-4},
    {6, "+proj=eqc +lon_0=115 +R=6370000 +units=m +no_defs", LT_PLANE_AXES, 4e-4, 4e-4},
    {6, "+proj=ob_tran +o_proj=eqc +o_lat_p=45 +o_lon_p=0 +lon_0=115 +R=6370000 +no_defs", LT_PLANE_CURVED, 4e-4, 4e-3},
};
enum { N_MAPS = sizeof map_cases / sizeof *map_cases };

static struct {
    const struct map_case *map;
    bool angles;      /* COSALPHA, SINALPHA */
    bool solid;       /* rotation about the Earth's axis, else a wind of (7, -4) m/s everywhere */
    int stag;         /* length of west_east_stag */
    double stand_lon; /* as written in the header */
    const char *first, *unit_t2, *start;
    double bucket;
    bool moves, uneven;
} make;

static void reset(void) {
    make.map = &map_cases[0];
    make.angles = true;
    make.solid = false;
    make.stag = NX + 1;
    make.stand_lon = 115.0;
    make.first = "2014-01-06_12:00:00";
    make.start = "2014-01-06_00:00:00";
    make.unit_t2 = "K";
    make.bucket = -1.0;
    make.moves = make.uneven = false;
}

/* The true wind at a place: east and north, m/s. */
static void true_wind(double lat, double *east, double *north) {
    *east = make.solid ? 40.0 * cos(lat * (M_PI / 180.0)) : 7.0;
    *north = make.solid ? 0.0 : -4.0;
}

/* Places, the wind along the map's axes and the angle, at points (x, y); stag_x, stag_y: half a step before. */
static void sample(int nx, int ny, double stag_x, double stag_y, double *lon, double *lat, double *u, double *v,
                   double *angle) {
    lt_anymap *map;
    assert_int_equal(lt_anymap_open(make.map->text, &map), LT_OK);
    for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++) {
            double x = X0 + (i - stag_x) * DX, y = Y0 + (j - stag_y) * DX, east, north;
            long p = (long)j * nx + i;
            assert_true(lt_anymap_inverse(map, x, y, &lon[p], &lat[p]));
            assert_true(lt_anymap_angle(map, x, y, 10.0, &angle[p]));
            true_wind(lat[p], &east, &north);
            u[p] = east * cos(angle[p]) + north * sin(angle[p]);
            v[p] = north * cos(angle[p]) - east * sin(angle[p]);
        }
    lt_anymap_close(map);
}

static void repeat(int id, const char *name, int times, int n, const double *one) {
    double *all = malloc((size_t)times * (size_t)n * sizeof *all);
    for (int k = 0; k < times; k++) memcpy(all + (size_t)k * (size_t)n, one, (size_t)n * sizeof *all);
    nc_put(id, name, all);
    free(all);
}

static void define(int id) {
    nc_dim(id, "Time", NT);
    nc_dim(id, "DateStrLen", 19);
    nc_dim(id, "south_north", NY);
    nc_dim(id, "west_east", NX);
    nc_dim(id, "bottom_top", NZ);
    nc_dim(id, "south_north_stag", NY + 1);
    nc_dim(id, "west_east_stag", (size_t)make.stag);
    nc_dim(id, "bottom_top_stag", NZ + 1);
    nc_dim(id, "soil_layers_stag", 4);
    nc_text(id, NC_GLOBAL, "TITLE", " OUTPUT FROM WRF V9.9 MODEL");
    nc_text(id, NC_GLOBAL, "SIMULATION_START_DATE", make.start);
    const struct {
        const char *name;
        double value;
    } numbers[] = {
        {"MAP_PROJ", make.map->kind},  {"TRUELAT1", 30}, {"TRUELAT2", 60}, {"MOAD_CEN_LAT", 42},      {"CEN_LON", 115},
        {"STAND_LON", make.stand_lon}, {"DX", DX},       {"DY", DX},       {"BUCKET_MM", make.bucket}};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        nc_number(id, NC_GLOBAL, numbers[k].name, NC_FLOAT, numbers[k].value);
    nc_var(id, "Times", NC_CHAR, "Time DateStrLen", NULL);
    static const struct {
        const char *name, *dims, *unit;
    } variables[] = {{"XLAT", "Time south_north west_east", "degree_north"},
                     {"XLONG", "Time south_north west_east", "degree_east"},
                     {"P", "Time bottom_top south_north west_east", "Pa"},
                     {"PB", "Time bottom_top south_north west_east", "Pa"},
                     {"PH", "Time bottom_top_stag south_north west_east", "m2 s-2"},
                     {"PHB", "Time bottom_top_stag south_north west_east", "m2 s-2"},
                     {"T", "Time bottom_top south_north west_east", "K"},
                     {"QVAPOR", "Time bottom_top south_north west_east", "kg kg-1"},
                     {"U", "Time bottom_top south_north west_east_stag", "m s-1"},
                     {"V", "Time bottom_top south_north_stag west_east", "m s-1"},
                     {"U10", "Time south_north west_east", "m s-1"},
                     {"V10", "Time south_north west_east", "m s-1"},
                     {"RAINC", "Time south_north west_east", "mm"},
                     {"RAINNC", "Time south_north west_east", "mm"},
                     {"LANDMASK", "Time south_north west_east", ""},
                     {"SST", "Time south_north west_east", "K"},
                     {"SMOIS", "Time soil_layers_stag south_north west_east", "m3 m-3"},
                     {"SWDOWN", "Time south_north west_east", "W m-2"}};
    for (size_t k = 0; k < sizeof variables / sizeof *variables; k++)
        nc_var(id, variables[k].name, NC_DOUBLE, variables[k].dims, variables[k].unit);
    nc_var(id, "T2", NC_FLOAT, "Time south_north west_east", make.unit_t2);
    if (make.bucket > 0) nc_var(id, "I_RAINNC", NC_INT, "Time south_north west_east", "");
    if (make.angles) nc_var(id, "COSALPHA", NC_DOUBLE, "south_north west_east", "");
    if (make.angles) nc_var(id, "SINALPHA", NC_DOUBLE, "south_north west_east", "");
}

static void put_times(int id) {
    char times[NT][19];
    int var;
    memcpy(times[0], make.first, 19);
    memcpy(times[1], "2014-01-06_13:00:00", 19);
    nc_good(nc_inq_varid(id, "Times", &var));
    nc_good(nc_put_var_text(id, var, times[0]));
}

static void put_points(int id) {
    enum { ROOM = (NX + 2) * (NY + 2) };
    static double lon[ROOM], lat[2 * ROOM], u[ROOM], v[ROOM], angle[ROOM], other[ROOM], twist[ROOM];
    sample(NX, NY, 0, 0, lon, lat, u, v, angle);
    repeat(id, "XLONG", NT, N, lon);
    repeat(id, "XLAT", NT, N, lat);
    repeat(id, "U10", NT, N, u);
    repeat(id, "V10", NT, N, v);
    if (make.angles) {
        for (int p = 0; p < N; p++) other[p] = cos(angle[p]), twist[p] = sin(angle[p]);
        nc_put(id, "COSALPHA", other);
        nc_put(id, "SINALPHA", twist);
    }
    if (make.moves) {
        for (int p = 0; p < N; p++) lat[N + p] = lat[p] + 0.27; /* a cell */
        nc_put(id, "XLAT", lat);
    }
    sample(make.stag, NY, 0.5, 0, lon, lat, u, v, angle);
    repeat(id, "U", NT * NZ, make.stag * NY, u);
    sample(NX, NY + 1, 0, 0.5, lon, lat, u, v, angle);
    repeat(id, "V", NT * NZ, NX * (NY + 1), v);
}

static void put_air(int id) {
    double p[NT * NZ * N], ph[NT * (NZ + 1) * N], sea[NT * N], land[NT * N], soil[NT * 4 * N];
    for (int k = 0; k < NT * NZ * N; k++) p[k] = 95000.0 - 10000.0 * (k / N % NZ);
    nc_put(id, "PB", p);
    nc_fill(id, "P", 250.0);
    for (int k = 0; k < NT * (NZ + 1) * N; k++) ph[k] = 9.81 * (120.0 + 900.0 * (k / N % (NZ + 1)));
    nc_put(id, "PHB", ph);
    nc_fill(id, "PH", 9.81 * 5.0);
    nc_fill(id, "T", -10.0);
    nc_fill(id, "QVAPOR", 0.01);
    nc_fill(id, "T2", 270.0);
    nc_fill(id, "RAINC", 1.5);
    nc_fill(id, "RAINNC", 2.25);
    nc_fill(id, "SWDOWN", 300.0);
    if (make.bucket > 0) nc_fill(id, "I_RAINNC", 3);
    for (int k = 0; k < NT * N; k++) land[k] = k % NX < 6, sea[k] = k % NX < 6 ? 0.0 : 275.0;
    nc_put(id, "LANDMASK", land);
    nc_put(id, "SST", sea);
    for (int k = 0; k < NT * 4 * N; k++) soil[k] = 0.1 + 0.1 * (k / N % 4);
    nc_put(id, "SMOIS", soil);
}

static const char *write_wrf(const char *name) {
    int id = nc_begin(in_root(name));
    define(id);
    put_times(id);
    put_points(id);
    put_air(id);
    nc_end(id);
    return in_root(name);
}

static double most_off(const float *a, const double *b, int n) {
    double most = 0.0;
    for (int k = 0; k < n; k++) most = lt_verify_worse(most, fabs((double)a[k] - b[k]));
    return most;
}

/* At 10 m nothing is between: the rounding of floats alone. */
static void check_winds(const char *name) {
    lt_gridded *g = gridded_open(write_wrf(name));
    float got[NZ * N];
    double lon[N], lat[N], east[NZ * N], north[NZ * N];
    const double bound = make.angles ? make.map->bound : make.map->bound_without;
    assert_int_equal(g->plane->kind, make.map->plane);
    assert_int_equal(lt_plane_places(g->plane, lon, lat), LT_OK);
    for (int p = 0; p < NZ * N; p++) true_wind(lat[p % N], &east[p], &north[p]);
    gridded_read(g, LT_G_EAST, 1, got);
    assert_true(most_off(got, east, NZ * N) < bound);
    gridded_read(g, LT_G_NORTH, 1, got);
    assert_true(most_off(got, north, NZ * N) < bound);
    gridded_read(g, LT_G_NORTH_10M, 0, got);
    assert_true(most_off(got, north, N) < fmax(1e-5, make.angles ? 0.0 : bound - 4e-4));
    gridded_read(g, LT_G_EAST_10M, 0, got);
    assert_true(most_off(got, east, N) < fmax(1e-5, make.angles ? 0.0 : bound - 4e-4));
    lt_gridded_close(g);
}

static void test_winds(void **state) {
    (void)state;
    for (int k = 0; k < 4 * N_MAPS; k++) {
        reset();
        make.map = &map_cases[k / 4];
        make.angles = k & 1;
        make.solid = k & 2;
        check_winds("wind.nc");
    }
}

static void test_air(void **state) {
    (void)state;
    reset();
    make.bucket = 100.0;
    lt_gridded *g = gridded_open(write_wrf("air.nc"));
    float got[NZ * N];
    assert_string_equal(g->label, "WRF V9.9 MODEL, run of 2014-01-06T00:00:00Z");
    assert_true(g->level_kind == LT_LEVELS_FIELD && g->n_levels == NZ);
    gridded_read(g, LT_G_PRESSURE, 0, got);
    assert_true(fabs((double)got[0] - 95250.0) < 0.01 && fabs((double)got[2 * N] - 75250.0) < 0.01);
    gridded_read(g, LT_G_HEIGHT, 0, got); /* edges at 125, 1025, 1925, 2825 m */
    assert_true(fabs((double)got[0] - 575.0) < 1e-3 && fabs((double)got[2 * N + 5] - 2375.0) < 1e-3);
    gridded_read(g, LT_G_TEMPERATURE, 0, got);
    assert_true(fabs((double)got[0] - 290.0 * pow(0.9525, 2.0 / 7.0)) < 1e-4);
    gridded_read(g, LT_G_SPECIFIC_HUMIDITY, 0, got);
    assert_true(fabs((double)got[0] - 0.01 / 1.01) < 1e-8);
    gridded_read(g, LT_G_RAIN, 0, got); /* 3 buckets of 100 mm */
    assert_true(fabs((double)got[0] - 303.75) < 1e-4);
    assert_true(g->records[LT_G_RAIN].n == 2);
    lt_time start = lt_time_from_civil(2014, 1, 6, 0, 0, 0);
    assert_true(g->records[LT_G_RAIN].items[0].begin == start);
    assert_true(g->records[LT_G_RAIN].items[1].end == start + 13 * LT_HOUR);
    assert_true(g->records[LT_G_SHORTWAVE].items[0].begin == start + 12 * LT_HOUR); /* an instant */
    gridded_read(g, LT_G_SEA_SURFACE, 0, got);
    assert_true(isnan(got[0]) && got[NX - 1] == 275.0F);
    gridded_read(g, LT_G_SOIL_MOISTURE, 1, got);
    assert_true(got[3] == 0.1F);
    lt_gridded_close(g);
    make.start = make.first; /* nothing has fallen yet at the start: that record says nothing */
    g = gridded_open(write_wrf("start.nc"));
    assert_true(g->records[LT_G_RAIN].n == 1);
    gridded_read(g, LT_G_RAIN, 0, got);
    lt_gridded_close(g);
}

static void expect(const char *name, const char *say) {
    gridded_expect(write_wrf(name), say);
}

static void test_faults(void **state) {
    (void)state;
    reset();
    make.stag = NX; /* cut without the last staggered column */
    expect("cut.nc", "one more than west_east");
    reset();
    make.stand_lon = 116.0; /* another projection than that of the places */
    expect("projection.nc", "are not those of the projection");
    reset();
    make.first = "2014-01-06_13:00:00"; /* the same time twice */
    expect("twice.nc", "do not grow");
    make.first = "0014-01-06_12:00:00";
    expect("year.nc", "cannot be");
    make.first = "2014-13-06_12:00:00";
    expect("month.nc", "cannot be read");
    reset();
    make.start = "2014-01-07_00:00:00";
    expect("begin.nc", "begins after its output");
    reset();
    make.moves = true;
    expect("nest.nc", "moves");
    reset();
    make.unit_t2 = "kg"; /* said when the field is read */
    lt_gridded *g = gridded_open(write_wrf("unit.nc"));
    float got[N];
    assert_int_equal(lt_gridded_read(g, LT_G_T2M, 0, got), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "dimension"));
    lt_error_clear();
    lt_gridded_close(g);
}

static void test_truncated(void **state) {
    (void)state;
    reset();
    gridded_truncate(write_wrf("whole.nc"), in_root("half.nc"));
    gridded_expect(in_root("half.nc"), "damaged");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_winds), cmocka_unit_test(test_air),
                                       cmocka_unit_test(test_faults), cmocka_unit_test(test_truncated)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
