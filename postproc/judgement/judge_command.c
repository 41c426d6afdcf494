#include "postproc/judgement/judge_command.h"

#include "base/json.h"
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/judge_print.h"
#include "postproc/judgement/judge_run.h"
#include "postproc/judgement/judged_case.h"
#include "postproc/judgement/run_head.h"
#include "postproc/judgement/targets_command.h"
#include "postproc/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char options[] = "out variant city year hour top obs json lang quiet";

/* --- what is judged --- */

/* A table, a pattern, or a folder of tables; a case is a name, a case.yaml, the folder of one or that of its results.
 */
static bool is_observed(const char *name) {
    struct stat info;
    const size_t length = strlen(name);
    if (strchr(name, '*') || (length > 4 && strcmp(name + length - 4, ".csv") == 0)) return true;
    if (stat(name, &info) != 0 || !S_ISDIR(info.st_mode)) return false;
    return !lt_path_exists(lt_fmt("%s/case.yaml", name)) && !lt_path_exists(lt_fmt("%s/case_effective.yaml", name));
}

/* --- what is shown --- */

typedef struct lt_view {
    const lt_cli *cli;
    const lt_obs_set *set;
    const lt_judged_case *run; /* NULL: observations */
    lt_judged judged;
    lt_targets targets;
    bool chinese, has_hour;
    int city; /* of --city */
    lt_time hour;
} lt_view;

/* The year of --year, 0: all. Beside the observations of a base it is theirs: a run has one of its own. */
static int asked_year(const lt_view *v) {
    return v->run && v->cli->obs.n > 0 ? 0 : (int)v->cli->year;
}

static bool is_shown(const lt_view *v, const lt_air_days *place, int year) {
    if (asked_year(v) && asked_year(v) != year) return false;
    return !v->cli->city || v->city == place->city;
}

static lt_status facts_of(const lt_view *v, int year, lt_facts *out) {
    LT_TRY(lt_judged_facts(&v->judged, year, out));
    if (!v->run) return lt_judged_bases(&v->judged, out);
    if (!v->run->is_told) return LT_OK;
    const char *variant = v->cli->variant && strcmp(v->cli->variant, "base") != 0 ? v->cli->variant : NULL;
    return lt_facts_of_summary(v->run->targets.summary, variant, variant ? 0 : (int)v->run->setup->base_year, out);
}

static bool hour_of(const lt_view *v, long k, lt_aqi out[LT_N_INDEX]) {
    bool any = false;
    for (int x = 0; x < LT_N_INDEX; x++) {
        lt_air air;
        any = lt_air_hour_of(v->set, &v->judged.places.items[k], (lt_index_rules)x, v->hour, &air);
        out[x] = lt_aqi_of_hour(&v->judged.standards, (lt_index_rules)x, &air);
    }
    return any;
}

static lt_status say_hour(const lt_view *v) {
    char when[24];
    bool any = false;
    lt_time_local(v->hour, when);
    for (long k = 0; k < v->judged.places.n; k++) {
        lt_aqi aqi[LT_N_INDEX];
        const lt_air_days *place = &v->judged.places.items[k];
        if (!is_shown(v, place, asked_year(v)) || !hour_of(v, k, aqi)) continue;
        any = true;
        lt_judge_print_hour(place, aqi, when, v->chinese);
    }
    if (!any) lt_text_say(v->chinese ? "%s 没有小时值" : "no hourly values at %s", when);
    return LT_OK;
}

static lt_status say_targets(const lt_view *v, int year) {
    lt_facts facts = {0};
    lt_status status = facts_of(v, year, &facts);
    if (status == LT_OK) lt_text_say("\n%d", year);
    if (status == LT_OK) lt_judge_print_targets(&v->targets, &facts, v->chinese);
    lt_facts_free(&facts);
    return status;
}

static lt_status say_place(const lt_view *v, long k, int first, int last, bool *any) {
    const lt_air_days *place = &v->judged.places.items[k];
    for (int year = first; year <= last; year++) {
        const lt_judged_year *of = lt_judged_year_of(&v->judged, k, year);
        if (!of || !is_shown(v, place, year)) continue;
        *any = true;
        lt_judge_print_year(place, of, v->chinese);
        LT_TRY(lt_judge_print_days(of, v->cli->top, v->chinese));
    }
    return LT_OK;
}

static const char *variant_of(const lt_view *v) {
    return v->cli->variant ? v->cli->variant : "base";
}

/* What the numbers stand on, and that the run has more variants than the one that is judged. */
static void say_run(const lt_view *v) {
    if (!v->run) return;
    const cJSON *summary = v->run->targets.summary;
    lt_run_head_print(summary, v->chinese);
    lt_text_say("%s", lt_run_variant_words(summary, variant_of(v), v->chinese));
    lt_text_say_wrapped(v->chinese ? "--variant 可选（另有噪声与抽样的运行）："
                                   : "--variant takes (runs of noise and of draws, too): ",
                        lt_run_variants_text(summary));
}

static void say_weights(const lt_view *v) {
    if (!v->run) return;
    lt_text_say("%s",
                v->run->periods.n > 0
                    ? lt_text_word("Means, percentiles and shares of days: by the weights of the periods (below), "
                                   "which the days of a period share alike.",
                                   "均值、百分位数与天数比例按各时段权重（见下）计算，时段内各日等权。", v->chinese)
                    : lt_text_word("Means, percentiles and shares of days: every day alike.",
                                   "均值、百分位数与天数比例：各日等权。", v->chinese));
}

static lt_status say_years(const lt_view *v) {
    int first = 0, last = -1;
    bool any = false;
    say_weights(v);
    lt_judged_span(&v->judged, &first, &last);
    for (long k = 0; k < v->judged.places.n; k++) LT_TRY(say_place(v, k, first, last, &any));
    if (!any)
        lt_text_say("%s", v->chinese ? "没有有效日（城市与年份内无一日有足够小时数）"
                                     : "no day with enough hours in what was asked for");
    for (int year = first; year <= last; year++)
        if (!asked_year(v) || asked_year(v) == year) LT_TRY(say_targets(v, year));
    lt_judge_print_notes(v->chinese);
    if (!v->run) return LT_OK;
    if (v->run->is_told) return lt_targets_tell(v->cli, &v->run->targets, variant_of(v), NULL);
    lt_text_say(v->chinese
                    ? "\n%s：summary.json 没有该运行的排放，只按其逐日空气判定，无目标区间"
                    : "\n%s: summary.json has no emissions of this run; its days alone are judged, without bands",
                variant_of(v));
    return LT_OK;
}

static void add_hour(const lt_view *v, long k, cJSON *place) {
    lt_aqi aqi[LT_N_INDEX];
    if (!v->has_hour || !hour_of(v, k, aqi)) return;
    cJSON *hour = cJSON_AddObjectToObject(place, "hour");
    char when[24];
    lt_time_local(v->hour, when);
    cJSON_AddStringToObject(hour, "start_local", when);
    for (int x = 0; x < LT_N_INDEX; x++)
        cJSON_AddItemToObject(hour, lt_index_table[x].word, lt_judge_json_aqi(&aqi[x]));
}

static void add_places(const lt_view *v, int first, int last, cJSON *list) {
    for (long k = 0; k < v->judged.places.n; k++) {
        const lt_air_days *place = &v->judged.places.items[k];
        if (!is_shown(v, place, asked_year(v))) continue;
        cJSON *one = lt_judge_json_place(place), *years = cJSON_GetObjectItemCaseSensitive(one, "years");
        for (int year = first; year <= last; year++) {
            const lt_judged_year *of = lt_judged_year_of(&v->judged, k, year);
            if (of && is_shown(v, place, year)) cJSON_AddItemToArray(years, lt_judge_json_year(of, true));
        }
        add_hour(v, k, one);
        cJSON_AddItemToArray(list, one);
    }
}

static lt_status add_targets(const lt_view *v, int first, int last, cJSON *list) {
    for (int year = first; year <= last; year++) {
        lt_facts facts = {0};
        if (asked_year(v) && asked_year(v) != year) continue;
        const lt_status status = facts_of(v, year, &facts);
        if (status == LT_OK) {
            cJSON *one = cJSON_CreateObject();
            cJSON_AddNumberToObject(one, "year", year);
            cJSON_AddItemToObject(one, "board", lt_judge_json_targets(&v->targets, &facts));
            cJSON_AddItemToArray(list, one);
        }
        lt_facts_free(&facts);
        LT_TRY(status);
    }
    return LT_OK;
}

static void add_run(const lt_view *v, cJSON *root) {
    const cJSON *summary = v->run->targets.summary;
    cJSON_AddStringToObject(root, "variant", variant_of(v));
    cJSON_AddStringToObject(root, "variant_en", lt_run_variant_words(summary, variant_of(v), false));
    cJSON_AddStringToObject(root, "variant_zh", lt_run_variant_words(summary, variant_of(v), true));
    lt_run_head_json(summary, cJSON_AddObjectToObject(root, "about"));
}

static lt_status say_json(const lt_view *v) {
    int first = 0, last = -1;
    lt_judged_span(&v->judged, &first, &last);
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-judgement-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "of", v->run ? "run" : "observations");
    if (v->run) add_run(v, root);
    if (v->run) cJSON_AddStringToObject(root, "day_weights", v->run->periods.n > 0 ? "case" : "alike");
    lt_judge_json_rules(root);
    add_places(v, first, last, cJSON_AddArrayToObject(root, "places"));
    lt_status status = add_targets(v, first, last, cJSON_AddArrayToObject(root, "targets"));
    if (status == LT_OK && v->run && v->run->is_told)
        status = lt_targets_tell(v->cli, &v->run->targets, variant_of(v), cJSON_AddObjectToObject(root, "run"));
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}

/* --- the command --- */

static lt_status read_hour(lt_view *v) {
    const char *text = v->cli->hour;
    if (!text) return LT_OK;
    if (strlen(text) == strlen("2020-01-10T08")) text = lt_fmt("%s:00", text);
    v->has_hour = true;
    if (lt_time_parse(text, LT_CST_OFFSET, &v->hour) == LT_OK && v->hour % LT_HOUR == 0) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "a bad value for --hour", .where = "command line",
                    .expected = "a whole hour in UTC+8, e.g. 2020-01-10T08", .found = v->cli->hour,
                    .todo = "write the hour by its beginning");
}

static lt_status show(lt_view *v) {
    const lt_weighed_periods *periods = v->run && v->run->periods.n > 0 ? &v->run->periods : NULL;
    LT_TRY(lt_judged_create(v->set, LT_CLASS_II, periods, &v->judged));
    LT_TRY(lt_targets_read(NULL, &v->targets));
    if (v->cli->json) return say_json(v);
    say_run(v);
    return v->has_hour ? say_hour(v) : say_years(v);
}

lt_status lt_judge_command(const lt_cli *cli) {
    lt_judged_case run = {0};
    lt_obs_set set = {0};
    lt_view view = {.cli = cli, .set = &set, .chinese = lt_cli_chinese(cli)};
    LT_TRY(lt_cli_allow(cli, options));
    if (cli->n_positional == 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "nothing to judge", .where = "command line",
                        .expected = "lantian judge FILE...|CASE|DIR", .found = "no name",
                        .todo = "name tables of observations, or a case that was run");
    if (cli->city) LT_TRY(lt_city_choose(cli->city, LT_N_CITY_VALUES, &view.city));
    LT_TRY(read_hour(&view));
    const bool observed = is_observed(cli->positional[0]);
    if (observed && cli->obs.n > 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "--obs goes with a finished case", .where = "command line",
                        .expected = "lantian judge CASE --obs FILE", .found = cli->positional[0],
                        .todo = "name all tables without --obs");
    lt_status status =
        observed ? lt_air_read(cli->positional, cli->n_positional, &set) : lt_judged_case_read(cli, &run, &set);
    if (!observed) view.run = &run;
    if (status == LT_OK) status = show(&view);
    lt_targets_free(&view.targets);
    lt_judged_free(&view.judged);
    lt_obs_free(&set);
    lt_judged_case_free(&run);
    return status;
}
