/* cells_private.h - shared by the cells*.c files only. Rows are [species or reaction or label][cell]. */
#ifndef LT_BOX_CELLS_PRIVATE_H
#define LT_BOX_CELLS_PRIVATE_H

#include "base/ncio.h"
#include "model/chemistry/box/cells.h"
#include "model/chemistry/box/clear_sky.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/kernel/real.h"

/* A unit of concentration: of mixing ratio, or of amount or number in a volume. */
typedef struct lt_cells_unit {
    char text[64];
    double one; /* one unit in ppb; in a volume: in molecules cm-3 */
    bool a_volume;
} lt_cells_unit;

/* Values by label and cell, or (label NULL) by cell; on its dimensions, and perhaps outer_step before them. */
typedef struct lt_cells_table {
    const char *variable, *label;
    const char *unit; /* SI; NULL: of the caller's */
    bool there, by_step, cells_first;
    int n;          /* rows in the file */
    char **labels;  /* [n] */
    int *to;        /* [n] row of the mechanism that each is, -1: of none that is wanted */
    double *values; /* [n][cell] of the present outer step, in the file's rows */
} lt_cells_table;

typedef struct lt_cells {
    char *path;
    lt_mechanism *mechanism;
    lt_chemistry *chemistry;
    lt_clear_sky *sky; /* read when first wanted */
    int n, n_variable, n_fixed, n_reactions;
    int outer_steps, pulse_every;
    double outer_step_s;
    bool save_all;
    lt_chem_setup setup;
    char method[32];

    lt_ncr *file; /* NULL: the cells come from tables of states */
    lt_cells_table temperature, pressure, cos_sza, humidity, sea, concentration, pulse, rate, photolysis, uptake;
    lt_cells_unit unit, pulse_unit, rate_unit;
    double rate_seconds;   /* the unit of time of rate constants */
    bool rates_hold_fixed; /* rate constants have the fixed reactants in them */

    double *air;               /* [LT_RATE_N_VARIABLES][n], of the present outer step */
    double *fixed, *external;  /* [n_fixed][n] ppb, [n_externals][n] */
    double *added;             /* [n_variable][n] ppb, the pulse of the present outer step; NULL without pulses */
    lt_real *c, *k;            /* [n_variable][n] ppb, [n_reactions][n] ppb and s-1 */
    double *next_step;         /* [n] s */
    double *clipped;           /* [n_variable][n] ppb that clipping added, over all steps */
    double *pulsed;            /* [n_variable] ppb, over all cells and steps */
    int32_t *steps, *rejected; /* [n] of all outer steps */
    lt_chem_counts counts;
} lt_cells;

/* --- cells_file.c, cells_states.c: IN.nc, or a folder of states. mechanism NULL: what the file names. --- */
lt_status lt_cells_open(const char *path, const char *mechanism, lt_faults *faults, lt_cells *cells);
lt_status lt_cells_open_states(const char *folder, const char *mechanism, lt_cells *cells);
void lt_cells_close(lt_cells *cells);
/* Memory for the rows of the mechanism. */
lt_status lt_cells_allocate(lt_cells *cells);

/* --- cells_names.c --- */
/* A variable or attribute whose name is nearly one of ours that the file lacks: LT_ERR_INPUT, a warning. */
lt_status lt_cells_check_names(lt_ncr *file, lt_faults *faults);

/* --- cells_table.c --- */
/* Looks at shape and labels; there is false where the file has no such variable. */
lt_status lt_cells_table_open(lt_ncr *file, int n_cells, int outer_steps, const char *variable, const char *label,
                              const char *unit, lt_cells_table *table);
void lt_cells_table_free(lt_cells_table *table);
/* Values of an outer step; NaN and what lies outside least .. most is an error with label and cell. */
lt_status lt_cells_table_read(lt_ncr *file, lt_cells_table *table, int n_cells, int outer_step, double least,
                              double most, lt_faults *faults);
/* "in.nc, variable rate_constant, reaction R5, cell 12" */
const char *lt_cells_where(const lt_ncr *file, const lt_cells_table *table, int row, int cell);

/* --- cells_unit.c --- */
lt_status lt_cells_unit_read(lt_ncr *file, const char *variable, const char *attribute, lt_cells_unit *unit);
/* ppb of one unit in air of T [K], p [Pa]. */
double lt_cells_unit_ppb(const lt_cells_unit *unit, double T, double p);

/* --- cells_air.c: everything of an outer step but c: air, fixed species, rate constants, pulse. --- */
lt_status lt_cells_load(lt_cells *cells, int outer_step, lt_faults *faults);

/* Remarks on what is implausible in the first outer step, once it is loaded: each row once, with its worst cell. */
lt_status lt_cells_doubt(const lt_cells *cells); /* cells_doubts.c */

/* --- cells_run.c, cells_write.c --- */
typedef struct lt_cells_output lt_cells_output;
/* Checks that the file can be written before anything is computed. */
lt_status lt_cells_output_open(lt_cells *cells, const char *path, lt_cells_output **out);
lt_status lt_cells_output_step(lt_cells_output *output, const lt_cells *cells, int outer_step);
lt_status lt_cells_output_end(lt_cells_output *output, const lt_cells *cells);
void lt_cells_output_abandon(lt_cells_output *output); /* NULL is fine */
lt_status lt_cells_run(lt_cells *cells, lt_cells_output *output);

#endif
