/* scheme.h - what a scheme of analysis gets and gives (analysis.c prepares it). */
#ifndef LT_ANALYSIS_SCHEME_H
#define LT_ANALYSIS_SCHEME_H

#include "model/analysis/analysis.h"

#include <math.h>

typedef struct lt_analysis_task {
    const lt_analysis_setup *setup;
    const lt_analysis_columns *columns;
    const lt_analysis_background *background;
    long n;                            /* observations, sorted: good values of known kinds on the grid */
    const lt_observation *observation; /* [n] */
    const double *seen;                /* [n_members][n] H x */
    double *reach;                     /* [n_layers][columns] v of background_error.h */
    double *increment;                 /* [n_members][LT_N_CONTROLS][n_layers][columns], zero at first */
} lt_analysis_task;

/* of_member: [LT_N_CONTROLS][n_layers][columns]. */
static inline double lt_analysis_seen(const lt_analysis_columns *columns, const double *of_member, lt_monitored what,
                                      long place) {
    double sum = 0.0;
    for (int c = 0; c < LT_N_CONTROLS; ++c)
        if (lt_observe[what][c] != 0.0)
            sum += lt_observe[what][c] * of_member[(long)c * columns->n_layers * columns->n + place];
    return sum;
}

static inline double lt_analysis_distance(const lt_analysis_columns *columns, long a, long b) {
    const double dx = columns->x[a] - columns->x[b], dy = columns->y[a] - columns->y[b];
    return sqrt(dx * dx + dy * dy);
}

/* variance of H x as the scheme sees it, for the check of gross errors. [n] */
typedef struct lt_analysis_scheme_row {
    const char *name;
    int least_members, most_members;
    void (*variance)(const lt_analysis_task *task, double *out);
    /* Fills increment. LT_ERR_NUMERIC, LT_ERR_MEMORY. */
    lt_status (*run)(const lt_analysis_task *task);
} lt_analysis_scheme_row;

#define LT_ANALYSIS_SCHEME_ROW(symbol, name) extern const lt_analysis_scheme_row lt_analysis_##name;
LT_ANALYSIS_SCHEME_LIST(LT_ANALYSIS_SCHEME_ROW)
#undef LT_ANALYSIS_SCHEME_ROW

#endif
