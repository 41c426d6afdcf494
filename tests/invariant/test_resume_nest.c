/* A run with a nest that fails in any of its hours is gone on with: from what it kept, with all its files as if nothing
 * had happened; and from its restart file as a file that a user names, with the same last state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/mini_faults.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

/* The nest begins an hour after its parent; three-hourly means are under way at most hours. */
enum { SPINUP = 2, HOURS = 3, NEST_SPINUP = 1, LATE = SPINUP - NEST_SPINUP, ALL = SPINUP + HOURS };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_nest_dir(folder, ALL, LATE);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

static void read_config(lt_model_config *out) {
    MINI_OK(model_text("step: 900 s\nchemistry: off\nnest_step: 300 s\nrestart_every: 1\nbudget_regions: on\n"
                       "process_budget: [SO2, CO]\n"
                       "output: [{set: 3d, interval: 3 h, fields: [pm25]}, {set: surface, name: co, fields: co}]\n",
                       out));
}

static const char *const outputs[] = {
    "conc_%s.nc",           "conc_%s_nest.nc",        "budget_%s.csv",        "budget_%s_nest.csv",
    "restart_%s.nc",        "output_3d_%s.nc",        "output_3d_%s_nest.nc", "output_co_%s.nc",
    "output_co_%s_nest.nc", "previous_restart_%s.nc", "regions_%s.csv",       "regions_%s_nest.csv",
    "border_%s_nest.csv",   "boundary_%s.nc",         "process_%s.csv",       "process_%s_nest.csv"};
enum { N_OUTPUTS = sizeof outputs / sizeof outputs[0] };

static void digests_of(const char *tag, lt_digest out[N_OUTPUTS]) {
    for (int n = 0; n < N_OUTPUTS; ++n) {
        char name[128];
        snprintf(name, sizeof name, "%.*s%s%s", (int)(strchr(outputs[n], '%') - outputs[n]), outputs[n], tag,
                 strchr(outputs[n], '%') + 2);
        if (!lt_outdir_has(dir, name, true, out[n])) fail_msg("%s is not there", name);
    }
}

static const char *run_inputs = "of this test";
static bool run_is_noise;
static int run_nest_spinup = NEST_SPINUP;

static lt_status run(const char *tag, int threads, const char *met, bool resume, const char *from, lt_digest state) {
    mini_names names;
    char regions[2][64], process[2][64];
    lt_model_config config;
    lt_model_result result;
    read_config(&config);
    lt_model_run r = mini_nest_run(dir, &config, tag, SPINUP, HOURS, run_nest_spinup, &names);
    snprintf(regions[0], sizeof regions[0], "regions_%s.csv", tag);
    snprintf(regions[1], sizeof regions[1], "regions_%s_nest.csv", tag);
    snprintf(process[0], sizeof process[0], "process_%s.csv", tag);
    snprintf(process[1], sizeof process[1], "process_%s_nest.csv", tag);
    r.files.budget_regions = regions[0];
    r.files.process = process[0];
    names.nest.files.budget_regions = regions[1];
    names.nest.files.process = process[1];
    lt_grid *inner;
    char boundary[64];
    MINI_OK(lt_grid_read(dir, "grid_nest.nc", &inner));
    snprintf(boundary, sizeof boundary, "boundary_%s.nc", tag);
    r.boundary_for = inner;
    r.boundary_file = boundary;
    r.threads = threads;
    r.files.met = met;
    r.resume = resume;
    r.restart_from = from;
    r.inputs = run_inputs;
    r.flip_lowest_bits = run_is_noise;
    lt_status status = lt_model_run_files(&r, &result);
    if (status == LT_OK) memcpy(state, result.state_digest, sizeof(lt_digest));
    lt_config_release(lt_model_config_rows, &config);
    lt_grid_free(inner);
    return status;
}

static void test_every_hour(void **state) {
    (void)state;
    lt_digest whole, again, files[N_OUTPUTS], other[N_OUTPUTS];
    /* One tag for all: names stand in the files. */
    MINI_OK(run("t", 2, "met_p.nc", false, NULL, whole));
    digests_of("t", files);
    for (int hour = 1; hour < ALL; ++hour) {
        mini_broken_met(dir, ALL, hour);
        assert_int_equal(run("t", 1, "met_broken.nc", false, NULL, again), LT_ERR_INPUT);
        EXPECT("relative_humidity", lt_fmt("hour %d (from 2020-01-06T0%d", hour, hour), "layer 2, row 3, column 4");
        assert_true(lt_outdir_has_any(dir, "restart_t_", ".part"));
        char from[160], kept[160], command[400];
        snprintf(kept, sizeof kept, "%s/restart_t.nc", folder);
        snprintf(from, sizeof from, "%s/from.nc", folder);
        snprintf(command, sizeof command, "cp %s %s", kept, from);
        assert_int_equal(system(command), 0);
        MINI_OK(run("t", 1 + hour % 3, "met_p.nc", true, NULL, again));
        assert_string_equal(whole, again);
        digests_of("t", other);
        for (int n = 0; n < N_OUTPUTS; ++n) {
            if (strcmp(files[n], other[n]) != 0) print_error("cut off in hour %d: %s\n", hour, outputs[n]);
            assert_string_equal(files[n], other[n]);
        }
        assert_false(lt_outdir_has_any(dir, "", ".part"));
        MINI_OK(run("named", 2, "met_p.nc", false, from, again));
        assert_string_equal(whole, again);
    }
}

/* What is resumed must be the same run: what it began from, and what decides it. */
static void test_only_the_same_run(void **state) {
    (void)state;
    lt_digest whole, digest, files[N_OUTPUTS], other[N_OUTPUTS];
    char from[160];
    MINI_OK(run("s", 2, "met_p.nc", false, NULL, whole));
    digests_of("s", files);
    mini_broken_met(dir, ALL, 3);
    assert_int_equal(run("s", 1, "met_broken.nc", false, NULL, digest), LT_ERR_INPUT);
    snprintf(from, sizeof from, "%s/previous_restart_s.nc", folder); /* after two hours */
    char command[400], kept[160];
    snprintf(kept, sizeof kept, "%s/two.nc", folder);
    snprintf(command, sizeof command, "cp %s %s", from, kept);
    assert_int_equal(system(command), 0);
    /* A run that begins from a file and fails does not hand its shorter outputs to one that begins at the start. */
    mini_broken_met(dir, ALL, 4);
    assert_int_equal(run("s", 1, "met_broken.nc", false, kept, digest), LT_ERR_INPUT);
    MINI_OK(run("s", 1, "met_p.nc", true, NULL, digest));
    assert_string_equal(whole, digest);
    digests_of("s", other);
    for (int n = 0; n < N_OUTPUTS; ++n) assert_string_equal(files[n], other[n]);
    /* With the same file it is gone on with. */
    assert_int_equal(run("s", 1, "met_broken.nc", false, kept, digest), LT_ERR_INPUT);
    MINI_OK(run("s", 1, "met_p.nc", true, kept, digest));
    assert_string_equal(whole, digest);
    lt_ncr *file;
    size_t hours;
    MINI_OK(lt_ncr_open_own(dir, "conc_s.nc", &file));
    MINI_OK(lt_ncr_dim(file, "time", &hours));
    lt_ncr_close(file);
    assert_int_equal(hours, ALL - 2);
}

/* previous_restart_a.nc under another name; the run writes over it. */
static void keep_previous(const char *as, char kept[160]) {
    char command[400];
    snprintf(kept, 160, "%s/%s.nc", folder, as);
    snprintf(command, sizeof command, "cp %s/previous_restart_a.nc %s", folder, kept);
    assert_int_equal(system(command), 0);
}

/* From the state of another run: a mean that is under way there is of other air and is not mixed in; the noise run
 * changes the bits of the state that it begins from. */
static void test_from_another_run(void **state) {
    (void)state;
    lt_digest whole, digest, noise;
    char under_way[160], at_start[160]; /* after two of the three hours of a mean, and where it begins */
    MINI_OK(run("a", 2, "met_p.nc", false, NULL, whole));
    keep_previous("under_way", under_way);
    mini_broken_met(dir, ALL, SPINUP + 1);
    assert_int_equal(run("a", 1, "met_broken.nc", false, NULL, digest), LT_ERR_INPUT);
    keep_previous("at_start", at_start);
    run_inputs = "of another";
    assert_int_equal(run("b", 1, "met_p.nc", false, under_way, digest), LT_ERR_INPUT);
    EXPECT("output set 3d", "an interval of 3 h", "after 2 h");
    MINI_OK(run("b", 1, "met_p.nc", false, at_start, digest));
    assert_string_equal(whole, digest);
    run_is_noise = true;
    MINI_OK(run("b", 1, "met_p.nc", false, at_start, noise));
    assert_string_not_equal(digest, noise);
    run_is_noise = false;
    run_nest_spinup = 0; /* its file at the end of the spin-up holds no nest yet */
    assert_int_equal(run("a", 1, "met_broken.nc", false, NULL, digest), LT_ERR_INPUT);
    keep_previous("at_start", at_start);
    run_nest_spinup = NEST_SPINUP;
    assert_int_equal(run("b", 1, "met_p.nc", false, at_start, digest), LT_ERR_INPUT);
    EXPECT("before its nest began", "after 1 h of its own", "nest_spinup");
    run_inputs = "of this test";
    MINI_OK(run("b", 1, "met_p.nc", false, under_way, digest));
    assert_string_equal(whole, digest);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_hour), cmocka_unit_test(test_only_the_same_run),
                                       cmocka_unit_test(test_from_another_run)};
    return cmocka_run_group_tests(tests, make, drop);
}
