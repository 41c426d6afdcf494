#include "postproc/post_stage.h"

#include "base/log.h"
#include "base/variant.h"
#include "postproc/alerts.h"
#include "postproc/evaluation.h"
#include "postproc/inventory_draws.h"
#include "postproc/judgement/targets_input.h"
#include "postproc/map.h"
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

static lt_status all(const lt_job *job, const lt_grid *grid, const lt_evaluation_input *input, bool evaluated) {
    lt_summary *summary = NULL;
    lt_compositions *compositions = NULL;
    LT_TRY(lt_summary_create(job, grid, &summary));
    lt_status status = lt_compositions_create(job, grid, summary, &compositions);
    if (status == LT_OK) status = write_summary(job, summary);
    if (status == LT_OK) status = write_composition(job, compositions);
    if (status == LT_OK) status = lt_ozone_files_write(job, grid, summary);
    if (status == LT_OK) status = write_process_day(job);
    if (status == LT_OK) status = write_alerts(job, grid, summary);
    if (status == LT_OK) status = write_responses(job, grid, summary, compositions);
    if (status == LT_OK && evaluated) status = evaluate(job, grid, summary, input);
    /* An evaluation of an earlier run with other settings must not stand beside these results. */
    if (status == LT_OK && !evaluated) status = lt_outdir_drop(job->out, "evaluation.json");
    if (status == LT_OK) status = lt_report_write(job, grid, summary, compositions);
    /* Last, because they need Ghostscript: without it the numbers are there. */
    if (status == LT_OK) status = write_maps(job, grid, summary);
    lt_compositions_free(compositions);
    lt_summary_free(summary);
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

static lt_status hash_own(const lt_job *job, const char *name, lt_hash *hash) {
    lt_digest digest = "absent";
    if (!lt_outdir_has(job->out, name, false, digest)) strcpy(digest, "absent");
    lt_hash_text(hash, name);
    lt_hash_text(hash, digest);
    return LT_OK;
}

static lt_status hash_shared(const char *name, lt_hash *hash) {
    char path[4096];
    lt_digest digest;
    LT_TRY(lt_share_path(name, path, sizeof path));
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, name);
    lt_hash_text(hash, digest);
    return LT_OK;
}

static lt_status hash_variant(const lt_job *job, const lt_variant *variant, lt_hash *hash) {
    lt_job one = *job;
    one.variant = variant->id;
    one.period = NULL;
    one.nest = false;
    if (lt_variant_emits(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "ledger", ".csv"), hash));
    if (lt_variant_is_compared(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "measures", ".json"), hash));
    if (lt_variant_is_compared(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "shares", ".csv"), hash));
    if (lt_variant_is_compared(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "totals", ".csv"), hash));
    if (lt_variant_is_compared(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "alerts", ".csv"), hash));
    for (long p = 0; p < job->setup->periods.n; p++) {
        one.period = &((const lt_period *)job->setup->periods.items)[p];
        one.nest = job->nest;
        if (!lt_variant_runs_in(variant, one.period)) continue;
        one.variant = variant->id;
        LT_TRY(hash_own(job, lt_job_file(&one, "conc", ".nc"), hash));
        if (lt_variant_emits(variant)) LT_TRY(hash_own(job, lt_job_file(&one, "emissions", ".nc"), hash));
        if (variant->kind != LT_VARIANT_DRAW) one.variant = NULL;
        LT_TRY(hash_own(job, lt_job_file(&one, "met", ".nc"), hash));
    }
    return LT_OK;
}

/* What the page shows of the inventory, and of ozone. */
static lt_status hash_looks(const lt_job *job, lt_hash *hash) {
    static const char *const stems[] = {"totals", "flow", "uncertainty", "sobol"};
    lt_job once = *job;
    once.variant = "base";
    once.period = NULL;
    LT_TRY(hash_own(job, lt_job_file(&once, "annual", ".nc"), hash));
    LT_TRY(hash_own(job, lt_job_file(&once, "reactive", ".csv"), hash));
    for (long p = 0; p < job->setup->periods.n; p++) {
        once.period = &((const lt_period *)job->setup->periods.items)[p];
        LT_TRY(hash_own(job, lt_job_file(&once, "process", ".csv"), hash));
    }
    once.period = NULL;
    once.nest = false;
    for (int k = 0; k < 4; k++) LT_TRY(hash_own(job, lt_job_file(&once, stems[k], ".csv"), hash));
    return LT_OK;
}

static lt_status hash_variants(const lt_job *job, lt_hash *hash) {
    lt_variants all;
    LT_TRY(lt_variants_of(job->setup, &all));
    lt_status status = LT_OK;
    for (long v = 0; v < all.n && status == LT_OK; v++) status = hash_variant(job, &all.rows[v], hash);
    lt_variants_free(&all);
    return status;
}

lt_status lt_post_inputs(const lt_job *of_case, lt_hash *hash) {
    const lt_job on_grid = lt_results_judged(of_case), *job = &on_grid;
    lt_hash_text(hash, "post 13"); /* raised when the form of the outputs changes */
    lt_hash_text(hash, job->setup->id ? job->setup->id : "");
    lt_hash_text(hash, lt_fmt("%ld", job->setup->base_year));
    lt_hash_text(hash, job->setup->title_en ? job->setup->title_en : "");
    lt_hash_text(hash, job->setup->title_zh ? job->setup->title_zh : "");
    lt_hash_text(hash, lt_cli_chinese(job->cli) ? "zh" : "en"); /* the language of the maps */
    for (long p = 0; p < job->setup->periods.n; p++) {
        const lt_period *period = &((const lt_period *)job->setup->periods.items)[p];
        lt_hash_text(hash, lt_fmt("%s %lld %.0f %.0f %.17g", period->id, (long long)period->start, period->length_s,
                                  period->spinup_s, lt_case_part_of(job->setup, p)));
    }
    LT_TRY(hash_own(job, "case_effective.yaml", hash)); /* the page lists the digests of what it is of */
    LT_TRY(hash_own(job, lt_results_grid_file(job), hash));
    LT_TRY(hash_variants(job, hash));
    LT_TRY(hash_looks(job, hash));
    LT_TRY(hash_shared("grids/data/stations.csv", hash));
    LT_TRY(hash_shared("grids/data/prefectures.geojson", hash));
    LT_TRY(hash_shared(LT_REPORT_INVENTORY_NOTES, hash));
    LT_TRY(hash_shared(LT_REPORT_CHEMISTRY_NOTES, hash));
    LT_TRY(hash_shared("inventory/data/words.csv", hash));
    LT_TRY(hash_shared("postproc/judgement/targets.csv", hash));
    LT_TRY(hash_shared("postproc/judgement/standards.csv", hash));
    LT_TRY(lt_report_digest(hash));
    return lt_evaluation_digest(job, hash);
}
