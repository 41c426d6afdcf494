/* The house as a newcomer meets it: presets, papers, and what the front door says to good and bad requests. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

#include <cjson/cJSON.h>

static const cJSON *named(const cJSON *list, const char *name) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(item, "name"));
        if (text && strcmp(text, name) == 0) return item;
    }
    print_error("no preset %s\n", name);
    return NULL;
}

static const char *variable(const cJSON *preset, const char *name) {
    const cJSON *variables = cJSON_GetObjectItem(preset, "cacheVariables");
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(variables, name));
    return text ? text : "";
}

static void test_presets(void **state) {
    (void)state;
    char *text = files_read(LT_SOURCE_DIR "/CMakePresets.json", NULL);
    assert_non_null(text);
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const cJSON *configure = cJSON_GetObjectItem(root, "configurePresets");
    const cJSON *build = cJSON_GetObjectItem(root, "buildPresets");
    static const char *const names[] = {"release", "release-tests", "debug", "asan", "tsan", "double"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        assert_non_null(named(configure, names[n]));
        assert_non_null(named(build, names[n]));
    }
    assert_string_equal(variable(named(configure, "asan"), "LT_SANITIZE"), "address,undefined");
    assert_string_equal(variable(named(configure, "tsan"), "LT_SANITIZE"), "thread");
    assert_string_equal(variable(named(configure, "double"), "LT_REAL"), "double");
    assert_string_equal(variable(named(configure, "release"), "CMAKE_BUILD_TYPE"), "Release");
    cJSON_Delete(root);
}

static void assert_holds(const char *file, const char *word) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", LT_SOURCE_DIR, file);
    char *text = files_read(path, NULL);
    if (!text || !strstr(text, word)) print_error("%s does not hold \"%s\"\n", path, word);
    assert_non_null(text);
    assert_non_null(strstr(text, word));
    free(text);
}

static void test_papers(void **state) {
    (void)state;
    assert_holds("LICENSE", "GNU GENERAL PUBLIC LICENSE");
    assert_holds("LICENSE", "Version 3, 29 June 2007");
    assert_holds("CITATION", "@software{lantian");
    assert_holds("CITATION", "GPL-3.0-or-later");
    assert_holds("CHANGELOG.md", "## Unreleased");
    assert_holds("README.md", "./quickstart");
    assert_holds("README.md", "GPL-3.0-or-later");
    assert_holds(".clang-format", "ColumnLimit: 120");
    assert_holds(".ci/run", "quickstart\" test");
    assert_int_equal(access(LT_SOURCE_DIR "/quickstart", X_OK), 0);
}

static void test_help_and_version(void **state) {
    (void)state;
    program_result help = program_run(NULL, "--help");
    assert_int_equal(help.code, 0);
    assert_string_equal(help.err, "");
    static const char *const commands[] = {"run", "grid", "inventory", "met", "model", "post", "example", "check"};
    for (size_t n = 0; n < sizeof commands / sizeof *commands; n++) {
        if (!strstr(help.said, commands[n])) print_error("--help does not name %s\n", commands[n]);
        assert_non_null(strstr(help.said, commands[n]));
    }
    program_free(&help);
    program_result version = program_run(NULL, "--version");
    assert_int_equal(version.code, 0);
    assert_non_null(strstr(version.said, "0.1.0"));
    assert_string_equal(version.err, "");
    program_free(&version);
    program_result run_help = program_run(NULL, "run", "--help");
    assert_int_equal(run_help.code, 0);
    assert_non_null(strstr(run_help.said, "--threads"));
    program_free(&run_help);
}

/* A bad request: exit code 2, nothing on stdout, one error that holds the word. */
static void assert_refused(program_result result, const char *word) {
    bool good = result.code == 2 && strcmp(result.said, "") == 0 && strstr(result.err, word);
    if (!good) print_error("code %d, wanted \"%s\", said:\n%s%s\n", result.code, word, result.said, result.err);
    assert_true(good);
    assert_int_equal(program_count(result.err, "bad request:") + program_count(result.err, "bad input:"), 1);
    program_free(&result);
}

static void test_bad_requests(void **state) {
    (void)state;
    assert_refused(program_run(NULL, "rnu"), "run");
    assert_refused(program_run(NULL, "inventroy", "check"), "inventory");
    assert_refused(program_run(NULL, "run", "liaoning", "--thread", "2"), "--threads");
    assert_refused(program_run(NULL, "run", "liaoning", "--threads", "many"), "many");
    assert_refused(program_run(NULL, "run", "liaoning", "--threads", "0"), "threads");
    assert_refused(program_run(NULL, "run", "liaoning", "--days", "-3"), "days");
    assert_refused(program_run(NULL, "run", "liaoning", "--start", "2014-02-30"), "2014-02-30");
    assert_refused(program_run(NULL, "run", "liaoning", "--out"), "--out");
    assert_refused(program_run(NULL, "run"), "case");
    assert_refused(program_run(NULL, "--quiet"), "command");
    assert_refused(program_run(NULL, "run", "liaonign"), "liaoning");
    assert_refused(program_run(NULL, "example", "leger"), "ledger");
    assert_refused(program_run(NULL, "check", "/nonexistent/case.yaml"), "/nonexistent/case.yaml");
}

/* What `lantian example` prints is what `lantian check` takes. */
static void test_examples_pass_the_check(void **state) {
    (void)state;
    static const struct {
        const char *kind, *file;
    } kinds[] = {{"case", "case.yaml"}, {"ledger", "ledger.csv"}, {"measure", "measure.yaml"}, {"grid", "grid.yaml"}};
    char folder[256], path[512];
    assert_true(files_make_folder(folder));
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        program_result example = program_run(NULL, "example", kinds[n].kind);
        assert_int_equal(example.code, 0);
        assert_true(strlen(example.said) > 40);
        snprintf(path, sizeof path, "%s/%s", folder, kinds[n].file);
        assert_true(files_write_text(path, example.said));
        program_free(&example);
        program_result check = program_run(NULL, "check", path);
        if (check.code != 0) print_error("example %s: %s%s\n", kinds[n].kind, check.said, check.err);
        assert_int_equal(check.code, 0);
        program_free(&check);
    }
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_presets),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_help_and_version),
        cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_examples_pass_the_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
