#include "postproc/judgement/judge_json.h"

#include "postproc/cities.h"
#include "postproc/text.h"

#include <math.h>

void lt_judge_json_mark(cJSON *item, const char *key, lt_mark mark) {
    const char text[2] = {mark, '\0'};
    if (mark)
        cJSON_AddStringToObject(item, key, text);
    else
        cJSON_AddNullToObject(item, key);
}

/* Names of the pollutants in a set. */
static void add_set(cJSON *item, const char *key, unsigned set) {
    cJSON *list = cJSON_AddArrayToObject(item, key);
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (set >> p & 1u) cJSON_AddItemToArray(list, cJSON_CreateString(lt_measured_table[p].name));
}

static void add_counts(cJSON *item, const char *key, const long count[LT_N_JUDGED]) {
    cJSON *object = cJSON_AddObjectToObject(item, key);
    for (int p = 0; p < LT_N_JUDGED; p++) cJSON_AddNumberToObject(object, lt_measured_table[p].name, (double)count[p]);
}

static void add_rules(cJSON *root, const char *key, const lt_rules_name *names, int n) {
    cJSON *list = cJSON_AddArrayToObject(root, key);
    for (int k = 0; k < n; k++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", names[k].word);
        cJSON_AddStringToObject(one, "title", names[k].title);
        cJSON_AddStringToObject(one, "title_zh", names[k].title_zh);
        cJSON_AddStringToObject(one, "index", lt_index_table[names[k].index].word);
        cJSON_AddItemToArray(list, one);
    }
}

void lt_judge_json_rules(cJSON *root) {
    static const char noted[] = "SRA";
    add_rules(root, "indices", lt_index_table, LT_N_INDEX);
    add_rules(root, "limits", lt_limits_table, LT_N_LIMITS);
    cJSON *levels = cJSON_AddArrayToObject(root, "levels"), *marks = cJSON_AddObjectToObject(root, "marks");
    for (int l = 0; l < LT_N_AQI_LEVELS; l++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "en", lt_aqi_level_table[l].en);
        cJSON_AddStringToObject(one, "zh", lt_aqi_level_table[l].zh);
        cJSON_AddNumberToObject(one, "least", lt_aqi_level_table[l].least);
        cJSON_AddStringToObject(one, "colour", lt_aqi_level_table[l].colour);
        cJSON_AddItemToArray(levels, one);
    }
    for (const char *m = noted; *m; m++) {
        const char name[2] = {*m, '\0'};
        cJSON *words = cJSON_AddObjectToObject(marks, name);
        cJSON_AddStringToObject(words, "en", lt_mark_remark(*m, false));
        cJSON_AddStringToObject(words, "zh", lt_mark_remark(*m, true));
    }
}

cJSON *lt_judge_json_place(const lt_air_days *place) {
    cJSON *out = cJSON_CreateObject();
    cJSON_AddStringToObject(out, "name", place->name);
    cJSON_AddStringToObject(out, "city", lt_cities[place->city].name_en);
    cJSON_AddStringToObject(out, "city_zh", lt_cities[place->city].name_zh);
    cJSON_AddStringToObject(out, "kind", place->city_mean ? "city" : "site");
    add_set(out, "pollutants", place->has);
    add_set(out, "lacks", lt_all_six & ~place->has);
    cJSON_AddArrayToObject(out, "years");
    return out;
}

/* --- days of the index --- */

cJSON *lt_judge_json_aqi(const lt_aqi *aqi) {
    cJSON *out = cJSON_CreateObject(), *each = NULL;
    if (aqi->value == LT_NO_INDEX) {
        cJSON_AddNullToObject(out, "aqi");
        return out;
    }
    cJSON_AddNumberToObject(out, "aqi", aqi->value);
    cJSON_AddNumberToObject(out, "level", aqi->level);
    add_set(out, "primary", aqi->primary);
    add_set(out, "exceeding", aqi->exceeding);
    add_set(out, "missing", aqi->missing);
    add_set(out, "beyond_scale", aqi->beyond);
    each = cJSON_AddObjectToObject(out, "iaqi");
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (aqi->iaqi[p] != LT_NO_INDEX) cJSON_AddNumberToObject(each, lt_measured_table[p].name, aqi->iaqi[p]);
    lt_judge_json_mark(out, "mark", aqi->mark);
    return out;
}

static void add_index(cJSON *indices, const lt_judged_year *year, int x) {
    const lt_index_days *days = &year->index[x];
    cJSON *out = cJSON_AddObjectToObject(indices, lt_index_table[x].word);
    cJSON_AddNumberToObject(out, "days", (double)days->days);
    cJSON_AddNumberToObject(out, "valid", (double)days->valid);
    cJSON_AddNumberToObject(out, "undetermined", (double)days->undetermined);
    cJSON_AddNumberToObject(out, "undetermined_above_100", (double)days->undetermined_bad);
    cJSON_AddNumberToObject(out, "good", (double)days->good);
    cJSON_AddNumberToObject(out, "heavy", (double)days->heavy);
    lt_json_add_number(out, "good_pct", days->good_pct);
    lt_json_add_number(out, "heavy_pct", days->heavy_pct);
    cJSON *levels = cJSON_AddArrayToObject(out, "levels");
    for (int l = 0; l < LT_N_AQI_LEVELS; l++) cJSON_AddItemToArray(levels, cJSON_CreateNumber((double)days->level[l]));
    add_counts(out, "primary", days->primary);
    add_counts(out, "exceeding", days->exceeding);
    if (days->highest_day >= 0) {
        cJSON_AddNumberToObject(out, "highest", days->highest);
        cJSON_AddStringToObject(out, "highest_date", lt_judged_date(year, days->highest_day));
    }
    cJSON_AddNumberToObject(out, "gas_factor_first", year->gas_factor_first[x]);
    cJSON_AddNumberToObject(out, "gas_factor_last", year->gas_factor_last[x]);
    lt_judge_json_mark(out, "mark", days->mark);
}

static void add_days(cJSON *out, const lt_judged_year *year) {
    cJSON *list = cJSON_AddArrayToObject(out, "day");
    for (long d = 0; d < year->days; d++) {
        if (year->aqi[LT_INDEX_2012][d].value == LT_NO_INDEX) continue;
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "date", lt_judged_date(year, d));
        for (int x = 0; x < LT_N_INDEX; x++)
            cJSON_AddItemToObject(one, lt_index_table[x].word, lt_judge_json_aqi(&year->aqi[x][d]));
        cJSON_AddItemToArray(list, one);
    }
}

/* --- statistics and limits --- */

static void add_compared(cJSON *item, const char *key, const lt_compared *c) {
    cJSON *out = cJSON_AddObjectToObject(item, key);
    lt_json_add_number(out, "value", c->value);
    lt_json_add_number(out, "rounded", c->rounded);
    lt_json_add_number(out, "limit", c->limit);
    lt_json_add_number(out, "margin", c->margin);
    if (!isfinite(c->margin)) return;
    cJSON_AddBoolToObject(out, "within", c->within);
    cJSON_AddBoolToObject(out, "by_rounding", c->by_rounding);
    lt_judge_json_mark(out, "limit_mark", c->limit_mark);
    lt_judge_json_mark(out, "mark", c->mark);
}

static void add_pollutant(cJSON *list, const lt_attainment *a, const lt_statistic *s, int p) {
    cJSON *one = cJSON_CreateObject(), *months = NULL;
    cJSON_AddStringToObject(one, "pollutant", lt_measured_table[p].name);
    cJSON_AddStringToObject(one, "unit", lt_measured_table[p].unit);
    cJSON_AddNumberToObject(one, "days", (double)s->n);
    cJSON_AddStringToObject(one, "completeness", lt_completeness_words[s->completeness]);
    months = cJSON_AddArrayToObject(one, "short_months");
    for (int m = 0; m < 12; m++)
        if (s->short_months >> m & 1u) cJSON_AddItemToArray(months, cJSON_CreateNumber(m + 1));
    cJSON_AddStringToObject(one, "counts", lt_counts_percentile((lt_measured)p) ? "percentile" : "mean");
    add_compared(one, "mean", &a->mean[p]);
    add_compared(one, "percentile", &a->percentile[p]);
    lt_json_add_number(one, "single_index", a->single[p]);
    cJSON_AddItemToArray(list, one);
}

static void add_limits(cJSON *limits, const lt_judged_year *year, int l) {
    const lt_attainment *a = &year->attainment[l];
    cJSON *out = cJSON_AddObjectToObject(limits, lt_limits_table[l].word);
    cJSON_AddStringToObject(out, "class", lt_air_class_names[year->class]);
    cJSON_AddStringToObject(out, "verdict", lt_attained_words[a->verdict]);
    lt_judge_json_mark(out, "verdict_mark", a->mark);
    add_set(out, "exceeding", a->exceeding);
    add_set(out, "missing", a->missing);
    lt_json_add_number(out, "composite_index", a->composite);
    if (a->main >= 0)
        cJSON_AddStringToObject(out, "main_pollutant", lt_measured_table[a->main].name);
    else
        cJSON_AddNullToObject(out, "main_pollutant");
    lt_judge_json_mark(out, "composite_mark", a->composite_mark);
    cJSON *list = cJSON_AddArrayToObject(out, "pollutants");
    for (int p = 0; p < LT_N_JUDGED; p++) add_pollutant(list, a, &year->statistic[lt_limits_table[l].index][p], p);
}

cJSON *lt_judge_json_year(const lt_judged_year *year, bool with_days) {
    cJSON *out = cJSON_CreateObject();
    cJSON_AddNumberToObject(out, "year", year->year);
    cJSON_AddBoolToObject(out, "ozone_hours_known", year->has_ozone_hour);
    cJSON *indices = cJSON_AddObjectToObject(out, "aqi"), *limits = cJSON_AddObjectToObject(out, "limits");
    for (int x = 0; x < LT_N_INDEX; x++) add_index(indices, year, x);
    for (int l = 0; l < LT_N_LIMITS; l++) add_limits(limits, year, l);
    if (with_days) add_days(out, year);
    return out;
}
