#include "base/log.h"
#include "postproc/composition/compositions.h"
#include "postproc/evaluation.h"
#include "postproc/post_stage.h"
#include "postproc/process_day.h"
#include "postproc/responses.h"
#include "postproc/results_folder.h"
#include "postproc/table.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The manifest is asked without the lock of a run: looking at results must be possible while another case runs there.
 */
typedef struct lt_post_found {
    bool summary, evaluation, process_day, responses, published;
#define FOUND_TEXT(member, file, make) bool composition_##member;
    LT_COMPOSITION_FILES(FOUND_TEXT)
#undef FOUND_TEXT
} lt_post_found;

static void note(const char *name, bool good, void *context) {
    lt_post_found *found = context;
    if (good && strcmp(name, "summary.json") == 0) found->summary = true;
    if (good && strcmp(name, "evaluation.json") == 0) found->evaluation = true;
    if (good && strcmp(name, "process_day.csv") == 0) found->process_day = true;
    if (good && strcmp(name, "responses.csv") == 0) found->responses = true;
    if (good && strcmp(name, "responses_published.csv") == 0) found->published = true;
#define NOTE_TEXT(member, file, make)                                                                                  \
    if (good && strcmp(name, file) == 0) found->composition_##member = true;
    LT_COMPOSITION_FILES(NOTE_TEXT)
#undef NOTE_TEXT
}

static lt_status folder_of(const lt_cli *cli, char *out, size_t size) {
    const char *given = cli->n_positional > 0 ? cli->positional[0] : cli->out;
    if (!given)
        return LT_RAISE(LT_ERR_USAGE, .what = "no case and no folder", .expected = "lantian post CASE|DIR",
                        .todo = "name a case, or the folder of its results", .where = "command line",
                        .found = "no name");
    return lt_results_folder(cli, given, out, size);
}

static lt_status read_one(const char *folder, const char *name, char **out) {
    char path[4600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return lt_path_read_text(path, out);
}

/* One object: the summary, and in it the evaluation where there is one. */
static lt_status say_json(const char *summary, const char *evaluation) {
    if (!evaluation) {
        lt_say("%s\n", summary);
        return LT_OK;
    }
    cJSON *root = cJSON_Parse(summary), *part = cJSON_Parse(evaluation);
    char *text = NULL;
    if (cJSON_AddItemToObject(root, "evaluation", part))
        text = cJSON_Print(root);
    else
        cJSON_Delete(part);
    cJSON_Delete(root);
    if (!text)
        return LT_RAISE(LT_ERR_INPUT, .what = "summary.json or evaluation.json is not JSON", .where = "results",
                        .expected = "JSON as lantian run writes it", .found = "something else",
                        .todo = "run the case again");
    lt_say("%s\n", text);
    free(text);
    return LT_OK;
}

static lt_status show_responses(const char *folder, const lt_post_found *found, bool chinese) {
    char *responses = NULL, *published = NULL;
    if (!found->responses) return LT_OK;
    lt_status status = read_one(folder, "responses.csv", &responses);
    if (status == LT_OK && found->published) status = read_one(folder, "responses_published.csv", &published);
    if (status == LT_OK) status = lt_responses_print(responses, published, chinese);
    free(responses);
    free(published);
    return status;
}

static lt_status show_composition(const char *folder, const lt_post_found *found, bool chinese) {
    lt_composition_texts texts = {0};
    lt_status status = LT_OK;
#define READ_TEXT(member, file, make)                                                                                  \
    if (status == LT_OK && found->composition_##member) status = read_one(folder, file, &texts.member);
    LT_COMPOSITION_FILES(READ_TEXT)
#undef READ_TEXT
    if (status == LT_OK) status = lt_compositions_print(&texts, chinese);
    lt_composition_texts_free(&texts);
    return status;
}

static lt_status show_process_day(const char *folder, const lt_post_found *found, bool chinese) {
    char *text = NULL;
    if (!found->process_day) return LT_OK;
    lt_status status = read_one(folder, "process_day.csv", &text);
    if (status == LT_OK) status = lt_process_day_print(text, chinese);
    free(text);
    return status;
}

static lt_status show(const char *folder, const lt_post_found *found, bool json, bool chinese) {
    char *summary = NULL, *evaluation = NULL;
    lt_status status = read_one(folder, "summary.json", &summary);
    if (status == LT_OK && found->evaluation) status = read_one(folder, "evaluation.json", &evaluation);
    if (status == LT_OK && json) status = say_json(summary, evaluation);
    if (status == LT_OK && !json) status = lt_table_print(summary, chinese);
    if (status == LT_OK && !json) status = show_composition(folder, found, chinese);
    if (status == LT_OK && !json) status = show_process_day(folder, found, chinese);
    if (status == LT_OK && !json) status = show_responses(folder, found, chinese);
    if (status == LT_OK && !json && evaluation) status = lt_evaluation_print(evaluation, chinese);
    free(summary);
    free(evaluation);
    return status;
}

/* As the user named it, if it was a case. */
static const char *named_case(const lt_cli *cli) {
    const char *name = cli->n_positional > 0 ? cli->positional[0] : "CASE";
    return lt_path_exists(lt_fmt("%s/summary.json", name)) ? "CASE" : name;
}

lt_status lt_post_command(const lt_cli *cli) {
    char folder[4096];
    lt_post_found found = {0};
    const bool chinese = lt_cli_chinese(cli);
    LT_TRY(lt_cli_allow(cli, "out lang quiet json"));
    LT_TRY(folder_of(cli, folder, sizeof folder));
    /* Other damaged files are the business of lantian verify. */
    if (lt_outdir_verify(folder, note, &found) != LT_OK) lt_error_clear();
    if (!found.summary)
        return LT_RAISE(LT_ERR_INPUT, .what = "no finished results", .where = folder,
                        .expected = "summary.json with its entry in MANIFEST.sha256", .found = "none",
                        .todo = lt_fmt("run the case first: lantian run %s", named_case(cli)));
    return show(folder, &found, cli->json, chinese);
}
