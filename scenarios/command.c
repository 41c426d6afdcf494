/* command.c - lantian scenario. */
#include "scenarios/command.h"

#include "base/csv.h"
#include "base/log.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

/* Emissions of the province before and after, kt a year, and what the package's records changed. */
static void say_totals(const lt_package *package, bool chinese, const double before[], const double after[]) {
    lt_say("%s\n", chinese ? package->title_zh : package->title_en);
    lt_say(chinese ? "辽宁排放，kt/年（NOx 以 NO2 计）\n" : "emissions of Liaoning, kt a year (NOx as NO2)\n");
    lt_say("%-8s %14s %14s %14s %9s\n", "", "base", package->id, "change", "%");
    for (int s = 0; s < LT_N_POLLUTANTS; s++) {
        double change = after[s] - before[s];
        lt_say("%-8s %14.3f %14.3f %+14.3f %+9.3f\n", lt_pollutant_names[s], before[s], after[s], change,
               before[s] > 0 ? 100 * change / before[s] : 0.0);
    }
}

/* {"package": ID, "emissions_kt": {"base": {...}, ID: {...}}}, as in summary.json. */
static lt_status say_json(const lt_package *package, const double before[], const double after[]) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "package", package->id);
    cJSON *emissions = cJSON_AddObjectToObject(root, "emissions_kt");
    cJSON *base = cJSON_AddObjectToObject(emissions, "base"),
          *changed = cJSON_AddObjectToObject(emissions, package->id);
    for (int s = 0; s < LT_N_POLLUTANTS; s++) {
        cJSON_AddNumberToObject(base, lt_pollutant_names[s], before[s]);
        cJSON_AddNumberToObject(changed, lt_pollutant_names[s], after[s]);
    }
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    if (text == NULL) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the table of emissions");
    lt_say("%s\n", text);
    cJSON_free(text);
    return LT_OK;
}

static lt_status write_tables(const char *path, const lt_package *package, const lt_ledger *base,
                              const lt_ledger *changed, const lt_changes *changes) {
    lt_outdir *dir;
    LT_TRY(lt_outdir_open(path, &dir));
    char name[96];
    lt_status status = lt_ledger_write_csv(base, dir, "ledger_base.csv");
    snprintf(name, sizeof name, "ledger_%s.csv", package->id);
    if (status == LT_OK) status = lt_ledger_write_csv(changed, dir, name);
    snprintf(name, sizeof name, "changes_%s.csv", package->id);
    if (status == LT_OK) status = lt_changes_write_csv(changes, dir, name);
    lt_outdir_close(dir);
    return status;
}

static lt_status apply(const lt_cli *cli, const lt_package *package, const lt_node *inventory, int base_year) {
    bool chinese = cli->lang != NULL && strcmp(cli->lang, "zh") == 0;
    double before[LT_N_POLLUTANTS], after[LT_N_POLLUTANTS];
    lt_changes changes = {0};
    lt_ledger *base = NULL, *changed = NULL;
    lt_status status = lt_ledger_read(inventory, base_year, &changed);
    if (status == LT_OK && cli->out != NULL) status = lt_ledger_read(inventory, base_year, &base); /* to be written */
    if (status == LT_OK) lt_ledger_totals_kt(changed, NULL, NULL, before);
    if (status == LT_OK) status = lt_package_apply(package, changed, &changes);
    if (status == LT_OK) {
        lt_ledger_totals_kt(changed, NULL, NULL, after);
        if (cli->json)
            status = say_json(package, before, after);
        else
            say_totals(package, chinese, before, after);
    }
    if (status == LT_OK && cli->out != NULL) status = write_tables(cli->out, package, base, changed, &changes);
    if (status == LT_OK && cli->out != NULL && !cli->json)
        lt_say(chinese ? "逐条变化（%ld 行）：%s/changes_%s.csv\n" : "record by record (%ld rows): %s/changes_%s.csv\n",
               changes.n, cli->out, package->id);
    lt_changes_free(&changes);
    lt_ledger_free(changed);
    lt_ledger_free(base);
    return status;
}

/* On the ledger of a case where one is given, else on the shipped one. */
static lt_status apply_to_case(const lt_cli *cli, const lt_package *package) {
    if (cli->case_path == NULL) return apply(cli, package, NULL, 2020);
    lt_case *setup;
    LT_TRY(lt_case_read(cli->case_path, cli, &setup));
    lt_status status = apply(cli, package, setup->inventory, (int)setup->base_year);
    lt_case_free(setup);
    return status;
}

static lt_status usage(const char *found) {
    static const char *const verbs[] = {"list", "show", "apply"};
    const char *near = found != NULL ? lt_nearest_name(found, verbs, 3) : NULL;
    return LT_RAISE(LT_ERR_USAGE, .what = "lantian scenario does not know what to do", .found = found,
                    .expected = "lantian scenario list | show ID | apply ID [--case CASE] [--out DIR]",
                    .todo = near ? lt_fmt("did you mean %s?", near) : NULL);
}

lt_status lt_scenario_command(const lt_cli *cli) {
    bool chinese = cli->lang != NULL && strcmp(cli->lang, "zh") == 0;
    const char *verb = cli->n_positional > 0 ? cli->positional[0] : "list";
    LT_TRY(lt_cli_allow(cli, strcmp(verb, "apply") == 0 ? "out lang quiet case json" : "lang quiet"));
    if (strcmp(verb, "list") == 0) return cli->n_positional > 1 ? usage(cli->positional[1]) : lt_scenario_list(chinese);
    if (strcmp(verb, "show") != 0 && strcmp(verb, "apply") != 0) return usage(verb);
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("lantian scenario %s needs one package", verb),
                        .expected = lt_fmt("lantian scenario %s ID", verb),
                        .found = lt_fmt("%ld names", (long)cli->n_positional - 1), .todo = "see lantian scenario list");
    lt_package *package;
    LT_TRY(lt_package_read(cli->positional[1], &package));
    lt_status status = LT_OK;
    if (strcmp(verb, "show") == 0)
        lt_scenario_show(package, chinese);
    else
        status = apply_to_case(cli, package);
    lt_package_free(package);
    return status;
}
