/* lantian scenario targets CASE|SUMMARY: targets of the documents against the packages of a finished run. */
#include "postproc/judgement/targets_command.h"

#include "base/json.h"
#include "base/outdir.h"
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/judge_print.h"
#include "postproc/judgement/run_head.h"
#include "postproc/judgement/targets_input.h"
#include "postproc/results_folder.h"
#include "postproc/table.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked for: results, and what their base was observed by. */
typedef struct lt_targets_asked {
    char folder[4096], summary[4200];
    lt_observed_base base; /* of the case; --obs stands before it */
} lt_targets_asked;

/* A summary.json itself, a folder of results, or a case, which may name observations of its base. */
static lt_status find(const lt_cli *cli, const char *name, lt_targets_asked *out) {
    const size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0) {
        const char *file;
        LT_TRY(lt_path_split(name, out->folder, sizeof out->folder, &file));
        snprintf(out->summary, sizeof out->summary, "%s", name);
        return lt_results_finished(out->folder, out->summary, NULL);
    }
    if (lt_path_exists(lt_fmt("%s/summary.json", name))) {
        snprintf(out->folder, sizeof out->folder, "%s", name);
        snprintf(out->summary, sizeof out->summary, "%s/summary.json", name);
        return LT_OK;
    }
    lt_case *setup = NULL;
    LT_TRY(lt_case_read(name, cli, &setup));
    lt_results_folder_of(cli, setup, out->folder, sizeof out->folder);
    snprintf(out->summary, sizeof out->summary, "%s/summary.json", out->folder);
    lt_status status = lt_results_finished(out->folder, out->summary, setup);
    if (status == LT_OK && cli->obs.n == 0)
        status = lt_observed_base_of(&(lt_job){.setup = setup, .cli = cli}, &out->base);
    lt_case_free(setup);
    return status;
}

/* One variant: for people at once, for JSON into the list. */
static void show_one(const lt_cli *cli, const lt_targets_input *w, const char *variant, const lt_board *board,
                     cJSON *list) {
    if (!list) {
        lt_text_say("\n%s", lt_run_variant_words(w->summary, variant, lt_cli_chinese(cli)));
        lt_judge_print_board(board, w->observed.year, lt_cli_chinese(cli));
        return;
    }
    cJSON *one = cJSON_CreateObject();
    cJSON_AddStringToObject(one, "variant", variant);
    cJSON_AddStringToObject(one, "variant_en", lt_run_variant_words(w->summary, variant, false));
    cJSON_AddStringToObject(one, "variant_zh", lt_run_variant_words(w->summary, variant, true));
    cJSON_AddItemToObject(one, "board", lt_judge_json_board(board));
    cJSON_AddItemToArray(list, one);
}

static lt_status add_board(const lt_targets_input *w, const char *variant, lt_board *boards, const char **names,
                           long *n) {
    names[*n] = variant;
    LT_TRY(lt_board_of(&w->board, strcmp(variant, "base") == 0 ? NULL : variant, &boards[*n]));
    ++*n;
    return LT_OK;
}

/* Boards of the variant that is asked for, or of all that the summary tells. */
static lt_status boards_of(const lt_targets_input *w, const cJSON *all, const char *variant, lt_board *boards,
                           const char **names, long *n) {
    const cJSON *one = NULL;
    if (variant) return add_board(w, variant, boards, names, n);
    cJSON_ArrayForEach(one, all) LT_TRY(add_board(w, one->string, boards, names, n));
    return LT_OK;
}

static lt_status show_all(const lt_cli *cli, const lt_targets_input *w, const char *variant, cJSON *list) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(w->summary, "emissions_kt");
    const size_t most = (size_t)cJSON_GetArraySize(all) + 1;
    lt_board *boards = NULL;
    const char **names = NULL;
    long n = 0;
    lt_status status = lt_calloc(most, sizeof *boards, &boards);
    if (status == LT_OK) status = lt_calloc(most, sizeof *names, &names);
    if (status == LT_OK) status = boards_of(w, all, variant, boards, names, &n);
    if (status == LT_OK && !list) lt_judge_print_matrix(w->board.standards, boards, names, n, lt_cli_chinese(cli));
    for (long v = 0; v < n; v++) {
        if (status == LT_OK) show_one(cli, w, names[v], &boards[v], list);
        lt_board_free(&boards[v]);
    }
    lt_free(names);
    lt_free(boards);
    return status;
}

/* What its means over the periods are made of; a summary of an earlier version does not tell. */
static void add_weights(const lt_targets_input *w, cJSON *object) {
    const cJSON *period = NULL, *of = cJSON_GetObjectItemCaseSensitive(w->summary, "period_weights");
    cJSON_AddItemToObject(object, "period_weights", of ? cJSON_Duplicate(of, true) : cJSON_CreateNull());
    cJSON *list = cJSON_AddArrayToObject(object, "periods");
    cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(w->summary, "periods")) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", lt_json_text(period, "id"));
        lt_json_add_number(one, "weight", lt_json_number(period, "weight"));
        cJSON_AddItemToArray(list, one);
    }
}

lt_status lt_targets_tell(const lt_cli *cli, const lt_targets_input *w, const char *variant, cJSON *object) {
    if (!object) {
        lt_table_print_weights(w->summary, lt_cli_chinese(cli));
        lt_table_print_natural(w->summary, lt_cli_chinese(cli));
        return show_all(cli, w, variant, NULL);
    }
    if (w->observed.year)
        cJSON_AddNumberToObject(object, "observed_year", w->observed.year);
    else
        cJSON_AddNullToObject(object, "observed_year");
    add_weights(w, object);
    return show_all(cli, w, variant, cJSON_AddArrayToObject(object, "variants"));
}

lt_status lt_targets_open(const lt_cli *cli, const char *name, lt_targets_input *out) {
    lt_targets_asked asked = {0};
    *out = (lt_targets_input){0};
    lt_status status = find(cli, name, &asked);
    lt_observed_base base = asked.base;
    if (cli->obs.n > 0) base = (lt_observed_base){.names = (char **)cli->obs.items, .n = cli->obs.n};
    if (cli->year) base.year = (int)cli->year;
    if (status == LT_OK) status = lt_targets_input_read(asked.folder, asked.summary, &base, out);
    lt_observed_base_free(&asked.base);
    return status;
}

static lt_status tell_json(const lt_cli *cli, const lt_targets_input *input) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-targets-1");
    lt_run_head_json(input->summary, cJSON_AddObjectToObject(root, "about"));
    const lt_status status = lt_targets_tell(cli, input, cli->variant, root);
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}

static lt_status tell_text(const lt_cli *cli, const lt_targets_input *input) {
    lt_run_head_print(input->summary, lt_cli_chinese(cli));
    return lt_targets_tell(cli, input, cli->variant, NULL);
}

lt_status lt_targets_command(const lt_cli *cli) {
    LT_TRY(lt_cli_allow(cli, "out variant obs year json lang quiet"));
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "lantian scenario targets needs one finished run",
                        .where = "command line",
                        .expected = "lantian scenario targets CASE|SUMMARY.json [--variant P] [--obs FILE]",
                        .found = lt_fmt("%d names", cli->n_positional - 1), .todo = "name a case that was run");
    lt_targets_input input;
    LT_TRY(lt_targets_open(cli, cli->positional[1], &input));
    lt_status status = cli->variant ? lt_run_variant_known(input.summary, cli->variant) : LT_OK;
    if (status == LT_OK) status = cli->json ? tell_json(cli, &input) : tell_text(cli, &input);
    lt_targets_input_free(&input);
    return status;
}
