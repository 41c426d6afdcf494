/* command_trace.c - which rows make a number: of a city, a cell, a sector, in a year or an hour (trace.h). */
#include "inventory/command/command_trace.h"

#include "base/job.h"
#include "base/json.h"
#include "base/log.h"
#include "base/number.h"
#include "base/pad.h"
#include "inventory/command/command.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/trace.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 20 };

typedef struct asked {
    const lt_cli *cli;
    const lt_ledger *ledger;
    const lt_allocation *allocation;
    const lt_grid *grid; /* NULL without --cell */
    lt_trace_query query;
    int i, j;
    const lt_trace *trace;
    bool chinese;
} asked;

/* A city by its id or either name; what is none of them goes on to the trace, which says so. */
static const char *region_id(const lt_regions *regions, const char *name) {
    for (int k = 0; k < regions->n; k++)
        if (strcmp(regions->items[k].name_en, name) == 0 || strcmp(regions->items[k].name_zh, name) == 0)
            return regions->items[k].id;
    return name;
}

static const char *sector_id(const lt_sectors *sectors, const char *name) {
    for (int k = 0; k < sectors->n; k++)
        if (strcmp(sectors->items[k].name_en, name) == 0 || strcmp(sectors->items[k].name_zh, name) == 0)
            return sectors->items[k].name;
    return name;
}

static lt_status bad_cell(const asked *a, const char *expected) {
    return LT_RAISE(LT_ERR_USAGE, .what = "a bad value for --cell", .where = "command line", .expected = expected,
                    .found = lt_fmt("\"%s\"", a->cli->cell),
                    .todo = "name the cell by its two whole numbers from the south-west corner, or a place by its "
                            "longitude and latitude with a decimal point");
}

/* "I,J" whole numbers from the south-west corner, or "LON,LAT" with a decimal point in either. */
static lt_status find_cell(asked *a) {
    const lt_grid *grid = a->grid;
    const char *text = a->cli->cell, *comma = strchr(text, ',');
    double first, second;
    bool inside = true;
    if (!comma || !lt_number_double(lt_fmt("%.*s", (int)(comma - text), text), &first) ||
        !lt_number_double(comma + 1, &second))
        return bad_cell(a, "I,J or LON,LAT");
    if (strchr(text, '.'))
        LT_TRY(lt_grid_cell(grid, first, second, &a->i, &a->j, &inside));
    else if ((inside = first >= 0 && first < grid->nx && second >= 0 && second < grid->ny))
        a->i = (int)first, a->j = (int)second;
    if (!inside)
        return bad_cell(a, lt_fmt("a cell of %s: I from 0 to %d, J from 0 to %d, or a place in it", grid->name,
                                  grid->nx - 1, grid->ny - 1));
    a->query.cell = (long)a->j * grid->nx + a->i;
    return LT_OK;
}

static lt_status find_hour(asked *a) {
    const char *text = a->cli->hour;
    a->query.has_hour = true;
    if (strlen(text) == strlen("2020-01-10T08")) text = lt_fmt("%s:00", text);
    const lt_status status = lt_time_parse(text, LT_CST_OFFSET, &a->query.hour);
    if (status == LT_OK && a->query.hour % LT_HOUR == 0) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "a bad value for --hour", .where = "command line",
                    .expected = "a whole hour in UTC+8, e.g. 2020-01-10T08", .found = lt_fmt("\"%s\"", a->cli->hour),
                    .todo = "write the hour by its beginning");
}

static lt_status read_query(asked *a) {
    const lt_cli *cli = a->cli;
    a->query = (lt_trace_query){.species = cli->species, .cell = -1};
    if (cli->city) a->query.region = region_id(a->allocation->regions, cli->city);
    if (cli->sector) a->query.sector = sector_id(a->allocation->sectors, cli->sector);
    if (cli->cell) LT_TRY(find_cell(a));
    return cli->hour ? find_hour(a) : LT_OK;
}

/* --- where the numbers come from ---------------------------------------------------------------------------------- */

static const lt_control *control_of(const lt_ledger *ledger, const lt_source *s, int pollutant) {
    for (long k = 0; ledger->controls && k < ledger->controls->n; k++) {
        const lt_control *c = &ledger->controls->rows[k];
        if (c->pollutant == pollutant && strcmp(c->name, s->control) == 0) return c;
    }
    return NULL;
}

static double share_of(const asked *a, double amount) {
    return a->trace->total > 0 ? amount / a->trace->total : 0;
}

/* --- for people --------------------------------------------------------------------------------------------------- */

/* kt and t a year, kg an hour; mol stay. */
static double shown_amount(const asked *a, double amount) {
    return a->trace->unit[0] != 'k' || a->query.has_hour ? amount : amount * 1e-3;
}

static const char *shown_unit(const asked *a) {
    const char *unit = a->trace->unit, *rest = unit[0] == 'k' ? unit + 2 : "";
    if (a->query.has_hour) return lt_fmt("%s/h", unit);
    return unit[0] == 'k' ? lt_fmt("t%s/a", rest) : lt_fmt("%s/a", unit);
}

static void say_head(const asked *a) {
    const lt_trace_query *q = &a->query;
    const lt_region_info *region = q->region ? lt_regions_find(a->allocation->regions, q->region) : NULL;
    const lt_sector *sector = q->sector ? lt_sectors_find(a->allocation->sectors, q->sector) : NULL;
    char hour[24];
    lt_say("%s", q->species);
    if (region) lt_say(", %s", a->chinese ? region->name_zh : region->name_en);
    if (!region && q->cell < 0) lt_say(a->chinese ? ", 辽宁十四市" : ", the 14 cities of Liaoning");
    if (sector) lt_say(", %s", a->chinese ? sector->name_zh : sector->name_en);
    if (q->cell >= 0)
        lt_say(a->chinese ? ", 网格 %s (%d,%d) %.2f E %.2f N" : ", cell of %s (%d,%d) at %.2f E %.2f N", a->grid->name,
               a->i, a->j, a->grid->lon[q->cell], a->grid->lat[q->cell]);
    if (q->has_hour) {
        lt_time_local(q->hour, hour);
        lt_say(a->chinese ? ", %s 起一小时 (UTC+8, 按日历)" : ", the hour from %s (UTC+8) by its calendar", hour);
    } else {
        lt_say(a->chinese ? ", %d 年" : ", a year (%d)", a->ledger->base_year);
    }
    lt_say(a->chinese ? ": 合计 %.8g %s, %ld 行\n" : ": %.8g %s in all, from %ld rows\n",
           shown_amount(a, a->trace->total), shown_unit(a), a->trace->n);
}

static void say_columns(const asked *a) {
    lt_say("\n%s%s%s%s  %s%s\n", lt_pad("", -4), lt_pad(shown_unit(a), -15),
           lt_pad(a->chinese ? "份额%" : "share %", -9), lt_pad(a->chinese ? "累计%" : "sum %", -8),
           lt_pad(a->chinese ? "源记录" : "source row", 40),
           a->chinese ? " 部门/过程/技术" : " sector/process/technology");
}

static void say_row(const asked *a, long k, double running) {
    const lt_trace_row *row = &a->trace->rows[k];
    const lt_source *s = row->source;
    const lt_factor *factor = lt_factors_of(a->ledger->factors, s->sector, s->process, s->technology, row->pollutant);
    const lt_control *control = control_of(a->ledger, s, row->pollutant);
    lt_say("%4ld%15.6g%9.2f%8.2f  %s %s/%s/%s%s\n", k + 1, shown_amount(a, row->amount), 100 * share_of(a, row->amount),
           100 * running, lt_pad(s->id, 40), s->sector, s->process, s->technology,
           row->by_law && a->query.has_hour ? (a->chinese ? " (随气象变化)" : " (moved by weather)") : "");
    lt_say("      %.6g %s x %.6g kg %s/%s x (1 - %.4f)", s->activity, s->unit, s->factor_kg[row->pollutant],
           lt_pollutant_names[row->pollutant], s->unit, s->removal[row->pollutant]);
    if (strcmp(a->query.species, "ofp") == 0) lt_say(" x MIR %.4g", s->mir);
    if (strcmp(a->query.species, "oh") == 0) lt_say(" x OH %.4g", s->oh);
    if (a->query.cell >= 0) lt_say(a->chinese ? " x 网格内 %.6g" : " x %.6g in the cell", row->in_cell);
    lt_say("\n      %s%s\n", a->chinese ? "活动水平: " : "activity: ", s->note ? s->note : "");
    if (factor) lt_say("      %s[%s] %s\n", a->chinese ? "排放因子: " : "factor: ", factor->mark, factor->source);
    if (control && s->removal[row->pollutant] > 0)
        lt_say("      %s%s [%s] %s\n", a->chinese ? "控制: " : "control: ", control->name, control->mark,
               control->source);
}

static void say_file(const asked *a) {
    const lt_trace *t = a->trace;
    if (a->query.cell < 0 || !a->query.has_hour) return;
    lt_say(a->chinese ? "\nemissions.nc: area 与 points 两组该小时 %.8g %s; 其余按气象定律, laws 组年潜势 %.8g %s\n"
                      : "\nemissions.nc: groups area and points hold %.8g %s in this hour; what weather moves stands "
                        "as %.8g %s a year in the group laws\n",
           t->as_hours, shown_unit(a), t->potential, t->unit);
}

static void say(const asked *a) {
    const long most = a->cli->top ? a->cli->top : SHOWN, shown = most < a->trace->n ? most : a->trace->n;
    double running = 0;
    say_head(a);
    if (shown > 0) say_columns(a);
    for (long k = 0; k < shown; k++) {
        running += share_of(a, a->trace->rows[k].amount);
        say_row(a, k, running);
    }
    if (shown < a->trace->n)
        lt_say(a->chinese ? "  另有 %ld 行 (--top N)\n" : "  and %ld rows more (--top N)\n", a->trace->n - shown);
    say_file(a);
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

static cJSON *row_json(const asked *a, const lt_trace_row *row, double running) {
    const lt_source *s = row->source;
    const lt_factor *factor = lt_factors_of(a->ledger->factors, s->sector, s->process, s->technology, row->pollutant);
    const lt_control *control = control_of(a->ledger, s, row->pollutant);
    cJSON *out = cJSON_CreateObject();
    const char *texts[][2] = {{"id", s->id},           {"region", s->region},
                              {"county", s->county},   {"sector", s->sector},
                              {"process", s->process}, {"technology", s->technology},
                              {"control", s->control}, {"made_of", lt_pollutant_names[row->pollutant]},
                              {"unit", s->unit},       {"calendar", s->calendar}};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) cJSON_AddStringToObject(out, texts[k][0], texts[k][1]);
    const struct {
        const char *key;
        double value;
    } numbers[] = {{"amount", row->amount},
                   {"share", share_of(a, row->amount)},
                   {"running_share", running},
                   {"annual", row->annual},
                   {"share_in_cell", row->in_cell},
                   {"activity", s->activity},
                   {"factor_kg", s->factor_kg[row->pollutant]},
                   {"removal", s->removal[row->pollutant]}};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        cJSON_AddNumberToObject(out, numbers[k].key, numbers[k].value);
    cJSON_AddBoolToObject(out, "point", s->is_point);
    cJSON_AddBoolToObject(out, "moved_by_weather", row->by_law);
    cJSON_AddStringToObject(out, "activity_mark", s->mark);
    cJSON_AddStringToObject(out, "activity_source", s->note ? s->note : "");
    cJSON_AddStringToObject(out, "factor_mark", factor ? factor->mark : "");
    cJSON_AddStringToObject(out, "factor_source", factor ? factor->source : "");
    cJSON_AddStringToObject(out, "control_mark", control ? control->mark : "");
    cJSON_AddStringToObject(out, "control_source", control ? control->source : "");
    return out;
}

static lt_status say_json(const asked *a) {
    const lt_trace_query *q = &a->query;
    const lt_trace *t = a->trace;
    const long most = a->cli->top ? a->cli->top : t->n;
    cJSON *root = cJSON_CreateObject();
    double running = 0;
    char hour[24];
    cJSON_AddStringToObject(root, "species", q->species);
    cJSON_AddStringToObject(root, "region", q->region ? q->region : q->cell < 0 ? "Liaoning" : "");
    cJSON_AddStringToObject(root, "sector", q->sector ? q->sector : "");
    cJSON_AddNumberToObject(root, "base_year", a->ledger->base_year);
    if (q->cell >= 0) {
        cJSON_AddStringToObject(root, "grid", a->grid->name);
        cJSON_AddNumberToObject(root, "i", a->i);
        cJSON_AddNumberToObject(root, "j", a->j);
        cJSON_AddNumberToObject(root, "lon", a->grid->lon[q->cell]);
        cJSON_AddNumberToObject(root, "lat", a->grid->lat[q->cell]);
    }
    if (q->has_hour) {
        lt_time_iso(q->hour, hour);
        cJSON_AddStringToObject(root, "hour", hour);
    }
    cJSON_AddStringToObject(root, "unit", lt_fmt("%s/%s", t->unit, q->has_hour ? "h" : "a"));
    cJSON_AddNumberToObject(root, "total", t->total);
    cJSON_AddNumberToObject(root, "total_by_calendar", t->as_hours);
    cJSON_AddNumberToObject(root, "annual_potential_by_law", t->potential);
    cJSON_AddNumberToObject(root, "n_rows", (double)t->n);
    cJSON *rows = cJSON_AddArrayToObject(root, "rows");
    for (long k = 0; k < t->n && k < most; k++) {
        running += share_of(a, t->rows[k].amount);
        cJSON_AddItemToArray(rows, row_json(a, &t->rows[k], running));
    }
    return lt_json_say(root);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static lt_status answer(asked *a) {
    lt_trace *trace = NULL;
    LT_TRY(read_query(a));
    LT_TRY(lt_trace_of(a->ledger, a->grid, a->allocation, &a->query, &trace));
    a->trace = trace;
    lt_status status = LT_OK;
    if (a->cli->json)
        status = say_json(a);
    else
        say(a);
    lt_trace_free(trace);
    return status;
}

static lt_status with_ledger(const lt_cli *cli, const lt_case *setup) {
    const lt_node *section = setup ? setup->inventory : NULL;
    lt_ledger *ledger = NULL;
    lt_grid *grid = NULL;
    lt_allocation allocation;
    LT_TRY(lt_ledger_read(section, setup ? (int)setup->base_year : 2020, &ledger));
    lt_status status = lt_allocation_of(ledger, &allocation);
    if (status == LT_OK && cli->cell)
        status = lt_inventory_grid_of(cli->grid ? cli->grid : setup ? setup->grid : NULL, section, &grid);
    if (status == LT_OK) {
        asked a = {
            .cli = cli, .ledger = ledger, .allocation = &allocation, .grid = grid, .chinese = lt_cli_chinese(cli)};
        status = answer(&a);
    }
    lt_allocation_free(&allocation);
    lt_grid_free(grid);
    lt_ledger_free(ledger);
    return status;
}

lt_status lt_inventory_trace(const lt_cli *cli) {
    LT_TRY(lt_cli_allow(cli, "grid city cell sector species hour top json lang quiet"));
    if (!cli->species || cli->n_positional > 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "the rows of which number?", .where = "command line",
                        .expected = "lantian inventory trace [CASE] --species S [--city C] [--sector T] [--cell "
                                    "I,J|LON,LAT] [--hour YYYY-MM-DDTHH]",
                        .found = cli->species ? lt_fmt("%d names", cli->n_positional - 1) : "no --species",
                        .todo = "name a pollutant (NOx), ofp, oh or a species of emissions.nc");
    lt_case *setup = NULL;
    lt_cli plain = *cli;
    plain.grid = NULL; /* its nest need not lie in the grid that is asked for */
    if (cli->n_positional == 2) LT_TRY(lt_case_read(cli->positional[1], &plain, &setup));
    const lt_status status = with_ledger(cli, setup);
    lt_case_free(setup);
    return status;
}
