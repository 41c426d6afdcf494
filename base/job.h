/* job.h - what a stage of the road is given: the case, the output folder, the period and the variant.
 *
 * Every room reads its own section of case.yaml with its own schema (setup->met, ->model ...), so that a room can be
 * changed without the others knowing. The stages of the road are a table of function pointers that lantian.c fills. */
#ifndef LT_JOB_H
#define LT_JOB_H

#include "cli.h"
#include "config.h"
#include "outdir.h"
#include "timeaxis.h"

#include <stdbool.h>

typedef struct lt_period {
    char *id;        /* "winter": part of file names */
    lt_time start;   /* first hour that counts, UTC */
    double length_s; /* whole hours */
    double spinup_s; /* run before start and thrown away, whole hours */
    long draws;      /* of a weather that is known in part, from 1; 0 counts as 1 */
    double weight;   /* in means over the periods: what it stands for of the year; 0: all periods alike */
    lt_node *met;    /* section of its own in place of the case's, or NULL */
} lt_period;

/* One measure after the other is taken out of a package, to see its share; both absent: no such runs. */
typedef struct lt_removal {
    char *package;   /* one of the case's packages */
    lt_list without; /* char *: ids of its measures */
} lt_removal;

/* An alert: hours in which the measures of its tier hold (scenarios/alert.h). */
typedef struct lt_alert {
    char *tier;         /* "yellow", "orange", "red"; "": every measure of an alert that a package has */
    lt_time start, end; /* UTC, whole hours: those that begin in [start, end) */
    double lead_s;      /* the warning is issued so long before the start, whole hours */
} lt_alert;

/* Members of a package whose share is asked for together. */
typedef struct lt_group {
    char *id;
    lt_list members; /* char *: ids of members of the package */
    char *alone;     /* package of the case that is this group alone, or "": its run is not made twice */
} lt_group;

/* Runs by which the shares of a package's groups are found (shapley.h); no groups: no such runs. */
typedef struct lt_grouping {
    char *package;  /* one of the case's packages */
    lt_list groups; /* lt_group */
} lt_grouping;

/* Runs on draws of the inventory's numbers (inventory/uncertainty): base, and on each the reference and packages. */
enum { LT_LEAST_INVENTORY_DRAWS = 2, LT_MOST_INVENTORY_DRAWS = 1000 };
typedef struct lt_inventory_draws {
    long n;           /* 0: no such runs */
    lt_list packages; /* char *: of the case's packages */
} lt_inventory_draws;

typedef struct lt_case {
    char *id, *title_en, *title_zh;
    char *grid;           /* name of a definition in grids/data, or a path */
    char *nest;           /* the same of a grid inside it that runs with it, or "" */
    double nest_spinup_s; /* the nest's: it starts later than its parent where the period's is longer */
    char *judged_on;      /* nest | grid: which one evaluation, maps and report stand on (cases with a nest) */
    long base_year;
    lt_list periods;  /* lt_period */
    lt_list packages; /* char *: names of files in scenarios/library, or paths */
    char *reference;  /* package that is done before all others, or "" */
    lt_removal removal;
    lt_grouping shapley;
    lt_inventory_draws inventory_draws;
    lt_list alerts;                                         /* lt_alert, in the order of time */
    lt_node *ground, *inventory, *met, *model, *evaluation; /* sections; may be NULL but for met */
    lt_node *document;
    char *path; /* of case.yaml */
} lt_case;

/* name: a folder or file, or the name of a shipped case (scenarios/NAME/case.yaml). Applies --start --days --grid. */
lt_status lt_case_read(const char *name, const lt_cli *cli, lt_case **out);
/* The file of a case that is named so. */
lt_status lt_case_find(const char *name, char *out, size_t size);
void lt_case_free(lt_case *setup);
/* Does the run of a period, with its spin-up, hold the hours of an alert? */
bool lt_alert_runs_in(const lt_alert *alert, const lt_period *period);
/* Filled by lantian.c, which knows all rooms; called when a case was read: what of one section follows from another
 * where nobody says it, and what of two sections must not contradict. NULL: nothing follows. */
extern lt_status (*lt_case_link)(lt_case *setup);
/* What must hold between the values beyond the schema. Values that are NULL or zero (lt_config_fill_faults) are passed
 * over. setup->document must stand. */
lt_status lt_case_judge(const lt_case *setup, lt_faults *faults);
/* The part of it that asks whether the alerts lie in the periods, which the command line may move. */
lt_status lt_case_judge_alerts(const lt_case *setup, lt_faults *faults);
/* Parts of it: a short name that may stand in file names; the sections shapley and inventory_draws. */
bool lt_case_is_id(const char *text);
bool lt_case_has_package(const lt_case *setup, const char *name); /* as `packages` names it */
lt_status lt_case_judge_shapley(const lt_case *setup);
lt_status lt_case_judge_draws(const lt_case *setup);
extern const lt_config_row lt_case_rows[];

typedef struct lt_job {
    const lt_case *setup;
    const lt_cli *cli;
    lt_outdir *out;
    const lt_period *period;        /* NULL for stages that run once */
    const char *variant;            /* id of a variant (variant.h); NULL for stages that run once a period or once */
    bool nest;                      /* the job of the case's nest, not of its grid */
    int threads;                    /* OpenMP threads to use */
    const struct lt_layout *layout; /* of the ranks that do it together; NULL: one alone */
} lt_job;

/* "met", variant or NULL, period or NULL, ".nc" -> "met_winter.nc", "conc_base_winter.nc", "grid.nc" through lt_fmt; of
 * a nest "met_winter_liaoning-9.nc", "grid_liaoning-9.nc". */
const char *lt_job_file(const lt_job *job, const char *stem, const char *extension);
/* Name or path of the job's grid. */
const char *lt_job_grid(const lt_job *job);
/* Has the case a nest? */
bool lt_case_has_nest(const lt_case *setup);
/* Do the periods of the case have weights? The part of a period in the means over all of them, 1 in sum. */
bool lt_case_weighs(const lt_case *setup);
double lt_case_part_of(const lt_case *setup, long period);
/* Hours of the period's spin-up that the nest runs itself, and those before that only its parent runs (0: not a nest).
 */
long lt_nest_spinup_hours(const lt_case *setup, const lt_period *period);
long lt_job_late_hours(const lt_job *job);

/* The variant of a package as it stands in file names: "measures/boilers.yaml" -> "boilers", through lt_fmt. */
const char *lt_variant_id(const char *package);

#endif
