#include "postproc/ozone_desk/ozone_command.h"

#include "base/json.h"
#include "base/outdir.h"
#include "postproc/ozone_desk/desk_files.h"
#include "postproc/ozone_desk/reactive.h"
#include "postproc/results_folder.h"

#include <stdio.h>

static const char options[] = "out city top method json lang quiet";
enum { TOP = 10 };

/* A finished case, read. */
typedef struct lt_ozone_run {
    lt_case *setup;
    lt_outdir *dir;
    lt_grid *grid;
    lt_summary *summary;
    lt_csv *reactive;
    lt_design design; /* until the desk has it */
    lt_desk *desk;
} lt_ozone_run;

static void free_run(lt_ozone_run *run) {
    lt_desk_free(run->desk);
    lt_design_free(&run->design);
    lt_csv_free(run->reactive);
    lt_summary_free(run->summary);
    lt_grid_free(run->grid);
    lt_outdir_close(run->dir);
    lt_case_free(run->setup);
}

/* --- what is asked --- */

static lt_status view_of(const lt_cli *cli, lt_desk_view *out) {
    *out = (lt_desk_view){-1, cli->top ? cli->top : TOP, lt_cli_chinese(cli)};
    return cli->city ? lt_city_choose(cli->city, LT_DESK_N_PLACES, &out->place) : LT_OK;
}

/* --- what there is --- */

static lt_status read_run(const lt_cli *cli, lt_ozone_run *run) {
    char folder[4096];
    const lt_cli none = {.command = cli->command}; /* its --out is where the tables go */
    LT_TRY(lt_results_case(&none, cli->positional[0], folder, sizeof folder, &run->setup));
    LT_TRY(lt_results_finished(folder, lt_fmt("%s/summary.json", folder), run->setup));
    LT_TRY(lt_outdir_open(folder, &run->dir));
    const lt_job job =
        lt_results_judged(&(lt_job){.setup = run->setup, .cli = cli, .out = run->dir, .variant = "base"});
    LT_TRY(lt_results_grid(&job, &run->grid));
    LT_TRY(lt_summary_create(&job, run->grid, &run->summary));
    LT_TRY(lt_reactive_read(&job, &run->reactive));
    LT_TRY(lt_design_read(&job, run->summary, cli->method, &run->design));
    return lt_desk_create(&run->design, run->grid, run->summary, &run->desk);
}

static lt_status write_tables(const lt_cli *cli, const lt_ozone_run *run, long top) {
    lt_outdir *dir;
    if (!cli->out) return LT_OK;
    if (lt_path_same(cli->out, lt_outdir_path(run->dir)))
        return LT_RAISE(LT_ERR_USAGE, .what = "--out is the folder of the results themselves", .where = "command line",
                        .expected = "another folder, for the tables", .found = cli->out,
                        .todo = "name a new folder; the results stay as the run made them");
    LT_TRY(lt_outdir_open(cli->out, &dir));
    const lt_status status = lt_desk_write(run->desk, run->reactive, top, dir);
    lt_outdir_close(dir);
    return status;
}

static lt_status show(const lt_cli *cli, const lt_ozone_run *run, const lt_desk_view *view) {
    cJSON *root = NULL;
    if (!cli->json) {
        lt_desk_print(run->desk, run->reactive, view);
        return LT_OK;
    }
    LT_TRY(lt_desk_json(run->desk, run->reactive, view, &root));
    return lt_json_say(root);
}

lt_status lt_ozone_command(const lt_cli *cli) {
    lt_ozone_run run = {0};
    lt_desk_view view;
    LT_TRY(lt_cli_allow(cli, options));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command ozone wants one case or folder", .where = "command line",
                        .expected = "lantian ozone CASE|DIR", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name a case that was run, or the folder of its results");
    LT_TRY(view_of(cli, &view));
    lt_status status = read_run(cli, &run);
    if (status == LT_OK) status = write_tables(cli, &run, view.top);
    if (status == LT_OK) status = show(cli, &run, &view);
    free_run(&run);
    return status;
}
