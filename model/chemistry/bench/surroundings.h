/* surroundings.h - the air that given rate constants belong to: what the benchmark makes the same constants of again.
 *
 * Temperature, pressure and zenith angle are those of the states. Each external value (J, uptake), each fixed species
 * without a value of the mechanism (water) and the share of sea enter some reaction's constant as a factor, so they are
 * the given constant over that with the value 1. */
#ifndef LT_CHEM_SURROUNDINGS_H
#define LT_CHEM_SURROUNDINGS_H

#include "model/chemistry/solver/states_csv.h"
#include "model/kernel/chemistry.h"

typedef struct lt_surroundings {
    lt_chem_air air; /* of n cells: those of the states again and again */
    double *rows;    /* what air points into */
} lt_surroundings;

/* LT_ERR_INPUT: of lt_rates; LT_ERR_MEMORY. */
lt_status lt_surroundings_create(const lt_mechanism *mechanism, const lt_states *states, int n, ptrdiff_t stride,
                                 lt_surroundings *out);
void lt_surroundings_free(lt_surroundings *surroundings);

#endif
