/* correction.h - correction of forecasts at a place by how earlier ones of the same lead came out. Pure.
 *
 * A corrector is of one place, one species and one lead. It learns pairs in the order of time and holds nothing else:
 * what was not learnt cannot be reached, so that a correction is of its past alone (correct_series.h feeds the
 * correctors of all leads). One file a method, one line of the list below.
 *
 * Members of an ensemble: the methods of a mean error (running mean, Kalman) learn the error of the mean and move every
 * member by it; quantile mapping maps every member; analogues give the members anew, in the order that they had. */
#ifndef LT_CORRECTION_H
#define LT_CORRECTION_H

#include "base/status.h"

#include <stdbool.h>

/* id, name (functions lt_correction_<name>_...), English, Chinese, fewest pairs, window of pairs (0: all weigh) */
#define LT_CORRECTION_LIST(X)                                                                                          \
    X(MEAN, mean, "running mean of the error", "误差滑动平均", 7, 0)                                                   \
    X(KALMAN, kalman, "Kalman filter of the error", "卡尔曼滤波", 7, 0)                                                \
    X(QUANTILE, quantile, "quantile mapping", "分位数映射", 30, 120)                                                   \
    X(ANALOGUE, analogue, "analogues", "相似预报", 60, 730)
typedef enum lt_correction_method {
#define LT_CORRECTION_ID(id, name, en, zh, least, window) LT_CORRECTION_##id,
    LT_CORRECTION_LIST(LT_CORRECTION_ID)
#undef LT_CORRECTION_ID
        LT_N_CORRECTIONS
} lt_correction_method;

enum { LT_MOST_PREDICTORS = 24, LT_MOST_CORRECTED = 64 }; /* numbers of a predictor, members */

/* Of lt_correction_defaults, then changed where wanted. */
typedef struct lt_correction_setup {
    lt_correction_method method;
    int least;          /* pairs before the first correction */
    int window;         /* pairs that are kept, the newest (quantile, analogue) */
    double weight;      /* mean: of the newest error */
    double noise_ratio; /* Kalman: variance of a step of the bias over that of an observation of it */
    int analogues;      /* how many */
    int n_variables;    /* of a predictor, the forecast itself first */
    int n_window;       /* numbers of each variable in it: neighbouring leads, odd, the lead itself in the middle */
    double variable_weight[LT_MOST_PREDICTORS];
} lt_correction_setup;

typedef struct lt_correction_row {
    const char *name, *en, *zh;
    int least, window;
} lt_correction_row;
extern const lt_correction_row lt_correction_table[LT_N_CORRECTIONS];

lt_correction_setup lt_correction_defaults(lt_correction_method method);
/* By name; false if there is none. */
bool lt_correction_find(const char *name, lt_correction_method *out);

typedef struct lt_corrector lt_corrector;
/* LT_ERR_MEMORY, or LT_ERR_INPUT of a setup out of its bounds. */
lt_status lt_corrector_create(const lt_correction_setup *setup, lt_corrector **out);
void lt_corrector_free(lt_corrector *corrector);

/* The pair that is next in time. predictor: n_variables * n_window numbers, [variable][window]; NaN in it or of obs:
 * the pair is missing, which the filter is told and the others pass over. Never fails. */
void lt_corrector_learn(lt_corrector *corrector, const double *predictor, double obs);
/* Pairs learnt, without the missing ones. */
long lt_corrector_pairs(const lt_corrector *corrector);
/* out[n] of the members in[n] (n = 1: a forecast of one value; NaN stays NaN), n <= LT_MOST_CORRECTED. false, and out
 * is in: fewer than `least` pairs, or a predictor that is missing. What is not negative stays so; what is positive
 * stays positive unless observations of 0 say otherwise. */
bool lt_corrector_correct(const lt_corrector *corrector, const double *predictor, const double *in, int n, double *out);

#endif
