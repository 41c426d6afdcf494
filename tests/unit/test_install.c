/* `cmake --install` gives bin/ lib/ share/lantian/ that work from any folder: installed, moved, and run with nothing
 * but what was installed. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/tiny_case.h"

static void test_installed_tree_can_be_moved(void **state) {
    (void)state;
    char folder[256], prefix[300], moved[300], path[512], out[400], program[400], share[400];
    assert_true(files_make_folder(folder));
    snprintf(prefix, sizeof prefix, "%s/first", folder);
    snprintf(moved, sizeof moved, "%s/second place", folder);
    program_options cmake = {.program = "/usr/bin/env"};
    program_result install = program_run(&cmake, "cmake", "--install", LT_BUILD_DIR, "--prefix", prefix);
    if (install.code != 0) print_error("%s%s\n", install.said, install.err);
    assert_int_equal(install.code, 0);
    program_free(&install);
    assert_int_equal(rename(prefix, moved), 0);
    static const char *const papers[] = {"README.md", "LICENSE", "CITATION", "CHANGELOG.md",
                                         "model/chemistry/mechanism/README.md"};
    for (size_t n = 0; n < sizeof papers / sizeof *papers; n++) {
        snprintf(path, sizeof path, "%s/share/lantian/%s", moved, papers[n]);
        assert_true(files_exists(path));
    }
    snprintf(program, sizeof program, "%s/bin/lantian", moved);
    snprintf(share, sizeof share, "LANTIAN_SHARE=%s/share/lantian", moved);
    snprintf(out, sizeof out, "%s/out", folder);
    tiny_case_write(folder, NULL, NULL, path);
    /* With LANTIAN_SHARE set nothing is looked for in the source tree, so a file that was not installed shows. */
    program_options options = {.program = program, .folder = folder, .variable = share};
    program_result run = program_run(&options, "run", path, "--out", out, "--quiet");
    if (run.code != 0) print_error("%s%s\n", run.said, run.err);
    assert_int_equal(run.code, 0);
    program_free(&run);
    program_result code = program_run(&options, "mechanism", "compile", "cb6r5", "--out", "code of mine");
    if (code.code != 0) print_error("%s%s\n", code.said, code.err);
    assert_int_equal(code.code, 0);
    assert_non_null(strstr(code.said, "/code of mine'")); /* what is to be typed bears blanks */
    program_free(&code);
    /* Without it the program finds what stands beside it. */
    options.variable = NULL;
    program_result again = program_run(&options, "run", path, "--out", out, "--quiet");
    assert_int_equal(again.code, 0);
    program_free(&again);
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_installed_tree_can_be_moved)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
