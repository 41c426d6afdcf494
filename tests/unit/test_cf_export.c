/* The ledger as a CF file: fluxes times areas times seconds are the gridded sums of the table; CDO and GDAL open it. */
#include "inventory_fixture.h"

#include "inventory/place/gridding.h"
#include "inventory/writers/writer.h"
#include "tests/support/root.h"
#include "tests/support/tools.h"

#include <netcdf.h>

static char path[400];
static lt_ledger *ledger;
static lt_grid *grid;
static lt_allocation allocation;

static int make_file(void **state) {
    lt_outdir *dir;
    const lt_writer *writer;
    if (make_root(state) != 0) return 1;
    snprintf(path, sizeof path, "%s/inventory_cf.nc", root);
    ledger = fixture_ledger(2020);
    grid = fixture_grid();
    fixture_fail(lt_allocation_read(2020, &allocation));
    fixture_fail(lt_writer_find("cf", &writer));
    fixture_fail(lt_outdir_open(root, &dir));
    fixture_fail(writer->write(&(lt_export){.ledger = ledger, .allocation = &allocation, .grid = grid, .dir = dir}));
    lt_outdir_close(dir);
    return 0;
}

static int remove_file(void **state) {
    lt_allocation_free(&allocation);
    lt_grid_free(grid);
    lt_ledger_free(ledger);
    return remove_root(state);
}

/* kg a year of a variable, by its area and its bounds of time; of one month with month >= 0. 0 without the variable. */
static double file_sum(const char *name, int month) {
    int id, v;
    double area[44 * 40], bounds[24], sum = 0;
    static float flux[12 * 44 * 40];
    assert_int_equal(nc_open(path, NC_NOWRITE, &id), NC_NOERR);
    assert_int_equal(nc_inq_varid(id, "cell_area", &v), NC_NOERR);
    nc_get_var_double(id, v, area);
    nc_inq_varid(id, "time_bnds", &v);
    nc_get_var_double(id, v, bounds);
    if (nc_inq_varid(id, name, &v) == NC_NOERR) {
        assert_int_equal(nc_get_var_float(id, v, flux), NC_NOERR);
        for (int m = 0; m < 12; m++)
            for (int c = 0; c < 44 * 40; c++)
                if (month < 0 || month == m)
                    sum += flux[m * 44 * 40 + c] * area[c] * (bounds[2 * m + 1] - bounds[2 * m]);
    }
    nc_close(id);
    return sum;
}

static void test_sums_are_the_grid_s(void **state) {
    (void)state;
    double kt[LT_N_PARTS][LT_N_POLLUTANTS];
    fixture_fail(lt_inventory_gridded_totals(ledger, grid, kt));
    static const int pollutants[] = {LT_SO2, LT_NOX, LT_PM25, LT_NH3, LT_CO2};
    static const char *const names[] = {"SO2", "NOx", "PM25", "NH3", "CO2"};
    for (int p = 0; p < 5; p++) {
        double sum = 0;
        for (int k = 0; k < allocation.sectors->n; k++) {
            char name[80];
            snprintf(name, sizeof name, "%s_%s", names[p], allocation.sectors->items[k].name);
            sum += file_sum(name, -1);
        }
        double of_grid = 0;
        for (int part = 0; part < LT_N_PARTS; part++) of_grid += kt[part][pollutants[p]] * 1e6;
        assert_true(of_grid > 0);
        assert_true(fabs(sum / of_grid - 1) < 1e-6); /* values are float */
    }
}

/* Part of a month in the SO2 of heating: that of the rows' calendars. */
static double heat_of_month(int month) {
    double year = 0, part = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        lt_timing timing;
        if (strcmp(s->sector, "heat") != 0) continue;
        assert_true(lt_timing_find(allocation.calendars, s->calendar, &timing));
        year += lt_source_emission_kg(s, LT_SO2);
        part += lt_source_emission_kg(s, LT_SO2) * allocation.calendars->items[timing.calendar].month[month];
    }
    return part / year;
}

static void test_months(void **state) {
    (void)state;
    const double year = file_sum("SO2_heat", -1);
    for (int m = 0; m < 12; m++) assert_near(file_sum("SO2_heat", m) / year, heat_of_month(m), 1e-6); /* floats */
    assert_true(heat_of_month(0) > 3 * heat_of_month(6)); /* they differ at all */
}

static void test_tools_open_it(void **state) {
    (void)state;
    TOOL_SHOWS("cell_area", "ncdump", "-h", path);
    TOOL_SHOWS("lambert_conformal_conic", "cdo", "-s", "sinfon", path);
    TOOL_SHOWS("Lambert Conic Conformal", "gdalinfo", lt_fmt("NETCDF:\"%s\":SO2_power", path));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums_are_the_grid_s), cmocka_unit_test(test_months),
                                       cmocka_unit_test(test_tools_open_it)};
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
