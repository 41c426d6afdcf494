/* evaluation.json. The table is printed from it, so that both always say the same. */
#include "base/cli.h"
#include "postproc/evaluation.h"
#include "postproc/text.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static void add_scores(cJSON *item, const lt_statistics *score) {
    cJSON_AddNumberToObject(item, "n", (double)score->n);
    lt_json_add_number(item, "mb", score->mb);
    lt_json_add_number(item, "nmb", score->nmb);
    lt_json_add_number(item, "nme", score->nme);
    lt_json_add_number(item, "r", score->r);
    lt_json_add_number(item, "fac2", score->fac2);
    lt_json_add_number(item, "mfb", score->mfb);
    lt_json_add_number(item, "mfe", score->mfe);
}

static void add_key(cJSON *item, const lt_evaluation *e, long period, const lt_obs_key *key) {
    cJSON_AddStringToObject(item, "period", e->periods[period].id);
    cJSON_AddStringToObject(item, "site", key->site);
    cJSON_AddStringToObject(item, "city", lt_cities[key->city].name_en);
    cJSON_AddStringToObject(item, "city_zh", lt_cities[key->city].name_zh);
    cJSON_AddStringToObject(item, "kind", key->city_mean ? "city" : key->rule == LT_OBS_AMBIENT ? "consulate" : "site");
    cJSON_AddStringToObject(item, "species", lt_measured_table[key->species].name);
    cJSON_AddStringToObject(item, "averaging", lt_obs_averaging(key));
    if (lt_evaluation_is_mda8(key)) cJSON_AddStringToObject(item, "statistic", "mda8");
    cJSON_AddStringToObject(item, "unit", lt_measured_table[key->species].unit);
}

/* "spread": of each score the least and the greatest over the draws; null where a draw has none. */
static void add_spread(cJSON *item, const lt_evaluation_row *row) {
    static const struct {
        const char *key;
        size_t at;
    } of[] = {{"nmb", offsetof(lt_statistics, nmb)},
              {"nme", offsetof(lt_statistics, nme)},
              {"r", offsetof(lt_statistics, r)},
              {"fac2", offsetof(lt_statistics, fac2)}};
    cJSON *draws = cJSON_AddArrayToObject(item, "draws"), *spread = cJSON_AddObjectToObject(item, "spread");
    for (int d = 0; d < row->n_draws; d++) {
        cJSON *one = cJSON_CreateObject();
        cJSON_AddNumberToObject(one, "draw", d + 1);
        add_scores(one, &row->draw[d]);
        cJSON_AddItemToArray(draws, one);
    }
    for (size_t q = 0; q < sizeof of / sizeof *of; q++) {
        double least = INFINITY, most = -INFINITY;
        for (int d = 0; d < row->n_draws; d++) {
            const double value = *(const double *)((const char *)&row->draw[d] + of[q].at);
            least = isfinite(value) ? fmin(least, value) : NAN;
            most = isfinite(value) ? fmax(most, value) : NAN;
            if (!isfinite(value)) break;
        }
        cJSON *pair = cJSON_AddArrayToObject(spread, of[q].key);
        cJSON_AddItemToArray(pair, isfinite(least) ? cJSON_CreateNumber(least) : cJSON_CreateNull());
        cJSON_AddItemToArray(pair, isfinite(most) ? cJSON_CreateNumber(most) : cJSON_CreateNull());
    }
}

static void add_row(cJSON *rows, const lt_evaluation *e, const lt_evaluation_row *row) {
    cJSON *item = cJSON_CreateObject();
    add_key(item, e, row->period, &row->key);
    cJSON_AddStringToObject(item, "state", lt_obs_state_name(row->state));
    cJSON_AddStringToObject(item, "predictor", lt_predictor_names[row->predictor]);
    cJSON_AddBoolToObject(item, "evidence", row->evidence);
    add_scores(item, &row->score);
    lt_json_add_number(item, "mean_obs", row->score.mean_obs);
    lt_json_add_number(item, "mean_model", row->score.mean_model);
    if (row->derived) {
        cJSON_AddStringToObject(item, "derived", "NOx times the ARM2 ratio");
        lt_json_add_number(item, "mean_nox_as_no2", row->mean_nox);
    }
    if (row->n_draws > 1) add_spread(item, row);
    if (row->predictor == LT_PREDICTOR_REGRESSION) {
        cJSON *training = cJSON_AddObjectToObject(item, "training");
        cJSON_AddNumberToObject(training, "n", (double)row->training.n);
        cJSON_AddStringToObject(training, "weather", row->daily_weather ? "days" : "hours");
        cJSON_AddStringToObject(training, "from", row->training.all_seasons ? "all seasons" : "the season");
    }
    cJSON_AddItemToArray(rows, item);
}

static void add_sentence(cJSON *array, const lt_evaluation *e, long period, const lt_obs_key *key, const char *en,
                         const char *zh) {
    cJSON *item = cJSON_CreateObject();
    if (key) add_key(item, e, period, key);
    cJSON_AddStringToObject(item, "en", en);
    cJSON_AddStringToObject(item, "zh", zh);
    cJSON_AddItemToArray(array, item);
}

static void add_below(cJSON *array, const lt_evaluation *e, const lt_evaluation_row *row) {
    char en[128], zh[128];
    if (row->predictor != LT_PREDICTOR_LANTIAN || !row->evidence || !row->worse) return;
    lt_evaluation_below(row, false, en, sizeof en);
    lt_evaluation_below(row, true, zh, sizeof zh);
    add_sentence(array, e, row->period, &row->key, en, zh);
    cJSON *item = cJSON_GetArrayItem(array, cJSON_GetArraySize(array) - 1);
    cJSON_AddStringToObject(item, "by", "nme");
    cJSON *than = cJSON_AddArrayToObject(item, "than");
    for (int p = 0; p < LT_N_PREDICTORS; p++)
        if (row->worse >> p & 1u) cJSON_AddItemToArray(than, cJSON_CreateString(lt_predictor_names[p]));
}

static void add_waiting(cJSON *array, const lt_evaluation *e, const lt_evaluation_waiting *one) {
    add_sentence(array, e, one->period, &one->key, "not carried by the chemistry of this run",
                 "本次运行的化学机制不含该物种");
    cJSON *item = cJSON_GetArrayItem(array, cJSON_GetArraySize(array) - 1);
    cJSON_AddBoolToObject(item, "evidence", one->evidence);
    cJSON_AddNumberToObject(item, "n", (double)one->n);
}

/* Two decimals in ug/m3, four in mg/m3: for lines in a picture. */
static void add_values(cJSON *item, const char *key, const lt_evaluation_series *series, const double *value) {
    const double scale = lt_measured_table[series->key.species].ugm3 > 1 ? 1e4 : 100;
    cJSON *array = cJSON_AddArrayToObject(item, key);
    for (long q = 0; q < series->n; q++)
        cJSON_AddItemToArray(array, isfinite(value[q]) ? cJSON_CreateNumber(round(value[q] * scale) / scale)
                                                       : cJSON_CreateNull());
}

static void add_series(cJSON *root, const lt_evaluation *e) {
    cJSON *array = cJSON_AddArrayToObject(root, "series");
    for (long q = 0; q < e->n_series; q++) {
        const lt_evaluation_series *series = &e->series[q];
        cJSON *item = cJSON_CreateObject();
        char start[24];
        lt_time_iso(series->start, start);
        add_key(item, e, series->period, &series->key);
        cJSON_AddBoolToObject(item, "evidence", true);
        cJSON_AddStringToObject(item, "start", start);
        cJSON_AddNumberToObject(item, "step_h", (double)series->key.interval_s / LT_HOUR);
        add_values(item, "obs", series, series->obs);
        add_values(item, "model", series, series->model);
        if (e->periods[series->period].n_draws > 1) {
            add_values(item, "model_least", series, series->least);
            add_values(item, "model_most", series, series->most);
        }
        cJSON_AddItemToArray(array, item);
    }
}

static void add_sentences(cJSON *root, const lt_evaluation *e) {
    char en[1024], zh[1024];
    bool others = false;
    cJSON *array = cJSON_AddArrayToObject(root, "sentences");
    for (long q = 0; q < e->n; q++) {
        const lt_evaluation_row *row = &e->rows[q];
        others = others || !row->evidence;
        if (row->predictor != LT_PREDICTOR_LANTIAN || !row->evidence) continue;
        lt_evaluation_sentence(e, row, false, en, sizeof en);
        lt_evaluation_sentence(e, row, true, zh, sizeof zh);
        add_sentence(array, e, row->period, &row->key, en, zh);
    }
    if (others)
        add_sentence(array, e, 0, NULL,
                     "The other cities are no evidence: no weather of theirs drove the run; they stand apart.",
                     "其他城市不作为证据：驱动模拟的不是当地气象，另行列出。");
    if (e->n_waiting > 0)
        add_sentence(array, e, 0, NULL,
                     "Observed, not judged: species that the chemistry of this run does not carry (O3 of `chemistry: off`).",
                     "有观测而未评估：本次运行的化学机制不含的物种（chemistry: off 不含臭氧）。");
}

static void add_notes(cJSON *root, const lt_evaluation *e) {
    cJSON *notes = cJSON_AddArrayToObject(root, "notes"), *chinese = cJSON_AddArrayToObject(root, "notes_zh");
    bool standard = false, no2 = false, ozone = false;
    for (long q = 0; q < e->n; q++) {
        standard = standard || e->rows[q].state != LT_STATE_AMBIENT;
        no2 = no2 || e->rows[q].derived;
        ozone = ozone || lt_evaluation_is_mda8(&e->rows[q].key);
    }
#define NOTE(en, zh)                                                                                                   \
    (cJSON_AddItemToArray(notes, cJSON_CreateString(en)), cJSON_AddItemToArray(chinese, cJSON_CreateString(zh)))
    NOTE("mb and means in the unit of the row; nmb, nme, r, fac2, mfb, mfe are fractions; null = not defined",
         "MB与均值为该行单位；NMB、NME、R、FAC2、MFB、MFE为比值；null表示无定义");
    NOTE("whole hours and whole local days (UTC+8) inside the period only",
         "只取时段内完整的小时和完整的当地日（UTC+8）");
    NOTE("climatology and regression use no observation of the judged period; persistence is the value 24 h before",
         "气候平均和回归不用评估时段内的观测；持续性取24小时前的值");
    NOTE("climatology: the same month and hour; a month without other observations takes the months beside it",
         "气候平均：同月同小时；该月没有其他观测时取相邻月份");
    if (standard)
        NOTE(
            "national network: before 2018-09-01 all at 273.15 K, 1013.25 hPa, then gases at 298.15 K, 1013.25 hPa and "
            "particles ambient (GB 3095-2012, 3.14 and its amendment); the model is brought there with its 2 m "
            "temperature and its pressure at the ground",
            "国控网：2018-09-01之前均为273.15 K、1013.25 hPa，之后气体为298.15 K、1013.25 hPa，颗粒物为实际状态"
            "（GB 3095-2012第3.14条及修改单）；模式按2米气温和地面气压换算到该状态");
    if (ozone)
        NOTE(
            "O3 of days is the daily maximum of running 8-h means that end at 08:00 to 24:00 UTC+8 (HJ 663); of a city "
            "the mean over its sites comes first, hour by hour",
            "O3日值为当日8时至24时（UTC+8）8小时滑动平均的最大值（HJ 663）；城市值先对各国控点逐时平均");
    if (no2)
        NOTE("NO2 of lantian is NOx times the ARM2 ratio (0.5 to 0.9), an upper envelope of hourly ratios at US "
             "monitors: the model carries no NO; mean_nox_as_no2 is the bound that NO2 cannot pass",
             "蓝天的NO2为NOx乘以ARM2比值（0.5至0.9），是美国监测点小时比值的上包络：模式不含NO；mean_nox_as_"
             "no2为NO2不可超过的上限");
#undef NOTE
    for (const char *line = e->remarks; line && *line;) {
        char text[512];
        const size_t length = strcspn(line, "\n");
        const size_t kept = length < sizeof text - 1 ? length : sizeof text - 1;
        memcpy(text, line, kept);
        text[kept] = '\0';
        if (kept) cJSON_AddItemToArray(notes, cJSON_CreateString(text));
        if (kept) cJSON_AddItemToArray(chinese, cJSON_CreateString(text)); /* remarks are English */
        line += length + (line[length] == '\n');
    }
}

/* design.md 3a: a run whose weather was observed says so wherever it is shown. */
static bool is_hindcast(const lt_weather_label *weather) {
    return lt_weather_kind_of(weather) == LT_WEATHER_OBSERVED;
}

static void add_periods(cJSON *root, const lt_evaluation *e) {
    bool hindcast = false;
    cJSON *periods = cJSON_CreateArray();
    for (long p = 0; p < e->n_periods; p++) {
        const lt_evaluation_period_info *info = &e->periods[p];
        cJSON *item = cJSON_CreateObject();
        char start[24], end[24];
        lt_time_iso(info->start, start);
        lt_time_iso(info->end, end);
        cJSON_AddStringToObject(item, "id", info->id);
        cJSON_AddStringToObject(item, "start", start);
        cJSON_AddStringToObject(item, "end", end);
        cJSON_AddNumberToObject(item, "draws", info->n_draws);
        cJSON_AddStringToObject(item, "weather", info->weather.id);
        cJSON_AddStringToObject(item, "weather_label_en", info->weather.en);
        cJSON_AddStringToObject(item, "weather_label_zh", info->weather.zh);
        cJSON_AddStringToObject(item, "evidence_city", info->weather.evidence_city);
        cJSON_AddBoolToObject(item, "perfect_weather_hindcast", is_hindcast(&info->weather));
        hindcast = hindcast || is_hindcast(&info->weather);
        cJSON_AddItemToArray(periods, item);
    }
    cJSON_AddBoolToObject(root, "perfect_weather_hindcast", hindcast);
    cJSON_AddItemToObject(root, "periods", periods);
}

lt_status lt_evaluation_json(const lt_evaluation *e, char **out) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-evaluation-2");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    add_periods(root, e);
    add_notes(root, e);
    add_sentences(root, e);
    cJSON *rows = cJSON_AddArrayToObject(root, "rows");
    for (long q = 0; q < e->n; q++) add_row(rows, e, &e->rows[q]);
    cJSON *below = cJSON_AddArrayToObject(root, "below");
    for (long q = 0; q < e->n; q++) add_below(below, e, &e->rows[q]);
    cJSON *waiting = cJSON_AddArrayToObject(root, "waiting");
    for (long q = 0; q < e->n_waiting; q++) add_waiting(waiting, e, &e->waiting[q]);
    add_series(root, e);
    *out = cJSON_Print(root);
    cJSON_Delete(root);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for evaluation.json");
}
