/* Places that the user gives for points of the ledger: what they change, what they leave, and every fault. */
#include "inventory_fixture.h"

#include "base/ncio.h"
#include "inventory/ledger_columns.h"
#include "inventory/places.h"

static char folder[] = "/tmp/lt-places-XXXXXX";
static char ledger_path[256], places_path[256];

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(ledger_path, sizeof ledger_path, "%s/ledger.csv", folder);
    snprintf(places_path, sizeof places_path, "%s/places.csv", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

/* Two boiler houses of Chaoyang whose place is assumed or recalled, a known one of Dalian, an area. */
static const char rows[] =
    "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,lon,lat,stack_height_m,"
    "stack_diameter_m,exit_temperature_K,exit_velocity_ms,mark,source\n"
    "house,Chaoyang,heat,coal,grate_large,heat_large,90000,t,heating,point,stack,119.395052,41.243305,80,3.8,333,12,"
    "\"D, place and stack A (assumed)\",a plan\n"
    "works,Chaoyang,heat,coal,grate_large,heat_large,50000,t,heating,point,stack,120.45,41.57,80,3,333,12,R,"
    "\"a table; place recalled, to about 3 km\"\n"
    "known,Dalian,heat,coal,grate_large,heat_large,70000,t,heating,point,stack,121.62,38.95,80,3,333,12,V,"
    "\"load assumed. Place: a map\"\n"
    "area,Dalian,heat,coal,grate_small,heat_small,100,t,heating,urban,low_stack,,,,,,,\"D, place A (assumed)\",me\n";

static lt_status read_with(const char *places, lt_ledger **out) {
    fixture_write(ledger_path, rows);
    if (places) fixture_write(places_path, places);
    return fixture_section(places ? lt_fmt("ledger: %s\nneighbours: no\nplaces: %s\n", ledger_path, places_path)
                                  : lt_fmt("ledger: %s\nneighbours: no\n", ledger_path),
                           2020, out);
}

static lt_ledger *good(const char *places) {
    lt_ledger *ledger;
    fixture_fail(read_with(places, &ledger));
    return ledger;
}

static bool is_assumed(const lt_ledger *ledger, const char *id) {
    return lt_ledger_find(ledger, id)->place_assumed;
}

/* Texts of a ledger in one place into one flag; an area has no place to assume. */
static void test_flag(void **state) {
    (void)state;
    lt_ledger *ledger = good(NULL);
    assert_true(is_assumed(ledger, "house") && is_assumed(ledger, "works"));
    assert_false(is_assumed(ledger, "known") || is_assumed(ledger, "area"));
    lt_ledger_free(ledger);
    assert_false(lt_ledger_place_is_assumed("D", "types 52 % assumed. Place: OurAirports"));
    assert_false(lt_ledger_place_is_assumed("D, stack A (assumed)", "place V (GEM captive power station)"));
}

/* Of the shipped rows: the boiler houses of Chaoyang at county seats, no station of the table of units. */
static void test_flag_of_shipped_rows(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    long houses = 0, units = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const bool house = strncmp(s->id, "heat_cy_", 8) == 0, unit = s->is_point && s->origin && s->origin[0];
        if (house) assert_true(s->place_assumed);
        if (unit || !s->is_point) assert_false(s->place_assumed);
        houses += house;
        units += unit;
    }
    assert_int_equal(houses, 11);
    assert_true(units > 40);
    lt_ledger_free(ledger);
}

static void test_place_moves_and_mass_stays(void **state) {
    (void)state;
    lt_ledger *before = good(NULL), *after = good("id,lon,lat,stack_height_m,stack_diameter_m,source\n"
                                                  "house,119.41,41.25,60,,seen on a map\nworks,120.44,41.58,,,\n");
    const lt_source *house = lt_ledger_find(after, "house"), *works = lt_ledger_find(after, "works");
    assert_near(house->lon, 119.41, 0);
    assert_near(house->lat, 41.25, 0);
    assert_near(house->stack_height_m, 60, 0);
    assert_near(house->stack_diameter_m, 3.8, 0); /* an empty cell leaves the ledger's */
    assert_near(house->exit_temperature_K, 333, 0);
    assert_near(works->lon, 120.44, 0);
    assert_near(works->stack_height_m, 80, 0);
    assert_false(house->place_assumed || works->place_assumed);
    assert_non_null(strstr(house->note, "PLACE GIVEN (places.csv:2): 119.410000 E 41.250000 N, in place of the assumed "
                                        "119.395052 E 41.243305 N; stack of 60 m"));
    assert_non_null(strstr(house->note, "seen on a map"));
    assert_null(strstr(works->note, "stack of"));
    assert_int_equal(before->n, after->n);
    for (long k = 0; k < before->n; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            assert_near(lt_source_emission_kg(&after->sources[k], p), lt_source_emission_kg(&before->sources[k], p), 0);
    assert_memory_equal(lt_ledger_find(after, "known")->sector, lt_ledger_find(before, "known")->sector,
                        sizeof house->sector);
    assert_near(lt_ledger_find(after, "known")->lon, 121.62, 0);
    lt_ledger_free(before);
    lt_ledger_free(after);
}

/* A place of a web map, by Chinese heads too: some 0.5 km of offset go. */
static void test_place_of_a_web_map(void **state) {
    (void)state;
    lt_ledger *ledger = good("id,lon_gcj02,lat_gcj02\nhouse,119.41,41.25\n"), *chinese;
    const lt_source *s = lt_ledger_find(ledger, "house");
    const double km = hypot((s->lon - 119.41) * cos(41.25 * M_PI / 180), s->lat - 41.25) * 111.2;
    assert_true(km > 0.3 && km < 0.8);
    chinese = good("编号,经度,纬度,排气筒高度(m)\nhouse,119.41,41.25,70\n");
    assert_near(lt_ledger_find(chinese, "house")->lon, 119.41, 0);
    assert_near(lt_ledger_find(chinese, "house")->stack_height_m, 70, 0);
    lt_ledger_free(ledger);
    lt_ledger_free(chinese);
}

static const struct {
    const char *text, *say[4];
} bad[] = {
    {"id,lon,lat\nhuose,119.4,41.2\n", {"places.csv:2, column id", "does not have", "huose", "did you mean house"}},
    {"id,lon,lat\narea,121.6,38.9\n", {"places.csv:2", "no point", "spread by urban", "ledger of your own"}},
    {"id,lon,lat\nhouse,119.4,41.2\nhouse,119.4,41.3\n", {"places.csv:3", "two places", "line 2", "remove one"}},
    {"id,lon,lat\nhouse,41.2,119.4\n", {"places.csv:2, column lat", "outside the earth", "119.4", "changed places"}},
    {"id,lon,lat\nhouse,123.4,41.8\n",
     {"places.csv:2, column lon (source house)", "outside its city", "in Shenyang", "correct the place"}},
    {"id,lon,lat\nhouse,119.4,0\n", {"places.csv:2", "outside its city", "in none of the 14 cities", "WGS84"}},
    {"id,lon,lat\nhouse,119.4,\n", {"places.csv:2, column lat", "empty cell", "nothing", "fill in"}},
    {"id,lon,lat\nhouse,119.4,nan\n", {"places.csv:2, column lat", "nan"}},
    {"id,lon,lat,lon_gcj02,lat_gcj02\nhouse,119.4,41.2,119.4,41.2\n", {"places.csv:2", "given twice", "both"}},
    {"id,lon\nhouse,119.4\n", {"places.csv", "column lat is missing"}},
    {"lon,lat\n119.4,41.2\n", {"places.csv", "column id is missing"}},
    {"id,lon,lat\n,119.4,41.2\n", {"places.csv:2, column id", "missing"}},
    {"id,lon,lat,stack_hight_m\nhouse,119.4,41.2,60\n",
     {"places.csv", "unknown column", "stack_hight_m", "stack_height_m"}},
    {"id,lon,lat,activity\nhouse,119.4,41.2,60\n", {"places.csv", "unknown column", "activity"}},
    {"id,lon,lat,stack_height_m\nhouse,119.4,41.2,900\n",
     {"places.csv:2, column stack_height_m", "outside its range", "1 to 500", "900"}},
    {"id,lon,lat\n", {"places.csv", "without rows", "remove the key"}},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        char text[4096];
        lt_ledger *ledger = (lt_ledger *)1;
        assert_int_equal(read_with(bad[k].text, &ledger), LT_ERR_INPUT);
        assert_null(ledger);
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        for (int m = 0; m < 4 && bad[k].say[m]; m++)
            if (!strstr(text, bad[k].say[m])) {
                print_error("\"%s\" is not in\n%s\n", bad[k].say[m], text);
                fail();
            }
        lt_error_clear();
    }
}

static void test_missing_table(void **state) {
    (void)state;
    lt_ledger *ledger;
    assert_int_equal(fixture_section("places: nowhere.csv\n", 2020, &ledger), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "a table of your own is not there");
    lt_error_clear();
}

static void digest_of(const char *places, lt_digest out) {
    lt_node *section;
    lt_hash hash;
    fixture_write(places_path, places);
    fixture_fail(lt_node_parse("case.yaml", lt_fmt("places: %s\n", places_path), &section));
    lt_hash_init(&hash);
    fixture_fail(lt_ledger_digest(section, 2020, &hash));
    lt_hash_end(&hash, out);
    lt_node_free(section);
}

/* A run makes its emissions again when the table changes, and only then. */
static void test_digest_follows_the_table(void **state) {
    (void)state;
    lt_digest first, same, other;
    digest_of("id,lon,lat\nheat_cy_antai,119.41,41.25\n", first);
    digest_of("id,lon,lat\nheat_cy_antai,119.41,41.25\n", same);
    digest_of("id,lon,lat\nheat_cy_antai,119.41,41.26\n", other);
    assert_string_equal(first, same);
    assert_string_not_equal(first, other);
}

typedef struct stacks {
    size_t n;
    double x[8], y[8], assumed[8], so2[8];
    char id[8][32];
} stacks;

static stacks emitted(const lt_ledger *ledger) {
    stacks out = {0};
    lt_outdir *dir;
    lt_ncr *file;
    char *ids[8];
    lt_grid *grid = fixture_grid();
    fixture_fail(lt_outdir_open(folder, &dir));
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    fixture_fail(lt_inventory_emissions(ledger, dir, "grid.nc", 0, 2, "emissions.nc"));
    lt_outdir_close(dir);
    fixture_fail(lt_ncr_open(lt_fmt("%s/emissions.nc", folder), &file));
    fixture_fail(lt_ncr_dim(file, "point", &out.n));
    assert_true(out.n <= 8);
    fixture_fail(lt_ncr_get_double(file, "points/x", "m", out.n, out.x));
    fixture_fail(lt_ncr_get_double(file, "points/y", "m", out.n, out.y));
    fixture_fail(lt_ncr_get_double(file, "points/SO2", "kg", out.n, out.so2));
    fixture_fail(lt_ncr_get_double(file, "points/place_assumed", "1", out.n, out.assumed));
    fixture_fail(lt_ncr_get_strings(file, "points/id", out.n, ids));
    for (size_t k = 0; k < out.n; k++) {
        snprintf(out.id[k], sizeof out.id[k], "%s", ids[k]);
        free(ids[k]);
    }
    lt_ncr_close(file);
    lt_grid_free(grid);
    return out;
}

/* emissions.nc: the stack stands elsewhere, emits the same, and the flag tells whose place is assumed. */
static void test_file_of_the_model(void **state) {
    (void)state;
    lt_ledger *before = good(NULL), *after = good("id,lon,lat\nhouse,119.41,41.25\n");
    const stacks a = emitted(before), b = emitted(after);
    assert_int_equal(a.n, 3);
    assert_int_equal(b.n, 3);
    for (size_t k = 0; k < 3; k++) {
        const bool house = strcmp(a.id[k], "house") == 0, works = strcmp(a.id[k], "works") == 0;
        assert_string_equal(a.id[k], b.id[k]);
        assert_near(a.assumed[k], house || works, 0);
        assert_near(b.assumed[k], works, 0);
        assert_true(a.so2[k] > 0);
        assert_near(b.so2[k], a.so2[k], 0);
        /* 0.014948 degrees east and 0.006695 north are 1.45 km on the ground; the map's scale is within some %. */
        const double km = 1e-3 * hypot(b.x[k] - a.x[k], b.y[k] - a.y[k]);
        if (house)
            assert_near(km, 1.45, 0.1);
        else
            assert_near(km, 0, 0);
    }
    lt_ledger_free(before);
    lt_ledger_free(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_flag),
                                       cmocka_unit_test(test_flag_of_shipped_rows),
                                       cmocka_unit_test(test_place_moves_and_mass_stays),
                                       cmocka_unit_test(test_place_of_a_web_map),
                                       cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_missing_table),
                                       cmocka_unit_test(test_digest_follows_the_table),
                                       cmocka_unit_test(test_file_of_the_model)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
