/* chem_step.h - how long the steps of a cell are: the one arithmetic of the interpreter and of the vectors. No libm but
 * ceil, which is exact: the same bits everywhere.
 *
 * A cell has `left` s to go and a step that it wishes for; it shares what is left into equal parts no longer than the
 * wish (lt_chem_step_try). The scaled error of the step makes the next wish (lt_chem_step_factor, _accepted). What is
 * kept for the next call is not the last wish but that after the first step that was accepted: cells are disturbed
 * between calls (emission, transport), about as much every time, and the first step after that is the short one. A
 * call's wish grows at most twofold over the one before, for disturbances that come every second call.
 *
 * A numerical setting, tuned on 300 cells of CB6r5 with pulses every ten minutes (Ros3, rtol 1e-3): 4.4 steps tried in
 * ten minutes at an rms error of 5.1e-5; the last wish kept, growth of 6 and the last step cut (KPP's): 6.5 at 8.2e-5.
 * More in model/chemistry/solver/README.md. */
#ifndef LT_KERNEL_CHEM_STEP_H
#define LT_KERNEL_CHEM_STEP_H

#include "model/kernel/ltmath.h"
#include "model/kernel/rosenbrock.h"

#include <math.h>

static inline double lt_chem_step_try(double wish, double left) {
    double parts = ceil(left / wish);
    return parts > 1.0 ? left / parts : left;
}

/* Factor from the mean square of the scaled error (a number or not). */
static inline double lt_chem_step_factor(const lt_ros_control *control, int order, double mean_square) {
    double safe = mean_square < 1e30 ? mean_square : 1e30; /* what is no number counts as large */
    safe = safe > 1e-30 ? safe : 1e-30;
    double factor = control->safety * lt_exp(lt_log(safe) * (-0.5 / order));
    factor = factor > control->shrink ? factor : control->shrink;
    return factor < control->grow ? factor : control->grow;
}

/* The wish after a step of h that was accepted (mean_square <= 1): that it was cut short takes nothing away. */
static inline double lt_chem_step_accepted(double wish, double h, double factor) {
    double next = h * factor;
    return factor >= 1.0 && wish > next ? wish : next;
}

/* What to begin the next call with. given: what this one was given (0: nothing); first, last: its wishes after the
 * first and the last step that was accepted. */
static inline double lt_chem_step_kept(double given, double first, double last) {
    double kept = first < last ? first : last, most = 2.0 * given;
    return given > 0.0 && most < kept ? most : kept;
}

#endif
