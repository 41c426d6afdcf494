/* Output sets: every file says the same of the same air; what is written changes no state; wrong lists are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/sites.h"
#include "model/driver/output_config.h"
#include "model/driver/run.h"
#include "tests/support/mini_air.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

enum { SPINUP = 1, HOURS = 6, PLANE = MINI_NX * MINI_NY };

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

static lt_status read_config(const char *output, lt_model_config *out) {
    char text[4096];
    const char *chemistry = strstr(output, "chemistry:") ? "" : "chemistry: off\n";
    snprintf(text, sizeof text, "step: 900 s\n%s%s", chemistry, output);
    return model_text(text, out);
}

/* Run with a list of output sets; files are output_NAME_TAG.nc. */
static lt_status run(const char *output, const char *tag, lt_digest digest) {
    char conc[64], budget[64], restart[64];
    lt_model_config config;
    lt_model_result result;
    LT_TRY(read_config(output, &config));
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
                            .title = tag,
                            .span = {.start = mini_start, .spinup_hours = SPINUP, .output_hours = HOURS},
                            .config = &config,
                            .threads = 2,
                            .quiet = true};
    lt_status status = lt_model_run_files(&r, &result);
    if (status == LT_OK) memcpy(digest, result.state_digest, sizeof(lt_digest));
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

static const char all_sets[] = "output:\n"
                               "  - {set: surface, name: three-hours, interval: 3 h}\n"
                               "  - {set: surface, name: quarters, interval: 15 min, fields: [pm25, nh3]}\n"
                               "  - {set: surface, name: moments, values: instant, fields: [nh3, pm25]}\n"
                               "  - {set: surface, name: rounded, bits: 9, fields: co}\n"
                               "  - {set: 3d, fields: [pm25, co]}\n"
                               "  - {set: cities}\n";

static void get(const char *name, const char *field, size_t record, size_t n, float *values) {
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, name, &file));
    MINI_OK(lt_ncr_get_float_record(file, field, "ug m-3", record, n, values));
    lt_ncr_close(file);
}

static bool same(const float *a, const float *b, size_t n) {
    return memcmp(a, b, n * sizeof *a) == 0;
}

/* Same bits with and without; the lowest layer of all, the site's cell and the hour of quarters are the hourly means.
 */
static void test_sets_agree(void **state) {
    (void)state;
    lt_digest with, without, conc_with, conc_without, budget_with, budget_without;
    MINI_OK(run(all_sets, "with", with));
    MINI_OK(run("", "without", without));
    assert_string_equal(with, without);
    assert_true(lt_outdir_has(dir, "conc_with.nc", true, conc_with));
    assert_true(lt_outdir_has(dir, "conc_without.nc", true, conc_without));
    assert_string_equal(conc_with, conc_without);
    assert_true(lt_outdir_has(dir, "budget_with.csv", true, budget_with));
    assert_true(lt_outdir_has(dir, "budget_without.csv", true, budget_without));
    assert_string_equal(budget_with, budget_without);

    float hour[PLANE], deep[MINI_NZ * PLANE];
    double three[PLANE] = {0}, four[PLANE];
    for (size_t h = 0; h < HOURS; ++h) {
        get("conc_with.nc", "pm25", h, PLANE, hour);
        get("output_3d_with.nc", "pm25", h, MINI_NZ * PLANE, deep);
        assert_true(same(hour, deep, PLANE));
        assert_false(same(hour, deep + PLANE, PLANE));
        float quarter[PLANE], moment[PLANE];
        memset(four, 0, sizeof four);
        for (size_t q = 0; q < 4; ++q) {
            get("output_quarters_with.nc", "pm25", 4 * h + q, PLANE, quarter);
            for (int c = 0; c < PLANE; ++c) four[c] += 0.25 * (double)quarter[c];
        }
        get("output_moments_with.nc", "pm25", h, PLANE, moment);
        assert_true(same(quarter, moment, PLANE)); /* one step of a quarter: its mean is the value at its end */
        for (int c = 0; c < PLANE; ++c) {
            /* five roundings to float of half a unit in the last place, 6e-8 */
            assert_true(fabs(four[c] - (double)hour[c]) <= 1.2e-7 * four[c]);
            three[c] += (double)hour[c] / 3.0;
        }
        if (h % 3 != 2) continue;
        get("output_three-hours_with.nc", "pm25", h / 3, PLANE, quarter);
        for (int c = 0; c < PLANE; ++c) assert_true(fabs(three[c] - (double)quarter[c]) <= 1.2e-7 * three[c]);
        memset(three, 0, sizeof three);
    }
}

static void test_sites(void **state) {
    (void)state;
    lt_digest digest;
    lt_grid *grid;
    lt_sites sites;
    lt_ncr *file;
    size_t n, on_grid = 0;
    float hour[PLANE], series[100];
    MINI_OK(run("output: [{set: cities, fields: [so2]}]", "sites", digest));
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    MINI_OK(lt_sites_read_shipped(&sites));
    MINI_OK(lt_ncr_open_own(dir, "output_cities_sites.nc", &file));
    MINI_OK(lt_ncr_dim(file, "station", &n));
    char *codes[100];
    assert_true(n > 14 && n <= 100);
    MINI_OK(lt_ncr_get_strings(file, "station_id", n, codes));
    get("conc_sites.nc", "so2", HOURS - 1, PLANE, hour);
    MINI_OK(lt_ncr_get_float_record(file, "so2", "ug m-3", HOURS - 1, n, series));
    for (long q = 0; q < sites.n; ++q) {
        int i, j;
        bool inside;
        MINI_OK(lt_grid_cell(grid, sites.items[q].lon, sites.items[q].lat, &i, &j, &inside));
        if (!inside) continue;
        assert_string_equal(codes[on_grid], sites.items[q].code);
        assert_true(series[on_grid] == hour[j * MINI_NX + i]);
        ++on_grid;
    }
    assert_int_equal(on_grid, n);
    for (size_t q = 0; q < n; ++q) free(codes[q]);
    lt_ncr_close(file);
    lt_sites_free(&sites);
    lt_grid_free(grid);
}

/* BitRound: 9 bits behind the leading one are kept, the rest is zero, so the error is at most 2^-10. */
static void test_rounding_of_output(void **state) {
    (void)state;
    lt_digest digest;
    float exact[PLANE], rounded[PLANE];
    MINI_OK(run(all_sets, "bits", digest));
    get("conc_bits.nc", "co", HOURS - 1, PLANE, exact);
    get("output_rounded_bits.nc", "co", HOURS - 1, PLANE, rounded);
    assert_false(same(exact, rounded, PLANE));
    for (int c = 0; c < PLANE; ++c) {
        uint32_t bits;
        memcpy(&bits, &rounded[c], sizeof bits);
        assert_int_equal(bits & ((1u << (23 - 9)) - 1), 0);
        assert_true(fabsf(exact[c] - rounded[c]) <= 0x1p-10f * exact[c]);
    }
    MINI_OK(run("output: [{set: surface, name: conc, bits: 9}]", "conc9", digest));
    get("conc_conc9.nc", "co", HOURS - 1, PLANE, exact);
    assert_true(same(exact, rounded, PLANE));
    /* A set that is no longer asked for is gone when the run is whole. */
    assert_true(lt_outdir_has(dir, "output_rounded_bits.nc", true, NULL));
    MINI_OK(run("output: [{set: 3d, fields: co}]", "bits", digest));
    assert_false(lt_outdir_has(dir, "output_rounded_bits.nc", true, NULL));
    assert_true(lt_outdir_has(dir, "output_3d_bits.nc", true, NULL));
}

static void test_times(void **state) {
    (void)state;
    lt_digest digest;
    lt_ncr *file;
    double time[4 * HOURS], bounds[8 * HOURS];
    const double begin = (double)(mini_start + SPINUP * LT_HOUR);
    MINI_OK(run(all_sets, "times", digest));
    MINI_OK(lt_ncr_open_own(dir, "output_quarters_times.nc", &file));
    MINI_OK(lt_ncr_get_double(file, "time", NULL, 4 * HOURS, time));
    MINI_OK(lt_ncr_get_double(file, "time_bnds", NULL, 8 * HOURS, bounds));
    for (int n = 0; n < 4 * HOURS; ++n) {
        assert_true(bounds[2 * n] == begin + 900 * n && bounds[2 * n + 1] == begin + 900 * (n + 1));
        assert_true(time[n] == begin + 900 * n + 450);
    }
    lt_ncr_close(file);
    MINI_OK(lt_ncr_open_own(dir, "output_moments_times.nc", &file));
    MINI_OK(lt_ncr_get_double(file, "time", NULL, HOURS, time));
    assert_true(time[0] == begin + LT_HOUR && time[HOURS - 1] == begin + HOURS * LT_HOUR);
    assert_false(lt_ncr_has(file, "time_bnds"));
    lt_ncr_close(file);
}

/* Of a mechanism: the column is the sum of the layers, a species by its own name says the same as its mass, and the
 * file says of which chemistry it is. */
static void test_mechanism(void **state) {
    (void)state;
    lt_digest digest;
    lt_ncr *file;
    char chemistry[64];
    float column[PLANE], mass[MINI_NZ * PLANE], ppb[MINI_NZ * PLANE], ground[PLANE], ozone[PLANE];
    MINI_OK(run("chemistry: cb6r5\nemissions: off\n"
                "output: [{set: 3d, fields: [no2, NO2]}, {set: surface, name: two, fields: [O3, NO2]}]",
                "cb6r5", digest));
    MINI_OK(lt_ncr_open_own(dir, "conc_cb6r5.nc", &file));
    MINI_OK(lt_ncr_attr_text(file, NULL, "chemistry", chemistry, sizeof chemistry));
    assert_string_equal(chemistry, "cb6r5");
    MINI_OK(lt_ncr_attr_text(file, NULL, "dust", chemistry, sizeof chemistry));
    assert_string_equal(chemistry, "off"); /* as all emissions */
    MINI_OK(lt_ncr_attr_text(file, NULL, "tunings", chemistry, sizeof chemistry));
    assert_string_equal(chemistry, "none");
    assert_false(lt_ncr_has(file, "NO2")); /* only where it is asked for */
    for (size_t h = 0; h < HOURS; h += HOURS - 1) {
        MINI_OK(lt_ncr_get_float_record(file, "no2_column", "mol m-2", h, PLANE, column));
        MINI_OK(lt_ncr_get_float_record(file, "o3", "ug m-3", h, PLANE, ozone));
        get("output_3d_cb6r5.nc", "no2", h, MINI_NZ * PLANE, mass);
        lt_ncr *two;
        MINI_OK(lt_ncr_open_own(dir, "output_3d_cb6r5.nc", &two));
        MINI_OK(lt_ncr_get_float_record(two, "NO2", "ppb", h, MINI_NZ * PLANE, ppb));
        lt_ncr_close(two);
        MINI_OK(lt_ncr_open_own(dir, "output_two_cb6r5.nc", &two));
        MINI_OK(lt_ncr_get_float_record(two, "NO2", "ppb", h, PLANE, ground));
        lt_ncr_close(two);
        assert_true(same(ground, ppb, PLANE));
        for (int c = 0; c < PLANE; ++c) {
            double sum = 0.0;
            for (int k = 0; k < MINI_NZ; ++k)
                sum += (double)mass[k * PLANE + c] * 1e-6 / 46.0055 * (mini_edges[k + 1] - mini_edges[k]);
            assert_true(sum > 0.0 && ozone[c] > 1.0f);
            /* floats of the layers and of the column: half a unit in the last place each */
            assert_true(fabs((double)column[c] - sum) <= 1.2e-7 * sum);
        }
    }
    lt_ncr_close(file);
}

static void expect_refused(const char *output, const char *a, const char *b) {
    lt_digest digest;
    if (run(output, "bad", digest) == LT_OK) fail_msg("accepted: %s", output);
    EXPECT(a, b);
    assert_false(lt_outdir_has(dir, "conc_bad.nc", false, NULL));
    lt_error_clear();
}

/* What can be known before a run is known before it: fields of tracers, too. */
static void test_checked_before(void **state) {
    (void)state;
    lt_model_config c;
    MINI_OK(read_config("tracers: [{name: CO2, kind: gas}, {name: t, kind: tag, of: SO2}]\n"
                        "output: [{set: 3d, interval: 3 h, fields: [CO2_enhancement, t, CO2, pm25]}]",
                        &c));
    lt_chemical_set *set;
    MINI_OK(lt_chemical_set_create("off", &set));
    MINI_OK(lt_output_requests_check(&c.output, set, &c.tracers, 900, 6));
    assert_int_equal(lt_output_requests_check(&c.output, set, &c.tracers, 900, 7), LT_ERR_INPUT);
    EXPECT("does not fill the period", "7 h");
    c.tracers.n = 1;
    assert_int_equal(lt_output_requests_check(&c.output, set, &c.tracers, 900, 6), LT_ERR_INPUT);
    EXPECT("unknown field", "3d: fields");
    c.tracers.n = 2;
    lt_chemical_set_free(set);
    lt_config_release(lt_model_config_rows, &c);
}

static void test_refused(void **state) {
    (void)state;
    expect_refused("output: [{set: surface, interval: 25 min}]", "does not fit the hours", "1500 s");
    expect_refused("output: [{set: surface, interval: 10 min}]", "multiple of the step of 900 s", "600 s");
    expect_refused("output: [{set: surface, interval: 4 h}]", "does not fill the period", "6 h");
    expect_refused("output: [{set: surface, interval: 25 h}]", "interval", "86400");
    expect_refused("output: [{set: 3d}, {set: 3d, interval: 3 h}]", "two output sets have one name", "3d twice");
    expect_refused("output: [{set: surface, name: conc, interval: 3 h}]", "post-processing", "name conc");
    expect_refused("output: [{set: surface, name: A/b}]", "not a name", "A/b");
    expect_refused("output: [{set: cities, fields: [pm2]}]", "unknown field", "did you mean pm25");
    expect_refused("output: [{set: cities, fields: [o3]}]", "unknown field", "it needs `chemistry: cb6r5`");
    expect_refused("output: [{set: cities, fields: [FORM]}]", "unknown field", "it needs `chemistry: cb6r5`");
    expect_refused("output: [{set: cities, fields: [PM25]}]", "unknown field", "did you mean pm25");
    expect_refused("output: [{set: cities, fields: [co, so2, co]}]", "stands twice", "co");
    expect_refused("chemistry: cb6r5\nemissions: off\noutput: [{set: 3d, fields: [no2_column]}]", "column", "surface");
    expect_refused("chemistry: cb6r5\nemissions: off\noutput: [{set: 3d, fields: [HO3]}]", "unknown field", "species");
    expect_refused("output: [{set: all}]", "surface", "all");
    expect_refused("output: [{set: 3d, bits: 24}]", "bits", "24");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sets_agree),
                                       cmocka_unit_test(test_sites),
                                       cmocka_unit_test(test_rounding_of_output),
                                       cmocka_unit_test(test_times),
                                       cmocka_unit_test(test_checked_before),
                                       cmocka_unit_test(test_mechanism),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, make, drop);
}
