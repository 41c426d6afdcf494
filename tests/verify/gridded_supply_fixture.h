/* gridded_supply_fixture.h - a grid of hills, uniform air over levels of pressure, and the supply made of it. */
#ifndef LT_TESTS_GRIDDED_SUPPLY_FIXTURE_H
#define LT_TESTS_GRIDDED_SUPPLY_FIXTURE_H

#include "model/met/constants.h"
#include "model/met/flux.h"
#include "grids/regrid.h"
#include "model/met/gridded/gridded_supply.h"
#include "tests/support/air_source.h"
#include "tests/support/files.h"
#include "tests/support/near.h"
#include "tests/support/words.h"

enum { N_LEVELS = 14 };
static const double levels[N_LEVELS] = {1e5,   9.75e4, 9.5e4, 9.25e4, 9e4, 8.5e4, 8e4,
                                        7.5e4, 7e4,    6e4,   5e4,    4e4, 3e4,   2e4};
static const lt_gridded_field air_fields[] = {LT_G_TEMPERATURE, LT_G_SPECIFIC_HUMIDITY, LT_G_EAST,
                                              LT_G_NORTH,       LT_G_SURFACE_PRESSURE,  LT_G_TERRAIN,
                                              LT_G_CLOUD_WATER};
enum { N_AIR = sizeof air_fields / sizeof *air_fields };
static lt_time start;
static lt_grid *grid;

static LT_UNUSED int set_up(void **state) {
    (void)state;
    lt_definition *definition = NULL;
    start = lt_time_from_civil(2020, 1, 10, 0, 0, 0);
    assert_int_equal(lt_definition_read("liaoning-27", &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 0, &grid), LT_OK);
    lt_definition_free(definition);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) grid->terrain[c] = 300 + 250 * sin(0.013 * (double)c);
    return 0;
}

static LT_UNUSED int tear_down(void **state) {
    (void)state;
    lt_grid_free(grid);
    return 0;
}

/* --- air that is the same everywhere, or linear --- */

static LT_UNUSED float uniform(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    (void)lon, (void)lat, (void)begin, (void)end, (void)level;
    switch (field) {
    case LT_G_TEMPERATURE:
        return 270;
    case LT_G_SPECIFIC_HUMIDITY:
        return 0;
    case LT_G_EAST:
        return 7;
    case LT_G_NORTH:
        return -4;
    case LT_G_SURFACE_PRESSURE:
        return 1.015e5f;
    case LT_G_CLOUD_WATER:
        return 2e-4f;
    case LT_G_RAIN:
        return (float)((double)(end - begin) * 1e-4);
    case LT_G_SHORTWAVE:
        return 150;
    default:
        return 0;
    }
}

static LT_UNUSED lt_gridded *source_of(air_source_value value, double step, int hours, int every) {
    int nx = (int)(24 / step) + 2, ny = (int)(16 / step) + 2;
    lt_gridded *g = air_source_make(air_source_plane(nx, ny, 111, 33, step, step), N_LEVELS, levels, value);
    air_source_states(g, air_fields, N_AIR, start, hours / every + 1, every * LT_HOUR);
    return g;
}

static LT_UNUSED lt_status supply_of(lt_gridded *g, int hours, int threads, lt_supply **out) {
    lt_series *series = NULL;
    lt_notes *notes = NULL;
    const lt_gridded_run run = {grid, start, start + hours * LT_HOUR, false, threads};
    assert_int_equal(lt_notes_create(&notes), LT_OK);
    lt_status status = lt_series_take(1, &g, &series);
    if (status == LT_OK) status = lt_gridded_supply_create(series, &run, notes, out);
    lt_notes_free(notes);
    return status;
}

#endif
