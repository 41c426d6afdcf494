#include "postproc/judgement/judge_command.h"

#include "base/json.h"
#include "base/outdir.h"
#include "postproc/judgement/judge_all.h"
#include "postproc/judgement/judge_json.h"
#include "postproc/judgement/judge_print.h"
#include "postproc/judgement/judge_run.h"
#include "postproc/judgement/targets_command.h"
#include "postproc/results_folder.h"
#include "postproc/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char options[] = "out variant city year hour top obs json lang quiet";

/* --- what is judged --- */

/* A table, a pattern, or a folder of tables; a case is a name, a case.yaml or the folder of one. */
static bool is_observed(const char *name) {
    struct stat info;
    const size_t length = strlen(name);
    if (strchr(name, '*') || (length > 4 && strcmp(name + length - 4, ".csv") == 0)) return true;
    return stat(name, &info) == 0 && S_ISDIR(info.st_mode) && !lt_path_exists(lt_fmt("%s/case.yaml", name));
}

typedef struct lt_judged_run {
    lt_case *setup;
    lt_outdir *dir;
    lt_grid *grid;
    lt_sites sites;
    lt_city_weights *cities;
    char *summary; /* text of summary.json */
} lt_judged_run;

static void free_run(lt_judged_run *run) {
    lt_city_weights_free(run->cities);
    lt_sites_free(&run->sites);
    lt_grid_free(run->grid);
    lt_outdir_close(run->dir);
    lt_case_free(run->setup);
    free(run->summary);
}

static lt_status read_run(const lt_cli *cli, lt_judged_run *run, lt_obs_set *out) {
    char folder[4096];
    LT_TRY(lt_case_read(cli->positional[0], cli, &run->setup));
    lt_results_folder_of(cli, run->setup, folder, sizeof folder);
    const char *summary = lt_fmt("%s/summary.json", folder);
    LT_TRY(lt_results_finished(folder, summary));
    LT_TRY(lt_path_read_text(summary, &run->summary));
    LT_TRY(lt_outdir_open(folder, &run->dir));
    const lt_job job = lt_results_judged(
        &(lt_job){.setup = run->setup, .cli = cli, .out = run->dir, .variant = cli->variant ? cli->variant : "base"});
    LT_TRY(lt_results_grid(&job, &run->grid));
    LT_TRY(lt_sites_read_shipped(&run->sites));
    LT_TRY(lt_city_weights_create(run->grid, &run->sites, &run->cities));
    return lt_obs_of_run(&job, run->grid, run->cities, out);
}

/* --- what is shown --- */

typedef struct lt_view {
    const lt_cli *cli;
    const lt_obs_set *set;
    const lt_judged_run *run; /* NULL: observations */
    lt_judged judged;
    lt_targets targets;
    bool chinese, has_hour;
    int city; /* of --city */
    lt_time hour;
} lt_view;

static bool is_shown(const lt_view *v, const lt_air_days *place, int year) {
    if (v->cli->year && v->cli->year != year) return false;
    return !v->cli->city || v->city == place->city;
}

static lt_status facts_of(const lt_view *v, int year, lt_facts *out) {
    LT_TRY(lt_judged_facts(&v->judged, year, out));
    if (!v->run) return lt_judged_bases(&v->judged, out);
    const char *variant = v->cli->variant && strcmp(v->cli->variant, "base") != 0 ? v->cli->variant : NULL;
    return lt_facts_of_summary_text(v->run->summary, variant, variant ? 0 : (int)v->run->setup->base_year, out);
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
        if (!is_shown(v, place, (int)v->cli->year) || !hour_of(v, k, aqi)) continue;
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

static lt_status say_years(const lt_view *v) {
    int first = 0, last = -1;
    bool any = false;
    lt_judged_span(&v->judged, &first, &last);
    for (long k = 0; k < v->judged.places.n; k++) LT_TRY(say_place(v, k, first, last, &any));
    if (!any)
        lt_text_say("%s", v->chinese ? "没有有效日（城市与年份内无一日有足够小时数）"
                                     : "no day with enough hours in what was asked for");
    for (int year = first; year <= last; year++)
        if (!v->cli->year || v->cli->year == year) LT_TRY(say_targets(v, year));
    lt_judge_print_notes(v->chinese);
    return v->run ? lt_targets_tell(v->cli, v->cli->positional[0], variant_of(v), NULL) : LT_OK;
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
        if (!is_shown(v, place, (int)v->cli->year)) continue;
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
        if (v->cli->year && v->cli->year != year) continue;
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

static lt_status say_json(const lt_view *v) {
    int first = 0, last = -1;
    lt_judged_span(&v->judged, &first, &last);
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-judgement-1");
    cJSON_AddStringToObject(root, "code_version", lt_version());
    cJSON_AddStringToObject(root, "of", v->run ? "run" : "observations");
    if (v->run) cJSON_AddStringToObject(root, "variant", variant_of(v));
    lt_judge_json_rules(root);
    add_places(v, first, last, cJSON_AddArrayToObject(root, "places"));
    lt_status status = add_targets(v, first, last, cJSON_AddArrayToObject(root, "targets"));
    if (status == LT_OK && v->run)
        status = lt_targets_tell(v->cli, v->cli->positional[0], variant_of(v), cJSON_AddObjectToObject(root, "run"));
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
    LT_TRY(lt_judged_create(v->set, LT_CLASS_II, &v->judged));
    LT_TRY(lt_targets_read(NULL, &v->targets));
    if (v->cli->json) return say_json(v);
    return v->has_hour ? say_hour(v) : say_years(v);
}

lt_status lt_judge_command(const lt_cli *cli) {
    lt_judged_run run = {0};
    lt_obs_set set = {0};
    lt_view view = {.cli = cli, .set = &set, .chinese = lt_cli_chinese(cli)};
    LT_TRY(lt_cli_allow(cli, options));
    if (cli->n_positional == 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "nothing to judge", .where = "command line",
                        .expected = "lantian judge FILE...|CASE", .found = "no name",
                        .todo = "name tables of observations, or a case that was run");
    if (cli->city) LT_TRY(lt_city_choose(cli->city, LT_N_CITY_VALUES, &view.city));
    LT_TRY(read_hour(&view));
    const bool observed = is_observed(cli->positional[0]);
    if (observed && cli->obs.n > 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "--obs goes with a finished case", .where = "command line",
                        .expected = "lantian judge CASE --obs FILE", .found = cli->positional[0],
                        .todo = "name all tables without --obs");
    lt_status status = observed ? lt_air_read(cli->positional, cli->n_positional, &set) : read_run(cli, &run, &set);
    if (!observed) view.run = &run;
    if (status == LT_OK) status = show(&view);
    lt_targets_free(&view.targets);
    lt_judged_free(&view.judged);
    lt_obs_free(&set);
    free_run(&run);
    return status;
}
