/* The house as a newcomer meets it: presets, papers, and what the front door says to good and bad requests. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"

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
    assert_holds(".ci/run", "./quickstart test");
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

/* The help in Chinese, wherever the language is said; topics that a command lists when it is asked for none. */
static void test_help_in_chinese_and_topics(void **state) {
    (void)state;
    program_result all[] = {program_run(NULL, "--help", "--lang", "zh"), program_run(NULL, "--lang=zh", "-h"),
                            program_run(NULL, "help", "--lang", "zh"),
                            program_run(NULL, "verify", "--help", "--lang", "zh")};
    for (size_t n = 0; n < sizeof all / sizeof *all; n++) {
        assert_int_equal(all[n].code, 0);
        assert_non_null(strstr(all[n].said, "用法：lantian "));
        assert_null(strstr(all[n].said, "measured speed"));
        program_free(&all[n]);
    }
    program_result help = program_run(NULL, "--help");
    static const char *const commands[] = {"bench", "verify"};
    for (size_t c = 0; c < 2; c++) {
        char synopsis[200];
        program_result none = program_run(NULL, commands[c]);
        snprintf(synopsis, sizeof synopsis, "expected: lantian %s ", commands[c]);
        const char *at = strstr(none.err, synopsis);
        assert_non_null(at);
        at += strlen("expected: ");
        snprintf(synopsis, sizeof synopsis, "%.*s", (int)strcspn(at, ",\n"), at);
        if (!strstr(help.said, synopsis)) print_error("--help does not say: %s\n", synopsis);
        assert_non_null(strstr(help.said, synopsis));
        program_free(&none);
    }
    program_free(&help);
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
    assert_refused(program_run(NULL, "run", "liaoning", "shenyang-week"), "one case");
    assert_refused(program_run(NULL, "example", "case", "grid"), "2 names");
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

/* `lantian check FILE` lists every fault: kind of input, file, text, words (one a fault). */
static void test_check_lists_all_faults(void **state) {
    (void)state;
    static const struct {
        const char *file, *text;
        const char *words[8];
    } inputs[] = {
        {"case.yaml",
         "case: bad\ntitle_en: a\ntitle_zh: b\ngrid: liaoning-72\nperids: []\npackages: [boiler, base]\n"
         "met:\n  source: sun\nmodel:\n  stepp: 1\n",
         {"unknown key \"perids\"", "the key periods is missing", "name of a variant", "source is none of",
          "unknown key \"stepp\"", "unknown grid", "found:    boiler", "found:    base"}},
        {"grid.yaml",
         "name: g\nprojection:\n  type: mercator\n  standard_parallels: [36 degree, 46 degree]\n"
         "  origin_longitude: 122 degree\n  origin_latitude: 41 degree\ncell: 50 kg\nnx: 1\nny: 8\n"
         "layer_edges: [0 m, 40 m, 30 m, 10 km]\n",
         {"type is none of", "cell: ", "nx is out of range", "must grow", "tropopause"}},
        {"measure.yaml",
         "id: half\ntitle_en: a\nselector:\n  regoins: [Shenyang]\nactions:\n  - kind: scale\n",
         {"\"regoins\"", "title_zh is missing"}},
        {"ledger.csv",
         "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source\n"
         "a,Shenyagn,residential,coal,stove,none,300000,t,residential_heating,rural,surface,x\n"
         "b,Tieling,residential,coal,stove,none,-5,t,residential_heating,rural,surface,x\n"
         "c,Tieling,residential,coal,stove,none,5,bushel,residential_heating,rural,surface,x\n",
         {"Shenyagn", "-5", "bushel"}},
    };
    char folder[256], path[512];
    assert_true(files_make_folder(folder));
    for (size_t n = 0; n < sizeof inputs / sizeof *inputs; n++) {
        snprintf(path, sizeof path, "%s/%s", folder, inputs[n].file);
        assert_true(files_write_text(path, inputs[n].text));
        program_result check = program_run(NULL, "check", path);
        int listed = program_count(check.said, "bad input: "), wanted = 0;
        for (; wanted < 8 && inputs[n].words[wanted]; wanted++) {
            const char *word = inputs[n].words[wanted];
            if (!strstr(check.said, word)) fail_msg("%s: \"%s\" is not in:\n%s", inputs[n].file, word, check.said);
        }
        const bool measure = strcmp(inputs[n].file, "measure.yaml") == 0; /* its own test counts them */
        if (!measure && listed != wanted) fail_msg("%d faults listed, not %d:\n%s", listed, wanted, check.said);
        assert_int_equal(check.code, 2);
        assert_int_equal(program_count(check.err, "bad input: "), 1);
        program_free(&check);
    }
    files_remove(folder);
}

/* A result that could not be printed is not a success. */
static void test_output_that_cannot_be_written(void **state) {
    (void)state;
    static const char *const commands[] = {"example case", "--version", "--help", "run --help"};
    for (size_t n = 0; n < sizeof commands / sizeof *commands; n++) {
        char command[2048];
        snprintf(command, sizeof command, "'%s' %s > /dev/full 2> /dev/null", LT_PROGRAM, commands[n]);
        int status = system(command);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
    }
}

/* An option that the help of a command lists is taken by it, and no other. */
static void test_help_lists_what_is_taken(void **state) {
    (void)state;
    static const char *const commands[] = {"run", "grid", "inventory", "met", "model", "post", "example", "check"};
    static const char *const options[] = {
        "--out=x",     "--lang=en", "--start=2020-01-06", "--days=1",    "--grid=x", "--met=x", "--obs=x",
        "--restart=x", "--case=x",  "--variant=x",        "--threads=1", "--json",   "--quiet", "--force"};
    for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
        program_result help = program_run(NULL, commands[c], "--help");
        for (size_t o = 0; o < sizeof options / sizeof *options; o++) {
            char name[32];
            snprintf(name, sizeof name, "%.*s ", (int)strcspn(options[o], "="), options[o]);
            /* Too many words for any command: none gets as far as doing something. */
            program_result asked =
                program_run(NULL, commands[c], options[o], "no/1", "no/2", "no/3", "no/4", "no/5", "no/6", "no/7");
            const bool listed = strstr(help.said, name) != NULL, taken = !strstr(asked.err, "does not take");
            if (listed != taken) fail_msg("lantian %s %s: listed %d, taken %d", commands[c], name, listed, taken);
            program_free(&asked);
        }
        program_free(&help);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_presets),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_help_and_version),
        cmocka_unit_test(test_help_in_chinese_and_topics),
        cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_examples_pass_the_check),
        cmocka_unit_test(test_check_lists_all_faults),
        cmocka_unit_test(test_output_that_cannot_be_written),
        cmocka_unit_test(test_help_lists_what_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
