/* judge_json.h - what was judged as JSON (lantian-judgement-1, README). Callers own what they get. */
#ifndef LT_JUDGE_JSON_H
#define LT_JUDGE_JSON_H

#include "postproc/judgement/board.h"
#include "postproc/judgement/judge.h"
#include "postproc/judgement/targets.h"

#include <cjson/cJSON.h>

/* {"V": {"en", "zh"}, ...} of the marks that need words; and the two indices and three sets of limits. */
void lt_judge_json_rules(cJSON *root);
/* A place: who it is, what it lacks, `years`, filled by lt_judge_json_year. */
cJSON *lt_judge_json_place(const lt_air_days *place);
/* with_days: every day with its index. */
cJSON *lt_judge_json_year(const lt_judged_year *year, bool with_days);
cJSON *lt_judge_json_aqi(const lt_aqi *aqi);
/* A row a target: its table row, and `results` {"2012", "2026"}. */
cJSON *lt_judge_json_targets(const lt_targets *targets, const lt_facts *facts);
/* A row a target of a run: its table row, `results` and `band` of the model, `projected` and `projected_band`. */
cJSON *lt_judge_json_board(const lt_board *board);
/* A letter; null for none. */
void lt_judge_json_mark(cJSON *item, const char *key, lt_mark mark);

#endif
