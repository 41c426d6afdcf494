/* effects_say.c - effects of measures as a table and as JSON. */
#include "scenarios/effects.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the table shows; the JSON has all. */
static const int shown[] = {LT_SO2, LT_NOX, LT_NMVOC, LT_NH3, LT_PM25, LT_CO2};
enum { N_SHOWN = sizeof shown / sizeof shown[0] };

static void say_row(const double values[LT_N_QUANTITIES], const char *label) {
    for (int k = 0; k < N_SHOWN; k++) lt_say(" %+11.4f", values[shown[k]] + 0.0);
    lt_say("  %s\n", label);
}

/* "1.2e+06 -> 1.1e+06 t; ..." where it changes. */
static void say_activity(const lt_effect *effect, bool chinese) {
    for (int k = 0; k < effect->n_units; k++) {
        const lt_activity_change *a = &effect->activity[k];
        if (fabs(a->after - a->before) <= 1e-9 * a->before) continue; /* sums of many records round */
        lt_say(chinese ? "      活动水平 %.6g → %.6g %s/年\n" : "      activity %.6g -> %.6g %s a year\n", a->before,
               a->after, a->unit);
    }
}

void lt_effects_say(const lt_effects *effects, bool chinese) {
    lt_say("\n%s\n", chinese ? "各措施，kt/年，按作用顺序；第一行为其在顺序中的作用，第二行为与单独实施之差"
                             : "by measure, kt a year, in the order in which they act; below each what it does less or "
                               "more than alone");
    for (int k = 0; k < N_SHOWN; k++) lt_say(" %11s", lt_quantity_names[shown[k]]);
    lt_say("\n");
    for (long m = 0; m < effects->n; m++) {
        const lt_effect *e = &effects->rows[m];
        double more[LT_N_QUANTITIES], largest = 0;
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            more[q] = e->place[q] - e->alone[q];
            largest = fmax(largest, fabs(more[q]));
        }
        char label[160];
        snprintf(label, sizeof label, chinese ? "%s（%s，%ld 条记录）" : "%s (%s, %ld records)", e->measure->id,
                 lt_order_names[e->measure->order], e->records);
        say_row(e->place, label);
        if (largest > 5e-5) say_row(more, chinese ? "  与单独之差" : "  beyond alone"); /* what the digits show */
        say_activity(e, chinese);
    }
    say_row(effects->interaction,
            chinese ? "相互作用（整包减各措施单独之和）" : "interaction (whole less sum of each alone)");
    say_row(effects->whole, chinese ? "整包" : "the whole");
}

const char *lt_quantity_key(int quantity) {
    return quantity == LT_OFP ? "ofp_kt_o3" : lt_quantity_names[quantity];
}

void lt_quantities_json(cJSON *object, const char *key, const double *values, int n, double factor) {
    cJSON *one = cJSON_AddObjectToObject(object, key);
    for (int q = 0; q < n; q++) lt_json_add_number(one, lt_quantity_key(q), factor * values[q]);
}

void lt_effects_json(const lt_effects *effects, cJSON *root) {
    cJSON *rows = cJSON_AddArrayToObject(root, "by_measure");
    for (long m = 0; m < effects->n; m++) {
        const lt_effect *e = &effects->rows[m];
        cJSON *row = lt_json_add_item(rows);
        cJSON_AddStringToObject(row, "id", e->measure->id);
        cJSON_AddStringToObject(row, "order", lt_order_names[e->measure->order]);
        cJSON_AddNumberToObject(row, "records", (double)e->records);
        cJSON *activity = cJSON_AddArrayToObject(row, "activity");
        for (int k = 0; k < e->n_units; k++) {
            cJSON *a = lt_json_add_item(activity);
            cJSON_AddStringToObject(a, "unit", e->activity[k].unit);
            cJSON_AddNumberToObject(a, "before", e->activity[k].before);
            cJSON_AddNumberToObject(a, "after", e->activity[k].after);
        }
        lt_quantities_json(row, "at_its_place_kt", e->place, LT_N_QUANTITIES, 1);
        lt_quantities_json(row, "alone_kt", e->alone, LT_N_QUANTITIES, 1);
    }
    lt_quantities_json(root, "interaction_kt", effects->interaction, LT_N_QUANTITIES, 1);
    lt_quantities_json(root, "whole_kt", effects->whole, LT_N_QUANTITIES, 1);
}

static bool has_any(const double kt[LT_N_QUANTITIES]) {
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        if (kt[q] > 0) return true;
    return false;
}

void lt_natural_say(const double kt[LT_N_QUANTITIES], bool chinese) {
    if (!has_any(kt)) return;
    lt_say("%s",
           chinese ? "另有植被与土壤（不计入合计），kt/年：" : "plants and soils beside it, in no total, kt a year:");
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        if (kt[q] > 0) lt_say(" %s %.4g", lt_quantity_names[q], kt[q]);
    lt_say("\n");
}

void lt_natural_json(const double kt[LT_N_QUANTITIES], cJSON *root) {
    if (has_any(kt))
        lt_quantities_json(cJSON_AddObjectToObject(root, "emissions_natural_kt"), "base", kt, LT_N_QUANTITIES, 1);
}
