/* command_compare.c - lantian scenario compare P1 P2 ... */
#include "scenarios/command.h"

#include "base/log.h"
#include "scenarios/alert.h"
#include "scenarios/compare.h"

#include <stdio.h>
#include <string.h>

/* The case, and the folder of its results where there are any: --case names a case, whose results stand in out/<id>, or
 * the folder of a finished run, which holds its case too. */
static lt_status read_case(const lt_cli *cli, lt_case **setup, char run[1024]) {
    run[0] = '\0';
    *setup = NULL;
    if (cli->case_path == NULL) return LT_OK;
    const bool folder = lt_path_exists(lt_fmt("%s/summary.json", cli->case_path));
    const char *path = folder ? lt_fmt("%s/case_effective.yaml", cli->case_path) : cli->case_path;
    LT_TRY(lt_case_read(path, cli, setup));
    const char *results = folder ? cli->case_path : lt_fmt("out/%s", (*setup)->id);
    if (lt_path_exists(lt_fmt("%s/summary.json", results))) snprintf(run, 1024, "%s", results);
    return LT_OK;
}

static bool same_tier(const lt_alert *a, const lt_alert *b) {
    return lt_given(a->tier) == lt_given(b->tier) && (!lt_given(a->tier) || strcmp(a->tier, b->tier) == 0);
}

/* The hours of alerts stand in no ledger: the run must have had those of the case. */
static lt_status same_alerts(const lt_cli *cli, const lt_case *setup, const char *run) {
    lt_case *theirs;
    LT_TRY(lt_case_read(lt_fmt("%s/case_effective.yaml", run), cli, &theirs));
    const lt_alert *a = setup->alerts.items, *b = theirs->alerts.items;
    const long n = theirs->alerts.n;
    bool same = setup->alerts.n == n;
    for (long k = 0; k < n && same; k++)
        same = same_tier(&a[k], &b[k]) && a[k].start == b[k].start && a[k].end == b[k].end;
    lt_case_free(theirs);
    if (same) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the run had other alerts", .where = run,
                    .expected = lt_fmt("the alerts of %s (%ld)", setup->path, setup->alerts.n),
                    .found = lt_fmt("%ld in case_effective.yaml", n), .todo = "run the case again: lantian run CASE");
}

static lt_status say(const lt_cli *cli, const lt_comparison *comparison) {
    lt_outdir *dir = NULL;
    if (cli->out != NULL) {
        LT_TRY(lt_outdir_open(cli->out, &dir));
        const lt_status status = lt_compare_write_csv(comparison, dir);
        lt_outdir_close(dir);
        LT_TRY(status);
    }
    if (cli->json) return lt_compare_say_json(comparison);
    lt_compare_say(comparison, lt_cli_chinese(cli));
    for (long k = 0; k < comparison->n; k++) {
        const lt_package *package = comparison->rows[k].package;
        if (!lt_alert_any(package) || package->n_alerts > 0) continue;
        lt_say("%s: ", package->id);
        lt_scenario_say_no_hours(package, lt_cli_chinese(cli));
    }
    if (cli->case_path != NULL && !comparison->run[0])
        lt_say("%s\n",
               lt_cli_chinese(cli) ? "该算例尚无完成的运行：仅排放" : "the case has no finished run: emissions alone");
    return LT_OK;
}

static lt_status compare(const lt_cli *cli, const lt_case *setup, const char *run, lt_package *const *packages,
                         long n) {
    lt_package *reference = NULL;
    lt_comparison comparison;
    LT_TRY(lt_scenario_reference(cli, setup, NULL, &reference));
    lt_status status =
        lt_compare(setup != NULL ? setup->inventory : NULL, setup != NULL ? (int)setup->base_year : LT_SHIPPED_YEAR,
                   reference, packages, n, run[0] ? run : NULL, &comparison);
    if (status == LT_OK) {
        status = say(cli, &comparison);
        lt_comparison_free(&comparison);
    }
    lt_package_free(reference);
    return status;
}

lt_status lt_scenario_compare(const lt_cli *cli) {
    const long n = cli->n_positional - 1;
    lt_package **packages = NULL;
    lt_case *setup = NULL;
    char run[1024];
    LT_TRY(lt_cli_allow(cli, LT_SCENARIO_WORKS));
    if (n < 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "nothing to compare", .where = "command line",
                        .expected = "lantian scenario compare P1 P2 ...", .found = "no package",
                        .todo = "name packages: lantian scenario list");
    LT_TRY(read_case(cli, &setup, run));
    lt_status status = run[0] ? same_alerts(cli, setup, run) : LT_OK;
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *packages, &packages);
    for (long k = 0; k < n && status == LT_OK; k++) {
        status = lt_package_read_for(setup, cli->positional[k + 1], &packages[k]);
        if (status == LT_OK) status = lt_scenario_weaken(cli, packages[k]);
    }
    if (status == LT_OK) status = compare(cli, setup, run, packages, n);
    for (long k = 0; packages != NULL && k < n; k++) lt_package_free(packages[k]);
    lt_free(packages);
    lt_case_free(setup);
    return status;
}
