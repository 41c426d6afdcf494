/* The shipped grids: partition of every cell, prefecture areas, distance to the border, population. Polygons are read
 * here by a second way (cJSON, longitude and latitude, formulas of the sphere) that shares nothing with grids/build. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "grids/build/stage.h"
#include "grids/build/statics.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double R = 6370000, DEGREE = M_PI / 180;
static const char *const names[] = {"liaoning-27", "liaoning-9", "liaoning-27w"};
static lt_grid *grids[3];
static lt_region_report reports[3][LT_N_PREFECTURES];
static cJSON *prefectures;

static int set_up(void **state) {
    (void)state;
    char path[4096], *text;
    if (lt_share_path("grids/data/prefectures.geojson", path, sizeof path) != LT_OK) return -1;
    if (lt_path_read_text(path, &text) != LT_OK) return -1;
    prefectures = cJSON_Parse(text);
    free(text);
    for (int q = 0; q < 3; q++)
        if (lt_grid_build(names[q], NULL, NULL, &grids[q], reports[q]) != LT_OK) return -1;
    return prefectures ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    for (int q = 0; q < 3; q++) lt_grid_free(grids[q]);
    cJSON_Delete(prefectures);
    return 0;
}

/* Calls visit for every edge of a prefecture, in degrees. */
static void each_edge(int r, void (*visit)(double, double, double, double, bool first, void *), void *context) {
    const cJSON *feature, *polygon, *ring, *point;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItem(prefectures, "features")) {
        const cJSON *properties = cJSON_GetObjectItem(feature, "properties");
        if (strcmp(cJSON_GetStringValue(cJSON_GetObjectItem(properties, "name_en")), lt_region_ids[r]) != 0) continue;
        const cJSON *geometry = cJSON_GetObjectItem(feature, "geometry");
        bool one = strcmp(cJSON_GetStringValue(cJSON_GetObjectItem(geometry, "type")), "Polygon") == 0;
        const cJSON *coordinates = cJSON_GetObjectItem(geometry, "coordinates");
        for (polygon = one ? coordinates : coordinates->child; polygon; polygon = one ? NULL : polygon->next)
            cJSON_ArrayForEach(ring, polygon) {
                double lon = 0, lat = 0;
                bool begun = false;
                cJSON_ArrayForEach(point, ring) {
                    double lon2 = cJSON_GetArrayItem(point, 0)->valuedouble,
                           lat2 = cJSON_GetArrayItem(point, 1)->valuedouble;
                    if (begun) visit(lon, lat, lon2, lat2, ring == polygon->child, context);
                    begun = true;
                    lon = lon2;
                    lat = lat2;
                }
            }
    }
}

/* R^2 integral -sin(phi) d lambda along an edge that is straight in longitude and latitude, exactly. Holes run the
 * other way round in GeoJSON, so their share has the other sign by itself. */
static void add_edge(double lon1, double lat1, double lon2, double lat2, bool first, void *context) {
    (void)first;
    double p1 = lat1 * DEGREE, p2 = lat2 * DEGREE, mean = sin(0.5 * (p1 + p2));
    double half = 0.5 * (p2 - p1);
    if (half != 0) mean *= sin(half) / half;
    *(double *)context -= R * R * mean * (lon2 - lon1) * DEGREE;
}

static void test_prefecture_areas(void **state) {
    (void)state;
    double province = 0;
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        double polygon = 0;
        each_edge(r, add_edge, &polygon);
        polygon = fabs(polygon);
        province += polygon;
        for (int q = 0; q < 3; q++) {
            const lt_grid *g = grids[q];
            long cells = (long)g->nx * g->ny;
            double sum = 0;
            for (long c = 0; c < cells; c++) sum += g->region_fraction[r * cells + c] * g->area[c];
            assert_true(fabs(sum / polygon - 1) < 1e-3); /* what is asked */
            assert_true(fabs(sum / polygon - 1) < 2e-6); /* what it reaches, with room */
            assert_true(fabs(sum / reports[q][r].polygon_area - 1) < 1e-9);
        }
    }
    /* The 14 together: 147 829 km2 in full detail on R = 6371.0088 km (facts table, V): 147 782 on this sphere; what
     * simplifying took is below 0.1 %. */
    assert_true(fabs(province / (147829e6 * (6370 / 6371.0088) * (6370 / 6371.0088)) - 1) < 1e-3);
}

static void test_fractions_are_a_partition(void **state) {
    (void)state;
    for (int q = 0; q < 3; q++) {
        const lt_grid *g = grids[q];
        long cells = (long)g->nx * g->ny;
        double land = 0, assigned = 0;
        for (long c = 0; c < cells; c++) {
            double sum = 0, neighbours = 0;
            for (int r = 0; r < g->n_region; r++) {
                double f = g->region_fraction[r * cells + c];
                assert_true(f >= 0 && f <= 1);
                sum += f;
            }
            assert_true(fabs(sum - 1) < 1e-12);
            for (int r = 0; r < g->n_neighbour; r++) {
                assert_true(g->neighbour_fraction[r * cells + c] >= 0);
                neighbours += g->neighbour_fraction[r * cells + c];
            }
            assert_true(neighbours <= g->region_fraction[LT_REGION_OTHER_LAND * cells + c] + 1e-12);
            land += g->region_fraction[LT_REGION_OTHER_LAND * cells + c] * g->area[c];
            assigned += neighbours * g->area[c];
        }
        assert_true(assigned > 0.98 * land); /* measured 99.2 % on liaoning-27: coarse outlines leave gaps */
        for (int r = 0; r < g->n_neighbour; r++) assert_true(g->neighbour_area[r] > 1e10);
    }
}

/* Places whose owner everybody knows. */
static void test_known_places(void **state) {
    (void)state;
    static const struct {
        const char *region;
        double lon, lat;
        bool neighbour;
    } places[] = {
        {"Shenyang", 123.43, 41.80, false}, {"Dalian", 122.4, 39.7, false}, {"Chaoyang", 120.4, 41.5, false},
        {"Tieling", 124.3, 42.6, false},    {"sea", 120.0, 39.0, false},    {"other_land", 125.3, 43.9, false},
        {"CHN_JL", 125.3, 43.9, true},      {"CHN_BJ", 116.4, 40.2, true},  {"CHN_TJ", 117.2, 39.1, true},
        {"PRK", 126.0, 40.0, true},         {"CHN_NM", 120.0, 43.5, true},  {"CHN_HE", 116.0, 38.3, true},
        {"KOR", 128.0, 36.8, true},         {"CHN_SD", 118.0, 36.6, true},  {"CHN_HL", 129.0, 45.3, true}};
    const lt_grid *g = grids[0];
    long cells = (long)g->nx * g->ny;
    for (size_t q = 0; q < sizeof places / sizeof *places; q++) {
        int i, j;
        bool inside;
        assert_int_equal(lt_grid_cell(g, places[q].lon, places[q].lat, &i, &j, &inside), LT_OK);
        assert_true(inside);
        int r = places[q].neighbour ? lt_grid_neighbour(g, places[q].region) : lt_grid_region(g, places[q].region);
        assert_true(r >= 0);
        const double *f = places[q].neighbour ? g->neighbour_fraction : g->region_fraction;
        if (!(f[r * cells + (long)j * g->nx + i] > 0.5)) fail_msg("%s", places[q].region);
    }
}

typedef struct border {
    double lon[800], lat[800], least;
    int n;
} border;

static void take_distance(double lon1, double lat1, double lon2, double lat2, bool first, void *context) {
    (void)lon2;
    (void)lat2;
    if (!first) return;
    border *b = context;
    for (int q = 0; q < b->n; q++) {
        double s = sin((lat1 - b->lat[q]) * DEGREE / 2), t = sin((lon1 - b->lon[q]) * DEGREE / 2);
        double h = s * s + cos(lat1 * DEGREE) * cos(b->lat[q] * DEGREE) * t * t;
        b->least = fmin(b->least, 2 * R * asin(sqrt(h)));
    }
}

/* Every vertex of every prefecture against points of the border of liaoning-9 about 4.5 km apart: great circles. A
 * vertex may be nearer to the border than to its points by 25 m at 100 km. */
static void test_prefectures_100_km_inside(void **state) {
    (void)state;
    static border b;
    const lt_grid *g = grids[1];
    for (int q = 0; q < 2 * (g->nx + g->ny) * 2; q++) {
        double along = 0.5 * q, x, y;
        if (along < g->nx)
            x = along, y = 0;
        else if (along < g->nx + g->ny)
            x = g->nx, y = along - g->nx;
        else if (along < 2 * g->nx + g->ny)
            x = 2 * g->nx + g->ny - along, y = g->ny;
        else
            x = 0, y = 2 * (g->nx + g->ny) - along;
        assert_int_equal(
            lt_projection_inverse(g->projection, g->x0 + x * g->dx, g->y0 + y * g->dx, &b.lon[b.n], &b.lat[b.n]),
            LT_OK);
        b.n++;
    }
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        b.least = INFINITY;
        each_edge(r, take_distance, &b);
        assert_true(b.least > 100.1e3 && b.least < 600e3);
        assert_true(fabs(reports[1][r].margin / b.least - 1) < 0.01);
        assert_true(reports[0][r].margin > b.least && reports[2][r].margin > 100e3);
    }
}

static double total(const lt_grid *g) {
    double sum = 0;
    for (long c = 0; c < (long)g->nx * g->ny; c++) sum += g->population[c];
    return sum;
}

static void write_census(const char *path, int which, double persons) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "region,persons_2020\n");
    for (int r = 0; r < LT_N_PREFECTURES; r++) fprintf(file, "%s,%.17g\n", lt_region_ids[r], r == which ? persons : 1);
    assert_int_equal(fclose(file), 0);
}

/* The share of prefecture r in the grid's persons is its census, and it stands in cells that it touches. */
static void test_population(void **state) {
    (void)state;
    static const double census[LT_N_PREFECTURES] = {9070093, 7450785, 3325372, 1861372, 1326018, 2188436, 2703853,
                                                    2328582, 1647280, 1604580, 1389691, 2388294, 2872857, 2434194};
    char folder[] = "/tmp/lantian-people-XXXXXX", census_path[64], places[4096], polygons[4096];
    assert_non_null(mkdtemp(folder));
    snprintf(census_path, sizeof census_path, "%s/census.csv", folder);
    assert_int_equal(lt_share_path("grids/data/places.csv", places, sizeof places), LT_OK);
    assert_int_equal(lt_share_path("grids/data/prefectures.geojson", polygons, sizeof polygons), LT_OK);
    lt_grid *g = grids[0];
    long cells = (long)g->nx * g->ny;
    double shipped = total(g), province = 0;
    lt_geos geos;
    lt_shapes read, shapes;
    assert_int_equal(lt_geos_open(&geos), LT_OK);
    assert_int_equal(lt_shapes_read(&geos, g->projection, polygons, "name_en", &read), LT_OK);
    lt_shape ordered[LT_N_PREFECTURES];
    for (int r = 0; r < LT_N_PREFECTURES; r++)
        for (int s = 0; s < read.n; s++)
            if (strcmp(read.items[s].id, lt_region_ids[r]) == 0) ordered[r] = read.items[s];
    shapes = (lt_shapes){ordered, LT_N_PREFECTURES, LT_N_PREFECTURES};
    double *base;
    assert_int_equal(lt_calloc((size_t)cells, sizeof *base, &base), LT_OK);
    for (int r = -1; r < LT_N_PREFECTURES; r++) { /* -1: one person each, and the places outside */
        for (long c = 0; c < cells; c++) g->population[c] = 0;
        write_census(census_path, r, r < 0 ? 1 : census[r]);
        assert_int_equal(lt_population_fill(&geos, g, &shapes, census_path, places), LT_OK);
        if (r < 0) {
            memcpy(base, g->population, (size_t)cells * sizeof *base);
            province -= LT_N_PREFECTURES;
            province -= shipped - total(g); /* see the last line */
            continue;
        }
        double sum = 0, touched = 0;
        for (long c = 0; c < cells; c++) {
            double persons = g->population[c] - base[c];
            assert_true(persons > -1e-6);
            sum += persons;
            if (g->region_fraction[r * cells + c] > 0) touched += persons;
        }
        assert_true(fabs(sum / (census[r] - 1) - 1) < 1e-9);
        assert_true(touched > 0.999 * sum);
        province += census[r];
    }
    assert_true(fabs(province) < 1); /* the shipped grid holds the census of all 14: 42 591 407 */
    lt_free(base);
    lt_shapes_free(&geos, &read);
    lt_geos_close(&geos);
    unlink(census_path);
    rmdir(folder);
}

static void test_terrain(void **state) {
    (void)state;
    for (int q = 0; q < 3; q++) {
        const lt_grid *g = grids[q];
        double most = 0;
        for (long c = 0; c < (long)g->nx * g->ny; c++) {
            assert_true(g->terrain[c] >= 0 && g->terrain[c] < 3000);
            most = fmax(most, g->terrain[c]);
        }
        assert_true(most > 1000); /* the hills of Inner Mongolia and Hebei */
        int i, j;
        bool inside;
        assert_int_equal(lt_grid_cell(g, 122.0, 41.1, &i, &j, &inside), LT_OK); /* Panjin: the Liaohe plain */
        assert_true(g->terrain[(long)j * g->nx + i] < 60);
        assert_int_equal(lt_grid_cell(g, 125.2, 41.3, &i, &j, &inside), LT_OK); /* the mountains of Huanren */
        assert_true(g->terrain[(long)j * g->nx + i] > 300);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefecture_areas), cmocka_unit_test(test_fractions_are_a_partition),
        cmocka_unit_test(test_known_places),     cmocka_unit_test(test_prefectures_100_km_inside),
        cmocka_unit_test(test_terrain),          cmocka_unit_test(test_population)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
