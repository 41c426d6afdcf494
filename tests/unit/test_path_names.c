/* Paths of particle chemistry by name: what was fitted to air does not run by default; each can be switched off; a name
 * that is none is told of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/path_names.h"
#include "tests/support/words.h"

#include <string.h>

static lt_status without(const char *name, unsigned *paths) {
    char *names[] = {(char *)(uintptr_t)name};
    const lt_list off = {.n = name != NULL, .items = names};
    return lt_paths_without(&off, 0, "model: paths_off", paths);
}

static void test_default(void **state) {
    (void)state;
    unsigned paths;
    assert_int_equal(without(NULL, &paths), LT_OK);
    assert_int_equal(paths, LT_PATHS_DEFAULT);
    assert_int_equal(paths & LT_PATH_BIT(LT_PATH_so2_gamma), 0);
}

static void test_each(void **state) {
    (void)state;
    for (int p = 0; p < LT_N_PATHS; ++p) {
        unsigned paths;
        assert_int_equal(without(lt_path_names[p], &paths), LT_OK);
        assert_int_equal(paths, LT_PATHS_DEFAULT & ~LT_PATH_BIT(p));
    }
}

static void test_unknown(void **state) {
    (void)state;
    unsigned paths;
    assert_int_equal(without("haze_o4", &paths), LT_ERR_INPUT);
    EXPECT("unknown path", "model: paths_off", "haze_o4", "did you mean haze_o3");
}

/* A tuning runs when it is named, and its path with it; switched off as a path it does not. */
static void test_tunings(void **state) {
    (void)state;
    char *names[] = {(char *)(uintptr_t) "no2_light", (char *)(uintptr_t) "so2_gamma"};
    const lt_list on = {.n = 2, .items = names}, none = {0}, off = {.n = 1, .items = names + 1};
    unsigned tunings, paths;
    char text[LT_TUNINGS_TEXT];
    assert_int_equal(lt_tunings_with(&none, "model: tunings", &tunings), LT_OK);
    lt_tunings_text(tunings, text, sizeof text);
    assert_true(tunings == 0 && strcmp(text, "none") == 0);
    assert_int_equal(lt_tunings_with(&on, "model: tunings", &tunings), LT_OK);
    lt_tunings_text(tunings, text, sizeof text);
    assert_string_equal(text, "so2_gamma, no2_light");
    assert_int_equal(tunings, LT_TUNING_BIT(LT_TUNING_no2_light) | LT_TUNING_BIT(LT_TUNING_so2_gamma));
    assert_int_equal(lt_paths_without(&none, tunings, "model: paths_off", &paths), LT_OK);
    assert_int_equal(paths, LT_PATHS_ALL);
    assert_int_equal(lt_paths_without(&off, tunings, "model: paths_off", &paths), LT_OK);
    assert_int_equal(paths, LT_PATHS_DEFAULT);
    names[0] = (char *)(uintptr_t) "no2_lite";
    assert_int_equal(lt_tunings_with(&on, "model: tunings", &tunings), LT_ERR_INPUT);
    EXPECT("unknown tuning", "model: tunings", "no2_lite", "did you mean no2_light");
    lt_tunings_text(~0u, text, sizeof text);
    assert_true(strlen(text) + 1 < sizeof text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_default), cmocka_unit_test(test_each),
                                       cmocka_unit_test(test_unknown), cmocka_unit_test(test_tunings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
