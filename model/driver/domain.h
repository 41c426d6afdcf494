/* domain.h - one grid of a run: its air, what it carries, and one step and one hour of it.
 *
 * Order of a step (design.md section 5): transport x-y-z on even steps, z-y-x on odd; vertical solve with emission and
 * dry deposition; chemistry; aerosol; wet removal. What enters at the border is filled by whoever knows it before each
 * step. */
#ifndef LT_DOMAIN_H
#define LT_DOMAIN_H

#include "base/outdir.h"
#include "base/part.h"
#include "model/aerosol/aerosol.h"
#include "model/chemistry/grid/gas_chemistry.h"
#include "model/driver/budget.h"
#include "model/driver/model_config.h"
#include "model/driver/output.h"
#include "model/driver/process_budget.h"
#include "model/driver/region_budget.h"
#include "model/driver/seconds.h"
#include "model/driver/step_fields.h"
#include "model/emission/emission.h"
#include "model/state/background.h"
#include "model/state/boundary.h"
#include "model/state/tracers.h"

/* Names of files in the output folder. */
typedef struct lt_domain_files {
    const char *grid, *met, *emissions; /* read */
    const char *conc, *budget;          /* written */
    const char *budget_regions;         /* written if the configuration wants it; NULL: not */
    const char *process;                /* the same: budgets of processes */
} lt_domain_files;

/* When a run is. */
typedef struct lt_domain_span {
    lt_time start; /* first hour of the spin-up */
    long spinup_hours, output_hours;
} lt_domain_span;

typedef struct lt_domain {
    lt_outdir *dir;
    lt_domain_files files;
    lt_domain_span span;
    const lt_kernels *kernels;
    lt_part part; /* of the domain that this rank has; grid, weather, air, state are of its cells */
    bool here;    /* it has one. Else it knows part.px, py, whole, span, dt, n_steps, and all that follows is none */
    lt_output_way output;
    lt_grid *grid;
    lt_grid *whole; /* the whole domain's, or NULL where the part is that */
    lt_weather weather;
    lt_air *air;
    lt_state *state;
    lt_border *border;     /* of the present step */
    lt_boundary *boundary; /* the file that fills it, or NULL */
    lt_transport *transport;
    lt_watch *watch;           /* of a nest in this grid (nest.h), or NULL */
    lt_gas_chemistry *gas;     /* of a mechanism, or NULL: nothing reacts */
    lt_aerosol *aerosol;       /* beside it */
    unsigned tunings;          /* of its chemistry that are on (aerosol/tunings.h) */
    lt_emission *emission;     /* NULL: a run without sources */
    const lt_source *source;   /* [species] of the hour */
    lt_source *no_source;      /* [species] of a run without */
    lt_chemical_set *chemical; /* the species of the model */
    lt_tracers *tracers;
    lt_background background;
    lt_step_fields fields;
    lt_model_config config; /* a copy whose texts and lists are the caller's */
    lt_journal *journal;    /* that writes the outputs */
    lt_output_fields table; /* what can be written */
    lt_output **outputs;
    int n_outputs, budget_number;
    FILE *budget_stream;
    lt_budget *budget;
    lt_region_budget *regions;  /* or NULL */
    lt_process_budget *process; /* or NULL */
    lt_domain_seconds seconds;
    double dt;   /* s */
    int n_steps; /* an hour */
    long step;   /* since the start: parity */
} lt_domain;

/* Open the inputs and fill the state and the border with the background, of the part that this rank has in the layout.
 * All ranks call it, and all that follows but lt_domain_border_at and lt_domain_close. Where the layout has ranks to
 * spare these may have no part: what follows does nothing there, and an error of the others is theirs alone. */
lt_status lt_domain_open(const lt_layout *layout, lt_outdir *dir, const lt_domain_files *files,
                         const lt_domain_span *span, const lt_model_config *config, lt_domain **out);
/* Begin the output files, for the hours from first_hour of the run. */
lt_status lt_domain_begin(lt_domain *domain, lt_journal *journal, long first_hour);
/* Begin the budget with the burden in the air at the start of an hour. */
lt_status lt_domain_begin_budget(lt_domain *domain, long hour);
/* All that the rest of the run depends on, into a restart file or out of it, after hour hours of the run. same_run: the
 * budget so far too; with another weather before the restart it would not be that of the air that follows, and a mean
 * of an output set that is under way is refused. */
lt_status lt_domain_exchange(lt_domain *domain, lt_restart *restart, const char *group, long hour, bool same_run);
/* Read what drives hour h of the run (from the start of the spin-up). */
lt_status lt_domain_load_hour(lt_domain *domain, long hour);
/* Fill the border with what the boundary file holds at a time (seconds since 1970) of the hour that was loaded. */
void lt_domain_border_at(lt_domain *domain, double time);
/* Step n = 0 .. n_steps - 1 of the hour that was loaded. LT_ERR_NUMERIC, LT_ERR_INPUT: of lt_gas_chemistry_step. */
lt_status lt_domain_step(lt_domain *domain, long hour, int n);
/* Close the hour: budget, output. LT_ERR_INTERNAL if the budget does not close. */
lt_status lt_domain_end_hour(lt_domain *domain, long hour);
/* Make the output files whole. Collective. */
lt_status lt_domain_commit(lt_domain *domain, const lt_digest state_digest);
void lt_domain_close(lt_domain *domain); /* NULL is fine; outputs that are not whole vanish */

/* The grid of all its cells. */
static inline const lt_grid *lt_domain_whole(const lt_domain *domain) {
    return domain->whole ? domain->whole : domain->grid;
}

#endif
