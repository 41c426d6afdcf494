/* task.c - see task.h. */
#include "scenarios/run/task.h"

#include <stdio.h>
#include <string.h>

static lt_status make_variants(const lt_case *setup, lt_tasks *out) {
    char *const *names = setup->packages.items;
    long packages = setup->packages.n;
    LT_TRY(lt_calloc((size_t)packages + 2, sizeof *out->variants, &out->variants));
    snprintf(out->variants[out->n_variants++], 64, "base");
    if (packages > 0) snprintf(out->variants[out->n_variants++], 64, "noise");
    for (long p = 0; p < packages; p++) {
        char *variant = out->variants[out->n_variants++];
        snprintf(variant, 64, "%s", lt_variant_id(names[p]));
        for (int v = 0; v < out->n_variants - 1; v++)
            if (strcmp(out->variants[v], variant) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = "two packages of the case have the same name",
                                .where = setup->path, .found = names[p], .todo = "remove one, or rename its file");
    }
    return LT_OK;
}

static lt_status add_output(lt_task *task, const lt_job *job, const char *stem) {
    const char *dot = strrchr(stem, '.');
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(dot != NULL ? dot - stem : (long)strlen(stem)), stem);
    const char *file = lt_job_file(job, name, dot != NULL ? dot : "");
    LT_TRY(lt_calloc(strlen(file) + 1, 1, &task->outputs[task->n_outputs]));
    memcpy(task->outputs[task->n_outputs++], file, strlen(file));
    return LT_OK;
}

static bool is_package(const char *variant) {
    return variant != NULL && strcmp(variant, "base") != 0 && strcmp(variant, "noise") != 0;
}

static lt_status add_outputs(lt_task *task, const lt_tasks *all) {
    size_t most = LT_STAGE_OUTPUTS * (size_t)(all->n_variants + 1);
    LT_TRY(lt_calloc(most, sizeof *task->outputs, &task->outputs));
    LT_TRY(lt_calloc(most, sizeof *task->written, &task->written));
    for (int o = 0; o < LT_STAGE_OUTPUTS && task->stage->outputs[o] != NULL; o++) {
        const char *stem = task->stage->outputs[o];
        lt_job job = task->job;
        bool packages_only = false, each_package = false;
        for (; strchr("^+*", *stem) != NULL; stem++) {
            if (*stem == '^') job.period = NULL;
            packages_only |= *stem == '+';
            each_package |= *stem == '*';
        }
        if (packages_only && !is_package(job.variant)) continue;
        if (!each_package) LT_TRY(add_output(task, &job, stem));
        for (int v = 0; each_package && v < all->n_variants; v++) {
            job.variant = all->variants[v];
            if (is_package(job.variant)) LT_TRY(add_output(task, &job, stem));
        }
    }
    return LT_OK;
}

static lt_status add_task(lt_tasks *all, const lt_stage *stage, const lt_job *job) {
    lt_task *task = &all->rows[all->n++];
    task->stage = stage;
    task->job = *job;
    snprintf(task->key, sizeof task->key, "%s%s%s%s%s", stage->name, job->variant ? " " : "",
             job->variant ? job->variant : "", job->period ? " " : "", job->period ? job->period->id : "");
    return add_outputs(task, all);
}

static lt_status add_stage(lt_tasks *all, const lt_stage *stage, const lt_job *base) {
    const lt_period *periods = base->setup->periods.items;
    long n_periods = stage->scope == LT_ONCE ? 1 : base->setup->periods.n;
    for (long p = 0; p < n_periods; p++) {
        lt_job job = *base;
        job.period = stage->scope == LT_ONCE ? NULL : &periods[p];
        int n_variants = stage->scope == LT_PER_VARIANT_PERIOD ? all->n_variants : 1;
        for (int v = 0; v < n_variants; v++) {
            job.variant = stage->scope == LT_PER_VARIANT_PERIOD ? all->variants[v] : NULL;
            if (job.variant != NULL && strcmp(job.variant, "noise") == 0 && !stage->noise_too) continue;
            LT_TRY(add_task(all, stage, &job));
        }
    }
    return LT_OK;
}

lt_status lt_tasks_create(const lt_stage *stages, int n_stages, const lt_job *job, lt_tasks *out) {
    LT_TRY(make_variants(job->setup, out));
    size_t most = (size_t)n_stages * (size_t)(job->setup->periods.n + 1) * (size_t)out->n_variants;
    LT_TRY(lt_calloc(most, sizeof *out->rows, &out->rows));
    for (int s = 0; s < n_stages; s++) LT_TRY(add_stage(out, &stages[s], job));
    return LT_OK;
}

void lt_tasks_free(lt_tasks *tasks) {
    for (int t = 0; t < tasks->n; t++) {
        for (int o = 0; o < tasks->rows[t].n_outputs; o++) lt_free(tasks->rows[t].outputs[o]);
        lt_free(tasks->rows[t].outputs);
        lt_free(tasks->rows[t].written);
    }
    lt_free(tasks->rows);
    lt_free(tasks->variants);
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
        lt_digest digest;
        if (!lt_outdir_has(task->job.out, task->outputs[o], false, digest)) return false;
        if (strcmp(task->written[o], digest) != 0) return false;
    }
    return true;
}

lt_status lt_task_done(lt_task *task, const lt_digest inputs) {
    for (int o = 0; o < task->n_outputs; o++)
        if (!lt_outdir_has(task->job.out, task->outputs[o], false, task->written[o]))
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a stage did not write what it promises", .where = task->key,
                            .expected = task->outputs[o], .found = "no such file in the manifest");
    memcpy(task->inputs, inputs, sizeof(lt_digest));
    task->ran = true;
    return LT_OK;
}
