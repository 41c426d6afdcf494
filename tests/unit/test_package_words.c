/* What a package says, as JSON: nothing of the file is lost on the way to the report. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "scenarios/package_words.h"
#include "tests/support/files.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    assert_non_null(text);
    return text;
}

static cJSON *words_of(const lt_package *package) {
    char folder[256], path[300], *text = NULL;
    lt_outdir *dir = NULL;
    assert_true(files_make_folder(folder));
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_package_words_write(package, dir, "measures.json"), LT_OK);
    assert_true(lt_outdir_has(dir, "measures.json", true, NULL));
    lt_outdir_close(dir);
    snprintf(path, sizeof path, "%s/measures.json", folder);
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    cJSON *root = cJSON_Parse(text);
    free(text);
    files_remove(folder);
    assert_non_null(root);
    return root;
}

static void all_words_are_there(void **state) {
    (void)state;
    lt_package *package = NULL;
    assert_int_equal(lt_package_read("boilers", &package), LT_OK);
    const lt_measure *measure = package->measures[0];
    cJSON *root = words_of(package);
    assert_string_equal(text_of(root, "schema"), "lantian-measures-1");
    assert_string_equal(text_of(root, "title_zh"), package->title_zh);
    const cJSON *one = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "measures"), 0);
    assert_string_equal(text_of(one, "summary_en"), measure->summary_en);
    const cJSON *documents = cJSON_GetObjectItem(one, "documents");
    assert_int_equal(cJSON_GetArraySize(documents), measure->documents.n);
    assert_string_equal(text_of(cJSON_GetArrayItem(documents, 0), "quote_zh"),
                        ((const lt_document *)measure->documents.items)[0].quote_zh);
    const cJSON *actions = cJSON_GetObjectItem(one, "actions");
    assert_int_equal(cJSON_GetArraySize(actions), measure->n_actions);
    assert_string_not_equal(text_of(cJSON_GetArrayItem(actions, 0), "text_en"),
                            text_of(cJSON_GetArrayItem(actions, 0), "text_zh"));
    const cJSON *assumptions = cJSON_GetObjectItem(one, "assumptions");
    assert_int_equal(cJSON_GetArraySize(assumptions), measure->assumptions.n);
    bool found = false;
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, assumptions) {
        const lt_assumption *row = lt_measure_assumption(measure, text_of(item, "id"));
        assert_non_null(row);
        assert_string_equal(text_of(item, "mark"), row->mark);
        assert_string_equal(text_of(item, "reason_zh"), row->reason_zh);
        const cJSON *range = cJSON_GetObjectItem(item, "range");
        assert_int_equal(cJSON_GetArraySize(range), row->range.n);
        if (row->range.n != 2) continue;
        found = true;
        assert_string_equal(cJSON_GetArrayItem(range, 1)->valuestring, ((char *const *)row->range.items)[1]);
    }
    assert_true(found);
    cJSON_Delete(root);
    lt_package_free(package);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_words_are_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
