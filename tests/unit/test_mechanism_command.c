/* `lantian mechanism check`, `lantian example mechanism`, `lantian check FILE.def`: what they say, and their faults. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/root.h"

#include <cjson/cJSON.h>
#include <stdio.h>

static int length(const cJSON *json, const char *key) {
    return cJSON_GetArraySize(cJSON_GetObjectItem(json, key));
}

static int number(const cJSON *json, const char *key) {
    return (int)cJSON_GetNumberValue(cJSON_GetObjectItem(json, key));
}

/* Counts of knowledge: 149 species, 349 reactions, 1540 entries of LU (measured with KPP). */
static void test_facts_of_cb6r5(void **state) {
    (void)state;
    program_result result = program_run(NULL, "mechanism", "check", "cb6r5_ae7_aq", "--json");
    assert_int_equal(result.code, 0);
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    assert_int_equal(number(json, "n_variable"), 149);
    assert_int_equal(number(json, "n_reactions"), 349);
    assert_int_equal(length(json, "reactions"), 349);
    assert_int_equal(number(json, "lu_entries"), 1540);
    assert_int_equal(length(json, "rates_to_give"), 0);
    int nitrogen = 0;
    const cJSON *row;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(json, "unbalanced")) {
        const char *element = cJSON_GetStringValue(cJSON_GetObjectItem(row, "element"));
        nitrogen += strcmp(element, "N") == 0;
    }
    assert_int_equal(nitrogen, 10);
    cJSON_Delete(json);
    program_free(&result);
}

static void test_sheet_in_both_languages(void **state) {
    (void)state;
    static const char *const words[2][7] = {
        {"349 reactions", "wants J of", "with the fill of LU", "conserved", "XYLMN, ", "BP71mtp", "cb6r5_core.eqn:"},
        {"349 个反应", "需给 J", "LU 填充", "守恒量", "XYLMN, ", "BP71mtp", "cb6r5_core.eqn:"}};
    for (int language = 0; language < 2; language++) {
        program_result result =
            program_run(NULL, "mechanism", "check", "cb6r5_ae7_aq", "--lang", language ? "zh" : "en");
        assert_int_equal(result.code, 0);
        for (int w = 0; w < 7; w++)
            if (!strstr(result.said, words[language][w])) fail_msg("no \"%s\" in\n%s", words[language][w], result.said);
        program_free(&result);
    }
}

static void test_example_is_valid_and_balances(void **state) {
    (void)state;
    char path[512];
    program_result example = program_run(NULL, "example", "mechanism");
    assert_int_equal(example.code, 0);
    snprintf(path, sizeof path, "%s/example.def", root);
    assert_true(files_write_text(path, example.said));
    program_free(&example);
    program_result check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 0);
    assert_non_null(strstr(check.said, "a valid mechanism"));
    program_free(&check);
    check = program_run(NULL, "mechanism", "check", path, "--json");
    cJSON *json = cJSON_Parse(check.said);
    assert_int_equal(number(json, "n_reactions"), 7);
    assert_int_equal(length(json, "unbalanced"), 0);
    assert_int_equal(number(json, "reactions_not_checked"), 0);
    assert_int_equal(length(json, "photolysis"), 2);
    /* Nitrogen: NO + NO2 + HNO3; carbon: CO + CO2. */
    assert_int_equal(length(json, "conserved"), 2);
    cJSON_Delete(json);
    program_free(&check);
}

static void test_faults_are_all_listed(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/faults.def", root);
    assert_true(files_write_text(path, "#DEFVAR\n NO = N + O; NO2 = N + 2O; NO = N + O;\n#EQUATIONS\n"
                                       "<R1> NO2 + hv = NO + O3 : 1e-3;\n<R1> NO = NO2 : 1;\n<R3> NO2 = NO;\n"));
    static const char *const commands[2] = {"check", "mechanism"};
    for (int c = 0; c < 2; c++) {
        program_result result =
            c == 0 ? program_run(NULL, commands[0], path) : program_run(NULL, commands[1], "check", path);
        ERROR_BLOCK(result, "a mechanism with four faults", 2, "4 faults", "faults.def");
        static const char *const words[] = {"declared twice", "faults.def:2",           "an unknown species",
                                            "label R1",       "a label is given twice", "a reaction without rate",
                                            "label R3"};
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (!strstr(result.said, words[w])) fail_msg("no \"%s\" in\n%s", words[w], result.said);
        program_free(&result);
    }
}

static void test_faults_as_json(void **state) {
    (void)state;
    const char *path = in_root("two.def");
    assert_true(files_write_text(path, "#DEFVAR NO = N + O;\n#EQUATIONS <R1> NO = NO2 : K(R2);\n"));
    program_result result = program_run(NULL, "mechanism", "check", path, "--json");
    assert_int_equal(result.code, 2);
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    assert_true(cJSON_IsFalse(cJSON_GetObjectItem(json, "valid")));
    assert_int_equal(length(json, "faults"), 2);
    assert_non_null(strstr(result.said, "did you mean K(R1)?"));
    cJSON_Delete(json);
    program_free(&result);
    path = in_root("part.eqn");
    assert_true(files_write_text(path, "#EQUATIONS <R1> NO = NO2 : 1;\n"));
    result = program_run(NULL, "check", path);
    ERROR_BLOCK(result, "a part of a mechanism", 2, "part.eqn", "check the .def file");
    program_free(&result);
}

/* `lantian check` of the name of a shipped mechanism, and of files that only stand beside inputs. */
static void test_check_names_and_others(void **state) {
    (void)state;
    program_result result = program_run(NULL, "check", "cb6r5");
    assert_int_equal(result.code, 0);
    assert_non_null(strstr(result.said, "a valid mechanism; `lantian mechanism check cb6r5`"));
    program_free(&result);
    result = program_run(NULL, "check", "cb7");
    assert_int_equal(result.code, 2);
    program_free(&result);
    static const char *const others[][2] = {{"kernel_x.c", "C code is no input"}, {"cells.cdl", "ncgen -4 -o"}};
    for (int k = 0; k < 2; k++) {
        const char *path = in_root(others[k][0]);
        assert_true(files_write_text(path, "netcdf cells { }\n"));
        result = program_run(NULL, "check", path);
        ERROR_BLOCK(result, others[k][0], 2, others[k][0], others[k][1]);
        program_free(&result);
    }
}

/* A constant in ppm and minutes is a warning of the check, and no fault. */
static void test_doubtful_rates(void **state) {
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/minutes.def", root);
    assert_true(files_write_text(path, "#DEFVAR A = IGNORE; B = IGNORE;\n#EQUATIONS\n"
                                       "<R1> A + B = 2B : 3.2E5;\n<R2> 2A = 2B : 1E-12;\n"));
    static const char *const words[2] = {"warnings: 1 rate is doubtful\n  minutes.def:3: R1: 3.2e+05",
                                         "警告：1 个速率存疑"};
    for (int zh = 0; zh < 2; zh++) {
        program_result result = program_run(NULL, "mechanism", "check", path, "--lang", zh ? "zh" : "en");
        assert_int_equal(result.code, 0);
        if (!strstr(result.said, words[zh])) fail_msg("%s", result.said);
        program_free(&result);
    }
    program_result result = program_run(NULL, "mechanism", "check", path, "--json");
    assert_non_null(strstr(result.said, "\"doubtful\""));
    program_free(&result);
    result = program_run(NULL, "check", path);
    assert_int_equal(result.code, 0);
    assert_non_null(strstr(result.err, "warning: "));
    assert_non_null(strstr(result.err, "are its units cm3, molecules, s?"));
    program_free(&result);
}

static void test_requests(void **state) {
    (void)state;
    program_result result = program_run(NULL, "mechanism");
    assert_int_equal(result.code, 2);
    program_free(&result);
    result = program_run(NULL, "mechanism", "chek", "cb6r5");
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "did you mean check?"));
    program_free(&result);
    result = program_run(NULL, "mechanism", "check", "cb7");
    ERROR_BLOCK(result, "no such mechanism", 2, "no mechanism of this name", "cb7");
    program_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts_of_cb6r5),
        cmocka_unit_test(test_sheet_in_both_languages),
        cmocka_unit_test(test_example_is_valid_and_balances),
        cmocka_unit_test(test_faults_are_all_listed),
        cmocka_unit_test(test_faults_as_json),
        cmocka_unit_test(test_check_names_and_others),
        cmocka_unit_test(test_doubtful_rates),
        cmocka_unit_test(test_requests),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
