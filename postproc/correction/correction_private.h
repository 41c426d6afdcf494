/* correction_private.h - what a method is. Inside of the folder. */
#ifndef LT_CORRECTION_PRIVATE_H
#define LT_CORRECTION_PRIVATE_H

#include "postproc/correction/correction.h"

#include <math.h>

/* A method: its state is one piece of memory, zeroed before create. learn: has is false where the pair is missing. */
#define LT_CORRECTION_DECLARE(id, name, en, zh, least, window)                                                         \
    size_t lt_correction_##name##_size(const lt_correction_setup *setup);                                              \
    void lt_correction_##name##_learn(const lt_correction_setup *setup, void *state, const double *predictor,          \
                                      double obs, bool has);                                                           \
    void lt_correction_##name##_correct(const lt_correction_setup *setup, const void *state, const double *predictor,  \
                                        const double *in, int n, double *out);
LT_CORRECTION_LIST(LT_CORRECTION_DECLARE)
#undef LT_CORRECTION_DECLARE

/* The forecast itself within a predictor. */
static inline double lt_correction_forecast(const lt_correction_setup *setup, const double *predictor) {
    return predictor[setup->n_window / 2];
}

/* A mean error larger than the forecast would make it negative: a tenth of the forecast is kept (an assumption, A). */
static inline double lt_correction_less(double forecast, double error) {
    return fmax(forecast - error, 0.1 * fmax(forecast, 0));
}

#endif
