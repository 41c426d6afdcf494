/* states_csv.h - cells of the benchmark's form: four tables of a folder, one row a cell, with the names
 *
 * X_start.csv   cell, T_K, P (atm), cos_sza, concentrations by species (ppm)
 *
 * X_pulse.csv   cell, by species: emission (ppm per minute); ten minutes of it are added before the first outer step
 *               and every 600 s after it (the README of the data calls the table itself the pulse: with ten times the
 *               numbers the end is reached to 1.8e-8 rms, with the numbers themselves to 0.1: V)
 *
 * X_rates.csv   cell, rate constants with all fixed reactants folded in (ppm, minutes): columns are labels of
 *               reactions, or k1, k2 ... in the order of the reactions of a mechanism; an uptake without one is 0
 *
 * X_end.csv     cell, concentrations after six pulses and an hour (ppm); it may be missing
 *
 * Columns may stand in any order; numbers of cells must be the same and in the same order in all tables. */
#ifndef LT_STATES_CSV_H
#define LT_STATES_CSV_H

#include "model/chemistry/mechanism/mechanism.h"

enum { LT_STATES_PULSES = 6, LT_STATES_PULSE_S = 600 };

/* Rows are of the mechanism: x[species or reaction][cell], cells side by side. */
typedef struct lt_states {
    char *name; /* "DIR/X" */
    int n;      /* cells */
    int n_variable, n_reactions;
    double *number;                           /* [n] the column cell */
    double *temperature, *pressure, *cos_sza; /* [n] K, Pa */
    double *start, *pulse;                    /* [n_variable][n] ppb; pulse: what is added at once */
    double *k;                                /* [n_reactions][n] ppb and s-1, fixed reactants folded in */
    double *end;                              /* [n_variable][n] ppb; NULL without the table */
} lt_states;

/* numbered: the mechanism whose reactions k1, k2 ... count and whose species may stand there too; NULL: mechanism
 * itself. So the states of a whole mechanism serve one that is a part of it, by label. LT_ERR_INPUT with file, line,
 * column: no cells; a table, species, label or cell is missing, unknown or twice, a number is none or negative. */
lt_status lt_states_read(const char *folder, const lt_mechanism *mechanism, const lt_mechanism *numbered,
                         lt_states **out);
void lt_states_free(lt_states *states);

#endif
