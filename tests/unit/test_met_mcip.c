/* The reader of MCIP: files written after the I/O API's header and MCIP's descriptions; a wind of known true direction
 * through faces and corners; three files are one series. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/anymap.h"
#include "model/met/gridded/series.h"
#include "tests/support/gridded.h"
#include "tests/support/nc_make.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

enum { NX = 6, NY = 5, NZ = 2, NT = 2, N = NX * NY };
static const double CELL = 12000.0, X0 = 1200000.0, Y0 = 300000.0, EAST = 6.0, NORTH = 3.0;
static const char map_text[] = "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=40 +lon_0=110 +R=6370000 +units=m +no_defs";

typedef enum stagger { CENTRES, CORNERS } stagger;

/* An I/O API file: dimensions, header, TFLAG; nothing else yet. shift: of XORIG, m. */
static int begin(const char *name, stagger at, int layers, double shift) {
    static int flags[NT * 2] = {2014006, 120000, 2014006, 130000};
    int id = nc_begin(in_root(name)), corner = at == CORNERS;
    nc_dim(id, "TSTEP", NT);
    nc_dim(id, "DATE-TIME", 2);
    nc_dim(id, "LAY", (size_t)layers);
    nc_dim(id, "VAR", 1);
    nc_dim(id, "ROW", NY + (size_t)corner);
    nc_dim(id, "COL", NX + (size_t)corner);
    int v = nc_var(id, "TFLAG", NC_INT, "TSTEP VAR DATE-TIME", "<YYYYDDD,HHMMSS>");
    nc_good(nc_put_var_int(id, v, flags));
    const struct {
        const char *name;
        double value;
    } header[] = {{"GDTYP", 2},
                  {"P_ALP", 30},
                  {"P_BET", 60},
                  {"P_GAM", 110},
                  {"XCENT", 110},
                  {"YCENT", 40},
                  {"XCELL", CELL},
                  {"YCELL", CELL},
                  {"XORIG", X0 + shift - corner * CELL / 2},
                  {"TSTEP", 10000},
                  {"YORIG", Y0 - corner * CELL / 2}};
    for (size_t k = 0; k < sizeof header / sizeof *header; k++)
        nc_number(id, NC_GLOBAL, header[k].name, NC_DOUBLE, header[k].value);
    return id;
}

static void add(int id, const char *name, const char *padded_unit, double value) {
    nc_var(id, name, NC_FLOAT, "TSTEP LAY ROW COL", padded_unit);
    nc_fill(id, name, value);
}

/* The wind along the map at a point, m/s. */
static double wind_at(lt_anymap *map, double x, double y, bool along_x) {
    double angle = 0.0;
    assert_true(lt_anymap_angle(map, x, y, 10.0, &angle));
    return along_x ? EAST * cos(angle) + NORTH * sin(angle) : NORTH * cos(angle) - EAST * sin(angle);
}

/* half: of a cell by which the points of a component lie after the corner, along y for u, along x for v. */
static void add_wind(int id, const char *name, bool along_x, double half) {
    double *values = malloc((size_t)(NT * NZ * (NX + 1) * (NY + 1)) * sizeof *values);
    lt_anymap *map;
    gridded_good(lt_anymap_open(map_text, &map));
    for (int p = 0; p < NT * NZ * (NX + 1) * (NY + 1); p++) {
        int i = p % (NX + 1), j = p / (NX + 1) % (NY + 1);
        values[p] =
            wind_at(map, X0 + CELL * (i + (along_x ? 0.0 : half)), Y0 + CELL * (j + (along_x ? half : 0.0)), along_x);
    }
    lt_anymap_close(map);
    nc_var(id, name, NC_FLOAT, "TSTEP LAY ROW COL", "M/S             ");
    nc_put(id, name, values);
    free(values);
}

/* Bound: the angle turns by 12 km / R per cell; its second derivative over a cell is below 1e-5 of the wind. */
static void check_wind(const char *name, bool faces) {
    float got[NZ * N];
    int id = begin(name, CORNERS, NZ, 0.0);
    add_wind(id, faces ? "UWINDC" : "UWIND", true, faces ? 0.5 : 0.0);
    add_wind(id, faces ? "VWINDC" : "VWIND", false, faces ? 0.5 : 0.0);
    nc_end(id);
    lt_gridded *g = gridded_open(in_root(name));
    assert_string_equal(g->reader->name, "mcip");
    gridded_read(g, LT_G_EAST, 1, got);
    for (int p = 0; p < NZ * N; p++) assert_near((double)got[p], EAST, 1e-4);
    gridded_read(g, LT_G_NORTH, 0, got);
    for (int p = 0; p < NZ * N; p++) assert_near((double)got[p], NORTH, 1e-4);
    lt_gridded_close(g);
}

static void test_winds(void **state) {
    (void)state;
    check_wind("METDOT3D", true);
    check_wind("METDOT3D_old", false);
}

static void write_cells(const char *levels, const char *ground) {
    int id = begin(levels, CENTRES, NZ, 0.0);
    add(id, "PRES", "Pa              ", 90000.0);
    add(id, "TA", "K               ", 270.0);
    add(id, "QV", "KG/KG           ", 0.01);
    nc_end(id);
    id = begin(ground, CENTRES, 1, 0.0);
    add(id, "RN", "CM              ", 0.2);
    add(id, "RC", "CM              ", 0.1);
    add(id, "HFX", "WATTS/M**2      ", 120.0);
    add(id, "CFRAC", "FRACTION        ", 0.25);
    nc_end(id);
}

static void test_fields(void **state) {
    (void)state;
    float got[NZ * N];
    const lt_time noon = lt_time_from_civil(2014, 1, 6, 12, 0, 0);
    write_cells("METCRO3D", "METCRO2D");
    lt_gridded *g = gridded_open(in_root("METCRO2D"));
    gridded_read(g, LT_G_RAIN, 1, got);
    assert_near((double)got[0], 3.0, 1e-6);
    assert_true(g->records[LT_G_RAIN].items[1].begin == noon && g->records[LT_G_RAIN].items[1].end == noon + LT_HOUR);
    gridded_read(g, LT_G_RAIN_CONVECTIVE, 0, got);
    assert_near((double)got[0], 1.0, 1e-6);
    gridded_read(g, LT_G_SENSIBLE, 0, got);
    assert_near((double)got[0], 120.0, 1e-6);
    lt_gridded_close(g);
    g = gridded_open(in_root("METCRO3D"));
    gridded_read(g, LT_G_SPECIFIC_HUMIDITY, 0, got);
    assert_near((double)got[0], 0.01 / 1.01, 1e-8);
    assert_true(g->level_kind == LT_LEVELS_FIELD && g->n_levels == NZ);
    assert_near(g->plane->x0, X0 + CELL / 2, 1e-6);
    lt_gridded_close(g);
}

/* Points of the corners' file and of the cells' are the same. */
static void test_series(void **state) {
    (void)state;
    lt_series *series = NULL;
    char paths[3][512];
    const char *const names[3] = {"METCRO3D", "METCRO2D", "METDOT3D"}, *list[3];
    for (int k = 0; k < 3; k++) snprintf(paths[k], sizeof paths[k], "%s", in_root(names[k])), list[k] = paths[k];
    gridded_good(lt_series_open(3, list, &series));
    assert_true(series->n_planes == 1 && lt_series_has(series, LT_G_EAST) && lt_series_has(series, LT_G_PRESSURE));
    lt_series_free(series);
}

static void test_faults(void **state) {
    (void)state;
    double lon[NT * N], lat[NT * N];
    lt_anymap *map;
    gridded_good(lt_anymap_open(map_text, &map));
    for (int p = 0; p < NT * N; p++)
        assert_true(
            lt_anymap_inverse(map, X0 + CELL * (p % NX + 0.5), Y0 + CELL * (p / NX % NY + 0.5), &lon[p], &lat[p]));
    lt_anymap_close(map);
    int id = begin("shifted", CENTRES, 1, CELL); /* XORIG is a cell off */
    add(id, "HT", "M               ", 10.0);
    nc_var(id, "LON", NC_DOUBLE, "TSTEP LAY ROW COL", "degrees_east    ");
    nc_var(id, "LAT", NC_DOUBLE, "TSTEP LAY ROW COL", "degrees_north   ");
    nc_put(id, "LON", lon);
    nc_put(id, "LAT", lat);
    nc_end(id);
    gridded_expect(in_root("shifted"), "XORIG and YORIG");
    id = begin("albers", CENTRES, 1, 0.0);
    nc_number(id, NC_GLOBAL, "GDTYP", NC_INT, 9);
    add(id, "HT", "M               ", 10.0);
    nc_end(id);
    gridded_expect(in_root("albers"), "GDTYP");
    gridded_truncate(in_root("METCRO3D"), in_root("half"));
    gridded_expect(in_root("half"), "damaged");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_winds), cmocka_unit_test(test_fields),
                                       cmocka_unit_test(test_series), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
