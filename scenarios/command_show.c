/* command_show.c - a package as a page for people. */
#include "scenarios/action.h"
#include "scenarios/command.h"

#include "base/log.h"
#include "inventory/sectors.h"

#include <stdio.h>
#include <string.h>

/* Columns that a UTF-8 text takes on a terminal: East Asian characters (three bytes and more) take two. */
static int width_of(const char *text) {
    int width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        if (*c < 0x80 || *c >= 0xc0) width += *c >= 0xe0 ? 2 : 1;
    return width;
}

void lt_say_padded(const char *text, int width) {
    int gap = width - width_of(text);
    lt_say("%s%*s", text, gap > 0 ? gap : 1, "");
}

static const char *word(bool chinese, const char *zh, const char *en) {
    return chinese ? zh : en;
}

const char *lt_force_name(const char *force, bool chinese) {
    static const char *const names[][2] = {{"must", "约束性"}, {"basic", "基本"},          {"about", "左右"},
                                           {"strive", "力争"}, {"in-principle", "原则上"}, {"encourage", "鼓励"},
                                           {"none", "无条文"}};
    for (size_t n = 0; chinese && n < sizeof names / sizeof names[0]; n++)
        if (strcmp(names[n][0], force) == 0) return names[n][1];
    return force;
}

static void show_list(const char *label, const lt_list *list) {
    char *const *items = list->items;
    if (list->n == 0) return;
    lt_say("  %s", label);
    for (long n = 0; n < list->n; n++) lt_say("%s %s", n == 0 ? "" : ",", items[n]);
    lt_say("\n");
}

/* Sectors have names in two languages; fuels, technologies and controls only those of the tables. */
static void show_sectors(const lt_list *list, bool zh) {
    lt_sectors *sectors = NULL;
    char path[1024];
    char *const *items = list->items;
    if (list->n == 0) return;
    if (lt_share_path("inventory/data/sectors.csv", path, sizeof path) != LT_OK ||
        lt_sectors_read(path, &sectors) != LT_OK)
        lt_error_clear(); /* the bare names will do */
    lt_say("  %s", word(zh, "部门：", "sectors:"));
    for (long n = 0; n < list->n; n++) {
        const lt_sector *sector = sectors ? lt_sectors_find(sectors, items[n]) : NULL;
        lt_say("%s %s", n == 0 ? "" : ",", sector ? word(zh, sector->name_zh, sector->name_en) : items[n]);
        if (sector && strcmp(word(zh, sector->name_zh, sector->name_en), items[n]) != 0) lt_say(" (%s)", items[n]);
    }
    lt_say("\n");
    lt_sectors_free(sectors);
}

static void show_selector(const lt_selector *selector, bool zh) {
    lt_say("\n%s\n", word(zh, "作用对象", "Acts on"));
    if (selector->regions.n == 0) lt_say("  %s\n", word(zh, "城市：全省 14 市", "cities: all 14 of Liaoning"));
    show_list(word(zh, "城市：", "cities:"), &selector->regions);
    show_list(word(zh, "记录：", "records:"), &selector->ids);
    show_sectors(&selector->sectors, zh);
    show_list(word(zh, "燃料或产品：", "fuels or products:"), &selector->processes);
    show_list(word(zh, "技术：", "technologies:"), &selector->technologies);
    show_list(word(zh, "治理：", "controls:"), &selector->controls);
    if (selector->unit_size_min_tph > 0)
        lt_say("  %s %g t/h\n", word(zh, "单台容量不小于", "boilers of at least"), selector->unit_size_min_tph);
    if (selector->unit_size_max_tph > 0)
        lt_say("  %s %g t/h\n", word(zh, "单台容量不大于", "boilers of at most"), selector->unit_size_max_tph);
    if (strcmp(selector->built_up, "yes") == 0) lt_say("  %s\n", word(zh, "位于城市建成区", "in the built-up area"));
    if (strcmp(selector->built_up, "no") == 0)
        lt_say("  %s\n", word(zh, "位于建成区以外", "outside the built-up area"));
}

static void show_documents(const lt_measure *measure, bool zh) {
    const lt_document *rows = measure->documents.items;
    lt_say("\n%s\n", word(zh, "依据", "On whose word"));
    for (long d = 0; d < measure->documents.n; d++) {
        lt_say("  %s  %s %s  (%s)\n", rows[d].catalogue, word(zh, rows[d].name_zh, rows[d].name_en), rows[d].clause,
               lt_force_name(rows[d].force, zh));
        lt_say("    “%s”\n", rows[d].quote_zh);
        if (!zh && lt_given(rows[d].quote_en)) lt_say("    \"%s\"\n", rows[d].quote_en);
    }
}

static void show_assumptions(const lt_measure *measure, bool zh) {
    const lt_assumption *rows = measure->assumptions.items;
    if (measure->assumptions.n == 0) return;
    lt_say("\n%s\n", word(zh, "假设（文件未规定）：取值 [范围] 标记",
                          "What is assumed, for the documents do not say it: value [range] mark"));
    for (long a = 0; a < measure->assumptions.n; a++) {
        char *const *ends = rows[a].range.items;
        lt_say("  %s — %s\n", rows[a].id, word(zh, rows[a].meaning_zh, rows[a].meaning_en));
        if (rows[a].range.n == 2)
            lt_say("    %s  [%s, %s]  %s\n", rows[a].value, ends[0], ends[1], rows[a].mark);
        else
            lt_say("    %s\n", rows[a].mark);
        lt_say("    %s\n", word(zh, rows[a].reason_zh, rows[a].reason_en));
        if (lt_given(rows[a].source)) lt_say("    %s\n", rows[a].source);
    }
    lt_say("  %s\n", word(zh, "标记：V 已核对，S 二手，D 推算，R 凭记忆，A 假定（无出处）",
                          "marks: V verified, S secondary, D derived, R recalled, A assumed without a source"));
}

static void show_costs(const lt_measure *measure, bool zh) {
    const lt_cost *rows = measure->costs.items;
    if (measure->costs.n == 0) return;
    lt_say("\n%s\n", word(zh, "成本：取值 [范围] 标记", "What it costs: value [range] mark"));
    for (long c = 0; c < measure->costs.n; c++) {
        lt_say("  %s\n    %s%s%s  [%s]  %s", word(zh, rows[c].meaning_zh, rows[c].meaning_en), rows[c].value,
               lt_given(rows[c].of) ? " " : "", rows[c].of, lt_list_text(&rows[c].range, ", "), rows[c].mark);
        if (lt_given(rows[c].prices)) lt_say(zh ? "  %s年价格" : "  prices of %s", rows[c].prices);
        lt_say("\n    %s\n", rows[c].source);
    }
}

static void show_measure(const lt_measure *measure, bool zh) {
    const char *summary = word(zh, measure->summary_zh, measure->summary_en);
    lt_say("%s: %s\n", measure->id, word(zh, measure->title_zh, measure->title_en));
    if (lt_given(summary)) lt_say("%s\n", summary);
    show_documents(measure, zh);
    show_selector(&measure->selector, zh);
    lt_say("\n%s\n", word(zh, "做法", "What happens"));
    if (measure->tier)
        lt_say(zh ? "  仅在 %s 级及以上预警的起止时间内（算例的 alerts）\n"
                  : "  in alerts of tier %s and above only, from start to end (alerts: in a case)\n",
               lt_tier_names[measure->tier]);
    for (long a = 0; a < measure->n_actions; a++) {
        char text[1024];
        measure->actions[a].kind->describe(measure, &measure->actions[a], zh, text, sizeof text);
        lt_say("  %ld. %s\n", a + 1, text);
    }
    show_assumptions(measure, zh);
    show_costs(measure, zh);
}

void lt_scenario_show(const lt_package *package, bool chinese) {
    for (long m = 0; m < package->n; m++) {
        if (m > 0) lt_say("\n");
        show_measure(package->measures[m], chinese);
    }
}
