/* `lantian verify met --json` (verify_command.h). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/verify/verify.h"
#include "tests/support/data.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    data_path("met/gfs_full_state_2p5deg");
    expect_all_pass(&lt_verify_met);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
