/* command_show.c - see command_show.h. */
#include "inventory/command/command_show.h"

#include "base/json.h"
#include "base/log.h"
#include "base/pad.h"
#include "base/units.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/place/gridding.h"
#include "inventory/words.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static cJSON *names_of(const lt_source *s) {
    cJSON *o = cJSON_CreateObject();
    const char *const texts[][2] = {{"id", s->id},           {"region", s->region},   {"county", s->county},
                                    {"sector", s->sector},   {"process", s->process}, {"technology", s->technology},
                                    {"control", s->control}, {"unit", s->unit}};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) cJSON_AddStringToObject(o, texts[k][0], texts[k][1]);
    cJSON_AddNumberToObject(o, "activity", s->activity);
    return o;
}

/* --- list --------------------------------------------------------------------------------------------------------- */

lt_status lt_command_list(const lt_cli *cli, const lt_ledger *ledger) {
    static const int shown[] = {LT_SO2, LT_NOX, LT_NMVOC, LT_PM25};
    const bool chinese = lt_cli_chinese(cli);
    lt_allocation allocation;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    cJSON *root = cli->json ? cJSON_CreateObject() : NULL, *rows = root ? cJSON_AddArrayToObject(root, "rows") : NULL;
    if (!root)
        lt_say("%s%s%s %s%10s%10s%10s%10s\n", lt_pad(chinese ? "编号" : "id", 48),
               lt_pad(chinese ? "城市" : "region", 10), lt_pad(chinese ? "活动水平" : "activity", -14),
               lt_pad(chinese ? "单位" : "unit", 8), "SO2 t", "NOx t", "NMVOC t", "PM2.5 t");
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (root) {
            cJSON *o = names_of(s), *tonnes = cJSON_AddObjectToObject(o, "emission_t");
            for (int p = 0; p < LT_N_POLLUTANTS; p++)
                cJSON_AddNumberToObject(tonnes, lt_pollutant_names[p],
                                        lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3);
            cJSON_AddItemToArray(rows, o);
            continue;
        }
        const lt_region_info *region = chinese ? lt_regions_find(allocation.regions, s->region) : NULL;
        lt_say("%s%s%14.6g %-8s", lt_pad(s->id, 48), lt_pad(region ? region->name_zh : s->region, 10), s->activity,
               s->unit);
        for (int p = 0; p < 4; p++) lt_say("%10.1f", lt_source_emission_kg(s, (enum lt_pollutant)shown[p]) * 1e-3);
        lt_say("\n");
    }
    lt_allocation_free(&allocation);
    return root ? lt_json_say(root) : LT_OK;
}

/* --- show --------------------------------------------------------------------------------------------------------- */

/* The row of the tables that the factor of the source came from; NULL where the source brought its own. */
static const lt_factor *table_row(const lt_ledger *ledger, const lt_source *s, int pollutant) {
    const lt_factor *row = lt_factors_of(ledger->factors, s->sector, s->process, s->technology, pollutant);
    double slope = 1, offset;
    if (!row || (strcmp(row->unit, s->unit) != 0 && lt_units_factor(s->unit, row->unit, &slope, &offset) != LT_OK))
        return NULL;
    return fabs(row->factor * slope - s->factor_kg[pollutant]) <= 1e-12 * s->factor_kg[pollutant] ? row : NULL;
}

static const char *own(const lt_source *s, int pollutant, bool chinese) {
    if (s->factor_kg[pollutant] == 0) return "";
    return chinese ? "本行自带的系数" : "the row's own factor";
}

static void say_head(const lt_source *s, const lt_allocation *a, const lt_words *words, bool chinese) {
    const lt_region_info *region = lt_regions_find(a->regions, s->region);
    const lt_sector *sector = lt_sectors_find(a->sectors, s->sector);
    if (chinese)
        lt_say("%s (%s:%d)\n%s，%s，%s，%s，末端控制 %s\n活动水平 %.8g %s/年；时间分配 %s，空间分配 %s，排放高度 %s\n",
               s->id, s->file, s->line, region ? region->name_zh : s->region, sector ? sector->name_zh : s->sector,
               lt_words_zh(words, s->process), lt_words_zh(words, s->technology), lt_words_zh(words, s->control),
               s->activity, s->unit, s->calendar, s->surrogate, s->profile);
    else
        lt_say("%s (%s:%d)\n%s, %s, %s, %s, control %s\nactivity %.8g %s a year; calendar %s, place %s, height %s\n",
               s->id, s->file, s->line, s->region, s->sector, s->process, s->technology, s->control, s->activity,
               s->unit, s->calendar, s->surrogate, s->profile);
    if (s->capacity_tph > 0)
        lt_say(chinese ? "锅炉：共 %.6g t/h，最大 %g t/h，%s\n" : "boilers: %.6g t/h, largest %g t/h, %s\n",
               s->capacity_tph, s->unit_size_tph,
               chinese ? (s->built_up ? "建成区内" : "建成区外")
                       : (s->built_up ? "in built-up areas" : "not in built-up areas"));
    if (s->is_point)
        lt_say(chinese ? "排气筒 东经 %.4f 北纬 %.4f%s，高 %g m\n" : "stack at %.4f E %.4f N%s, %g m\n", s->lon, s->lat,
               !s->place_assumed ? ""
               : chinese         ? "（位置为假定）"
                                 : " (place assumed)",
               s->stack_height_m);
    lt_say(chinese ? "数据来源：%s\n" : "source: %s\n", s->note);
}

static void say_factors(const lt_ledger *ledger, const lt_source *s, bool chinese) {
    lt_say(chinese ? "\n排放系数 kg/%s，去除率 0 到 1\n%-8s%18s%13s%17s  %s\n"
                   : "\nfactor in kg per %s, removal from 0 to 1\n%-8s%14s%10s%14s  %s\n",
           s->unit, "", chinese ? "系数" : "factor", chinese ? "去除率" : "removal",
           chinese ? "排放量 t" : "emission t", chinese ? "系数来源" : "source of the factor");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const lt_factor *row = table_row(ledger, s, p);
        lt_say("%-8s%14.6g%10.4f%14.6g  %s%s%s%s\n", lt_pollutant_names[p], s->factor_kg[p], s->removal[p],
               lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3, row ? "[" : "", row ? row->mark : "",
               row ? "] " : "", row ? row->source : own(s, p, chinese));
    }
    for (long k = 0; ledger->controls && k < ledger->controls->n; k++) {
        const lt_control *c = &ledger->controls->rows[k];
        if (strcmp(c->name, s->control) == 0)
            lt_say(chinese ? "末端控制 %s %s：[%s] %s\n" : "control %s %s: [%s] %s\n", c->name,
                   c->pollutant < LT_N_POLLUTANTS ? lt_pollutant_names[c->pollutant] : "PMC", c->mark, c->source);
    }
}

static lt_status show_json(const lt_ledger *ledger, const lt_source *s) {
    cJSON *root = names_of(s), *list = cJSON_AddArrayToObject(root, "pollutants");
    cJSON_AddStringToObject(root, "source", s->note ? s->note : "");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const lt_factor *row = table_row(ledger, s, p);
        cJSON *o = cJSON_CreateObject();
        cJSON_AddStringToObject(o, "pollutant", lt_pollutant_names[p]);
        cJSON_AddNumberToObject(o, "factor_kg", s->factor_kg[p]);
        cJSON_AddNumberToObject(o, "removal", s->removal[p]);
        cJSON_AddNumberToObject(o, "emission_t", lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3);
        cJSON_AddStringToObject(o, "document", row ? row->document : "");
        cJSON_AddStringToObject(o, "mark", row ? row->mark : "");
        cJSON_AddStringToObject(o, "source", row ? row->source : own(s, p, false));
        cJSON_AddItemToArray(list, o);
    }
    return lt_json_say(root);
}

static lt_status no_such_row(const lt_ledger *ledger, const char *id) {
    const char **ids;
    LT_TRY(lt_calloc((size_t)ledger->n + 1, sizeof *ids, &ids));
    for (long k = 0; k < ledger->n; k++) ids[k] = ledger->sources[k].id;
    const char *near = lt_nearest_name(id, ids, ledger->n);
    const lt_status status = LT_RAISE(LT_ERR_USAGE, .what = "no source row with this id", .where = ledger->path,
                                      .expected = "an id of `lantian inventory list`", .found = lt_fmt("\"%s\"", id),
                                      .todo = near ? lt_fmt("did you mean %s?", near) : "look it up in the list");
    lt_free(ids);
    return status;
}

lt_status lt_command_show(const lt_cli *cli, const lt_ledger *ledger, const char *id) {
    const lt_source *s = lt_ledger_find(ledger, id);
    lt_allocation allocation;
    lt_words *words;
    if (!s) return no_such_row(ledger, id);
    if (cli->json) return show_json(ledger, s);
    LT_TRY(lt_words_read(&words));
    const lt_status status = lt_allocation_of(ledger, &allocation);
    if (status == LT_OK) {
        say_head(s, &allocation, words, lt_cli_chinese(cli));
        say_factors(ledger, s, lt_cli_chinese(cli));
        lt_allocation_free(&allocation);
    }
    lt_words_free(words);
    return status;
}
