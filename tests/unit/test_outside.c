/* Regions outside Liaoning bring the share of the whole that lies on the grid; ships stand on the sea around a port. */
#include "inventory_fixture.h"

#include "grids/land.h"
#include "inventory/place/gridding.h"
#include "inventory/place/outside.h"

static lt_grid *grid;
static long n;
static double *w;

static int set_up(void **state) {
    (void)state;
    grid = fixture_grid();
    n = (long)grid->nx * grid->ny;
    w = calloc((size_t)n, sizeof *w);
    return w ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    free(w);
    lt_grid_free(grid);
    return 0;
}

static double sum_of(const double *of) {
    double sum = 0;
    for (long c = 0; c < n; c++) {
        assert_true(of[c] >= 0);
        sum += of[c];
    }
    return sum;
}

static long cell_of(double lon, double lat) {
    int i, j;
    bool inside;
    fixture_fail(lt_grid_cell(grid, lon, lat, &i, &j, &inside));
    assert_true(inside);
    return (long)j * grid->nx + i;
}

/* A small place and two plants of Jilin on the grid, a larger place off it, and persons that are not placed. */
static lt_site sites[] = {
    {"CHN_JL", false, false, 126.0, 43.5, 1000, 0},  {"CHN_JL", false, false, 150.0, 43.5, 2000, 0},
    {"CHN_JL", false, true, 0, 0, 1000, 0},          {"CHN_JL", true, false, 126.0, 43.5, 300, 2010},
    {"CHN_JL", true, false, 124.0, 44.5, 100, 2016}, {"CHN_JL", true, true, 0, 0, 700, 0},
    {"PRK", false, false, 129.0, 43.5, 500, 0}};
static const lt_outside outside = {sites, sizeof sites / sizeof *sites};
static const lt_whole jilin = {"CHN_JL", 0, 10000};

static void weigh(const lt_whole *whole, enum lt_surrogate kind, int year) {
    fixture_fail(lt_outside_weights(&outside, grid, whole, kind, year, w));
}

static void test_share_by_area(void **state) {
    (void)state;
    double inside = 0;
    for (long c = 0; c < n; c++) inside += grid->neighbour_fraction[c] * grid->area[c];
    assert_true(inside < 400000e6); /* the fixture's whole area */
    weigh(&jilin, LT_BY_AREA, 2014);
    assert_true(fabs(sum_of(w) / (inside / 400000e6) - 1) < 1e-12);
    for (long c = 0; c < n; c++) assert_int_equal(w[c] > 0, grid->neighbour_fraction[c] > 0);
    /* The grid does not know the whole area of the other one: the table's figure counts. */
    assert_int_equal(lt_outside_weights(&outside, grid, &(lt_whole){"PRK", 0, 0}, LT_BY_AREA, 2014, w), LT_ERR_INPUT);
    fixture_fail(lt_outside_weights(&outside, grid, &(lt_whole){"PRK", 120540e6, 0}, LT_BY_AREA, 2014, w));
    weigh(&(lt_whole){"KOR", 1e11, 5e7}, LT_BY_POPULATION, 2014);
    assert_true(sum_of(w) == 0); /* a region that the grid does not hold */
}

/* The grid holds the same share of Jilin's forest as of its land; all of it stands where the forest is, here two cells,
 * by their areas. Without any on the grid it is spread even. */
static void test_land_cover(void **state) {
    (void)state;
    double *even = calloc((size_t)n, sizeof *even);
    const long a = cell_of(126.0, 43.5), b = cell_of(126.0, 43.0);
    weigh(&jilin, LT_BY_AREA, 2020);
    memcpy(even, w, (size_t)n * sizeof *even);
    weigh(&jilin, LT_BY_FOREST, 2020);
    for (long c = 0; c < n; c++) assert_true(w[c] == even[c]);
    for (int k = 0; k < 2; k++) {
        const long c = k ? b : a;
        for (int k2 = 0; k2 < LT_N_LAND; k2++) grid->land_fraction[k2 * n + c] = k2 == LT_LAND_MIXED_FOREST;
    }
    weigh(&jilin, LT_BY_FOREST, 2020);
    assert_near(sum_of(w), sum_of(even), 1e-12);
    assert_near(w[a] + w[b], sum_of(even), 1e-12);
    assert_near(w[a] / w[b], even[a] / even[b], 1e-12);
    free(even);
}

static void test_places_and_plants(void **state) {
    (void)state;
    weigh(&jilin, LT_BY_URBAN, 2014);
    assert_true(fabs(w[cell_of(126.0, 43.5)] - 0.25) < 1e-15 && fabs(sum_of(w) - 0.25) < 1e-15);
    /* Plants of later years are not there; what is listed elsewhere counts in the whole. */
    weigh(&jilin, LT_BY_COAL_UNITS, 2014);
    assert_true(fabs(sum_of(w) - 0.3) < 1e-15 && fabs(w[cell_of(126.0, 43.5)] - 0.3) < 1e-15);
    weigh(&jilin, LT_BY_COAL_UNITS, 2020);
    assert_true(fabs(sum_of(w) - 400.0 / 1100) < 1e-15);
    /* No plants are listed in the DPRK: its places stand for them. */
    weigh(&(lt_whole){"PRK", 120540e6, 25e6}, LT_BY_COAL_UNITS, 2014);
    assert_true(fabs(w[cell_of(129.0, 43.5)] - 1) < 1e-14);
}

/* Persons: 4 000 of 10 000 are listed, a quarter of them here; the others are even over the area. */
static void test_persons(void **state) {
    (void)state;
    weigh(&jilin, LT_BY_AREA, 2014);
    double by_area = sum_of(w);
    weigh(&jilin, LT_BY_POPULATION, 2014);
    assert_true(fabs(sum_of(w) - (0.1 + 0.6 * by_area)) < 1e-14);
}

/* A place of ten million stands on a disc of 1 000 km2, so on more than one cell of 27 km, and keeps its sum. */
static void test_large_place(void **state) {
    (void)state;
    lt_site big = {"CHN_JL", false, false, 126.0, 43.5, 1e7, 0};
    lt_outside one = {&big, 1};
    long cells = 0;
    fixture_fail(lt_outside_weights(&one, grid, &jilin, LT_BY_URBAN, 2014, w));
    for (long c = 0; c < n; c++) cells += w[c] > 0;
    assert_true(cells > 1 && cells < 10);
    assert_true(fabs(sum_of(w) - 1) < 1e-14);
}

/* The shipped table: more than half of the Republic of Korea's listed persons live on liaoning-27 (Seoul does), and of
 * Beijing all: the half of its emission that used to follow the few places east of 117 E is back in the city. */
static void test_shipped_table(void **state) {
    (void)state;
    char path[512];
    lt_outside *shipped;
    fixture_fail(lt_share_path("inventory/data/outside.csv", path, sizeof path));
    fixture_fail(lt_outside_read(path, &shipped));
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "CHN_BJ");
    fixture_fail(lt_outside_weights(shipped, grid, &(lt_whole){"CHN_BJ", 0, 21.71e6}, LT_BY_URBAN, 2014, w));
    assert_true(fabs(sum_of(w) - 1) < 1e-12);
    double town = 0;
    for (long c = 0; c < n; c++) town += grid->lon[c] < 117 ? w[c] : 0;
    assert_true(town > 0.99);
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "KOR");
    fixture_fail(lt_outside_weights(shipped, grid, &(lt_whole){"KOR", 0, 50.7e6}, LT_BY_URBAN, 2014, w));
    assert_true(sum_of(w) > 0.5 && sum_of(w) < 0.9);
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "CHN_JL");
    lt_outside_free(shipped);
}

/* Ships stand on the sea, thin out with distance, and none is lost; a port off the grid brings nothing. */
static void test_port(void **state) {
    (void)state;
    fixture_fail(lt_outside_port(grid, 121.65, 38.93, w));
    assert_true(fabs(sum_of(w) - 1) < 1e-12);
    const double *sea = grid->region_fraction + LT_REGION_SEA * n;
    for (long c = 0; c < n; c++)
        if (sea[c] == 0) assert_true(w[c] == 0);
    double near = 0, far = 0; /* per cell, about 100 and about 200 km to the south */
    near = w[cell_of(121.65, 38.03)];
    far = w[cell_of(121.65, 37.13)];
    /* (200 km / 100 km)2 within the cells' half width of 13.5 km either way */
    assert_true(near / far > 2.7 && near / far < 5.8);
    assert_true(w[cell_of(127.5, 37.3)] == 0); /* beyond 200 nautical miles */
    fixture_fail(lt_outside_port(grid, 150, 38, w));
    assert_true(sum_of(w) == 0);
    /* On open water 85.3 % lies within 100 nautical miles (outside.h); cells of 27 km blur that ring of 185 km. */
    lt_grid *water = fixture_grid();
    for (int r = 0; r < LT_N_REGIONS; r++)
        for (long c = 0; c < n; c++) water->region_fraction[r * n + c] = r == LT_REGION_SEA;
    fixture_fail(lt_outside_port(water, 122.25, 41.1, w));
    double within = 0;
    for (long c = 0; c < n; c++) {
        double east = ((double)(c % grid->nx) - 21.5) * 27, north = ((double)(c / grid->nx) - 19.5) * 27;
        if (hypot(east, north) < 185.2) within += w[c];
    }
    assert_true(fabs(within - log(1 + pow(185.2 / 3.3, 2)) / log(1 + pow(370.4 / 3.3, 2))) < 0.02);
    lt_grid_free(water);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_share_by_area),
                                       cmocka_unit_test(test_land_cover),
                                       cmocka_unit_test(test_places_and_plants),
                                       cmocka_unit_test(test_persons),
                                       cmocka_unit_test(test_large_place),
                                       cmocka_unit_test(test_shipped_table),
                                       cmocka_unit_test(test_port)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
