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

lt_status lt_results_case(const lt_cli *cli, const char *name, char *folder, size_t size, lt_case **out) {
    const char *used = lt_fmt("%s/case_effective.yaml", name);
    if (lt_path_exists(used)) {
        snprintf(folder, size, "%s", name);
        return lt_case_read(used, cli, out);
    }
    LT_TRY(lt_case_read(name, cli, out));
    lt_results_folder_of(cli, *out, folder, size);
    return LT_OK;
}

/* A shipped case is known by its name; results hold their case as it was used, which may be a shipped one. */
static bool is_shipped(const lt_case *setup) {
    char shipped[4096];
    const char *slash = strrchr(setup->path, '/'), *file = slash ? slash + 1 : setup->path;
    if (lt_share_path(lt_fmt("scenarios/%s/case.yaml", setup->id), shipped, sizeof shipped) != LT_OK) {
        lt_error_clear();
        return false;
    }
    return lt_path_same(shipped, setup->path) || strcmp(file, "case_effective.yaml") == 0;
}

const char *lt_results_command(const lt_case *setup, const char *folder) {
    if (!setup) return "lantian run CASE";
    const char *name = is_shipped(setup) ? setup->id : setup->path;
    const bool usual = strcmp(folder, lt_fmt("out/%s", setup->id)) == 0;
    return lt_fmt("lantian run %s%s%s", name, usual ? "" : " --out ", usual ? "" : folder);
}

lt_status lt_results_finished(const char *folder, const char *summary, const lt_case *setup) {
    if (lt_path_exists(summary)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no finished results", .where = folder, .expected = "summary.json",
                    .found = "none", .todo = lt_fmt("run the case first: %s", lt_results_command(setup, folder)));
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
                    .found = "none",
                    .todo = lt_fmt("run the case again: %s", lt_results_command(job->setup, lt_outdir_path(job->out))));
}
