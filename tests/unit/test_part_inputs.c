/* A part of a domain reads what the whole domain reads there: weather, the air around it, sources of areas, stacks and
 * laws, sides and top of a boundary file. Every value is compared with the whole's, for every part of several cuts.
 * A value that cannot be has the same place in the words of a part as in those of the whole. A boundary file of a wider
 * grid is refused by a part that it would fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/comm.h"
#include "base/log.h"
#include "model/driver/budget_sums.h"
#include "model/emission/emission.h"
#include "tests/support/boundary_file.h"
#include "tests/support/mini_faults.h"

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, N_HOURS = 3, RING = 2 };

static lt_outdir *dir;
static char folder[64], boundary_path[2][256];
static long warnings;

static void hear(lt_log_level level, const char *text) {
    (void)text;
    warnings += level == LT_LOG_WARNING;
}

/* All that a part of the domain has of the inputs. */
typedef struct inputs {
    lt_grid *grid;
    lt_weather weather;
    lt_air *air;
    lt_emission *emission;
    lt_border *border;
    lt_boundary *boundary;
    const lt_source *source;
    lt_exactsum emitted; /* of the first species */
} inputs;

static lt_ncr *seen(const char *name, const lt_ncr_window *window) {
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, name, &file));
    MINI_OK(lt_ncr_view(file, window));
    return file;
}

/* The air is of `ring` cells more where the domain has them. */
static void open_weather(inputs *in, const lt_ncr_window *w, size_t ring) {
    const size_t west = w->i0 < ring ? w->i0 : ring, south = w->j0 < ring ? w->j0 : ring;
    const size_t east = NX - w->i0 - w->nx < ring ? NX - w->i0 - w->nx : ring;
    const size_t north = NY - w->j0 - w->ny < ring ? NY - w->j0 - w->ny : ring;
    const lt_ncr_window wide = {w->j0 - south, w->i0 - west, w->ny + south + north, w->nx + west + east};
    MINI_OK(lt_weather_open(seen("met_p.nc", &wide), wide.nx, wide.ny, NZ, mini_start, N_HOURS, &in->weather));
    if (ring) MINI_OK(lt_weather_inside(&in->weather, west, south, w->nx, w->ny));
}

static void open_boundary(inputs *in, const char *path) {
    MINI_OK(lt_border_create(LT_N_SPECIES, in->grid->nx, in->grid->ny, NZ, &in->border));
    const lt_boundary_need need = {.grid = in->grid,
                                   .n_species = LT_N_SPECIES,
                                   .n_required = LT_N_SPECIES,
                                   .species = lt_passive_species,
                                   .background = in->border,
                                   .start = mini_start,
                                   .n_hours = 1};
    MINI_OK(lt_boundary_open(path, &need, &in->boundary));
    MINI_OK(lt_boundary_hour(in->boundary, mini_start));
    lt_boundary_at(in->boundary, (double)mini_start + 900.0, in->border);
}

/* HDF5 does not read a file well that is open twice: the whole has files of its own. */
static void open_inputs(inputs *in, const lt_ncr_window *window, size_t ring, const char *emissions) {
    *in = (inputs){0};
    MINI_OK(lt_grid_read_part(dir, "grid.nc", window, &in->grid));
    open_weather(in, window, ring);
    MINI_OK(lt_weather_hour(&in->weather, 1));
    MINI_OK(lt_air_create(in->grid->nx, in->grid->ny, NZ, &in->air));
    const lt_emission_setup setup = {
        .place = lt_points_grid_of(in->grid), .z_edge = mini_edges, .start = mini_start, .n_hours = N_HOURS};
    MINI_OK(lt_emission_open(seen(emissions, window), &lt_passive_set, &in->weather, in->air, &setup, &in->emission));
    MINI_OK(lt_emission_hour(in->emission, 1, &in->weather, &in->source));
    lt_sum_source(&in->source[0], in->air, &in->emitted);
    open_boundary(in, boundary_path[emissions[10] == 'w']);
}

static void close_inputs(inputs *in) {
    lt_boundary_close(in->boundary);
    lt_border_free(in->border);
    lt_emission_close(in->emission);
    lt_air_free(in->air);
    lt_weather_close(&in->weather);
    lt_grid_free(in->grid);
}

/* Of an array [nk][ny + more_y][nx + more_x] of the whole, the block that begins at (j0, i0). */
static void same_block(const double *whole, const double *part, int nk, size_t ny, size_t nx, size_t j0, size_t i0,
                       size_t more_y, size_t more_x) {
    for (size_t k = 0, c = 0; k < (size_t)nk; k++)
        for (size_t j = 0; j < ny + more_y; j++)
            for (size_t i = 0; i < nx + more_x; i++, c++)
                assert_true(part[c] == whole[(k * (NY + more_y) + j + j0) * (NX + more_x) + i + i0]);
}

static void same_weather(const lt_weather *a, const lt_weather *b, const lt_ncr_window *w) {
    const size_t ay = w->j0 - b->air_j0, ax = w->i0 - b->air_i0;
    same_block(a->kz, b->kz, NZ + 1, w->ny, w->nx, w->j0, w->i0, 0, 0);
    same_block(a->humidity, b->humidity, NZ, w->ny, w->nx, w->j0, w->i0, 0, 0);
    same_block(a->temperature_2m, b->temperature_2m, 1, w->ny, w->nx, w->j0, w->i0, 0, 0);
    same_block(a->mass_begin, b->mass_begin, NZ, b->air_ny, b->air_nx, ay, ax, 0, 0);
    same_block(a->mass_end, b->mass_end, NZ, b->air_ny, b->air_nx, ay, ax, 0, 0);
    same_block(a->flux_x, b->flux_x, NZ, b->air_ny, b->air_nx, ay, ax, 0, 1);
    same_block(a->flux_y, b->flux_y, NZ, b->air_ny, b->air_nx, ay, ax, 1, 0);
    for (size_t j = 0; j < w->ny; j++)
        for (size_t i = 0; i < w->nx; i++)
            assert_true(lt_weather_mass(b, j * w->nx + i) == lt_weather_mass(a, (j + w->j0) * NX + i + w->i0));
}

static double rate(const inputs *in, int s, int k, int j, int i) {
    return k < in->source[s].layers ? (double)in->source[s].rate[lt_air_at(in->air, k, j, i)] : 0.0;
}

static void same_sources(const inputs *a, const inputs *b, const lt_ncr_window *w) {
    for (int s = 0; s < LT_N_SPECIES; s++)
        for (int k = 0; k < NZ; k++)
            for (int j = 0; j < (int)w->ny; j++)
                for (int i = 0; i < (int)w->nx; i++)
                    assert_true(rate(b, s, k, j, i) == rate(a, s, k, j + (int)w->j0, i + (int)w->i0));
}

static void same_border(lt_border *a, lt_border *b, const lt_ncr_window *w) {
    for (int s = 0; s < LT_N_SPECIES; s++) {
        for (int k = 0; k < NZ; k++)
            for (int side = 0; side < LT_N_SIDES; side++) {
                const size_t first = side == LT_WEST || side == LT_EAST ? w->j0 : w->i0;
                const lt_real *whole = lt_border_side(a, (lt_side)side, s, k) + first;
                const lt_real *part = lt_border_side(b, (lt_side)side, s, k);
                for (int c = 0; c < lt_border_length(b, (lt_side)side); c++) assert_true(part[c] == whole[c]);
            }
        for (size_t j = 0; j < w->ny; j++)
            for (size_t i = 0; i < w->nx; i++)
                assert_true(lt_border_top(b, s)[j * w->nx + i] == lt_border_top(a, s)[(j + w->j0) * NX + i + w->i0]);
    }
}

/* Every stack is in one part, none is called outside of the grid. */
static void test_parts(void **state) {
    (void)state;
    static const int cuts[][2] = {{1, 1}, {2, 1}, {1, 3}, {3, 2}, {7, 6}};
    const lt_ncr_window all = {0, 0, NY, NX};
    inputs whole, part;
    open_inputs(&whole, &all, 0, "emissions_whole.nc");
    for (size_t n = 0; n < sizeof cuts / sizeof cuts[0]; n++) {
        lt_exactsum emitted;
        lt_exactsum_clear(&emitted);
        for (int b = 0; b < cuts[n][0] * cuts[n][1]; b++) {
            const lt_block at = lt_block_of(NX, NY, cuts[n][0], cuts[n][1], b);
            const lt_ncr_window w = {(size_t)at.j0, (size_t)at.i0, (size_t)at.nj, (size_t)at.ni};
            open_inputs(&part, &w, n % 2 ? RING : 0, "emissions_base_p.nc");
            same_weather(&whole.weather, &part.weather, &w);
            same_sources(&whole, &part, &w);
            same_border(whole.border, part.border, &w);
            lt_exactsum_merge(&emitted, &part.emitted);
            close_inputs(&part);
        }
        assert_true(lt_exactsum_value(&emitted) == lt_exactsum_value(&whole.emitted));
    }
    assert_int_equal(warnings, 0);
    close_inputs(&whole);
}

/* --- values that cannot be --- */

/* The error of weather or emissions as a window shows them. */
static void error_of(const char *file, const char *field, const lt_ncr_window *w, char *text, size_t size) {
    inputs in = {0};
    lt_status status;
    MINI_OK(lt_grid_read_part(dir, "grid.nc", w, &in.grid));
    open_weather(&in, w, RING);
    MINI_OK(lt_weather_want(&in.weather, &in.weather.temperature));
    status = lt_weather_hour(&in.weather, 1);
    if (strncmp(field, "area", 4) == 0) {
        MINI_OK(status);
        MINI_OK(lt_air_create(in.grid->nx, in.grid->ny, NZ, &in.air));
        const lt_emission_setup setup = {
            .place = lt_points_grid_of(in.grid), .z_edge = mini_edges, .start = mini_start, .n_hours = N_HOURS};
        MINI_OK(lt_emission_open(seen(file, w), &lt_passive_set, &in.weather, in.air, &setup, &in.emission));
        status = lt_emission_hour(in.emission, 1, &in.weather, &in.source);
    }
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, size);
    lt_error_clear();
    close_inputs(&in);
}

static void test_values_that_cannot_be(void **state) {
    (void)state;
    static const struct {
        const char *file, *field;
        size_t at[4];
        const char *place;
    } faults[] = {
        {"met_p.nc",
         "relative_humidity",
         {1, 2, 9, 10},
         "relative_humidity, hour 1 (from 2020-01-06T01:00:00Z), layer 2, row 9, column 10"},
        {"met_p.nc", "kz", {1, 3, 8, 12}, "interface 3, row 8, column 12"},
        {"met_p.nc", "air_temperature_2m", {1, 9, 11, 0}, "row 9, column 11"},
        {"met_p.nc", "mass_flux_x", {1, 4, 9, 11}, "layer 4, row 9, column 11 (west face)"},
        {"met_p.nc", "mass_flux_y", {1, 4, 9, 11}, "layer 4, row 9, column 11 (south face)"},
        {"emissions_base_p.nc", "area/CO", {1, 0, 9, 11}, "profile 0, row 9, column 11"},
    };
    static const lt_ncr_window windows[] = {{0, 0, NY, NX}, {6, 7, 6, 7}, {4, 9, 8, 5}};
    for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++) {
        char text[3][2048];
        const double before = mini_put(dir, faults[f].file, faults[f].field, faults[f].at, NAN);
        for (int w = 0; w < 3; w++) {
            error_of(faults[f].file, faults[f].field, &windows[w], text[w], sizeof text[w]);
            if (!strstr(text[w], faults[f].place)) print_error("%s\n", text[w]);
            assert_non_null(strstr(text[w], faults[f].place));
            assert_string_equal(text[w], text[0]);
        }
        mini_put(dir, faults[f].file, faults[f].field, faults[f].at, before);
    }
}

/* --- boundary files --- */

/* The file is refused where a window of a grid sees it that has so many columns fewer; in these words. */
static void boundary_error_of(const lt_ncr_window *w, int fewer, char *text, size_t size) {
    lt_boundary *boundary;
    lt_grid *grid;
    MINI_OK(lt_grid_read_part(dir, "grid.nc", w, &grid));
    grid->beyond_x -= fewer;
    const lt_boundary_need need = {.grid = grid,
                                   .n_species = LT_N_SPECIES,
                                   .n_required = LT_N_SPECIES,
                                   .species = lt_passive_species,
                                   .start = mini_start,
                                   .n_hours = 1};
    const lt_status status = lt_boundary_open(boundary_path[0], &need, &boundary);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, size);
    lt_error_clear();
    lt_grid_free(grid);
}

static void test_boundary_that_cannot_be(void **state) {
    (void)state;
    static const struct {
        const char *field;
        size_t at[4];
        const char *place;
    } faults[] = {{"west", {1, 2, 3, 9}, "west of NOX, 2020-01-06T01:00:00Z, layer 3, row 9"},
                  {"north", {1, 2, 3, 11}, "north of NOX, 2020-01-06T01:00:00Z, layer 3, column 11"},
                  {"top", {1, 2, 9, 11}, "top of NOX, 2020-01-06T01:00:00Z, row 9, column 11"}};
    static const lt_ncr_window windows[] = {{0, 0, NY, NX}, {6, 7, 6, 7}, {4, 9, 8, 5}};
    for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++) {
        char text[3][2048];
        const double before = mini_put(dir, "boundary.nc", faults[f].field, faults[f].at, -1.0);
        for (int w = 0; w < 3; w++) {
            boundary_error_of(&windows[w], 0, text[w], sizeof text[w]);
            if (!strstr(text[w], faults[f].place)) print_error("%s\n", text[w]);
            assert_non_null(strstr(text[w], faults[f].place));
            assert_string_equal(text[w], text[0]);
        }
        mini_put(dir, "boundary.nc", faults[f].field, faults[f].at, before);
    }
}

static void test_axes_of_a_part(void **state) {
    (void)state;
    static const lt_ncr_window window = {4, 9, 8, 5};
    char text[2048];
    const double before = mini_put(dir, "boundary.nc", "x", (const size_t[4]){11, 0, 0, 0}, 0.0);
    boundary_error_of(&window, 0, text, sizeof text);
    mini_put(dir, "boundary.nc", "x", (const size_t[4]){11, 0, 0, 0}, before);
    assert_non_null(strstr(text, "another grid"));
    assert_non_null(strstr(text, ", x, value 11"));
    static const lt_ncr_window inner = {4, 4, 8, 5};
    boundary_error_of(&inner, 2, text, sizeof text); /* its cells are where the file has them */
    assert_non_null(strstr(text, "dimension x"));
    assert_non_null(strstr(text, lt_fmt("%d, of", NX)));
}

static double value(int v, int record, int s, int k, int c) {
    return 0x1p-40 * (1 + v + 8 * record + 64 * s + 1024 * k + 8192 * c);
}

static int make(void **state) {
    (void)state;
    lt_grid *grid;
    const boundary_plan plan = {.perimeter = true, .n_times = 4, .step_h = 1, .value = value};
    dir = mini_dir(folder, N_HOURS);
    mini_emissions(dir, "emissions_whole.nc", N_HOURS);
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    boundary_write(dir, "boundary.nc", grid, &plan);
    boundary_write(dir, "boundary_whole.nc", grid, &plan);
    lt_grid_free(grid);
    snprintf(boundary_path[0], sizeof boundary_path[0], "%s/boundary.nc", folder);
    snprintf(boundary_path[1], sizeof boundary_path[1], "%s/boundary_whole.nc", folder);
    lt_log_set_sinks(NULL, hear);
    return 0;
}

static int drop(void **state) {
    (void)state;
    lt_log_set_sinks(NULL, NULL);
    return mini_remove(dir, folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts), cmocka_unit_test(test_values_that_cannot_be),
                                       cmocka_unit_test(test_boundary_that_cannot_be),
                                       cmocka_unit_test(test_axes_of_a_part)};
    return cmocka_run_group_tests(tests, make, drop);
}
