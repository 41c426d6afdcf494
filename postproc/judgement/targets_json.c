/* targets_json.c - targets of the documents as JSON: against facts, and as the board of a run. */
#include "postproc/judgement/judge_json.h"

#include "postproc/text.h"

#include <math.h>

static cJSON *results_of(const lt_target_result result[LT_N_INDEX]) {
    cJSON *results = cJSON_CreateObject();
    for (int x = 0; x < LT_N_INDEX; x++) {
        const lt_target_result *r = &result[x];
        cJSON *out = cJSON_AddObjectToObject(results, lt_index_table[x].word);
        cJSON_AddStringToObject(out, "outcome", lt_outcome_words[r->outcome]);
        cJSON_AddStringToObject(out, "why_en", lt_target_whys[r->why].en);
        cJSON_AddStringToObject(out, "why_zh", lt_target_whys[r->why].zh);
        lt_json_add_number(out, "value", r->value);
        lt_json_add_number(out, "margin", r->margin);
        lt_json_add_number(out, "fact", r->fact);
        lt_json_add_number(out, "base", r->base);
        if (isfinite(r->margin)) cJSON_AddBoolToObject(out, "would_pass", r->would_pass);
        if (r->days) cJSON_AddNumberToObject(out, "days", (double)r->days);
        if (r->year) cJSON_AddNumberToObject(out, "year", r->year);
        if (r->year) cJSON_AddBoolToObject(out, "other_year", r->other_year);
        lt_judge_json_mark(out, "mark", r->mark);
    }
    return results;
}

static cJSON *target_of(const lt_target *t) {
    cJSON *one = cJSON_CreateObject();
    const char *const texts[][2] = {{"id", t->id},
                                    {"catalogue", t->catalogue},
                                    {"document", t->document},
                                    {"clause", t->clause},
                                    {"pollutant", t->pollutant},
                                    {"region", t->region},
                                    {"statistic", t->statistic},
                                    {"unit", t->unit},
                                    {"base_of", t->base},
                                    {"force", t->force},
                                    {"word_zh", t->word_zh},
                                    {"note_en", t->note_en},
                                    {"note_zh", t->note_zh}};
    for (size_t q = 0; q < sizeof texts / sizeof *texts; q++) cJSON_AddStringToObject(one, texts[q][0], texts[q][1]);
    cJSON_AddStringToObject(one, "quantity", lt_target_quantity_words[t->quantity]);
    cJSON_AddStringToObject(one, "comparison", lt_comparison_words[t->comparison]);
    cJSON_AddStringToObject(one, "regime", lt_index_table[t->regime].word);
    cJSON_AddNumberToObject(one, "year", t->year);
    lt_json_add_number(one, "target", t->value);
    return one;
}

cJSON *lt_judge_json_targets(const lt_targets *targets, const lt_facts *facts) {
    cJSON *list = cJSON_CreateArray();
    for (long k = 0; k < targets->n; k++) {
        const lt_target *t = &targets->items[k];
        lt_target_result result[LT_N_INDEX];
        for (int x = 0; x < LT_N_INDEX; x++) result[x] = lt_target_judge(t, facts->items, facts->n, (lt_index_rules)x);
        cJSON *one = target_of(t);
        cJSON_AddItemToObject(one, "results", results_of(result));
        cJSON_AddItemToArray(list, one);
    }
    return list;
}

static cJSON *band_of(const lt_band *band) {
    cJSON *out = cJSON_CreateObject(), *parts = NULL, *missing = NULL;
    lt_json_add_number(out, "value", band->value);
    lt_json_add_number(out, "sigma", band->sigma);
    lt_json_add_number(out, "low", band->low);
    lt_json_add_number(out, "high", band->high);
    parts = cJSON_AddObjectToObject(out, "parts");
    missing = cJSON_AddArrayToObject(out, "missing");
    for (int k = 0; k < LT_N_BAND_PARTS; k++) {
        cJSON *part = cJSON_AddObjectToObject(parts, lt_band_names[k]);
        lt_json_add_number(part, "sigma", band->part[k].sigma);
        cJSON_AddNumberToObject(part, "n", (double)band->part[k].n);
        lt_json_add_number(part, "share", band->share[k]);
        if (band->missing >> k & 1u) cJSON_AddItemToArray(missing, cJSON_CreateString(lt_band_names[k]));
    }
    return out;
}

cJSON *lt_judge_json_board(const lt_board *board) {
    cJSON *list = cJSON_CreateArray();
    for (long k = 0; k < board->n; k++) {
        const lt_board_row *row = &board->rows[k];
        cJSON *one = target_of(row->target);
        cJSON_AddItemToObject(one, "results", results_of(row->raw.result));
        cJSON_AddItemToObject(one, "band", band_of(&row->raw.band));
        cJSON_AddItemToObject(one, "projected", results_of(row->projected.result));
        cJSON_AddItemToObject(one, "projected_band", band_of(&row->projected.band));
        cJSON_AddItemToArray(list, one);
    }
    return list;
}
