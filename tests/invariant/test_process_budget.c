/* Process budgets: every line closes; what sources and the ground did is what the budget by region counts; a uniform
 * mixing ratio is not transported in the mean; same bits, and nothing else changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/driver/run.h"
#include "tests/support/mini_air.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

enum { SPINUP = 1, HOURS = 3, ALL = SPINUP + HOURS };

static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, ALL);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

/* CO2 is the same everywhere, and has no source. */
static const char *reacts = "off"; /* cb6r5 where something shall react */
static const char usual[] = "step: 900 s\nvertical_mixing: acm2\n"
                            "tracers: [{name: CO2, kind: gas, emission: off}]\n";

/* Writes conc.nc, budget.csv, regions.csv, NAME. */
static lt_status run(const char *lines, int threads, const char *name, const char *from, lt_digest digest) {
    lt_model_config config;
    lt_model_result result;
    char text[1024];
    snprintf(text, sizeof text, "%s%schemistry: %s\n", lines, usual, reacts);
    LT_TRY(model_text(text, &config));
    const lt_model_run r = {.dir = dir,
                            .files = {.grid = "grid.nc",
                                      .met = "met_p.nc",
                                      .emissions = strcmp(reacts, "off") ? "emissions_gases.nc" : "emissions_base_p.nc",
                                      .conc = "conc.nc",
                                      .budget = "budget.csv",
                                      .budget_regions = "regions.csv",
                                      .process = name},
                            .restart_file = "restart.nc",
                            .restart_from = from,
                            .inputs = "of this test",
                            .title = "process",
                            .span = {.start = mini_start, .spinup_hours = SPINUP, .output_hours = HOURS},
                            .config = &config,
                            .threads = threads,
                            .quiet = true};
    lt_status status = lt_model_run_files(&r, &result);
    if (status == LT_OK) memcpy(digest, result.state_digest, sizeof(lt_digest));
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

/* --- reading --- */

static lt_csv *table;

static void open_table(const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    MINI_OK(lt_csv_read(path, &table));
}

static const char *text_of(long row, const char *column) {
    int c;
    MINI_OK(lt_csv_column(table, column, &c));
    return lt_csv_text(table, row, c);
}

static double number_of(long row, const char *column) {
    double value;
    int c;
    MINI_OK(lt_csv_column(table, column, &c));
    MINI_OK(lt_csv_double(table, row, c, &value));
    return value;
}

/* Sum over the hours of a column in the lines of Shenyang, which has all land of the small grid. */
static double sum_of(const char *name, const char *layers, const char *species, const char *column, bool magnitude) {
    double sum = 0;
    open_table(name);
    for (long row = 0; row < lt_csv_rows(table); ++row) {
        if (strcmp(text_of(row, "region"), "Shenyang") || strcmp(text_of(row, "species"), species)) continue;
        if (strcmp(text_of(row, "hour_end_utc"), "total") == 0) continue;
        if (layers && strcmp(text_of(row, "layers"), layers)) continue;
        sum += magnitude ? fabs(number_of(row, column)) : number_of(row, column);
    }
    lt_csv_free(table);
    return sum;
}

/* --- tests --- */

static const char *const terms[] = {"transport", "mixing", "emission", "dry", "chemistry", "wet"};

/* Eight digits are printed. */
static void close_line(long row, const char *end) {
    double sum = 0, gross = 0;
    for (int t = 0; t < 6; ++t) {
        const double x = number_of(row, lt_fmt("%s_%s", terms[t], end));
        sum += x;
        gross += fabs(x);
    }
    const double change = number_of(row, lt_fmt("change_%s", end));
    const double chemistry = number_of(row, lt_fmt("produced_%s", end)) + number_of(row, lt_fmt("destroyed_%s", end));
    gross += number_of(row, strcmp(end, "kg") == 0 ? "burden_kg" : "mean");
    assert_true(fabs(change - sum) <= 1e-7 * gross);
    assert_true(fabs(chemistry - number_of(row, lt_fmt("chemistry_%s", end))) <= 1e-7 * gross);
}

static void test_lines_close(void **state) {
    (void)state;
    lt_digest digest;
    long n = 0;
    MINI_OK(run("process_budget: [SO2, CO, CO2, SO4]\n", 2, "process.csv", NULL, digest));
    open_table("process.csv");
    for (long row = 0; row < lt_csv_rows(table); ++row, ++n) {
        close_line(row, "kg");
        close_line(row, "mean");
        assert_true(fabs(number_of(row, "rounding_kg")) <= 1e-12 * number_of(row, "burden_kg"));
        /* rain may bring more down into low layers than it takes from them: what evaporates gives back */
        const bool whole = strcmp(text_of(row, "layers"), "column") == 0;
        assert_true(number_of(row, "dry_kg") <= 0 && (!whole || number_of(row, "wet_kg") <= 0));
    }
    lt_csv_free(table);
    assert_int_equal(n, 4 * 2 * ALL); /* of the regions that the grid has */
}

/* Both are sums of what was applied, made by different code; ten and eight digits are printed. */
static void test_as_the_budget_by_region(void **state) {
    (void)state;
    static const char *const species[] = {"SO2", "CO", "SO4"};
    lt_digest digest;
    MINI_OK(run("process_budget: [SO2, CO, SO4]\nbudget_regions: [Shenyang]\n", 2, "process.csv", NULL, digest));
    for (int s = 0; s < 3; ++s) {
        const double dry = sum_of("regions.csv", NULL, species[s], "dry_kg", false);
        for (int low = 0; low < 2; ++low)
            assert_true(fabs(sum_of("process.csv", low ? "low" : "ground", species[s], "dry_kg", false) + dry) <=
                        1e-7 * dry);
        /* All stacks of the small grid end below 800 m, which is what is nearest to 1 km. */
        const double emitted = sum_of("regions.csv", NULL, species[s], "emitted_kg", false);
        const double low = sum_of("process.csv", "low", species[s], "emission_kg", false);
        const double ground = sum_of("process.csv", "ground", species[s], "emission_kg", false);
        assert_true(fabs(low - emitted) <= 1e-7 * emitted && ground > 0 && ground < emitted);
    }
    assert_true(sum_of("process.csv", "low", "SO2", "chemistry_kg", false) == 0.0);
    assert_true(sum_of("process.csv", "ground", "CO", "mixing_kg", false) < 0); /* what is emitted there rises */
}

static void test_what_reacts(void **state) {
    (void)state;
    lt_digest digest;
    mini_reacts = true;
    mini_emissions(dir, "emissions_gases.nc", ALL);
    mini_reacts = false;
    reacts = "cb6r5";
    MINI_OK(run("process_budget: [SO2, NO, NO2]\n", 2, "process.csv", NULL, digest));
    reacts = "off";
    assert_true(sum_of("process.csv", "low", "SO2", "chemistry_kg", false) < 0);
    assert_true(sum_of("process.csv", "low", "NO", "destroyed_kg", false) < 0);
    assert_true(sum_of("process.csv", "low", "NO2", "produced_kg", false) > 0);
    open_table("process.csv");
    for (long row = 0; row < lt_csv_rows(table); ++row) {
        close_line(row, "kg");
        close_line(row, "mean");
    }
    lt_csv_free(table);
}

/* Air that converges brings kg, and no more of the tracer a kg of air. float: 24 bits. */
static void test_uniform_is_not_transported(void **state) {
    (void)state;
    lt_digest digest;
    MINI_OK(run("process_budget: [CO2]\n", 2, "process.csv", NULL, digest));
    const double kg = sum_of("process.csv", "low", "CO2", "transport_kg", true);
    const double burden = sum_of("process.csv", "low", "CO2", "burden_kg", true) / ALL;
    const double mean = sum_of("process.csv", "low", "CO2", "transport_mean", true);
    const double ratio = sum_of("process.csv", "low", "CO2", "mean", true) / ALL;
    print_message("transport of a uniform tracer: %.1e of its burden, %.1e of its mean\n", kg / burden, mean / ratio);
    assert_true(kg > 1e-4 * burden);
    assert_true(mean < 1e-6 * ratio);
}

static void test_same_bits(void **state) {
    (void)state;
    static const char lines[] = "process_budget: [SO2, CO]\nrestart_every: 1\n";
    lt_digest off, one, many, first, other, conc[2];
    char from[128], text[256];
    MINI_OK(run("process_budget: off\n", 1, "process.csv", NULL, off));
    assert_true(lt_outdir_has(dir, "conc.nc", true, conc[0]));
    MINI_OK(run(lines, 1, "process.csv", NULL, one));
    assert_true(lt_outdir_has(dir, "conc.nc", true, conc[1]));
    assert_true(lt_outdir_has(dir, "process.csv", true, first));
    assert_string_equal(off, one);
    assert_string_equal(conc[0], conc[1]);
    snprintf(text, sizeof text, "%sblocks_x: 3\nblocks_y: 2\n", lines);
    MINI_OK(run(text, 3, "other.csv", NULL, many));
    assert_true(lt_outdir_has(dir, "other.csv", true, other));
    assert_string_equal(off, many);
    assert_string_equal(first, other);
    snprintf(from, sizeof from, "%s/previous_restart.nc", folder); /* after all but the last hour */
    MINI_OK(run(lines, 1, "rest.csv", from, many));
    assert_string_equal(off, many);
    snprintf(text, sizeof text, "cd %s && tail -n 4 process.csv > a && tail -n 4 rest.csv | cmp - a", folder);
    assert_int_equal(system(text), 0);
}

/* `on` asks for ozone, which only a mechanism has. */
static void test_off_and_on(void **state) {
    (void)state;
    lt_digest digest;
    MINI_OK(run("process_budget: off\n", 1, "no.csv", NULL, digest));
    MINI_OK(run("process_budget: on\n", 1, "no.csv", NULL, digest));
    MINI_OK(run("", 1, "no.csv", NULL, digest));
    assert_false(lt_outdir_has(dir, "no.csv", false, NULL));
}

/* A process that nobody told of is found at the next hour, on the line it spoils. */
static void test_what_is_not_told_stops_the_run(void **state) {
    (void)state;
    lt_grid *grid;
    lt_air *air;
    lt_state *s;
    lt_journal *journal;
    const lt_comm self = lt_comm_self();
    lt_process_budget *p;
    char name[] = "CO", *items[] = {name};
    const lt_list wanted = {.items = items, .n = 1};
    const size_t cells = (size_t)MINI_NX * MINI_NY * MINI_NZ;
    double *mass = calloc(cells, sizeof *mass), *flux = calloc(2 * cells, sizeof *flux);
    lt_real *q = calloc(cells, sizeof *q);
    const lt_source none[LT_N_SPECIES] = {{0}};
    for (size_t c = 0; c < cells; ++c) mass[c] = 1e10, q[c] = (lt_real)1e-7;
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    MINI_OK(lt_air_begin_hour(air, mass, mass, flux, flux, 900));
    MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, 1, 1, &s));
    lt_state_set(s, LT_S_CO, q);
    MINI_OK(lt_journal_create(dir, "told", &journal));
    MINI_OK(lt_process_budget_create(&self, &wanted, grid, s, 4, dir, "told.csv", "none", journal, &p));
    MINI_OK(lt_process_budget_begin(p, s, air));
    MINI_OK(lt_process_budget_begin_hour(p, s, air, none));
    MINI_OK(lt_process_budget_end_hour(p, air, "first"));
    q[3] *= (lt_real)1.5;
    lt_state_set(s, LT_S_CO, q);
    MINI_OK(lt_process_budget_begin_hour(p, s, air, none));
    assert_int_equal(lt_process_budget_end_hour(p, air, "second"), LT_ERR_INTERNAL);
    EXPECT("does not close", "CO, hour ending second", "Shenyang");
    lt_error_clear();
    lt_process_budget_free(p);
    lt_journal_free(journal);
    lt_state_free(s);
    lt_air_free(air);
    lt_grid_free(grid);
    free(mass);
    free(flux);
    free(q);
}

static void test_faults(void **state) {
    (void)state;
    lt_digest digest;
    assert_int_equal(run("process_budget: [SO3]\n", 1, "p.csv", NULL, digest), LT_ERR_INPUT);
    EXPECT("does not carry", "\"SO3\"", "did you mean SO");
    assert_int_equal(run("process_budget: [OX]\n", 1, "p.csv", NULL, digest), LT_ERR_INPUT);
    EXPECT("does not carry", "\"OX\"");
    assert_int_equal(run("process_budget: [CO, CO]\n", 1, "p.csv", NULL, digest), LT_ERR_INPUT);
    EXPECT("each once", "\"CO\"");
    assert_int_equal(run("process_budget: [CO, on]\n", 1, "p.csv", NULL, digest), LT_ERR_INPUT);
    EXPECT("off, on, or species", "\"on\"", "case.yaml:1");
    lt_model_config config;
    assert_int_equal(model_text("chemistry: cb6r5\nprocess_budget: [O3, OX, NO3X]\n", &config), LT_ERR_INPUT);
    EXPECT("does not carry", "\"NO3X\"", "did you mean NO3", "case.yaml:2");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines_close),
                                       cmocka_unit_test(test_as_the_budget_by_region),
                                       cmocka_unit_test(test_what_reacts),
                                       cmocka_unit_test(test_uniform_is_not_transported),
                                       cmocka_unit_test(test_same_bits),
                                       cmocka_unit_test(test_off_and_on),
                                       cmocka_unit_test(test_what_is_not_told_stops_the_run),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make, drop);
}
