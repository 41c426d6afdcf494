/* A run whose species are those of a mechanism: the same bits for any threads, blocks, instruction set and after a
 * restart at any hour, also with a nest in it; its budget closes; outputs and diagnostics change no bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"

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

typedef struct run_result {
    lt_digest state, conc, budget, process, nest_process;
    double worst;
} run_result;

static void digest_of(const char *name, lt_digest out) {
    if (!lt_outdir_has(dir, name, true, out)) out[0] = '\0';
}

static int hours = HOURS; /* of output */

static char said[32768]; /* what a run says, where it begins with a letter */

static void keep(const char *text) {
    const size_t used = strlen(said);
    snprintf(said + used, sizeof said - used, "%s", text);
}

/* met of the run; resume: go on with it where it was cut off. */
static lt_status run_on(const char *met, bool resume, const char *lines, int threads, bool nested, const char *from,
                        run_result *out) {
    lt_model_config config;
    lt_model_result result;
    mini_names names;
    char text[1024];
    snprintf(text, sizeof text, "step: 900 s\nnest_step: 900 s\nchemistry: cb6r5\nvertical_mixing: acm2\n%s", lines);
    MINI_OK(model_text(text, &config));
    lt_model_run r = mini_nest_run(dir, &config, "t", SPINUP, hours, SPINUP, &names);
    r.threads = threads;
    r.restart_from = from;
    r.inputs = "of this test";
    r.files.process = "process_t.csv";
    r.files.budget_regions = "regions_t.csv";
    r.quiet = !said[0];
    names.nest.files.process = "process_t_nest.csv";
    r.files.met = met;
    r.resume = resume;
    if (!nested) r.nest = NULL;
    lt_status status = lt_model_run_files(&r, &result);
    lt_config_release(lt_model_config_rows, &config);
    LT_TRY(status);
    memcpy(out->state, result.state_digest, sizeof out->state);
    out->worst = result.worst_rounding;
    digest_of("conc_t.nc", out->conc);
    digest_of("budget_t.csv", out->budget);
    digest_of("process_t.csv", out->process);
    digest_of("process_t_nest.csv", out->nest_process);
    return LT_OK;
}

static void run(const char *lines, int threads, bool nested, const char *from, run_result *out) {
    MINI_OK(run_on("met_p.nc", false, lines, threads, nested, from, out));
}

static void expect_same(const run_result *a, const run_result *b) {
    assert_string_equal(a->state, b->state);
    assert_string_equal(a->conc, b->conc);
    assert_string_equal(a->budget, b->budget);
    assert_string_equal(a->process, b->process);
}

static run_result plain;

static void test_budget_closes(void **state) {
    (void)state;
    run("", 1, false, NULL, &plain);
    print_message("largest rounding: %.1e of a species in an hour\n", plain.worst);
    assert_true(plain.worst <= LT_BUDGET_AIM);
    assert_true(plain.process[0]); /* on by default, where there is ozone */
    assert_true(mini_budget_sum(folder, "budget_t.csv", "NO", "emitted_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "ISOP", "chemistry_kg") < 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "ANO3J", "chemistry_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "O3", "dry_kg") > 0);
    assert_true(mini_budget_sum(folder, "budget_t.csv", "HNO3", "wet_kg") > 0);
}

static void test_threads_and_blocks(void **state) {
    (void)state;
    run_result other;
    run("blocks_x: 3\nblocks_y: 2\n", 2, false, NULL, &other);
    expect_same(&plain, &other);
    run("", 3, false, NULL, &other);
    expect_same(&plain, &other);
}

static void test_instruction_sets(void **state) {
    (void)state;
    run_result narrow;
    setenv("LT_ISA", "v3", 1);
    run("", 4, false, NULL, &narrow);
    unsetenv("LT_ISA");
    expect_same(&plain, &narrow);
    if (!__builtin_cpu_supports("avx512f")) {
        print_message("this processor has no AVX-512: v3 cannot be compared with v4\n");
        skip();
    }
}

/* After every hour: what goes on knows the step of every cell. */
static void test_restart(void **state) {
    (void)state;
    char from[128], command[300];
    run_result other;
    for (hours = 0; hours < HOURS; ++hours) {
        run("", 2, false, NULL, &other);
        assert_string_not_equal(plain.state, other.state);
        snprintf(from, sizeof from, "%s/from%d.nc", folder, hours);
        snprintf(command, sizeof command, "cp %s/restart_t.nc %s", folder, from);
        assert_int_equal(system(command), 0);
    }
    for (int h = 0; h < HOURS; ++h) {
        snprintf(from, sizeof from, "%s/from%d.nc", folder, h);
        run("", 3, false, from, &other);
        assert_string_equal(plain.state, other.state);
    }
}

/* Cut off in its last hour, with the steps and the budgets that it had kept. */
static void test_resume(void **state) {
    (void)state;
    static const char lines[] = "restart_every: 1\n";
    run_result whole, other;
    run(lines, 2, false, NULL, &whole);
    expect_same(&plain, &whole);
    mini_broken_met(dir, folder, ALL, ALL - 1);
    assert_int_equal(run_on("met_broken.nc", false, lines, 1, false, NULL, &other), LT_ERR_INPUT);
    lt_error_clear();
    assert_true(lt_outdir_has_any(dir, "restart_t_", ".part"));
    MINI_OK(run_on("met_p.nc", true, lines, 3, false, NULL, &other));
    expect_same(&plain, &other);
}

static void test_diagnostics(void **state) {
    (void)state;
    run_result other;
    run("process_budget: off\n", 2, false, NULL, &other);
    assert_string_equal(plain.state, other.state);
    assert_string_equal(plain.conc, other.conc);
    assert_string_equal(plain.budget, other.budget);
    run("process_budget: [O3, OX, NO2, HNO3, ASO4J]\nbudget_regions: on\n"
        "output: [{set: 3d, interval: 1 h}, {set: cities, interval: 15 min}]\n",
        2, false, NULL, &other);
    assert_string_equal(plain.state, other.state);
    assert_string_equal(plain.conc, other.conc);
    assert_string_equal(plain.budget, other.budget);
}

/* The ground by another scheme is another run, and no restart file goes from one to the other. */
static void test_dry_deposition(void **state) {
    (void)state;
    run_result other;
    char from[128];
    run("dry_deposition: wesely\n", 2, false, NULL, &other);
    assert_string_not_equal(plain.state, other.state);
    snprintf(from, sizeof from, "%s/from0.nc", folder);
    assert_int_equal(run_on("met_p.nc", false, "dry_deposition: wesely\n", 2, false, from, &other), LT_ERR_INPUT);
    lt_error_clear();
    run("dry_deposition: zhang\n", 2, false, NULL, &other); /* the default */
    assert_string_equal(plain.state, other.state);
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
    run_result other;
    strcpy(said, "said:");
    lt_log_set_sinks(keep, NULL);
    run("budget_regions: on\n", 2, false, NULL, &other);
    lt_log_set_sinks(NULL, NULL);
    assert_string_equal(plain.state, other.state);
    assert_non_null(strstr(said, "\n  O3 "));
    assert_non_null(strstr(said, "\n  ANO3J "));
    assert_null(strstr(said, "\n  OLE "));
    assert_non_null(strstr(said, " more species in "));
    said[0] = '\0';
    assert_int_equal(rows_of("budget_t.csv", "OLE", "hours"), ALL);
    assert_int_equal(rows_of("regions_t.csv", "O3", "hours"), LT_N_REGIONS * ALL);
    assert_int_equal(rows_of("regions_t.csv", "OLE", "hours"), 0);
    assert_int_equal(rows_of("regions_t.csv", "OLE", "total"), LT_N_REGIONS);
}

static void test_nest(void **state) {
    (void)state;
    run_result one, many, alone = plain;
    run("", 1, true, NULL, &one);
    assert_string_equal(alone.conc, one.conc); /* the parent runs as if alone */
    run("blocks_x: 2\nblocks_y: 3\n", 3, true, NULL, &many);
    expect_same(&one, &many);
    assert_true(one.nest_process[0]);
    assert_string_equal(one.nest_process, many.nest_process);
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
