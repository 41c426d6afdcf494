#include "model/driver/model_stage.h"

#include "base/log.h"
#include "base/variant.h"
#include "model/driver/model_case.h"
#include "model/driver/output_config.h"
#include "model/driver/run.h"
#include "model/emission/dust_table.h"
#include "model/kernel/real.h"
#include "model/state/background.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_domain_files files_of(const lt_model_names *n) {
    return (lt_domain_files){.grid = n->grid,
                             .met = n->met,
                             .emissions = n->emissions,
                             .conc = n->conc,
                             .budget = n->budget,
                             .budget_regions = n->regions,
                             .process = n->process};
}

static lt_model_names nest_names(const lt_job *job) {
    lt_model_names names;
    lt_job of_nest = *job;
    of_nest.nest = true;
    lt_model_names_of(&of_nest, &names);
    return names;
}

static lt_status digest_inputs(const lt_job *job, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    LT_TRY(lt_model_inputs(job, &hash));
    lt_hash_end(&hash, out);
    return LT_OK;
}

/* How a run begins, and whether it is the command's only one. */
typedef struct start {
    const char *restart_from;
    bool resume, alone;
} start;

/* Where ranks waited; nothing of one. */
static const char *say_waiting(const lt_model_result *result) {
    if (result->ranks == 1) return "";
    return lt_fmt(" (mean of %d ranks; in transport %.1f s for neighbours' cells, beside it %.1f s for slower ranks)",
                  result->ranks, result->seconds.halo, result->seconds.idle);
}

/* Of runs beside the base, little. */
static void say_end(const lt_job *job, const char *title, const lt_model_result *result, double seconds) {
    if (strcmp(job->variant, "base") == 0)
        lt_remark(LT_LOG_INFO,
                  "%s: %ld steps, kernels %s, input %.1f s, transport %.1f s, column %.1f s, chemistry %.1f s, "
                  "aerosol %.1f s, wet %.1f s, output %.1f s%s; state %.16s",
                  title, result->steps, result->isa, result->seconds.input, result->seconds.transport,
                  result->seconds.column, result->seconds.chemistry, result->seconds.aerosol, result->seconds.wet,
                  result->seconds.output, say_waiting(result), result->state_digest);
    else
        lt_remark(LT_LOG_INFO, "%s: %.1f s; state %.16s", title, seconds, result->state_digest);
}

static lt_status run_it(const lt_job *job, const lt_model_config *config, const lt_grid *inner, const start *how) {
    lt_model_names names, of_nest = {0};
    lt_model_result result;
    bool nested = lt_case_has_nest(job->setup);
    char boundary_file[256] = "";
    lt_digest inputs;
    LT_TRY(digest_inputs(job, inputs));
    lt_model_names_of(job, &names);
    if (nested) of_nest = nest_names(job);
    if (inner) snprintf(boundary_file, sizeof boundary_file, "%s", lt_model_boundary_name(config, job));
    const lt_model_nest nest = {.files = files_of(&of_nest),
                                .border_file = of_nest.border,
                                .spinup_hours = lt_nest_spinup_hours(job->setup, job->period)};
    lt_model_run run = {.layout = job->layout,
                        .dir = job->out,
                        .files = files_of(&names),
                        .nest = nested ? &nest : NULL,
                        .boundary_for = inner,
                        .boundary_file = boundary_file,
                        .restart_file = names.restart,
                        .title = names.title,
                        .span = {.start = job->period->start - (lt_time)job->period->spinup_s,
                                 .spinup_hours = (long)(job->period->spinup_s / LT_HOUR),
                                 .output_hours = (long)(job->period->length_s / LT_HOUR)},
                        .config = config,
                        .threads = job->threads,
                        .flip_lowest_bits = strcmp(job->variant, "noise") == 0,
                        .restart_from = how->restart_from,
                        .resume = how->resume,
                        .inputs = inputs,
                        .brief = !how->alone,
                        .quiet = (job->cli && job->cli->quiet) || strcmp(job->variant, "base") != 0};
    const double begun = lt_wall_seconds();
    LT_TRY(lt_model_run_files(&run, &result));
    say_end(job, names.title, &result, lt_wall_seconds() - begun);
    if (result.writer.whole_s > 0.0)
        lt_remark(LT_LOG_INFO, "%s: %s", names.title, lt_writer_report_text(&result.writer));
    if (result.ranks > 1) lt_remark(LT_LOG_INFO, "%s: %s", names.title, lt_rank_costs_text(&result.costs));
    return LT_OK;
}

static lt_status run_variant(const lt_job *job, const start *how) {
    lt_model_config config;
    lt_grid *inner = NULL;
    LT_TRY(lt_model_case_read(job, &config));
    lt_status status = lt_model_writes_boundary(&config) ? lt_model_grid_of(config.boundary_for, &inner) : LT_OK;
    if (status == LT_OK) status = run_it(job, &config, inner, how);
    lt_grid_free(inner);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

lt_status lt_model_stage(const lt_job *job) {
    const start how = {.resume = !job->cli || !job->cli->force};
    return run_variant(job, &how);
}

/* The n-th file of the output sets: of each the grid's, then the nest's. */
static const char *set_file(const lt_job *job, const lt_model_config *config, int n) {
    const lt_output_request *requests = config->output.items;
    const int grids = lt_case_has_nest(job->setup) ? 2 : 1;
    for (long r = 0; r < config->output.n; ++r) {
        if (strcmp(lt_output_request_name(&requests[r]), "conc") == 0) continue;
        if (n < grids) {
            lt_job of_grid = *job;
            of_grid.nest = n == 1;
            return lt_job_file(&of_grid, lt_output_request_stem(&requests[r]), ".nc");
        }
        n -= grids;
    }
    return NULL;
}

/* In this order: the boundary file, the budgets by region of the grid and of its nest, those of processes, the output
 * sets. */
lt_status lt_model_more_outputs(const lt_job *job, int n, const char **name) {
    lt_model_config config;
    LT_TRY(lt_model_config_read(job->setup->model, &config));
    const bool boundary = lt_model_writes_boundary(&config), nest = lt_case_has_nest(job->setup);
    const bool regions = lt_region_budget_wanted(&config.budget_regions);
    const bool process = lt_model_budgets_processes(&config);
    const struct {
        bool written, nest;
        const char *table, *boundary;
    } more[] = {{boundary, false, NULL, boundary ? lt_model_boundary_name(&config, job) : NULL},
                {regions, false, "budget_regions", NULL},
                {regions && nest, true, "budget_regions", NULL},
                {process, false, "process", NULL},
                {process && nest, true, "process", NULL}};
    int left = n;
    *name = NULL;
    for (size_t m = 0; m < sizeof more / sizeof *more; ++m) {
        lt_job of = *job;
        of.nest = more[m].nest;
        if (!more[m].written || left-- != 0) continue;
        *name = more[m].boundary ? more[m].boundary : lt_job_file(&of, more[m].table, ".csv");
    }
    if (!*name) *name = set_file(job, &config, left);
    lt_config_release(lt_model_config_rows, &config);
    return LT_OK;
}

static void hash_files(const lt_job *job, const lt_model_names *names, lt_hash *hash) {
    const char *const files[] = {names->grid, names->met, names->emissions};
    for (int n = 0; n < 3; ++n) {
        lt_digest digest = "";
        if (!lt_outdir_has(job->out, files[n], false, digest)) digest[0] = '\0';
        lt_hash_text(hash, digest);
    }
}

/* The section as it is, but for what changes no result: blocks, hours between restart files, where a boundary file
 * and the definition of an inner grid lie, and what maps are made of it. */
static lt_status hash_config(const lt_model_config *config, lt_hash *hash) {
    lt_model_config bare = *config;
    lt_digest digest = "";
    char *text, inner[256];
    bare.blocks_x = bare.blocks_y = bare.restart_every_h = 1;
    bare.near = (lt_list){0}; /* its tags stand among the tracers */
    if (lt_model_boundary_is_file(config)) {
        LT_TRY(lt_hash_file(config->boundary, digest));
        bare.boundary = digest;
    }
    if (lt_model_writes_boundary(config)) {
        LT_TRY(lt_definition_digest(config->boundary_for, hash));
        snprintf(inner, sizeof inner, "%s", lt_variant_id(config->boundary_for));
        bare.boundary_for = inner;
    }
    LT_TRY(lt_config_dump(lt_model_config_rows, &bare, 0, &text));
    lt_hash_text(hash, text);
    free(text);
    return LT_OK;
}

static lt_status hash_chemistry(const lt_model_config *config, lt_hash *hash) {
    lt_chemical_set *set;
    LT_TRY(lt_chemical_set_create_with(config->chemistry, config->organics, &set));
    lt_status status = lt_chemical_set_inputs(set, hash);
    if (status == LT_OK) status = lt_background_inputs(set, hash);
    if (status == LT_OK && set->mechanism) status = lt_gas_chemistry_inputs(hash);
    if (status == LT_OK && set->mechanism) status = lt_dust_table_digest(hash);
    lt_chemical_set_free(set);
    return status;
}

/* The number of blocks and of threads do not change results, so they do not count. */
lt_status lt_model_inputs(const lt_job *job, lt_hash *hash) {
    lt_model_names names;
    lt_model_config config;
    LT_TRY(lt_model_case_read(job, &config));
    lt_hash_text(hash, "model");
    lt_hash_text(hash, job->variant);
    lt_hash_text(hash, sizeof(lt_real) == 8 ? "double" : "float");
    lt_hash_text(hash,
                 lt_fmt("%.17g %.17g %ld", job->period->length_s, job->period->spinup_s, (long)job->period->start));
    lt_status status = hash_config(&config, hash);
    if (status == LT_OK) status = hash_chemistry(&config, hash);
    if (status == LT_OK && config.tracers.n > 0) status = lt_gases_inputs(hash);
    lt_config_release(lt_model_config_rows, &config);
    LT_TRY(status);
    lt_model_names_of(job, &names);
    hash_files(job, &names, hash);
    if (lt_case_has_nest(job->setup)) {
        names = nest_names(job);
        hash_files(job, &names, hash);
        lt_hash_text(hash, lt_fmt("nest %ld", lt_nest_spinup_hours(job->setup, job->period)));
    }
    return LT_OK;
}

lt_status lt_model_command(const lt_cli *cli) {
    lt_case *setup = NULL;
    lt_outdir *out = NULL;
    LT_TRY(lt_cli_allow(cli, "out lang quiet threads restart resume variant start days grid"));
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
        const start how = {.restart_from = cli->restart, .resume = cli->resume, .alone = true};
        status = run_variant(&job, &how);
    }
    lt_outdir_close(out);
    lt_case_free(setup);
    return status;
}
