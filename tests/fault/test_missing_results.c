/* Results that are not there: what to do names the command that makes them, and a file that is gone is MISSING. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <sys/stat.h>

static void test_the_command_is_named(void **state) {
    (void)state;
    const program_options at_root = {.folder = root};
    static const char *const commands[][4] = {
        {"ozone", "responses"}, {"judge", "responses"}, {"scenario", "targets", "responses"}, {"post", "responses"}};
    for (size_t k = 0; k < sizeof commands / sizeof *commands; k++)
        assert_refused(program_run_list(&at_root, commands[k]), "run the case first: lantian run responses\n");
    assert_refused(program_run(&at_root, "judge", "responses", "--out", "elsewhere"),
                   "lantian run responses --out elsewhere\n");
    assert_true(files_write_text(in_root("my.yaml"),
                                 "case: mine\ntitle_en: a\ntitle_zh: b\ngrid: liaoning-27\nperiods:\n"
                                 "  - {id: d, start: 2020-01-06, length: 1 day}\n"
                                 "met: {source: typical-winter}\n"));
    assert_refused(program_run(&at_root, "ozone", "my.yaml"), "run the case first: lantian run my.yaml\n");
}

/* SHA-256 of "abc", as published; a file that holds it, one that does not, one that is gone. */
static void test_verify_tells_what_is_gone(void **state) {
    (void)state;
    static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    char manifest[512];
    assert_int_equal(mkdir(in_root("run"), 0755), 0);
    snprintf(manifest, sizeof manifest, "%s  good.txt\n%s  other.txt\n%s  gone.txt\n", abc, abc, abc);
    assert_true(files_write_text(in_root("run/MANIFEST.sha256"), manifest));
    assert_true(files_write_text(in_root("run/good.txt"), "abc") && files_write_text(in_root("run/other.txt"), "abd"));
    program_result said = program_run(NULL, "verify", in_root("run"));
    assert_int_equal(said.code, 1);
    SAYS(said.said, "good      good.txt", "DIFFERENT other.txt", "MISSING   gone.txt");
    assert_int_equal(program_count(said.said, "MISSING") + program_count(said.said, "DIFFERENT"), 2);
    SAYS(said.err, "2 of 3 (1 of them missing)");
    program_free(&said);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_command_is_named),
                                       cmocka_unit_test(test_verify_tells_what_is_gone)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
