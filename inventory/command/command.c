/* command.c - `lantian inventory check [CASE] | list [CASE] | show ID [CASE] | trace --species S [CASE] | factors
 * PROCESS [CASE]`; export: command_export.c; update, diff: command_update.c. */
#include "inventory/command/command.h"

#include "base/csv.h"
#include "base/job.h"
#include "base/log.h"
#include "inventory/command/command_check.h"
#include "inventory/command/command_export.h"
#include "inventory/command/command_trace.h"
#include "inventory/command/command_factors.h"
#include "inventory/command/command_fusion.h"
#include "inventory/command/command_show.h"
#include "inventory/command/command_uncertainty.h"
#include "inventory/command/command_update.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lt_status (*lt_inventory_grid_maker)(const char *name, const lt_node *inventory, struct lt_grid **out) = NULL;

/* The ledger of a case, or of the shipped data and 2020. */
static lt_status read_ledger(const lt_cli *cli, const char *name, lt_ledger **out) {
    if (!name) return lt_ledger_read(NULL, 2020, out);
    lt_case *setup;
    lt_cli plain = *cli;
    plain.grid = NULL; /* here it names a grid to hold the sums against, not the grid of the case */
    LT_TRY(lt_case_read(name, &plain, &setup));
    lt_status status = lt_ledger_read(setup->inventory, (int)setup->base_year, out);
    lt_case_free(setup);
    return status;
}

/* grid.nc by path, in the folder where it lies. */
static lt_status read_grid_file(const char *path, lt_grid **out) {
    char folder[512];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    lt_outdir *dir;
    LT_TRY(lt_outdir_open(folder, &dir));
    lt_status status = lt_grid_read(dir, slash ? slash + 1 : path, out);
    lt_outdir_close(dir);
    return status;
}

lt_status lt_inventory_grid_of(const char *name, const lt_node *inventory, lt_grid **out) {
    *out = NULL;
    const size_t length = name ? strlen(name) : 0;
    if (length > 3 && strcmp(name + length - 3, ".nc") == 0 && lt_path_exists(name)) return read_grid_file(name, out);
    if (lt_inventory_grid_maker) return lt_inventory_grid_maker(name ? name : "liaoning-27", inventory, out);
    if (name)
        return LT_RAISE(LT_ERR_USAGE, .what = "no such grid file", .where = "--grid",
                        .expected = "the path of a grid.nc", .found = name,
                        .todo = "make one: lantian grid liaoning-27 --out DIR, then --grid DIR/grid.nc");
    return LT_OK;
}

static lt_status hold_against_grid(lt_check_result *r, const lt_grid *grid) {
    r->gridded = true;
    snprintf(r->grid_name, sizeof r->grid_name, "%s", grid->name);
    LT_TRY(lt_inventory_gridded_totals(r->ledger, grid, r->grid_kt));
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        if (r->table_kt[p] > 0) r->worst = fmax(r->worst, fabs(r->grid_kt[LT_PART_CITIES][p] / r->table_kt[p] - 1));
    return LT_OK;
}

/* The grid to hold the sums against, with the surrogates of the case. */
static lt_status find_grid(const lt_cli *cli, lt_grid **out) {
    if (cli->n_positional < 2) return lt_inventory_grid_of(cli->grid, NULL, out);
    lt_case *setup;
    lt_cli plain = *cli;
    plain.grid = NULL;
    LT_TRY(lt_case_read(cli->positional[1], &plain, &setup));
    lt_status status = lt_inventory_grid_of(cli->grid, setup->inventory, out);
    lt_case_free(setup);
    return status;
}

static lt_status check(const lt_cli *cli, const lt_ledger *ledger) {
    lt_allocation allocation;
    lt_published_table *published = NULL;
    lt_published_notes *notes = NULL;
    lt_grid *grid = NULL;
    char path[512];
    LT_TRY(lt_allocation_of(ledger, &allocation));
    lt_check_result r = {.ledger = ledger, .allocation = &allocation};
    lt_ledger_totals_kt(ledger, NULL, NULL, r.table_kt);
    lt_status status;
    LT_TRY_GOTO(status, lt_share_path("inventory/data/published.csv", path, sizeof path), done);
    LT_TRY_GOTO(status, lt_published_read(path, &published), done);
    r.published = published;
    LT_TRY_GOTO(status, lt_share_path("inventory/data/published_notes.csv", path, sizeof path), done);
    LT_TRY_GOTO(status, lt_published_notes_read(path, &notes), done);
    r.notes = notes;
    LT_TRY_GOTO(status, find_grid(cli, &grid), done);
    if (grid) LT_TRY_GOTO(status, hold_against_grid(&r, grid), done);
    if (cli->json)
        status = lt_check_print_json(&r);
    else
        lt_check_print(&r, lt_cli_chinese(cli));
    if (status == LT_OK && r.worst > lt_check_closure)
        status = LT_RAISE(LT_ERR_VERIFY, .what = "the gridded sum is not the table's", .where = r.grid_name,
                          .expected = lt_fmt("a relative difference below %g", lt_check_closure),
                          .found = lt_fmt("%g", r.worst), .todo = "use a grid that holds all of Liaoning");
done:
    lt_grid_free(grid);
    lt_published_free(published);
    lt_published_notes_free(notes);
    lt_allocation_free(&allocation);
    return status;
}

/* --- verbs ---------------------------------------------------------------------------------------------------------
 */

static lt_status run_show(const lt_cli *cli, const lt_ledger *ledger) {
    return lt_command_show(cli, ledger, cli->positional[1]);
}

static lt_status run_factors(const lt_cli *cli, const lt_ledger *ledger) {
    return lt_command_factors(cli, ledger, cli->positional[1]);
}

/* What a verb takes: names behind it before the case, options; one that makes its own ledger has alone. */
static const struct verb {
    const char *name, *usage, *options;
    int names;
    lt_status (*of_ledger)(const lt_cli *cli, const lt_ledger *ledger);
    lt_status (*alone)(const lt_cli *cli);
} verbs[] = {
    {"check", "check [CASE]", "grid json lang quiet", 0, check, NULL},
    {"list", "list [CASE]", "json lang quiet", 0, lt_command_list, NULL},
    {"show", "show ID [CASE]", "json lang quiet", 1, run_show, NULL},
    {"factors", "factors PROCESS [CASE]", "json lang quiet", 1, run_factors, NULL},
    {"uncertainty", "uncertainty [CASE]", "draws threads out json lang quiet", 0, lt_inventory_uncertainty, NULL},
    {"trace", "trace --species S [CASE]", NULL, 0, NULL, lt_inventory_trace},
    {"compare", "compare CASE", NULL, 0, NULL, lt_inventory_compare},
    {"export", "export --as NAME [CASE]", NULL, 0, NULL, lt_inventory_export},
    {"update", "update LEDGER --with SERIES --out DIR", NULL, 0, NULL, lt_inventory_update},
    {"diff", "diff OLD NEW", NULL, 0, NULL, lt_inventory_diff},
};
enum { N_VERBS = sizeof verbs / sizeof *verbs };

static lt_status no_verb(const char *word) {
    const char *names[N_VERBS], *near;
    char all[512] = "lantian inventory ";
    for (int k = 0; k < N_VERBS; k++) {
        names[k] = verbs[k].name;
        strncat(all, k ? " | " : "", sizeof all - strlen(all) - 1);
        strncat(all, verbs[k].usage, sizeof all - strlen(all) - 1);
    }
    near = word[0] ? lt_nearest_name(word, names, N_VERBS) : NULL;
    return LT_RAISE(LT_ERR_USAGE, .what = "what should be done with the inventory?", .where = "command line",
                    .expected = all, .found = word[0] ? lt_fmt("\"%s\"", word) : "nothing",
                    .todo = near ? lt_fmt("did you mean %s?", near) : "name one of them");
}

static lt_status run_verb(const lt_cli *cli, const struct verb *verb) {
    if (verb->alone) return verb->alone(cli);
    LT_TRY(lt_cli_allow(cli, verb->options));
    const int given = cli->n_positional - 1;
    if (given < verb->names || given > verb->names + 1)
        return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("lantian inventory %s wants other names", verb->name),
                        .where = "command line", .expected = lt_fmt("lantian inventory %s", verb->usage),
                        .found = lt_fmt("%d names behind it", given), .todo = "see `lantian inventory list`");
    lt_ledger *ledger;
    LT_TRY(read_ledger(cli, given > verb->names ? cli->positional[given] : NULL, &ledger));
    const lt_status status = verb->of_ledger(cli, ledger);
    lt_ledger_free(ledger);
    return status;
}

lt_status lt_inventory_command(const lt_cli *cli) {
    const char *word = cli->n_positional > 0 ? cli->positional[0] : "";
    for (int k = 0; k < N_VERBS; k++)
        if (strcmp(verbs[k].name, word) == 0) return run_verb(cli, &verbs[k]);
    return no_verb(word);
}
