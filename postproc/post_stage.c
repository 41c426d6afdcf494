#include "postproc/post_stage.h"

#include "base/log.h"
#include "postproc/alerts.h"
#include "postproc/evaluation.h"
#include "postproc/inventory_draws.h"
#include "postproc/judgement/targets_input.h"
#include "postproc/map.h"
#include "postproc/nearby/nearby.h"
#include "postproc/ozone_file.h"
#include "postproc/process_day.h"
#include "postproc/report.h"
#include "postproc/responses.h"
#include "postproc/results_folder.h"
#include "postproc/summary.h"
#include "postproc/table.h"

#include <stdlib.h>
#include <string.h>

/* With --json the front door prints an object; tables would spoil it. */
static bool is_talking(const lt_job *job) {
    return !job->cli || !job->cli->json;
}

/* A file, or none where there is nothing to say: one of an earlier run must not stand beside these results. */
static lt_status write_or_drop(const lt_job *job, const char *name, const char *text) {
    return text ? lt_outdir_write_text(job->out, name, text) : lt_outdir_drop(job->out, name);
}

static lt_status write_summary(const lt_job *job, const lt_summary *summary) {
    char *text = NULL, *table = NULL;
    LT_TRY(lt_summary_csv(summary, &table));
    lt_status status = lt_outdir_write_text(job->out, "cities.csv", table);
    free(table);
    LT_TRY(status);
    char *draws = NULL;
    LT_TRY(lt_inventory_draws_csv(summary, &draws));
    status = write_or_drop(job, "draws.csv", draws);
    free(draws);
    LT_TRY(status);
    LT_TRY(lt_summary_json(summary, &text));
    status = lt_outdir_write_text(job->out, "summary.json", text);
    if (status == LT_OK && is_talking(job)) status = lt_table_print(text, lt_cli_chinese(job->cli));
    free(text);
    return status;
}

/* The same with its table on the terminal; takes the text over. */
static lt_status write_and_print(const lt_job *job, const char *name, char *text,
                                 lt_status (*print)(const char *text, bool chinese)) {
    lt_status status = write_or_drop(job, name, text);
    if (status == LT_OK && text && is_talking(job)) status = print(text, lt_cli_chinese(job->cli));
    free(text);
    return status;
}

static lt_status write_responses(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                                 const lt_compositions *compositions) {
    lt_responses *responses;
    char *text = NULL, *published = NULL;
    LT_TRY(lt_responses_create(summary, compositions, grid, &responses));
    lt_status status = responses ? lt_responses_csv(responses, &text) : LT_OK;
    if (responses && status == LT_OK) status = lt_responses_published_csv(responses, &published);
    if (status == LT_OK) status = write_or_drop(job, "responses.csv", text);
    if (status == LT_OK) status = write_or_drop(job, "responses_published.csv", published);
    if (status == LT_OK && text && is_talking(job))
        status = lt_responses_print(text, published, lt_cli_chinese(job->cli));
    free(text);
    free(published);
    lt_responses_free(responses);
    return status;
}

static lt_status write_composition(const lt_job *job, const lt_compositions *all) {
    lt_composition_texts texts;
    LT_TRY(lt_composition_texts_create(all, &texts));
    lt_status status = LT_OK;
#define WRITE_TEXT(member, file, make)                                                                                 \
    if (status == LT_OK) status = write_or_drop(job, file, texts.member);
    LT_COMPOSITION_FILES(WRITE_TEXT)
#undef WRITE_TEXT
    if (status == LT_OK && is_talking(job)) status = lt_compositions_print(&texts, lt_cli_chinese(job->cli));
    lt_composition_texts_free(&texts);
    return status;
}

static lt_status write_process_day(const lt_job *job) {
    char *text = NULL;
    LT_TRY(lt_process_day_csv(job, &text));
    return write_and_print(job, "process_day.csv", text, lt_process_day_print);
}

static lt_status write_alerts(const lt_job *job, const lt_grid *grid, const lt_summary *summary) {
    char *text = NULL;
    LT_TRY(lt_alerts_csv(job, grid, summary, &text));
    return write_and_print(job, "alerts.csv", text, lt_alerts_print);
}

static lt_status evaluate_periods(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                                  const lt_evaluation_input *input, lt_evaluation *out) {
    lt_job one = *job;
    one.variant = "base";
    for (long p = 0; p < summary->n_periods; p++) {
        one.period = lt_summary_period(summary, p);
        LT_TRY_CONTEXT(lt_evaluation_period(&one, grid, summary->cities, input, out), "evaluating the period %s",
                       one.period->id);
    }
    return LT_OK;
}

static lt_status evaluate(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                          const lt_evaluation_input *input) {
    lt_evaluation evaluation = {0};
    char *text = NULL;
    lt_status status = evaluate_periods(job, grid, summary, input, &evaluation);
    if (status == LT_OK) status = lt_evaluation_json(&evaluation, &text);
    if (status == LT_OK) status = lt_outdir_write_text(job->out, "evaluation.json", text);
    if (status == LT_OK && is_talking(job)) status = lt_evaluation_print(text, lt_cli_chinese(job->cli));
    free(text);
    lt_evaluation_free(&evaluation);
    return status;
}

/* A map a package and period in which the run has the quantity; where it has none, those of an earlier run go. */
static lt_status add_maps(const lt_job *job, const lt_summary *summary, lt_map_kind kind, lt_maps *maps) {
    bool ever = false;
    for (long p = 0; p < summary->n_periods; p++) {
        if (!lt_summary_has(summary, lt_map_table[kind].quantity, p)) continue;
        ever = true;
        for (long q = 0; q < summary->n_packages; q++) LT_TRY(lt_maps_add(maps, kind, q, p, lt_cli_chinese(job->cli)));
    }
    return ever ? LT_OK : lt_outdir_drop_all(job->out, lt_fmt("%s_", lt_map_table[kind].stem), ".png");
}

static lt_status write_maps(const lt_job *job, const lt_grid *grid, const lt_summary *summary) {
    lt_maps *maps;
    LT_TRY(lt_maps_create(job, grid, summary, &maps));
    lt_status status = LT_OK;
    for (int kind = 0; kind < LT_N_MAPS && status == LT_OK; kind++)
        status = add_maps(job, summary, (lt_map_kind)kind, maps);
    if (status == LT_OK) status = lt_maps_end(maps);
    lt_maps_free(maps);
    return status;
}

/* What the results are made of, beside the files themselves. */
typedef struct lt_post_work {
    lt_summary *summary;
    lt_compositions *compositions;
    lt_nearby *nearby;
    cJSON *near; /* of nearby, for summary.json */
} lt_post_work;

static lt_status read_all(const lt_job *job, const lt_grid *grid, lt_post_work *work) {
    LT_TRY(lt_summary_create(job, grid, &work->summary));
    LT_TRY(lt_compositions_create(job, grid, work->summary, &work->compositions));
    LT_TRY(lt_nearby_create(job, grid, work->summary, &work->nearby));
    work->summary->near = work->near = lt_nearby_summary(work->nearby);
    return LT_OK;
}

static lt_status write_all(const lt_job *job, const lt_grid *grid, const lt_evaluation_input *input, bool evaluated,
                           const lt_post_work *work) {
    const lt_summary *summary = work->summary;
    const lt_compositions *compositions = work->compositions;
    lt_status status = write_summary(job, summary);
    if (status == LT_OK) status = write_composition(job, compositions);
    if (status == LT_OK) status = lt_ozone_files_write(job, grid, summary);
    if (status == LT_OK) status = write_process_day(job);
    if (status == LT_OK) status = write_alerts(job, grid, summary);
    if (status == LT_OK) status = write_responses(job, grid, summary, compositions);
    if (status == LT_OK && evaluated) status = evaluate(job, grid, summary, input);
    /* An evaluation of an earlier run with other settings must not stand beside these results. */
    if (status == LT_OK && !evaluated) status = lt_outdir_drop(job->out, "evaluation.json");
    const lt_report_parts parts = {compositions, work->nearby};
    if (status == LT_OK) status = lt_report_write(job, grid, summary, &parts);
    /* Last, because they need Ghostscript: without it the numbers are there. */
    if (status == LT_OK) status = write_maps(job, grid, summary);
    return status == LT_OK ? lt_nearby_draw(job, grid, work->nearby, lt_cli_chinese(job->cli)) : status;
}

static lt_status all(const lt_job *job, const lt_grid *grid, const lt_evaluation_input *input, bool evaluated) {
    lt_post_work work = {0};
    lt_status status = read_all(job, grid, &work);
    if (status == LT_OK) status = write_all(job, grid, input, evaluated, &work);
    cJSON_Delete(work.near);
    lt_nearby_free(work.nearby);
    lt_compositions_free(work.compositions);
    lt_summary_free(work.summary);
    return status;
}

/* Observations from which nothing can be projected fail before hours of running. */
static lt_status check_base(const lt_job *job) {
    lt_observed_base base;
    lt_observed_year year = {0};
    LT_TRY(lt_observed_base_of(job, &base));
    const lt_status status = base.n > 0 ? lt_observed_year_read(&base, &year) : LT_OK;
    lt_observed_year_free(&year);
    lt_observed_base_free(&base);
    return status;
}

lt_status lt_post_check(const lt_job *job) {
    lt_evaluation_input input = {0};
    LT_TRY(check_base(job));
    bool evaluated = false;
    LT_TRY(lt_evaluation_input_read(job, &evaluated, &input));
    lt_evaluation_input_free(&input);
    return LT_OK;
}

lt_status lt_post_stage(const lt_job *of_case) {
    const lt_job on_grid = lt_results_judged(of_case), *job = &on_grid;
    lt_grid *grid = NULL;
    lt_evaluation_input input = {0};
    bool evaluated = false;
    LT_TRY(lt_evaluation_input_read(job, &evaluated, &input)); /* bad observations fail before anything is written */
    lt_status status = lt_results_grid(job, &grid);
    if (status == LT_OK) status = all(job, grid, &input, evaluated);
    lt_grid_free(grid);
    lt_evaluation_input_free(&input);
    return status;
}

lt_status lt_post_more_outputs(const lt_job *job, int n, const char **name) {
    return lt_nearby_outputs(job, n, name);
}
