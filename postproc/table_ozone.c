/* table_ozone.c - of the tables on the terminal: what limits ozone, and what packages do to it. */
#include "base/pad.h"
#include "base/status.h"
#include "postproc/table_private.h"
#include "postproc/text.h"

#include <stdio.h>
#include <string.h>

/* Name of a class of the regime; "-" where a city has none. */
static const char *class_of(const cJSON *root, const cJSON *regime, const char *indicator, bool chinese) {
    const cJSON *sign = cJSON_GetObjectItemCaseSensitive(regime, indicator), *one = NULL;
    const cJSON *words = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(root, "ozone"), "regimes");
    cJSON_ArrayForEach(one, words) {
        if (sign && strcmp(lt_json_text(one, "key"), lt_json_text(sign, "class")) == 0)
            return lt_json_text(one, chinese ? "zh" : "en");
    }
    return "-";
}

/* A line a city, a column a period: HCHO/NO2 of the column, its class, and a mark where H2O2/HNO3 says otherwise. */
static void print_regime_of(const cJSON *root, const cJSON *city, bool chinese) {
    char line[LT_TABLE_LINE] = "";
    const cJSON *period = NULL;
    lt_table_append(line, lt_pad(lt_json_text(city, chinese ? "name_zh" : "name_en"), 10));
    cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(city, "by_period")) {
        const cJSON *regime = cJSON_GetObjectItemCaseSensitive(period, "regime");
        const cJSON *column = cJSON_GetObjectItemCaseSensitive(regime, "hcho_no2_column");
        const char *class = class_of(root, regime, "hcho_no2_column", chinese);
        const char *other = class_of(root, regime, "h2o2_hno3", chinese);
        const bool differs = strcmp(other, "-") != 0 && strcmp(other, class) != 0;
        char cell[64];
        snprintf(cell, sizeof cell, "%s %s%s", lt_text_number(lt_json_number(column, "ratio"), 2), class,
                 differs ? "*" : " ");
        lt_table_append(line, lt_pad(cell, -21));
    }
    lt_text_say("%s", line);
}

static void print_regimes(const cJSON *root, bool chinese) {
    const cJSON *cities = cJSON_GetObjectItemCaseSensitive(root, "cities"), *one = NULL;
    char line[LT_TABLE_LINE] = "";
    lt_table_append(line, lt_pad(chinese ? "城市" : "city", 10));
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(cities, 0), "by_period")) {
        lt_table_append(line, lt_pad(one->string, -21));
    }
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "臭氧受什么控制（13-15时）：HCHO/NO2柱浓度比及类别；*：H2O2/HNO3给出不同类别"
                              : "What limits ozone, 13-15 h: HCHO/NO2 of the column, its class; *: H2O2/HNO3 says "
                                "otherwise");
    lt_text_say("%s", line);
    cJSON_ArrayForEach(one, cities) print_regime_of(root, one, chinese);
}

/* A package's change in a period, mean over the cities; its noise is at most the mean of theirs. "-" where a city has
 * none. */
static const char *mean_change(const cJSON *cities, const char *package, const char *period, const char *key) {
    const cJSON *city = NULL;
    double delta = 0, noise = 0;
    const int n = cJSON_GetArraySize(cities);
    cJSON_ArrayForEach(city, cities) {
        const cJSON *packages = cJSON_GetObjectItemCaseSensitive(city, "packages");
        const cJSON *periods =
            cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(packages, package), "by_period");
        const cJSON *at = cJSON_GetObjectItemCaseSensitive(periods, period);
        delta += lt_json_number(at, lt_fmt("%s_delta_ugm3", key)) / n;
        noise += lt_json_number(at, lt_fmt("%s_noise_ugm3", key)) / n;
    }
    return lt_text_delta(delta, noise);
}

/* A line a package and period: titration moves O3 into NO2 and leaves their sum. */
static void print_ozone_changes(const cJSON *root, bool chinese) {
    static const char *const keys[] = {"pm25", "o3_mda8", "no2", "ox_day"};
    static const char *const heads[] = {"PM2.5", "O3 MDA8", "NO2", "Ox"};
    const cJSON *cities = cJSON_GetObjectItemCaseSensitive(root, "cities"), *package = NULL, *period = NULL;
    char line[LT_TABLE_LINE] = "";
    lt_table_append(line, lt_pad(chinese ? "措施包" : "package", 20));
    lt_table_append(line, lt_pad(chinese ? "时段" : "period", 10));
    for (int k = 0; k < 4; k++) lt_table_append(line, lt_pad(heads[k], -12));
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "14市平均的变化，µg/m³；Ox = O3 + NO2（10至18时）"
                              : "Change, mean of the 14 cities, ug/m3; Ox = O3 + NO2, 10 to 18 h");
    lt_text_say("%s", chinese ? "O3上升而Ox不升：NO滴定减弱，不是生成增加"
                              : "O3 up and Ox not: less NO takes ozone (titration), no more is made");
    lt_text_say("%s", line);
    cJSON_ArrayForEach(package, cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(cities, 0), "packages")) {
        const char *name = package->string;
        cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(root, "periods")) {
            const char *id = lt_json_text(period, "id");
            line[0] = '\0';
            lt_table_append(line, lt_pad(name, 20));
            lt_table_append(line, lt_pad(id, 10));
            for (int k = 0; k < 4; k++)
                lt_table_append(line, lt_pad(mean_change(cities, package->string, id, keys[k]), -12));
            lt_text_say("%s", line);
            name = "";
        }
    }
    lt_text_say("%s", chinese ? "分城市、昼夜及面积比例：responses.csv"
                              : "by city, day and night, share of area: responses.csv");
}

void lt_table_print_ozone(const cJSON *root, bool chinese) {
    const cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(root, "cities"), 0);
    if (!cJSON_HasObjectItem(root, "ozone")) return;
    print_regimes(root, chinese);
    if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(first, "packages")) > 0) print_ozone_changes(root, chinese);
}
