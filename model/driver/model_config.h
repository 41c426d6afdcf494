/* model_config.h - the section `model:` of case.yaml. */
#ifndef LT_MODEL_CONFIG_H
#define LT_MODEL_CONFIG_H

#include "model/emission/flux.h"
#include "model/state/near_setup.h"

#include <stdbool.h>

typedef struct lt_model_config {
    double step_s;      /* synchronisation step, an even number to the hour; 0: by the grid (lt_model_step) */
    double nest_step_s; /* the same for the nest */
    long blocks_x, blocks_y;
    char *advection;            /* a scheme of model/kernel/schemes.h, NULL for the default */
    char *horizontal_diffusion; /* off | smagorinsky; NULL: off */
    char *boundary;             /* background | zero | path of a boundary file (lt_model_case_read) */
    char *boundary_missing;     /* error | background */
    char *initial;              /* background | boundary */
    char *ozone_column;         /* climatology | "320 DU" (lt_model_ozone_column); NULL for the first */
    char *boundary_for;         /* a grid; NULL or "": none */
    lt_list boundary_species;   /* char *: of that file; none: all */
    double boundary_interval_s; /* between its instants; 0: an hour */
    double boundary_lead_s;     /* from its first instant to the end of the spin-up; 0: all of the spin-up */
    long boundary_bits;         /* significant bits of its values; 0: all */
    char *emissions;            /* on | off */
    char *emission_laws;        /* weather | mean; NULL: weather */
    char *emission_missing;     /* error | drop; NULL: error */
    char *combustion_vapours;   /* LT_VAPOURS_NAMES; NULL: the first */
    char *flux[LT_N_FLUXES];    /* laws of emission/flux.h: on | off | a number (lt_flux_scale); NULL: on */
    char *vertical_mixing;      /* a scheme of model/transport/mixing.h, NULL for the first */
    char *chemistry;            /* of chemical_set.h, NULL for the default */
    char *dry_deposition;       /* a scheme of model/deposition/gas_dry.h; NULL: the default */
    char *organics;             /* a scheme of aerosol/organics; NULL: the default */
    lt_list paths_off;          /* char *: paths of particle chemistry (aerosol/path_names.h) */
    lt_list tunings;            /* char *: those that run (aerosol/tunings.h) */
    char *aqueous;              /* on | off; NULL: on */
    char *n2o5_uptake;          /* LT_N2O5_NAMES; NULL: the first */
    char *coarse_nitrate;       /* off | dynamic; NULL: off */
    long restart_every_h;
    lt_list tracers;        /* lt_tracer_setup; of lt_model_case_read also the tags of near */
    lt_list near;           /* lt_near_setup */
    lt_list budget_regions; /* char *: off | on | regions */
    lt_list process_budget; /* char *: off | on | species */
    lt_list output;         /* lt_output_request (output_config.h) */
} lt_model_config;

extern const lt_config_row lt_model_config_rows[];

/* The step for a grid of cells dx [m]: what the configuration says, else 900 s from 20 km upwards and 300 s below
 * (design.md section 5). */
double lt_model_step(const lt_model_config *config, double dx);
/* The ozone column for light in Dobson units, 0 for the climatology's. LT_ERR_INPUT: neither, or a column that cannot
 * be; where: for the message, NULL: the section. */
lt_status lt_model_ozone_column(const lt_model_config *config, const char *where, double *DU);
bool lt_model_boundary_is_file(const lt_model_config *config);
bool lt_model_has_mechanism(const lt_model_config *config);
bool lt_model_writes_boundary(const lt_model_config *config);
bool lt_model_budgets_processes(const lt_model_config *config);
/* The keys that change results, as YAML (caller frees): all but blocks, restart files and outputs. */
lt_status lt_model_config_text(const lt_model_config *config, char **out);
/* Defaults where the section is NULL. Release with lt_config_release(lt_model_config_rows, out). */
lt_status lt_model_config_read(lt_node *section, lt_model_config *out);
/* Of that: what must hold beyond the schema; a step of few digits is made to fill the hour. */
lt_status lt_model_config_judge(const lt_node *section, lt_model_config *config);

#endif
