/* Paths of particle chemistry by name: what was fitted to air does not run by default; each can be switched off; a name
 * that is none is told of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/path_names.h"
#include "tests/support/words.h"

static lt_status without(const char *name, unsigned *paths) {
    char *names[] = {(char *)(uintptr_t)name};
    const lt_list off = {.n = name != NULL, .items = names};
    return lt_paths_without(&off, "model: paths_off", paths);
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_default), cmocka_unit_test(test_each),
                                       cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
