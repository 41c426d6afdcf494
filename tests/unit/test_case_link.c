/* Emissions are made for the chemistry of the case where it says nothing, and may not contradict it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/program.h"
#include "tests/support/root.h"

/* A case of these sections below the folder; text of the command's answer. */
static program_result ask(const char *sections, bool check) {
    char path[512];
    snprintf(path, sizeof path, "%s/case.yaml", root);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "case: link\ntitle_en: a\ntitle_zh: b\ngrid: liaoning-27\n"
            "periods:\n  - {id: one, start: 2020-07-10, length: 1 day}\nmet: {source: typical-summer}\n%s",
            sections);
    fclose(file);
    return check ? program_run(NULL, "check", path)
                 : program_run(NULL, "inventory", "trace", "--species", "ISOP", "--top", "1", path);
}

/* Does the answer hold the word, with this exit code? */
static void expect(const char *sections, bool check, int code, const char *word) {
    program_result r = ask(sections, check);
    if (r.code != code || !(strstr(r.said, word) || strstr(r.err, word)))
        fail_msg("%s: exit %d in place of %d, or no \"%s\" in:\n%s%s", sections, r.code, code, word, r.said, r.err);
    program_free(&r);
}

static void test_follows(void **state) {
    (void)state;
    expect("model: {chemistry: cb6r5}\n", false, 0, "isoprene_broadleaf");
    expect("model: {chemistry: cb6r5}\ninventory: {laws: basic}\n", false, 0, "ISOP, the 14 cities"); /* of traffic */
    expect("model: {chemistry: off}\n", false, 2, "ISOP");
    expect("model: {chemistry: off}\ninventory: {neighbours: no}\n", false, 2, "ISOP");
    program_result r = ask("model: {chemistry: cb6r5}\ninventory: {laws: basic}\n", false);
    assert_null(strstr(r.said, "isoprene_broadleaf"));
    program_free(&r);
}

static void test_contradicts(void **state) {
    (void)state;
    expect("model: {chemistry: cb6r5}\ninventory: {mechanism: simple}\n", true, 2, "expected: mechanism: cb6r5 for");
    expect("model: {chemistry: off}\ninventory: {mechanism: cb6r5}\n", true, 2, "expected: mechanism: simple for");
    expect("model: {chemistry: cb6r5}\ninventory: {mechanism: cb6r5, laws: basic}\n", true, 0, "a valid case");
    expect("model: {chemistry: off, emissions: off}\ninventory: {mechanism: cb6r5}\n", true, 0, "a valid case");
    expect("model: {chemistry: cb6r5}\ninventory: 5\n", true, 2, "case.yaml");
}

/* Groups of shapley are members; what is wrong with them is known before anything runs. */
static void test_groups(void **state) {
    (void)state;
    expect("packages: [boilers, all]\nshapley: {package: all}\n", true, 0, "a valid case");
    expect(
        "packages: [all]\nshapley: {package: all, groups: [{id: a, members: [boilers]}, {id: b, members: [rial]}]}\n",
        true, 2, "did you mean rail?");
    expect(
        "packages: [all]\nshapley: {package: all, groups: [{id: a, members: [boilers]}, {id: b, members: [rail]}]}\n",
        true, 2, "a member stands in no group");
    expect("packages: [boilers]\nshapley: {package: boilers}\n", true, 2, "too few or too many members");
    expect("packages: [rail, all]\nshapley: {package: all, groups: [{id: a, members: [boilers], alone: rail}, "
           "{id: b, members: [rail, low-voc]}]}\n",
           true, 2, "does something else");
}

/* Tags name species of the chemistry: its lumps are no species of a mechanism. */
static void test_tags(void **state) {
    (void)state;
    expect("model: {chemistry: cb6r5, tracers: [{name: a, kind: tag, of: NOX}]}\n", true, 2,
           "a mechanism has no lumps: a tag of each of NO, NO2, HONO");
    expect("model: {chemistry: cb6r5, tracers: [{name: a, kind: tag, of: BENZEN}]}\n", true, 2,
           "did you mean BENZENE?");
    expect("model: {chemistry: cb6r5, tracers: [{name: a, kind: tag, of: NO2}]}\n", true, 0, "a valid case");
    expect("model: {chemistry: off, tracers: [{name: a, kind: tag, of: NO}]}\n", true, 2, "did you mean NOX?");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_follows), cmocka_unit_test(test_contradicts),
                                       cmocka_unit_test(test_groups), cmocka_unit_test(test_tags)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
