/* process_rows.h - the lines of process_base_<period>.csv (model/driver/process_budget.h) of the hours of a period,
 * without its spin-up. */
#ifndef LT_PROCESS_ROWS_H
#define LT_PROCESS_ROWS_H

#include "base/job.h"

/* X-macro: columns of mean mixing ratios that a line has, without their end "_mean". */
#define LT_PROCESS_MEANS(X)                                                                                            \
    X(transport) X(mixing) X(emission) X(dry) X(chemistry) X(wet) X(produced) X(destroyed) X(change)
enum {
#define LT_PROCESS_ID(name) LT_PROCESS_##name,
    LT_PROCESS_MEANS(LT_PROCESS_ID)
#undef LT_PROCESS_ID
        LT_PROCESS_ITSELF, /* the mixing ratio at the end of the hour: column mean */
    LT_PROCESS_N_MEANS
};
extern const char *const lt_process_means[LT_PROCESS_N_MEANS]; /* "transport_mean" ... "mean" */

typedef struct lt_process_row {
    long number;                                  /* of the line in the file */
    const char *region, *layers, *species, *unit; /* valid until the function returns */
    int local_hour;                               /* in which the hour begins, UTC+8 */
    double mean[LT_PROCESS_N_MEANS];
} lt_process_row;

typedef lt_status (*lt_process_take)(const lt_process_row *row, void *to);

/* Every line of the base run of a period to take. *there false: it has no such file. LT_ERR_INPUT: a column or number
 * of the file; what take returns. */
lt_status lt_process_rows(const lt_job *job, const lt_period *period, lt_process_take take, void *to, bool *there);

#endif
