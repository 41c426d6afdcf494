/* plume_report.c - the summary of a plume run (plume_report.h). */
#include "model/gaussian/command/plume_report.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

typedef struct highest {
    double ugm3;
    int receptor; /* -1: none */
    lt_time end;
} highest;

static lt_status highest_of(const lt_plume_result *r, const lt_plume_column *column, highest *out) {
    *out = (highest){NAN, -1, 0};
    for (int n = 0; n < r->setup->receptors.n; n++) {
        double value;
        lt_time end = 0;
        LT_TRY(lt_plume_result_value(r, column, n, &value, &end));
        if (isfinite(value) && !(out->ugm3 >= value)) *out = (highest){value, n, end};
    }
    return LT_OK;
}

/* Columns of groups and sources may be hundreds: the terminal has those of all sources. */
static bool is_of_all(const lt_plume_run *run, int track) {
    return track == 0 || track == run->background_track || track == run->no2_track;
}

/* The file that has all columns. */
static const char *table_of(const lt_plume_setup *s) {
    static const char *const files[][2] = {{"csv", "plume.csv"}, {"netcdf", "plume.nc"}, {"gpkg", "plume.gpkg"}};
    const lt_list *formats = &s->keys->outputs.format;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++)
        for (long k = 0; k < formats->n; k++)
            if (strcmp(((char *const *)formats->items)[k], files[f][0]) == 0) return files[f][1];
    return "";
}

/* kg */
static void add_budget(cJSON *root, const lt_plume_run *run) {
    const lt_puffs_budget b = lt_plume_puffs_run_budget(run->puffs);
    cJSON *kg = cJSON_AddObjectToObject(root, "puffs_kg");
    cJSON_AddNumberToObject(kg, "emitted", 1e-3 * b.emitted);
    cJSON_AddNumberToObject(kg, "aloft", 1e-3 * b.aloft);
    cJSON_AddNumberToObject(kg, "deposited", 1e-3 * b.deposited);
    cJSON_AddNumberToObject(kg, "washed", 1e-3 * b.washed);
    cJSON_AddNumberToObject(kg, "decayed", 1e-3 * b.decayed);
    cJSON_AddNumberToObject(kg, "left", 1e-3 * b.left);
}

static lt_status say_json(const lt_plume_run *run, const lt_plume_result *r, const char *folder) {
    const lt_plume_setup *s = r->setup;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian.plume.1");
    cJSON_AddStringToObject(root, "plume", s->keys->name);
    cJSON_AddStringToObject(root, "pollutant", s->keys->pollutant);
    cJSON_AddNumberToObject(root, "hours", (double)r->statistics->hours);
    cJSON_AddNumberToObject(root, "hours_good", (double)r->statistics->good);
    cJSON_AddNumberToObject(root, "hours_calm", (double)s->weather->calm);
    cJSON_AddNumberToObject(root, "hours_calm_lowest_wind", (double)s->weather->lifted);
    cJSON_AddNumberToObject(root, "hours_missing", (double)s->weather->missing);
    cJSON_AddNumberToObject(root, "hours_puffs", (double)s->weather->puffed);
    if (run->puffs) add_budget(root, run);
    cJSON_AddNumberToObject(root, "gaps", (double)s->weather->gaps);
    cJSON_AddNumberToObject(root, "sources", (double)s->sources.n);
    cJSON_AddNumberToObject(root, "receptors", s->receptors.n);
    cJSON_AddNumberToObject(root, "receptors_left_out", (double)s->receptors.left_out);
    lt_json_add_number(root, "background_mean_ugm3", s->background.given ? 1e6 * s->background.mean_gm3 : NAN);
    lt_json_add_number(root, "deposition_velocity_mean_ms", s->losses.computed ? s->losses.mean_ms : NAN);
    cJSON_AddNumberToObject(root, "wall_s", run->wall_s);
    cJSON_AddStringToObject(root, "folder", folder);
    cJSON *columns = cJSON_AddArrayToObject(root, "highest");
    for (int c = 0; c < r->n_columns; c++) {
        highest h;
        const lt_status status = highest_of(r, &r->columns[c], &h);
        if (status != LT_OK) {
            cJSON_Delete(root);
            return status;
        }
        cJSON *row = lt_json_add_item(columns);
        cJSON_AddStringToObject(row, "column", r->columns[c].name);
        lt_json_add_number(row, "ugm3", h.ugm3);
        if (h.receptor < 0) continue;
        cJSON_AddStringToObject(row, "receptor", s->receptors.ids[h.receptor].text);
        cJSON_AddNumberToObject(row, "x_m", s->receptors.x_m[h.receptor]);
        cJSON_AddNumberToObject(row, "y_m", s->receptors.y_m[h.receptor]);
        char local[24];
        lt_time_local(h.end, local);
        if (r->columns[c].what == LT_PLUME_TOP) cJSON_AddStringToObject(row, "end_local", local);
    }
    return lt_json_say(root);
}

static lt_status say_highest(const lt_plume_result *r, const lt_plume_column *column) {
    const lt_receptor_set *set = &r->setup->receptors;
    highest h;
    char local[24] = "";
    LT_TRY(highest_of(r, column, &h));
    if (h.receptor < 0) {
        lt_say("%-28.40s  %9s\n", column->name, "-");
        return LT_OK;
    }
    if (column->what == LT_PLUME_TOP) lt_time_local(h.end, local);
    lt_say("%-28.40s  %9.4g  %-12.20s %8.0f %8.0f  %s\n", column->name, h.ugm3, set->ids[h.receptor].text,
           set->x_m[h.receptor], set->y_m[h.receptor], local);
    return LT_OK;
}

static lt_status say_text(const lt_plume_run *run, const lt_plume_result *r, bool zh, const char *folder) {
    const lt_plume_setup *s = r->setup;
    const lt_plume_weather *w = s->weather;
    if (zh)
        lt_say("%s：%s，%ld 个源，%d 个受体，%.1f 秒\n", s->keys->name, s->keys->pollutant, s->sources.n,
               s->receptors.n, run->wall_s);
    else
        lt_say("%s: %s, %ld source%s, %d receptor%s, %.1f s\n", s->keys->name, s->keys->pollutant, s->sources.n,
               s->sources.n == 1 ? "" : "s", s->receptors.n, s->receptors.n == 1 ? "" : "s", run->wall_s);
    lt_say(zh ? "小时：%ld 个，其中有效 %ld，静风 %ld（按最低风速计算 %ld），缺测 %ld（不计入平均）\n"
              : "hours: %ld, of which %ld count; %ld calm (%ld got the lowest wind), %ld missing (in no mean)\n",
           r->statistics->hours, r->statistics->good, w->calm, w->lifted, w->missing);
    if (run->puffs) {
        const lt_puffs_budget b = lt_plume_puffs_run_budget(run->puffs);
        lt_say(zh ? "烟团：%ld 小时（静风 %ld），释放 %.4g kg，结束时仍在空中 %.4g kg，已离开 %.4g kg\n"
                  : "puffs: %ld hours (%ld calm), %.4g kg released, %.4g kg aloft at the end, %.4g kg have left\n",
               w->puffed, w->puffed_calms, 1e-3 * b.emitted, 1e-3 * b.aloft, 1e-3 * b.left);
    }
    lt_say("\n");
    lt_say(zh ? "最大值（µg/m3）                   数值  受体            x (m)    y (m)  时段结束 (UTC+8)\n"
              : "highest, ug/m3                    value  receptor        x (m)    y (m)  end (UTC+8)\n");
    int more = 0;
    for (int c = 0; c < r->n_columns; c++) {
        if (is_of_all(run, r->columns[c].track))
            LT_TRY(say_highest(r, &r->columns[c]));
        else
            more++;
    }
    const char *by = lt_list_text(&s->keys->outputs.by, zh ? "、" : " and ");
    if (more > 0)
        lt_say(zh ? "按 %s：另有 %d 列，见 %s/%s\n" : "by %s: %d more in %s/%s\n", by, more, folder, table_of(s));
    lt_say(zh ? "\n结果：%s\n" : "\nresults: %s\n", folder);
    return LT_OK;
}

lt_status lt_plume_report(const lt_plume_run *run, const lt_plume_result *result, const lt_cli *cli,
                          const char *folder) {
    return cli->json ? say_json(run, result, folder) : say_text(run, result, lt_cli_chinese(cli), folder);
}
