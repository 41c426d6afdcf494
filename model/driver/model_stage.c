#include "model/driver/model_stage.h"

#include "base/log.h"
#include "base/variant.h"
#include "model/driver/run.h"
#include "model/kernel/real.h"
#include "model/state/background.h"

#include <omp.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_stage_names {
    char grid[64], met[128], emissions[160], conc[160], budget[160], restart[160], title[160];
} lt_stage_names;

static void keep(char *out, size_t size, const char *text) {
    snprintf(out, size, "%s", text);
}

static void stage_names(const lt_job *job, lt_stage_names *n) {
    lt_job once = *job, met = *job, source = *job;
    once.period = NULL;
    once.variant = NULL;
    if (lt_job_draw(job) == 1) met.variant = NULL;
    if (strcmp(job->variant, "noise") == 0 || lt_job_draw(job) > 1) source.variant = "base";
    keep(n->grid, sizeof n->grid, lt_job_file(&once, "grid", ".nc"));
    keep(n->met, sizeof n->met, lt_job_file(&met, "met", ".nc"));
    keep(n->emissions, sizeof n->emissions, lt_job_file(&source, "emissions", ".nc"));
    keep(n->conc, sizeof n->conc, lt_job_file(job, "conc", ".nc"));
    keep(n->budget, sizeof n->budget, lt_job_file(job, "budget", ".csv"));
    keep(n->restart, sizeof n->restart, lt_job_file(job, "restart", ".nc"));
    snprintf(n->title, sizeof n->title, "model %s %s", job->variant, job->period->id);
}

static lt_status run_variant(const lt_job *job, const char *restart_from) {
    lt_stage_names names;
    lt_model_config config;
    lt_model_result result;
    LT_TRY(lt_model_config_read(job->setup->model, &config));
    stage_names(job, &names);
    lt_model_run run = {.dir = job->out,
                        .files = {.grid = names.grid,
                                  .met = names.met,
                                  .emissions = names.emissions,
                                  .conc = names.conc,
                                  .budget = names.budget},
                        .restart_file = names.restart,
                        .title = names.title,
                        .span = {.start = job->period->start - (lt_time)job->period->spinup_s,
                                 .spinup_hours = (long)(job->period->spinup_s / LT_HOUR),
                                 .output_hours = (long)(job->period->length_s / LT_HOUR)},
                        .config = &config,
                        .threads = job->threads,
                        .flip_lowest_bits = strcmp(job->variant, "noise") == 0,
                        .restart_from = restart_from,
                        .quiet = (job->cli && job->cli->quiet) || strcmp(job->variant, "base") != 0};
    lt_status status = lt_model_run_files(&run, &result);
    if (status == LT_OK)
        lt_log(LT_LOG_INFO,
               "%s: %ld steps, kernels %s, input %.1f s, transport %.1f s, column %.1f s, chemistry %.1f s, "
               "output %.1f s; state %.16s",
               names.title, result.steps, result.isa, result.seconds.input, result.seconds.transport,
               result.seconds.column, result.seconds.chemistry, result.seconds.output, result.state_digest);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

lt_status lt_model_stage(const lt_job *job) {
    return run_variant(job, NULL);
}

lt_status lt_model_check(const lt_job *job) {
    lt_model_config config;
    LT_TRY(lt_model_config_read(job->setup->model, &config));
    lt_config_release(lt_model_config_rows, &config);
    return LT_OK;
}

/* The number of blocks and of threads do not change results, so they do not count. */
lt_status lt_model_inputs(const lt_job *job, lt_hash *hash) {
    lt_stage_names names;
    lt_model_config config;
    LT_TRY(lt_model_config_read(job->setup->model, &config));
    stage_names(job, &names);
    lt_hash_text(hash, "model");
    lt_hash_text(hash, job->variant);
    lt_hash_text(hash, lt_fmt("%.17g %ld %.17g %.17g %ld", config.step_s, config.restart_every_h, job->period->length_s,
                              job->period->spinup_s, (long)job->period->start));
    lt_hash_text(hash, config.boundary);
    lt_hash_text(hash, config.emissions);
    lt_hash_text(hash, sizeof(lt_real) == 8 ? "double" : "float");
    lt_status status = lt_tracers_inputs(&config.tracers, hash);
    lt_config_release(lt_model_config_rows, &config);
    LT_TRY(status);
    const char *const files[] = {names.grid, names.met, names.emissions};
    for (int n = 0; n < 3; ++n) {
        lt_digest digest = "";
        if (!lt_outdir_has(job->out, files[n], false, digest)) digest[0] = '\0';
        lt_hash_text(hash, digest);
    }
    return lt_background_inputs(hash);
}

lt_status lt_model_command(const lt_cli *cli) {
    lt_case *setup = NULL;
    lt_outdir *out = NULL;
    LT_TRY(lt_cli_allow(cli, "out lang quiet threads restart variant start days grid"));
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command model wants one case", .where = "command line",
                        .expected = "lantian model CASE [--variant V]", .found = lt_fmt("%d names", cli->n_positional),
                        .todo = "name a case; see `lantian model --help`");
    LT_TRY(lt_case_read(cli->positional[0], cli, &setup));
    const char *variant = cli->variant ? cli->variant : "base";
    lt_variant known;
    lt_status status = lt_variant_find(setup, variant, &known);
    if (status == LT_OK) status = lt_outdir_open(cli->out ? cli->out : lt_fmt("out/%s", setup->id), &out);
    if (status == LT_OK) {
        lt_job job = {.setup = setup,
                      .cli = cli,
                      .out = out,
                      .period = setup->periods.items,
                      .variant = known.id,
                      .threads = cli->threads > 0 ? (int)cli->threads : omp_get_num_procs()};
        status = run_variant(&job, cli->restart);
    }
    lt_outdir_close(out);
    lt_case_free(setup);
    return status;
}
