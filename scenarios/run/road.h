/* road.h - the road of a case: a table of stages, run in order, each only when its inputs changed.
 *
 * A stage is up to date when the digest of what decides it (code version, its period, variant, inputs function) is the
 * one kept in stages.json beside the results and all its outputs stand as they were written. The table is filled by
 * lantian.c, so that nothing here includes upward. */
#ifndef LT_ROAD_H
#define LT_ROAD_H

#include "base/job.h"

/* LT_PER_DRAW_PERIOD: once a period (variant NULL) and once for every further draw of its weather (variant "draw2"
 * ...). LT_PER_EMISSION_PERIOD: every variant with emissions of its own. LT_PER_VARIANT_PERIOD: every variant
 * (base/variant.h).
 */
typedef enum lt_scope { LT_ONCE, LT_PER_DRAW_PERIOD, LT_PER_EMISSION_PERIOD, LT_PER_VARIANT_PERIOD } lt_scope;

enum { LT_STAGE_OUTPUTS = 16 };

typedef struct lt_stage {
    const char *name;
    lt_scope scope;
    bool per_grid; /* once more for the nest of a case that has one (job->nest) */
    bool apart; /* may run in a folder of its own: of what others write it reads what stages before it did for base, its
                 * variant or all (apart.h); LT_PER_VARIANT_PERIOD only */
    /* Optional: is there anything to do for this job? false: no task. */
    bool (*wanted)(const lt_job *job);
    lt_status (*inputs)(const lt_job *job, lt_hash *hash);
    lt_status (*run)(const lt_job *job);
    /* Stems with extension, expanded with the job's variant and period (lt_job_file): "conc.nc" is
     * conc_base_winter.nc. Marks before the stem: '^' without the period (ledger_base.csv), '+' for variants
     * that measures act on, '&' for the reference and the packages only, '!' for base only, '*' in a stage that runs
     * once: one for the reference and each package in each period (map_boilers_winter.png), '#': the same and base
     * (ozone_base_winter.nc), '?': may be absent when the stage is done,
     * '-': not of the nest, '@': of the nest, where the case has one. */
    const char *outputs[LT_STAGE_OUTPUTS];
    /* Optional: the section of case.yaml that belongs to the stage's room (inventory, met, model, evaluation), so that
     * it is judged before anything runs and stands with its defaults in case_effective.yaml. */
    const char *section;
    const lt_config_row *section_rows;
    size_t section_size; /* of the struct that the rows fill */
    /* Optional: a line for the head of case_effective.yaml, what the case's own keys do not say; "" none. */
    lt_status (*remark)(const lt_case *setup, char *out, size_t size);
    /* Optional: judge the inputs before anything runs; job->out is NULL. */
    lt_status (*check)(const lt_job *job);
    /* Optional: the n-th (from 0) further output, whose name depends on the case; NULL after the last. */
    lt_status (*more_outputs)(const lt_job *job, int n, const char **name);
    /* Optional: disk space that one job needs, bytes for an hour of simulated time (a stage that runs once: in all). */
    double disk_bytes;
} lt_stage;

typedef struct lt_road_report {
    char case_id[64], case_file[1024], out_path[1024];
    int n_run, n_up_to_date;
    double wall_s, cpu_s;
    size_t peak_memory_bytes;
} lt_road_report;

/* cli: the case is the first positional argument (or case_path); --out, --threads, --force, --jobs, --only, --finished
 * and what lt_case_read takes.
 * report may be NULL. */
lt_status lt_road_run(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_road_report *report);

/* One model run (cli->only) by several ranks, which all call it, for a program that makes nothing else: of the stages
 * before it only `inputs` and `outputs` are used. The lowest rank has the lock of its folder and writes; the record is
 * that of lt_road_run, so each goes on with what the other began and takes what it has finished. */
struct lt_layout;
lt_status lt_road_run_on_ranks(const lt_stage *stages, int n_stages, const lt_cli *cli, const struct lt_layout *layout);

/* Judge the case as lt_road_run does before it writes anything, and list its model runs as --only names them, without
 * asking which are done: (*runs)[0 .. n - 1], for lt_road_runs_free. Of the report: the names. */
lt_status lt_road_runs(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_road_report *report, char ***runs,
                       long *n);
void lt_road_runs_free(char **runs, long n);

#endif
