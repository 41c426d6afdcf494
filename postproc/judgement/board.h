/* board.h - the targets of the documents against a package of a finished run: the model as it is and, where the base
 * was observed, the projection on the observation (anchored.h), each with its verdict and band (band.h). Pure.
 *
 * Parts of a band, in the unit of what is held against the target:
 *   weather    spread of the same value over the periods of the run, by their weights in the means
 *   model      raw: |value| x NME; projection: |value - that of the observation| x NME, for what was observed has no
 *              error of the model. NME: days of all cities and periods of an evaluation, evidence alone where there is
 *   inventory  emissions: |value| x sd / mean of the draws of the province's sum: a change is taken to be as sure,
 *              relatively, as the sum (A). Concentrations: the same value on every draw of the inventory that the case
 * ran (key inventory_draws), a package and its base on the same draw; without such runs missing and named */
#ifndef LT_BOARD_H
#define LT_BOARD_H

#include "postproc/judgement/band.h"
#include "postproc/judgement/facts.h"

#include <cjson/cJSON.h>

/* A relative error and what stands behind it (n 0: not known). */
typedef struct lt_relative {
    double error;
    long n;
} lt_relative;

typedef struct lt_board_input {
    const lt_standards *standards;
    const lt_targets *targets;
    const cJSON *summary;
    const double *weights;    /* of its periods in the means over them */
    const lt_facts *observed; /* of the year of the base, without base word; NULL: no observations */
    const lt_facts *bases;    /* observed ones, with theirs */
    lt_relative model[LT_N_JUDGED];
    const struct lt_csv *draws; /* uncertainty_base.csv; NULL: none */
    long n_draws;
} lt_board_input;

typedef struct lt_board_side {
    lt_target_result result[LT_N_INDEX];
    lt_band band; /* of the value; NaN without one */
} lt_board_side;

typedef struct lt_board_row {
    const lt_target *target;
    lt_board_side raw, projected;
} lt_board_row;

typedef struct lt_board {
    lt_board_row *rows; /* [targets->n] */
    long n;
    double pm25[LT_N_CITY_VALUES]; /* mean over the run, ug/m3: the projection where there is one, else the model */
} lt_board;

/* package NULL: the base run. LT_ERR_INPUT: no such package. */
lt_status lt_board_of(const lt_board_input *input, const char *package, lt_board *out);
void lt_board_free(lt_board *board);
/* The regime that has a number, else the first. */
const lt_target_result *lt_board_known(const lt_board_side *side);

#endif
