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

enum { LT_CHEM_HOUR_SHARES = 32 };

typedef struct lt_chem_hour {
    const lt_mechanism *mechanism;
    const lt_states *states; /* with end */
    const lt_chem_air *air;  /* NULL: rate constants are given; else of n cells: they are made in every outer step */
    lt_chemistry *chemistry;
    int n, threads;   /* cells; threads that add pulses */
    ptrdiff_t stride; /* of the rows */
    double outer_s;   /* a divisor of 600 s */
    bool cold;
    /* Rows of n cells, as lt_real: */
    void *start, *pulse, *c, *k;
    double *step;
    uint8_t *failed;
    int n_emitted, *emitted;           /* species with a pulse somewhere */
    lt_chem_counts counts;             /* of the last hour */
    double rates_s;                    /* wall time of its rates */
    double share[LT_CHEM_HOUR_SHARES]; /* of the rates, of each hour */
    int n_shares;
    lt_status status;
} lt_chem_hour;

/* Of rows of n cells: whole lines of memory, an odd number of them, for rows that lie a power of 2 apart push each
 * other out of the caches (measured at 4096 cells: 3.45 instead of 2.16 microseconds a cell and outer step). */
ptrdiff_t lt_chem_hour_stride(int n);

/* mechanism, states, n, stride, threads and outer_s are set; the rest is made. LT_ERR_MEMORY. */
lt_status lt_chem_hour_create(lt_chem_hour *hour);
void lt_chem_hour_free(lt_chem_hour *hour);

/* For lt_bench_measure: the start again; an hour. A fault goes into status. */
void lt_chem_hour_prepare(void *hour);
void lt_chem_hour_run(void *hour);

/* The part of the wall time that rates took, median of the hours. */
double lt_chem_hour_rates_share(const lt_chem_hour *hour);

/* Of all cells after an hour against states->end. LT_ERR_MEMORY. */
lt_status lt_chem_hour_error(const lt_chem_hour *hour, lt_chem_error *out);

#endif
