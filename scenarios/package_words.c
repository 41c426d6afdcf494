/* package_words.c - see package_words.h. */
#include "scenarios/package_words.h"

#include "base/json.h"

#include "scenarios/action.h"

#include <cjson/cJSON.h>

static void add(cJSON *object, const char *key, const char *text) {
    cJSON_AddStringToObject(object, key, text != NULL ? text : "");
}

static void add_documents(const lt_measure *measure, cJSON *list) {
    const lt_document *rows = measure->documents.items;
    for (long d = 0; d < measure->documents.n; d++) {
        cJSON *item = lt_json_add_item(list);
        add(item, "name_en", rows[d].name_en);
        add(item, "name_zh", rows[d].name_zh);
        add(item, "clause", rows[d].clause);
        add(item, "catalogue", rows[d].catalogue);
        add(item, "force", rows[d].force);
        add(item, "word_zh", rows[d].word_zh);
        add(item, "quote_zh", rows[d].quote_zh);
        add(item, "quote_en", rows[d].quote_en);
    }
}

static void add_actions(const lt_measure *measure, cJSON *list) {
    for (long a = 0; a < measure->n_actions; a++) {
        char text[1024];
        cJSON *item = lt_json_add_item(list);
        for (int zh = 0; zh < 2; zh++) {
            measure->actions[a].kind->describe(measure, &measure->actions[a], zh, text, sizeof text);
            add(item, zh ? "text_zh" : "text_en", text);
        }
    }
}

static void add_assumptions(const lt_measure *measure, cJSON *list) {
    const lt_assumption *rows = measure->assumptions.items;
    for (long a = 0; a < measure->assumptions.n; a++) {
        cJSON *item = lt_json_add_item(list);
        add(item, "id", rows[a].id);
        add(item, "value", rows[a].value);
        cJSON *range = cJSON_AddArrayToObject(item, "range");
        for (long r = 0; r < rows[a].range.n; r++)
            cJSON_AddItemToArray(range, cJSON_CreateString(((char *const *)rows[a].range.items)[r]));
        add(item, "mark", rows[a].mark);
        add(item, "meaning_en", rows[a].meaning_en);
        add(item, "meaning_zh", rows[a].meaning_zh);
        add(item, "reason_en", rows[a].reason_en);
        add(item, "reason_zh", rows[a].reason_zh);
        add(item, "source", rows[a].source);
    }
}

static void add_measure(const lt_measure *measure, cJSON *item) {
    add(item, "id", measure->id);
    add(item, "title_en", measure->title_en);
    add(item, "title_zh", measure->title_zh);
    add(item, "summary_en", measure->summary_en);
    add(item, "summary_zh", measure->summary_zh);
    add_documents(measure, cJSON_AddArrayToObject(item, "documents"));
    add_actions(measure, cJSON_AddArrayToObject(item, "actions"));
    add_assumptions(measure, cJSON_AddArrayToObject(item, "assumptions"));
}

lt_status lt_package_words_write(const lt_package *package, lt_outdir *dir, const char *name) {
    cJSON *root = cJSON_CreateObject();
    add(root, "schema", "lantian-measures-1");
    add(root, "id", package->id);
    add(root, "title_en", package->title_en);
    add(root, "title_zh", package->title_zh);
    cJSON *measures = cJSON_AddArrayToObject(root, "measures");
    for (long m = 0; m < package->n; m++) add_measure(package->measures[m], lt_json_add_item(measures));
    return lt_json_write(root, dir, name);
}
