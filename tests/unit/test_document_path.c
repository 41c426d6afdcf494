/* Where a file is that a document names: beside it, then in the current folder, then among the real data; the same for
 * a case, a package and a measure, whatever folder one stands in; errors name the folders that were searched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/case_files.h"
#include "base/document_path.h"
#include "tests/support/error_block.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

#include <sys/stat.h>
#include <unistd.h>

/* root/here is where one stands, root/there holds the documents. */
static int set_up(void **state) {
    static const char *const folders[] = {"here", "there", "data", "data/met"};
    if (make_root(state) != 0) return -1;
    for (size_t n = 0; n < sizeof folders / sizeof *folders; n++)
        if (mkdir(in_root(folders[n]), 0755) != 0) return -1;
    return setenv("LANTIAN_DATA", in_root("data"), 1) == 0 ? chdir(in_root("here")) : -1;
}

static int tear_down(void **state) {
    return chdir("/") == 0 ? remove_root(state) : -1;
}

static void put(const char *name, const char *text) {
    assert_true(files_write_text(in_root(name), text));
}

static void test_the_order(void **state) {
    (void)state;
    const lt_node node = {.file = "../there/case.yaml"}, bare = {.file = "case.yaml"};
    char path[256];
    put("data/met/a.csv", "");
    assert_true(lt_node_data_path(&node, "met/a.csv", path, sizeof path));
    assert_string_equal(path, in_root("data/met/a.csv"));
    put("here/b.csv", "");
    assert_true(lt_node_data_path(&node, "b.csv", path, sizeof path));
    assert_string_equal(path, "b.csv");
    put("there/b.csv", ""); /* goes before it */
    assert_true(lt_node_data_path(&node, "b.csv", path, sizeof path));
    assert_string_equal(path, "../there/b.csv");
    lt_node_path(&node, "b.csv", path, sizeof path);
    assert_string_equal(path, "../there/b.csv");
    lt_node_path(&bare, "b.csv", path, sizeof path); /* a document without a folder stands here */
    assert_string_equal(path, "b.csv");
    lt_node_path(NULL, "b.csv", path, sizeof path);
    assert_string_equal(path, "b.csv");
    lt_node_path(&node, "/b.csv", path, sizeof path);
    assert_string_equal(path, "/b.csv");
    assert_true(lt_node_data_path(&node, "[a-b]*.csv", path, sizeof path)); /* a pattern that one file fits */
    assert_string_equal(path, "../there/[a-b]*.csv");
    assert_false(lt_node_data_path(&node, "none.csv", path, sizeof path));
    assert_string_equal(path, "../there/none.csv");
    SAYS(lt_node_searched(&node, "none.csv", true), "in ../there (folder of the document)", "/here (current folder)",
         "below ", "/data (real data)");
    assert_null(strstr(lt_node_searched(&bare, "none.csv", false), "real data"));
    assert_true(lt_is_document_path("a/b") && lt_is_document_path("a.yaml"));
    assert_false(lt_is_document_path("liaoning-27") || lt_is_document_path(".yaml"));
}

/* Grid, package and reference; the sections that name the package again go along. */
static void test_a_case(void **state) {
    (void)state;
    lt_case *setup = NULL;
    put("there/grid.yaml", "");
    put("there/own.yaml", "");
    put("here/mine.yaml", "");
    put("there/case.yaml", "case: demo\ntitle_en: a\ntitle_zh: b\ngrid: grid.yaml\nperiods:\n"
                           "  - {id: d, start: 2020-01-06, length: 1 day}\n"
                           "packages: [own.yaml, mine.yaml, boilers, gone.yaml]\n"
                           "removal: {package: own.yaml, without: [a]}\ninventory_draws: {n: 2, packages: [own.yaml]}\n"
                           "met: {source: typical-winter}\n");
    assert_int_equal(lt_case_read("../there/case.yaml", NULL, &setup), LT_OK);
    char *const *packages = setup->packages.items;
    assert_string_equal(setup->grid, "../there/grid.yaml");
    assert_string_equal(packages[0], "../there/own.yaml");
    assert_string_equal(packages[1], "mine.yaml");
    assert_string_equal(packages[2], "boilers");
    assert_string_equal(packages[3], "gone.yaml"); /* results may be read without it */
    assert_string_equal(setup->removal.package, packages[0]);
    assert_string_equal(((char *const *)setup->inventory_draws.packages.items)[0], packages[0]);
    BAD_INPUT(lt_case_judge_files(setup, NULL, &(lt_faults){0}), "(packages)", "case.yaml:7", "gone.yaml",
              "in ../there (folder of the document)", "/here (current folder)");
    lt_case_free(setup);
}

/* What `lantian example` prints, saved as it says, in a folder where one does not stand; also on a ledger of one's own.
 */
static void test_examples_taken_literally(void **state) {
    (void)state;
    static const char *const saved[][2] = {
        {"measure", "there/half-coal.yaml"}, {"ledger", "there/my.csv"}, {"grid", "there/example.yaml"}};
    for (size_t k = 0; k < 3; k++) {
        program_result example = program_run(NULL, "example", saved[k][0]);
        put(saved[k][1], example.said);
        program_free(&example);
    }
    put("there/my-package.yaml",
        "id: my-package\ntitle_en: a\ntitle_zh: b\nmeasures: [half-coal.yaml]\n"); /* beside the package */
    program_result example = program_run(NULL, "example", "case");
    char *with_package = tiny_case_with(example.said, "packages: [boilers]",
                                        "inventory: {ledger: my.csv}\npackages: [half-coal.yaml, my-package.yaml]");
    put("there/my.yaml", with_package);
    free(with_package);
    program_free(&example);
    static const char *const commands[][6] = {
        {"check", "../there/half-coal.yaml"},
        {"check", "../there/my.csv"},
        {"check", "../there/my-package.yaml"},
        {"check", "../there/my.yaml"},
        {"scenario", "apply", "../there/half-coal.yaml"},
        {"scenario", "apply", "../there/half-coal.yaml", "--case", "../there/my.yaml"},
        {"scenario", "apply", "../there/my-package.yaml", "--case", "../there/my.yaml"}};
    for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
        program_result said = program_run_list(NULL, commands[k]);
        if (said.code != 0)
            fail_msg("%s %s %s: %s%s", commands[k][0], commands[k][1], commands[k][2], said.said, said.err);
        program_free(&said);
    }
    /* named without its ending, it is found to be a file */
    put("here/half-coal.yaml", "");
    assert_refused(program_run(NULL, "scenario", "apply", "half-coal"),
                   "a file of yours is named with its ending: half-coal.yaml");
}

/* One fault a file that is nowhere, with the folders that were searched. */
static void test_what_is_nowhere(void **state) {
    (void)state;
    static const struct {
        const char *from, *to;
    } faults[] = {{"grid: liaoning-27", "grid: none.yaml"},
                  {"packages: [boilers]", "packages: [none.yaml]"},
                  {"packages: [boilers]", "packages: [boilers]\nreference: none.yaml"},
                  {"packages: [boilers]", "packages: [boilers]\ninventory: {ledger: none.csv}"},
                  {"packages: [boilers]", "packages: [boilers]\nmodel: {boundary: none.nc}"},
                  {"packages: [boilers]", "packages: [boilers]\nevaluation: {observations: none.csv}"},
                  {"  source: typical-winter", "  source: station\n  file: none.csv"}};
    for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
        char path[512];
        tiny_case_write(in_root("there"), faults[k].from, faults[k].to, path);
        program_result check = program_run(NULL, "check", "../there/case.yaml");
        if (check.code != 2 || program_count(check.said, "bad input: ") != 1 || !strstr(check.said, "none.") ||
            !strstr(check.said, "in ../there (folder of the document)") ||
            !strstr(check.said, "/here (current folder)"))
            fail_msg("%s: %s%s", faults[k].to, check.said, check.err);
        program_free(&check);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_order), cmocka_unit_test(test_a_case),
                                       cmocka_unit_test(test_examples_taken_literally),
                                       cmocka_unit_test(test_what_is_nowhere)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
