/* A run whose species are those of a mechanism: the same bits for any threads, blocks, instruction set and after a
 * restart at any hour, also with a nest in it; its budget closes; outputs and diagnostics change no bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "tests/support/mini_faults.h"
#include "tests/support/mini_reacting.h"

enum { SPINUP = 1, HOURS = 2, ALL = SPINUP + HOURS };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    mini_reacts = true;
    dir = mini_nest_dir(folder, ALL, 0);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

static char said[32768]; /* what a run says */

static void keep(const char *text) {
    const size_t used = strlen(said);
    snprintf(said + used, sizeof said - used, "%s", text);
}

static void run(const char *lines, int threads, mini_ran *out) {
    mini_react(dir, &(mini_way){.lines = lines, .spinup = SPINUP, .hours = HOURS, .threads = threads}, out);
}

static void expect_same(const mini_ran *a, const mini_ran *b) {
    mini_expect_same_run(a, b);
    mini_expect_same(a->process, b->process);
}

static mini_ran plain;

static void test_budget_closes(void **state) {
    (void)state;
    run("", 1, &plain);
    print_message("largest rounding: %.1e of a species in an hour\n", plain.model.worst_rounding);
    assert_true(plain.model.worst_rounding <= LT_BUDGET_AIM);
    assert_true(plain.process[0]); /* on by default, where there is ozone */
    assert_true(mini_budget_sum(folder, "budget_t.csv", "NO", "emitted_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "ISOP", "chemistry_kg") < 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "ANO3J", "chemistry_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "O3", "dry_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "HNO3", "wet_kg") > 0);
}

static void test_threads_and_blocks(void **state) {
    (void)state;
    mini_ran other;
    run("blocks_x: 3\nblocks_y: 2\n", 2, &other);
    expect_same(&plain, &other);
    run("", 3, &other);
    expect_same(&plain, &other);
}

static void test_instruction_sets(void **state) {
    (void)state;
    mini_ran narrow;
    setenv("LT_ISA", "v3", 1);
    run("", 4, &narrow);
    unsetenv("LT_ISA");
    expect_same(&plain, &narrow);
    if (!__builtin_cpu_supports("avx512f")) {
        print_message("this processor has no AVX-512: v3 cannot be compared with v4\n");
        skip();
    }
}

static void copy_restart(const char *to) {
    char command[300];
    snprintf(command, sizeof command, "cp %s/restart_t.nc %s", folder, to);
    assert_int_equal(system(command), 0);
}

/* After every hour: what goes on knows the step of every cell. */
static void test_restart(void **state) {
    (void)state;
    char from[128];
    mini_ran other;
    for (int h = 0; h < HOURS; ++h) {
        mini_react(dir, &(mini_way){.spinup = SPINUP, .hours = h, .threads = 2}, &other);
        assert_string_not_equal(plain.state, other.state);
        snprintf(from, sizeof from, "%s/from%d.nc", folder, h);
        copy_restart(from);
    }
    for (int h = 0; h < HOURS; ++h) {
        snprintf(from, sizeof from, "%s/from%d.nc", folder, h);
        mini_react(dir, &(mini_way){.spinup = SPINUP, .hours = HOURS, .threads = 3, .from = from}, &other);
        mini_expect_same(plain.state, other.state);
    }
}

/* Cut off in its last hour, with the steps and the budgets that it had kept. */
static void test_resume(void **state) {
    (void)state;
    mini_way way = {.lines = "restart_every: 1\n", .spinup = SPINUP, .hours = HOURS, .threads = 2};
    mini_ran whole, other;
    mini_react(dir, &way, &whole);
    expect_same(&plain, &whole);
    mini_broken_met(dir, ALL, ALL - 1);
    way.met = "met_broken.nc";
    way.threads = 1;
    assert_int_equal(mini_try(dir, &way, &other), LT_ERR_INPUT);
    lt_error_clear();
    assert_true(lt_outdir_has_any(dir, "restart_t_", ".part"));
    way.met = NULL;
    way.threads = 3;
    way.resume = true;
    mini_react(dir, &way, &other);
    expect_same(&plain, &other);
}

static void test_diagnostics(void **state) {
    (void)state;
    mini_ran other;
    run("process_budget: off\n", 2, &other);
    mini_expect_same(plain.state, other.state);
    mini_expect_same(plain.conc, other.conc);
    mini_expect_same(plain.budget, other.budget);
    run("process_budget: [O3, OX, NO2, HNO3, ASO4J]\nbudget_regions: on\n"
        "output: [{set: 3d, interval: 1 h}, {set: cities, interval: 15 min}]\n",
        2, &other);
    mini_expect_same(plain.state, other.state);
    mini_expect_same(plain.conc, other.conc);
    mini_expect_same(plain.budget, other.budget);
}

/* The ground by another scheme is another run, and no restart file goes from one to the other. */
static void test_dry_deposition(void **state) {
    (void)state;
    mini_ran other;
    char from[128];
    run("dry_deposition: wesely\n", 2, &other);
    assert_string_not_equal(plain.state, other.state);
    snprintf(from, sizeof from, "%s/from0.nc", folder);
    const mini_way way = {
        .lines = "dry_deposition: wesely\n", .spinup = SPINUP, .hours = HOURS, .threads = 2, .from = from};
    assert_int_equal(mini_try(dir, &way, &other), LT_ERR_INPUT);
    lt_error_clear();
    run("dry_deposition: zhang\n", 2, &other); /* the default */
    mini_expect_same(plain.state, other.state);
}

static long rows_of(const char *name, const char *species, const char *hour) {
    char path[128];
    lt_csv *t;
    int s, h;
    long n = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    MINI_OK(lt_csv_read(path, &t));
    MINI_OK(lt_csv_column(t, "species", &s));
    MINI_OK(lt_csv_column(t, "hour_end_utc", &h));
    for (long row = 0; row < lt_csv_rows(t); ++row)
        n += !strcmp(lt_csv_text(t, row, s), species) &&
             !strcmp(lt_csv_text(t, row, h), "total") == !strcmp(hour, "total");
    lt_csv_free(t);
    return n;
}

/* Of 120 species the terminal and the hours by region show the main ones; the files have all. */
static void test_main_species(void **state) {
    (void)state;
    mini_ran other;
    const mini_way way = {
        .lines = "budget_regions: on\n", .spinup = SPINUP, .hours = HOURS, .threads = 2, .says = true};
    lt_log_set_sinks(keep, NULL);
    mini_react(dir, &way, &other);
    lt_log_set_sinks(NULL, NULL);
    mini_expect_same(plain.state, other.state);
    assert_non_null(strstr(said, "\n  O3 "));
    assert_non_null(strstr(said, "\n  ANO3J "));
    assert_null(strstr(said, "\n  OLE "));
    assert_non_null(strstr(said, " more species in "));
    assert_int_equal(rows_of("budget_t.csv", "OLE", "hours"), ALL);
    assert_int_equal(rows_of("regions_t.csv", "O3", "hours"), LT_N_REGIONS * ALL);
    assert_int_equal(rows_of("regions_t.csv", "OLE", "hours"), 0);
    assert_int_equal(rows_of("regions_t.csv", "OLE", "total"), LT_N_REGIONS);
}

static void test_nest(void **state) {
    (void)state;
    mini_way way = {.lines = "", .spinup = SPINUP, .hours = HOURS, .threads = 1, .nested = true};
    mini_ran one, many;
    mini_react(dir, &way, &one);
    mini_expect_same(plain.conc, one.conc); /* the parent runs as if alone */
    way.lines = "blocks_x: 2\nblocks_y: 3\n";
    way.threads = 3;
    mini_react(dir, &way, &many);
    expect_same(&one, &many);
    mini_expect_same(one.nest_conc, many.nest_conc);
    mini_expect_same(one.nest_process, many.nest_process);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_budget_closes),
                                       cmocka_unit_test(test_threads_and_blocks),
                                       cmocka_unit_test(test_instruction_sets),
                                       cmocka_unit_test(test_restart),
                                       cmocka_unit_test(test_resume),
                                       cmocka_unit_test(test_diagnostics),
                                       cmocka_unit_test(test_dry_deposition),
                                       cmocka_unit_test(test_main_species),
                                       cmocka_unit_test(test_nest)};
    return cmocka_run_group_tests(tests, make, drop);
}
