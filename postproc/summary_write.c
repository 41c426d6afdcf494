/* summary.json (schema "lantian-summary-1", keys fixed from outside). */
#include "base/cli.h"
#include "postproc/inventory_draws.h"
#include "postproc/summary_shares.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number that is not finite is a fault of the run, not a blank in a table: remembered and raised at the end. */
typedef struct lt_json_writer {
    const lt_summary *summary;
    char bad[128];
} lt_json_writer;

static void add_number(lt_json_writer *writer, cJSON *object, const char *key, double value) {
    if (!isfinite(value) && !writer->bad[0]) snprintf(writer->bad, sizeof writer->bad, "%s", key);
    cJSON_AddNumberToObject(object, key, isfinite(value) ? value : 0);
}

static void add_periods(const lt_summary *summary, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "periods");
    for (long p = 0; p < summary->n_periods; p++) {
        const lt_period *period = lt_summary_period(summary, p);
        cJSON *item = cJSON_CreateObject();
        char start[24], end[24];
        lt_time_iso(period->start, start);
        lt_time_iso(period->start + (lt_time)llround(period->length_s), end);
        cJSON_AddStringToObject(item, "id", period->id);
        cJSON_AddStringToObject(item, "start", start);
        cJSON_AddStringToObject(item, "end", end);
        cJSON_AddNumberToObject(item, "spinup_h", period->spinup_s / LT_HOUR);
        cJSON_AddNumberToObject(item, "weight", lt_case_part_of(summary->setup, p));
        cJSON_AddItemToArray(list, item);
    }
}

static const char *key_of(lt_quantity quantity, const char *rest) {
    return lt_fmt("%s_%s", lt_quantity_table[quantity].key, rest);
}

/* Keys of quantities that a run does not have, or not in this period, are absent. */
static void add_values(lt_json_writer *writer, cJSON *object, long period, int city) {
    static const char *const kinds[LT_N_CITY_KINDS] = {"base_ugm3", "area_ugm3", "pop_ugm3"};
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        for (int kind = 0; kind < LT_N_CITY_KINDS && lt_summary_has(writer->summary, (lt_quantity)q, period); kind++)
            add_number(
                writer, object, key_of((lt_quantity)q, kinds[kind]),
                lt_summary_value(writer->summary, (lt_quantity)q, LT_SUMMARY_BASE, period, city, (lt_city_kind)kind));
}

static void add_delta(lt_json_writer *writer, cJSON *object, long package, long period, int city) {
    const lt_summary *summary = writer->summary;
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const lt_quantity quantity = (lt_quantity)q;
        if (!lt_summary_has(summary, quantity, period)) continue;
        add_number(writer, object, key_of(quantity, "delta_ugm3"),
                   lt_summary_delta(summary, quantity, package, period, city, LT_CITY_SITES));
        add_number(writer, object, key_of(quantity, "noise_ugm3"), lt_summary_noise(summary, quantity, period, city));
    }
}

/* {"hcho_no2_column": {"ratio", "class"}, ...} of a variant in a period. */
static void add_regime(const lt_summary *summary, cJSON *object, long variant, long period, int city) {
    const lt_result *result = lt_summary_result(summary, variant, period);
    cJSON *regime = NULL;
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const double ratio = result->ratio[i][city];
        if (!isfinite(ratio)) continue; /* not carried, or nothing to divide by */
        if (!regime) regime = cJSON_AddObjectToObject(object, "regime");
        cJSON *one = cJSON_AddObjectToObject(regime, lt_indicator_table[i].key);
        cJSON_AddNumberToObject(one, "ratio", ratio);
        cJSON_AddStringToObject(one, "class", lt_regime_table[lt_regime_of((lt_indicator)i, ratio)].key);
    }
}

static cJSON *city_json(lt_json_writer *writer, int city) {
    const lt_summary *summary = writer->summary;
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name_en", lt_cities[city].name_en);
    cJSON_AddStringToObject(item, "name_zh", lt_cities[city].name_zh);
    add_values(writer, item, -1, city);
    cJSON *by_period = cJSON_AddObjectToObject(item, "by_period");
    for (long p = 0; p < summary->n_periods; p++) {
        cJSON *one = cJSON_AddObjectToObject(by_period, lt_summary_period(summary, p)->id);
        add_values(writer, one, p, city);
        add_regime(summary, one, LT_SUMMARY_BASE, p, city);
    }
    cJSON *packages = cJSON_AddObjectToObject(item, "packages");
    for (long q = 0; q < summary->n_packages; q++) {
        cJSON *package = cJSON_AddObjectToObject(packages, lt_summary_package(summary, q));
        add_delta(writer, package, q, -1, city);
        cJSON *periods = cJSON_AddObjectToObject(package, "by_period");
        for (long p = 0; p < summary->n_periods; p++) {
            cJSON *one = cJSON_AddObjectToObject(periods, lt_summary_period(summary, p)->id);
            add_delta(writer, one, q, p, city);
            add_regime(summary, one, LT_SUMMARY_PACKAGE + q, p, city);
        }
    }
    lt_summary_add_city_shares(summary, city, item);
    lt_inventory_draws_say_city(summary, city, item);
    return item;
}

/* What the values are, for whoever shows them. */
static void add_quantities(const lt_summary *summary, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "quantities");
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        bool ever = false;
        for (long p = 0; p < summary->n_periods; p++) ever = ever || lt_summary_has(summary, (lt_quantity)q, p);
        if (!ever) continue;
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "key", lt_quantity_table[q].key);
        cJSON_AddStringToObject(one, "unit", "ug/m3");
        cJSON_AddStringToObject(one, "state", q == LT_QUANTITY_PM25 ? "ambient" : "reference");
        cJSON_AddStringToObject(one, "en", lt_quantity_table[q].en);
        cJSON_AddStringToObject(one, "zh", lt_quantity_table[q].zh);
        cJSON_AddItemToArray(list, one);
    }
}

static void add_regime_words(cJSON *ozone) {
    cJSON *hours = cJSON_AddArrayToObject(ozone, "regime_local_hours");
    cJSON_AddItemToArray(hours, cJSON_CreateNumber(LT_REGIME_HOUR_FROM));
    cJSON_AddItemToArray(hours, cJSON_CreateNumber(LT_REGIME_HOUR_TO));
    cJSON *indicators = cJSON_AddArrayToObject(ozone, "indicators");
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const lt_indicator_row *row = &lt_indicator_table[i];
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "key", row->key);
        cJSON_AddNumberToObject(one, "low", row->low);
        cJSON_AddNumberToObject(one, "high", row->high);
        cJSON_AddStringToObject(one, "en", row->en);
        cJSON_AddStringToObject(one, "zh", row->zh);
        cJSON_AddStringToObject(one, "source", row->source);
        cJSON_AddItemToArray(indicators, one);
    }
    cJSON *classes = cJSON_AddArrayToObject(ozone, "regimes");
    for (int g = 0; g < LT_N_REGIMES; g++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "key", lt_regime_table[g].key);
        cJSON_AddStringToObject(one, "en", lt_regime_table[g].en);
        cJSON_AddStringToObject(one, "zh", lt_regime_table[g].zh);
        cJSON_AddItemToArray(classes, one);
    }
}

/* Absent where the chemistry has no ozone. */
static void add_ozone(const lt_summary *summary, cJSON *root) {
    if (!lt_summary_has(summary, LT_QUANTITY_O3_MEAN, -1)) return;
    cJSON *ozone = cJSON_AddObjectToObject(root, "ozone"), *periods = cJSON_AddObjectToObject(ozone, "by_period");
    for (long p = 0; p < summary->n_periods; p++) {
        const lt_result *base = lt_summary_result(summary, LT_SUMMARY_BASE, p);
        cJSON *one = cJSON_AddObjectToObject(periods, lt_summary_period(summary, p)->id);
        cJSON_AddNumberToObject(one, "days", (double)lt_ozone_days_n(base->days));
        cJSON_AddNumberToObject(one, "state_K", base->state_K);
    }
    add_regime_words(ozone);
}

/* Of people, and beside it of plants and soils where the ledger has them. */
static void add_emissions(lt_json_writer *writer, cJSON *root) {
    const lt_summary *summary = writer->summary;
    cJSON *people = cJSON_AddObjectToObject(root, "emissions_kt"), *nature = NULL;
    for (long q = 0; q <= summary->n_packages; q++) {
        const char *name = q == 0 ? "base" : lt_summary_package(summary, q - 1);
        const lt_emission_total *of = &summary->emissions_kt[q];
        cJSON *one = cJSON_AddObjectToObject(people, name), *other = NULL;
        for (int p = 0; p < LT_N_TOTALS; p++) {
            add_number(writer, one, lt_emission_total_names[p], of->people[p]);
            if (of->natural[p] == 0) continue;
            if (!nature) nature = cJSON_AddObjectToObject(root, "emissions_natural_kt");
            if (!other) other = cJSON_AddObjectToObject(nature, name);
            add_number(writer, other, lt_emission_total_names[p], of->natural[p]);
        }
    }
}

lt_status lt_summary_json(const lt_summary *summary, char **out) {
    lt_json_writer writer = {.summary = summary};
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-summary-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "weather", summary->weather.id);
    cJSON_AddStringToObject(root, "weather_kind", lt_weather_kind_word(lt_weather_kind_of(&summary->weather)));
    cJSON_AddStringToObject(root, "weather_label_en", summary->weather.en);
    cJSON_AddStringToObject(root, "weather_label_zh", summary->weather.zh);
    cJSON_AddStringToObject(root, "case", summary->setup->id);
    cJSON_AddStringToObject(root, "grid", summary->grid);
    cJSON_AddStringToObject(root, "title_en", summary->setup->title_en ? summary->setup->title_en : "");
    cJSON_AddStringToObject(root, "title_zh", summary->setup->title_zh ? summary->setup->title_zh : "");
    cJSON_AddNumberToObject(root, "base_year", (double)summary->setup->base_year);
    if (summary->base_year_en[0]) {
        cJSON_AddStringToObject(root, "base_year_label_en", summary->base_year_en);
        cJSON_AddStringToObject(root, "base_year_label_zh", summary->base_year_zh);
    }
    if (lt_summary_reference(summary)) cJSON_AddStringToObject(root, "reference", lt_summary_reference(summary));
    cJSON_AddStringToObject(root, "period_weights", lt_case_weighs(summary->setup) ? "case" : "alike");
    add_periods(summary, root);
    add_quantities(summary, root);
    add_ozone(summary, root);
    cJSON *cities = cJSON_AddArrayToObject(root, "cities");
    for (int c = 0; c < LT_N_CITY_VALUES; c++) cJSON_AddItemToArray(cities, city_json(&writer, c));
    add_emissions(&writer, root);
    lt_summary_add_shares(summary, root);
    lt_inventory_draws_say(summary, root);
    if (summary->near) cJSON_AddItemToObject(root, "near", cJSON_Duplicate(summary->near, true));
    *out = writer.bad[0] ? NULL : cJSON_Print(root);
    cJSON_Delete(root);
    if (writer.bad[0])
        return LT_RAISE(LT_ERR_VERIFY, .what = "a result is not a finite number", .where = "summary.json",
                        .expected = "numbers", .found = writer.bad,
                        .todo = "look at the budget of the model run, then run it again with --force");
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for summary.json");
}
