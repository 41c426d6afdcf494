/* chem_hour.h - the task of the benchmark: an hour of many cells in outer steps, with a pulse of emission every ten
 * minutes, and how far the end lies from a reference.
 *
 * Cells are those of a set of states, one after the other again and again until there are as many as a grid has (so
 * that c and k come from memory as in a model, and lanes stay full). The step of each cell is kept from outer step to
 * outer step unless it is to start cold. */
#ifndef LT_CHEM_HOUR_H
#define LT_CHEM_HOUR_H

#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/states_csv.h"

/* Error of species in cells: |c - r| / max(|r|, 1 ppt). */
typedef struct lt_chem_error {
    double rms, most;
    double p99, p999;            /* percentiles over cells and species */
    int most_species, most_cell; /* where the largest is; the cell as a row of the states */
} lt_chem_error;

typedef struct lt_chem_hour {
    const lt_mechanism *mechanism;
    const lt_states *states; /* with end */
    const lt_chem_air *air;  /* NULL: rate constants are given; else of n cells: they are made in every outer step */
    lt_chemistry *chemistry;
    int n;            /* cells */
    ptrdiff_t stride; /* of the rows */
    double outer_s;   /* a divisor of 600 s */
    bool cold;
    /* Rows of n cells, as lt_real: */
    void *start, *pulse, *c, *k;
    double *step;
    uint8_t *failed;
    lt_chem_counts counts;  /* of the last hour */
    double rates_s, wall_s; /* wall time of the rates, and of all, over all hours */
    lt_status status;
} lt_chem_hour;

/* Of rows of n cells: whole lines of memory. */
ptrdiff_t lt_chem_hour_stride(int n);

/* mechanism, states, n, stride and outer_s are set; the rest is made. LT_ERR_MEMORY. */
lt_status lt_chem_hour_create(lt_chem_hour *hour);
void lt_chem_hour_free(lt_chem_hour *hour);

/* For lt_bench_measure: the start again; an hour. A fault goes into status. */
void lt_chem_hour_prepare(void *hour);
void lt_chem_hour_run(void *hour);

/* Of all cells after an hour against states->end. LT_ERR_MEMORY. */
lt_status lt_chem_hour_error(const lt_chem_hour *hour, lt_chem_error *out);

#endif
