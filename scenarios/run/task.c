/* task.c - see task.h. */
#include "scenarios/run/task.h"

#include <stdio.h>
#include <string.h>

static lt_status add_output(lt_task *task, const lt_job *job, const char *stem, bool may_miss) {
    const char *dot = strrchr(stem, '.');
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(dot != NULL ? dot - stem : (long)strlen(stem)), stem);
    const char *file = lt_job_file(job, name, dot != NULL ? dot : "");
    LT_TRY(lt_calloc(strlen(file) + 1, 1, &task->outputs[task->n_outputs]));
    task->may_miss[task->n_outputs] = may_miss;
    memcpy(task->outputs[task->n_outputs++], file, strlen(file));
    return LT_OK;
}

/* Has the job's variant an inventory that measures changed? */
static bool is_changed(const lt_tasks *all, const char *id) {
    for (long v = 0; id != NULL && v < all->variants.n; v++)
        if (strcmp(all->variants.rows[v].id, id) == 0)
            return lt_variant_emits(&all->variants.rows[v]) && all->variants.rows[v].package != NULL;
    return false;
}

/* One for the reference and every package in each of its periods; with_base: for base, too. */
static lt_status add_each(lt_task *task, const lt_tasks *all, const char *stem, bool with_base, bool may_miss) {
    const lt_case *setup = task->job.setup;
    lt_job job = task->job;
    for (long v = 0; v < all->variants.n; v++)
        for (long p = 0; p < setup->periods.n; p++) {
            job.variant = all->variants.rows[v].id;
            job.period = &((const lt_period *)setup->periods.items)[p];
            const bool is_base = with_base && all->variants.rows[v].kind == LT_VARIANT_BASE;
            if (is_base || lt_variant_is_compared(&all->variants.rows[v]))
                LT_TRY(add_output(task, &job, stem, may_miss));
        }
    return LT_OK;
}

static bool is_compared(const lt_tasks *all, const char *id) {
    for (long v = 0; id != NULL && v < all->variants.n; v++)
        if (strcmp(all->variants.rows[v].id, id) == 0) return lt_variant_is_compared(&all->variants.rows[v]);
    return false;
}

static lt_status more_at(const lt_task *task, int n, const char **file) {
    *file = NULL;
    return task->stage->more_outputs ? task->stage->more_outputs(&task->job, n, file) : LT_OK;
}

static lt_status count_more(const lt_task *task, int *n) {
    const char *file;
    *n = 0;
    LT_TRY(more_at(task, 0, &file));
    while (file) LT_TRY(more_at(task, ++*n, &file));
    return LT_OK;
}

static lt_status add_more(lt_task *task, int n_more) {
    for (int n = 0; n < n_more; n++) {
        const char *file;
        LT_TRY(more_at(task, n, &file));
        LT_TRY(lt_calloc(strlen(file) + 1, 1, &task->outputs[task->n_outputs]));
        memcpy(task->outputs[task->n_outputs++], file, strlen(file));
    }
    return LT_OK;
}

static lt_status add_outputs(lt_task *task, const lt_tasks *all) {
    int n_more;
    LT_TRY(count_more(task, &n_more));
    size_t most = LT_STAGE_OUTPUTS * (size_t)(all->variants.n * task->job.setup->periods.n + 1) + (size_t)n_more;
    LT_TRY(lt_calloc(most, sizeof *task->may_miss, &task->may_miss));
    LT_TRY(lt_calloc(most, sizeof *task->outputs, &task->outputs));
    LT_TRY(lt_calloc(most, sizeof *task->written, &task->written));
    for (int o = 0; o < LT_STAGE_OUTPUTS && task->stage->outputs[o] != NULL; o++) {
        const char *stem = task->stage->outputs[o];
        lt_job job = task->job;
        bool changed_only = false, compared_only = false, each_package = false, with_base = false, may_miss = false,
             skip = false;
        for (; strchr("^+&!*#?-@", *stem) != NULL; stem++) {
            skip |= *stem == '-' && job.nest;
            skip |= *stem == '@' && !lt_case_has_nest(job.setup);
            job.nest |= *stem == '@';
            if (*stem == '^') job.period = NULL;
            changed_only |= *stem == '+';
            compared_only |= *stem == '&';
            skip |= *stem == '!' && !(job.variant && strcmp(job.variant, "base") == 0);
            each_package |= *stem == '*' || *stem == '#';
            with_base |= *stem == '#';
            may_miss |= *stem == '?';
        }
        if (skip) continue;
        if (changed_only && !is_changed(all, job.variant)) continue;
        if (compared_only && !is_compared(all, job.variant)) continue;
        LT_TRY(each_package ? add_each(task, all, stem, with_base, may_miss) : add_output(task, &job, stem, may_miss));
    }
    return add_more(task, n_more);
}

static lt_status add_task(lt_tasks *all, const lt_stage *stage, const lt_job *job) {
    lt_task *task = &all->rows[all->n++];
    task->stage = stage;
    task->job = *job;
    snprintf(task->key, sizeof task->key, "%s%s%s%s%s%s%s", stage->name, job->variant ? " " : "",
             job->variant ? job->variant : "", job->period ? " " : "", job->period ? job->period->id : "",
             job->nest ? " " : "", job->nest ? lt_variant_id(job->setup->nest) : "");
    return add_outputs(task, all);
}

static bool is_made_for(const lt_stage *stage, const lt_variant *variant, const lt_period *period) {
    if (!lt_variant_runs_in(variant, period)) return false;
    if (stage->scope == LT_PER_DRAW_PERIOD) return variant->kind == LT_VARIANT_BASE || variant->kind == LT_VARIANT_DRAW;
    return stage->scope == LT_PER_VARIANT_PERIOD || lt_variant_emits(variant);
}

static lt_status add_grid(lt_tasks *all, const lt_stage *stage, const lt_job *base, bool nest) {
    const lt_period *periods = base->setup->periods.items;
    lt_job job = *base;
    job.nest = nest;
    job.period = NULL;
    job.variant = NULL;
    if (stage->scope == LT_ONCE) return add_task(all, stage, &job);
    for (long p = 0; p < base->setup->periods.n; p++)
        for (long v = 0; v < all->variants.n; v++) {
            const lt_variant *variant = &all->variants.rows[v];
            if (!is_made_for(stage, variant, &periods[p])) continue;
            const bool weather_of_base = stage->scope == LT_PER_DRAW_PERIOD && variant->kind == LT_VARIANT_BASE;
            job.period = &periods[p];
            job.variant = weather_of_base ? NULL : variant->id;
            if (!stage->wanted || stage->wanted(&job)) LT_TRY(add_task(all, stage, &job));
        }
    return LT_OK;
}

static lt_status add_stage(lt_tasks *all, const lt_stage *stage, const lt_job *base) {
    LT_TRY(add_grid(all, stage, base, false));
    return stage->per_grid && lt_case_has_nest(base->setup) ? add_grid(all, stage, base, true) : LT_OK;
}

lt_status lt_tasks_create(const lt_stage *stages, int n_stages, const lt_job *job, lt_tasks *out) {
    LT_TRY(lt_variants_of(job->setup, &out->variants));
    size_t most = 2 * (size_t)n_stages * (size_t)(job->setup->periods.n + 1) * (size_t)out->variants.n;
    LT_TRY(lt_calloc(most, sizeof *out->rows, &out->rows));
    for (int s = 0; s < n_stages; s++) LT_TRY(add_stage(out, &stages[s], job));
    return LT_OK;
}

void lt_tasks_free(lt_tasks *tasks) {
    for (int t = 0; t < tasks->n; t++) {
        for (int o = 0; o < tasks->rows[t].n_outputs; o++) lt_free(tasks->rows[t].outputs[o]);
        lt_free(tasks->rows[t].outputs);
        lt_free(tasks->rows[t].written);
        lt_free(tasks->rows[t].may_miss);
    }
    lt_free(tasks->rows);
    lt_variants_free(&tasks->variants);
    *tasks = (lt_tasks){0};
}

lt_status lt_task_inputs(const lt_task *task, lt_digest out) {
    const lt_job *job = &task->job;
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_text(&hash, lt_version());
    lt_hash_text(&hash, task->key);
    for (int o = 0; o < task->n_outputs; o++) lt_hash_text(&hash, task->outputs[o]);
    if (job->period != NULL) {
        char text[128];
        snprintf(text, sizeof text, "%lld %.17g %.17g", (long long)job->period->start, job->period->length_s,
                 job->period->spinup_s);
        lt_hash_text(&hash, text);
    }
    LT_TRY_CONTEXT(task->stage->inputs(job, &hash), "what decides %s", task->key);
    lt_hash_end(&hash, out);
    return LT_OK;
}

bool lt_task_up_to_date(const lt_task *task, const lt_digest inputs) {
    if (strcmp(task->inputs, inputs) != 0) return false;
    for (int o = 0; o < task->n_outputs; o++) {
        lt_digest digest = "";
        if (!lt_outdir_has(task->job.out, task->outputs[o], false, digest)) {
            if (!task->may_miss[o]) return false;
            digest[0] = '\0';
        }
        if (strcmp(task->written[o], digest) != 0) return false;
    }
    return true;
}

lt_status lt_task_done(lt_task *task, const lt_digest inputs) {
    for (int o = 0; o < task->n_outputs; o++) {
        if (lt_outdir_has(task->job.out, task->outputs[o], false, task->written[o])) continue;
        task->written[o][0] = '\0';
        if (!task->may_miss[o])
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a stage did not write what it promises", .where = task->key,
                            .expected = task->outputs[o], .found = "no such file in the manifest");
    }
    memcpy(task->inputs, inputs, sizeof(lt_digest));
    task->ran = true;
    return LT_OK;
}
