/* The model gives the same bits for any threads, blocks, instruction set and after a restart; its budget closes; air
 * stays what it is when nothing is emitted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/verify.h"
#include "model/driver/run.h"
#include "tests/support/mini_air.h"

enum { SPINUP = 1, HOURS = 3 };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, SPINUP + HOURS);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

static lt_model_config config_of(int bx, int by) {
    return (lt_model_config){.step_s = 900,
                             .chemistry = "off",
                             .blocks_x = bx,
                             .blocks_y = by,
                             .boundary = "background",
                             .emissions = "on",
                             .vertical_mixing = "acm2", /* does all that k does */
                             .restart_every_h = 2};
}

/* Run and return the digest of the last state. */
static void run(const lt_model_config *config, int threads, const char *tag, const char *restart, bool flip,
                lt_digest digest) {
    char conc[64], budget[64], again[64];
    snprintf(conc, sizeof conc, "conc_%s.nc", tag);
    snprintf(budget, sizeof budget, "budget_%s.csv", tag);
    snprintf(again, sizeof again, "restart_%s.nc", tag);
    lt_model_run r = {.dir = dir,
                      .files.grid = "grid.nc",
                      .files.met = "met_p.nc",
                      .files.emissions = "emissions_base_p.nc",
                      .files.conc = conc,
                      .files.budget = budget,
                      .restart_file = again,
                      .title = tag,
                      .span.start = mini_start,
                      .span.spinup_hours = SPINUP,
                      .span.output_hours = HOURS,
                      .config = config,
                      .threads = threads,
                      .flip_lowest_bits = flip,
                      .restart_from = restart,
                      .quiet = true};
    lt_model_result result;
    MINI_OK(lt_model_run_files(&r, &result));
    memcpy(digest, result.state_digest, sizeof(lt_digest));
}

static void file_digest(const char *name, lt_digest digest) {
    assert_true(lt_outdir_has(dir, name, true, digest));
}

static void test_threads(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest one, many, file_one, file_many;
    run(&config, 1, "t1", NULL, false, one);
    file_digest("conc_t1.nc", file_one);
    for (int threads = 2; threads <= 4; ++threads) {
        run(&config, threads, "tn", NULL, false, many);
        file_digest("conc_tn.nc", file_many);
        assert_string_equal(one, many);
        assert_string_equal(file_one, file_many);
    }
    lt_digest budget_one, budget_many;
    file_digest("budget_t1.csv", budget_one);
    file_digest("budget_tn.csv", budget_many);
    assert_string_equal(budget_one, budget_many);
}

/* Nearly uniform fields round one way in all cells: at many steps an hour that is more than 1e-7 of them in float, and
 * no fault of the model. The budget says it. */
static void test_many_steps(void **state) {
    (void)state;
    lt_model_config config = config_of(1, 1);
    lt_digest digest;
    config.step_s = 30;
    run(&config, 2, "steps", NULL, false, digest);
    lt_csv *budget;
    int rounding, burden;
    double worst = 0;
    char path[128];
    snprintf(path, sizeof path, "%s/budget_steps.csv", folder);
    MINI_OK(lt_csv_read(path, &budget));
    MINI_OK(lt_csv_column(budget, "rounding_kg", &rounding));
    MINI_OK(lt_csv_column(budget, "burden_kg", &burden));
    for (long row = 0; row < lt_csv_rows(budget); ++row) {
        double lost, whole;
        MINI_OK(lt_csv_double(budget, row, rounding, &lost));
        MINI_OK(lt_csv_double(budget, row, burden, &whole));
        worst = lt_verify_worse(worst, fabs(lost) / whole);
    }
    lt_csv_free(budget);
    print_message("largest rounding in an hour of 120 steps: %.1e of a species\n", worst);
    /* 120 steps, each of three sweeps (sub-steps: none so short), mixing and rain */
    assert_true(worst < 120 * 6 * (sizeof(lt_real) == 8 ? 0x1p-53 : 0x1p-24) || worst < 1e-12);
}

static void test_blocks(void **state) {
    (void)state;
    static const int layout[][2] = {{1, 1}, {3, 1}, {1, 3}, {3, 2}};
    lt_model_config config = config_of(2, 2);
    lt_digest first, other, budget_first, budget_other;
    run(&config, 2, "b", NULL, false, first);
    file_digest("budget_b.csv", budget_first);
    for (size_t n = 0; n < sizeof layout / sizeof layout[0]; ++n) {
        config = config_of(layout[n][0], layout[n][1]);
        run(&config, 2, "b", NULL, false, other);
        file_digest("budget_b.csv", budget_other);
        assert_string_equal(first, other);
        assert_string_equal(budget_first, budget_other);
    }
}

/* Every horizontal scheme: one digest whatever the blocks and threads, and not that of another scheme. */
static void test_schemes(void **state) {
    (void)state;
#define LT_NAME(name, halo, text) #name,
    static char *const names[] = {LT_ADVECTION_SCHEMES(LT_NAME)};
    lt_digest digests[LT_N_SCHEMES], cut;
    for (int n = 0; n < LT_N_SCHEMES; ++n) {
        lt_model_config whole = config_of(1, 1), blocks = config_of(3, 2);
        whole.advection = blocks.advection = names[n];
        run(&whole, 1, "scheme", NULL, false, digests[n]);
        run(&blocks, 2, "scheme", NULL, false, cut);
        assert_string_equal(digests[n], cut);
        for (int m = 0; m < n; ++m) assert_string_not_equal(digests[m], digests[n]);
    }
}

static void test_instruction_sets(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest narrow, wide;
    setenv("LT_ISA", "v3", 1);
    run(&config, 2, "v3", NULL, false, narrow);
    unsetenv("LT_ISA");
    if (!__builtin_cpu_supports("avx512f")) {
        print_message("this processor has no AVX-512: v3 cannot be compared with v4\n");
        skip();
    }
    run(&config, 2, "v4", NULL, false, wide);
    assert_string_equal(narrow, wide);
    assert_int_equal(setenv("LT_ISA", "v9", 1), 0);
    const lt_model_run bad = {.dir = dir,
                              .files.grid = "grid.nc",
                              .files.met = "met_p.nc",
                              .config = &config,
                              .span.spinup_hours = 1,
                              .span.output_hours = 1,
                              .span.start = mini_start,
                              .files.conc = "c.nc",
                              .files.budget = "b.csv",
                              .restart_file = "r.nc",
                              .title = "bad",
                              .quiet = true};
    lt_model_result result;
    assert_int_equal(lt_model_run_files(&bad, &result), LT_ERR_USAGE);
    unsetenv("LT_ISA");
}

/* The run of 4 h writes a restart after 2 h and at its end; the earlier one is kept as the previous generation. An odd
 * number of hours before it would show a lost parity only with an odd number of steps, so the step count is in it too.
 */
static void test_restart(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest whole, rest, conc_rest;
    char path[128];
    run(&config, 2, "whole", NULL, false, whole);
    snprintf(path, sizeof path, "%s/previous_restart_whole.nc", folder);
    run(&config, 1, "rest", path, false, rest);
    assert_string_equal(whole, rest);
    file_digest("conc_rest.nc", conc_rest);
    /* The last hours of both concentration files are the same numbers. */
    lt_ncr *a, *b;
    float x[MINI_NY * MINI_NX], y[MINI_NY * MINI_NX];
    MINI_OK(lt_ncr_open_own(dir, "conc_whole.nc", &a));
    MINI_OK(lt_ncr_open_own(dir, "conc_rest.nc", &b));
    size_t n_rest;
    MINI_OK(lt_ncr_dim(b, "time", &n_rest));
    assert_int_equal(n_rest, 2);
    for (size_t h = 0; h < n_rest; ++h) {
        MINI_OK(lt_ncr_get_float_record(a, "pm25", NULL, HOURS - n_rest + h, MINI_NY * MINI_NX, x));
        MINI_OK(lt_ncr_get_float_record(b, "pm25", NULL, h, MINI_NY * MINI_NX, y));
        assert_memory_equal(x, y, sizeof x);
    }
    lt_ncr_close(a);
    lt_ncr_close(b);
}

static void test_one_bit_matters_little(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest plain, flipped;
    run(&config, 2, "plain", NULL, false, plain);
    run(&config, 2, "flip", NULL, true, flipped);
    assert_string_not_equal(plain, flipped); /* the bit is really changed */
    lt_ncr *a, *b;
    float x[MINI_NY * MINI_NX], y[MINI_NY * MINI_NX], most = 0;
    MINI_OK(lt_ncr_open_own(dir, "conc_plain.nc", &a));
    MINI_OK(lt_ncr_open_own(dir, "conc_flip.nc", &b));
    MINI_OK(lt_ncr_get_float_record(a, "pm25", NULL, HOURS - 1, MINI_NY * MINI_NX, x));
    MINI_OK(lt_ncr_get_float_record(b, "pm25", NULL, HOURS - 1, MINI_NY * MINI_NX, y));
    for (int c = 0; c < MINI_NY * MINI_NX; ++c) most = fmaxf(most, fabsf(x[c] - y[c]) / x[c]);
    assert_true(most < 1e-5f); /* a hundred units in the last place */
    lt_ncr_close(a);
    lt_ncr_close(b);
}

static void test_zero_emissions(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest digest;
    config.emissions = "off";
    run(&config, 2, "noemis", NULL, false, digest);
    assert_true(mini_budget_sum(folder, "budget_noemis.csv", "CO", "emitted_kg") == 0.0);
    assert_true(mini_budget_sum(folder, "budget_noemis.csv", "CO", "in_kg") > 0.0);
    config.boundary = "zero"; /* nothing emitted, nothing enters: nothing is there */
    run(&config, 2, "nothing", NULL, false, digest);
    assert_true(mini_budget_sum(folder, "budget_nothing.csv", "CO", "burden_kg") == 0.0);
    config.emissions = "on"; /* zero boundary: all that is there was emitted */
    run(&config, 2, "noborder", NULL, false, digest);
    assert_true(mini_budget_sum(folder, "budget_noborder.csv", "CO", "in_kg") == 0.0);
    assert_true(mini_budget_sum(folder, "budget_noborder.csv", "CO", "top_in_kg") == 0.0);
    assert_true(mini_budget_sum(folder, "budget_noborder.csv", "CO", "emitted_kg") > 0.0);
    assert_true(mini_budget_sum(folder, "budget_noborder.csv", "SO4", "wet_kg") > 0.0);
}

/* Nothing reacts, and all else goes on. */
static void test_nothing_reacts(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest digest;
    run(&config, 2, "inert", NULL, false, digest);
    assert_true(mini_budget_sum(folder, "budget_inert.csv", "SO4", "chemistry_kg") == 0.0);
    assert_true(mini_budget_sum(folder, "budget_inert.csv", "NOX", "chemistry_kg") == 0.0);
    assert_true(mini_budget_sum(folder, "budget_inert.csv", "SO4", "wet_kg") > 0.0);
    assert_true(mini_budget_sum(folder, "budget_inert.csv", "SO2", "dry_kg") > 0.0);
}

/* What the laws make of the mini file's potentials in an hour of its run, kg, by the equations of law.h in libm. The
 * run is from 08 to 12 local time, its weather 265 K + 0.1 K a column: the mean of the day is 3 K above these hours,
 * which are 3 K below their day in the mean year. Leap year; v = 1.75. */
static double law_emission(void) {
    const laws_file l = laws_good(MINI_NX, MINI_NY);
    const double kg = 2e4, v = 1.75;
    double sum = 0;
    for (int c = 0; c < MINI_NY * MINI_NX; ++c) {
        double hour = (float)(265.0 + 0.1 * (c % MINI_NX)), asked = 0, warm = 0;
        for (int m = 1; m <= 12; ++m)
            for (int d = 1; d <= lt_days_in_month(2020, m); ++d)
                for (int h = 0; h < 24; ++h) {
                    double t = laws_temperature(&l, m, d, h, (size_t)(c % MINI_NX));
                    if (m <= 3 || m >= 11) asked += 291.15 - (t - l.diurnal[(m - 1) * 24 + h]);
                    if (m == 1) warm += exp(-10378 / t) / t;
                }
        double heat = (291.15 - (hour + 3)) / asked * v;
        sum += kg * (1 + c) * (0.9 * heat + 0.1 * v / 8784 + l.month[0] * exp(-10378 / hour) / hour / warm);
        if (c == 6 * MINI_NX + 5) sum += l.kg_point * heat; /* the first stack, at (-50, 10) km */
    }
    return sum;
}

/* What the file says is emitted: sum of the areas and stacks over the hours, and of the potentials. */
static void test_emitted_is_the_file(void **state) {
    (void)state;
    lt_model_config config = config_of(2, 2);
    lt_digest digest;
    run(&config, 2, "sum", NULL, false, digest);
    double expected = 0, values = 0;
    for (int c = 0; c < 2 * MINI_NY * MINI_NX; ++c) values += (float)((c % 7 == 0 ? 0.01 : 0.001) * 3);
    for (int p = 0; p < 2; ++p) values += (float)((p % 7 == 0 ? 0.01 : 0.001) * 3);
    for (int h = 0; h < SPINUP + HOURS; ++h) expected += values * (1 + 0.1 * h) * 3600.0 + law_emission();
    print_message("%.3g of it by laws\n", 4 * law_emission() / expected);
    double got = mini_budget_sum(folder, "budget_sum.csv", "CO", "emitted_kg");
    /* rates are stored as float: relative 6e-8 each */
    assert_true(fabs(got - expected) <= 1e-7 * expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_many_steps),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_schemes),
        cmocka_unit_test(test_instruction_sets),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_one_bit_matters_little),
        cmocka_unit_test(test_zero_emissions),
        cmocka_unit_test(test_nothing_reacts),
        cmocka_unit_test(test_emitted_is_the_file),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
