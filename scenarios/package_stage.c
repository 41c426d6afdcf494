/* package_stage.c - the stage "emissions" of the road: ledger, package, grid.
 *
 * Reads grid.nc; writes ledger_<variant>.csv (annual, the same for every period), changes_<package>.csv and
 * emissions_<variant>_<period>.nc (spin-up included). */
#include "scenarios/package.h"

#include <stdio.h>
#include <string.h>

static bool is_base(const lt_job *job) {
    return strcmp(job->variant, "base") == 0;
}

/* The name in the case file whose variant this is. */
static lt_status package_name(const lt_job *job, const char **out) {
    char *const *names = job->setup->packages.items;
    for (long p = 0; p < job->setup->packages.n; p++) {
        *out = names[p];
        if (strcmp(lt_variant_id(names[p]), job->variant) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_INTERNAL, .what = "no package of the case has this variant", .found = job->variant);
}

/* The files of a job; copies, for the buffers of lt_fmt are reused. */
typedef struct file_names {
    char grid[64], ledger[128], changes[128], emissions[192];
} file_names;

static file_names names_of(const lt_job *job) {
    file_names names;
    lt_job year = *job, once = *job;
    year.period = once.period = NULL;
    once.variant = NULL;
    snprintf(names.grid, sizeof names.grid, "%s", lt_job_file(&once, "grid", ".nc"));
    snprintf(names.ledger, sizeof names.ledger, "%s", lt_job_file(&year, "ledger", ".csv"));
    snprintf(names.changes, sizeof names.changes, "%s", lt_job_file(&year, "changes", ".csv"));
    snprintf(names.emissions, sizeof names.emissions, "%s", lt_job_file(job, "emissions", ".nc"));
    return names;
}

lt_status lt_package_inputs(const lt_job *job, lt_hash *hash) {
    LT_TRY(lt_ledger_digest(job->setup->inventory, (int)job->setup->base_year, hash));
    if (!is_base(job)) {
        const char *name = NULL;
        LT_TRY(package_name(job, &name));
        LT_TRY(lt_package_digest(name, hash));
    }
    lt_digest grid = "";
    lt_outdir_has(job->out, names_of(job).grid, false, grid);
    lt_hash_text(hash, grid);
    return LT_OK;
}

/* The ledger of the job's variant. */
static lt_status variant_ledger(const lt_job *job, lt_ledger **out, lt_changes *changes) {
    LT_TRY(lt_ledger_read(job->setup->inventory, (int)job->setup->base_year, out));
    if (is_base(job)) return LT_OK;
    const char *name = NULL;
    lt_package *package = NULL;
    lt_status status = package_name(job, &name);
    if (status == LT_OK) status = lt_package_read(name, &package);
    if (status == LT_OK) status = lt_package_apply(package, *out, changes);
    lt_package_free(package);
    if (status != LT_OK) {
        lt_ledger_free(*out);
        *out = NULL;
    }
    return status;
}

lt_status lt_package_check(const lt_job *job) {
    if (job->period != job->setup->periods.items) return LT_OK; /* the ledger is the same in every period */
    lt_changes changes = {0};
    lt_ledger *ledger = NULL;
    lt_status status = variant_ledger(job, &ledger, &changes);
    lt_ledger_free(ledger);
    lt_changes_free(&changes);
    return status;
}

static lt_status write_outputs(const lt_job *job, const lt_ledger *ledger, const lt_changes *changes) {
    const lt_period *period = job->period;
    long hours = (long)((period->spinup_s + period->length_s) / LT_HOUR + 0.5);
    lt_time start = period->start - (lt_time)period->spinup_s;
    const file_names names = names_of(job);
    if (!is_base(job)) LT_TRY(lt_changes_write_csv(changes, job->out, names.changes));
    LT_TRY(lt_ledger_write_csv(ledger, job->out, names.ledger));
    return lt_inventory_emissions(ledger, job->out, names.grid, start, hours, names.emissions);
}

lt_status lt_package_stage(const lt_job *job) {
    lt_changes changes = {0};
    lt_ledger *ledger = NULL;
    lt_status status = variant_ledger(job, &ledger, &changes);
    if (status == LT_OK) status = write_outputs(job, ledger, &changes);
    lt_ledger_free(ledger);
    lt_changes_free(&changes);
    return status;
}
