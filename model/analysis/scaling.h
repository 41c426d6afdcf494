/* scaling.h - increments become factors of species: composition is kept, nothing becomes negative.
 *
 * What the controls of an analysis say of a cell after it, against before, is one factor for each group of species:
 *   fine     all of the fine mode (constituents.h), its water among it: the mixture of the mode stays
 *   coarse   all of the coarse mode
 *   nox      NO and NO2 alike
 *   o3, so2, co
 * NOx by one factor: the ratio NO2 / NO, which sun and ozone restore within minutes, stays what it was, and so does the
 * ozone of the photostationary state (j NO2 / (k NO)). NO2 alone would be gone with the ratio's return within minutes;
 * NOx lasts for hours.
 * Ozone after the analysis is Ox less the NO2 that the factor really leaves: Ox is kept where a bound cuts NO2.
 *   f = x_a / x_b cut to least ... most;   1 where x_b is 0 or its change is 0
 * Bounds (assumed): 0.1 to 10; of ozone, which a night may leave at nearly nothing, 0.1 to 1e6: by its increment
 * alone. A background without a species cannot get it.
 * Not scaled: gases beside the particles (NH3, HNO3, vapours), which the next equilibrium brings into order with them;
 * radicals; tracers, so the tags of a species no longer sum to it where it was corrected. */
#ifndef LT_ANALYSIS_SCALING_H
#define LT_ANALYSIS_SCALING_H

#include "model/analysis/analysis.h"
#include "model/state/species.h"

#define LT_SCALED_LIST(X)                                                                                              \
    X(LT_SCALED_FINE, "fine", 0.1, 10.0)                                                                               \
    X(LT_SCALED_COARSE, "coarse", 0.1, 10.0)                                                                           \
    X(LT_SCALED_O3, "o3", 0.1, 1e6)                                                                                    \
    X(LT_SCALED_NOX, "nox", 0.1, 10.0)                                                                                 \
    X(LT_SCALED_SO2, "so2", 0.1, 10.0)                                                                                 \
    X(LT_SCALED_CO, "co", 0.1, 10.0)

typedef enum lt_scaled {
#define LT_SCALED_ENUM(symbol, name, least, most) symbol,
    LT_SCALED_LIST(LT_SCALED_ENUM)
#undef LT_SCALED_ENUM
        LT_N_SCALED
} lt_scaled;

extern const char *const lt_scaled_names[LT_N_SCALED];

typedef struct lt_scaling_bounds {
    double least[LT_N_SCALED], most[LT_N_SCALED]; /* 0 < least <= 1 <= most */
} lt_scaling_bounds;
extern const lt_scaling_bounds lt_scaling_bounds_default;

/* Factors of one member: x_b and increment [LT_N_CONTROLS][cells], cells = layers x columns; factor
 * [LT_N_SCALED][cells], 1 for what the model lacks. clipped [LT_N_SCALED]: cells that met a bound. Any number of
 * threads gives the same. */
void lt_scaling_make(const lt_scaling_bounds *bounds, const bool has[LT_N_CONTROLS], long cells, const double *x_b,
                     const double *increment, double *factor, long clipped[LT_N_SCALED]);

/* The group of a species of the model (no tracer); LT_N_SCALED: none. */
lt_scaled lt_scaled_of(const lt_species_info *species);

#endif
