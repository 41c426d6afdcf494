/* command.c - lantian scenario. */
#include "scenarios/alert.h"
#include "scenarios/command.h"
#include "scenarios/effects.h"
#include "scenarios/shares.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/log.h"
#include "base/number.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

/* What a verb works on: the ledger of a case or the shipped one, the reference (NULL: the base), the package. */
typedef struct request {
    const lt_cli *cli;
    bool chinese;
    const lt_case *setup; /* NULL: the shipped ledger */
    const lt_node *inventory;
    int base_year;
    lt_package *reference, *package;
} request;

/* Emissions of the province, kt a year: base, reference, package. */
typedef struct outcome {
    double base[LT_N_QUANTITIES], reference[LT_N_QUANTITIES], package[LT_N_QUANTITIES];
    double natural[LT_N_QUANTITIES]; /* of base, beside it */
    lt_effects effects;
    lt_activity_years years;
} outcome;

static void say_totals(const request *r, const outcome *o) {
    const bool apart = r->reference != NULL;
    lt_say("%s\n", r->chinese ? r->package->title_zh : r->package->title_en);
    lt_say("%s\n", r->chinese
                       ? "辽宁排放，kt/年（NOx 以 NO2 计；ofp 为 VOC 臭氧生成潜势，kt O3）"
                       : "emissions of Liaoning, kt a year (NOx as NO2; ofp: kt of ozone that the VOC can form)");
    if (lt_years_label(&o->years, r->chinese)[0]) lt_say("%s\n", lt_years_label(&o->years, r->chinese));
    /* a Chinese word of two letters: six bytes, four columns */
    lt_say(r->chinese ? "%-8s %16s" : "%-8s %14s", "", r->chinese ? "基准" : "base");
    if (apart) lt_say(" %14s", r->reference->id);
    lt_say(r->chinese ? " %14s %16s %9s\n" : " %14s %14s %9s\n", r->package->id, r->chinese ? "变化" : "change", "%");
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const double change = o->package[q] - o->reference[q];
        lt_say("%-8s %14.3f", lt_quantity_names[q], o->base[q]);
        if (apart) lt_say(" %14.3f", o->reference[q]);
        lt_say(" %14.3f %+14.3f %+9.3f\n", o->package[q], change,
               o->reference[q] > 0 ? 100 * change / o->reference[q] : 0.0);
    }
    lt_say("%s\n", apart ? (r->chinese ? "变化：措施包减参考情景" : "change: package minus reference")
                         : (r->chinese ? "变化：措施包减基准" : "change: package minus base"));
    lt_natural_say(o->natural, r->chinese);
}

/* {"package": ID, ["base_year_label_en", "_zh",] "emissions_kt": {"base": {...}, REFERENCE: {...}, ID: {...}},
 * "by_measure": [...], ...}; emissions as in summary.json, the rest as in effects.h. */
static lt_status say_json(const request *r, const outcome *o, const lt_changes *changes, lt_ledger *ledger) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "package", r->package->id);
    if (lt_years_label(&o->years, false)[0]) {
        cJSON_AddStringToObject(root, "base_year_label_en", lt_years_label(&o->years, false));
        cJSON_AddStringToObject(root, "base_year_label_zh", lt_years_label(&o->years, true));
    }
    cJSON *emissions = cJSON_AddObjectToObject(root, "emissions_kt");
    lt_quantities_json(emissions, "base", o->base, LT_N_QUANTITIES, 1);
    if (r->reference != NULL) lt_quantities_json(emissions, r->reference->id, o->reference, LT_N_QUANTITIES, 1);
    lt_quantities_json(emissions, r->package->id, o->package, LT_N_QUANTITIES, 1);
    lt_natural_json(o->natural, root);
    lt_effects_json(&o->effects, root);
    const lt_status status = lt_alert_json(r->package, changes, ledger, root);
    if (status == LT_OK) return lt_json_say(root);
    cJSON_Delete(root);
    return status;
}

/* The ledgers into the folder while they are at hand: called after each step with the id of what has been applied. */
static lt_status write_ledger(lt_outdir *dir, const lt_ledger *ledger, const char *id) {
    return dir != NULL ? lt_ledger_write_csv(ledger, dir, lt_fmt("ledger_%s.csv", id)) : LT_OK;
}

void lt_scenario_say_no_hours(const lt_package *package, bool chinese) {
    if (!lt_alert_any(package) || package->n_alerts > 0) return;
    if (lt_alert_only(package))
        lt_say("%s\n", chinese ? "未给出预警时段：按全年处于预警计算（--case 给出带 alerts 的算例）"
                               : "no hours of alerts are given: as if the whole year stood under the alert (--case: a "
                                 "case with alerts)");
    else
        lt_say("%s\n",
               chinese ? "未给出预警时段：预警措施不计" : "no hours of alerts are given: the measures of alerts rest");
}

/* What the hours of alerts take; without hours, what stands for them. */
static lt_status say_alerts(const request *r, const lt_changes *changes, lt_ledger *ledger) {
    if (!lt_alert_any(r->package)) return LT_OK;
    if (r->package->n_alerts > 0) return lt_alert_say(r->package, changes, ledger, r->chinese);
    lt_scenario_say_no_hours(r->package, r->chinese);
    return LT_OK;
}

static lt_status tell(const request *r, const outcome *o, const lt_changes *changes, lt_ledger *ledger) {
    if (r->cli->json) return say_json(r, o, changes, ledger);
    say_totals(r, o);
    lt_effects_say(&o->effects, r->chinese);
    LT_TRY(say_alerts(r, changes, ledger));
    if (r->cli->out != NULL)
        lt_say(r->chinese ? "逐条变化（%ld 行）：%s/changes_%s.csv\n"
                          : "record by record (%ld rows): %s/changes_%s.csv\n",
               changes->n - changes->n_reference, r->cli->out, r->package->id);
    return LT_OK;
}

static lt_status run_apply(const request *r, lt_outdir *dir, lt_changes *changes, outcome *o) {
    lt_ledger *ledger = NULL;
    LT_TRY(lt_ledger_read(r->inventory, r->base_year, &ledger));
    o->years = ledger->years;
    lt_ledger_quantities_kt(ledger, NULL, LT_OF_PEOPLE, o->base);
    lt_ledger_quantities_kt(ledger, NULL, LT_OF_NATURE, o->natural);
    lt_status status = write_ledger(dir, ledger, "base");
    if (status == LT_OK && r->reference != NULL) {
        status = lt_package_apply(r->reference, ledger, changes);
        if (status == LT_OK) status = write_ledger(dir, ledger, r->reference->id);
        changes->n_reference = changes->n;
    }
    if (status == LT_OK) {
        lt_ledger_quantities_kt(ledger, NULL, LT_OF_PEOPLE, o->reference);
        status = lt_effects_of(r->package, ledger, changes, &o->effects);
    }
    if (status == LT_OK) {
        lt_ledger_quantities_kt(ledger, NULL, LT_OF_PEOPLE, o->package);
        status = write_ledger(dir, ledger, r->package->id);
    }
    if (status == LT_OK && dir != NULL)
        status = lt_changes_write_csv(changes, dir, lt_fmt("changes_%s.csv", r->package->id));
    if (status == LT_OK && dir != NULL && r->package->n_alerts > 0 && lt_alert_any(r->package))
        status = lt_alert_write_csv(r->package, changes, ledger, dir, lt_fmt("alerts_%s.csv", r->package->id));
    if (status == LT_OK) status = tell(r, o, changes, ledger);
    lt_ledger_free(ledger);
    return status;
}

static lt_status apply(const request *r) {
    lt_outdir *dir = NULL;
    lt_changes changes = {0};
    outcome o = {0};
    if (r->cli->out != NULL) LT_TRY(lt_outdir_open(r->cli->out, &dir));
    lt_status status = run_apply(r, dir, &changes, &o);
    lt_effects_free(&o.effects);
    lt_changes_free(&changes);
    lt_outdir_close(dir);
    return status;
}

static lt_status say_shares(const request *r, lt_shares *all) {
    lt_outdir *dir = NULL;
    lt_status status = r->cli->out != NULL ? lt_outdir_open(r->cli->out, &dir) : LT_OK;
    if (status == LT_OK && dir != NULL) status = lt_shares_write_csv(all, dir, lt_fmt("shares_%s.csv", r->package->id));
    if (status == LT_OK && r->cli->json) status = lt_shares_say_json(all);
    if (status == LT_OK && !r->cli->json) lt_shares_say(all, r->chinese);
    lt_outdir_close(dir);
    lt_shares_free(all);
    return status;
}

/* The groups of the case, where it has some for this package; else every member is one. */
static lt_status shares(const request *r) {
    lt_shares all;
    lt_grouping each = {0};
    const lt_grouping *of_case = r->setup ? lt_grouping_for(r->setup, r->cli->positional[1]) : NULL;
    lt_shares_request asked = {.inventory = r->inventory,
                               .base_year = r->base_year,
                               .reference = r->reference,
                               .grouping = of_case ? of_case : &each};
    if (!of_case) LT_TRY(lt_grouping_of_members(r->package, &each));
    lt_status status = lt_shares_of(&asked, r->package, &all);
    if (status == LT_OK) status = say_shares(r, &all);
    lt_grouping_release(&each);
    return status;
}

lt_status lt_scenario_reference(const lt_cli *cli, const lt_case *setup, const char *package, lt_package **out) {
    const char *name = cli->reference;
    if (name == NULL) name = setup == NULL ? "reference-2025" : setup->reference;
    if (name == NULL || name[0] == '\0' || strcmp(name, "base") == 0) return LT_OK;
    if (package != NULL && strcmp(lt_variant_id(name), package) == 0) return LT_OK;
    return lt_package_read(name, out);
}

lt_status lt_scenario_weaken(const lt_cli *cli, lt_package *package) {
    double strength;
    if (cli->strength == NULL) return LT_OK;
    if (!lt_number_double(cli->strength, &strength))
        return LT_RAISE(LT_ERR_USAGE, .what = "a bad value for --strength", .where = "command line",
                        .expected = "a number from 0 to 1", .found = cli->strength,
                        .todo = "correct the value, or leave the option out");
    return lt_package_weaken(package, strength);
}

static lt_status work_on(const lt_cli *cli, const char *verb, const lt_case *setup, lt_package *package) {
    LT_TRY(lt_package_take_hours(package, setup));
    request r = {.cli = cli,
                 .chinese = lt_cli_chinese(cli),
                 .setup = setup,
                 .inventory = setup != NULL ? setup->inventory : NULL,
                 .base_year = setup != NULL ? (int)setup->base_year : LT_SHIPPED_YEAR,
                 .package = package};
    LT_TRY(lt_scenario_weaken(cli, package));
    LT_TRY(lt_scenario_reference(cli, setup, package->id, &r.reference));
    lt_status status = strcmp(verb, "apply") == 0 ? apply(&r) : shares(&r);
    lt_package_free(r.reference);
    return status;
}

/* On the ledger of a case where one is given, else on the shipped one. */
static lt_status work_on_case(const lt_cli *cli, const char *verb, lt_package *package) {
    if (cli->case_path == NULL) return work_on(cli, verb, NULL, package);
    lt_case *setup;
    LT_TRY(lt_case_read(cli->case_path, cli, &setup));
    lt_status status = work_on(cli, verb, setup, package);
    lt_case_free(setup);
    return status;
}

static lt_status usage(const char *found) {
    static const char *const verbs[] = {"list", "show", "apply", "shares", "compare", "targets"};
    const char *near = found != NULL ? lt_nearest_name(found, verbs, sizeof verbs / sizeof *verbs) : NULL;
    return LT_RAISE(LT_ERR_USAGE, .what = "lantian scenario does not know what to do", .found = found,
                    .expected =
                        "lantian scenario list | show ID | apply ID | shares ID | compare ID ... | targets CASE",
                    .todo = near ? lt_fmt("did you mean %s?", near) : NULL, .where = "command line");
}

static lt_status list(const lt_cli *cli, bool chinese) {
    LT_TRY(cli->json ? lt_scenario_list_json() : lt_scenario_list(chinese));
    return cli->out != NULL ? lt_scenario_list_coverage(cli->out, cli->json, chinese) : LT_OK;
}

lt_status lt_scenario_command(const lt_cli *cli) {
    bool chinese = lt_cli_chinese(cli);
    const char *verb = cli->n_positional > 0 ? cli->positional[0] : "list";
    const bool works = strcmp(verb, "apply") == 0 || strcmp(verb, "shares") == 0;
    if (strcmp(verb, "compare") == 0) return lt_scenario_compare(cli);
    LT_TRY(lt_cli_allow(cli, works                       ? LT_SCENARIO_WORKS
                             : strcmp(verb, "list") == 0 ? "lang quiet json out"
                                                         : "lang quiet"));
    if (strcmp(verb, "list") == 0 && cli->n_positional > 1) return usage(cli->positional[1]);
    if (strcmp(verb, "list") == 0) return list(cli, chinese);
    if (strcmp(verb, "show") != 0 && !works) return usage(verb);
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("lantian scenario %s needs one package", verb),
                        .expected = lt_fmt("lantian scenario %s ID", verb),
                        .found = lt_fmt("%ld names", (long)cli->n_positional - 1), .todo = "see lantian scenario list",
                        .where = "command line");
    lt_package *package;
    LT_TRY(lt_package_read(cli->positional[1], &package));
    lt_status status = LT_OK;
    if (works)
        status = work_on_case(cli, verb, package);
    else
        lt_scenario_show(package, chinese);
    lt_package_free(package);
    return status;
}
