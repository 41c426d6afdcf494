/* `lantian verify chemistry --json` (verify_command.h). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/verify/verify.h"
#include "tests/support/program.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    expect_all_pass(&lt_verify_chemistry);
}

/* A topic that is nearly one; what is near none is a folder. */
static void test_topic(void **state) {
    (void)state;
    program_result r = program_run(NULL, "verify", "chem");
    assert_int_equal(r.code, 2);
    if (!strstr(r.err, "did you mean chemistry?") || !strstr(r.err, "transport")) fail_msg("%s", r.err);
    program_free(&r);
    r = program_run(NULL, "verify", "no_such_run");
    assert_int_equal(r.code, 2);
    if (!strstr(r.err, "not an output folder")) fail_msg("%s", r.err);
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass), cmocka_unit_test(test_topic)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
