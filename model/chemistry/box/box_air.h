/* box_air.h - the surroundings of a box at a time: temperature, pressure, water, sun, mixing height. */
#ifndef LT_BOX_AIR_H
#define LT_BOX_AIR_H

#include "model/chemistry/box/box.h"

/* Shares of O2 and N2 in air, those of CMAQ (ATM_O2, ATM_N2 of cb6r5_ae7_aq, V). */
#define LT_AIR_O2_PPB 0.2095e9
#define LT_AIR_N2_PPB 0.7808e9
/* What a fixed species of this name is in air, ppb: M and AIR all of it, O2, N2; NAN for others. */
double lt_air_share(const char *species);

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
