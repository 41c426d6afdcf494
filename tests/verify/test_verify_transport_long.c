/* label: long - every case of `lantian verify transport`, as a reader of the figures runs it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

static void test_all_cases_pass(void **state) {
    (void)state;
    program_result r = program_run(NULL, "verify", "transport");
    print_message("%s\n", r.said);
    if (r.code != 0) fail_msg("code %d: %s", r.code, r.err);
    assert_null(strstr(r.said, "left out"));
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_cases_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
