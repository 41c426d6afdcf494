/* A run with all of the aerosol on: sea salt and dust of a storm, coarse nitrate, clouds with rain, air above
 * saturation, organics. The same bits for any threads, blocks, instruction set, after a restart at any hour and with a
 * nest; its budget closes; and each of these did something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/mini_reacting.h"

enum { HOURS = 3 };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    mini_reacts = mini_stormy = true;
    dir = mini_nest_dir(folder, HOURS, 0);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

/* Lines of every run beside those of the way. */
static void run(mini_way way, mini_ran *out) {
    char lines[512];
    snprintf(lines, sizeof lines, "coarse_nitrate: dynamic\nprocess_budget: off\n%s", way.lines ? way.lines : "");
    way.lines = lines;
    mini_react(dir, &way, out);
}

static mini_ran plain;

/* Each part of it is at work, or the rest of this file shows nothing. */
static void test_all_is_on(void **state) {
    (void)state;
    static const struct {
        const char *species, *column;
    } rows[] = {{"ASEACAT", "emitted_kg"},  {"ANAJ", "emitted_kg"},     {"ASOIL", "emitted_kg"},
                {"ASOILJ", "emitted_kg"},   {"ASEACAT", "dry_kg"},      {"ASOIL", "wet_kg"},
                {"ANO3K", "chemistry_kg"},  {"ANO3J", "chemistry_kg"},  {"ASO4J", "chemistry_kg"},
                {"AORGCJ", "chemistry_kg"}, {"AAVB3J", "chemistry_kg"}, {"AISO1J", "chemistry_kg"}};
    run((mini_way){.hours = HOURS, .threads = 1}, &plain);
    for (size_t n = 0; n < sizeof rows / sizeof *rows; ++n)
        if (!(mini_budget_sum(folder, "budget_t.csv", rows[n].species, rows[n].column) > 0))
            fail_msg("no %s of %s", rows[n].column, rows[n].species);
    const lt_aerosol_work *work = &plain.model.aerosol;
    print_message("of %lld cells x steps %lld too humid, %lld with drops, %lld by the plain method; rounding %.1e\n",
                  (long long)work->cells, (long long)work->humid, (long long)work->cloudy, (long long)work->plain,
                  plain.model.worst_rounding);
    assert_int_equal(work->cells, MINI_NX * MINI_NY * MINI_NZ * 4 * HOURS);
    assert_true(work->humid > 0 && work->cloudy > 0);
    assert_true(work->unsolved.n == 0 && work->unsplit.n == 0 && work->unsettled.n == 0);
    assert_true(plain.model.worst_rounding <= LT_BUDGET_AIM);
}

static void test_threads_and_blocks(void **state) {
    (void)state;
    static const mini_way ways[] = {{.lines = "blocks_x: 3\nblocks_y: 2\n", .hours = HOURS, .threads = 2},
                                    {.hours = HOURS, .threads = 3}};
    for (size_t n = 0; n < sizeof ways / sizeof *ways; ++n) {
        mini_ran other;
        run(ways[n], &other);
        mini_expect_same_run(&plain, &other);
        assert_int_equal(plain.model.aerosol.humid, other.model.aerosol.humid);
        assert_int_equal(plain.model.aerosol.cloudy, other.model.aerosol.cloudy);
        assert_int_equal(plain.model.aerosol.plain, other.model.aerosol.plain);
    }
}

static void test_instruction_sets(void **state) {
    (void)state;
    mini_ran narrow;
    setenv("LT_ISA", "v3", 1);
    run((mini_way){.hours = HOURS, .threads = 4}, &narrow);
    unsetenv("LT_ISA");
    mini_expect_same_run(&plain, &narrow);
    if (!__builtin_cpu_supports("avx512f")) {
        print_message("this processor has no AVX-512: v3 cannot be compared with v4\n");
        skip();
    }
}

/* Water, acidity and what organics hold ride along in the restart file. */
static void test_restart(void **state) {
    (void)state;
    char from[128], command[300];
    mini_ran other;
    for (int h = 1; h < HOURS; ++h) {
        run((mini_way){.hours = h, .threads = 2}, &other);
        assert_string_not_equal(plain.state, other.state);
        snprintf(from, sizeof from, "%s/from.nc", folder);
        snprintf(command, sizeof command, "cp %s/restart_t.nc %s", folder, from);
        assert_int_equal(system(command), 0);
        run((mini_way){.hours = HOURS, .threads = 1, .from = from}, &other);
        mini_expect_same(plain.state, other.state);
    }
}

/* Each key changes the run, so that what is compared above is what it says. */
static void test_keys(void **state) {
    (void)state;
    static const char *const lines[] = {"dust: off\n", "sea_salt: off\n", "aqueous: off\n", "paths_off: [n2o5]\n"};
    mini_ran hour, other;
    run((mini_way){.hours = 1, .threads = 2}, &hour);
    for (size_t n = 0; n < sizeof lines / sizeof *lines; ++n) {
        run((mini_way){.lines = lines[n], .hours = 1, .threads = 2}, &other);
        assert_string_not_equal(hour.state, other.state);
    }
}

static void test_nest(void **state) {
    (void)state;
    mini_ran one, many;
    run((mini_way){.hours = 2, .threads = 1, .nested = true}, &one);
    run((mini_way){.lines = "blocks_x: 2\nblocks_y: 3\n", .hours = 2, .threads = 3, .nested = true}, &many);
    mini_expect_same_run(&one, &many);
    mini_expect_same(one.nest_conc, many.nest_conc);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_is_on),
                                       cmocka_unit_test(test_threads_and_blocks),
                                       cmocka_unit_test(test_instruction_sets),
                                       cmocka_unit_test(test_restart),
                                       cmocka_unit_test(test_keys),
                                       cmocka_unit_test(test_nest)};
    return cmocka_run_group_tests(tests, make, drop);
}
