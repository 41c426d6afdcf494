/* From the ledger through emissions.nc to the model's laws: at its mean a law gives the table's total over a year, and
 * the season, the mean year and its spread are what their tables say. */
#include "../unit/inventory_fixture.h"

#include "base/ncio.h"
#include "inventory/time/climate.h"
#include "inventory/place/gridding.h"
#include "model/emission/laws.h"
#include "tests/support/root.h"

enum { YEAR = 2020 };

static lt_grid *grid;
static lt_ledger *ledger;
static lt_outdir *dir;

static int make(void **state) {
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    grid = fixture_grid();
    ledger = fixture_ledger(YEAR);
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    fixture_fail(
        lt_inventory_emissions(ledger, dir, "grid.nc", lt_time_from_civil(YEAR, 1, 6, 0, 0, 0), 1, "emissions.nc"));
    return 0;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    lt_ledger_free(ledger);
    lt_grid_free(grid);
    return remove_root(state);
}

/* Share of a row in a month (0: the year): what the calendar says, of heating in July what goes on all year. */
static double share_of(const lt_timing *timing, const lt_calendar *calendar, int month) {
    if (month == 0) return 1;
    if (timing->law != LT_LAW_HEATING_DEGREE) return calendar->month[month - 1];
    return lt_timing_steady(timing->law, calendar) * lt_days_in_month(YEAR, month) / lt_days_in_year(YEAR);
}

/* kg of the rows that go by a law, of a species of the file. */
static double table_kg(const lt_allocation *allocation, const lt_speciation *speciation, const char *species,
                       int month) {
    double sum = 0, clipped = 0, kg[LT_MOST_EMITTED];
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        lt_timing timing;
        assert_true(lt_timing_find(allocation->calendars, s->calendar, &timing));
        if (!lt_timing_moves(timing.law, species)) continue;
        fixture_fail(lt_speciation_of(speciation, s, kg, &clipped));
        sum += kg[lt_speciation_find(speciation, species)] *
               share_of(&timing, &allocation->calendars->items[timing.calendar], month);
    }
    return sum;
}

/* Of two species, in a year (month 0) or a month. */
static void check_mean(const char *const species[2], int month) {
    lt_speciation *speciation;
    lt_allocation allocation;
    lt_ncr *file;
    lt_laws *laws;
    size_t profiles, points, plane = (size_t)grid->nx * (size_t)grid->ny;
    /* Neighbours lie on the grid in part only: their share is another test's matter. */
    long cities = 0;
    for (long k = 0; k < ledger->n; k++)
        if (lt_region_is_liaoning(ledger->sources[k].region)) ledger->sources[cities++] = ledger->sources[k];
    ledger->n = cities;
    fixture_fail(
        lt_inventory_emissions(ledger, dir, "grid.nc", lt_time_from_civil(YEAR, 1, 6, 0, 0, 0), 1, "cities.nc"));
    fixture_fail(lt_allocation_read(YEAR, &allocation));
    fixture_fail(lt_speciation_create(ledger->mechanism, allocation.sectors, &speciation));
    fixture_fail(lt_ncr_open_own(dir, "cities.nc", &file));
    fixture_fail(lt_ncr_dim(file, "profile", &profiles));
    fixture_fail(lt_ncr_dim(file, "point", &points));
    double *t2m = calloc(plane, sizeof *t2m), *area = calloc(profiles * plane, sizeof *area);
    double *rate = calloc(points, sizeof *rate);
    long *cell = calloc(points, sizeof *cell); /* every stack in the first cell: the mean year of any keeps its total */
    const lt_weather w = {.nx = (size_t)grid->nx, .ny = (size_t)grid->ny, .nz = 1, .temperature_2m = t2m};
    const lt_time begin = lt_time_from_civil(YEAR, 1, 1, 0, 0, 0) - LT_CST_OFFSET;
    fixture_fail(lt_laws_open(file, &w, true, &laws));
    assert_non_null(laws);
    for (int k = 0; k < 2; k++) fixture_fail(lt_laws_want(laws, species[k], "kg", begin));
    double sum[2][2] = {{0}};
    const lt_time first = month ? lt_time_from_civil(YEAR, month, 1, 0, 0, 0) - LT_CST_OFFSET : begin;
    for (long h = 0; h < 24L * (month ? lt_days_in_month(YEAR, month) : lt_days_in_year(YEAR)); h++) {
        fixture_fail(lt_laws_hour(laws, &w, first + h * LT_HOUR));
        for (int k = 0; k < 2; k++) {
            memset(area, 0, profiles * plane * sizeof *area);
            memset(rate, 0, points * sizeof *rate);
            lt_laws_add(laws, species[k], cell, area, rate);
            for (size_t c = 0; c < profiles * plane; c++) sum[k][0] += 3600 * area[c];
            for (size_t p = 0; p < points; p++) sum[k][1] += 3600 * rate[p];
        }
    }
    for (int k = 0; k < 2; k++) {
        double want = table_kg(&allocation, speciation, species[k], month), got = sum[k][0] + sum[k][1];
        print_message("%s by laws: %.6f kt of the tables, %.3g off; stacks %.3f kt\n", species[k], want * 1e-6,
                      got / want - 1, sum[k][1] * 1e-6);
        assert_true(want > 1e6 && fabs(got / want - 1) < 1e-9);
        assert_true(month || (sum[k][1] > 0 && sum[k][1] < got)); /* CHP units heat */
    }
    lt_laws_close(laws);
    lt_ncr_close(file);
    lt_speciation_free(speciation);
    lt_allocation_free(&allocation);
    free(t2m);
    free(area);
    free(rate);
    free(cell);
}

static void test_mean_is_the_table(void **state) {
    (void)state;
    check_mean((const char *const[]){"SO2", "NH3"}, 0);
}

/* With all laws, in July: plants, soils, vapour of petrol. */
static void test_all_laws_at_their_mean(void **state) {
    (void)state;
    lt_ledger *basic = ledger;
    ledger = fixture_whole_ledger(YEAR);
    check_mean((const char *const[]){"VOC", "NOX"}, 7);
    lt_ledger_free(ledger);
    ledger = basic;
}

/* A month's days have the mean of the month and the spread of the table; Shenyang's are the station's but for 6.5 K/km;
 * cells have the season of their region. */
static void test_mean_year(void **state) {
    (void)state;
    char climate[512], light[512], seasons[512];
    lt_mean_year year;
    int i, j;
    bool inside;
    fixture_fail(lt_share_path("inventory/data/climate.csv", climate, sizeof climate));
    fixture_fail(lt_share_path("inventory/data/heating_seasons.csv", seasons, sizeof seasons));
    fixture_fail(lt_share_path("inventory/data/climate_light.csv", light, sizeof light));
    fixture_fail(lt_mean_year_create(grid, &(lt_climate_tables){climate, light, seasons}, &year));
    static const double spread[12] = {4.83, 5.20, 4.80, 4.03, 4.27, 1.91, 1.24, 2.58, 3.32, 4.34, 4.70, 4.81};
    for (int m = 0; m < 12; m++) {
        double sum = 0, square = 0, hours = 0;
        int n = lt_days_in_month(2019, m + 1);
        for (int d = 0; d < n; d++) sum += year.day_departure[m * 31 + d];
        for (int d = 0; d < n; d++) square += pow(year.day_departure[m * 31 + d] - sum / n, 2);
        for (int h = 0; h < 24; h++) hours += year.hour_departure[m * 24 + h];
        assert_true(fabs(sum) < 1e-12 && fabs(hours) < 1e-12);
        assert_true(fabs(sqrt(square / n) / spread[m] - 1) < 1e-12);
        for (int d = n; d < 31; d++) assert_true(year.day_departure[m * 31 + d] == 0);
    }
    assert_true(year.day_departure[2 * 31] < 0 && year.day_departure[9 * 31] > 0); /* March warms, October cools */
    fixture_fail(lt_grid_cell(grid, 123.52, 41.73, &i, &j, &inside));
    long c = (long)j * grid->nx + i;
    /* Half a cell is at most 19 km: 1.5 K/100 km of a gradient. */
    assert_true(fabs(year.temperature[c] + 6.5e-3 * (grid->terrain[c] - 49) - (273.15 - 10.24)) < 0.4);
    assert_true(year.first[c] == 1101 && year.last[c] == 331);
    fixture_fail(lt_grid_cell(grid, 121.61, 38.95, &i, &j, &inside));
    c = (long)j * grid->nx + i;
    assert_true(year.first[c] == 1105 && year.last[c] == 405);
    lt_mean_year_free(&year);
}

/* What a ledger may say of time. */
static void test_names(void **state) {
    (void)state;
    lt_allocation allocation;
    lt_timing timing;
    fixture_fail(lt_allocation_read(YEAR, &allocation));
    const lt_calendars *calendars = allocation.calendars;
    assert_true(lt_timing_find(calendars, "heating", &timing) && timing.law == -1);
    assert_true(lt_timing_find(calendars, "heating_degree:heating", &timing) && timing.law == LT_LAW_HEATING_DEGREE);
    assert_true(lt_timing_find(calendars, "dust:flat", &timing) && timing.law == LT_LAW_DUST);
    static const char *const bad[][2] = {{"heat_degree:heating", "did you mean heating_degree"},
                                         {"heating_degree:heatin", "did you mean heating"},
                                         {"plume_rise:heating", "profile stack"},
                                         {":heating", "law"},
                                         {"heating:", ""},
                                         {"heating_degree", "calendar"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        char text[4096];
        assert_false(lt_timing_find(calendars, bad[k][0], &timing));
        lt_status status = lt_timing_fault(calendars, bad[k][0], "row 1");
        assert_int_equal(status, LT_ERR_INPUT);
        lt_error_text(status, text, sizeof text);
        if (!strstr(text, bad[k][1])) print_error("%s\n", text);
        assert_non_null(strstr(text, bad[k][1]));
    }
    /* Ammonia's law moves nothing but ammonia: methane of the same animals keeps its calendar. */
    assert_true(lt_timing_moves(LT_LAW_NH3_TEMPERATURE, "NH3"));
    assert_false(lt_timing_moves(LT_LAW_NH3_TEMPERATURE, "CH4"));
    assert_true(lt_timing_moves(LT_LAW_HEATING_DEGREE, "CO2"));
    /* A tenth of the stoves' fuel cooks all year. */
    int stoves = lt_calendars_find(calendars, "residential_heating"), boilers = lt_calendars_find(calendars, "heating");
    assert_true(fabs(lt_timing_steady(LT_LAW_HEATING_DEGREE, &calendars->items[stoves]) - 0.1) < 1e-4);
    assert_true(lt_timing_steady(LT_LAW_HEATING_DEGREE, &calendars->items[boilers]) == 0);
    assert_true(lt_timing_steady(LT_LAW_NH3_TEMPERATURE, &calendars->items[stoves]) == 0);
    lt_allocation_free(&allocation);
}

/* Domestic fuel leaves in the lowest 20 m: layer 1 of every grid of ours. */
static void test_domestic_height(void **state) {
    (void)state;
    long n = 0;
    for (long k = 0; k < ledger->n; k++)
        if (strcmp(ledger->sources[k].sector, "residential") == 0) {
            assert_string_equal(ledger->sources[k].profile, "surface");
            n++;
        }
    assert_true(n > 14);
    assert_true(grid->z_edge[1] >= 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_mean_year),
                                       cmocka_unit_test(test_domestic_height), cmocka_unit_test(test_mean_is_the_table),
                                       cmocka_unit_test(test_all_laws_at_their_mean)};
    return cmocka_run_group_tests(tests, make, drop);
}
