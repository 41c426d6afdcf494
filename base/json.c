/* json.c - see json.h. */
#include "base/json.h"

#include "base/log.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>

static lt_status take_text(cJSON *root, const char *where, char **out) {
    *out = cJSON_Print(root);
    cJSON_Delete(root);
    if (*out) return LT_OK;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for JSON", .where = where);
}

lt_status lt_json_say(cJSON *root) {
    char *text;
    LT_TRY(take_text(root, "--json", &text));
    lt_say("%s\n", text);
    cJSON_free(text);
    return LT_OK;
}

lt_status lt_json_write(cJSON *root, lt_outdir *dir, const char *name) {
    char *text;
    LT_TRY(take_text(root, name, &text));
    const lt_status status = lt_outdir_write_text(dir, name, text);
    cJSON_free(text);
    return status;
}

lt_status lt_json_read(const char *path, const char *todo, cJSON **out) {
    char *text = NULL;
    LT_TRY(lt_path_read_text(path, &text));
    *out = cJSON_Parse(text);
    free(text);
    if (*out) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not JSON", .where = path, .expected = "JSON as lantian run writes it",
                    .found = "something else", .todo = todo);
}

double lt_json_number(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

const char *lt_json_text(const cJSON *object, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

void lt_json_add_number(cJSON *object, const char *key, double value) {
    if (isfinite(value))
        cJSON_AddNumberToObject(object, key, value);
    else
        cJSON_AddNullToObject(object, key);
}

cJSON *lt_json_add_item(cJSON *array) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(array, item);
    return item;
}
