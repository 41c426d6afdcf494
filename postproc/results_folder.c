#include "postproc/results_folder.h"

#include <stdio.h>
#include <string.h>

void lt_results_folder_of(const lt_cli *cli, const lt_case *setup, char *out, size_t size) {
    snprintf(out, size, "%s%s", cli->out ? "" : "out/", cli->out ? cli->out : setup->id);
}

lt_status lt_results_folder(const lt_cli *cli, const char *name, char *out, size_t size) {
    const bool itself = lt_path_exists(lt_fmt("%s/summary.json", name));
    if (itself || cli->out) {
        snprintf(out, size, "%s", itself ? name : cli->out);
        return LT_OK;
    }
    lt_case *setup = NULL;
    LT_TRY(lt_case_read(name, cli, &setup));
    lt_results_folder_of(cli, setup, out, size);
    lt_case_free(setup);
    return LT_OK;
}

lt_status lt_results_finished(const char *folder, const char *summary) {
    if (lt_path_exists(summary)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no finished results", .where = folder, .expected = "summary.json",
                    .found = "none", .todo = "run the case first: lantian run CASE");
}

lt_job lt_results_judged(const lt_job *job) {
    lt_job one = *job;
    one.nest = lt_case_has_nest(job->setup) && strcmp(job->setup->judged_on, "nest") == 0;
    return one;
}

const char *lt_results_grid_file(const lt_job *job) {
    return lt_job_file(&(lt_job){.setup = job->setup, .nest = job->nest}, "grid", ".nc");
}

lt_status lt_results_grid(const lt_job *job, lt_grid **out) {
    return lt_grid_read(job->out, lt_results_grid_file(job), out);
}

lt_status lt_results_table(const lt_job *job, const char *stem, const char *missing, lt_csv **out) {
    const char *name = lt_job_file(job, stem, ".csv");
    char path[4096];
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    if (lt_outdir_has(job->out, name, false, NULL)) return lt_csv_read(path, out);
    return LT_RAISE(LT_ERR_INPUT, .what = missing, .where = path, .expected = "a file in the manifest of the results",
                    .found = "none", .todo = "run the case again: lantian run CASE");
}
