/* box_run.h - a box through time, an outer step at a time. Several runs of one box may go on in several threads. */
#ifndef LT_BOX_RUN_H
#define LT_BOX_RUN_H

#include "model/chemistry/box/box_counters.h"
#include "model/chemistry/box/box_forcing.h"
#include "model/chemistry/box/box_rates.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/interpreter.h"

/* What a member of a sweep changes; NULL members: nothing. */
typedef struct lt_box_factors {
    const double *initial; /* [n_variable] */
    const double *source;  /* [n_sources] */
    double light;          /* on the law of light */
} lt_box_factors;

typedef struct lt_box_run {
    const lt_box *box;
    const lt_box_factors *factors;
    lt_box_counters *counters;
    lt_interpreter *interpreter; /* NULL with engine: generated */
    lt_chemistry *chemistry;     /* NULL but with engine: generated */
    void *cell_c, *cell_k;       /* lt_real, for chemistry */
    lt_box_air air;
    lt_box_rates rates;
    lt_box_forcing forcing;
    lt_ros_control control;
    double t, step_s; /* since the start; the solver's next step */
    double *c;        /* [variable species, then counters]; counters hold the last outer step's turns */
    double *before;   /* [n_variable] at the begin of the last outer step, before held species were set */
    double *cut;      /* [variable, counters] what clipping added in the last outer step */
    double *clipped;  /* [n_variable] since the start */
    double *k, *atol, *source;
    bool *held;
    lt_chem_counts counts;
    int64_t outer_steps;
} lt_box_run;

/* factors NULL: none; else it must outlive the run. */
lt_status lt_box_run_create(const lt_box *box, const lt_box_factors *factors, lt_box_run **out);
void lt_box_run_free(lt_box_run *run);
/* One outer step of the case. LT_ERR_NUMERIC if the solver cannot take it: a remark holds the state as a box case. */
lt_status lt_box_run_step(lt_box_run *run);
/* Turns of reaction r of the mechanism, and of a loss, in the last outer step; counter < 0 gives 0. */
double lt_box_run_counted(const lt_box_run *run, int counter);

#endif
