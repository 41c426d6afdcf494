/* The stage on the real grid: columns that agree with their fluxes, labels, same bits for any threads, errors that
 * leave nothing behind. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/ncio.h"
#include "base/verify.h"
#include "grids/build/stage.h"
#include "grids/grid.h"
#include "model/met/flux.h"
#include "model/met/met_command.h"
#include "model/met/met_stage.h"
#include "tests/support/one_hour.h"
#include "tests/support/files.h"

#include <math.h>

static char folder[256];

static void write_case(const char *name, const char *met, const char *spinup) {
    char path[600], text[2048];
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    snprintf(text, sizeof text,
             "case: %s\ntitle_en: test\ntitle_zh: test\ngrid: liaoning-27\nperiods:\n"
             "  - {id: p, start: 2020-01-10, length: 8 h, spinup: %s}\nmet:\n%s",
             name, spinup, met);
    assert_true(files_write_text(path, text));
}

/* Runs grid and met of folder/name.yaml in folder/out. */
static lt_status run(const char *name, const char *out, int threads, const char *met_file, lt_digest inputs) {
    char path[600], out_path[600];
    lt_cli cli = {.met = {{met_file}, met_file != NULL}};
    lt_case *setup = NULL;
    lt_outdir *dir = NULL;
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    snprintf(out_path, sizeof out_path, "%s/%s", folder, out);
    assert_int_equal(lt_case_read(path, &cli, &setup), LT_OK);
    assert_int_equal(lt_outdir_open(out_path, &dir), LT_OK);
    lt_job job = {.setup = setup, .cli = &cli, .out = dir, .threads = threads};
    if (!lt_outdir_has(dir, "grid.nc", false, NULL)) assert_int_equal(lt_grid_stage(&job), LT_OK);
    job.period = setup->periods.items;
    lt_status status = lt_met_stage(&job);
    if (status == LT_OK && inputs) {
        lt_hash hash;
        lt_hash_init(&hash);
        assert_int_equal(lt_met_inputs(&job, &hash), LT_OK);
        lt_hash_end(&hash, inputs);
    }
    lt_outdir_close(dir);
    lt_case_free(setup);
    return status;
}

static int setup_folder(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    write_case("synthetic", "  source: typical-winter\n", "4 h");
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

/* From the file alone: change of the column's mass over the hour + outflow, in shares of the mass. */
static double worst_column(lt_ncr *file, const lt_grid *g, size_t hour) {
    size_t n = (size_t)g->nx * (size_t)g->ny, nz = (size_t)g->nz, fx = (size_t)(g->nx + 1) * (size_t)g->ny;
    size_t fy = (size_t)g->nx * (size_t)(g->ny + 1);
    double *a = calloc(n * nz, 8), *b = calloc(n * nz, 8), *x = calloc(fx * nz, 8), *y = calloc(fy * nz, 8), worst = 0;
    assert_int_equal(lt_ncr_get_double_record(file, "air_mass", "kg", hour, n * nz, a), LT_OK);
    assert_int_equal(lt_ncr_get_double_record(file, "air_mass", "kg", hour + 1, n * nz, b), LT_OK);
    assert_int_equal(lt_ncr_get_double_record(file, "mass_flux_x", "kg s-1", hour, fx * nz, x), LT_OK);
    assert_int_equal(lt_ncr_get_double_record(file, "mass_flux_y", "kg s-1", hour, fy * nz, y), LT_OK);
    for (size_t c = 0; c < n; c++) {
        size_t j = c / (size_t)g->nx, i = c % (size_t)g->nx, west = j * (size_t)(g->nx + 1) + i;
        double mass = 0, change = 0, out = 0;
        for (size_t k = 0; k < nz; k++) {
            assert_true(a[k * n + c] > 0.0);
            mass += a[k * n + c];
            change += b[k * n + c] - a[k * n + c];
            out += x[k * fx + west + 1] - x[k * fx + west] + y[k * fy + c + (size_t)g->nx] - y[k * fy + c];
        }
        worst = lt_verify_worse(worst, fabs(change + 3600.0 * out) / mass);
    }
    free(a);
    free(b);
    free(x);
    free(y);
    return worst;
}

static void check_kz(lt_ncr *file, const lt_grid *g, size_t hour) {
    size_t n = (size_t)g->nx * (size_t)g->ny, nz = (size_t)g->nz;
    float *kz = calloc(n * (nz + 1), sizeof *kz);
    int towns = 0;
    assert_int_equal(lt_ncr_get_float_record(file, "kz", "m2 s-1", hour, n * (nz + 1), kz), LT_OK);
    for (size_t c = 0; c < n; c++) {
        assert_true(kz[c] == 0.0f && kz[nz * n + c] == 0.0f);
        double town = fmin(1.0, g->population[c] * 100.0 / g->area[c]), least = fmax(0.1, 0.01 + 0.99 * town);
        for (size_t k = 1; k < nz; k++) {
            if (g->z_edge[k] > 500.0) least = 0.1;
            assert_true(kz[k * n + c] >= least * 0.9999 && kz[k * n + c] < 1000.0f);
        }
        if (town > 0.4) towns++;
    }
    assert_true(towns > 0);
    free(kz);
}

static void test_columns(void **state) {
    (void)state;
    lt_digest inputs;
    assert_int_equal(run("synthetic", "one", 1, NULL, inputs), LT_OK);
    char path[600], text[200];
    lt_outdir *dir = NULL;
    lt_grid *g = NULL;
    lt_ncr *file = NULL;
    snprintf(path, sizeof path, "%s/one", folder);
    assert_int_equal(lt_outdir_open(path, &dir), LT_OK);
    assert_int_equal(lt_grid_read(dir, "grid.nc", &g), LT_OK);
    assert_int_equal(lt_ncr_open_own(dir, "met_p.nc", &file), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "time", 12), LT_OK);
    assert_int_equal(lt_ncr_expect_dim(file, "time_edge", 13), LT_OK);
    double worst = 0.0, edge = 0.0;
    for (size_t h = 0; h < 12; h++) {
        worst = lt_verify_worse(worst, worst_column(file, g, h));
        check_kz(file, g, h);
    }
    print_message("largest column residual %.1e\n", worst);
    assert_true(worst < 1e-12);
    assert_int_equal(lt_ncr_get_double_record(file, "time_edge", NULL, 0, 1, &edge), LT_OK);
    assert_true(edge == (double)lt_time_from_civil(2020, 1, 9, 12, 0, 0)); /* 2020-01-10 UTC+8 minus 4 h */
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_id", text, sizeof text), LT_OK);
    assert_string_equal(text, "synthetic:typical-winter");
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_label_en", text, sizeof text), LT_OK);
    assert_non_null(strstr(text, "SYNTHETIC"));
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_label_zh", text, sizeof text), LT_OK);
    assert_non_null(strstr(text, "合成"));
    assert_int_equal(lt_ncr_attr_text(file, NULL, "evidence_city", text, sizeof text), LT_OK);
    assert_string_equal(text, "");
    lt_ncr_close(file);
    lt_grid_free(g);
    lt_outdir_close(dir);
}

/* Largest change of wind that the correction made on the faces of a layer between cells, m/s. */
static double largest_change(const lt_hour_fields *f, int k) {
    const lt_grid *g = f->grid;
    long n = (long)g->nx * g->ny, nfx = (long)(g->nx + 1) * g->ny, nfy = (long)g->nx * (g->ny + 1);
    double *x = calloc((size_t)nfx, sizeof *x), *y = calloc((size_t)nfy, sizeof *y), worst = 0.0;
    const double *mass = f->mean + k * n;
    lt_flux_layer(g, f->u + k * n, f->v + k * n, mass, x, y);
    for (int j = 0; j < g->ny; j++)
        for (int i = 1; i < g->nx; i++) {
            long face = (long)j * (g->nx + 1) + i;
            double per_wind = lt_face_mass_x(g, mass, i, j) * g->face_x[face];
            worst = lt_verify_worse(worst, fabs(f->flux_x[k * nfx + face] - x[face]) / per_wind);
        }
    free(x);
    free(y);
    return worst;
}

/* A strong west wind aloft meets the mountains of the grid. Its columns must be mended by more than 1 m/s somewhere,
 * but the wind of the lowest layer, which a station has measured, hardly: 0.1 m/s (measured: 0.03; one change for the
 * whole column would be as large there as aloft). */
static void test_ground_wind_stays(void **state) {
    (void)state;
    char path[600];
    lt_cli cli = {0};
    lt_case *setup = NULL;
    lt_outdir *dir = NULL;
    lt_grid *g = NULL;
    lt_met_settings settings;
    snprintf(path, sizeof path, "%s/synthetic.yaml", folder);
    assert_int_equal(lt_case_read(path, &cli, &setup), LT_OK);
    snprintf(path, sizeof path, "%s/one", folder);
    assert_int_equal(lt_outdir_open(path, &dir), LT_OK);
    assert_int_equal(lt_grid_read(dir, "grid.nc", &g), LT_OK);
    lt_job job = {.setup = setup, .cli = &cli, .out = dir, .threads = 1, .period = setup->periods.items};
    lt_weather_files files;
    assert_int_equal(lt_met_settings_read(&job, &settings, &files), LT_OK);
    lt_domain_state air = {.temperature_K = 263.0, .dew_point_K = 258.0, .sea_level_pressure_Pa = 1.025e5};
    air.day_temperature_K = air.mean_temperature_K = 263.0;
    air.wind_speed_ms = 2.0;
    air.east = 1.0;
    air.geostrophic_east_ms = 5.0;
    air.shear_east_s = 5e-3;
    air.sea_surface_K = 274.0;
    lt_hour_fields *f = lt_test_one_hour(g, &settings, &air, lt_time_from_civil(2020, 1, 9, 18, 0, 0));
    double ground = largest_change(f, 0), top = largest_change(f, g->nz - 1);
    print_message("largest change of wind: %.3f m/s at the ground, %.2f m/s in the highest layer\n", ground, top);
    assert_true(top > 1.0 && ground < 0.1 && f->residual < 1e-12);
    lt_hour_fields_free(f);
    lt_met_settings_release(&settings);
    lt_weather_files_release(&files);
    lt_grid_free(g);
    lt_outdir_close(dir);
    lt_case_free(setup);
}

/* Data of the two files agree bit for bit; the files differ in nothing but the history. */
static void test_same_bits_for_threads(void **state) {
    (void)state;
    assert_int_equal(run("synthetic", "two", 3, NULL, NULL), LT_OK);
    static const char *const names[] = {
        "air_mass",           "mass_flux_x",   "mass_flux_y", "kz", "cloud_ice_mixing_ratio", "boundary_layer_height",
        "sensible_heat_flux", "soil_moisture", "snow_cover"};
    enum { N_NAMES = sizeof names / sizeof *names };
    lt_ncr *file[2];
    lt_outdir *dir[2];
    const char *const outs[2] = {"one", "two"};
    for (int f = 0; f < 2; f++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, outs[f]);
        assert_int_equal(lt_outdir_open(path, &dir[f]), LT_OK);
        assert_int_equal(lt_ncr_open_own(dir[f], "met_p.nc", &file[f]), LT_OK);
    }
    size_t cells = 44 * 40;
    const size_t sizes[N_NAMES] = {cells * 20, 45 * 40 * 20, 44 * 41 * 20, cells * 21, cells * 20,
                                   cells,      cells,        cells,        cells};
    double *a = calloc(cells * 21 * 2, 8), *b = calloc(cells * 21 * 2, 8);
    for (size_t v = 0; v < N_NAMES; v++)
        for (size_t h = 0; h < 12; h++) {
            assert_int_equal(lt_ncr_get_double_record(file[0], names[v], NULL, h, sizes[v], a), LT_OK);
            assert_int_equal(lt_ncr_get_double_record(file[1], names[v], NULL, h, sizes[v], b), LT_OK);
            assert_memory_equal(a, b, sizes[v] * sizeof *a);
        }
    free(a);
    free(b);
    for (int f = 0; f < 2; f++) {
        lt_ncr_close(file[f]);
        lt_outdir_close(dir[f]);
    }
}

/* Snow, soil and boundary layer of the period are the same after a longer spin-up: the ground's weather begins at the
 * same hour. Before that a window of another spin-up differed by 4 % in PM2.5 from its base run. */
static void test_ground_does_not_know_the_spin_up(void **state) {
    (void)state;
    static const char *const names[] = {"snow_cover", "skin_temperature", "boundary_layer_height"};
    enum { CELLS = 44 * 40 };
    static double a[CELLS], b[CELLS];
    lt_ncr *file[2];
    lt_outdir *dir[2];
    const char *const outs[2] = {"one", "longer"};
    write_case("longer", "  source: typical-winter\n", "10 h");
    assert_int_equal(run("longer", "longer", 1, NULL, NULL), LT_OK);
    for (int f = 0; f < 2; f++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, outs[f]);
        assert_int_equal(lt_outdir_open(path, &dir[f]), LT_OK);
        assert_int_equal(lt_ncr_open_own(dir[f], "met_p.nc", &file[f]), LT_OK);
    }
    for (size_t v = 0; v < 3; v++)
        for (size_t h = 0; h < 8; h++) {
            assert_int_equal(lt_ncr_get_double_record(file[0], names[v], NULL, 4 + h, CELLS, a), LT_OK);
            assert_int_equal(lt_ncr_get_double_record(file[1], names[v], NULL, 10 + h, CELLS, b), LT_OK);
            assert_memory_equal(a, b, sizeof a);
        }
    for (int f = 0; f < 2; f++) {
        lt_ncr_close(file[f]);
        lt_outdir_close(dir[f]);
    }
}

static void write_station(const char *name, int hours, int first_missing, int last_missing) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("time_local,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg,precipitation_mm\n",
          f);
    for (int h = 0; h < hours; h++) {
        lt_time t = lt_time_from_civil(2020, 1, 9, 20, 0, 0) + (lt_time)h * LT_HOUR;
        char stamp[24];
        lt_time_iso(t, stamp);
        stamp[19] = '\0'; /* without Z: local */
        if (h >= first_missing && h <= last_missing)
            fprintf(f, "%s,,,,,,\n", stamp);
        else
            fprintf(f, "%s,%g,-15,1025,%d,%d,0\n", stamp, -8.0 + 0.1 * h, h % 5, (h * 30) % 360);
    }
    fclose(f);
}

static void test_station_on_the_command_line(void **state) {
    (void)state;
    char path[600];
    lt_digest a, b;
    write_station("weather.csv", 12, 3, 5);
    snprintf(path, sizeof path, "%s/weather.csv", folder);
    assert_int_equal(run("synthetic", "one", 1, NULL, a), LT_OK);
    assert_int_equal(run("synthetic", "one", 1, path, b), LT_OK);
    assert_string_not_equal(a, b);
    assert_int_equal(run("synthetic", "one", 1, path, a), LT_OK);
    assert_string_equal(a, b);
    write_station("weather.csv", 12, 4, 5);
    assert_int_equal(run("synthetic", "one", 1, path, a), LT_OK);
    assert_string_not_equal(a, b); /* other content, other inputs */
}

/* Weather of other input under the same name is refused, not shown as if it were what was asked for. */
static void test_command(void **state) {
    (void)state;
    char path[600], out[600], weather[600];
    snprintf(path, sizeof path, "%s/synthetic.yaml", folder);
    snprintf(out, sizeof out, "%s/one", folder);
    snprintf(weather, sizeof weather, "%s/weather.csv", folder);
    write_station("weather.csv", 12, 3, 5);
    assert_int_equal(run("synthetic", "one", 1, NULL, NULL), LT_OK);
    lt_cli cli = {.positional = {path}, .n_positional = 1, .out = out};
    assert_int_equal(lt_met_command(&cli), LT_OK);
    cli.met = (lt_cli_files){{weather}, 1};
    assert_int_equal(lt_met_command(&cli), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "other weather"));
    lt_error_clear();
}

static lt_status check(const char *name) {
    char path[600];
    lt_cli cli = {0};
    lt_case *setup = NULL;
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    assert_int_equal(lt_case_read(path, &cli, &setup), LT_OK);
    lt_job job = {.setup = setup, .cli = &cli, .period = setup->periods.items, .threads = 1};
    lt_status status = lt_met_check(&job);
    lt_case_free(setup);
    return status;
}

static char remark[512];

static void hear(lt_log_level level, const char *text) {
    if (level == LT_LOG_WARNING) snprintf(remark, sizeof remark, "%s", text);
}

/* Weather of which nothing is drawn would be run again and again. */
static void test_draws_of_nothing(void **state) {
    (void)state;
    lt_log_set_sinks(NULL, hear);
    assert_int_equal(check("synthetic"), LT_OK);
    assert_string_equal(remark, "");
    write_case("draws", "  source: typical-winter\n", "4 h, draws: 3");
    assert_int_equal(check("draws"), LT_OK);
    lt_log_set_sinks(NULL, NULL);
    assert_non_null(strstr(remark, "nothing of its weather is drawn"));
}

/* Weather of a season on days of another: said where the case is judged. The spin-up may lie outside of its months. */
static void test_weather_of_other_months(void **state) {
    (void)state;
    static const struct {
        const char *source, *start, *say;
    } rows[] = {{"typical-summer", "2020-01-10", "typical-summer is weather of months 6 to 8"},
                {"typical-winter", "2020-05-03", "typical-winter is weather of months 12 to 2"},
                {"stagnation", "2020-07-03", "stagnation is weather of months 11 to 2"},
                {"typical-summer", "2020-08-31 20:00", "not wholly in them"},
                {"typical-winter", "2020-12-01", ""},
                {"stagnation", "2020-11-01", ""}};
    char path[600], text[1024];
    snprintf(path, sizeof path, "%s/months.yaml", folder);
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        snprintf(text, sizeof text,
                 "case: months\ntitle_en: test\ntitle_zh: test\ngrid: liaoning-27\nperiods:\n"
                 "  - {id: p, start: %s, length: 8 h, spinup: 4 h}\nmet:\n  source: %s\n",
                 rows[r].start, rows[r].source);
        assert_true(files_write_text(path, text));
        remark[0] = '\0';
        lt_log_set_sinks(NULL, hear);
        assert_int_equal(check("months"), LT_OK);
        lt_log_set_sinks(NULL, NULL);
        if (rows[r].say[0] ? !strstr(remark, rows[r].say) : remark[0] != '\0')
            fail_msg("%s from %s: %s", rows[r].source, rows[r].start, remark);
    }
}

static void expect_nothing_written(const char *name, const char *word) {
    lt_digest before, after;
    char out[600], message[4096];
    snprintf(out, sizeof out, "%s/one", folder);
    files_digest(out, before);
    assert_int_equal(run(name, "one", 1, NULL, NULL), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, message, sizeof message);
    if (!strstr(message, word)) fail_msg("no \"%s\" in: %s", word, message);
    files_digest(out, after);
    assert_string_equal(before, after);
    assert_int_equal(check(name), LT_ERR_INPUT); /* found without grid and folder too */
    lt_error_clear();
}

static void test_faults(void **state) {
    (void)state;
    char met[800];
    write_case("held", "  source: typical-winter\n  persist: yes\n", "0 h");
    expect_nothing_written("held", "only gridded weather can be held");
    assert_int_equal(check("synthetic"), LT_OK);
    write_station("short.csv", 11, 99, 99);
    snprintf(met, sizeof met, "  source: station\n  file: %s/short.csv\n", folder);
    write_case("short", met, "4 h");
    expect_nothing_written("short", "does not cover");
    write_station("gap.csv", 12, 3, 6);
    snprintf(met, sizeof met, "  source: station\n  file: %s/gap.csv\n", folder);
    write_case("gap", met, "4 h");
    expect_nothing_written("gap", "gap too long");
    write_case("nofile", "  source: station\n", "4 h");
    expect_nothing_written("nofile", "file");
    write_case("unknown", "  source: typical-winter\n  snow_strat: 4 kg/m2\n", "4 h");
    expect_nothing_written("unknown", "snow_start");
    write_case("unit", "  source: typical-winter\n  snow_start: 3\n", "4 h");
    expect_nothing_written("unit", "snow_start");
    write_case("height", "  source: typical-winter\n  boundary_layer: parcel\n", "4 h");
    expect_nothing_written("height", "no real profiles");
    write_case("days", "  source: typical-winter\n  synoptic_period: 30 h\n", "4 h");
    expect_nothing_written("days", "whole days");
}

/* An episode goes the same road; a front needs its day. */
static void test_episodes(void **state) {
    (void)state;
    char path[600], text[4000];
    lt_outdir *dir = NULL;
    lt_ncr *file = NULL;
    write_case("calm", "  source: stagnation\n", "4 h");
    assert_int_equal(run("calm", "calm", 2, NULL, NULL), LT_OK);
    snprintf(path, sizeof path, "%s/calm", folder);
    assert_int_equal(lt_outdir_open(path, &dir), LT_OK);
    assert_int_equal(lt_ncr_open_own(dir, "met_p.nc", &file), LT_OK);
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_id", text, sizeof text), LT_OK);
    assert_string_equal(text, "synthetic:stagnation");
    assert_int_equal(lt_ncr_attr_text(file, NULL, "weather_label_en", text, sizeof text), LT_OK);
    assert_non_null(strstr(text, "SYNTHETIC"));
    assert_int_equal(lt_ncr_attr_text(file, NULL, "assumptions_zh", text, sizeof text), LT_OK);
    assert_non_null(strstr(text, "合成天气，非观测"));
    lt_ncr_close(file);
    lt_outdir_close(dir);
    write_case("front", "  source: dust-front\n", "4 h");
    assert_int_equal(run("front", "calm", 1, NULL, NULL), LT_ERR_INPUT);
    assert_string_equal(lt_error_what(), "the period ends before the front");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_ground_wind_stays),
        cmocka_unit_test(test_same_bits_for_threads),
        cmocka_unit_test(test_ground_does_not_know_the_spin_up),
        cmocka_unit_test(test_station_on_the_command_line),
        cmocka_unit_test(test_command),
        cmocka_unit_test(test_draws_of_nothing),
        cmocka_unit_test(test_weather_of_other_months),
        cmocka_unit_test(test_episodes),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, setup_folder, remove_folder);
}
