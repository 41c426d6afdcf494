/* json.c - see json.h. */
#include "base/json.h"

#include "base/log.h"

#include <cjson/cJSON.h>

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
