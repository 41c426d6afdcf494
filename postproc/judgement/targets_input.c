#include "postproc/judgement/targets_input.h"

#include "base/csv.h"
#include "base/json.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- observations of the base --- */

lt_status lt_observed_year_read(const lt_observed_base *base, lt_observed_year *out) {
    *out = (lt_observed_year){.year = base->n > 0 ? base->year : 0};
    LT_TRY(lt_air_read((const char *const *)base->names, base->n, &out->set));
    LT_TRY(lt_judged_create(&out->set, LT_CLASS_II, NULL, &out->judged));
    if (base->n == 0) return LT_OK;
    LT_TRY(lt_judged_facts(&out->judged, base->year, &out->facts));
    LT_TRY(lt_judged_bases(&out->judged, &out->bases));
    if (out->facts.n > 0) return LT_OK;
    int first = 0, last = 0;
    (void)lt_judged_span(&out->judged, &first, &last);
    return LT_RAISE(LT_ERR_INPUT, .what = "the observations have nothing of the base year", .where = base->names[0],
                    .expected = lt_fmt("days of %d", base->year), .found = lt_fmt("%d to %d", first, last),
                    .todo =
                        "name observations of that year, or their year as base: --year, base_observed_year in a case");
}

void lt_observed_year_free(lt_observed_year *of) {
    lt_facts_free(&of->facts);
    lt_facts_free(&of->bases);
    lt_judged_free(&of->judged);
    lt_obs_free(&of->set);
}

/* --- the results --- */

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

static lt_status read_model_error(const char *folder, lt_targets_input *w) {
    const char *path = lt_fmt("%s/evaluation.json", folder);
    cJSON *root = NULL;
    for (int p = 0; p < LT_N_JUDGED; p++) w->board.model[p] = (lt_relative){NAN, 0};
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_json_read(path, "run the case again", &root));
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, "rows");
    for (int p = 0; p < LT_N_JUDGED; p++) {
        w->board.model[p] = pooled(rows, lt_measured_table[p].name, true);
        if (w->board.model[p].n == 0) w->board.model[p] = pooled(rows, lt_measured_table[p].name, false);
    }
    cJSON_Delete(root);
    return LT_OK;
}

/* "# kt a year, 512 draws; ..." */
static lt_status read_draws(const char *folder, lt_targets_input *w) {
    const char *path = lt_fmt("%s/uncertainty_base.csv", folder);
    char *text = NULL;
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_path_read_text(path, &text));
    if (sscanf(text, "# kt a year, %ld draws", &w->board.n_draws) != 1) w->board.n_draws = 0;
    const lt_status status = lt_csv_parse(path, text, &w->draws);
    free(text);
    w->board.draws = w->draws;
    return status;
}

/* A summary of an earlier version has none: its periods weighed alike. */
static lt_status read_weights(lt_targets_input *w) {
    const cJSON *periods = cJSON_GetObjectItemCaseSensitive(w->summary, "periods"), *period = NULL;
    long p = 0;
    LT_TRY(lt_calloc((size_t)cJSON_GetArraySize(periods) + 1, sizeof *w->weights, &w->weights));
    cJSON_ArrayForEach(period, periods) {
        const double weight = lt_json_number(period, "weight");
        w->weights[p++] = isfinite(weight) ? weight : 1;
    }
    w->board.weights = w->weights;
    return LT_OK;
}

static lt_status read_all(const char *folder, const char *summary, const lt_observed_base *base, lt_targets_input *w) {
    LT_TRY(lt_json_read(summary, "run the case again", &w->summary));
    w->board.summary = w->summary;
    LT_TRY(read_weights(w));
    LT_TRY(lt_targets_read(NULL, &w->targets));
    w->board.targets = &w->targets;
    LT_TRY(read_model_error(folder, w));
    LT_TRY(read_draws(folder, w));
    lt_observed_base of = *base;
    if (of.year == 0) of.year = (int)lt_json_number(w->summary, "base_year");
    LT_TRY(lt_observed_year_read(&of, &w->observed));
    w->board.standards = &w->observed.judged.standards;
    w->board.observed = of.n > 0 ? &w->observed.facts : NULL;
    w->board.bases = of.n > 0 ? &w->observed.bases : NULL;
    return LT_OK;
}

lt_status lt_targets_input_read(const char *folder, const char *summary, const lt_observed_base *base,
                                lt_targets_input *out) {
    *out = (lt_targets_input){0};
    const lt_status status = read_all(folder, summary, base, out);
    if (status != LT_OK) lt_targets_input_free(out);
    return status;
}

void lt_targets_input_free(lt_targets_input *input) {
    lt_csv_free(input->draws);
    lt_free(input->weights);
    cJSON_Delete(input->summary);
    lt_observed_year_free(&input->observed);
    lt_targets_free(&input->targets);
    *input = (lt_targets_input){0};
}
