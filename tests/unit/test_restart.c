/* Restart files: what is written comes back; another grid, configuration, precision, format, time or a damaged file is
 * refused; whenever writing fails, a whole generation stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/driver/run.h"
#include "model/state/belongs.h"
#include "model/state/restart.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

enum { NX = 12, NY = 11, NZ = 3, CELLS = NX * NY * NZ };

static lt_outdir *dir;

static lt_comm self;

static int make(void **state) {
    self = lt_comm_self();
    if (make_root(state) != 0) return -1;
    return lt_outdir_open(root, &dir) == LT_OK ? 0 : -1;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

static lt_state *new_state(double scale) {
    lt_state *state;
    lt_real values[CELLS];
    MINI_OK(lt_state_create(&lt_passive_set, NX, NY, NZ, 2, 1, &state));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < CELLS; ++c) values[c] = (lt_real)(scale * (1 + s) * (1.0 + 0.37 * c));
        lt_state_set(state, s, values);
    }
    return state;
}

static const char belongs[] = "grid_1: mini\nadvection: monotone\n";

static lt_restart_head head_of(void) {
    lt_restart_head head = {.time = mini_start + 7 * LT_HOUR, .first_hour = 2};
    snprintf(head.run, sizeof head.run, "the digest of a run");
    snprintf(head.part, sizeof head.part, "x_000002.part");
    return head;
}

static lt_status try_write(const char *name, lt_state *state, long step) {
    lt_restart *file;
    lt_restart_head head = head_of();
    double rounding[3] = {1e-9, -0.1, (double)step};
    LT_TRY(lt_restart_create(&self, dir, name, &head, belongs, &file));
    lt_status status = lt_restart_state(file, "domain1", state);
    if (status == LT_OK) status = lt_restart_long(file, "domain1", "step", &step);
    if (status == LT_OK) status = lt_restart_doubles(file, "domain1", "rounding", "1", 3, rounding);
    if (status == LT_OK) return lt_restart_commit(file);
    lt_restart_abandon(file);
    return status;
}

static void write_one(const char *name, double scale, long step) {
    lt_state *state = new_state(scale);
    MINI_OK(try_write(name, state, step));
    lt_state_free(state);
}

static void expect_scale(const char *name, double scale, long want_step) {
    lt_state *want = new_state(scale), *got;
    lt_restart *file;
    lt_digest a, b;
    long step = -1;
    double rounding[3];
    MINI_OK(lt_state_create(&lt_passive_set, NX, NY, NZ, 1, 2, &got));
    MINI_OK(lt_restart_open(in_root(name), &file));
    assert_true(lt_restart_has(file, "domain1", "step"));
    assert_false(lt_restart_has(file, "domain2", "step"));
    MINI_OK(lt_restart_state(file, "domain1", got));
    MINI_OK(lt_restart_long(file, "domain1", "step", &step));
    MINI_OK(lt_restart_doubles(file, "domain1", "rounding", "1", 3, rounding));
    MINI_OK(lt_state_digest(want, a));
    MINI_OK(lt_state_digest(got, b));
    assert_string_equal(a, b);
    const lt_restart_head *head = lt_restart_head_of(file);
    assert_int_equal(head->time, mini_start + 7 * LT_HOUR);
    assert_int_equal(head->first_hour, 2);
    assert_string_equal(head->run, "the digest of a run");
    assert_string_equal(head->part, "x_000002.part");
    assert_string_equal(lt_restart_belongs(file), belongs);
    assert_int_equal(step, want_step);
    assert_true(rounding[1] == -0.1 && rounding[2] == (double)want_step);
    MINI_OK(lt_restart_commit(file));
    lt_state_free(want);
    lt_state_free(got);
}

static void test_two_generations(void **state) {
    (void)state;
    write_one("restart.nc", 1e-9, 4);
    expect_scale("restart.nc", 1e-9, 4);
    assert_false(lt_outdir_has(dir, "previous_restart.nc", true, NULL));
    write_one("restart.nc", 2e-9, 8);
    write_one("restart.nc", 3e-9, 12);
    expect_scale("restart.nc", 3e-9, 12);
    expect_scale("previous_restart.nc", 2e-9, 8);
    assert_true(lt_outdir_has(dir, "restart.nc", true, NULL));
    assert_true(lt_outdir_has(dir, "previous_restart.nc", true, NULL));
    /* Cut off when the present one had got its second name: the next one leaves nothing else behind. */
    const lt_restart_head head = head_of();
    lt_restart *file;
    MINI_OK(lt_restart_create(&self, dir, "restart.nc", &head, belongs, &file));
    lt_restart_abandon(file);
    write_one("restart.nc", 4e-9, 16);
    expect_scale("previous_restart.nc", 3e-9, 12);
    assert_int_equal(access(in_root("previous_restart.nc.lantian.tmp"), F_OK), -1);
}

/* A folder in the place of the temporary file makes every attempt to write it fail. */
static void test_failed_write_keeps_a_generation(void **state) {
    (void)state;
    lt_state *held = new_state(9e-9);
    write_one("kept.nc", 1e-9, 4);
    assert_int_equal(mkdir(in_root("kept.nc.lantian.tmp"), 0700), 0);
    assert_int_equal(try_write("kept.nc", held, 16), LT_ERR_ENV);
    assert_true(lt_outdir_has(dir, "kept.nc", true, NULL));
    expect_scale("kept.nc", 1e-9, 4);
    assert_int_equal(rmdir(in_root("kept.nc.lantian.tmp")), 0);
    assert_int_equal(mkdir(in_root("previous_kept.nc.lantian.tmp"), 0700), 0);
    assert_int_equal(try_write("kept.nc", held, 16), LT_ERR_ENV);
    assert_true(lt_outdir_has(dir, "kept.nc", true, NULL));
    expect_scale("kept.nc", 1e-9, 4);
    assert_int_equal(rmdir(in_root("previous_kept.nc.lantian.tmp")), 0);
    lt_state_free(held);
}

static lt_status read_into(const char *name, int nx, int ny, int nz) {
    lt_state *state;
    lt_restart *file;
    long step;
    LT_TRY(lt_restart_open(in_root(name), &file));
    MINI_OK(lt_state_create(&lt_passive_set, nx, ny, nz, 1, 1, &state));
    lt_status status = lt_restart_state(file, "domain1", state);
    if (status == LT_OK) status = lt_restart_long(file, "domain1", "step", &step);
    lt_state_free(state);
    lt_restart_abandon(file);
    return status;
}

static void test_another_shape(void **state) {
    (void)state;
    write_one("shape.nc", 1e-9, 4);
    assert_int_equal(read_into("shape.nc", NX, NY, NZ), LT_OK);
    assert_int_equal(read_into("shape.nc", NX + 1, NY, NZ), LT_ERR_INPUT);
    EXPECT("shape.nc", "x");
    assert_int_equal(read_into("shape.nc", NX, NY, NZ - 1), LT_ERR_INPUT);
    assert_int_equal(read_into("missing.nc", NX, NY, NZ), LT_ERR_INPUT);
}

/* A file like a restart with one thing changed. */
static void strange(const char *name, double format, const char *precision, double time, double step, double value) {
    lt_ncw *file;
    char full[64];
    double values[CELLS];
    static const char *const texts[] = {"run_sha256",  "origin_sha256",    "part",
                                        "part_sha256", "weather_label_en", "belongs_to"};
    for (int c = 0; c < CELLS; ++c) values[c] = c == 5 ? value : 1e-9;
    MINI_OK(lt_ncw_create(dir, name, "strange", &file));
    MINI_OK(lt_ncw_dim(file, "domain1_z", NZ));
    MINI_OK(lt_ncw_dim(file, "domain1_y", NY));
    MINI_OK(lt_ncw_dim(file, "domain1_x", NX));
    MINI_OK(lt_ncw_dim(file, "n_1", 1));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        snprintf(full, sizeof full, "domain1/%s", lt_passive_species[s].name);
        lt_field field = {full, NULL, "kg kg-1", "domain1_z domain1_y domain1_x", "test"};
        MINI_OK(lt_ncw_var(file, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
        MINI_OK(lt_ncw_put_double(file, full, values));
    }
    const lt_field count = {"domain1/step", NULL, "1", "n_1", "test"};
    MINI_OK(lt_ncw_var(file, &count, NC_DOUBLE));
    MINI_OK(lt_ncw_put_double(file, "domain1/step", &step));
    MINI_OK(lt_ncw_attr_double(file, NULL, "restart_format", format));
    MINI_OK(lt_ncw_attr_double(file, NULL, "time_seconds_since_1970", time));
    MINI_OK(lt_ncw_attr_double(file, NULL, "first_hour_of_run", 0));
    MINI_OK(lt_ncw_attr_text(file, NULL, "precision", precision));
    for (int t = 0; t < 6; ++t) MINI_OK(lt_ncw_attr_text(file, NULL, texts[t], ""));
    MINI_OK(lt_ncw_commit(file));
}

static void test_strange_files(void **state) {
    (void)state;
    const char *mine = sizeof(lt_real) == 8 ? "double" : "float", *other = sizeof(lt_real) == 8 ? "float" : "double";
    const double format = LT_RESTART_FORMAT;
    strange("good.nc", format, mine, mini_start, 4, 1e-9);
    assert_int_equal(read_into("good.nc", NX, NY, NZ), LT_OK);
    strange("format.nc", format + 1, mine, mini_start, 4, 1e-9);
    assert_int_equal(read_into("format.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("format.nc", lt_fmt("restart_format %g", format), lt_fmt("restart_format %g", format + 1));
    strange("precision.nc", format, other, mini_start, 4, 1e-9);
    assert_int_equal(read_into("precision.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("precision", mine, other);
    strange("time.nc", format, mine, NAN, 4, 1e-9);
    assert_int_equal(read_into("time.nc", NX, NY, NZ), LT_ERR_INPUT);
    strange("step.nc", format, mine, mini_start, 1.5, 1e-9);
    assert_int_equal(read_into("step.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("step", "1.5");
    strange("value.nc", format, mine, mini_start, 4, NAN);
    assert_int_equal(read_into("value.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("value 5", "SO2");
}

/* What differs is named, with both sides; order does not matter; entries may go over several lines. */
static void test_belongs(void **state) {
    (void)state;
    static const char mine[] = "grid_1: mini\nadvection: monotone\ntracers:\n  - name: CO2\n    unit: ppm\nk: 1\n";
    assert_int_equal(lt_belongs_compare("f.nc", mine, mine), LT_OK);
    assert_int_equal(lt_belongs_compare("f.nc", "b: 2\na: 1\n", "a: 1\nb: 2\n"), LT_OK);
    assert_int_equal(
        lt_belongs_compare("f.nc", "grid_1: mini\nadvection: sharp\ntracers:\n  - name: CO2\n    unit: ppm\nk: 1\n",
                           mine),
        LT_ERR_INPUT);
    EXPECT("f.nc", "this run has: advection: monotone\n", "in the restart: advection: sharp\n");
    assert_int_equal(lt_belongs_compare("f.nc", "grid_1: mini\nadvection: monotone\ntracers: []\nold: 1\n", mine),
                     LT_ERR_INPUT);
    EXPECT("tracers: - name: CO2 unit: ppm; k: 1; old: (not said)", "tracers: []; k: (not said); old: 1");
}

/* Cut off, and no netCDF at all (damaged bits: tests/fault/test_ncio_damage.c). */
static void test_damaged(void **state) {
    (void)state;
    size_t size = 0;
    write_one("whole.nc", 1e-9, 4);
    char *bytes = files_read(in_root("whole.nc"), &size);
    assert_non_null(bytes);
    assert_true(files_write(in_root("cut.nc"), bytes, size / 2));
    free(bytes);
    assert_int_equal(read_into("cut.nc", NX, NY, NZ), LT_ERR_INPUT);
    assert_true(files_write_text(in_root("text.nc"), "no netCDF at all\n"));
    assert_int_equal(read_into("text.nc", NX, NY, NZ), LT_ERR_INPUT);
}

/* A run of three hours that writes a restart file every hour. */
static lt_status run_from(const lt_model_config *config, lt_time start, const char *from) {
    lt_model_result result;
    lt_model_run run = {.dir = dir,
                        .files.grid = "grid.nc",
                        .files.met = "met_p.nc",
                        .files.conc = "conc.nc",
                        .files.budget = "budget.csv",
                        .restart_file = "end.nc",
                        .title = "restart",
                        .span.start = start,
                        .span.output_hours = 3,
                        .config = config,
                        .threads = 1,
                        .restart_from = from,
                        .quiet = true};
    return lt_model_run_files(&run, &result);
}

/* The driver refuses a restart of another grid, configuration or results version, and of a time that is not an hour of
 * the run; nothing of a run is left then. */
static void test_driver_refuses(void **state) {
    (void)state;
    lt_model_config config = {.step_s = 900,
                              .chemistry = "off",
                              .blocks_x = 2,
                              .blocks_y = 2,
                              .boundary = "background",
                              .emissions = "off",
                              .vertical_mixing = "k",
                              .restart_every_h = 1};
    char from[512];
    mini_grid(dir, root);
    mini_met(dir, "met_p.nc", 5);
    MINI_OK(run_from(&config, mini_start, NULL));
    snprintf(from, sizeof from, "%s", in_root("from.nc"));
    assert_int_equal(rename(in_root("previous_end.nc"), from), 0); /* after 2 h */
    MINI_OK(run_from(&config, mini_start, from));
    config.restart_every_h = 7; /* like blocks and outputs it changes no state */
    config.blocks_x = 1;
    MINI_OK(run_from(&config, mini_start + LT_HOUR, from));
    assert_int_equal(lt_outdir_drop(dir, "conc.nc"), LT_OK);
    config.boundary = "zero";
    assert_int_equal(run_from(&config, mini_start, from), LT_ERR_INPUT);
    EXPECT("boundary: zero", "boundary: background", "from.nc");
    config.boundary = "background";
    config.step_s = 450;
    assert_int_equal(run_from(&config, mini_start, from), LT_ERR_INPUT);
    EXPECT("step: 450 s", "step: 900 s");
    config.step_s = 900;
    assert_int_equal(run_from(&config, mini_start + 2 * LT_HOUR + LT_HOUR, from), LT_ERR_INPUT);
    EXPECT("2020-01-06");
    strange("strange.nc", LT_RESTART_FORMAT, sizeof(lt_real) == 8 ? "double" : "float", mini_start, 4, 1e-9);
    assert_int_equal(run_from(&config, mini_start, in_root("strange.nc")), LT_ERR_INPUT);
    EXPECT("results_version", "grid_1: mini, 14 x 12 cells of 27000 m, 6 layers", "grid_1: (not said)");
    assert_false(files_exists(in_root("conc.nc")));
    assert_false(lt_outdir_has_any(dir, "", ".part"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_generations), cmocka_unit_test(test_failed_write_keeps_a_generation),
        cmocka_unit_test(test_another_shape),   cmocka_unit_test(test_strange_files),
        cmocka_unit_test(test_belongs),         cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_driver_refuses)};
    return cmocka_run_group_tests(tests, make, drop);
}
