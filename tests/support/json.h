/* json.h - what the program said as JSON, and values of a tree by their path: json_at(root, "packages/0/cost/sum");
 * what is not there fails the test. Header only. */
#ifndef LT_TESTS_JSON_H
#define LT_TESTS_JSON_H

#include "tests/support/program.h"

#include <cjson/cJSON.h>

static inline const cJSON *json_at(const cJSON *tree, const char *path) {
    char copy[200], *rest = NULL;
    snprintf(copy, sizeof copy, "%s", path);
    for (char *word = strtok_r(copy, "/", &rest); word && tree; word = strtok_r(NULL, "/", &rest))
        tree = *word >= '0' && *word <= '9' && cJSON_IsArray(tree) ? cJSON_GetArrayItem(tree, atoi(word))
                                                                   : cJSON_GetObjectItemCaseSensitive(tree, word);
    if (!tree) print_error("no %s\n", path);
    assert_non_null(tree);
    return tree;
}

static inline double json_number(const cJSON *tree, const char *path) {
    return json_at(tree, path)->valuedouble;
}

static inline const char *json_text(const cJSON *tree, const char *path) {
    return cJSON_GetStringValue(json_at(tree, path));
}

/* The tree that a run which ended well printed; the result is freed. */
static inline cJSON *json_of(program_result result) {
    if (result.code != 0) print_error("%s", result.err);
    assert_int_equal(result.code, 0);
    cJSON *tree = cJSON_Parse(result.said);
    assert_non_null(tree);
    program_free(&result);
    return tree;
}

#endif
