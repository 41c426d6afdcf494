/* package_stage.c - the stage "emissions" of the road: ledger, package, grid.
 *
 * Reads grid.nc; writes emissions_<variant>_<period>.nc (spin-up included) and, with the first period of the variant,
 * what is the same in all: ledger_<variant>.csv, totals_<variant>.csv, changes_<variant>.csv, shares_<package>.csv,
 * measures_<package>.json, alerts_<package>.csv where hours stand under an alert (alert.h); of base also what people
 * and the report look at (inventory/annual). */
#include "scenarios/package.h"

#include "base/variant.h"
#include "inventory/annual/annual.h"
#include "inventory/uncertainty/uncertainty.h"
#include "scenarios/alert.h"
#include "scenarios/grouping.h"
#include "scenarios/package_words.h"
#include "scenarios/shares.h"

#include <stdio.h>
#include <string.h>

/* The files of a job; copies, for the buffers of lt_fmt are reused. */
typedef struct file_names {
    char grid[64], ledger[192], changes[192], alerts[192], shares[192], words[192], emissions[256];
} file_names;

static file_names names_of(const lt_job *job) {
    file_names names;
    lt_job year = *job, once = *job;
    year.period = once.period = NULL;
    year.nest = false; /* the ledger knows no grid */
    once.variant = NULL;
    snprintf(names.grid, sizeof names.grid, "%s", lt_job_file(&once, "grid", ".nc"));
    snprintf(names.ledger, sizeof names.ledger, "%s", lt_job_file(&year, "ledger", ".csv"));
    snprintf(names.changes, sizeof names.changes, "%s", lt_job_file(&year, "changes", ".csv"));
    snprintf(names.alerts, sizeof names.alerts, "%s", lt_job_file(&year, "alerts", ".csv"));
    snprintf(names.shares, sizeof names.shares, "%s", lt_job_file(&year, "shares", ".csv"));
    snprintf(names.words, sizeof names.words, "%s", lt_job_file(&year, "measures", ".json"));
    snprintf(names.emissions, sizeof names.emissions, "%s", lt_job_file(job, "emissions", ".nc"));
    return names;
}

static bool is_reference(const lt_job *job, const char *package) {
    return lt_given(job->setup->reference) && strcmp(package, job->setup->reference) == 0;
}

/* The package that the job's variant stands on before its own: the reference, "" if there is none. */
static const char *stands_on(const lt_job *job, const lt_variant *variant) {
    const bool acts = variant->package && !is_reference(job, variant->package);
    return acts && job->setup->reference ? job->setup->reference : "";
}

/* Alerts are of the packages: a reference is what has been done. */
static lt_status read_package(const lt_job *job, const char *name, lt_package **out) {
    if (!is_reference(job, name)) return lt_package_read_for(job->setup, name, out);
    LT_TRY(lt_package_read(name, out));
    const lt_status status = lt_alert_check(*out);
    if (status == LT_OK) return LT_OK;
    lt_package_free(*out);
    *out = NULL;
    return status;
}

/* The hours of the case's alerts, for the digest. */
static void hash_alerts(const lt_case *setup, lt_hash *hash) {
    const lt_alert *alerts = setup->alerts.items;
    for (long a = 0; a < setup->alerts.n; a++)
        lt_hash_text(hash, lt_fmt("alert %s %lld %lld %.0f", alerts[a].tier, (long long)alerts[a].start,
                                  (long long)alerts[a].end, alerts[a].lead_s));
}

static lt_status find_variant(const lt_job *job, lt_variant *out) {
    LT_TRY(lt_variant_find(job->setup, job->variant, out));
    if (lt_variant_emits(out)) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "this variant takes the emissions of base", .found = job->variant);
}

/* Of a member that stands in no group nothing is known here: such a case is refused. */
static void hash_strengths(const lt_variant *variant, lt_hash *hash) {
    const lt_group *groups = variant->grouping->groups.items;
    for (long g = 0; g < variant->grouping->groups.n; g++)
        for (long m = 0; m < groups[g].members.n; m++) {
            const char *member = ((char *const *)groups[g].members.items)[m];
            lt_hash_text(hash, lt_fmt("%s %.17g", member, lt_variant_strength(variant, member)));
        }
}

/* Groups of a package whose shares stand in its table. */
static void hash_grouping(const lt_case *setup, const char *package, lt_hash *hash) {
    const lt_grouping *grouping = lt_grouping_for(setup, package);
    const lt_group *groups = grouping ? grouping->groups.items : NULL;
    for (long g = 0; grouping && g < grouping->groups.n; g++) {
        lt_hash_text(hash, groups[g].id);
        for (long m = 0; m < groups[g].members.n; m++) lt_hash_text(hash, ((char *const *)groups[g].members.items)[m]);
    }
}

static const char *draw_of(const lt_job *job, const lt_variant *variant) {
    return lt_fmt("draw %d of %ld of the inventory", variant->inventory_draw, job->setup->inventory_draws.n);
}

lt_status lt_package_inputs(const lt_job *job, lt_hash *hash) {
    lt_variant variant;
    LT_TRY(find_variant(job, &variant));
    LT_TRY(lt_ledger_digest(job->setup->inventory, (int)job->setup->base_year, hash));
    LT_TRY(lt_annual_digest(hash));
    lt_hash_text(hash, lt_variant_id(stands_on(job, &variant))); /* where its file lies is no input */
    if (stands_on(job, &variant)[0]) LT_TRY(lt_package_digest(stands_on(job, &variant), hash));
    if (variant.package) LT_TRY(lt_package_digest(variant.package, hash));
    lt_hash_text(hash, variant.without ? variant.without : "");
    if (variant.package) hash_alerts(job->setup, hash);
    if (variant.grouping) hash_strengths(&variant, hash);
    if (lt_variant_is_compared(&variant)) hash_grouping(job->setup, variant.package, hash);
    if (variant.inventory_draw > 0) lt_hash_text(hash, draw_of(job, &variant));
    lt_hash_text(hash, lt_fmt("late %ld", lt_job_late_hours(job)));
    lt_digest grid = "";
    lt_outdir_has(job->out, names_of(job).grid, false, grid);
    lt_hash_text(hash, grid);
    return LT_OK;
}

/* What a variant makes of the inventory. */
typedef struct applied {
    lt_ledger *ledger;
    lt_changes changes;
    lt_package *reference, *package; /* NULL: none */
} applied;

static void free_applied(applied *a) {
    lt_package_free(a->reference);
    lt_package_free(a->package);
    lt_changes_free(&a->changes);
    lt_ledger_free(a->ledger);
}

static lt_status apply_reference(const lt_job *job, const lt_variant *variant, applied *a) {
    if (!stands_on(job, variant)[0]) return LT_OK;
    LT_TRY(read_package(job, stands_on(job, variant), &a->reference));
    return lt_package_apply(a->reference, a->ledger, &a->changes);
}

/* The package, or what the variant asks of its members. */
static lt_status apply_package(const lt_job *job, const lt_variant *variant, applied *a) {
    double *strength;
    long known;
    if (!variant->package) return LT_OK;
    LT_TRY(read_package(job, variant->package, &a->package));
    const lt_package *package = a->package;
    if (variant->without) LT_TRY(lt_package_find_member(package, variant->without, &known));
    if (variant->grouping) LT_TRY(lt_grouping_check(package, variant->grouping));
    LT_TRY(lt_calloc((size_t)package->n_members, sizeof *strength, &strength));
    for (long m = 0; m < package->n_members; m++) strength[m] = lt_variant_strength(variant, package->members[m].id);
    const lt_status status = lt_package_apply_strengths(package, strength, a->ledger, &a->changes);
    lt_free(strength);
    return status;
}

static lt_status apply_packages(const lt_job *job, const lt_variant *variant, applied *a) {
    LT_TRY(apply_reference(job, variant, a));
    a->changes.n_reference = a->changes.n;
    return apply_package(job, variant, a);
}

/* The ledger of the job's variant; to be freed whatever is returned. Numbers are drawn first: packages act on a draw as
 * on the ledger, so that their effect is one within a draw. */
static lt_status apply_variant(const lt_job *job, const lt_variant *variant, applied *a) {
    *a = (applied){0};
    LT_TRY(lt_ledger_read(job->setup->inventory, (int)job->setup->base_year, &a->ledger));
    if (variant->inventory_draw == 0) return apply_packages(job, variant, a);
    LT_TRY_CONTEXT(lt_ledger_draw(a->ledger, job->setup->inventory_draws.n, variant->inventory_draw - 1), "%s: %s",
                   job->setup->path, draw_of(job, variant));
    LT_TRY_CONTEXT(apply_packages(job, variant, a), "%s: %s", job->setup->path, draw_of(job, variant));
    return LT_OK;
}

lt_status lt_package_remark(const lt_case *setup, char *out, size_t size) {
    lt_activity_years years;
    LT_TRY(lt_ledger_years(setup->inventory, (int)setup->base_year, &years));
    snprintf(out, size, "%s", lt_years_label(&years, false));
    return LT_OK;
}

lt_status lt_package_check(const lt_job *job) {
    if (job->period != job->setup->periods.items || job->nest)
        return LT_OK; /* the ledger is the same in every period and on every grid */
    lt_variant variant;
    applied a;
    LT_TRY(find_variant(job, &variant));
    const lt_status status = apply_variant(job, &variant, &a);
    free_applied(&a);
    return status;
}

/* Shares of the members of the reference or of a package. */
static lt_status write_shares(const lt_job *job, const lt_variant *variant, const applied *a, const char *name) {
    lt_shares shares;
    LT_TRY(lt_shares_of(&(lt_shares_request){.inventory = job->setup->inventory,
                                             .base_year = (int)job->setup->base_year,
                                             .reference = a->reference,
                                             .grouping = lt_grouping_for(job->setup, variant->package)},
                        a->package, &shares));
    const lt_status status = lt_shares_write_csv(&shares, job->out, name);
    lt_shares_free(&shares);
    return status;
}

static bool has_alerts(const lt_package *package) {
    return package != NULL && package->n_alerts > 0 && lt_alert_any(package);
}

/* Is this the first period of its variant? The road makes that one first, or finds its files as they must be; what they
 * hang on is the same in every period (lt_package_inputs). */
static bool is_first_period(const lt_job *job, const lt_variant *variant) {
    const lt_period *periods = job->setup->periods.items;
    long p = 0;
    while (p < job->setup->periods.n - 1 && !lt_variant_runs_in(variant, &periods[p])) p++;
    return job->period == &periods[p];
}

static lt_status write_annual(const lt_job *job, const lt_variant *variant, applied *a, const file_names *names) {
    if (variant->package) LT_TRY(lt_changes_write_csv(&a->changes, job->out, names->changes));
    if (has_alerts(a->package))
        LT_TRY(lt_alert_write_csv(a->package, &a->changes, a->ledger, job->out, names->alerts));
    else if (variant->package) /* of an earlier run of the case, with hours */
        LT_TRY(lt_outdir_drop(job->out, names->alerts));
    if (lt_variant_is_compared(variant)) LT_TRY(write_shares(job, variant, a, names->shares));
    if (lt_variant_is_compared(variant)) LT_TRY(lt_package_words_write(a->package, job->out, names->words));
    return lt_ledger_write_csv(a->ledger, job->out, names->ledger);
}

/* Sums and rankings of the year, and how sure they are. */
static lt_status write_looks(const lt_job *job, const lt_variant *variant, const lt_ledger *ledger,
                             const file_names *names) {
    enum { TOTALS, FLOW, REACTIVE, GRID, UNCERTAINTY, SOBOL, N_LOOKS };
    static const char *const stems[N_LOOKS] = {"totals", "flow", "reactive", "annual", "uncertainty", "sobol"};
    char name[N_LOOKS][192];
    lt_job year = *job;
    year.period = NULL;
    for (int k = 0; k < N_LOOKS; k++) {
        year.nest = job->nest && (k == REACTIVE || k == GRID);
        snprintf(name[k], sizeof name[k], "%s", lt_job_file(&year, stems[k], k == GRID ? ".nc" : ".csv"));
    }
    const bool base = variant->kind == LT_VARIANT_BASE, once = !job->nest;
    const lt_annual_files files = {.totals = once ? name[TOTALS] : NULL,
                                   .flow = base && once ? name[FLOW] : NULL,
                                   .reactive = base ? name[REACTIVE] : NULL,
                                   .grid = base ? name[GRID] : NULL,
                                   .uncertainty = base && once ? name[UNCERTAINTY] : NULL,
                                   .sobol = base && once ? name[SOBOL] : NULL};
    return lt_annual_write(ledger, job->out, names->grid, &files);
}

/* The last that is written: the ledger is that outside all alerts then. */
static lt_status write_hours(const lt_job *job, applied *a, const file_names *names) {
    const lt_period *period = job->period;
    const long late = lt_job_late_hours(job);
    const long hours = (long)((period->spinup_s + period->length_s) / LT_HOUR + 0.5) - late;
    const lt_time start = period->start - (lt_time)period->spinup_s + late * LT_HOUR;
    lt_episodes episodes = {0};
    lt_status status = LT_OK;
    if (has_alerts(a->package)) {
        status = lt_alert_episodes(a->package, &a->changes, period, a->ledger, &episodes);
        a->ledger->episodes = &episodes;
    }
    if (status == LT_OK)
        status = lt_inventory_emissions(a->ledger, job->out, names->grid, start, hours, names->emissions);
    a->ledger->episodes = NULL;
    lt_alert_free(&episodes);
    return status;
}

static lt_status write_outputs(const lt_job *job, const lt_variant *variant, applied *a) {
    const file_names names = names_of(job);
    const bool first = is_first_period(job, variant);
    if (first && !job->nest) LT_TRY(write_annual(job, variant, a, &names));
    if (first) LT_TRY(write_looks(job, variant, a->ledger, &names));
    return write_hours(job, a, &names);
}

lt_status lt_package_stage(const lt_job *job) {
    lt_variant variant;
    applied a;
    LT_TRY(find_variant(job, &variant));
    lt_status status = apply_variant(job, &variant, &a);
    if (status == LT_OK) status = write_outputs(job, &variant, &a);
    free_applied(&a);
    return status;
}
