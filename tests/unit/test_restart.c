/* Restart files: what is written comes back; another grid, precision, time or a damaged file is refused; whenever
 * writing fails, a whole generation stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/driver/run.h"
#include "model/state/restart.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

enum { NX = 12, NY = 11, NZ = 3, CELLS = NX * NY * NZ };

static lt_outdir *dir;

static int make(void **state) {
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
    MINI_OK(lt_state_create(&lt_species_alone, NX, NY, NZ, 2, 1, &state));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < CELLS; ++c) values[c] = (lt_real)(scale * (1 + s) * (1.0 + 0.37 * c));
        lt_state_set(state, s, values);
    }
    return state;
}

static lt_restart_info info_of(long step) {
    lt_restart_info info = {.time = mini_start + 7 * LT_HOUR, .step = step};
    snprintf(info.grid_name, sizeof info.grid_name, "mini");
    return info;
}

static void write_one(const char *name, double scale, long step) {
    lt_state *state = new_state(scale);
    lt_restart_info info = info_of(step);
    MINI_OK(lt_restart_write(dir, name, state, &info));
    lt_state_free(state);
}

static void expect_scale(const char *name, double scale, long step) {
    lt_state *want = new_state(scale), *got;
    lt_restart_info info;
    lt_digest a, b;
    MINI_OK(lt_state_create(&lt_species_alone, NX, NY, NZ, 1, 2, &got));
    MINI_OK(lt_restart_read(in_root(name), got, &info));
    MINI_OK(lt_state_digest(want, a));
    MINI_OK(lt_state_digest(got, b));
    assert_string_equal(a, b);
    assert_int_equal(info.time, mini_start + 7 * LT_HOUR);
    assert_int_equal(info.step, step);
    assert_string_equal(info.grid_name, "mini");
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
}

/* A folder in the place of the temporary file makes every attempt to write it fail. */
static void test_failed_write_keeps_a_generation(void **state) {
    (void)state;
    lt_state *held = new_state(9e-9);
    lt_restart_info info = info_of(16);
    write_one("kept.nc", 1e-9, 4);
    assert_int_equal(mkdir(in_root("kept.nc.tmp"), 0700), 0);
    assert_int_equal(lt_restart_write(dir, "kept.nc", held, &info), LT_ERR_ENV);
    assert_true(lt_outdir_has(dir, "kept.nc", true, NULL));
    expect_scale("kept.nc", 1e-9, 4);
    assert_int_equal(rmdir(in_root("kept.nc.tmp")), 0);
    assert_int_equal(mkdir(in_root("previous_kept.nc.tmp"), 0700), 0);
    assert_int_equal(lt_restart_write(dir, "kept.nc", held, &info), LT_ERR_ENV);
    assert_true(lt_outdir_has(dir, "kept.nc", true, NULL));
    expect_scale("kept.nc", 1e-9, 4);
    assert_int_equal(rmdir(in_root("previous_kept.nc.tmp")), 0);
    lt_state_free(held);
}

static lt_status read_into(const char *name, int nx, int ny, int nz) {
    lt_state *state;
    lt_restart_info info;
    MINI_OK(lt_state_create(&lt_species_alone, nx, ny, nz, 1, 1, &state));
    lt_status status = lt_restart_read(in_root(name), state, &info);
    lt_state_free(state);
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
static void strange(const char *name, const char *precision, double time, double step, lt_real value) {
    lt_ncw *file;
    double values[CELLS];
    for (int c = 0; c < CELLS; ++c) values[c] = c == 5 ? (double)value : 1e-9;
    MINI_OK(lt_ncw_create(dir, name, "strange", &file));
    MINI_OK(lt_ncw_dim(file, "z", NZ));
    MINI_OK(lt_ncw_dim(file, "y", NY));
    MINI_OK(lt_ncw_dim(file, "x", NX));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        lt_field field = {lt_species_table[s].name, NULL, "kg kg-1", "z y x", "test"};
        MINI_OK(lt_ncw_var(file, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
        MINI_OK(lt_ncw_put_double(file, lt_species_table[s].name, values));
    }
    MINI_OK(lt_ncw_attr_double(file, NULL, "time_seconds_since_1970", time));
    MINI_OK(lt_ncw_attr_double(file, NULL, "step", step));
    MINI_OK(lt_ncw_attr_text(file, NULL, "grid_name", "mini"));
    MINI_OK(lt_ncw_attr_text(file, NULL, "precision", precision));
    MINI_OK(lt_ncw_commit(file));
}

static void test_strange_files(void **state) {
    (void)state;
    const char *mine = sizeof(lt_real) == 8 ? "double" : "float", *other = sizeof(lt_real) == 8 ? "float" : "double";
    strange("good.nc", mine, mini_start, 4, (lt_real)1e-9);
    assert_int_equal(read_into("good.nc", NX, NY, NZ), LT_OK);
    strange("precision.nc", other, mini_start, 4, (lt_real)1e-9);
    assert_int_equal(read_into("precision.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("precision", other);
    strange("time.nc", mine, NAN, 4, (lt_real)1e-9);
    assert_int_equal(read_into("time.nc", NX, NY, NZ), LT_ERR_INPUT);
    strange("step.nc", mine, mini_start, 1.5, (lt_real)1e-9);
    assert_int_equal(read_into("step.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("step", "1.5");
    strange("value.nc", mine, mini_start, 4, (lt_real)NAN);
    assert_int_equal(read_into("value.nc", NX, NY, NZ), LT_ERR_INPUT);
    EXPECT("value 5", "SO2");
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

/* The driver refuses a restart of another grid and of a time that is not an hour of the run. */
static lt_status run_from(const char *grid, lt_time time) {
    lt_state *state;
    lt_restart_info info = {.time = time, .step = 8};
    lt_model_config config = {.step_s = 900,
                              .blocks_x = 2,
                              .blocks_y = 2,
                              .boundary = "background",
                              .emissions = "off",
                              .vertical_mixing = "k",
                              .restart_every_h = 24};
    lt_model_run run = {.dir = dir,
                        .files.grid = "grid.nc",
                        .files.met = "met_p.nc",
                        .files.conc = "conc.nc",
                        .files.budget = "budget.csv",
                        .restart_file = "end.nc",
                        .title = "restart",
                        .span.start = mini_start,
                        .span.output_hours = 3,
                        .config = &config,
                        .threads = 1,
                        .quiet = true};
    lt_model_result result;
    char path[512];
    snprintf(info.grid_name, sizeof info.grid_name, "%s", grid);
    MINI_OK(lt_state_create(&lt_species_alone, MINI_NX, MINI_NY, MINI_NZ, 1, 1, &state));
    MINI_OK(lt_restart_write(dir, "from.nc", state, &info));
    lt_state_free(state);
    snprintf(path, sizeof path, "%s", in_root("from.nc"));
    run.restart_from = path;
    return lt_model_run_files(&run, &result);
}

static void test_driver_refuses(void **state) {
    (void)state;
    mini_grid(dir, root);
    mini_met(dir, "met_p.nc", 3);
    assert_int_equal(run_from("mini", mini_start + 2 * LT_HOUR), LT_OK);
    assert_int_equal(lt_outdir_drop(dir, "conc.nc"), LT_OK);
    assert_int_equal(run_from("other", mini_start + 2 * LT_HOUR), LT_ERR_INPUT);
    EXPECT("other", "mini");
    assert_int_equal(run_from("mini", mini_start - LT_HOUR), LT_ERR_INPUT);
    assert_int_equal(run_from("mini", mini_start + 3 * LT_HOUR), LT_ERR_INPUT);
    assert_int_equal(run_from("mini", mini_start + LT_HOUR / 2), LT_ERR_INPUT);
    assert_false(files_exists(in_root("conc.nc")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_generations), cmocka_unit_test(test_failed_write_keeps_a_generation),
        cmocka_unit_test(test_another_shape),   cmocka_unit_test(test_strange_files),
        cmocka_unit_test(test_damaged),         cmocka_unit_test(test_driver_refuses)};
    return cmocka_run_group_tests(tests, make, drop);
}
