/* box_air.h - the surroundings of a box at a time: temperature, pressure, water, sun, mixing height. */
#ifndef LT_BOX_AIR_H
#define LT_BOX_AIR_H

#include "model/chemistry/box/box.h"

typedef struct lt_box_air {
    double variable[LT_RATE_N_VARIABLES]; /* of rate.h; SUN and COS_SZA too */
    double water_ppb, mixing_height_m;    /* NAN where not given */
    double *fixed;                        /* [n_species - n_variable] amounts, the caller's */
} lt_box_air;

/* Before a run: is all there that the rates ask? Lists what is missing. */
lt_status lt_box_air_judge(const lt_box *box, lt_faults *faults);
/* At t [s since the start]. air->fixed is set by the caller. LT_ERR_INPUT: more vapour than air. */
lt_status lt_box_air_at(const lt_box *box, double t, lt_box_air *air);
/* Mixing height at t [m], NAN where not given. */
double lt_box_air_height(const lt_box *box, double t);
/* Amount in the unit of the run of a number density (molecules cm-3) at the start. */
lt_status lt_box_air_start_number(const lt_box *box, double *air_number);

#endif
