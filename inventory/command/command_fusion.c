/* command_fusion.c - `lantian inventory compare CASE [--grid G] [--json] [--lang zh]`. */
#include "inventory/command/command_fusion.h"

#include "base/job.h"
#include "base/json.h"
#include "base/log.h"
#include "base/pad.h"
#include "inventory/command/command.h"
#include "inventory/fusion/fusion_report.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

/* Ratio of ours to theirs; NAN where one has nothing. */
static double ratio(const lt_comparison *row) {
    return row->ours_kt > 0 && row->theirs_kt > 0 ? row->ours_kt / row->theirs_kt : NAN;
}

static const char *level_name(const lt_fusion *f, int level) {
    const char *path = f->background->levels[level].foreign.path, *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lt_status print_json(const lt_fusion *f, const lt_fusion_report *report) {
    cJSON *root = cJSON_CreateObject(), *rows = cJSON_AddArrayToObject(root, "comparison"),
          *doubles = cJSON_AddArrayToObject(root, "counted_twice");
    for (long k = 0; k < report->n_rows; k++) {
        const lt_comparison *r = &report->rows[k];
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(rows, row);
        cJSON_AddStringToObject(row, "inventory", level_name(f, r->level));
        cJSON_AddStringToObject(row, "region", r->region);
        cJSON_AddStringToObject(row, "their_sector", r->theirs[0] ? r->theirs : "all");
        cJSON_AddStringToObject(row, "our_sectors", r->ours);
        cJSON_AddStringToObject(row, "pollutant", lt_pollutant_names[r->pollutant]);
        cJSON_AddNumberToObject(row, "ours_kt", r->ours_kt);
        cJSON_AddNumberToObject(row, "theirs_kt", r->theirs_kt);
        if (isfinite(ratio(r))) cJSON_AddNumberToObject(row, "ratio", ratio(r));
    }
    for (long k = 0; k < report->n_doubles; k++) {
        const lt_double_count *d = &report->doubles[k];
        cJSON *row = cJSON_CreateObject();
        cJSON_AddItemToArray(doubles, row);
        cJSON_AddStringToObject(row, "inventory", level_name(f, d->level));
        cJSON_AddStringToObject(row, "point", d->point->id);
        cJSON_AddStringToObject(row, "sector", d->point->sector);
        cJSON_AddStringToObject(row, "their_sector", d->sector->name);
        cJSON_AddNumberToObject(row, "i", d->i);
        cJSON_AddNumberToObject(row, "j", d->j);
        cJSON_AddNumberToObject(row, "kept_share", d->kept);
        cJSON_AddStringToObject(row, "pollutant", lt_pollutant_names[d->pollutant]);
        cJSON_AddNumberToObject(row, "own_t", d->own_t);
        cJSON_AddNumberToObject(row, "kept_t", d->kept_t);
    }
    return lt_json_say(root);
}

/* At most width - 1 columns, with dots where something is left off. */
static const char *cut(const char *text, int width) {
    const int n = (int)strlen(text);
    return n < width ? text : lt_fmt("%.*s...", width - 4, text);
}

static const char *region_name(const lt_fusion *f, const char *region, bool zh) {
    const lt_region_info *info = lt_regions_find(f->allocation->regions, region);
    if (!zh) return region;
    return info ? info->name_zh : strcmp(region, "Liaoning") == 0 ? "辽宁" : region;
}

static void print_table(const lt_fusion *f, const lt_fusion_report *report, bool zh) {
    lt_say(zh ? "自下而上(本清单)与自上而下清单对照，kt/年；! 表示相差两倍以上\n"
              : "bottom-up (this ledger) beside inventories of others, kt a year; ! outside a factor of 2\n");
    lt_say("%s%s%s%s", lt_pad(zh ? "清单" : "inventory", 26), lt_pad(zh ? "地区" : "region", 12),
           lt_pad(zh ? "对方部门" : "their sector", 30), lt_pad(zh ? "污染物" : "species", 8));
    lt_say("%s%s%s  %s\n", lt_pad(zh ? "本清单" : "ours", -12), lt_pad(zh ? "对方" : "theirs", -12),
           lt_pad(zh ? "比值" : "ratio", -8), zh ? "本清单部门" : "our sectors");
    for (long k = 0; k < report->n_rows; k++) {
        const lt_comparison *r = &report->rows[k];
        const double x = ratio(r);
        const char *theirs = r->theirs[0] ? cut(r->theirs, 30) : zh ? "合计" : "all";
        lt_say("%s%s%s%-8s%12.6g%12.6g", lt_pad(cut(level_name(f, r->level), 26), 26),
               lt_pad(region_name(f, r->region, zh), 12), lt_pad(theirs, 30), lt_pollutant_names[r->pollutant],
               r->ours_kt, r->theirs_kt);
        if (isfinite(x))
            lt_say("%8.3f%s", x, x < 0.5 || x > 2 ? "! " : "  ");
        else
            lt_say("%8s  ", "-");
        lt_say("%s\n", r->ours);
    }
    if (report->n_doubles == 0)
        lt_say(zh ? "没有点源落在保留的对方面源中\n" : "no point lies in an area sector of others that is kept\n");
    for (long k = 0; k < report->n_doubles; k++) {
        const lt_double_count *d = &report->doubles[k];
        lt_say(zh ? "可能重复计算：点源 %s (%s) 位于网格 (%d, %d)，该处保留 %s 的部门 %s %.0f %%：%s %.4g t，点源自身 "
                    "%.4g t\n"
                  : "may be counted twice: point %s (%s) lies in cell (%d, %d), where %s keeps sector %s to %.0f %%: "
                    "%s %.4g t, "
                    "the point's own %.4g t\n",
               d->point->id, d->point->sector, d->i, d->j, level_name(f, d->level), d->sector->name, 100 * d->kept,
               lt_pollutant_names[d->pollutant], d->kept_t, d->own_t);
    }
}

static lt_status compare(const lt_cli *cli, const lt_ledger *ledger, const lt_case *setup) {
    const char *grid_name = cli->grid ? cli->grid : setup->grid;
    lt_allocation allocation;
    lt_grid *grid = NULL;
    lt_fusion *fusion = NULL;
    lt_fusion_report *report = NULL;
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_status status;
    LT_TRY_GOTO(status, lt_inventory_grid_of(grid_name, setup->inventory, &grid), done);
    LT_TRY_GOTO(status, lt_fusion_create(ledger, grid, &allocation, &fusion), done);
    LT_TRY_GOTO(status, lt_fusion_report_create(fusion, &report), done);
    if (cli->json)
        status = print_json(fusion, report);
    else
        print_table(fusion, report, lt_cli_chinese(cli));
done:
    lt_fusion_report_free(report);
    lt_fusion_free(fusion);
    lt_grid_free(grid);
    lt_allocation_free(&allocation);
    return status;
}

lt_status lt_inventory_compare(const lt_cli *cli) {
    lt_case *setup;
    lt_ledger *ledger = NULL;
    lt_cli plain = *cli;
    LT_TRY(lt_cli_allow(cli, "grid json lang quiet"));
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "which case shall be compared?", .where = "command line",
                        .expected = "lantian inventory compare CASE",
                        .found = lt_fmt("%d names of cases", cli->n_positional - 1), .todo = "name one case");
    plain.grid = NULL;
    LT_TRY(lt_case_read(cli->positional[1], &plain, &setup));
    lt_status status = lt_ledger_read(setup->inventory, (int)setup->base_year, &ledger);
    if (status == LT_OK && !ledger->background)
        status = LT_RAISE(LT_ERR_INPUT, .what = "the case has no inventory of others", .where = setup->path,
                          .expected = "inventory: background: with at least one item", .found = "none",
                          .todo = "see inventory/README.md, section of a case");
    if (status == LT_OK) status = compare(cli, ledger, setup);
    lt_ledger_free(ledger);
    lt_case_free(setup);
    return status;
}
