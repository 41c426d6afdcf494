/* `lantian verify photolysis --json` as a user runs it: one object, every row passes, every suite has rows. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/photolysis/verify/verify.h"
#include "tests/support/data.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    data_path("chemistry/tuv_reference_photo_rates.nc");
    expect_rows_pass(&lt_verify_photolysis, 30 * 24);
}

static void test_passes_without_the_real_data(void **state) {
    (void)state;
    char old[4096] = "";
    if (getenv("LANTIAN_DATA")) snprintf(old, sizeof old, "%s", getenv("LANTIAN_DATA"));
    assert_int_equal(setenv("LANTIAN_DATA", LT_BUILD_DIR "/tests", 1), 0);
    expect_rows_pass(&lt_verify_photolysis, 40);
    if (*old)
        setenv("LANTIAN_DATA", old, 1);
    else
        unsetenv("LANTIAN_DATA");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass),
                                       cmocka_unit_test(test_passes_without_the_real_data)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
