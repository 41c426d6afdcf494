/* answer.h - what a surface tells a planner: how steep it is where nothing is cut, which regime that is, where less NOx
 * begins to help, and the cut of VOC that keeps ozone from rising.
 *
 * floor: the change that is taken for one, ug/m3: the larger of three times the numerical noise and the leave-one-out
 * error of the surface. Errors of slopes: the floor times the gain of the slope (surface.h).
 *
 * Regime, from a = -dD/dx and b = -dD/dy, what equal small cuts of NOx and of VOC take away:
 *   VOC-limited   less NOx raises ozone (a < -error), or b is above its error and more than twice a
 *   NOx-limited   a is above its error and more than twice b
 *   transitional  both lower it and neither counts twice the other
 *   none          neither is told apart from its error
 * The factor two is a convention of ours (A). */
#ifndef LT_ANSWER_H
#define LT_ANSWER_H

#include "postproc/ozone_desk/surface.h"
#include "postproc/regime.h"

#include <stdbool.h>

/* By a cut of NOx alone, with none of VOC: D(x, 0). */
typedef struct lt_turn {
    double peak; /* cut at which ozone is largest; 0: it never rises by more than the floor */
    double rise; /* D there, ug/m3 */
    double back; /* cut from which it is below the base again; NaN: not within the design, or it never rises */
} lt_turn;

/* X-macro: id, word, English, Chinese. */
#define LT_HOLD_LIST(X)                                                                                                \
    X(FALLS, "falls", "falls without", "无需VOCs")                                                                     \
    X(NONE, "none", "no change", "无变化")                                                                             \
    X(HELD, "held", "held", "可抵消")                                                                                  \
    X(BEYOND, "beyond", "not held", "不能抵消")
typedef enum lt_hold_kind {
#define LT_HOLD_ID(id, word, en, zh) LT_HOLD_##id,
    LT_HOLD_LIST(LT_HOLD_ID)
#undef LT_HOLD_ID
        LT_N_HOLDS
} lt_hold_kind;
typedef struct lt_hold_row {
    const char *word, *en, *zh;
} lt_hold_row;
extern const lt_hold_row lt_hold_table[LT_N_HOLDS];

/* FALLS: NOx alone lowers ozone by more than the floor. NONE: it changes it by less. HELD: it raises it, and the cut
 * `voc` brings it back to the base; within [low, high] the result is not told apart from the base. BEYOND: it raises
 * it, and no cut of VOC of the design brings it back (voc: the largest cut). high is NaN where it is beyond. */
typedef struct lt_hold {
    lt_hold_kind kind;
    double nox, voc, low, high; /* shares cut; NaN where there are none */
} lt_hold;

lt_regime lt_regime_of_slopes(const double slope[2], const double error[2]);
/* The cut of VOC to one of NOx that holds ozone while both are small: dD/dx / -dD/dy. NaN where less NOx does not raise
 * it, or less VOC does not lower it, beyond the errors. */
double lt_ratio_of_slopes(const double slope[2], const double error[2]);
lt_turn lt_turn_of(const lt_surface_plan *plan, const lt_surface *surface, double floor);
lt_hold lt_hold_at(const lt_surface_plan *plan, const lt_surface *surface, double nox, double floor);

#endif
