/* The table of evaluation.json on the terminal: at most 100 columns, in both languages. */
#include "postproc/evaluation.h"
#include "base/pad.h"
#include "postproc/text.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_true(const cJSON *item, const char *key) {
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, key));
}

static bool same_text(const cJSON *a, const cJSON *b, const char *key) {
    return strcmp(lt_json_text(a, key), lt_json_text(b, key)) == 0;
}

static bool same_series(const cJSON *a, const cJSON *b) {
    return same_text(a, b, "period") && same_text(a, b, "site") && same_text(a, b, "kind") &&
           same_text(a, b, "species") && same_text(a, b, "averaging");
}

static const char *percent(double value) {
    return lt_text_number(100 * value, 0);
}

/* --- the judged city: a block a series ---------------------------------------------------------------------------- */

static void print_head(const cJSON *row, bool chinese) {
    static const char *const kinds[][3] = {{"city", "mean of the national sites", "国控点均值"},
                                           {"consulate", "US consulate", "美国领事馆"},
                                           {"site", "national site", "国控点"}};
    const bool day = strcmp(lt_json_text(row, "averaging"), "day") == 0;
    const bool mda8 = strcmp(lt_json_text(row, "statistic"), "mda8") == 0;
    const char *kind = "";
    for (int q = 0; q < 3; q++)
        if (strcmp(kinds[q][0], lt_json_text(row, "kind")) == 0) kind = kinds[q][chinese ? 2 : 1];
    lt_text_say("%s", "");
    lt_text_say(chinese ? "%s  %s  %s  %s，%s，%s（%s）" : "%s  %s  %s  %s, %s, %s (%s)", lt_json_text(row, "period"),
                lt_json_text(row, chinese && strcmp(lt_json_text(row, "kind"), "site") != 0 ? "city_zh" : "site"),
                lt_json_text(row, "species"), lt_json_text(row, "unit"),
                mda8  ? (chinese ? "日最大8小时" : "days, MDA8")
                : day ? (chinese ? "日均值" : "days")
                      : (chinese ? "小时值" : "hours"),
                kind, lt_json_text(row, "state"));
    lt_text_say("  %s %s %s %s %s %s %s %s %s %s %s", lt_pad(chinese ? "预报" : "predictor", 12), lt_pad("n", -5),
                lt_pad(chinese ? "观测" : "obs", -8), lt_pad(chinese ? "预报" : "model", -8), lt_pad("MB", -8),
                lt_pad("NMB %", -7), lt_pad("NME %", -7), lt_pad("R", -6), lt_pad("FAC2", -6), lt_pad("MFB %", -7),
                lt_pad("MFE %", -7));
}

static void print_row(const cJSON *row, bool chinese) {
    const int digits = strcmp(lt_json_text(row, "unit"), "mg/m3") == 0 ? 2 : 1;
    const char *name = lt_json_text(row, "predictor");
    for (int p = 0; p < LT_N_PREDICTORS && chinese; p++)
        if (strcmp(lt_json_text(row, "predictor"), lt_predictor_names[p]) == 0) name = lt_predictor_names_zh[p];
    lt_text_say(
        "  %s %s %s %s %s %s %s %s %s %s %s", lt_pad(name, 12), lt_pad(lt_text_number(lt_json_number(row, "n"), 0), -5),
        lt_pad(lt_text_number(lt_json_number(row, "mean_obs"), digits), -8),
        lt_pad(lt_text_number(lt_json_number(row, "mean_model"), digits), -8),
        lt_pad(lt_text_number(lt_json_number(row, "mb"), digits), -8), lt_pad(percent(lt_json_number(row, "nmb")), -7),
        lt_pad(percent(lt_json_number(row, "nme")), -7), lt_pad(lt_text_number(lt_json_number(row, "r"), 2), -6),
        lt_pad(lt_text_number(lt_json_number(row, "fac2"), 2), -6), lt_pad(percent(lt_json_number(row, "mfb")), -7),
        lt_pad(percent(lt_json_number(row, "mfe")), -7));
}

static const char *range(const cJSON *spread, const char *key, double scale, int digits) {
    static _Thread_local char out[4][64];
    static _Thread_local int next;
    const cJSON *pair = cJSON_GetObjectItemCaseSensitive(spread, key);
    const cJSON *least = cJSON_GetArrayItem(pair, 0), *most = cJSON_GetArrayItem(pair, 1);
    next = (next + 1) % 4;
    snprintf(out[next], sizeof out[next], "%s..%s",
             lt_text_number(cJSON_IsNumber(least) ? scale * least->valuedouble : NAN, digits),
             lt_text_number(cJSON_IsNumber(most) ? scale * most->valuedouble : NAN, digits));
    return out[next];
}

/* Below the rows of a series: the spread of the draws, what NO2 is, and what beats the model. */
static void print_under(const cJSON *root, const cJSON *row, bool chinese) {
    const cJSON *spread = cJSON_GetObjectItemCaseSensitive(row, "spread"), *below = NULL;
    if (spread)
        lt_text_say(chinese ? "  %d次抽样：NMB %s %%，NME %s %%，R %s，FAC2 %s"
                            : "  %d draws: NMB %s %%, NME %s %%, R %s, FAC2 %s",
                    cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(row, "draws")), range(spread, "nmb", 100, 0),
                    range(spread, "nme", 100, 0), range(spread, "r", 1, 2), range(spread, "fac2", 1, 2));
    if (cJSON_HasObjectItem(row, "derived"))
        lt_text_say(chinese ? "  NO2由NOx按ARM2比值换算（上包络）；NOx（以NO2计）均值%s"
                            : "  NO2 is NOx times the ARM2 ratio, an upper envelope; mean NOx as NO2 %s",
                    lt_text_number(lt_json_number(row, "mean_nox_as_no2"), 1));
    cJSON_ArrayForEach(below, cJSON_GetObjectItemCaseSensitive(root, "below")) {
        if (same_series(below, row)) lt_text_say("  %s", lt_json_text(below, chinese ? "zh" : "en"));
    }
}

static void print_evidence(const cJSON *root, bool chinese) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, "rows"), *row = NULL, *before = NULL, *model = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (!is_true(row, "evidence")) continue;
        if (!before || !same_series(row, before)) {
            if (model) print_under(root, model, chinese);
            print_head(row, chinese);
            model = row; /* lantian stands first */
        }
        print_row(row, chinese);
        before = row;
    }
    if (model) print_under(root, model, chinese);
}

/* --- the other cities: a line a city, NMB and R of lantian -------------------------------------------------------- */

static const char *const columns[] = {"PM2.5", "PM10", "SO2", "NO2", "CO", "O3"};
enum { N_COLUMNS = sizeof columns / sizeof *columns, COLUMN = 10 };

static bool is_other(const cJSON *row) {
    return !is_true(row, "evidence") && strcmp(lt_json_text(row, "predictor"), "lantian") == 0;
}

static bool same_line(const cJSON *a, const cJSON *b) {
    return same_text(a, b, "period") && same_text(a, b, "site") && same_text(a, b, "averaging");
}

static void print_line(const cJSON *first, bool chinese) {
    char cell[N_COLUMNS][32];
    double n = 0;
    const bool day = strcmp(lt_json_text(first, "averaging"), "day") == 0;
    for (int c = 0; c < N_COLUMNS; c++) {
        const cJSON *found = NULL;
        for (const cJSON *row = first; row && !found; row = row->next)
            if (is_other(row) && same_line(row, first) && strcmp(lt_json_text(row, "species"), columns[c]) == 0)
                found = row;
        snprintf(cell[c], sizeof cell[c], "%s", "-");
        if (!found) continue;
        n = fmax(n, lt_json_number(found, "n"));
        snprintf(cell[c], sizeof cell[c], "%s %5s", percent(lt_json_number(found, "nmb")),
                 lt_text_number(lt_json_number(found, "r"), 2));
    }
    char line[512];
    int used = snprintf(line, sizeof line, "  %s %s %s %s", lt_pad(lt_json_text(first, "period"), 10),
                        lt_pad(lt_json_text(first, chinese ? "city_zh" : "site"), 10),
                        lt_pad(day ? (chinese ? "日" : "day") : (chinese ? "小时" : "hour"), 4),
                        lt_pad(lt_text_number(n, 0), -4));
    for (int c = 0; c < N_COLUMNS; c++)
        used += snprintf(line + used, sizeof line - (size_t)used, " %s", lt_pad(cell[c], -COLUMN));
    lt_text_say("%s", line);
}

static void print_others_head(bool chinese) {
    char line[512];
    int used = snprintf(line, sizeof line, "  %s %s %s %s", lt_pad(chinese ? "时段" : "period", 10),
                        lt_pad(chinese ? "城市" : "city", 10), lt_pad(chinese ? "平均" : "mean", 4), lt_pad("n", -4));
    for (int c = 0; c < N_COLUMNS; c++)
        used += snprintf(line + used, sizeof line - (size_t)used, " %s", lt_pad(columns[c], -COLUMN));
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "以下不作为证据（驱动模拟的不是当地气象）：蓝天的NMB %与R；O3日值为日最大8小时"
                              : "Not evidence (no weather of these places drove the run): NMB % and R of lantian; "
                                "O3 by day is MDA8");
    lt_text_say("%s", line);
}

static void print_others(const cJSON *rows, bool chinese) {
    bool headed = false;
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        bool is_first = is_other(row);
        for (const cJSON *earlier = rows->child; is_first && earlier != row; earlier = earlier->next)
            if (is_other(earlier) && same_line(earlier, row)) is_first = false;
        if (!is_first) continue;
        if (!headed) print_others_head(chinese);
        headed = true;
        print_line(row, chinese);
    }
}

/* --- O3, sentences, notes ----------------------------------------------------------------------------------------- */

static void print_waiting(const cJSON *root, bool chinese) {
    double others = 0;
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(root, "waiting")) {
        if (!is_true(one, "evidence")) {
            others += lt_json_number(one, "n");
            continue;
        }
        lt_text_say("%s", "");
        lt_text_say(chinese ? "%s  %s  %s：%s（%s个观测值）" : "%s  %s  %s: %s (%s observed values)",
                    lt_json_text(one, "period"), lt_json_text(one, chinese ? "city_zh" : "site"),
                    lt_json_text(one, "species"), lt_json_text(one, chinese ? "zh" : "en"),
                    lt_text_number(lt_json_number(one, "n"), 0));
    }
    if (others > 0)
        lt_text_say(chinese ? "  其他城市：化学机制不含的物种，%s个观测值"
                            : "  other cities: %s observed values of species that the chemistry does not carry",
                    lt_text_number(others, 0));
}

static void print_all(const cJSON *root, bool chinese) {
    const cJSON *item = NULL;
    lt_text_say("%s", "");
    lt_text_say("%s", chinese ? "与观测的比较" : "Beside observations");
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(root, "periods")) {
        char line[800];
        snprintf(line, sizeof line, chinese ? "%s（UTC %.13s至%.13s时）：%s" : "%s (%.13s to %.13s h UTC): %s",
                 lt_json_text(item, "id"), lt_json_text(item, "start"), lt_json_text(item, "end"),
                 lt_json_text(item, chinese ? "weather_label_zh" : "weather_label_en"));
        lt_text_say_wrapped("  - ", line);
    }
    if (is_true(root, "perfect_weather_hindcast"))
        lt_text_say("%s", chinese ? "完美气象回报：用实测气象，不是预报。"
                                  : "Perfect-weather hindcast: the weather was observed, this is no forecast.");
    print_evidence(root, chinese);
    print_waiting(root, chinese);
    print_others(cJSON_GetObjectItemCaseSensitive(root, "rows"), chinese);
    lt_text_say("%s", "");
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(root, "sentences"))
        lt_text_say_wrapped("  = ", lt_json_text(item, chinese ? "zh" : "en"));
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(root, chinese ? "notes_zh" : "notes")) {
        if (cJSON_IsString(item)) lt_text_say_wrapped("  * ", item->valuestring);
    }
}

lt_status lt_evaluation_print(const char *json_text, bool chinese) {
    cJSON *root = cJSON_Parse(json_text);
    if (!root)
        return LT_RAISE(LT_ERR_INPUT, .what = "evaluation.json is not JSON", .where = "evaluation.json",
                        .expected = "JSON as lantian post writes it", .found = "something else",
                        .todo = "run the case again");
    print_all(root, chinese);
    cJSON_Delete(root);
    return LT_OK;
}
