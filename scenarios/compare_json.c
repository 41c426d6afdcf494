/* compare_json.c - a comparison as one JSON object (README.md). */
#include "scenarios/compare.h"

#include "base/json.h"
#include "scenarios/effects.h"

#include <cjson/cJSON.h>

static void add_equivalents(const lt_equivalents *weights, cJSON *list) {
    for (int k = 0; k < weights->n; k++) {
        const lt_equivalent *w = &weights->rows[k];
        cJSON *item = lt_json_add_item(list);
        cJSON_AddStringToObject(item, "pollutant", lt_pollutant_names[w->pollutant]);
        cJSON_AddNumberToObject(item, "kg", w->kg);
        cJSON *range = cJSON_AddArrayToObject(item, "range");
        cJSON_AddItemToArray(range, cJSON_CreateNumber(w->low));
        cJSON_AddItemToArray(range, cJSON_CreateNumber(w->high));
        cJSON_AddStringToObject(item, "mark", w->mark);
        cJSON_AddStringToObject(item, "named_en", w->named_en);
        cJSON_AddStringToObject(item, "named_zh", w->named_zh);
        cJSON_AddStringToObject(item, "source", w->source);
        cJSON_AddStringToObject(item, "note_en", w->note_en);
        cJSON_AddStringToObject(item, "note_zh", w->note_zh);
    }
}

static void add_cocontrol(const lt_compared *row, cJSON *item) {
    const lt_cocontrol *e = &row->effect;
    const lt_quadrant_row *quadrant = &lt_quadrant_table[e->quadrant];
    cJSON *one = cJSON_AddObjectToObject(item, "cocontrol");
    lt_json_add_number(one, "co2_reduction_kt", e->reduction[LT_CO2]);
    lt_json_add_number(one, "equivalents_reduction_million", e->equivalents);
    lt_json_add_number(one, "equivalents_reduction_million_at_high_kg", e->equivalents_other);
    lt_json_add_number(one, "x_co2_pct", 100 * e->rate[LT_CO2]);
    lt_json_add_number(one, "y_equivalents_pct", 100 * e->equivalents_rate);
    cJSON_AddStringToObject(one, "quadrant", quadrant->word);
    cJSON_AddStringToObject(one, "quadrant_en", quadrant->en);
    cJSON_AddStringToObject(one, "quadrant_zh", quadrant->zh);
    lt_json_add_number(one, "angle_deg", e->angle);
    lt_json_add_number(one, "co2_t_per_thousand_equivalents", e->co2_per_equivalent);
    lt_json_add_number(one, "equivalents_elasticity", e->equivalents_elasticity);
    lt_quantities_json(one, "elasticity", e->elasticity, LT_N_POLLUTANTS, 1);
    lt_quantities_json(one, "equivalents_by_pollutant_million", e->part, LT_N_POLLUTANTS, 1);
    lt_json_add_number(one, "coupling", e->coupling);
    lt_json_add_number(one, "level", e->level);
    lt_json_add_number(one, "synergy", e->synergy);
}

static cJSON *money(const lt_money *m) {
    cJSON *one = cJSON_CreateObject();
    lt_json_add_number(one, "million_yuan", m->value);
    lt_json_add_number(one, "low", m->low);
    lt_json_add_number(one, "high", m->high);
    return one;
}

static void add_costs(const lt_compared *row, cJSON *item) {
    cJSON *one = cJSON_AddObjectToObject(item, "cost");
    cJSON_AddNumberToObject(one, "measures", (double)row->package->n);
    cJSON_AddNumberToObject(one, "with_cost", (double)row->n_costs);
    cJSON_AddBoolToObject(one, "whole", row->sum.given);
    if (row->n_costs > 0)
        cJSON_AddItemToObject(one, "sum", money(&row->sum));
    else
        cJSON_AddNullToObject(one, "sum");
    cJSON *list = cJSON_AddArrayToObject(one, "by_measure");
    for (long m = 0; m < row->package->n; m++) {
        if (!row->cost[m].given) continue;
        cJSON *measure = money(&row->cost[m]);
        cJSON_AddStringToObject(measure, "id", row->package->measures[m]->id);
        cJSON_AddStringToObject(measure, "mark", row->cost[m].mark);
        cJSON_AddItemToArray(list, measure);
    }
    for (int of = 0; of < LT_N_CURVES; of++) {
        list = cJSON_AddArrayToObject(one, of == LT_CURVE_CO2 ? "curve_co2" : "curve_equivalents");
        for (long k = 0; k < row->n_steps[of]; k++) {
            const lt_curve_step *s = &row->curve[of][k];
            cJSON *step = lt_json_add_item(list);
            cJSON_AddStringToObject(step, "id", row->package->measures[s->measure]->id);
            lt_json_add_number(step, of == LT_CURVE_CO2 ? "yuan_per_t" : "yuan_per_equivalent", s->unit);
            lt_json_add_number(step, "low", s->low);
            lt_json_add_number(step, "high", s->high);
            lt_json_add_number(step, "from_million", s->from);
            lt_json_add_number(step, "to_million", s->to);
        }
    }
}

static void add_air(const lt_comparison *c, const lt_compared *row, cJSON *item) {
    cJSON *list = cJSON_AddArrayToObject(item, "air");
    for (int p = 0; p < LT_AIR_PLACES; p++) {
        cJSON *place = lt_json_add_item(list);
        cJSON_AddStringToObject(place, "name_en", c->levels.name_en[p]);
        cJSON_AddStringToObject(place, "name_zh", c->levels.name_zh[p]);
        for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) {
            const char *key = lt_air_quantities[q].key;
            lt_json_add_number(place, lt_fmt("%s_before_ugm3", key), c->levels.value[q][p]);
            lt_json_add_number(place, lt_fmt("%s_delta_ugm3", key), row->air.change[q][p]);
            lt_json_add_number(place, lt_fmt("%s_noise_ugm3", key), row->air.noise[q][p]);
        }
    }
}

static void add_package(const lt_comparison *c, const lt_compared *row, cJSON *item) {
    cJSON_AddStringToObject(item, "id", row->package->id);
    cJSON_AddStringToObject(item, "name_en", row->package->title_en);
    cJSON_AddStringToObject(item, "name_zh", row->package->title_zh);
    lt_quantities_json(item, "emissions_kt", row->emissions, LT_N_QUANTITIES, 1);
    lt_quantities_json(item, "change_kt", row->effect.reduction, LT_N_QUANTITIES, -1);
    lt_quantities_json(item, "change_pct", row->effect.rate, LT_N_QUANTITIES, -100);
    add_cocontrol(row, item);
    add_costs(row, item);
    if (c->run[0]) add_air(c, row, item);
}

lt_status lt_compare_say_json(const lt_comparison *c) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-compare-1");
    cJSON_AddStringToObject(root, "reference", c->reference != NULL ? c->reference->id : "base");
    cJSON *emissions = cJSON_AddObjectToObject(root, "emissions_kt");
    lt_quantities_json(emissions, "base", c->base, LT_N_QUANTITIES, 1);
    if (c->reference != NULL) lt_quantities_json(emissions, c->reference->id, c->before, LT_N_QUANTITIES, 1);
    lt_natural_json(c->natural, root);
    add_equivalents(&c->equivalents, cJSON_AddArrayToObject(root, "equivalents"));
    if (c->run[0]) {
        cJSON *run = cJSON_AddObjectToObject(root, "run");
        cJSON_AddNumberToObject(run, "periods", (double)c->levels.n_periods);
        cJSON_AddStringToObject(run, "weather_label_en", c->levels.weather_en);
        cJSON_AddStringToObject(run, "weather_label_zh", c->levels.weather_zh);
    }
    cJSON *packages = cJSON_AddArrayToObject(root, "packages");
    for (long k = 0; k < c->n; k++) add_package(c, &c->rows[k], lt_json_add_item(packages));
    return lt_json_say(root);
}
