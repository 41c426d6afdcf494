/* gas_judge.h - can the grid run a mechanism? Asked where the case is read, before anything is made. */
#ifndef LT_GAS_JUDGE_H
#define LT_GAS_JUDGE_H

#include "model/state/chemical_set.h"

/* Sets without a mechanism: yes. LT_ERR_INPUT: a photolysis without cross sections or a rate that is neither photolysis
 * nor uptake (both name the reaction), a fixed species without an amount or with more ppb than air has, a mechanism
 * without ozone; LT_ERR_MEMORY. */
lt_status lt_gas_judge(const lt_chemical_set *set);

#endif
