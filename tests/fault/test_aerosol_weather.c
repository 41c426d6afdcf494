/* Weather that the aerosol cannot take, on the whole road of a run: temperature and humidity that cannot be are named
 * with cell and hour, in either grid; humidity above saturation is held and counted; fields of clouds are missed unless
 * the run was told to do without; rain is missed always. What is refused before the first step leaves no output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "tests/support/mini_faults.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

enum { HOURS = 2, STEPS = 4 }; /* of an hour */

static lt_outdir *dir;
static char folder[64];
static char remarks[8192];

static void keep(lt_log_level level, const char *text) {
    const size_t used = strlen(remarks);
    snprintf(remarks + used, sizeof remarks - used, "%s%s\n", level == LT_LOG_WARNING ? "warning: " : "", text);
}

static int make(void **state) {
    (void)state;
    mini_reacts = true;
    dir = mini_nest_dir(folder, HOURS, 0);
    lt_log_set_sinks(NULL, keep);
    return 0;
}

static int drop(void **state) {
    (void)state;
    lt_log_set_sinks(NULL, NULL);
    return mini_remove(dir, folder);
}

/* The weather of a grid once more, under its name. */
static void renew(const char *name) {
    if (strstr(name, "nest"))
        mini_met_of(dir, &mini_window, name, mini_start, HOURS);
    else
        mini_met(dir, name, HOURS);
}

/* Of hour 1, layer 2, row 3, column 4. */
static void put(const char *name, const char *field, double value) {
    mini_put(dir, name, field, (const size_t[]){1, 2, 3, 4}, value);
}

static lt_status run(const char *lines, bool nested, lt_model_result *result) {
    lt_model_config config;
    mini_names names;
    char text[512];
    remarks[0] = '\0';
    snprintf(text, sizeof text, "step: 900 s\nnest_step: 900 s\nchemistry: cb6r5\n%s", lines);
    MINI_OK(model_text(text, &config));
    lt_model_run r = mini_nest_run(dir, &config, "t", 0, HOURS, 0, &names);
    r.quiet = false;
    if (!nested) r.nest = NULL;
    const lt_status status = lt_model_run_files(&r, result);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

static lt_status run_grid(const char *lines) {
    lt_model_result result;
    return run(lines, false, &result);
}

static void expect_remark(const char *words) {
    if (!strstr(remarks, words)) fail_msg("no \"%s\" in\n%s", words, remarks);
}

static void expect_refused(const char *name, const char *field, double value, const char *found, const char *bounds) {
    lt_model_result result;
    const bool nested = strstr(name, "nest") != NULL;
    put(name, field, value);
    assert_int_equal(run("", nested, &result), LT_ERR_INPUT);
    EXPECT(field, found, bounds, "layer 2, row 3, column 4", nested ? "of the run on mini-nest" : "of the run on mini",
           "hour 1 ", "around 2020-01-06T01:07:30Z");
    assert_false(lt_outdir_has(dir, "conc_t.nc", false, NULL));
    renew(name);
}

static void test_temperature(void **state) {
    (void)state;
    expect_refused("met_p.nc", "air_temperature", 179.9, "179.9 K", "180 to 320 K");
    expect_refused("met_p.nc", "air_temperature", 320.5, "320.5 K", "180 to 320 K");
    expect_refused("met_p_nest.nc", "air_temperature", 150.0, "150 K", "180 to 320 K");
}

static void test_humidity(void **state) {
    (void)state;
    expect_refused("met_p.nc", "relative_humidity", 1.25, "1.25", "0 to 1.2");
    expect_refused("met_p_nest.nc", "relative_humidity", 2.0, "found:    2\n", "0 to 1.2");
}

/* A cell, all steps of an hour; nothing is said of a run that has none. */
static void test_humidity_is_held(void **state) {
    (void)state;
    char words[128];
    lt_model_result plain, full, held;
    MINI_OK(run("", false, &plain));
    if (strstr(remarks, "humidity held")) fail_msg("%s", remarks);
    put("met_p.nc", "relative_humidity", 0.98);
    MINI_OK(run("", false, &full));
    if (strstr(remarks, "humidity held")) fail_msg("%s", remarks);
    put("met_p.nc", "relative_humidity", 1.1);
    MINI_OK(run("", false, &held));
    snprintf(words, sizeof words, "aerosol of %d cells x steps: humidity held at 0.99 in %d\n",
             MINI_NX * MINI_NY * MINI_NZ * STEPS * HOURS, STEPS);
    expect_remark(words);
    assert_null(strstr(remarks, "warning"));
    assert_string_not_equal(plain.state_digest, held.state_digest);
    renew("met_p.nc");
}

static void test_clouds(void **state) {
    (void)state;
    static const char *const fields[] = {"cloud_liquid_water_mixing_ratio", "cloud_area_fraction_in_atmosphere_layer"};
    lt_model_result with, without, again;
    MINI_OK(run("aqueous: off\n", false, &with)); /* clouds that are there still rain and shade */
    assert_null(strstr(remarks, "no clouds"));
    for (int n = 0; n < 2; ++n) {
        mini_lose(dir, "met_p.nc", fields[n]);
        assert_int_equal(run_grid(""), LT_ERR_INPUT);
        EXPECT("lacks a field", fields[n], "met_p.nc", "aqueous: off");
        assert_int_equal(run_grid("aqueous: on\n"), LT_ERR_INPUT);
        lt_error_clear();
        MINI_OK(run("aqueous: off\n", false, n == 0 ? &without : &again));
        expect_remark("warning: met_p.nc has no clouds in layers");
        assert_true(mini_budget_sum(folder, "budget_t.csv", "HNO3", "wet_kg") > 0);
        renew("met_p.nc");
    }
    assert_string_not_equal(with.state_digest, without.state_digest);
    assert_string_equal(without.state_digest, again.state_digest); /* half of a cloud is none */
}

static void test_rain(void **state) {
    (void)state;
    static const char *const lines[] = {"", "aqueous: off\n"};
    MINI_OK(lt_outdir_drop(dir, "conc_t.nc"));
    mini_lose(dir, "met_p.nc", "precipitation_flux");
    for (int n = 0; n < 2; ++n) {
        assert_int_equal(run_grid(lines[n]), LT_ERR_INPUT);
        EXPECT("lacks a field", "precipitation_flux", "met_p.nc", "lantian met");
        assert_false(lt_outdir_has(dir, "conc_t.nc", false, NULL));
    }
    renew("met_p.nc");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_temperature), cmocka_unit_test(test_humidity),
                                       cmocka_unit_test(test_humidity_is_held), cmocka_unit_test(test_clouds),
                                       cmocka_unit_test(test_rain)};
    return cmocka_run_group_tests(tests, make, drop);
}
