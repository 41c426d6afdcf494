/* inventory_fixture.h - a hand-made grid for the inventory's tests: the real geometry of liaoning-27, every cell given
 * whole to the nearest city seat within 90 km, the rest to a neighbour. Header only. */
#ifndef LT_TESTS_INVENTORY_FIXTURE_H
#define LT_TESTS_INVENTORY_FIXTURE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/outdir.h"
#include "grids/grid.h"
#include "inventory/ledger.h"
#include "tests/support/files.h"
#include "tests/support/near.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LT_FIXTURE __attribute__((unused)) static

/* Seats of the cities, degrees (rounded; a test grid needs no more). */
static const double fixture_seats[14][2] = {{123.43, 41.80}, {121.61, 38.91}, {122.99, 41.11}, {123.96, 41.88},
                                            {123.77, 41.29}, {124.38, 40.13}, {121.13, 41.10}, {122.24, 40.67},
                                            {121.67, 42.02}, {123.24, 41.27}, {122.07, 41.12}, {123.84, 42.29},
                                            {120.45, 41.57}, {120.84, 40.71}};

LT_FIXTURE void fixture_fail(lt_status status) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    print_error("%s\n", text);
    assert_int_equal(status, LT_OK);
}

LT_FIXTURE int fixture_nearest(double lon, double lat) {
    int best = -1;
    double least = 90;
    for (int k = 0; k < 14; k++) {
        double east = (lon - fixture_seats[k][0]) * 111.2 * cos(lat * M_PI / 180),
               north = (lat - fixture_seats[k][1]) * 111.2;
        double km = hypot(east, north);
        if (km < least) {
            least = km;
            best = k;
        }
    }
    return best;
}

/* The two counties that shipped rows name, each as large as its city. */
LT_FIXTURE void fixture_counties(lt_grid *grid) {
    static const lt_county counties[] = {{"210381", "Anshan", "Haicheng", "海城市"},
                                         {"210882", "Yingkou", "Dashiqiao", "大石桥市"}};
    long n = (long)grid->nx * grid->ny;
    fixture_fail(lt_calloc(2, sizeof *grid->county, &grid->county));
    for (int k = 0; k < 2; k++) {
        grid->county[k] = counties[k];
        fixture_fail(lt_parts_append(&grid->counties, counties[k].adcode,
                                     grid->region_fraction + lt_grid_region(grid, counties[k].city) * n, n));
    }
}

LT_FIXTURE lt_grid *fixture_grid(void) {
    lt_definition *definition;
    lt_grid *grid;
    fixture_fail(lt_definition_read("liaoning-27", &definition));
    fixture_fail(lt_grid_create(definition, 2, &grid));
    lt_definition_free(definition);
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "CHN_JL");
    snprintf(grid->neighbour_id[1], sizeof grid->neighbour_id[1], "PRK");
    grid->neighbour_area[0] = 400000e6; /* made up: larger than its part of this grid */
    long n = (long)grid->nx * grid->ny;
    for (long c = 0; c < n; c++) {
        int city = fixture_nearest(grid->lon[c], grid->lat[c]);
        int region = city >= 0 ? city : grid->lat[c] > 43 ? LT_REGION_OTHER_LAND : LT_REGION_SEA;
        grid->region_fraction[region * n + c] = 1;
        if (region == LT_REGION_OTHER_LAND) grid->neighbour_fraction[(grid->lon[c] > 128) * n + c] = 1;
        grid->population[c] = region == LT_REGION_SEA ? 0 : 5000.0 * (1 + c % 97);
    }
    lt_land_from_regions(grid, LT_LAND_CROPLAND);
    fixture_counties(grid);
    return grid;
}

LT_FIXTURE lt_ledger *fixture_ledger(int year) {
    lt_ledger *ledger;
    fixture_fail(lt_ledger_read(NULL, year, &ledger));
    return ledger;
}

/* The ledger of a section `inventory:` of case.yaml, said as its text. */
LT_FIXTURE lt_status fixture_section(const char *text, int year, lt_ledger **out) {
    lt_node *section;
    fixture_fail(lt_node_parse("case.yaml", text, &section));
    const lt_status status = lt_ledger_read(section, year, out);
    lt_node_free(section);
    return status;
}

/* With plants and soils. */
LT_FIXTURE lt_ledger *fixture_whole_ledger(int year) {
    lt_ledger *ledger;
    fixture_fail(fixture_section("laws: all\n", year, &ledger));
    return ledger;
}

/* A user's table alone, of 2020; more: further lines of the section. */
LT_FIXTURE lt_ledger *fixture_own_ledger(const char *path, const char *more) {
    char text[8192];
    lt_ledger *ledger;
    snprintf(text, sizeof text, "ledger: %s\nneighbours: no\n%s", path, more);
    fixture_fail(fixture_section(text, 2020, &ledger));
    return ledger;
}

LT_FIXTURE void fixture_write(const char *path, const char *text) {
    assert_true(files_write_text(path, text));
}

/* A shipped table, a number and a word of it. */
LT_FIXTURE lt_csv *fixture_table(const char *relative) {
    char path[512];
    lt_csv *csv;
    fixture_fail(lt_share_path(relative, path, sizeof path));
    fixture_fail(lt_csv_read(path, &csv));
    return csv;
}

LT_FIXTURE double fixture_number(const lt_csv *csv, long row, const char *column) {
    int c;
    double value;
    fixture_fail(lt_csv_column(csv, column, &c));
    fixture_fail(lt_csv_double(csv, row, c, &value));
    return value;
}

LT_FIXTURE const char *fixture_word(const lt_csv *csv, long row, const char *column) {
    int c;
    fixture_fail(lt_csv_column(csv, column, &c));
    return lt_csv_text(csv, row, c);
}

#endif
