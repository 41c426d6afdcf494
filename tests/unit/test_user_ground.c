/* A user's own rasters of land cover and terrain: against polygons cut by GEOS and closed forms; what is refused. */
#include "base/verify.h"
#include "surrogate_fixture.h"

#include "grids/build/user_ground.h"
#include "tests/support/near.h"
#include "tests/support/tiny_tiff.h"

/* The box of liaoning-27w with room, pixels of 0.05 degree (a fifth of a cell). */
static const tiny_tiff codes = {.nx = 230, .ny = 150, .west = 116.5, .north = 44.8, .step = 0.05, .bytes = 1};
static uint8_t *code;
static bool terrain, land;

static lt_status fill_ground(const char *text) {
    char document[2048];
    lt_node *node;
    snprintf(document, sizeof document, "%s\n", text);
    OK(lt_node_parse("case.yaml", document, &node));
    lt_status status = lt_user_ground_fill(grid, node, &terrain, &land);
    lt_node_free(node);
    return status;
}

static const char *put_codes(void) {
    static char path[512];
    snprintf(path, sizeof path, "%s", in_root("cover.tif"));
    assert_true(tiny_tiff_write(path, &codes, code));
    return path;
}

static lt_status fill_codes(const char *classes) {
    char text[1024];
    snprintf(text, sizeof text, "land: {file: %s, classes: %s}", put_codes(), classes);
    return fill_ground(text);
}

/* Crops west of 122 E, mixed forest east of it, a town of a rectangle in the west. */
static void plain_codes(void) {
    code = realloc(code, (size_t)codes.nx * (size_t)codes.ny);
    for (int j = 0; j < codes.ny; j++)
        for (int i = 0; i < codes.nx; i++) {
            const double lon = codes.west + (i + 0.5) * codes.step, lat = codes.north - (j + 0.5) * codes.step;
            const bool town = lon > 120 && lon < 121.5 && lat > 42 && lat < 42.6;
            code[j * codes.nx + i] = town ? 13 : lon < 122 ? 12 : 5;
        }
}

static void overlay(double west, double south, double east, double north, double *fraction) {
    char text[512];
    lt_shapes shapes = {0};
    snprintf(text, sizeof text, "{\"type\":\"Polygon\",\"coordinates\":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}",
             west, south, east, south, east, north, west, north, west, south);
    OK(lt_shapes_parse(&geos, grid->projection, "box", text, NULL, &shapes));
    OK(lt_overlay_fractions(&geos, grid, shapes.items[0].geometry, fraction));
    lt_shapes_free(&geos, &shapes);
}

static void test_land(void **state) {
    (void)state;
    double *town = calloc((size_t)cells, sizeof *town), *east = calloc((size_t)cells, sizeof *east), worst = 0;
    plain_codes();
    OK(fill_codes("igbp"));
    assert_true(land && !terrain);
    assert_non_null(strstr(grid->land_source, "cover.tif"));
    overlay(120, 42, 121.5, 42.6, town);
    overlay(122, 35, 133, 47, east);
    for (long c = 0; c < cells; c++) {
        const double dry = 1 - grid->region_fraction[LT_REGION_SEA * cells + c];
        const double *f = grid->land_fraction + c;
        double sum = 0;
        for (int l = 0; l < LT_N_LAND; l++) sum += f[l * cells];
        assert_near(sum, 1, 1e-12);
        assert_near(f[LT_LAND_WATER * cells], 1 - dry, 1e-15);
        worst = lt_verify_worse(worst, fabs(f[LT_LAND_URBAN * cells] - dry * town[c]));
        worst = lt_verify_worse(worst, fabs(f[LT_LAND_MIXED_FOREST * cells] - dry * east[c]));
        worst = lt_verify_worse(worst, fabs(f[LT_LAND_CROPLAND * cells] - dry * (1 - town[c] - east[c])));
    }
    print_message("land by overlap of pixels, beside GEOS: %.3g\n", worst);
    assert_true(worst < 1e-8); /* both cut the same chords of 0.05 degree: 1e-10 measured */
    free(town);
    free(east);
}

/* The raster's own water: inland it counts, on the coast the larger of it and the sea. */
static void test_water(void **state) {
    (void)state;
    plain_codes();
    for (int k = 0; k < codes.nx * codes.ny; k++)
        if (k % 2) code[k] = 17;
    OK(fill_codes("igbp"));
    for (long c = 0; c < cells; c++) {
        const double sea = grid->region_fraction[LT_REGION_SEA * cells + c],
                     water = grid->land_fraction[LT_LAND_WATER * cells + c];
        assert_true(water >= sea);
        assert_near(water, fmax(sea, 0.5), 0.08); /* half a column of 6.5 in a cell */
    }
    /* another legend: 190 urban, 210 water */
    memset(code, 190, (size_t)codes.nx * (size_t)codes.ny);
    code[0] = 210;
    OK(fill_codes("esa_cci"));
    for (long c = 0; c < cells; c++)
        assert_near(grid->land_fraction[LT_LAND_URBAN * cells + c],
                    1 - grid->region_fraction[LT_REGION_SEA * cells + c], 1e-12);
}

static void put_heights(const char *path, double offset, const char *nodata, bool hole) {
    tiny_tiff t = codes;
    t.bytes = 4;
    t.nodata = nodata;
    float *height = malloc(sizeof *height * (size_t)t.nx * (size_t)t.ny);
    for (int j = 0; j < t.ny; j++)
        for (int i = 0; i < t.nx; i++) {
            const double lon = t.west + (i + 0.5) * t.step, lat = t.north - (j + 0.5) * t.step;
            height[j * t.nx + i] = (float)(offset + 50 * (lon - 120) + 30 * (lat - 40));
            if (hole && fabs(lon - 123.4) < 0.3 && fabs(lat - 41.8) < 0.3) height[j * t.nx + i] = -9999;
        }
    assert_true(tiny_tiff_write(path, &t, height));
    free(height);
}

/* A slope in degrees: its mean over the cell, asked at 40 x 40 points. */
static void test_terrain(void **state) {
    (void)state;
    enum { SIDE = 40 };
    char path[512], text[1024];
    double worst = 0;
    snprintf(path, sizeof path, "%s", in_root("dem.tif"));
    put_heights(path, 500, NULL, false);
    snprintf(text, sizeof text, "terrain: {file: %s}", path);
    OK(fill_ground(text));
    assert_true(terrain && !land);
    for (long c = 0; c < cells; c += 7) {
        double sum = 0;
        for (int q = 0; q < SIDE * SIDE; q++) {
            double lon, lat, x = grid->x0 + ((double)(c % grid->nx) + (q % SIDE + 0.5) / SIDE) * grid->dx,
                             y = grid->y0 + ((double)(c / grid->nx) + (q / SIDE + 0.5) / SIDE) * grid->dx;
            OK(lt_projection_inverse(grid->projection, x, y, &lon, &lat));
            sum += 500 + 50 * (lon - 120) + 30 * (lat - 40);
        }
        worst = lt_verify_worse(worst, fabs(grid->terrain[c] - sum / (SIDE * SIDE)));
    }
    print_message("mean height: %.3g m off a slope of 2.5 m a pixel\n", worst);
    /* cell edges cut pixels, whose height is even: half a step of 2.5 m at most on a part of a fifth of the cell */
    assert_true(worst < 0.2);
    /* bathymetry and no data are sea */
    put_heights(path, -60, "-9999", false);
    OK(fill_ground(text));
    for (long c = 0; c < cells; c++)
        if (grid->region_fraction[LT_REGION_SEA * cells + c] > 0) assert_true(grid->terrain[c] >= 0);
}

static void test_refused(void **state) {
    (void)state;
    char path[512], text[1024], found[4096];
    snprintf(path, sizeof path, "%s", in_root("dem.tif"));
    plain_codes();
    for (int k = 0; k < 3; k++) code[codes.nx * 60 + 125 + k] = 99;
    assert_int_equal(fill_codes("igbp"), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, found, sizeof found);
    assert_non_null(strstr(found, "a code that the legend does not have"));
    assert_non_null(strstr(found, "3 pixels, the first with 99"));
    plain_codes(); /* no data on land: two cells of it */
    for (int j = 55; j < 70; j++) memset(code + j * codes.nx + 130, 255, 15);
    assert_int_equal(fill_codes("igbp"), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the raster has no values on land");
    assert_int_equal(fill_codes("igpb"), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "unknown legend of a map of land cover");
    tiny_tiff half = codes;
    half.nx = codes.nx / 2;
    assert_true(tiny_tiff_write(path, &half, code));
    snprintf(text, sizeof text, "land: {file: %s}", path);
    plain_codes();
    assert_true(tiny_tiff_write(path, &half, code));
    assert_int_equal(fill_ground(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the raster does not cover the grid");
    put_heights(path, 20000, NULL, false);
    snprintf(text, sizeof text, "terrain: {file: %s}", path);
    assert_int_equal(fill_ground(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "a height that cannot be");
    put_heights(path, 500, "-9999", true);
    assert_int_equal(fill_ground(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the raster has no values on land");
    assert_int_equal(fill_ground("terrain: {file: nowhere.tif}"), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the raster of terrain is not there");
    assert_int_equal(fill_ground("terrain: {fiel: x.tif}"), LT_ERR_INPUT);
    snprintf(text, sizeof text, "terrain: {file: %s}",
             put("p.geojson", COLLECTION(POINT(123.43, 41.8, 2) "," POINT(123.2, 41.6, 3))));
    assert_int_equal(fill_ground(text), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "points, lines or polygons where a raster is wanted");
    free(code);
    code = NULL;
}

/* Other bytes, another legend, a companion of GDAL's (which may say what is no data): another digest; nothing named,
 * nothing in it. */
static void test_digest(void **state) {
    (void)state;
    enum { SAME, BYTES, LEGEND, COMPANION, N_WAYS };
    lt_digest digest[N_WAYS];
    char text[1024];
    for (int k = 0; k < N_WAYS; k++) {
        lt_hash hash;
        lt_node *node;
        plain_codes();
        if (k == BYTES) code[0] = 1;
        if (k == COMPANION) put("cover.tif.aux.xml", "<PAMDataset></PAMDataset>");
        snprintf(text, sizeof text, "land: {file: %s, classes: %s}", put_codes(), k == LEGEND ? "esa_cci" : "igbp");
        OK(lt_node_parse("case.yaml", text, &node));
        lt_hash_init(&hash);
        OK(lt_user_ground_digest(node, &hash));
        lt_hash_end(&hash, digest[k]);
        OK(lt_user_ground_check(node));
        lt_node_free(node);
    }
    for (int k = BYTES; k < N_WAYS; k++) assert_string_not_equal(digest[SAME], digest[k]);
    OK(lt_user_ground_check(NULL));
    free(code);
    code = NULL;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_land), cmocka_unit_test(test_water),
                                       cmocka_unit_test(test_terrain), cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_digest)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
