/* evaluation.json and its table. The table is printed from the JSON, so that both always say the same. */
#include "base/cli.h"
#include "base/log.h"
#include "postproc/evaluation.h"
#include "postproc/text.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static void add_json_row(cJSON *rows, const lt_evaluation_row *row) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "period", row->period);
    cJSON_AddStringToObject(item, "site", row->site);
    cJSON_AddStringToObject(item, "species", "PM2.5");
    cJSON_AddStringToObject(item, "averaging", row->averaging);
    cJSON_AddStringToObject(item, "predictor", lt_predictor_names[row->predictor]);
    cJSON_AddBoolToObject(item, "evidence", row->evidence);
    cJSON_AddNumberToObject(item, "n", (double)row->score.n);
    lt_json_add_number(item, "mb", row->score.mb);
    lt_json_add_number(item, "nmb", row->score.nmb);
    lt_json_add_number(item, "nme", row->score.nme);
    lt_json_add_number(item, "r", row->score.r);
    lt_json_add_number(item, "fac2", row->score.fac2);
    lt_json_add_number(item, "mfb", row->score.mfb);
    lt_json_add_number(item, "mfe", row->score.mfe);
    lt_json_add_number(item, "mean_obs_ugm3", row->score.mean_obs);
    lt_json_add_number(item, "mean_model_ugm3", row->score.mean_model);
    cJSON_AddItemToArray(rows, item);
}

static void add_notes(cJSON *root, const lt_evaluation *evaluation) {
    cJSON *notes = cJSON_AddArrayToObject(root, "notes");
    cJSON_AddItemToArray(notes, cJSON_CreateString("mb and means in ug/m3; nmb, nme, r, fac2, mfb, mfe are fractions; "
                                                   "null = not defined"));
    cJSON_AddItemToArray(notes,
                         cJSON_CreateString("climatology and regression use no observation of the judged period"));
    if (evaluation->standard_state)
        cJSON_AddItemToArray(
            notes, cJSON_CreateString("values of the national network before 2018-09-01 are at 273.15 K, 1013.25 hPa "
                                      "(GB 3095-2012, 3.14); the "
                                      "model is brought there with its 2 m temperature and 1013.25 hPa at sea level"));
    for (const char *line = evaluation->remarks; line && *line;) {
        char text[512];
        const size_t length = strcspn(line, "\n");
        const size_t kept = length < sizeof text - 1 ? length : sizeof text - 1;
        memcpy(text, line, kept);
        text[kept] = '\0';
        if (kept) cJSON_AddItemToArray(notes, cJSON_CreateString(text));
        line += length + (line[length] == '\n');
    }
}

lt_status lt_evaluation_json(const lt_evaluation *evaluation, const lt_weather_label *weather, char **out) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-evaluation-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "weather", weather->id);
    cJSON_AddStringToObject(root, "weather_label_en", weather->en);
    cJSON_AddStringToObject(root, "weather_label_zh", weather->zh);
    /* design.md 3a: a run whose weather was observed says so wherever it is shown. */
    cJSON_AddBoolToObject(root, "perfect_weather_hindcast", strncmp(weather->id, "station:", 8) == 0);
    add_notes(root, evaluation);
    cJSON *rows = cJSON_AddArrayToObject(root, "rows");
    for (long q = 0; q < evaluation->n; q++) add_json_row(rows, &evaluation->rows[q]);
    *out = cJSON_Print(root);
    cJSON_Delete(root);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for evaluation.json");
}

static void print_rows(const cJSON *rows, bool evidence, bool chinese) {
    lt_text_say("%s %s %s %s %s %s %s %s %s %s %s %s %s", lt_text_pad(chinese ? "时段" : "period", 10),
                lt_text_pad(chinese ? "站点" : "site", 20), lt_text_pad(chinese ? "平均" : "mean", 5),
                lt_text_pad(chinese ? "预报" : "predictor", 12), lt_text_pad("n", -5),
                lt_text_pad(chinese ? "观测" : "obs", -7), lt_text_pad("MB", -8), lt_text_pad("NMB %", -7),
                lt_text_pad("NME %", -7), lt_text_pad("R", -6), lt_text_pad("FAC2", -6), lt_text_pad("MFB %", -7),
                lt_text_pad("MFE %", -7));
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "evidence")) != evidence) continue;
        lt_text_say("%s %s %s %s %s %s %s %s %s %s %s %s %s", lt_text_pad(lt_json_text(row, "period"), 10),
                    lt_text_pad(lt_json_text(row, "site"), 20), lt_text_pad(lt_json_text(row, "averaging"), 5),
                    lt_text_pad(lt_json_text(row, "predictor"), 12),
                    lt_text_pad(lt_text_number(lt_json_number(row, "n"), 0), -5),
                    lt_text_pad(lt_text_number(lt_json_number(row, "mean_obs_ugm3"), 1), -7),
                    lt_text_pad(lt_text_number(lt_json_number(row, "mb"), 1), -8),
                    lt_text_pad(lt_text_number(100 * lt_json_number(row, "nmb"), 1), -7),
                    lt_text_pad(lt_text_number(100 * lt_json_number(row, "nme"), 1), -7),
                    lt_text_pad(lt_text_number(lt_json_number(row, "r"), 2), -6),
                    lt_text_pad(lt_text_number(lt_json_number(row, "fac2"), 2), -6),
                    lt_text_pad(lt_text_number(100 * lt_json_number(row, "mfb"), 1), -7),
                    lt_text_pad(lt_text_number(100 * lt_json_number(row, "mfe"), 1), -7));
    }
}

static bool same_series(const cJSON *a, const cJSON *b) {
    static const char *const keys[] = {"period", "site", "averaging"};
    for (int q = 0; q < 3; q++)
        if (strcmp(lt_json_text(a, keys[q]), lt_json_text(b, keys[q])) != 0) return false;
    return true;
}

/* A model below its baselines is reported as such (design.md 3a): by NME. */
static void print_worse(const cJSON *rows, bool chinese) {
    const cJSON *model = NULL, *other = NULL;
    cJSON_ArrayForEach(model, rows) {
        if (strcmp(lt_json_text(model, "predictor"), "lantian") != 0) continue;
        if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(model, "evidence"))) continue;
        cJSON_ArrayForEach(other, rows) {
            if (other == model || !same_series(model, other)) continue;
            if (!(lt_json_number(model, "nme") > lt_json_number(other, "nme"))) continue;
            lt_text_say(chinese ? "  %s（%s）：蓝天的 NME 劣于 %s" : "  %s (%s): lantian is worse than %s by NME",
                        lt_json_text(model, "site"), lt_json_text(model, "averaging"),
                        lt_json_text(other, "predictor"));
        }
    }
}

static bool has_rows(const cJSON *rows, bool evidence) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "evidence")) == evidence) return true;
    }
    return false;
}

static void print_all(const cJSON *root, bool chinese) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, "rows"), *note = NULL;
    lt_text_say("%s", "");
    lt_text_say(chinese ? "PM2.5 与观测的比较（µg/m³，小时或日均值）；气象：%s"
                        : "PM2.5 beside observations (ug/m3, means of hours or days); weather: %s",
                lt_json_text(root, chinese ? "weather_label_zh" : "weather_label_en"));
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(root, "perfect_weather_hindcast")))
        lt_text_say(chinese ? "完美气象回报：用实测气象，不是预报。"
                            : "Perfect-weather hindcast: the weather was observed, this is no forecast.");
    if (has_rows(rows, true)) print_rows(rows, true, chinese);
    print_worse(rows, chinese);
    if (has_rows(rows, false)) {
        lt_text_say(chinese ? "以下不作为证据（该地无实测气象）："
                            : "Not evidence (the weather of these places was not observed):");
        print_rows(rows, false, chinese);
    }
    cJSON_ArrayForEach(note, cJSON_GetObjectItemCaseSensitive(root, "notes")) {
        if (cJSON_IsString(note)) lt_text_say("  * %s", note->valuestring);
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
