/* command_check.c - the check tables: our totals beside published ones, the gridded sum beside the table sum. */
#include "inventory/command/command_check.h"

#include "base/json.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <string.h>

const double lt_check_closure = 1e-9;

static bool same_block(const lt_published *a, const lt_published *b) {
    return a->year == b->year && strcmp(a->inventory, b->inventory) == 0 && strcmp(a->region, b->region) == 0 &&
           strcmp(a->group, b->group) == 0;
}

/* A sector's name in 28 columns; Chinese characters (3 bytes) take two. */
static void say_name(const char *name) {
    int columns = 0;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++) columns += *c >= 0xE3 ? 2 : (*c & 0xC0) != 0x80;
    lt_say("%s%*s", name, columns < 28 ? 28 - columns : 0, "");
}

static void print_sectors(const lt_check_result *r, bool chinese) {
    lt_say(chinese ? "\n辽宁，基准年 %d，%ld 条源记录；千吨/年（NOx 以 NO2 计，CO2 含化石燃料与工艺过程）\n"
                   : "\nLiaoning, base year %d, %ld source rows; kt a year (NOx as NO2, CO2 fossil and process)\n",
           r->ledger->base_year, r->ledger->n);
    const char *label = lt_years_label(&r->ledger->years, chinese);
    if (label[0]) lt_say("%s\n", label);
    say_name(chinese ? "部门" : "sector");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) lt_say("%10s", lt_pollutant_names[p]);
    lt_say("\n");
    for (int s = 0; s < r->allocation->sectors->n; s++) {
        const lt_sector *sector = &r->allocation->sectors->items[s];
        double kt[LT_N_POLLUTANTS], any = 0;
        lt_ledger_totals_kt(r->ledger, NULL, sector->name, kt);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) any += kt[p];
        if (any == 0) continue;
        say_name(chinese ? sector->name_zh : sector->name_en);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) lt_say("%10.1f", kt[p]);
        lt_say("\n");
    }
    say_name(chinese ? "合计" : "all");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) lt_say("%10.1f", r->table_kt[p]);
    lt_say("\n");
}

/* Why a total is far off, where the years are those to be held against each other. */
static const char *note_of(const lt_check_result *r, const lt_published *row, double ours, bool chinese) {
    if (!lt_published_far(ours, row->value_kt)) return "";
    const char *note = lt_published_note(r->notes, row, chinese);
    const bool same_time = lt_published_base_year(row->year) == r->ledger->base_year;
    return note && same_time ? lt_fmt("! %s", note) : "!";
}

/* "Shenyang+Anshan" as 沈阳、鞍山. */
static void say_regions(const lt_check_result *r, const char *names, bool chinese) {
    for (const char *at = names; *at;) {
        const size_t length = strcspn(at, "+");
        const char *name = lt_fmt("%.*s", (int)length, at);
        const lt_region_info *region = lt_regions_find(r->allocation->regions, name);
        const bool province = strcmp(name, "Liaoning") == 0;
        if (at != names) lt_say(chinese ? "、" : "+");
        lt_say("%s", !chinese ? name : province ? "辽宁" : region ? region->name_zh : name);
        at += length + (at[length] == '+');
    }
}

/* Groups of sectors that totals are stated for. */
static const char *group_word(const char *group, bool chinese) {
    static const char *const words[][2] = {{"all", "全部"},
                                           {"power", "电力与供热"},
                                           {"industry", "工业"},
                                           {"road", "道路机动车"},
                                           {"transport", "其他交通与机械"},
                                           {"residential", "民用"},
                                           {"reported industry and power", "上报的工业与电力"}};
    for (size_t k = 0; chinese && k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k][0], group) == 0) return words[k][1];
    return group;
}

static void print_published(const lt_check_result *r, bool chinese) {
    lt_say(chinese
               ? "\n已发表的总量，千吨/年；比值 = 本清单（%d）/ 已发表；! 表示超出 2 倍；没有任何数按它们缩放\n"
               : "\nPublished totals, kt a year; ratio = ours (%d) / published, ! = outside a factor of 2; nothing is "
                 "scaled to fit\n",
           r->ledger->base_year);
    if (r->ledger->base_year != 2014)
        lt_say("%s", chinese ? "许多差别只因年份不同：2014 年的请看 lantian inventory check shenyang-2014\n"
                             : "Much differs only because years differ: those of 2014 are for lantian inventory check "
                               "shenyang-2014\n");
    else
        lt_say("%s", chinese ? "许多差别只因年份不同\n" : "Much differs only because years differ\n");
    for (long k = 0; k < r->published->n; k++) {
        const lt_published *row = &r->published->rows[k];
        if (k == 0 || !same_block(row, row - 1)) {
            lt_say("\n%s %d, ", chinese ? row->inventory_zh : row->inventory, row->year);
            say_regions(r, row->region, chinese);
            lt_say(chinese ? ", %s\n  %-8s      本清单      已发表    比值\n"
                           : ", %s\n  %-8s        ours   published   ratio\n",
                   group_word(row->group, chinese), "");
        }
        double ours = lt_published_ours(row, r->ledger, r->allocation->sectors);
        lt_say("  %-8s%12.1f%12.1f%8.2f %s\n", lt_pollutant_names[row->pollutant], ours, row->value_kt,
               row->value_kt > 0 ? ours / row->value_kt : 0.0, note_of(r, row, ours, chinese));
    }
}

static void print_grid(const lt_check_result *r, bool chinese) {
    if (!r->gridded) {
        lt_say(chinese
                   ? "\n没有网格：用 --grid 给出 grid.nc 的路径，即可核对网格总和与表格总和。\n"
                   : "\nNo grid at hand: give --grid with the path of a grid.nc to hold the gridded sum against the "
                     "table.\n");
        return;
    }
    lt_say(chinese
               ? "\n网格 %s，千吨/年\n  %-8s            表格      十四市网格        差别      其他陆地        海域     "
                 "     "
                 "合计\n"
               : "\nOn the grid %s, kt a year\n  %-8s           table       14 cities  difference    other land        "
                 " sea           all\n",
           r->grid_name, "");
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double cities = r->grid_kt[LT_PART_CITIES][p], land = r->grid_kt[LT_PART_LAND][p],
               sea = r->grid_kt[LT_PART_SEA][p];
        lt_say("  %-8s%16.6f%16.6f%12.1e%14.1f%12.1f%14.1f\n", lt_pollutant_names[p], r->table_kt[p], cities,
               r->table_kt[p] > 0 ? cities / r->table_kt[p] - 1 : 0.0, land, sea, cities + land + sea);
    }
    lt_say(
        chinese
            ? "  周边地区没有 TSP、CO2_bio、CH4、N2O 的数字，海域没有 TSP 和 NH3 的数字：0.0 不表示没有排放\n"
            : "  The regions around have no figures of TSP, CO2_bio, CH4, N2O, the sea none of TSP and NH3: 0.0 there "
              "is no zero emission\n");
    lt_say(chinese ? "  最大相对差别 %.1e（允许 %.0e）\n" : "  largest relative difference %.1e (allowed %.0e)\n",
           r->worst, lt_check_closure);
}

void lt_check_print(const lt_check_result *result, bool chinese) {
    print_sectors(result, chinese);
    print_published(result, chinese);
    print_grid(result, chinese);
}

static cJSON *totals(const double kt[LT_N_POLLUTANTS]) {
    cJSON *object = cJSON_CreateObject();
    for (int p = 0; p < LT_N_POLLUTANTS; p++) cJSON_AddNumberToObject(object, lt_pollutant_names[p], kt[p]);
    return object;
}

static void add_sectors(cJSON *root, const lt_check_result *r) {
    cJSON *sectors = cJSON_AddObjectToObject(root, "by_sector_kt");
    for (int s = 0; s < r->allocation->sectors->n; s++) {
        double kt[LT_N_POLLUTANTS], any = 0;
        lt_ledger_totals_kt(r->ledger, NULL, r->allocation->sectors->items[s].name, kt);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) any += kt[p];
        if (any > 0) cJSON_AddItemToObject(sectors, r->allocation->sectors->items[s].name, totals(kt));
    }
    cJSON *cities = cJSON_AddObjectToObject(root, "by_city_kt");
    for (int c = 0; c < LT_N_CITIES; c++) {
        double kt[LT_N_POLLUTANTS];
        lt_ledger_totals_kt(r->ledger, lt_city_names[c], NULL, kt);
        cJSON_AddItemToObject(cities, lt_city_names[c], totals(kt));
    }
}

static void add_published(cJSON *root, const lt_check_result *r) {
    cJSON *list = cJSON_AddArrayToObject(root, "published");
    for (long k = 0; k < r->published->n; k++) {
        const lt_published *row = &r->published->rows[k];
        double ours = lt_published_ours(row, r->ledger, r->allocation->sectors);
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "inventory", row->inventory);
        cJSON_AddNumberToObject(item, "year", row->year);
        cJSON_AddStringToObject(item, "region", row->region);
        cJSON_AddStringToObject(item, "group", row->group);
        cJSON_AddStringToObject(item, "pollutant", lt_pollutant_names[row->pollutant]);
        cJSON_AddNumberToObject(item, "published_kt", row->value_kt);
        cJSON_AddNumberToObject(item, "ours_kt", ours);
        cJSON_AddNumberToObject(item, "ratio", row->value_kt > 0 ? ours / row->value_kt : 0);
        cJSON_AddBoolToObject(item, "outside_factor_2", lt_published_far(ours, row->value_kt));
        cJSON_AddItemToArray(list, item);
    }
}

lt_status lt_check_print_json(const lt_check_result *r) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "base_year", r->ledger->base_year);
    if (lt_years_label(&r->ledger->years, false)[0]) {
        cJSON_AddStringToObject(root, "base_year_label_en", lt_years_label(&r->ledger->years, false));
        cJSON_AddStringToObject(root, "base_year_label_zh", lt_years_label(&r->ledger->years, true));
    }
    cJSON_AddNumberToObject(root, "source_rows", (double)r->ledger->n);
    cJSON_AddItemToObject(root, "liaoning_kt", totals(r->table_kt));
    add_sectors(root, r);
    add_published(root, r);
    if (r->gridded) {
        cJSON *grid = cJSON_AddObjectToObject(root, "grid");
        cJSON_AddStringToObject(grid, "name", r->grid_name);
        cJSON_AddItemToObject(grid, "gridded_kt", totals(r->grid_kt[LT_PART_CITIES]));
        cJSON_AddItemToObject(grid, "other_land_kt", totals(r->grid_kt[LT_PART_LAND]));
        cJSON_AddItemToObject(grid, "sea_kt", totals(r->grid_kt[LT_PART_SEA]));
        cJSON_AddNumberToObject(grid, "largest_relative_difference", r->worst);
        cJSON_AddNumberToObject(grid, "allowed", lt_check_closure);
    }
    return lt_json_say(root);
}
