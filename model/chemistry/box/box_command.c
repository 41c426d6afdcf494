/* box_command.c - `lantian box`: one case, its sweep, or many cells of a file. See box_command.h. */
#include "model/chemistry/box/box_command.h"

#include "base/csv.h"
#include "base/log.h"
#include "base/number.h"
#include "model/chemistry/box/box_report.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/box/cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names on the command line: as many as the form of the command wants. */
static lt_status expect_names(const lt_cli *cli, int n, const char *form) {
    if (cli->n_positional == n) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the command box wants other names", .where = "command line",
                    .expected = form, .found = lt_fmt("%d names", cli->n_positional),
                    .todo = "see `lantian box --help`");
}

/* --- where results go
 * ------------------------------------------------------------------------------------------------- */

/* --out DIR: DIR/box.csv ...; --out DIR/NAME.csv or .nc: DIR/NAME.csv, NAME_budget.csv ... or NAME.nc. */
typedef struct target {
    char folder[1024], stem[256];
    bool netcdf;
} target;

static bool ends_with(const char *text, const char *ending) {
    const size_t a = strlen(text), b = strlen(ending);
    return a > b && strcmp(text + a - b, ending) == 0;
}

static lt_status find_target(const lt_cli *cli, const char *name, target *out) {
    static const char *const formats[] = {"csv", "netcdf"};
    const char *wish = cli->out ? cli->out : lt_fmt("out/box-%s", name);
    const bool nc = ends_with(wish, ".nc"), csv = ends_with(wish, ".csv");
    if (cli->as && strcmp(cli->as, "csv") != 0 && strcmp(cli->as, "netcdf") != 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "a box is not written in this format", .where = "command line",
                        .expected = lt_one_of(formats, 2), .found = lt_fmt("--as %s", cli->as),
                        .todo = lt_did_you_mean(cli->as, formats, 2));
    if (strlen(wish) >= sizeof out->folder)
        return LT_RAISE(LT_ERR_USAGE, .what = "the path of the results is too long", .where = "command line",
                        .expected = "at most 1000 bytes", .found = lt_fmt("%.60s ...", wish), .todo = "shorten it");
    *out = (target){.netcdf = nc || (cli->as && strcmp(cli->as, "netcdf") == 0)};
    snprintf(out->stem, sizeof out->stem, "box");
    snprintf(out->folder, sizeof out->folder, "%s", wish);
    if (!nc && !csv) return LT_OK;
    const char *slash = strrchr(wish, '/'), *file = slash ? slash + 1 : wish;
    snprintf(out->stem, sizeof out->stem, "%.*s", (int)(strrchr(file, '.') - file), file);
    snprintf(out->folder, sizeof out->folder, "%.*s", slash ? (int)(slash - wish) : 1, slash ? wish : ".");
    if (!out->stem[0] || out->stem[0] == '.' || strlen(file) > 64)
        return LT_RAISE(LT_ERR_USAGE, .what = "--out names no file", .where = "command line",
                        .expected = "a name before .csv or .nc, without a leading dot, at most 64 bytes in all",
                        .found = lt_fmt("%.80s", file), .todo = "change the name");
    if (cli->as && nc != (strcmp(cli->as, "netcdf") == 0))
        return LT_RAISE(LT_ERR_USAGE, .what = "--as and the ending of --out differ", .where = "command line",
                        .expected = "one format", .found = lt_fmt("--as %s --out %s", cli->as, wish),
                        .todo = "leave --as out");
    return LT_OK;
}

/* --- one run
 * ------------------------------------------------------------------------------------------------------------ */

static lt_status go_through(lt_box_run *run, lt_box_history *history, lt_box_budget *budget) {
    const lt_box_case *setup = run->box->setup;
    const long steps = lt_box_case_steps(setup), every = (long)(setup->output_step_s / setup->step_s + 0.5);
    lt_status status = lt_box_history_add(history, run);
    lt_progress_begin("box", steps, "steps");
    for (long n = 1; status == LT_OK && n <= steps; n++) {
        status = lt_box_run_step(run);
        if (status == LT_OK) status = lt_box_budget_add(budget, run);
        if (status == LT_OK && n % every == 0) status = lt_box_history_add(history, run);
        lt_progress_step(n, "");
    }
    lt_progress_end();
    return status;
}

static lt_status write_result(const lt_box_result *result, const lt_cli *cli, const target *to) {
    lt_outdir *dir;
    lt_box_files files = {0};
    LT_TRY(lt_outdir_open(to->folder, &dir));
    lt_status status = to->netcdf ? lt_box_write_netcdf(result, dir, to->stem, &files)
                                  : lt_box_write_csv(result, dir, to->stem, &files);
    if (status == LT_OK) status = lt_box_write_case(result->box, dir, to->stem, &files);
    lt_outdir_close(dir);
    return status == LT_OK ? lt_box_report(result, cli, to->folder, &files) : status;
}

static lt_status run_once(const lt_box *box, const lt_cli *cli, const target *to) {
    lt_box_run *run = NULL;
    lt_box_history history;
    lt_box_budget budget;
    if (to->netcdf) LT_TRY(lt_box_write_netcdf_judge(box));
    lt_box_history_init(box, &history);
    lt_box_budget_init(box, &budget);
    lt_status status = lt_box_run_create(box, NULL, &run);
    if (status == LT_OK) status = go_through(run, &history, &budget);
    if (status == LT_OK) status = write_result(&(lt_box_result){box, run, &history, &budget}, cli, to);
    lt_box_run_free(run);
    lt_box_history_free(&history);
    lt_box_budget_free(&budget);
    return status;
}

/* --- a sweep
 * ------------------------------------------------------------------------------------------------------------ */

static lt_status write_sweep(const lt_box_sweep *sweep, const lt_cli *cli, const target *to) {
    lt_outdir *dir;
    lt_box_files files = {0};
    LT_TRY(lt_outdir_open(to->folder, &dir));
    lt_status status = lt_box_sweep_write(sweep, dir, to->stem, &files);
    if (status == LT_OK) status = lt_box_write_case(sweep->box, dir, to->stem, &files);
    lt_outdir_close(dir);
    return status == LT_OK ? lt_box_report_sweep(sweep, cli, to->folder, &files) : status;
}

static lt_status run_sweep(const lt_box *box, const lt_cli *cli, const target *to) {
    lt_faults strict = {0};
    lt_box_sweep *sweep;
    if (to->netcdf)
        return LT_RAISE(LT_ERR_USAGE, .what = "a sweep is written as CSV", .where = "command line",
                        .expected = "no --as netcdf, no --out NAME.nc", .found = cli->out ? cli->out : cli->as,
                        .todo = "leave it out");
    LT_TRY(lt_box_sweep_create(box, &strict, &sweep));
    lt_status status = lt_box_sweep_run(sweep, (int)cli->threads);
    if (status == LT_OK) status = write_sweep(sweep, cli, to);
    lt_box_sweep_free(sweep);
    return status;
}

static lt_status replace(const char *with, char **text) {
    if (!with) return LT_OK;
    char *copy = strdup(with);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a text", .where = "command line");
    free(*text);
    *text = copy;
    return LT_OK;
}

static lt_status replace_rtol(const char *with, double *rtol) {
    if (!with || (lt_number_double(with, rtol) && *rtol >= 1e-12 && *rtol <= 0.1)) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "a bad value for --rtol", .where = "command line",
                    .expected = "a number from 1e-12 to 0.1", .found = lt_fmt("\"%s\"", with),
                    .todo = "correct the value, or leave the option out");
}

/* What the command says goes before what the case says. Takes the case. */
static lt_status open_case(const lt_cli *cli, lt_box_case *setup, lt_box **out) {
    lt_faults strict = {0};
    lt_status status = replace(cli->mechanism, &setup->mechanism);
    if (status == LT_OK) status = replace(cli->method, &setup->method);
    if (status == LT_OK) status = replace(cli->engine, &setup->engine);
    if (status == LT_OK) status = replace_rtol(cli->rtol, &setup->rtol);
    if (status == LT_OK) status = lt_box_case_judge(setup, &strict);
    if (status == LT_OK) return lt_box_create(setup, &strict, out);
    lt_box_case_free(setup);
    return status;
}

static lt_status run_case(const lt_cli *cli) {
    lt_faults strict = {0};
    lt_node *document;
    lt_box_case *setup;
    lt_box *box;
    target to;
    LT_TRY(lt_node_read(cli->positional[0], &document));
    LT_TRY(lt_box_case_read(document, &strict, &setup));
    LT_TRY(open_case(cli, setup, &box));
    lt_status status = find_target(cli, box->setup->name, &to);
    if (status == LT_OK) status = box->setup->sweep_node ? run_sweep(box, cli, &to) : run_once(box, cli, &to);
    lt_box_free(box);
    return status;
}

lt_status lt_box_command(const lt_cli *cli) {
    if (cli->cells) {
        LT_TRY(expect_names(cli, 2, "lantian box --cells IN.nc OUT.nc"));
        return lt_box_cells_command(cli);
    }
    LT_TRY(expect_names(cli, 1, "lantian box CASE.yaml"));
    LT_TRY(lt_cli_allow(cli, "out as mechanism method engine rtol threads json lang quiet"));
    return run_case(cli);
}
