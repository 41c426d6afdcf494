/* The targets of the documents held against a run, as JSON, for the page (report.h):
 *
 *   rows [a target as in `board` of lantian-judgement-1, without its results]
 *   variants {base, reference, package: [its `results` of each row, in the same order]}
 *
 * Of a target that is not judgeable the outcome and the reason alone stand, and nothing that is not known: pages are
 * sent by mail. */
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/judge_run.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_kept(const cJSON *one, bool judged) {
    return !cJSON_IsNull(one) &&
           (judged || strcmp(one->string, "outcome") == 0 || strncmp(one->string, "why_", 4) == 0);
}

static void shorten(cJSON *results) {
    cJSON *result = NULL;
    cJSON_ArrayForEach(result, results) {
        const char *outcome = cJSON_GetStringValue(cJSON_GetObjectItem(result, "outcome"));
        const bool judged = outcome && strcmp(outcome, lt_outcome_words[LT_NOT_JUDGEABLE]) != 0;
        for (cJSON *one = result->child, *next = NULL; one; one = next) {
            next = one->next;
            if (!is_kept(one, judged)) cJSON_Delete(cJSON_DetachItemViaPointer(result, one));
        }
    }
}

/* The results of a variant; the rows themselves where `rows` is given. */
static lt_status add_variant(const cJSON *summary, const lt_targets *targets, const char *package, cJSON *variants,
                             cJSON *rows) {
    lt_facts facts = {0};
    const int year = package ? 0 : (int)lt_json_number(summary, "base_year");
    const lt_status status = lt_facts_of_summary(summary, package, year, &facts);
    if (status == LT_OK) {
        cJSON *board = lt_judge_json_targets(targets, &facts),
              *list = cJSON_AddArrayToObject(variants, package ? package : "base");
        for (cJSON *row = cJSON_DetachItemFromArray(board, 0); row; row = cJSON_DetachItemFromArray(board, 0)) {
            cJSON *results = cJSON_DetachItemFromObject(row, "results");
            shorten(results);
            cJSON_AddItemToArray(list, results);
            if (rows)
                cJSON_AddItemToArray(rows, row);
            else
                cJSON_Delete(row);
        }
        cJSON_Delete(board);
    }
    lt_facts_free(&facts);
    return status;
}

static lt_status add_variants(const cJSON *summary, const lt_targets *targets, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "rows"), *variants = cJSON_AddObjectToObject(root, "variants");
    const cJSON *one = NULL;
    LT_TRY(add_variant(summary, targets, NULL, variants, rows));
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(summary, "emissions_kt")) {
        if (strcmp(one->string, "base") != 0) LT_TRY(add_variant(summary, targets, one->string, variants, NULL));
    }
    return LT_OK;
}

lt_status lt_report_targets(const char *summary_text, char **out) {
    lt_targets targets;
    *out = NULL;
    LT_TRY(lt_targets_read(NULL, &targets));
    cJSON *summary = cJSON_Parse(summary_text), *root = cJSON_CreateObject();
    const bool any = cJSON_GetObjectItem(cJSON_GetObjectItem(summary, "emissions_kt"), "base") != NULL;
    const lt_status status = any ? add_variants(summary, &targets, root) : LT_OK;
    if (status == LT_OK && any) *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    cJSON_Delete(summary);
    lt_targets_free(&targets);
    LT_TRY(status);
    return *out || !any ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
