/* Every fault that a ledger can have, in one file: `lantian check` lists all of them in one pass, each with place,
 * value, rule and remedy. The report is held against tests/data/ledger_faults.txt, which was read line by line. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

static const program_options here = {.folder = LT_SOURCE_DIR};

static void test_all_at_once(void **state) {
    (void)state;
    program_result check = program_run(&here, "check", "tests/data/ledger_faults.csv");
    size_t size;
    char *want = files_read(LT_SOURCE_DIR "/tests/data/ledger_faults.txt", &size);
    assert_non_null(want);
    assert_int_equal(check.code, 2);
    assert_string_equal(check.said, want);
    assert_non_null(strstr(check.err, "read as GB18030"));
    assert_non_null(strstr(check.err, "faults in tests/data/ledger_faults.csv"));
    /* Each with its five parts. */
    const int n = program_count(check.said, "bad input: ");
    assert_true(n >= 28);
    assert_int_equal(program_count(check.said, "  where:    tests/data/ledger_faults."), n);
    assert_int_equal(program_count(check.said, "  expected: "), n);
    assert_int_equal(program_count(check.said, "  found:    "), n);
    assert_int_equal(program_count(check.said, "  to do:    "), n);
    free(want);
    program_free(&check);
}

/* The same file stops a run at its first fault, and nothing is written. */
static void test_a_run_refuses_it(void **state) {
    (void)state;
    char folder[256], path[400];
    assert_true(files_make_folder(folder));
    snprintf(path, sizeof path, "%s/case.yaml", folder);
    program_result example = program_run(NULL, "example", "case");
    char *text = calloc(1, strlen(example.said) + 200);
    sprintf(text, "%s\ninventory:\n  ledger: " LT_SOURCE_DIR "/tests/data/ledger_faults.csv\n", example.said);
    assert_true(files_write_text(path, text));
    program_result list = program_run(NULL, "inventory", "list", path);
    assert_int_equal(list.code, 2);
    assert_non_null(strstr(list.err, "ledger_faults.csv"));
    assert_int_equal(strlen(list.said), 0);
    free(text);
    program_free(&example);
    program_free(&list);
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_at_once), cmocka_unit_test(test_a_run_refuses_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
