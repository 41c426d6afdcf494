/* lantian scenario targets CASE|SUMMARY: targets of the documents against the packages of a finished run. */
#include "postproc/judgement/targets_command.h"

#include "base/json.h"
#include "base/outdir.h"
#include "postproc/judgement/judge_all.h"
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/judge_print.h"
#include "postproc/results_folder.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that a board is made of, and who holds it. */
typedef struct lt_targets_work {
    lt_board_input input;
    lt_targets targets;
    lt_judged judged; /* of the observations; standards alone without */
    lt_obs_set set;
    lt_facts observed, bases;
    cJSON *summary;
    lt_csv *draws;
    int observed_year;
    char folder[4096]; /* of the summary */
} lt_targets_work;

static void free_work(lt_targets_work *w) {
    lt_csv_free(w->draws);
    cJSON_Delete(w->summary);
    lt_facts_free(&w->observed);
    lt_facts_free(&w->bases);
    lt_judged_free(&w->judged);
    lt_obs_free(&w->set);
    lt_targets_free(&w->targets);
}

/* Of a summary.json itself, or of the results of a case. */
static lt_status find_summary(const lt_cli *cli, const char *name, char folder[4096], char path[4200]) {
    const size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0) {
        const char *file;
        LT_TRY(lt_path_split(name, folder, 4096, &file));
        snprintf(path, 4200, "%s", name);
        return LT_OK;
    }
    LT_TRY(lt_results_folder(cli, name, folder, 4096));
    snprintf(path, 4200, "%s/summary.json", folder);
    return LT_OK;
}

static lt_status read_json(const char *path, cJSON **out) {
    char *text = NULL;
    LT_TRY(lt_path_read_text(path, &text));
    *out = cJSON_Parse(text);
    free(text);
    if (*out) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not JSON", .where = path, .expected = "JSON as lantian run writes it",
                    .found = "something else", .todo = "run the case again");
}

/* Of days of cities, evidence alone where there is any: sum |model - obs| over sum obs. */
static lt_relative pooled(const cJSON *rows, const char *species, bool evidence) {
    double error = 0, sum = 0;
    lt_relative out = {NAN, 0};
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        const double n = lt_json_number(row, "n"), nme = lt_json_number(row, "nme"),
                     obs = lt_json_number(row, "mean_obs");
        const bool ours = strcmp(lt_json_text(row, "predictor"), "lantian") == 0 &&
                          strcmp(lt_json_text(row, "averaging"), "day") == 0 &&
                          strcmp(lt_json_text(row, "kind"), "city") == 0 &&
                          strcmp(lt_json_text(row, "species"), species) == 0;
        if (!ours || !isfinite(n * nme * obs)) continue;
        if (evidence && !cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "evidence"))) continue;
        error += n * nme * obs;
        sum += n * obs;
        out.n += (long)n;
    }
    if (sum > 0) out.error = error / sum;
    return out;
}

static lt_status read_model_error(lt_targets_work *w) {
    const char *path = lt_fmt("%s/evaluation.json", w->folder);
    cJSON *root = NULL;
    for (int p = 0; p < LT_N_JUDGED; p++) w->input.model[p] = (lt_relative){NAN, 0};
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(read_json(path, &root));
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, "rows");
    for (int p = 0; p < LT_N_JUDGED; p++) {
        w->input.model[p] = pooled(rows, lt_measured_table[p].name, true);
        if (w->input.model[p].n == 0) w->input.model[p] = pooled(rows, lt_measured_table[p].name, false);
    }
    cJSON_Delete(root);
    return LT_OK;
}

/* "# kt a year, 512 draws; ..." */
static lt_status read_draws(lt_targets_work *w) {
    const char *path = lt_fmt("%s/uncertainty_base.csv", w->folder);
    char *text = NULL;
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_path_read_text(path, &text));
    if (sscanf(text, "# kt a year, %ld draws", &w->input.n_draws) != 1) w->input.n_draws = 0;
    const lt_status status = lt_csv_parse(path, text, &w->draws);
    free(text);
    w->input.draws = w->draws;
    return status;
}

/* Of the base year of the run, or of --year. */
static lt_status read_observed(const lt_cli *cli, lt_targets_work *w) {
    LT_TRY(lt_air_read(cli->obs.items, cli->obs.n, &w->set));
    LT_TRY(lt_judged_create(&w->set, LT_CLASS_II, &w->judged));
    w->input.standards = &w->judged.standards;
    if (cli->obs.n == 0) return LT_OK;
    w->observed_year = cli->year ? (int)cli->year : (int)lt_json_number(w->summary, "base_year");
    LT_TRY(lt_judged_facts(&w->judged, w->observed_year, &w->observed));
    LT_TRY(lt_judged_bases(&w->judged, &w->bases));
    w->input.observed = &w->observed;
    w->input.bases = &w->bases;
    if (w->observed.n > 0) return LT_OK;
    int first = 0, last = 0;
    (void)lt_judged_span(&w->judged, &first, &last);
    return LT_RAISE(LT_ERR_INPUT, .what = "the observations have nothing of the base year", .where = "--obs",
                    .expected = lt_fmt("days of %d", w->observed_year), .found = lt_fmt("%d to %d", first, last),
                    .todo = "name observations of that year, or their year as base: --year");
}

static lt_status read_all(const lt_cli *cli, const char *name, lt_targets_work *w) {
    char path[4200];
    LT_TRY(find_summary(cli, name, w->folder, path));
    LT_TRY(lt_results_finished(w->folder, path));
    LT_TRY(read_json(path, &w->summary));
    w->input.summary = w->summary;
    LT_TRY(lt_targets_read(NULL, &w->targets));
    w->input.targets = &w->targets;
    LT_TRY(read_model_error(w));
    LT_TRY(read_draws(w));
    return read_observed(cli, w);
}

/* One variant: for people at once, for JSON into the list. */
static lt_status show_one(const lt_cli *cli, const lt_targets_work *w, const char *variant, cJSON *list) {
    lt_board board;
    LT_TRY(lt_board_of(&w->input, strcmp(variant, "base") == 0 ? NULL : variant, &board));
    if (list) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "variant", variant);
        cJSON_AddItemToObject(one, "board", lt_judge_json_board(&board));
        cJSON_AddItemToArray(list, one);
    } else {
        lt_text_say("\n%s", variant);
        lt_judge_print_board(&board, w->observed_year, lt_cli_chinese(cli));
    }
    lt_board_free(&board);
    return LT_OK;
}

static lt_status show_all(const lt_cli *cli, const lt_targets_work *w, const char *variant, cJSON *list) {
    const cJSON *one = NULL;
    if (variant) return show_one(cli, w, variant, list);
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(w->summary, "emissions_kt"))
        LT_TRY(show_one(cli, w, one->string, list));
    return LT_OK;
}

static lt_status show(const lt_cli *cli, const lt_targets_work *w, const char *variant, cJSON *object) {
    if (!object) return show_all(cli, w, variant, NULL);
    if (w->observed_year)
        cJSON_AddNumberToObject(object, "observed_year", w->observed_year);
    else
        cJSON_AddNullToObject(object, "observed_year");
    return show_all(cli, w, variant, cJSON_AddArrayToObject(object, "variants"));
}

lt_status lt_targets_tell(const lt_cli *cli, const char *name, const char *variant, cJSON *object) {
    lt_targets_work work = {0};
    lt_status status = read_all(cli, name, &work);
    if (status == LT_OK) status = show(cli, &work, variant, object);
    free_work(&work);
    return status;
}

lt_status lt_targets_command(const lt_cli *cli) {
    LT_TRY(lt_cli_allow(cli, "out variant obs year json lang quiet"));
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "lantian scenario targets needs one finished run",
                        .where = "command line",
                        .expected = "lantian scenario targets CASE|SUMMARY.json [--variant P] [--obs FILE]",
                        .found = lt_fmt("%d names", cli->n_positional - 1), .todo = "name a case that was run");
    if (!cli->json) return lt_targets_tell(cli, cli->positional[1], cli->variant, NULL);
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-targets-1");
    const lt_status status = lt_targets_tell(cli, cli->positional[1], cli->variant, root);
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}
