/* A user's own points, lines, polygons and rasters as weights of cells: against closed forms on the sphere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/build/counties.h"
#include "grids/build/stage.h"
#include "grids/build/surrogates.h"
#include "grids/gcj02.h"
#include "inventory/place/gridding.h"
#include "inventory/place/surrogate.h"
#include "tests/support/program.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call)                                                                                                       \
    do {                                                                                                               \
        char text_[2048] = "";                                                                                         \
        lt_status status_ = (call);                                                                                    \
        if (status_ != LT_OK) lt_error_text(status_, text_, sizeof text_);                                             \
        if (status_ != LT_OK) print_error("%s\n", text_);                                                              \
        assert_int_equal(status_, LT_OK);                                                                              \
    } while (0)

static const double R = 6370000, DEGREE = M_PI / 180;
static char folder[] = "/tmp/lantian-surrogates-XXXXXX";
static lt_grid *grid;
static lt_geos geos;
static lt_shapes prefectures, counties;
static long cells;

static int set_up(void **state) {
    (void)state;
    char path[4096];
    if (!mkdtemp(folder) || lt_grid_build("liaoning-27w", NULL, &grid, NULL) != LT_OK || lt_geos_open(&geos) != LT_OK)
        return -1;
    cells = (long)grid->nx * grid->ny;
    lt_grid copy = *grid; /* counties once more, for their shapes */
    copy.county = NULL;
    copy.counties = (lt_parts){0};
    if (lt_share_path("grids/data/prefectures.geojson", path, sizeof path) != LT_OK ||
        lt_shapes_read(&geos, grid->projection, path, "name_en", &prefectures) != LT_OK ||
        lt_share_path("grids/data/counties.geojson", path, sizeof path) != LT_OK ||
        lt_counties_fill(&geos, &copy, path, &counties) != LT_OK)
        return -1;
    lt_free(copy.county);
    lt_parts_free(&copy.counties);
    for (int want = 0; want < LT_N_PREFECTURES; want++)
        for (int k = want + 1; k < prefectures.n; k++)
            if (strcmp(prefectures.items[k].id, lt_region_ids[want]) == 0) {
                lt_shape keep = prefectures.items[want];
                prefectures.items[want] = prefectures.items[k];
                prefectures.items[k] = keep;
            }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    lt_shapes_free(&geos, &prefectures);
    lt_shapes_free(&geos, &counties);
    lt_geos_close(&geos);
    lt_grid_free(grid);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *put(const char *name, const char *text) {
    static char path[8][256];
    static int turn;
    char *out = path[turn++ % 8];
    snprintf(out, 256, "%s/%s", folder, name);
    FILE *f = fopen(out, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    return out;
}

/* The surrogates of a case with this text behind "surrogates: ". */
static lt_status fill(const char *text) {
    char document[2048];
    lt_node *node;
    lt_parts_free(&grid->surrogates);
    snprintf(document, sizeof document, "surrogates:\n  %s\n", text);
    OK(lt_node_parse("case.yaml", document, &node));
    lt_status status = lt_surrogates_fill(&geos, grid, &prefectures, &counties, node);
    lt_node_free(node);
    return status;
}

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

#define POINT(lon, lat, n)                                                                                             \
    "{\"type\":\"Feature\",\"properties\":{\"n\":" #n                                                                  \
    ",\"t\":\"x\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" #lon "," #lat "]}}"
#define COLLECTION(...) "{\"type\":\"FeatureCollection\",\"features\":[" __VA_ARGS__ "]}"

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
            worst = fmax(worst, fabs(w[n] / grid->area[n] - grid->region_fraction[c * cells + n]));
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
    char text[512], path[256];
    double at[NX];
    int id, dims[2], axis[2], value;
    snprintf(path, sizeof path, "%s/r.nc", folder);
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

static void test_counties(void **state) {
    (void)state;
    double sum = 0, w[2048], worst = 0;
    bool fell_back;
    assert_int_equal(grid->counties.n, 100);
    for (int k = 0; k < 100; k++) {
        lt_parts_get(&grid->counties, k, w, cells);
        double area = 0;
        for (long c = 0; c < cells; c++) area += w[c] * grid->area[c];
        worst = fmax(worst, fabs(area / counties.items[k].area - 1));
        sum += area;
    }
    print_message("counties: %.1f km2, cells against outlines %.2g\n", sum / 1e6, worst);
    assert_true(worst < 1e-6);
    assert_true(fabs(sum / 147769.1e6 - 1) < 1e-3); /* the prefectures (grids/data/README.md) */
    /* A row of a county stays in it, by any of its names. */
    const char *names[] = {"210181", "Xinmin", "新民市"};
    int county = lt_grid_county(grid, "Shenyang", "210181");
    double share[2048];
    lt_parts_get(&grid->counties, county, share, cells);
    for (int n = 0; n < 3; n++) {
        OK(lt_surrogate_weights(grid, &(lt_spread){"Shenyang", names[n], "population"}, w, &fell_back));
        double all = 0;
        for (long c = 0; c < cells; c++) {
            assert_true((w[c] > 0) <= (share[c] > 0));
            all += w[c];
        }
        assert_true(fabs(all - 1) < 1e-12);
    }
    assert_int_equal(lt_surrogate_weights(grid, &(lt_spread){"Dalian", "210181", "population"}, w, &fell_back),
                     LT_ERR_INPUT);
    assert_int_equal(lt_surrogate_weights(grid, &(lt_spread){"Shenyang", "", "no_such"}, w, &fell_back), LT_ERR_INPUT);
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

/* Rows of a county and of a surrogate of the case on the grid: all of the mass, and none of it elsewhere. */
static void test_rows_stay_inside(void **state) {
    (void)state;
    char text[512];
    lt_allocation allocation;
    lt_gridded *g;
    snprintf(text, sizeof text, "roads: %s",
             put("l.geojson", "{\"type\":\"LineString\",\"coordinates\":[[122.9,41.9],[123.5,41.7],[123.9,42.3]]}"));
    OK(fill(text));
    OK(lt_allocation_read(2020, &allocation));
    lt_source s = {
        .region = "Shenyang", .sector = "residential", .profile = "surface", .activity = 3, .unit = "t", .note = ""};
    s.factor_kg[LT_CO] = 7;
    snprintf(s.calendar, sizeof s.calendar, "%s", allocation.calendars->items[0].name);
    const struct {
        const char *county, *surrogate;
    } rows[] = {{"新民市", "population"}, {"Sujiatun", "roads"}, {"", "roads"}};
    for (int k = 0; k < 3; k++) {
        double share[2048], sum = 0, lost = 0;
        lt_ledger *one;
        OK(lt_ledger_create(2020, &one));
        snprintf(s.id, sizeof s.id, "row%d", k);
        snprintf(s.county, sizeof s.county, "%s", rows[k].county);
        snprintf(s.surrogate, sizeof s.surrogate, "%s", rows[k].surrogate);
        OK(lt_ledger_append(one, &s));
        OK(lt_gridded_create(one, grid, &allocation, &g));
        assert_int_equal(g->n_groups, 1);
        const int county = rows[k].county[0] ? lt_grid_county(grid, "Shenyang", rows[k].county) : -1;
        if (county >= 0)
            lt_parts_get(&grid->counties, county, share, cells);
        else
            memcpy(share, grid->region_fraction, (size_t)cells * sizeof *share);
        for (int e = 0; e < LT_MOST_EMITTED; e++) { /* carbon monoxide is one species in kg */
            const double *kg = g->groups[0].kg[e];
            for (long c = 0; kg && c < cells; c++) {
                sum += kg[c];
                if (share[c] == 0) lost += kg[c];
            }
        }
        assert_true(fabs(sum / 21 - 1) < 1e-9 && lost == 0);
        lt_gridded_free(g);
        lt_ledger_free(one);
    }
    lt_allocation_free(&allocation);
}

/* The program: a case that names a file of its own, and a ledger that uses it, held against the grid. */
static void test_case(void **state) {
    (void)state;
    char path[256];
    put("roads.geojson", "{\"type\":\"LineString\",\"coordinates\":[[122.9,41.9],[123.5,41.7],[123.9,42.3]]}");
    put("ledger.csv",
        "id,region,county,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source\n"
        "a,Shenyang,Xinmin,residential,coal,stove,none,1000,t,residential_heating,rural,surface,test\n"
        "b,Shenyang,,residential,coal,stove,none,1000,t,residential_heating,my_roads,surface,test\n");
    snprintf(path, sizeof path, "%s",
             put("case.yaml",
                 "case: own\ntitle_en: Own\ntitle_zh: 自有\ngrid: liaoning-27\nbase_year: 2020\nperiods:\n"
                 "  - id: winter\n    start: 2020-01-10\n    length: 1 day\nmet:\n  source: synthetic-winter\n"
                 "inventory:\n  ledger: ledger.csv\n  neighbours: no\n  surrogates:\n    my_roads: roads.geojson\n"));
    program_result good = program_run(NULL, "inventory", "check", path, "--grid=liaoning-27w", "--json");
    if (good.code != 0) fail_msg("code %d\n%s%s", good.code, good.said, good.err);
    program_free(&good);
    /* A county that the city does not have is an error that names row and county. */
    put("ledger.csv",
        "id,region,county,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source\n"
        "a,Dalian,Xinmin,residential,coal,stove,none,1000,t,residential_heating,rural,surface,test\n");
    program_result bad = program_run(NULL, "inventory", "check", path, "--grid=liaoning-27w");
    assert_int_equal(bad.code, 2);
    assert_non_null(strstr(bad.err, "Xinmin"));
    assert_non_null(strstr(bad.err, "source a"));
    program_free(&bad);
}

/* grid.nc keeps counties and surrogates. */
static void test_file(void **state) {
    (void)state;
    char text[512], out[256];
    lt_outdir *dir;
    lt_grid *again;
    snprintf(text, sizeof text, "firms: {file: %s, attribute: n}",
             put("p.geojson", COLLECTION(POINT(123.43, 41.8, 2) "," POINT(121.6, 38.95, 7))));
    OK(fill(text));
    snprintf(out, sizeof out, "%s/out", folder);
    OK(lt_outdir_open(out, &dir));
    OK(lt_grid_write(grid, dir, "grid.nc"));
    OK(lt_grid_read(dir, "grid.nc", &again));
    const lt_parts *sets[2][2] = {{&grid->counties, &again->counties}, {&grid->surrogates, &again->surrogates}};
    for (int s = 0; s < 2; s++) {
        const lt_parts *a = sets[s][0], *b = sets[s][1];
        assert_int_equal(a->n, b->n);
        assert_memory_equal(a->first, b->first, ((size_t)a->n + 1) * sizeof *a->first);
        assert_memory_equal(a->cell, b->cell, (size_t)a->first[a->n] * sizeof *a->cell);
        assert_memory_equal(a->value, b->value, (size_t)a->first[a->n] * sizeof *a->value);
        for (int k = 0; k < a->n; k++) assert_string_equal(a->id[k], b->id[k]);
    }
    assert_memory_equal(grid->county, again->county, 100 * sizeof *grid->county);
    lt_grid_free(again);
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_points),
                                       cmocka_unit_test(test_web_map_coordinates),
                                       cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_polygons),
                                       cmocka_unit_test(test_raster),
                                       cmocka_unit_test(test_netcdf),
                                       cmocka_unit_test(test_counties),
                                       cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_rows_stay_inside),
                                       cmocka_unit_test(test_case),
                                       cmocka_unit_test(test_file)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
