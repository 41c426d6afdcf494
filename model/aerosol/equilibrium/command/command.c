/* command.c - `lantian equilibrium`: judge the command and the whole table, solve, write, say. See command.h. */
#include "model/aerosol/equilibrium/command/command.h"

#include "base/log.h"
#include "model/aerosol/equilibrium/command/listing.h"
#include "model/aerosol/equilibrium/command/options.h"
#include "model/aerosol/equilibrium/command/summary.h"

static lt_status sum_up(const char *path, const lt_equilibrium_listing *list, long rows) {
    lt_equilibrium_listing_end(list, rows);
    return LT_RAISE(
        LT_ERR_INPUT, .what = lt_fmt("%ld fault%s in the table of states", list->n, list->n == 1 ? "" : "s"),
        .where = path, .expected = "columns T_K, RH, Na, SO4, NH4, NO3, Cl, Ca, K, Mg, and rows that can be",
        .found = lt_fmt("what is listed above, the first is %s", list->first),
        .todo = "mend it (`lantian example equilibrium` shows a valid one), or leave bad rows out by "
                "--skip-bad");
}

/* With skip only faults of the header and of the text end the run: rows are left out. */
static lt_status read_judged(const char *path, const lt_equilibrium_setup *setup, bool skip, int threads,
                             lt_equilibrium_table *table) {
    lt_equilibrium_listing list = {0};
    lt_faults faults = {.report = lt_equilibrium_listing_take, .context = &list, .all = true};
    (skip ? lt_csv_judge_leaving : lt_csv_judge)(path, &faults);
    const lt_status status = lt_equilibrium_table_read(path, setup, skip, threads, table);
    lt_csv_judge(NULL, NULL);
    LT_TRY(status);
    const bool bad = faults.n > 0;
    if (!bad && skip) lt_equilibrium_summary_skipped(table);
    if (!bad) lt_equilibrium_table_warn(table);
    if (!bad && table->n > 0) return LT_OK;
    const long rows = table->n + table->n_skipped;
    lt_equilibrium_table_free(table);
    if (bad) return sum_up(path, &list, rows);
    return LT_RAISE(LT_ERR_INPUT, .what = "no row is left", .where = path, .expected = "a row that can be solved",
                    .found = "faults in all of them", .todo = "mend them; the first are listed without --quiet");
}

static lt_status solve(const lt_cli *cli, const lt_equilibrium_setup *setup, double begin,
                       const lt_equilibrium_table *table) {
    lt_equilibrium_counts counts;
    LT_TRY(lt_equilibrium_result_write(table, setup, (int)cli->threads, cli->positional[1], &counts));
    const lt_equilibrium_run run = {cli, setup, table, &counts, lt_wall_seconds() - begin};
    LT_TRY(lt_equilibrium_summary(&run));
    return lt_equilibrium_verdict(&run);
}

lt_status lt_equilibrium_command(const lt_cli *cli) {
    lt_equilibrium_setup setup;
    lt_equilibrium_table table;
    const double begin = lt_wall_seconds();
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command equilibrium wants two names", .where = "command line",
                        .expected = "lantian equilibrium IN.csv OUT.csv",
                        .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name the table of states and the file of results; see `lantian equilibrium --help`");
    LT_TRY(lt_equilibrium_options(cli, &setup));
    LT_TRY(lt_equilibrium_result_judge(cli->positional[0], cli->positional[1]));
    LT_TRY(read_judged(cli->positional[0], &setup, cli->skip_bad, (int)cli->threads, &table));
    const lt_status status = solve(cli, &setup, begin, &table);
    lt_equilibrium_table_free(&table);
    return status;
}

lt_status lt_equilibrium_check(const char *path) {
    const lt_equilibrium_setup forward = {.mode = LT_EQ_FORWARD};
    lt_equilibrium_table table;
    LT_TRY(lt_equilibrium_table_read(path, &forward, false, 0, &table));
    lt_equilibrium_table_warn(&table);
    lt_equilibrium_table_free(&table);
    return LT_OK;
}
