/* plume_command.c - `lantian plume` (plume_command.h). */
#include "model/gaussian/command/plume_command.h"

#include "base/log.h"
#include "model/gaussian/command/plume_report.h"
#include "model/gaussian/result/gpkg/result_gpkg.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status write_case(const lt_plume_setup *setup, lt_outdir *dir) {
    char *text;
    LT_TRY(lt_plume_case_text(setup->keys, lt_outdir_path(dir), &text));
    const lt_status status = lt_outdir_write_text(dir, "plume_case.yaml", text);
    free(text);
    return status;
}

static bool wants(const lt_plume_result *r, const char *format) {
    const lt_list *formats = &r->setup->keys->outputs.format;
    for (long k = 0; k < formats->n; k++)
        if (strcmp(((char **)formats->items)[k], format) == 0) return true;
    return false;
}

/* What a case before left there: half of it beside the new files would be taken for theirs. */
static lt_status drop_old(lt_outdir *dir) {
    static const char *const names[] = {"plume_case.yaml", "plume.csv", "plume_series.csv", "plume.nc", "plume.gpkg"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) LT_TRY(lt_outdir_drop(dir, names[k]));
    return LT_OK;
}

static lt_status write_all(const lt_plume_result *r, const char *folder) {
    lt_outdir *dir;
    LT_TRY(lt_outdir_open(folder, &dir));
    lt_status status = drop_old(dir);
    if (status == LT_OK) status = write_case(r->setup, dir);
    if (status == LT_OK && wants(r, "csv")) status = lt_plume_result_csv(r, dir);
    if (status == LT_OK) status = lt_plume_result_series(r, dir);
    if (status == LT_OK && wants(r, "netcdf")) status = lt_plume_result_netcdf(r, dir);
    if (status == LT_OK && wants(r, "gpkg")) status = lt_result_gpkg_write(r, dir);
    lt_outdir_close(dir);
    return status;
}

static lt_status finish(const lt_plume_run *run, const lt_cli *cli, const char *folder) {
    lt_plume_result result = {.setup = run->setup,
                              .statistics = run->statistics,
                              .n_tracks = run->n_tracks,
                              .tracks = run->tracks,
                              .series = run->series,
                              .n_named = run->n_named};
    lt_status status = lt_plume_result_columns(&result);
    if (status == LT_OK) status = write_all(&result, folder);
    if (status == LT_OK) status = lt_plume_report(run, &result, cli, folder);
    lt_free(result.columns);
    return status;
}

/* The run stops at the first fault. */
static lt_status open_case(const char *path, lt_plume_setup **setup) {
    lt_faults strict = {0};
    const lt_status status = lt_plume_setup_open(path, &strict, setup);
    if (status != LT_ERR_INPUT || !lt_path_exists(path)) return status;
    return lt_error_context(status, "judging the case; lantian check %s lists all its faults", path);
}

lt_status lt_plume_command(const lt_cli *cli) {
    lt_plume_setup *setup;
    lt_plume_run *run = NULL;
    LT_TRY(lt_cli_allow(cli, "out threads json lang quiet"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command plume wants one case", .where = "command line",
                        .expected = "lantian plume CASE.yaml", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "lantian example plume > plume.yaml makes one");
    LT_TRY(open_case(cli->positional[0], &setup));
    lt_plume_weather_tell(setup->weather, setup->keys->weather.calms);
    char folder[1024];
    snprintf(folder, sizeof folder, "%s", cli->out ? cli->out : lt_fmt("out/plume-%s", setup->keys->name));
    if (cli->threads > 0) omp_set_num_threads((int)cli->threads); /* of the statistics too */
    lt_status status = lt_plume_run_make(setup, (int)cli->threads, &run);
    if (status == LT_OK) status = finish(run, cli, folder);
    lt_plume_run_free(run);
    lt_plume_setup_free(setup);
    return status;
}
