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

typedef struct lt_period {
    char *id;        /* "winter": part of file names */
    lt_time start;   /* first hour that counts, UTC */
    double length_s; /* whole hours */
    double spinup_s; /* run before start and thrown away, whole hours */
    long draws;      /* of a weather that is known in part, from 1; 0 counts as 1 */
    lt_node *met;    /* section of its own in place of the case's, or NULL */
} lt_period;

/* One measure after the other is taken out of a package, to see its share; both absent: no such runs. */
typedef struct lt_removal {
    char *package;   /* one of the case's packages */
    lt_list without; /* char *: ids of its measures */
} lt_removal;

typedef struct lt_case {
    char *id, *title_en, *title_zh;
    char *grid; /* name of a definition in grids/data, or a path */
    long base_year;
    lt_list periods;  /* lt_period */
    lt_list packages; /* char *: names of files in scenarios/measures, or paths */
    char *reference;  /* package that is done before all others, or "" */
    lt_removal removal;
    lt_node *inventory, *met, *model, *evaluation; /* sections; may be NULL but for met */
    lt_node *document;
    char *path; /* of case.yaml */
} lt_case;

/* name: a folder or file, or the name of a shipped case (scenarios/NAME/case.yaml). Applies --start --days --grid. */
lt_status lt_case_read(const char *name, const lt_cli *cli, lt_case **out);
void lt_case_free(lt_case *setup);
/* What must hold between the values beyond the schema. Values that are NULL or zero (lt_config_fill_faults) are passed
 * over. setup->document must stand. */
lt_status lt_case_judge(const lt_case *setup, lt_faults *faults);
extern const lt_config_row lt_case_rows[];

typedef struct lt_job {
    const lt_case *setup;
    const lt_cli *cli;
    lt_outdir *out;
    const lt_period *period; /* NULL for stages that run once */
    const char *variant;     /* id of a variant (variant.h); NULL for stages that run once a period or once */
    int threads;             /* OpenMP threads to use */
} lt_job;

/* "met", variant or NULL, period or NULL, ".nc" -> "met_winter.nc", "conc_base_winter.nc", "grid.nc" through lt_fmt. */
const char *lt_job_file(const lt_job *job, const char *stem, const char *extension);

/* The variant of a package as it stands in file names: "measures/boilers.yaml" -> "boilers", through lt_fmt. */
const char *lt_variant_id(const char *package);

#endif
