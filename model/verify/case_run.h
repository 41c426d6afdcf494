/* case_run.h - transport of passive tracers in the air of case_air.h, hour by hour, with its budget, in memory. */
#ifndef LT_CASE_RUN_H
#define LT_CASE_RUN_H

#include "model/transport/transport.h"
#include "model/verify/case_air.h"

enum { LT_CASE_TRACERS = 8 };

typedef struct lt_case_run {
    lt_case_air weather;
    lt_air *air;
    lt_state *state;
    lt_border *border;
    lt_transport *transport;
    lt_crossings crossings; /* of the hour */
    bool mixes;             /* with the vertical solve */
    lt_layer_mixing mixing;
    lt_real *emitted; /* kg/s a cell, of all tracers, EMITTING layers; NULL as well */
    double *swept;    /* kg/s of air, one layer */
    int n_steps;      /* an hour */
    long step;
} lt_case_run;

/* Tracers are a smooth wave, a box, a spike and mixtures of them, none uniform. mixing: with the vertical solve, in it
 * emission and dry deposition unless the domain is closed. */
lt_status lt_case_run_create(bool closed, bool mixing, lt_case_run *out);
void lt_case_run_free(lt_case_run *run);
/* Take the air of an hour, so that a burden can be asked for before its steps; then its steps. The crossings are those
 * of the hour. */
lt_status lt_case_run_load(lt_case_run *run, int hour);
lt_status lt_case_run_steps(lt_case_run *run);
/* kg of tracer s in the domain now, summed exactly. */
double lt_case_run_burden(const lt_case_run *run, int s);
/* kg of tracer s that entered less what left in the hour; *gross: all that moved. */
double lt_case_run_gain(const lt_case_run *run, int s, double *gross);

/* Tracers 0 and 1 obey q1 = slope q0 + offset from now on, also at the border; and how far they are from it: largest
 * |q1 - (slope q0 + offset)| / q1. */
lt_status lt_case_run_relate(lt_case_run *run, double slope, double offset);
lt_status lt_case_run_relation(const lt_case_run *run, double slope, double offset, double *worst);

#endif
