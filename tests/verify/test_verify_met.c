/* `lantian verify met`: every row passes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify_private.h"
#include "model/met/gridded/grib/grib.h"
#include "model/met/verify/verify.h"
#include "tests/support/data.h"

static void test_all_pass(void **state) {
    (void)state;
    char text[4096];
    data_path("met/gfs_full_state_2p5deg");
    lt_gridded_add_reader(&lt_gridded_reader_grib); /* as the front door does */
    for (int k = 0; k < lt_verify_met.n_suites; k++) {
        lt_verify verify = {0};
        lt_status status = lt_verify_met.suites[k].run(&verify);
        if (status != LT_OK) lt_error_text(status, text, sizeof text), print_error("%s\n", text);
        assert_int_equal(status, LT_OK);
        assert_true(verify.n > 0);
        for (long r = 0; r < verify.n; r++) {
            const lt_verify_result *row = &verify.rows[r];
            if (!lt_verify_passes(row))
                print_error("%s %s %s: %g against %g\n", lt_verify_met.suites[k].name, row->test, row->metric,
                            row->value, row->bound);
            assert_true(lt_verify_passes(row));
        }
        lt_verify_release(&verify);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
