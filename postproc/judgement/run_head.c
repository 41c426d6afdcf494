#include "postproc/judgement/run_head.h"

#include "base/names.h"
#include "base/variant.h"
#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_BYTES = 600 }; /* of a list of variants */

/* --- the run --- */

/* UTC inside, UTC+8 for people; 0 where it is not told. */
static lt_time time_of(const cJSON *period, const char *key) {
    lt_time t = 0;
    if (lt_time_parse(lt_json_text(period, key), 0, &t) != LT_OK) lt_error_clear();
    return t;
}

static double days_of(const cJSON *period) {
    return (double)(time_of(period, "end") - time_of(period, "start")) / LT_DAY;
}

/* "winter 1 (from 2020-01-11)" */
static const char *period_text(const cJSON *period, bool chinese) {
    char start[24];
    lt_time_local(time_of(period, "start"), start);
    start[strcspn(start, " T")] = '\0';
    return lt_fmt(chinese ? "%s %g 天（%s 起）" : "%s %g (from %s)", lt_json_text(period, "id"), days_of(period),
                  start);
}

static void print_days(const cJSON *summary, bool chinese) {
    char line[1024] = "";
    const cJSON *period = NULL;
    double days = 0;
    cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(summary, "periods")) {
        if (!time_of(period, "end")) return;
        lt_text_append(line, sizeof line,
                       lt_fmt("%s%s", line[0] ? (chinese ? "、" : ", ") : "", period_text(period, chinese)));
        days += days_of(period);
    }
    lt_text_say_wrapped(chinese ? "计入的天数：" : "days that count: ",
                        lt_fmt(chinese ? "共 %g 天：%s" : "%g in all: %s", days, line));
}

void lt_run_head_print(const cJSON *summary, bool chinese) {
    const char *title = lt_json_text(summary, chinese ? "title_zh" : "title_en");
    const char *weather = lt_json_text(summary, chinese ? "weather_label_zh" : "weather_label_en");
    const char *grid = lt_json_text(summary, "grid");
    lt_text_say_wrapped(chinese ? "算例 " : "case ", lt_fmt("%s%s%s", lt_json_text(summary, "case"),
                                                            title[0] ? (chinese ? "：" : ": ") : "", title));
    if (grid[0])
        lt_text_say(chinese ? "网格 %s；排放基准年 %.0f" : "grid %s; base year of emissions %.0f", grid,
                    lt_json_number(summary, "base_year"));
    if (weather[0]) lt_text_say_wrapped(chinese ? "气象：" : "weather: ", weather);
    print_days(summary, chinese);
}

void lt_run_head_json(const cJSON *summary, cJSON *out) {
    static const char *const texts[] = {"case",         "title_en",         "title_zh",        "grid",
                                        "weather_kind", "weather_label_en", "weather_label_zh"};
    const cJSON *period = NULL;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        cJSON_AddStringToObject(out, texts[k], lt_json_text(summary, texts[k]));
    lt_json_add_number(out, "base_year", lt_json_number(summary, "base_year"));
    cJSON *list = cJSON_AddArrayToObject(out, "days");
    cJSON_ArrayForEach(period, cJSON_GetObjectItemCaseSensitive(summary, "periods")) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddStringToObject(one, "id", lt_json_text(period, "id"));
        cJSON_AddStringToObject(one, "start", lt_json_text(period, "start"));
        cJSON_AddStringToObject(one, "end", lt_json_text(period, "end"));
        lt_json_add_number(one, "days", time_of(period, "end") ? days_of(period) : NAN);
        cJSON_AddItemToArray(list, one);
    }
}

/* --- its variants --- */

static const cJSON *variants_of(const cJSON *summary) {
    return cJSON_GetObjectItemCaseSensitive(summary, "emissions_kt");
}

const char *lt_run_variant_words(const cJSON *summary, const char *variant, bool chinese) {
    const char *reference = lt_json_text(summary, "reference");
    const char *head = lt_fmt(chinese ? "情景 %s" : "variant %s", variant);
    if (strcmp(variant, "base") == 0)
        return lt_fmt("%s%s", head, chinese ? "：基准，无措施" : ": the base, without measures");
    if (strcmp(variant, reference) == 0)
        return lt_fmt("%s%s", head, chinese ? "：基准年以来已实施的措施" : ": what has been done since the base year");
    if (!cJSON_HasObjectItem(variants_of(summary), variant))
        return lt_fmt("%s%s", head,
                      chinese ? "：噪声、抽样或措施包之一部分的运行"
                              : ": a run of noise, of a draw or of a part of a package");
    if (!reference[0])
        return lt_fmt("%s%s", head, chinese ? "：同名措施包，作用于基准" : ": the package of this name, on the base");
    return lt_fmt(chinese ? "%s：同名措施包，作用于 %s" : "%s: the package of this name, after %s", head, reference);
}

/* Names of all variants into names[most]; how many there are. */
static long names_of(const cJSON *summary, const char *names[], long most) {
    const cJSON *one = NULL;
    long n = 0;
    cJSON_ArrayForEach(one, variants_of(summary)) {
        if (n < most) names[n++] = one->string;
    }
    return n;
}

enum { MOST_VARIANTS = 512 }; /* of one case: base, the reference and its packages */

const char *lt_run_variants_text(const cJSON *summary) {
    const char *names[MOST_VARIANTS];
    return lt_names_joined(names, names_of(summary, names, MOST_VARIANTS), ", ", MOST_BYTES);
}

lt_status lt_run_variant_known(const cJSON *summary, const char *variant) {
    const char *names[MOST_VARIANTS];
    const long n = names_of(summary, names, MOST_VARIANTS);
    for (long k = 0; k < n; k++)
        if (strcmp(names[k], variant) == 0) return LT_OK;
    return lt_variant_raise(names, n, variant, "leave --variant out: every variant is told then");
}
