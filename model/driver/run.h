/* run.h - one run of the Eulerian model from files to files. */
#ifndef LT_RUN_H
#define LT_RUN_H

#include "model/driver/domain.h"
#include "model/driver/writer_link.h"

/* A grid in the run's own. It ends with the run; what the configuration says of the border is the parent's. */
typedef struct lt_model_nest {
    lt_domain_files files;
    const char *border_file; /* table of its border, written once (lt_nest_write_border) */
    long spinup_hours;       /* at most the run's */
} lt_model_nest;

typedef struct lt_model_run {
    const lt_layout *layout; /* of the ranks that run it together, each with its own lt_model_run; NULL: one alone. With
                                a nest either grid may be on some of them */
    lt_outdir *dir;          /* of the lowest rank, which writes; of others one to read from (lt_outdir_look) */
    lt_domain_files files;
    const lt_model_nest *nest;   /* or NULL */
    const lt_grid *boundary_for; /* a grid inside whose boundary file is written; NULL: none */
    const char *boundary_file;   /* its name */
    const char *restart_file;    /* written to dir */
    const char *title;           /* for the progress line and the budget */
    lt_domain_span span;
    const lt_model_config *config;
    int threads;
    bool flip_lowest_bits;    /* noise run: the lowest bit of every value of the initial state is changed */
    const char *restart_from; /* path of a restart file to go on from, or NULL */
    bool resume;              /* go on with the same run where it was cut off, if it was */
    const char *inputs;       /* digest of all that decides the run; NULL: it cannot be resumed */
    bool quiet;               /* nothing of the budget is said */
    bool brief;               /* one line of it in place of its table */
} lt_model_run;

typedef struct lt_model_result {
    lt_digest state_digest;    /* of the grid's last state; with a nest of both digests */
    double worst_rounding;     /* of the budget */
    lt_domain_seconds seconds; /* stages, halo: mean of the ranks */
    int ranks;
    lt_rank_costs costs;
    lt_writer_report writer; /* of a rank that only writes; zeros: there is none */
    lt_aerosol_work aerosol; /* parts of seconds.aerosol, in processor time */
    long steps;              /* of all grids */
    int64_t guests;          /* tiles whose gases this rank solved for others (chemistry/grid/gas_guests.h) */
    const char *isa;
} lt_model_result;

/* A run that does not come to its end leaves nothing behind under the names of its outputs. */
lt_status lt_model_run_files(const lt_model_run *run, lt_model_result *result);

#endif
