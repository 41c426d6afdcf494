/* Budgets by region: each closes, all together are the domain's, and nothing else changes. */
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

enum { SPINUP = 1, HOURS = 3, N_LINES = (SPINUP + HOURS) * (LT_N_SPECIES + 2) };

static const char tracers[] = "tracers:\n"
                              "  - {name: CO2, kind: gas}\n"
                              "  - {name: coast, kind: tag, of: SO2, regions: sea}\n";

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

static lt_status read_config(const char *lines, lt_model_config *out) {
    char text[1024];
    snprintf(text, sizeof text, "step: 900 s\n%s%schemistry: off\n", lines, tracers);
    return model_text(text, out);
}

/* Writes conc.nc, budget.csv, regions.csv. */
static lt_status run(const char *lines, int threads, lt_model_result *result) {
    lt_model_config config;
    LT_TRY(read_config(lines, &config));
    const lt_model_run r = {.dir = dir,
                            .files = {.grid = "grid.nc",
                                      .met = "met_p.nc",
                                      .emissions = "emissions_base_p.nc",
                                      .conc = "conc.nc",
                                      .budget = "budget.csv",
                                      .budget_regions = "regions.csv"},
                            .restart_file = "restart.nc",
                            .title = "regions",
                            .span = {.start = mini_start, .spinup_hours = SPINUP, .output_hours = HOURS},
                            .config = &config,
                            .threads = threads,
                            .quiet = true};
    lt_status status = lt_model_run_files(&r, result);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

/* A line of either file: what it is of, and its twelve numbers in the order of LT_BUDGET_COLUMNS. */
enum { EMITTED, IN, OUT, TOP_IN, TOP_OUT, DRY, WET, CHEMISTRY, CLIPPED, STORED, BURDEN, ROUNDING, N_NUMBERS };
typedef struct line {
    char hour[24], region[24], species[32];
    double x[N_NUMBERS];
} line;

static long read_lines(const char *name, line **out) {
    char path[128];
    lt_csv *table;
    int hour, region, species, first;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    MINI_OK(lt_csv_read(path, &table));
    MINI_OK(lt_csv_column(table, "hour_end_utc", &hour));
    MINI_OK(lt_csv_column(table, "species", &species));
    MINI_OK(lt_csv_column(table, "emitted_kg", &first));
    region = lt_csv_find(table, "region");
    long n = lt_csv_rows(table);
    *out = calloc((size_t)n, sizeof **out);
    for (long r = 0; r < n; ++r) {
        line *l = &(*out)[r];
        snprintf(l->hour, sizeof l->hour, "%s", lt_csv_text(table, r, hour));
        snprintf(l->region, sizeof l->region, "%s", region < 0 ? "" : lt_csv_text(table, r, region));
        snprintf(l->species, sizeof l->species, "%s", lt_csv_text(table, r, species));
        for (int c = 0; c < N_NUMBERS; ++c) MINI_OK(lt_csv_double(table, r, first + c, &l->x[c]));
    }
    lt_csv_free(table);
    return n;
}

static double gross(const line *l) {
    double sum = 0;
    for (int c = 0; c < N_NUMBERS; ++c)
        if (c != STORED && c != ROUNDING) sum += fabs(l->x[c]);
    return sum;
}

/* Ten digits are printed: 5e-11 of every number. */
static void test_all_regions_are_the_domain(void **state) {
    (void)state;
    lt_model_result result;
    line *domain, *regions;
    MINI_OK(run("budget_regions: on\n", 2, &result));
    long n_domain = read_lines("budget.csv", &domain), n = read_lines("regions.csv", &regions);
    assert_int_equal(n_domain, N_LINES);
    assert_int_equal(n, LT_N_REGIONS * (N_LINES + LT_N_SPECIES + 2)); /* and a total of each */
    for (long d = 0; d < n_domain; ++d) {
        double sum[N_NUMBERS] = {0}, all = gross(&domain[d]);
        for (long r = 0; r < n; ++r) {
            if (strcmp(regions[r].hour, domain[d].hour) || strcmp(regions[r].species, domain[d].species)) continue;
            for (int c = 0; c < N_NUMBERS; ++c) sum[c] += regions[r].x[c];
            all += regions[r].x[IN] + regions[r].x[OUT];
        }
        for (int c = 0; c < N_NUMBERS; ++c)
            if (c != IN && c != OUT) assert_true(fabs(sum[c] - domain[d].x[c]) <= 1e-9 * all);
        assert_true(fabs(sum[IN] - sum[OUT] - (domain[d].x[IN] - domain[d].x[OUT])) <= 1e-9 * all);
        assert_true(sum[IN] > domain[d].x[IN] || domain[d].x[IN] + domain[d].x[OUT] == 0.0); /* between regions, too */
    }
    free(domain);
    free(regions);
}

/* The bound of every region is checked by the run; here what is printed must agree with itself, and totals be sums. */
static void lines_close(const char *config) {
    lt_model_result result;
    line *l;
    double worst = 0;
    MINI_OK(run(config, 2, &result));
    long n = read_lines("regions.csv", &l);
    for (long r = 0; r < n; ++r) {
        const double *x = l[r].x;
        double rest = x[STORED] - (x[EMITTED] + x[IN] - x[OUT] + x[TOP_IN] - x[TOP_OUT] - x[DRY] - x[WET] +
                                   x[CHEMISTRY] + x[CLIPPED]);
        assert_true(fabs(rest - x[ROUNDING]) <= 1e-9 * gross(&l[r]));
        if (gross(&l[r]) > 0) worst = lt_verify_worse(worst, fabs(x[ROUNDING]) / gross(&l[r]));
        if (strcmp(l[r].hour, "total") != 0) continue;
        double sum[N_NUMBERS] = {0};
        for (long h = 0; h < n; ++h)
            for (int c = 0; c < N_NUMBERS && strcmp(l[h].hour, "total"); ++c)
                if (!strcmp(l[h].region, l[r].region) && !strcmp(l[h].species, l[r].species)) sum[c] += l[h].x[c];
        for (int c = EMITTED; c <= CLIPPED; ++c) assert_true(fabs(sum[c] - x[c]) <= 1e-9 * fabs(sum[c]));
    }
    print_message("largest |rounding| / (burden + gross fluxes) of a region: %.1e\n", worst);
    assert_true(worst <= (sizeof(lt_real) == 8 ? 1e-12 + 1e-9 : 1e-7)); /* in double the digits printed decide */
    free(l);
}

static void test_lines_close(void **state) {
    (void)state;
    lines_close("budget_regions: on\n");
    lines_close("budget_regions: on\nhorizontal_diffusion: smagorinsky\nvertical_mixing: acm2\nblocks_x: 3\n");
}

/* A region that is the whole domain has the domain's lines to the last digit: what is in none of the named. */
static void test_whole_domain(void **state) {
    (void)state;
    lt_model_result result;
    line *domain, *regions;
    MINI_OK(run("budget_regions: [Dandong]\n", 2, &result)); /* the small grid has none of it */
    long n_domain = read_lines("budget.csv", &domain), n = read_lines("regions.csv", &regions), d = 0;
    for (long r = 0; r < n; ++r) {
        if (strcmp(regions[r].hour, "total") == 0) continue;
        if (strcmp(regions[r].region, "rest") != 0) {
            assert_true(gross(&regions[r]) == 0.0);
            continue;
        }
        assert_string_equal(regions[r].species, domain[d].species);
        for (int c = 0; c < N_NUMBERS; ++c) assert_true(regions[r].x[c] == domain[d].x[c]);
        ++d;
    }
    assert_int_equal(d, n_domain);
    free(domain);
    free(regions);
}

static void test_same_bits(void **state) {
    (void)state;
    lt_model_result off, one, many;
    lt_digest first, other, conc[2];
    MINI_OK(run("", 1, &off));
    assert_true(lt_outdir_has(dir, "conc.nc", true, conc[0]));
    MINI_OK(run("budget_regions: [Shenyang, sea]\nblocks_x: 1\nblocks_y: 1\n", 1, &one));
    assert_true(lt_outdir_has(dir, "regions.csv", true, first));
    assert_true(lt_outdir_has(dir, "conc.nc", true, conc[1]));
    MINI_OK(run("budget_regions: [Shenyang, sea]\nblocks_x: 3\nblocks_y: 2\n", 3, &many));
    assert_true(lt_outdir_has(dir, "regions.csv", true, other));
    assert_string_equal(first, other);
    assert_string_equal(off.state_digest, one.state_digest);
    assert_string_equal(off.state_digest, many.state_digest);
    assert_string_equal(conc[0], conc[1]);
}

static void test_faults(void **state) {
    (void)state;
    lt_model_result result;
    assert_int_equal(run("budget_regions: [Shenyan]\n", 1, &result), LT_ERR_INPUT);
    EXPECT("unknown region", "did you mean Shenyang", "case.yaml:2");
    assert_int_equal(run("budget_regions: [sea, sea]\n", 1, &result), LT_ERR_INPUT);
    EXPECT("counted twice");
    assert_int_equal(run("budget_regions: [on, sea]\n", 1, &result), LT_ERR_INPUT);
    EXPECT("unknown region", "\"on\"");
    assert_int_equal(run("budget_regions: [KOR]\n", 1, &result), LT_ERR_INPUT);
    EXPECT("does not have a region", "mini");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_regions_are_the_domain),
                                       cmocka_unit_test(test_lines_close), cmocka_unit_test(test_whole_domain),
                                       cmocka_unit_test(test_same_bits), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make, drop);
}
