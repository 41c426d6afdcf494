/* Tracers ride along: they change nothing of the chemistry, carry the part of the emissions that they should, and the
 * parts sum to the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/verify.h"
#include "model/driver/run.h"
#include "tests/support/mini_air.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

enum { SPINUP = 1, HOURS = 3, CELLS = MINI_NX * MINI_NY * MINI_NZ };

static const char all_tracers[] =
    "  - {name: CO2, kind: gas}\n"
    "  - {name: town, kind: tag, of: CO2, regions: [Shenyang]}\n"
    "  - {name: sea, kind: tag, of: CO2, regions: sea}\n"
    "  - {name: edge, kind: border, of: CO2}\n"
    "  - {name: old, kind: start, of: CO2}\n"
    "  - {name: CH4, kind: gas, emission: off}\n"
    "  - {name: air, kind: border, value: one}\n"
    "  - {name: copy, kind: tag, of: SO2}\n"
    "  - {name: points, kind: tag, of: SO2, source: points}\n"
    "  - {name: ground, kind: tag, of: SO2, source: ground, deposition: none}\n"
    "  - {name: area, kind: tag, of: SO2, source: area, regions: [Shenyang, sea]}\n"
    "  - {name: early, kind: tag, of: SO2, hours: 8-8}\n"; /* the run begins at 8 h local time */

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

/* A section model: with these lines and tracers; release with the rows. */
static void read_config(const char *lines, const char *tracers, lt_model_config *out) {
    static char text[100000];
    snprintf(text, sizeof text, "step: 900 s\nchemistry: off\n%s%s%s", lines, *tracers ? "tracers:\n" : "", tracers);
    MINI_OK(model_text(text, out));
}

static const char *restart_from; /* of the next run; NULL: its start */

static lt_status run(const char *lines, const char *tracers, const char *tag, int threads, lt_model_result *result) {
    char conc[64], budget[64], restart[64];
    lt_model_config config;
    read_config(lines, tracers, &config);
    snprintf(conc, sizeof conc, "conc_%s.nc", tag);
    snprintf(budget, sizeof budget, "budget_%s.csv", tag);
    snprintf(restart, sizeof restart, "restart_%s.nc", tag);
    const lt_model_run r = {.dir = dir,
                            .files = {.grid = "grid.nc",
                                      .met = "met_p.nc",
                                      .emissions = "emissions_base_p.nc",
                                      .conc = conc,
                                      .budget = budget},
                            .restart_file = restart,
                            .restart_from = restart_from,
                            .title = tag,
                            .span = {.start = mini_start, .spinup_hours = SPINUP, .output_hours = HOURS},
                            .config = &config,
                            .threads = threads,
                            .quiet = true};
    lt_status status = lt_model_run_files(&r, result);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

/* The last state of a species. */
static void last_state(const char *tag, const char *species, double q[CELLS]) {
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, lt_fmt("restart_%s.nc", tag), &file));
    MINI_OK(lt_ncr_get_double(file, lt_fmt("domain1/%s", species), "kg kg-1", CELLS, q));
    lt_ncr_close(file);
}

/* A column of the budget, summed over the hours of one species. */
static double budget_sum(const char *tag, const char *species, const char *column) {
    return mini_budget_sum(folder, lt_fmt("budget_%s.csv", tag), species, column);
}

static void test_nothing_else_changes(void **state) {
    (void)state;
    lt_model_result with, without;
    static double a[CELLS], b[CELLS];
    MINI_OK(run("", all_tracers, "with", 2, &with));
    MINI_OK(run("", "", "without", 2, &without));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        last_state("with", lt_passive_species[s].name, a);
        last_state("without", lt_passive_species[s].name, b);
        assert_memory_equal(a, b, sizeof a);
    }
}

static void test_same_bits(void **state) {
    (void)state;
    lt_model_result first, other;
    lt_digest budget[2], conc[2];
    MINI_OK(run("blocks_x: 1\nblocks_y: 1\n", all_tracers, "bits", 1, &first));
    assert_true(lt_outdir_has(dir, "budget_bits.csv", true, budget[0]));
    assert_true(lt_outdir_has(dir, "conc_bits.nc", true, conc[0]));
    MINI_OK(run("blocks_x: 3\nblocks_y: 2\n", all_tracers, "bits", 3, &other));
    assert_true(lt_outdir_has(dir, "budget_bits.csv", true, budget[1]));
    assert_true(lt_outdir_has(dir, "conc_bits.nc", true, conc[1]));
    assert_string_equal(first.state_digest, other.state_digest);
    assert_string_equal(budget[0], budget[1]);
    assert_string_equal(conc[0], conc[1]);
}

/* Largest difference of a whole and the sum of its parts, over the largest of the whole. */
static double gap(const char *tag, const char *whole, const char *const *parts, int n) {
    static double q[CELLS], part[CELLS];
    double most = 0, largest = 0;
    static double sum[CELLS];
    memset(sum, 0, sizeof sum);
    last_state(tag, whole, q);
    for (int p = 0; p < n; ++p) {
        last_state(tag, parts[p], part);
        for (int c = 0; c < CELLS; ++c) sum[c] += part[c];
    }
    for (int c = 0; c < CELLS; ++c) {
        most = lt_verify_worse(most, fabs(sum[c] - q[c]));
        largest = lt_verify_worse(largest, fabs(q[c]));
    }
    return most / largest;
}

static const char *const parts[] = {"town", "sea", "edge", "old"};

/* Without wind all that is done is linear in the tracer: what is left is rounding, a unit in the last place of each of
 * 16 steps. In wind the limiter of the advection is not linear; a figure of its size is printed and bounded. */
static void test_parts_sum_to_the_whole(void **state) {
    (void)state;
    lt_model_result result;
    const double ulp = sizeof(lt_real) == 4 ? 0x1p-23 : 0x1p-52;
    mini_calm = true;
    mini_met(dir, "met_p.nc", SPINUP + HOURS);
    mini_calm = false;
    MINI_OK(run("boundary: zero\n", all_tracers, "calm", 2, &result));
    assert_true(gap("calm", "CO2", parts, 2) <= 16 * ulp);
    MINI_OK(run("", all_tracers, "calm", 2, &result));
    assert_true(gap("calm", "CO2", parts, 4) <= 16 * ulp);
    mini_met(dir, "met_p.nc", SPINUP + HOURS);
    MINI_OK(run("boundary: zero\n", all_tracers, "windy", 2, &result));
    double emitted = gap("windy", "CO2", parts, 2);
    MINI_OK(run("", all_tracers, "windy", 2, &result));
    double all = gap("windy", "CO2", parts, 4);
    print_message("parts against the whole, largest difference over the largest value: emitted %.1e, all %.1e\n",
                  emitted, all);
    assert_true(emitted > 16 * ulp);           /* else this test sees no wind */
    assert_true(emitted < 0.02 && all < 1e-5); /* measured 6e-3, 5e-7 */
}

static void test_emitted_parts(void **state) {
    (void)state;
    lt_model_result result;
    MINI_OK(run("", all_tracers, "parts", 2, &result));
    /* Rates and masks are rounded to lt_real, relative 6e-8 each; the budget prints ten digits. */
    const double rounding = 2e-7;
    double whole = budget_sum("parts", "SO2", "emitted_kg"), copy = budget_sum("parts", "copy", "emitted_kg");
    double points = budget_sum("parts", "points", "emitted_kg"), area = budget_sum("parts", "area", "emitted_kg");
    assert_true(whole > 0 && copy == whole && points > 0 && area > points);
    assert_true(fabs(points + area - whole) <= rounding * whole);
    assert_true(budget_sum("parts", "ground", "emitted_kg") < area);
    double town = budget_sum("parts", "town", "emitted_kg"), sea = budget_sum("parts", "sea", "emitted_kg");
    double co2 = budget_sum("parts", "CO2", "emitted_kg");
    assert_true(town > sea && sea > 0 && fabs(town + sea - co2) <= rounding * co2);
    /* Rates grow by a tenth of the first each hour: the first of four has 1 part of 4.6. */
    assert_true(fabs(budget_sum("parts", "early", "emitted_kg") - whole / 4.6) <= rounding * whole);
    assert_true(budget_sum("parts", "CH4", "emitted_kg") == 0 && budget_sum("parts", "air", "emitted_kg") == 0);
}

/* A square with a ring is the sum of its cells, in what is emitted and (without wind, where all is linear) in every
 * cell of the last state; one that is larger than the grid is everything. */
static void test_squares(void **state) {
    (void)state;
    static char tracers[4096];
    static double whole[CELLS], part[CELLS], sum[CELLS];
    lt_model_result result;
    const double ulp = sizeof(lt_real) == 4 ? 0x1p-23 : 0x1p-52;
    double emitted = 0, largest = 0;
    size_t used = (size_t)snprintf(tracers, sizeof tracers,
                                   "  - {name: all, kind: tag, of: SO2, lon: 122.25, lat: 41.1, ring: 99}\n"
                                   "  - {name: near, kind: tag, of: SO2, lon: 122.25, lat: 41.1, east: 1, ring: 1}\n");
    for (int n = 0; n < 9; ++n)
        used += (size_t)snprintf(tracers + used, sizeof tracers - used,
                                 "  - {name: c%d, kind: tag, of: SO2, lon: 122.25, lat: 41.1, east: %d, north: %d}\n",
                                 n, n % 3, n / 3 - 1);
    mini_calm = true;
    mini_met(dir, "met_p.nc", SPINUP + HOURS);
    mini_calm = false;
    MINI_OK(run("boundary: zero\n", tracers, "squares", 2, &result));
    mini_met(dir, "met_p.nc", SPINUP + HOURS);
    memset(sum, 0, sizeof sum);
    last_state("squares", "near", whole);
    for (int n = 0; n < 9; ++n) {
        last_state("squares", lt_fmt("c%d", n), part);
        emitted += budget_sum("squares", lt_fmt("c%d", n), "emitted_kg");
        for (int c = 0; c < CELLS; ++c) sum[c] += part[c];
    }
    for (int c = 0; c < CELLS; ++c) largest = fmax(largest, whole[c]);
    for (int c = 0; c < CELLS; ++c) assert_true(fabs(sum[c] - whole[c]) <= 16 * ulp * largest);
    const double near = budget_sum("squares", "near", "emitted_kg"), all = budget_sum("squares", "all", "emitted_kg");
    assert_true(largest > 0 && near > 0 && near < all && fabs(emitted - near) <= 2e-7 * near);
    assert_true(all == budget_sum("squares", "SO2", "emitted_kg"));
}

static void test_border_start_and_removal(void **state) {
    (void)state;
    lt_model_result result;
    static double q[CELLS];
    MINI_OK(run("", all_tracers, "edges", 2, &result));
    assert_true(budget_sum("edges", "edge", "in_kg") == budget_sum("edges", "CO2", "in_kg"));
    assert_true(budget_sum("edges", "old", "in_kg") == 0 && budget_sum("edges", "town", "in_kg") == 0);
    assert_true(budget_sum("edges", "old", "stored_kg") < 0 && budget_sum("edges", "old", "burden_kg") > 0);
    assert_true(budget_sum("edges", "copy", "dry_kg") > 0 && budget_sum("edges", "copy", "wet_kg") > 0);
    assert_true(budget_sum("edges", "ground", "dry_kg") == 0 && budget_sum("edges", "ground", "wet_kg") == 0);
    assert_true(budget_sum("edges", "CO2", "dry_kg") == 0 && budget_sum("edges", "town", "chemistry_kg") == 0);
    last_state("edges", "air", q);
    double least = 1, most = 0;
    for (int c = 0; c < CELLS; ++c) {
        least = fmin(least, q[c]);
        most = fmax(most, q[c]);
    }
    assert_true(least >= 0.0 && most > 0.9 && most <= 1.0 + 1e-6); /* a share: within its bounds to rounding */
}

/* What no source and no sink touches stays what it is; concentrations come in their units. */
static void test_concentrations(void **state) {
    (void)state;
    lt_model_result result;
    float ppb[MINI_NX * MINI_NY], above[MINI_NX * MINI_NY];
    lt_ncr *file;
    MINI_OK(run("", all_tracers, "conc", 2, &result));
    MINI_OK(lt_ncr_open_own(dir, "conc_conc.nc", &file));
    MINI_OK(lt_ncr_get_float_record(file, "CH4", "ppb", HOURS - 1, MINI_NX * MINI_NY, ppb));
    MINI_OK(lt_ncr_get_float_record(file, "CH4_enhancement", "ppb", HOURS - 1, MINI_NX * MINI_NY, above));
    /* January 2020: 1878.72 + 60 ppb; 16 steps of at most an ulp each. */
    for (int c = 0; c < MINI_NX * MINI_NY; ++c) {
        assert_true(fabsf(ppb[c] - 1938.72f) <= 16 * 1938.72f * 0x1p-23f);
        assert_true(fabsf(above[c]) <= 16 * 1938.72f * 0x1p-23f);
    }
    MINI_OK(lt_ncr_get_float_record(file, "CO2_enhancement", "ppm", HOURS - 1, MINI_NX * MINI_NY, above));
    for (int c = 0; c < MINI_NX * MINI_NY; ++c) assert_true(above[c] > 0.0f);
    MINI_OK(lt_ncr_get_float_record(file, "copy", "ug m-3", HOURS - 1, MINI_NX * MINI_NY, above));
    MINI_OK(lt_ncr_get_float_record(file, "air", "1", HOURS - 1, MINI_NX * MINI_NY, above));
    lt_ncr_close(file);
}

/* As many tags as anyone likes: the files hold them, and a restart file is gone on from. */
static void test_many(void **state) {
    (void)state;
    enum { MANY = 1000 };
    static char tracers[90000];
    char from[200];
    lt_model_result whole, rest;
    size_t used = 0;
    for (int n = 0; n < MANY; ++n)
        used += (size_t)snprintf(tracers + used, sizeof tracers - used,
                                 "  - {name: tag_%04d, kind: tag, of: SO2, regions: [Shenyang], hours: %d-%d}\n", n,
                                 n % 24, (n + 5) % 24);
    MINI_OK(run("restart_every: 2\n", tracers, "many", 2, &whole));
    snprintf(from, sizeof from, "%s/previous_restart_many.nc", folder);
    restart_from = from;
    MINI_OK(run("restart_every: 2\n", tracers, "later", 2, &rest));
    restart_from = NULL;
    assert_string_equal(whole.state_digest, rest.state_digest);
}

static void test_what_the_files_do_not_have(void **state) {
    (void)state;
    lt_model_result result;
    assert_int_equal(run("", "  - {name: CH4, kind: gas}\n", "bad", 1, &result), LT_ERR_INPUT);
    EXPECT("the emissions have no CH4", "emission: off");
    assert_int_equal(run("", "  - {name: a, kind: tag, of: SO2, source: stakcs}\n", "bad", 1, &result), LT_ERR_INPUT);
    EXPECT("kind of source", "stakcs", "did you mean stacks");
    assert_int_equal(run("", "  - {name: a, kind: tag, of: SO2, regions: [KOR]}\n", "bad", 1, &result), LT_ERR_INPUT);
    EXPECT("does not have a region", "KOR", "mini");
    assert_int_equal(
        run("", "  - {name: a, kind: tag, of: SO2, lon: 122.25, lat: 41.1, east: 40}\n", "bad", 1, &result),
        LT_ERR_INPUT);
    EXPECT("out of the grid", "+40", "mini");
    assert_false(lt_outdir_has(dir, "conc_bad.nc", false, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_else_changes),
        cmocka_unit_test(test_same_bits),
        cmocka_unit_test(test_parts_sum_to_the_whole),
        cmocka_unit_test(test_emitted_parts),
        cmocka_unit_test(test_squares),
        cmocka_unit_test(test_border_start_and_removal),
        cmocka_unit_test(test_concentrations),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_what_the_files_do_not_have),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
