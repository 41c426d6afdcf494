/* county.c - does the city have the county that a row names? Counties have a code, an English and a Chinese name
 * (grids/data/counties.geojson); the table is read only where a row names one. */
#include "inventory/check/check.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "base/texts.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char file_name[] = "grids/data/counties.geojson";
static const char *const keys[] = {"adcode", "name_en", "name_zh"};

/* "city\x1fname" for each of the three names. */
static lt_status keep_names(const cJSON *root, lt_texts *known) {
    const cJSON *feature = NULL;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(root, "features")) {
        const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
        const char *city = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, "city"));
        for (int k = 0; k < 3; k++) {
            const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, keys[k]));
            if (city && name) LT_TRY(lt_texts_set_number(known, lt_fmt("%s\x1f%s", city, name), k));
        }
    }
    return LT_OK;
}

static const char *nearest(const cJSON *root, const lt_source *s) {
    const char *names[512];
    long n = 0;
    const cJSON *feature = NULL;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(root, "features")) {
        const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
        const char *city = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, "city"));
        for (int k = 0; k < 3 && n < 512; k++) {
            const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, keys[k]));
            if (city && name && strcmp(city, s->region) == 0) names[n++] = name;
        }
    }
    return lt_nearest_name(s->county, names, n);
}

static lt_status judge(const lt_ledger_check *check, const cJSON *root, const lt_texts *known) {
    for (long k = 0; k < check->ledger->n; k++) {
        const lt_source *s = &check->ledger->sources[k];
        if (!s->county[0] || lt_texts_number(known, lt_fmt("%s\x1f%s", s->region, s->county)) >= 0) continue;
        const char *near = nearest(root, s);
        LT_TRY(lt_faults_take(
            check->faults,
            LT_RAISE(LT_ERR_INPUT, .what = "unknown county",
                     .where =
                         lt_fmt("%s:%d, column county (source %s)", s->file ? s->file : check->path, s->line, s->id),
                     .expected = lt_fmt("a county of %s by code, English or Chinese name (%s)", s->region, file_name),
                     .found = lt_fmt("\"%s\"", s->county),
                     .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name, or leave it empty")));
    }
    return LT_OK;
}

static bool any_county(const lt_ledger *ledger) {
    for (long k = 0; k < ledger->n; k++)
        if (ledger->sources[k].county[0]) return true;
    return false;
}

lt_status lt_ledger_check_county(const lt_ledger_check *check) {
    char path[512], *text;
    lt_texts *known;
    if (!any_county(check->ledger)) return LT_OK;
    LT_TRY(lt_share_path(file_name, path, sizeof path));
    LT_TRY(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    if (!root)
        return LT_RAISE(LT_ERR_INPUT, .what = "the counties are not JSON", .where = file_name, .expected = "GeoJSON",
                        .found = "something else", .todo = "install Lantian again");
    lt_status status = lt_texts_create(&known);
    if (status == LT_OK) {
        status = keep_names(root, known);
        if (status == LT_OK) status = judge(check, root, known);
        lt_texts_free(known);
    }
    cJSON_Delete(root);
    return status;
}
