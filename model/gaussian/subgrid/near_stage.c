#include "model/gaussian/subgrid/near_stage.h"

#include "base/log.h"
#include "base/variant.h"
#include "model/driver/model_case.h"
#include "model/gaussian/subgrid/near_file.h"

#include <stdlib.h>
#include <string.h>

/* Maps of runs that only serve a number (noise, draws, runs for shares) are not made. */
bool lt_near_wanted(const lt_job *job) {
    lt_variant variant;
    if (!lt_node_get(job->setup->model, "near")) return false;
    return lt_variant_find(job->setup, job->variant, &variant) == LT_OK &&
           (variant.kind == LT_VARIANT_BASE || lt_variant_is_compared(&variant));
}

/* The variant that this one's measures act on, whose maps the change is from; NULL: none. */
static const char *acts_on(const lt_job *job) {
    lt_variant variant;
    if (lt_variant_find(job->setup, job->variant, &variant) != LT_OK || !lt_variant_is_compared(&variant)) return NULL;
    const char *reference = job->setup->reference;
    return variant.kind == LT_VARIANT_PACKAGE && lt_given(reference) ? lt_variant_id(reference) : "base";
}

static const lt_config_row near_alone[] = {
    {.key = "near", .type = LT_MAPS, .fallback = "", .sub = lt_near_rows, .sub_size = sizeof(lt_near_setup)}, {0}};

/* The files that it reads, and what the maps are. */
static lt_status hash_inputs(const lt_job *job, const lt_model_config *config, lt_hash *hash) {
    lt_model_names names, before = {0};
    lt_job other = *job;
    lt_model_names_of(job, &names);
    other.variant = acts_on(job);
    if (other.variant) lt_model_names_of(&other, &before);
    const char *const files[] = {names.grid, names.met, names.emissions, names.conc, before.emissions, before.conc};
    char *text;
    LT_TRY(lt_config_dump(near_alone, &config->near, 0, &text));
    lt_hash_text(hash, text);
    free(text);
    for (int n = 0; n < (other.variant ? 6 : 4); n++) {
        lt_digest digest = "";
        if (!lt_outdir_has(job->out, files[n], false, digest)) digest[0] = '\0';
        lt_hash_text(hash, digest);
    }
    return LT_OK;
}

lt_status lt_near_inputs(const lt_job *job, lt_hash *hash) {
    lt_model_config config;
    LT_TRY(lt_model_case_read(job, &config));
    lt_hash_text(hash, "near");
    const lt_status status = hash_inputs(job, &config, hash);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

static lt_status make_map(const lt_job *job, const lt_model_config *config, long map) {
    lt_near_input *input, *before = NULL;
    lt_near_result *result = NULL;
    lt_job other = *job;
    const double begin = lt_wall_seconds();
    other.variant = acts_on(job);
    LT_TRY(lt_near_input_read(job, config, map, true, &input));
    lt_status status = other.variant ? lt_near_input_read(&other, config, map, false, &before) : LT_OK;
    if (status == LT_OK) status = lt_near_run(input, before, job->threads > 0 ? job->threads : 1, &result);
    if (status == LT_OK)
        status = lt_near_file_write(input, result, other.variant, job->out,
                                    lt_job_file(job, lt_near_stem(input->setup->site), ".nc"));
    if (status == LT_OK)
        lt_remark(LT_LOG_INFO,
                  "near %s %s %s: %ld stacks, %ld h (%ld without a plume), %.0f m, mean of cells kept to %.1e; %.1f s",
                  input->setup->site, job->variant, job->period->id, input->n_sources, input->n_hours,
                  result->hours_without_plume, input->plane.cell_m / input->plane.shape.points, result->mean_error,
                  lt_wall_seconds() - begin);
    lt_near_result_free(result);
    lt_near_input_free(before);
    lt_near_input_free(input);
    return status;
}

lt_status lt_near_stage(const lt_job *job) {
    lt_model_config config;
    LT_TRY(lt_model_case_read(job, &config));
    lt_status status = LT_OK;
    for (long n = 0; status == LT_OK && n < config.near.n; n++) status = make_map(job, &config, n);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

/* The road asks often, before the section has a struct. */
lt_status lt_near_outputs(const lt_job *job, int n, const char **name) {
    const char *site = lt_node_item_text(job->setup->model, "near", n, "site");
    *name = site ? lt_job_file(job, lt_near_stem(site), ".nc") : NULL;
    return LT_OK;
}
