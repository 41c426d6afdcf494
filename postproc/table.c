#include "postproc/table.h"

#include "base/timeaxis.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 1024 };

static void append(char line[LINE], const char *text) {
    const size_t used = strlen(line);
    snprintf(line + used, LINE - used, "%s", text);
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

static void print_head(const cJSON *root, bool chinese) {
    const cJSON *period = NULL;
    lt_text_say("%s", "");
    lt_text_say("%s", lt_json_text(root, chinese ? "title_zh" : "title_en"));
    lt_text_say(chinese ? "气象：%s；基准年：%.0f" : "weather: %s; base year of emissions: %.0f",
                lt_json_text(root, chinese ? "weather_label_zh" : "weather_label_en"),
                lt_json_number(root, "base_year"));
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
        lt_text_say(chinese ? "时段 %s：%s 至 %s（UTC+8；另有起转 %.0f 小时）"
                            : "period %s: %s to %s UTC+8 (after %.0f h of spin-up)",
                    lt_json_text(period, "id"), start, end, lt_json_number(period, "spinup_h"));
    }
}

static void print_city(const cJSON *city, bool chinese) {
    char line[LINE] = "";
    const cJSON *package = NULL;
    append(line, lt_text_pad(lt_json_text(city, chinese ? "name_zh" : "name_en"), 10));
    append(line, lt_text_pad(lt_text_number(lt_json_number(city, "pm25_base_ugm3"), 1), -10));
    append(line, lt_text_pad(lt_text_number(lt_json_number(city, "pm25_area_ugm3"), 1), -10));
    append(line, lt_text_pad(lt_text_number(lt_json_number(city, "pm25_pop_ugm3"), 1), -10));
    cJSON_ArrayForEach(package, cJSON_GetObjectItemCaseSensitive(city, "packages")) {
        append(line, lt_text_pad(lt_text_delta(lt_json_number(package, "pm25_delta_ugm3"),
                                               lt_json_number(package, "pm25_noise_ugm3")),
                                 -width_of(package->string)));
    }
    lt_text_say("%s", line);
}

static void print_cities(const cJSON *root, bool chinese) {
    const cJSON *cities = cJSON_GetObjectItemCaseSensitive(root, "cities"), *city = NULL, *package = NULL;
    char line[LINE] = "";
    append(line, lt_text_pad(chinese ? "城市" : "city", 10));
    append(line, lt_text_pad(chinese ? "国控点" : "sites", -10));
    append(line, lt_text_pad(chinese ? "面积" : "area", -10));
    append(line, lt_text_pad(chinese ? "人口" : "people", -10));
    cJSON_ArrayForEach(package, cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(cities, 0), "packages")) {
        append(line, lt_text_pad(package->string, -width_of(package->string)));
    }
    lt_text_say("%s", "");
    lt_text_say("%s",
                chinese ? "PM2.5，µg/m³：基准情景的国控点、面积、人口加权均值；各措施包与基准之差（国控点）"
                        : "PM2.5, ug/m3: base run at the national sites, area mean, population mean; change by package "
                          "(sites)");
    lt_text_say("%s", line);
    cJSON_ArrayForEach(city, cities) print_city(city, chinese);
    lt_text_say("%s", chinese ? "“< x”：变化小于数值噪声的三倍，没有意义。"
                              : "\"< x\": the change is below three times the numerical noise and means nothing.");
}

static void print_emissions(const cJSON *root, bool chinese) {
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(root, "emissions_kt"), *variant = NULL, *pollutant = NULL;
    const cJSON *base = cJSON_GetObjectItemCaseSensitive(all, "base");
    char line[LINE] = "";
    append(line, lt_text_pad(chinese ? "污染物" : "pollutant", 10));
    append(line, lt_text_pad(chinese ? "基准" : "base", -12));
    cJSON_ArrayForEach(variant, all) {
        if (variant != base) append(line, lt_text_pad(variant->string, -width_of(variant->string)));
        if (variant != base) append(line, lt_text_pad(chinese ? "变化" : "change", -12));
    }
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "辽宁陆地排放，千吨/年（NOx 以 NO2 计）"
                              : "Emissions on Liaoning land, kt a year (NOx as NO2)");
    lt_text_say("%s", line);
    cJSON_ArrayForEach(pollutant, base) {
        line[0] = '\0';
        append(line, lt_text_pad(pollutant->string, 10));
        append(line, lt_text_pad(lt_text_number(pollutant->valuedouble, 2), -12));
        cJSON_ArrayForEach(variant, all) {
            if (variant == base) continue;
            const double value = lt_json_number(variant, pollutant->string);
            char change[32] = "-";
            if (isfinite(value)) snprintf(change, sizeof change, "%+.2f", value - pollutant->valuedouble);
            append(line, lt_text_pad(lt_text_number(value, 2), -width_of(variant->string)));
            append(line, lt_text_pad(change, -12));
        }
        lt_text_say("%s", line);
    }
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
    cJSON_Delete(root);
    return LT_OK;
}
