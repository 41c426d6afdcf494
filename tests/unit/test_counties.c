/* Counties: their shares of cells are their areas, rows of them stay in them, grid.nc keeps them and a case's
 * surrogates.
 */
#include "base/verify.h"
#include "surrogate_fixture.h"

#include "inventory/place/gridding.h"
#include "inventory/place/surrogate.h"
#include "tests/support/program.h"

static void test_counties(void **state) {
    (void)state;
    double sum = 0, w[2048], worst = 0;
    bool fell_back;
    assert_int_equal(grid->counties.n, 100);
    for (int k = 0; k < 100; k++) {
        lt_parts_get(&grid->counties, k, w, cells);
        double area = 0;
        for (long c = 0; c < cells; c++) area += w[c] * grid->area[c];
        worst = lt_verify_worse(worst, fabs(area / counties.items[k].area - 1));
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
                 "  - id: winter\n    start: 2020-01-10\n    length: 1 day\nmet:\n  source: typical-winter\n"
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
    char text[512];
    lt_outdir *dir;
    lt_grid *again;
    snprintf(text, sizeof text, "firms: {file: %s, attribute: n}",
             put("p.geojson", COLLECTION(POINT(123.43, 41.8, 2) "," POINT(121.6, 38.95, 7))));
    OK(fill(text));
    OK(lt_outdir_open(in_root("out"), &dir));
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counties), cmocka_unit_test(test_rows_stay_inside),
                                       cmocka_unit_test(test_case), cmocka_unit_test(test_file)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
