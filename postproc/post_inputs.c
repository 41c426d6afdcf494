/* What decides the files of the stage post: results, tables, the page, settings. */
#include "base/variant.h"
#include "postproc/evaluation.h"
#include "postproc/nearby/nearby.h"
#include "postproc/post_stage.h"
#include "postproc/report.h"
#include "postproc/results_folder.h"

#include <string.h>

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

/* The maps near the sources that the case asks for. */
static lt_status hash_near(const lt_job *job, const lt_variant *variant, lt_hash *hash) {
    if (variant->kind != LT_VARIANT_BASE && !lt_variant_is_compared(variant)) return LT_OK;
    for (long s = 0; lt_nearby_site_name(job->setup, s); s++)
        LT_TRY(hash_own(job, lt_job_file(job, lt_fmt("near_%s", lt_nearby_site_name(job->setup, s)), ".nc"), hash));
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
        LT_TRY(hash_near(&one, variant, hash));
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
    lt_hash_text(hash, "post 15"); /* raised when the form of the outputs changes */
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
