/* The targets of the documents held against a run, as JSON, for the page (report.h):
 *
 *   observed_year    of the observations that are projected; null: the case names none
 *   rows             [a target as in `board` of lantian-judgement-1, without what follows]
 *   variants         {base, reference, package: [its `results` of each row, in the same order]}
 *   bands            {the same: [its `band` of each row; null where there is no value]}
 *   acts_on          {reference, package: [cities where an action of its own changes what is emitted in a year]}, of
 *                    changes_<package>.csv; not those that only make up for it (action replace: power stations of
 *                    other cities) or move it within the year; without that file the package is not there
 *   projected, projected_bands    {the same of the projection; null where there is none}
 *
 * Of a target that is not judgeable the outcome and the reason alone stand, and nothing that is not known; numbers of
 * bands have five digits: pages are sent by mail. */
#include "base/csv.h"
#include "base/outdir.h"
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/targets_input.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
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

/* --- where a package acts ----------------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end) {
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static lt_status changes_a_year(const lt_csv *table, long row, bool *out) {
    *out = false;
    for (int c = 0; c < lt_csv_columns(table) && !*out; c++) {
        double kg;
        if (!ends_with(lt_csv_header(table, c), "_change_kg")) continue;
        LT_TRY(lt_csv_double(table, row, c, &kg));
        *out = kg != 0;
    }
    return LT_OK;
}

static bool has_text(const cJSON *list, const char *text) {
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, list) {
        if (strcmp(one->valuestring, text) == 0) return true;
    }
    return false;
}

static lt_status add_regions(const lt_csv *table, cJSON *regions) {
    int region, action;
    LT_TRY(lt_csv_column(table, "region", &region));
    LT_TRY(lt_csv_column(table, "action", &action));
    for (long r = 0; r < lt_csv_rows(table); r++) {
        const char *name = lt_csv_text(table, r, region);
        bool acts;
        if (strcmp(lt_csv_text(table, r, action), "replace") == 0 || has_text(regions, name)) continue;
        LT_TRY(changes_a_year(table, r, &acts));
        if (acts) cJSON_AddItemToArray(regions, cJSON_CreateString(name));
    }
    return LT_OK;
}

static lt_status add_acts_on(const char *folder, const cJSON *emissions, cJSON *root) {
    cJSON *out = cJSON_AddObjectToObject(root, "acts_on");
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, emissions) {
        char path[4096];
        lt_csv *table;
        snprintf(path, sizeof path, "%s/changes_%s.csv", folder, one->string);
        if (!lt_path_exists(path)) continue; /* base has none */
        LT_TRY(lt_csv_read(path, &table));
        const lt_status status = add_regions(table, cJSON_AddArrayToObject(out, one->string));
        lt_csv_free(table);
        LT_TRY(status);
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
    lt_status status = any ? add_variants(&input, emissions, root) : LT_OK;
    if (status == LT_OK && any) status = add_acts_on(folder, emissions, root);
    if (status == LT_OK && any) *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    lt_targets_input_free(&input);
    LT_TRY(status);
    return *out || !any ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
