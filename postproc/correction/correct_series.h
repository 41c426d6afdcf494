/* correct_series.h - the forecasts of a place, cycle by cycle, each corrected by what was known at its issue. Pure.
 *
 * Before cycle c is corrected the corrector of lead l has learnt the forecasts of cycles up to c - 1 - l, whose
 * observations (steps up to c - 1) are known at the start of step c, and nothing else. */
#ifndef LT_CORRECT_SERIES_H
#define LT_CORRECT_SERIES_H

#include "postproc/correction/correction.h"
#include "postproc/skill/forecast_set.h"

typedef struct lt_correction_count {
    long corrected, raw, missing; /* forecasts; raw: passed on as they were, for too little was known */
} lt_correction_count;

/* One place and species. value, out: [lead][cycle][member] (may be the same); obs: [n_cycles + n_leads - 1]. The error
 * is that of the mean of the members that are there. A predictor has the forecasts of the neighbouring leads of the
 * cycle (beyond the first and last lead, and where one is missing, that of the lead itself), then of
 * extra[variable][lead] [cycle] (NULL with n_variables = 1) the same. LT_ERR_MEMORY, LT_ERR_INPUT of the setup. */
typedef struct lt_correction_series {
    int n_leads, n_members;
    long n_cycles;
    const double *obs, *value, *extra;
} lt_correction_series;
lt_status lt_correct_series(const lt_correction_setup *setup, const lt_correction_series *series, double *out,
                            lt_correction_count *count);

/* All places and species of a set, in place; adds to count. */
lt_status lt_correct_set(const lt_correction_setup *setup, lt_forecast_set *set, lt_correction_count *count);

#endif
