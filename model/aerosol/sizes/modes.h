/* modes.h - the two log-normal modes of particles, with sizes that stay.
 *
 * A mode's dry volume is log-normal in diameter, n(ln D) ~ exp(-ln^2(D/D_v)/(2 ln^2 s)): D_v its median, s its
 * geometric standard deviation. Water makes every particle of a mode grow by the same factor, so D_v grows and s stays.
 * Number follows from mass: nothing here is counted by the model (as in CMAQ's emissions).
 *   D_g  = D_v exp(-3 ln^2 s)      median of the number
 *   D_S  = D_v exp(-ln^2 s / 2)    6 volume/surface (Sauter)
 * Numbers: Zhang and He (2014), doi 10.5194/acp-14-3729-2014, for the mass of PM2.5 (0.4 um, 2.2) and of PM2.5-10
 * (4.5 um, 1.6); S (constants of the R package ddpart). 1.0 % of such a fine mode lies above 2.5 um, 11 % of such a
 * coarse one below it and 4.5 % above 10 um (D). Beside them: CMAQ's emitted accumulation mode 0.3 um, 2.0 (R). Haze
 * and fog move D_v of the fine mode to 0.6 um and more (R), which fixed sizes cannot show. */
#ifndef LT_SIZE_MODES_H
#define LT_SIZE_MODES_H

#include "model/kernel/ltmath.h"

/* X-macro: constant, median of the dry volume [um], geometric standard deviation. */
#define LT_SIZE_MODE_LIST(X)                                                                                           \
    X(FINE, 0.4, 2.2)                                                                                                  \
    X(COARSE, 4.5, 1.6)

enum {
#define LT_SIZE_MODE(name, ...) LT_SIZE_##name,
    LT_SIZE_MODE_LIST(LT_SIZE_MODE) LT_N_SIZE_MODES
#undef LT_SIZE_MODE
};

typedef struct lt_size_mode {
    double median; /* m, of the dry volume */
    double sigma;
} lt_size_mode;

static const lt_size_mode lt_size_modes[LT_N_SIZE_MODES] = {
#define LT_SIZE_MODE(name, median_um, sigma) {1e-6 * (median_um), sigma},
    LT_SIZE_MODE_LIST(LT_SIZE_MODE)
#undef LT_SIZE_MODE
};

/* Volume-weighted quadrature: abscissae of Gauss-Hermite for the weight exp(-t^2), 9 points;
 * D = D_v exp(sqrt(2) ln(s) t), weights over sqrt(pi) sum to 1. Computed to 17 digits from the recurrence of Hermite's
 * polynomials (tests/unit/test_sizes.c does it again). */
enum { LT_SIZE_POINTS = 9 };
static const double lt_size_abscissa[LT_SIZE_POINTS] = {
    -3.1909932017815277, -2.2665805845318432, -1.4685532892166679, -0.72355101875283756, 0.0,
    0.72355101875283756, 1.4685532892166679,  2.2665805845318432,  3.1909932017815277};
static const double lt_size_weight[LT_SIZE_POINTS] = {
    2.2345844007746583e-05, 0.0027891413212317688, 0.049916406765217872,  0.24409750289493945,   0.40634920634920635,
    0.24409750289493945,    0.049916406765217872,  0.0027891413212317688, 2.2345844007746583e-05};

/* Diameter of a point of the mode over its median. */
static inline double lt_size_point(double sigma, int point) {
    return lt_exp(1.4142135623730951 * lt_log(sigma) * lt_size_abscissa[point]);
}

#endif
