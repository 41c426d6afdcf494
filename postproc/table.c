#include "postproc/table.h"

#include "base/pad.h"
#include "base/timeaxis.h"
#include "postproc/table_private.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { VALUE = 8 };

void lt_table_append(char line[LT_TABLE_LINE], const char *text) {
    const size_t used = strlen(line);
    snprintf(line + used, LT_TABLE_LINE - used, "%s", text);
}

/* A package's column is as wide as its name. */
static int width_of(const char *package) {
    const int length = (int)strlen(package) + 3;
    return length > 12 ? length : 12;
}

/* UTC inside, UTC+8 for people. */
static void local_time(const char *iso, char out[24]) {
    lt_time t = 0;
    if (lt_time_parse(iso, 0, &t) == LT_OK) {
        lt_time_local(t, out);
        return;
    }
    lt_error_clear();
    snprintf(out, 24, "%.23s", iso);
}

void lt_table_print_weights(const cJSON *root, bool chinese) {
    const cJSON *periods = cJSON_GetObjectItemCaseSensitive(root, "periods"), *period = NULL;
    const char *words = lt_json_text(root, "period_weights");
    const bool weighs = strcmp(words, "case") == 0;
    char line[LT_TABLE_LINE] = "";
    if (cJSON_GetArraySize(periods) < 2 || !words[0]) return;
    cJSON_ArrayForEach(period, periods) {
        lt_table_append(line, lt_fmt("%s%s %.1f %%", line[0] ? ", " : "", lt_json_text(period, "id"),
                                     100 * lt_json_number(period, "weight")));
    }
    lt_text_say_wrapped(chinese ? (weighs ? "各时段平均的权重（由算例给定）：" : "各时段平均的权重（等权）：")
                        : weighs ? "weights of the periods in means (of the case): "
                                 : "weights of the periods in means (alike): ",
                        line);
}

static void print_head(const cJSON *root, bool chinese) {
    const cJSON *period = NULL;
    lt_text_say("%s", "");
    lt_text_say_wrapped("", lt_json_text(root, chinese ? "title_zh" : "title_en"));
    lt_text_say_wrapped(chinese ? "气象：" : "weather: ",
                        lt_json_text(root, chinese ? "weather_label_zh" : "weather_label_en"));
    const char *label = lt_json_text(root, chinese ? "base_year_label_zh" : "base_year_label_en");
    if (label[0])
        lt_text_say_wrapped(chinese ? "排放基准年：" : "base year of emissions: ", label);
    else
        lt_text_say(chinese ? "排放基准年：%.0f" : "base year of emissions: %.0f", lt_json_number(root, "base_year"));
    /* design.md 3a: a run whose weather was observed says so in every table. */
    if (strncmp(lt_json_text(root, "weather"), "station:", 8) == 0)
        lt_text_say("%s", chinese
                              ? "完美气象回报：用实测气象，不是预报；沈阳以外的城市不作为证据。"
                              : "Perfect-weather hindcast, no forecast; cities other than that of the station are not "
                                "evidence.");
    cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(root, "periods")) {
        char start[24], end[24];
        local_time(lt_json_text(period, "start"), start);
        local_time(lt_json_text(period, "end"), end);
        lt_text_say(chinese ? "时段 %s：%s 至 %s（UTC+8；另有预热 %.0f 小时）"
                            : "period %s: %s to %s UTC+8 (after %.0f h of spin-up)",
                    lt_json_text(period, "id"), start, end, lt_json_number(period, "spinup_h"));
    }
    lt_table_print_weights(root, chinese);
}

/* What the table of cities is about: the front part of its keys. */
typedef struct lt_table_quantity {
    const char *key, *en, *zh;
} lt_table_quantity;

static double value_of(const cJSON *object, const lt_table_quantity *of, const char *rest) {
    return lt_json_number(object, lt_fmt("%s_%s_ugm3", of->key, rest));
}

static void print_city(const cJSON *city, const lt_table_quantity *of, bool chinese) {
    static const char *const kinds[] = {"base", "area", "pop"};
    char line[LT_TABLE_LINE] = "";
    const cJSON *package = NULL;
    lt_table_append(line, lt_pad(lt_json_text(city, chinese ? "name_zh" : "name_en"), 10));
    for (int k = 0; k < 3; k++) lt_table_append(line, lt_pad(lt_text_number(value_of(city, of, kinds[k]), 1), -VALUE));
    cJSON_ArrayForEach(package, cJSON_GetObjectItemCaseSensitive(city, "packages")) {
        lt_table_append(line, lt_pad(lt_text_delta(value_of(package, of, "delta"), value_of(package, of, "noise")),
                                     -width_of(package->string)));
    }
    lt_text_say("%s", line);
}

/* What a change is counted from. */
static void print_origin(const cJSON *root, bool chinese) {
    const char *reference = lt_json_text(root, "reference");
    if (!reference[0]) return;
    lt_text_say(chinese ? "%s：相对基准；各措施包：相对 %s" : "%s: against base; packages: against %s", reference,
                reference);
}

/* " (298.15 K)" of gases, by the first period; particles are told as they are in the air. */
static const char *state_of(const cJSON *root, const lt_table_quantity *of) {
    const cJSON *periods =
        cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(root, "ozone"), "by_period");
    const double state_K = lt_json_number(periods ? periods->child : NULL, "state_K");
    return strcmp(of->key, "pm25") == 0 || !isfinite(state_K) ? "" : lt_fmt(" (%.2f K)", state_K);
}

/* With the grid, for a case with a nest has two, and with what the values of several periods are made into. */
static void print_cities_title(const cJSON *root, const lt_table_quantity *of, bool chinese, bool has_packages) {
    const bool several = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(root, "periods")) > 1;
    const char *grid = lt_json_text(root, "grid");
    if (chinese) {
        lt_text_say("%s，µg/m³%s，网格 %s%s", of->zh, state_of(root, of), grid, several ? "，各时段平均" : "");
        lt_text_say("基准情景的国控点、面积、人口加权均值%s", has_packages ? "；各措施包的变化（国控点）" : "");
        return;
    }
    lt_text_say("%s, ug/m3%s, grid %s%s", of->en, state_of(root, of), grid, several ? ", mean over the periods" : "");
    lt_text_say("base run at the national sites, area mean, population mean%s",
                has_packages ? "; change by package (sites)" : "");
}

static void print_cities_of(const cJSON *root, const lt_table_quantity *of, bool chinese) {
    const cJSON *cities = cJSON_GetObjectItemCaseSensitive(root, "cities"), *city = NULL, *package = NULL;
    char line[LT_TABLE_LINE] = "";
    lt_table_append(line, lt_pad(chinese ? "城市" : "city", 10));
    lt_table_append(line, lt_pad(chinese ? "国控点" : "sites", -VALUE));
    lt_table_append(line, lt_pad(chinese ? "面积" : "area", -VALUE));
    lt_table_append(line, lt_pad(chinese ? "人口" : "people", -VALUE));
    const cJSON *packages = cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(cities, 0), "packages");
    cJSON_ArrayForEach(package, packages) {
        lt_table_append(line, lt_pad(package->string, -width_of(package->string)));
    }
    lt_text_say("%s", "");
    print_cities_title(root, of, chinese, cJSON_GetArraySize(packages) > 0);
    print_origin(root, chinese);
    lt_text_say("%s", line);
    cJSON_ArrayForEach(city, cities) print_city(city, of, chinese);
}

static void print_cities(const cJSON *root, bool chinese) {
    static const lt_table_quantity pm25 = {"pm25", "PM2.5", "PM2.5"};
    static const lt_table_quantity ozone = {"o3_mda8", "O3, daily maximum 8-h mean (MDA8)", "O3日最大8小时"};
    const cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(root, "cities"), 0);
    const bool has_packages = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(first, "packages")) > 0;
    print_cities_of(root, &pm25, chinese);
    if (cJSON_HasObjectItem(first, "o3_mda8_base_ugm3")) print_cities_of(root, &ozone, chinese);
    lt_table_print_ozone(root, chinese);
    if (!has_packages) return;
    lt_text_say("%s", chinese ? "“< x”：变化小于数值噪声的三倍，没有意义。"
                              : "\"< x\": the change is below three times the numerical noise and means nothing.");
}

/* A change with digits enough for small pollutants. */
static void append_change(char line[LT_TABLE_LINE], double change, int width) {
    char text[32] = "-";
    if (isfinite(change)) snprintf(text, sizeof text, fabs(change) < 1 ? "%+.3f" : "%+.2f", change);
    lt_table_append(line, lt_pad(text, -width));
}

const char *lt_table_pollutant(const char *key) {
    return strcmp(key, "ofp_kt_o3") == 0 ? "OFP" : key;
}

void lt_table_print_natural(const cJSON *root, bool chinese) {
    const cJSON *of = cJSON_GetObjectItemCaseSensitive(root, "emissions_natural_kt"), *one = NULL;
    char text[512] = "";
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(of, "base")) lt_text_append(
        text, sizeof text, lt_fmt("%s%s %.4g", text[0] ? ", " : "", lt_table_pollutant(one->string), one->valuedouble));
    if (text[0])
        lt_text_say(chinese ? "植被与土壤（不计入合计与目标），kt/年：%s"
                            : "Plants and soils, in no total and no target, kt a year: %s",
                    text);
}

static void print_emissions(const cJSON *root, bool chinese) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(root, "emissions_kt"), *variant = NULL, *pollutant = NULL;
    const cJSON *base = cJSON_GetObjectItemCaseSensitive(all, "base");
    const cJSON *reference = cJSON_GetObjectItemCaseSensitive(all, lt_json_text(root, "reference"));
    char line[LT_TABLE_LINE] = "";
    lt_table_append(line, lt_pad(chinese ? "污染物" : "pollutant", 10));
    lt_table_append(line, lt_pad(chinese ? "基准" : "base", -12));
    cJSON_ArrayForEach(variant, all) {
        if (variant != base) lt_table_append(line, lt_pad(variant->string, -width_of(variant->string)));
    }
    lt_text_say("%s", "");
    lt_text_say(
        "%s",
        chinese ? "辽宁陆地人为排放，千吨/年（NOx 以 NO2 计；OFP：VOC 臭氧生成潜势）：基准及变化"
                : "Emissions of people on Liaoning land, kt a year (NOx as NO2; OFP: ozone that VOC can form), change");
    print_origin(root, chinese);
    lt_text_say("%s", line);
    cJSON_ArrayForEach(pollutant, base) {
        line[0] = '\0';
        lt_table_append(line, lt_pad(lt_table_pollutant(pollutant->string), 10));
        lt_table_append(line, lt_pad(lt_text_number(pollutant->valuedouble, 2), -12));
        cJSON_ArrayForEach(variant, all) {
            if (variant == base) continue;
            const cJSON *origin = reference && variant != reference ? reference : base;
            append_change(line, lt_json_number(variant, pollutant->string) - lt_json_number(origin, pollutant->string),
                          width_of(variant->string));
        }
        lt_text_say("%s", line);
    }
    lt_text_say("%s", chinese ? "OFP 不是臭氧浓度。" : "OFP is no ozone concentration.");
    lt_table_print_natural(root, chinese);
}

lt_status lt_table_print(const char *json_text, bool chinese) {
    cJSON *root = cJSON_Parse(json_text);
    if (!root || !cJSON_GetObjectItemCaseSensitive(root, "cities")) {
        cJSON_Delete(root);
        return LT_RAISE(LT_ERR_INPUT, .what = "summary.json is not a summary", .where = "summary.json",
                        .expected = "JSON with cities", .found = "something else", .todo = "run the case again");
    }
    print_head(root, chinese);
    print_cities(root, chinese);
    print_emissions(root, chinese);
    lt_table_print_shares(root, chinese);
    cJSON_Delete(root);
    return LT_OK;
}
