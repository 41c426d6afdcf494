/* A user's own points, lines, polygons and rasters as weights of cells: against closed forms on the sphere. */
#include "base/verify.h"
#include "surrogate_fixture.h"

#include "grids/gcj02.h"
#include "inventory/place/surrogate.h"

#include <netcdf.h>

static const double R = 6370000, DEGREE = M_PI / 180;

static double sum_of(const char *id) {
    int k = lt_parts_find(&grid->surrogates, id);
    double sum = 0;
    if (k < 0) return 0;
    for (long e = grid->surrogates.first[k]; e < grid->surrogates.first[k + 1]; e++) sum += grid->surrogates.value[e];
    return sum;
}

static double in_cities(const char *name) {
    double sum = 0;
    char id[64];
    for (int c = 0; c < LT_N_PREFECTURES; c++) {
        snprintf(id, sizeof id, "%s/%s", name, lt_region_ids[c]);
        sum += sum_of(id);
    }
    return sum;
}

static void test_points(void **state) {
    (void)state;
    char text[512];
    const char *path = put("p.geojson", COLLECTION(POINT(123.43, 41.8, 2) "," POINT(123.2, 41.6, 3) "," POINT(
                                            121.6, 38.95, 7) "," POINT(120.0, 39.5, 11)));
    snprintf(text, sizeof text, "firms: %s", path);
    OK(fill(text));
    assert_true(sum_of("firms/Shenyang") == 2 && sum_of("firms/Dalian") == 1 && sum_of("firms/Anshan") == 0);
    snprintf(text, sizeof text, "firms: {file: %s, attribute: n}", path);
    OK(fill(text));
    assert_true(sum_of("firms/Shenyang") == 5 && sum_of("firms/Dalian") == 7 && in_cities("firms") == 12);
    /* The cell and the district that hold the place. */
    int i, j;
    bool inside;
    OK(lt_grid_cell(grid, 123.43, 41.8, &i, &j, &inside));
    double w[2048];
    bool fell_back;
    OK(lt_surrogate_weights(grid, &(lt_spread){"Shenyang", "", "firms"}, w, &fell_back));
    assert_true(w[j * grid->nx + i] >= 0.4 && !fell_back);
    OK(lt_surrogate_weights(grid, &(lt_spread){"Dalian", "210203", "firms"}, w, &fell_back)); /* Xigang: 121.6, 38.95 */
    double sum = 0;
    for (long c = 0; c < cells; c++) sum += w[c];
    assert_true(fabs(sum - 1) < 1e-12);
    /* A table of places, in metres of UTM zone 51 and in degrees. */
    snprintf(text, sizeof text, "tab: {file: %s, crs: EPSG:32651, attribute: n}",
             put("T.CSV", "x,y,n\n535700,4627500,4\n"));
    OK(fill(text)); /* 123.43 E, 41.8 N */
    assert_true(sum_of("tab/Shenyang") == 4);
    snprintf(text, sizeof text, "tab: {file: %s, attribute: n}", put("t.csv", "lon,lat,n\n123.43,41.8,4\n"));
    assert_int_equal(fill(text), LT_ERR_INPUT); /* a table does not say its coordinate system */
    assert_non_null(strstr(lt_error_what(), "coordinate system"));
}

static void test_web_map_coordinates(void **state) {
    (void)state;
    /* A place 200 m west of a cell's edge, said in the shifted coordinates, which lie 450 m further east. */
    double lon, lat, there_lon, there_lat;
    char geojson[256], text[512], path[256];
    int i = 18, j = 16;
    OK(lt_projection_inverse(grid->projection, grid->x0 + i * grid->dx - 200, grid->y0 + (j + 0.5) * grid->dx, &lon,
                             &lat));
    lt_gcj02_from_wgs84(lon, lat, &there_lon, &there_lat);
    snprintf(geojson, sizeof geojson, "{\"type\":\"Point\",\"coordinates\":[%.10f,%.10f]}", there_lon, there_lat);
    snprintf(path, sizeof path, "%s", put("w.geojson", geojson));
    for (int shifted = 0; shifted < 2; shifted++) {
        snprintf(text, sizeof text, "web: {file: %s, datum: %s}", path, shifted ? "gcj02" : "file");
        OK(fill(text));
        assert_true(grid->surrogates.n >= 1);
        assert_int_equal(grid->surrogates.cell[0], j * grid->nx + (shifted ? i - 1 : i));
    }
}

/* A road along a parallel: R cos(lat) dlon; its parts lie in the cells that the parallel crosses. */
static void test_lines(void **state) {
    (void)state;
    char text[512];
    const char *path =
        put("l.geojson", COLLECTION("{\"type\":\"Feature\",\"properties\":{\"lanes\":4},\"geometry\":{\"type\":"
                                    "\"LineString\",\"coordinates\":[[122.9,41.9],[123.5,41.9]]}}"));
    double length = R * cos(41.9 * DEGREE) * 0.6 * DEGREE;
    snprintf(text, sizeof text, "roads: %s", path);
    OK(fill(text));
    assert_true(fabs(in_cities("roads") / length - 1) < 1e-6); /* pieces of 0.05 degree: 1e-8 */
    assert_true(sum_of("roads/Shenyang") > 0.5 * length);
    double by_county = 0;
    for (int k = 0; k < grid->surrogates.n; k++)
        if (strncmp(grid->surrogates.id[k], "roads/21", 8) == 0) by_county += sum_of(grid->surrogates.id[k]);
    assert_true(fabs(by_county / length - 1) < 1e-6); /* counties tile what the cities hold */
    snprintf(text, sizeof text, "roads: {file: %s, attribute: lanes}", path);
    OK(fill(text));
    assert_true(fabs(in_cities("roads") / (4 * length) - 1) < 1e-6);
    snprintf(text, sizeof text, "roads: {file: %s, attribute: lanes, values: amount}", path);
    OK(fill(text));
    assert_true(fabs(in_cities("roads") - 4) < 1e-9);
}

/* A rectangle of degrees inside Shenyang, with a hole. */
static void test_polygons(void **state) {
    (void)state;
    char text[512];
    snprintf(
        text, sizeof text, "parks: %s",
        put("a.geojson",
            "{\"type\":\"Polygon\",\"coordinates\":[[[123.0,41.6],[123.4,41.6],[123.4,42.1],[123.0,42.1],[123.0,41.6]],"
            "[[123.1,41.7],[123.1,41.8],[123.2,41.8],[123.2,41.7],[123.1,41.7]]]}"));
    OK(fill(text));
    double area = R * R * DEGREE *
                  (0.4 * (sin(42.1 * DEGREE) - sin(41.6 * DEGREE)) - 0.1 * (sin(41.8 * DEGREE) - sin(41.7 * DEGREE)));
    print_message("polygon: %.3g off\n", in_cities("parks") / area - 1);
    assert_true(fabs(in_cities("parks") / area - 1) < 1e-6);
}

/* A raster of ones is area; as amounts its pixels are shared out whole. */
static void test_raster(void **state) {
    (void)state;
    char text[512], path[256], *asc = malloc(200000);
    int used = sprintf(asc, "ncols 90\nnrows 60\nxllcorner 118.0\nyllcorner 38.3\ncellsize 0.1\nNODATA_value -9999\n");
    for (int k = 0; k < 5400; k++)
        used += sprintf(asc + used, "%s%s", k == 5 ? "-9999" : "1.0", k % 90 == 89 ? "\n" : " ");
    snprintf(path, sizeof path, "%s", put("r.asc", asc));
    free(asc);
    snprintf(text, sizeof text, "ones: %s", path);
    assert_int_equal(fill(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the file does not say its coordinate system");
    snprintf(text, sizeof text, "ones: {file: %s, crs: EPSG:4326}", path);
    OK(fill(text));
    double worst = 0;
    for (int c = 0; c < LT_N_PREFECTURES; c++) {
        char id[64];
        double w[2048];
        snprintf(id, sizeof id, "ones/%s", lt_region_ids[c]);
        int k = lt_parts_find(&grid->surrogates, id);
        assert_true(k >= 0);
        lt_parts_get(&grid->surrogates, k, w, cells);
        for (long n = 0; n < cells; n++)
            worst = lt_verify_worse(worst, fabs(w[n] / grid->area[n] - grid->region_fraction[c * cells + n]));
    }
    print_message("raster of ones: cells are %.2g off their share of the city\n", worst);
    assert_true(worst < 1e-5); /* pixels of 0.1 degree are chords on the map */
    snprintf(text, sizeof text, "ones: {file: %s, crs: EPSG:4326, values: amount}", path);
    OK(fill(text));
    /* Liaoning in pixels: area over the pixels' area, 0.1 x 0.1 degree, latitude by latitude; 147 769 km2. */
    assert_true(in_cities("ones") > 1550 && in_cities("ones") < 1650);
}

static void nc(int code) {
    if (code != NC_NOERR) print_error("%s\n", nc_strerror(code));
    assert_int_equal(code, NC_NOERR);
}

/* A raster in netCDF; one whose bytes are spoilt goes to the child that tries it, and never to GDAL. */
static void test_netcdf(void **state) {
    (void)state;
    enum { NY = 60, NX = 90 };
    static float ones[NY * NX];
    static const char *const axes[] = {"lat", "lon"}, *const units[] = {"degrees_north", "degrees_east"};
    char text[512], path[400];
    double at[NX];
    int id, dims[2], axis[2], value;
    snprintf(path, sizeof path, "%s/r.nc", root);
    nc(nc_create(path, NC_NETCDF4 | NC_CLOBBER, &id));
    for (int a = 0; a < 2; a++) {
        nc(nc_def_dim(id, axes[a], a ? NX : NY, &dims[a]));
        nc(nc_def_var(id, axes[a], NC_DOUBLE, 1, &dims[a], &axis[a]));
        nc(nc_put_att_text(id, axis[a], "units", strlen(units[a]), units[a]));
    }
    nc(nc_def_var(id, "ones", NC_FLOAT, 2, dims, &value));
    nc(nc_def_var_fletcher32(id, value, NC_FLETCHER32));
    for (int k = 0; k < NX; k++) at[k] = 38.35 + 0.1 * k;
    nc(nc_put_var_double(id, axis[0], at));
    for (int k = 0; k < NX; k++) at[k] = 118.05 + 0.1 * k;
    nc(nc_put_var_double(id, axis[1], at));
    for (int k = 0; k < NY * NX; k++) ones[k] = 1;
    nc(nc_put_var_float(id, value, ones));
    nc(nc_close(id));
    snprintf(text, sizeof text, "ones: {file: %s, crs: EPSG:4326, values: amount}", path);
    OK(fill(text));
    assert_true(in_cities("ones") > 1550 && in_cities("ones") < 1650); /* as in test_raster */
    FILE *f = fopen(path, "r+b");
    static unsigned char bytes[100000];
    const size_t n = fread(bytes, 1, sizeof bytes, f);
    const float one = 1;
    size_t place = 0;
    while (place + 8 < n && (memcmp(bytes + place, &one, 4) != 0 || memcmp(bytes + place + 4, &one, 4) != 0)) place++;
    assert_true(place + 8 < n);
    fseek(f, (long)place + 1000, SEEK_SET);
    fputc(7, f);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(fill(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "damaged or not netCDF");
}

static void test_faults(void **state) {
    (void)state;
    char text[512], good[256];
    snprintf(good, sizeof good, "%s", put("f.geojson", COLLECTION(POINT(123.43, 41.8, 2))));
    const struct {
        const char *entry, *what;
    } faults[] = {{"a: /nowhere/x.gpkg", "the file is not there"},
                  {"a: {file: %s, layer: other}", "the file has no such layer"},
                  {"a: {file: %s, attribute: lanes}", "the layer has no such attribute"},
                  {"a: {file: %s, attribute: t}", "the attribute is no number"},
                  {"a: {file: %s, crs: EPSG:32651}", "key crs and file disagree about the coordinate system"},
                  {"a: {file: %s, crs: nonsense}", "GDAL does not know this coordinate system"},
                  {"Bad-name: %s", "bad name of a surrogate"},
                  {"a: {file: %s, datum: wgs84}", NULL},
                  {"a: {file: %s, colour: red}", NULL}};
    for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
        snprintf(text, sizeof text, faults[k].entry, good);
        assert_int_equal(fill(text), LT_ERR_INPUT);
        if (faults[k].what) assert_string_equal(lt_error_what(), faults[k].what);
    }
    snprintf(text, sizeof text, "a: %s", put("far.geojson", COLLECTION(POINT(10.0, 50.0, 2))));
    assert_int_equal(fill(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "a surrogate has nothing in Liaoning");
    snprintf(text, sizeof text, "a: {file: %s, attribute: n}", put("neg.geojson", COLLECTION(POINT(123.43, 41.8, -2))));
    assert_int_equal(fill(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "a weight must be a number of 0 or more");
    snprintf(text, sizeof text, "a: %s", put("no.geojson", "this is no map"));
    assert_int_equal(fill(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "GDAL cannot open the file");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_points), cmocka_unit_test(test_web_map_coordinates),
                                       cmocka_unit_test(test_lines),  cmocka_unit_test(test_polygons),
                                       cmocka_unit_test(test_raster), cmocka_unit_test(test_netcdf),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
