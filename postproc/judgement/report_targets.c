/* The targets of the documents held against a run, as JSON, for the page (report.h):
 *
 *   observed_year    of the observations that are projected; null: the case names none
 *   rows             [a target as in `board` of lantian-judgement-1, without what follows]
 *   variants         {base, reference, package: [its `results` of each row, in the same order]}
 *   bands            {the same: [its `band` of each row; null where there is no value]}
 *   projected, projected_bands    {the same of the projection; null where there is none}
 *
 * Of a target that is not judgeable the outcome and the reason alone stand, and nothing that is not known; numbers of
 * bands have five digits: pages are sent by mail. */
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/targets_input.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_judged(const cJSON *result) {
    const char *outcome = cJSON_GetStringValue(cJSON_GetObjectItem(result, "outcome"));
    return outcome && strcmp(outcome, lt_outcome_words[LT_NOT_JUDGEABLE]) != 0;
}

static bool is_kept(const cJSON *one, bool judged) {
    return !cJSON_IsNull(one) &&
           (judged || strcmp(one->string, "outcome") == 0 || strncmp(one->string, "why_", 4) == 0);
}

static cJSON *shorten(cJSON *results) {
    cJSON *result = NULL;
    cJSON_ArrayForEach(result, results) {
        const bool judged = is_judged(result);
        for (cJSON *one = result->child, *next = NULL; one; one = next) {
            next = one->next;
            if (!is_kept(one, judged)) cJSON_Delete(cJSON_DetachItemViaPointer(result, one));
        }
    }
    return results;
}

/* What a side of the board becomes: `of` null where it is not known. */
static void put(cJSON *list, cJSON *of, bool known) {
    if (known) {
        cJSON_AddItemToArray(list, of);
        return;
    }
    cJSON_Delete(of);
    cJSON_AddItemToArray(list, cJSON_CreateNull());
}

/* The lists of a variant in the four objects; the rows themselves where `rows` is given. */
static void add_board(const lt_board *board, const char *variant, cJSON *root, cJSON *rows) {
    static const char *const keys[] = {"variants", "bands", "projected", "projected_bands"};
    static const char *const in_row[] = {"results", "band", "projected", "projected_band"};
    cJSON *lists[4], *all = lt_judge_json_board(board);
    for (int k = 0; k < 4; k++)
        lists[k] = cJSON_AddArrayToObject(cJSON_GetObjectItemCaseSensitive(root, keys[k]), variant);
    for (long r = 0; r < board->n; r++) {
        cJSON *row = cJSON_DetachItemFromArray(all, 0), *of[4];
        const bool raw = isfinite(lt_board_known(&board->rows[r].raw)->value);
        const bool projected = isfinite(lt_board_known(&board->rows[r].projected)->value);
        for (int k = 0; k < 4; k++) of[k] = cJSON_DetachItemFromObject(row, in_row[k]);
        for (int k = 1; k < 4; k += 2) lt_json_digits(of[k], 5);
        put(lists[0], shorten(of[0]), true);
        put(lists[1], of[1], raw);
        put(lists[2], shorten(of[2]), projected);
        put(lists[3], of[3], projected);
        if (rows)
            cJSON_AddItemToArray(rows, row);
        else
            cJSON_Delete(row);
    }
    cJSON_Delete(all);
}

static lt_status add_variant(const lt_targets_input *input, const char *variant, cJSON *root, cJSON *rows) {
    const bool is_base = strcmp(variant, "base") == 0;
    lt_board board;
    LT_TRY(lt_board_of(&input->board, is_base ? NULL : variant, &board));
    add_board(&board, variant, root, rows);
    lt_board_free(&board);
    return LT_OK;
}

static lt_status add_variants(const lt_targets_input *input, const cJSON *emissions, cJSON *root) {
    const cJSON *one = NULL;
    if (input->observed.year)
        cJSON_AddNumberToObject(root, "observed_year", input->observed.year);
    else
        cJSON_AddNullToObject(root, "observed_year");
    cJSON *rows = cJSON_AddArrayToObject(root, "rows");
    cJSON_AddObjectToObject(root, "variants");
    cJSON_AddObjectToObject(root, "bands");
    cJSON_AddObjectToObject(root, "projected");
    cJSON_AddObjectToObject(root, "projected_bands");
    LT_TRY(add_variant(input, "base", root, rows));
    cJSON_ArrayForEach(one, emissions) {
        if (strcmp(one->string, "base") != 0) LT_TRY(add_variant(input, one->string, root, NULL));
    }
    return LT_OK;
}

lt_status lt_report_targets(const char *folder, const lt_observed_base *base, char **out) {
    lt_targets_input input;
    *out = NULL;
    LT_TRY(lt_targets_input_read(folder, lt_fmt("%s/summary.json", folder), base, &input));
    const cJSON *emissions = cJSON_GetObjectItemCaseSensitive(input.summary, "emissions_kt");
    const bool any = cJSON_GetObjectItemCaseSensitive(emissions, "base") != NULL;
    cJSON *root = cJSON_CreateObject();
    const lt_status status = any ? add_variants(&input, emissions, root) : LT_OK;
    if (status == LT_OK && any) *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    lt_targets_input_free(&input);
    LT_TRY(status);
    return *out || !any ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
